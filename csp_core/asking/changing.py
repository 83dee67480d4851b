"""Reads wishes and reports that would change the plan ("mark DA-1 as done", "ASB-02 is complete, leaflet went
out yesterday"). Reading one changes nothing: it becomes a proposal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from csp_core.asking.dates import DateSpan, Relation, moved_after, moved_before
from csp_core.asking.deeds import (
    PARTLY,
    PERCENT,
    POLITE,
    asks_for_a_date,
    counts_parts,
    kind_of,
    may_change,
    subject_of,
)
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.general import Kind
from csp_core.asking.news import announces, read_news
from csp_core.asking.questions import AskChange, Question, Unheld
from csp_core.asking.relative_dates import WEEKDAYS
from csp_core.asking.sentence import Sentence, Span, sentence_of
from csp_core.book import ChangeKind

# Each beginning of a text is read anew, so that a long list of clauses would take seconds.
_MOST_CLAUSES = 8
_NOTE_BEGINS = re.compile(
    r"[,;:–—]|\s-\s|\bbecause\b|\bcos\b|\bcoz\b|\bas (?=the|we|they|it)\b|\bdue to\b|\bsince (?=the|we|they|it)\b|\.\s"
)
_WISHES = (
    "stop", "pause", "turn", "go to", "move", "send", "post", "change", "instead", "switch", "set", "add", "mute",
    "unsubscribe", "start", "resume", "cancel", "remind", "hold", "leave", "nag",
)  # fmt: skip
_QUIET = (
    "stop reminding", "stop chasing", "stop nagging", "dont remind", "pause", "mute", "quiet", "hold off",
    "leave us alone", "leave me alone", "snooze", "no more",
    "not to be reminded", "not be reminded", "not to remind", "not remind",
)  # fmt: skip


_REMINDERS = Unheld(
    "I hold no record of when reminders are posted. `/csp reminders` shows which there are, where they go and when.",
    ("what is overdue?",),
)
_FOR_LATER = (
    "remind me about", "remind me of", "remind me to", "remind me when", "remind me that", "remind us about",
    "remind us to", "remind us when", "nudge me about", "nudge me when", "ping me about", "ping me when",
    "send me a reminder", "give me a nudge", "set a reminder", "set me a reminder",
)  # fmt: skip
_LATER = Unheld(
    "I keep no reminders of single actions for one person. `/csp reminders` shows the regular ones.",
    ("what is due next week?", "what is overdue?"),
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The part of a text that says which change is wanted, and the note that follows it."""

    sentence: Sentence
    kind: ChangeKind
    note: str | None


def read_reminders(sentence: Sentence) -> Question | None:
    """A wish about reminders, or a question about them."""
    if not sentence.cue("reminders") or sentence.starts("snooze", *(f"{polite} snooze" for polite in POLITE)):
        return None
    if sentence.cue("overdue") and sentence.cue("list", "count"):
        return None
    if sentence.starts("when", "what", "who", "which", "how", "did", "does"):
        return _REMINDERS
    if sentence.has(*_FOR_LATER) and not sentence.has("stop", "not", "dont", "no", *_QUIET):
        return _LATER
    filters = filters_of(sentence)
    if filters.refs or (sentence.has(*_QUIET) and filters.terms and sentence.dates):
        day = next((day for span in sentence.dates if (day := _day_ahead(span, sentence.today))), None)
        return AskChange(ChangeKind.SNOOZE, replace(filters, due=None, statuses=frozenset(), overdue=False), day=day)
    if sentence.has(*_WISHES):
        return AskChange(ChangeKind.REMINDERS, filters_of(sentence), note=sentence.text)
    return _REMINDERS


def read_change(sentence: Sentence) -> Question | None:
    """A change in words; questions, and reports that something is not done, are none."""
    if sentence.asks and not sentence.starts(*POLITE) and not asks_for_a_date(sentence):
        return None
    if sentence.starts("actions", "list", "show", "owner", "overdue", "figure", "figures"):
        return None
    if sentence.starts("action") and not any(span.first < 2 for span in sentence.of_kind(Kind.REF)):
        return None
    head = next(_heads(sentence), None)
    return _change(head, sentence) if head else read_news(sentence)


def _heads(sentence: Sentence) -> Iterator[_Head]:
    """Ever longer beginnings of the text that say a change by themselves; the rest is the note."""
    if wished := _wished_last(sentence):
        yield wished
    if not may_change(sentence):
        return
    for match in islice(_NOTE_BEGINS.finditer(sentence.text), _MOST_CLAUSES):
        if _goes_on_with_a_ref(sentence, match.end()):
            continue
        head = sentence_of(sentence.text[: match.start()], sentence.vocabulary, sentence.today)
        kind = kind_of(head)
        if kind and _says_which(head):
            yield _Head(head, kind, sentence.text[match.end() :].strip(" ,;:-–—.") or None)
        elif announces(head):
            return
    if concluded := _concluded(sentence):
        yield concluded
    if decided := _DECIDED.search(sentence.text):
        head = sentence_of(sentence.text[decided.end() :], sentence.vocabulary, sentence.today)
        wanted = kind_of(head)
        if wanted in _CLAUSES and _says_which(head):
            yield _Head(head, wanted, None)
    kind = kind_of(sentence) or _kind_of_a_clause(sentence)
    if kind:
        yield _Head(sentence, kind, None)


_CONCLUSION = re.compile(
    r"(?:[,;:.–—]|\s-)\s?(?:(?:so|and|now|all|both|that['’]?s|it['’]?s|that is|it is|they['’]?re|they are) ){0,4}"
    r"(?:done|complete|completed|finished|sorted)[.! ]{0,5}$",
    re.IGNORECASE,
)


def _concluded(sentence: Sentence) -> _Head | None:
    """ "The roof alarms went in last Friday, all six - that's complete": what is concluded from is its note."""
    found = _CONCLUSION.search(sentence.text)
    if found is None:
        return None
    head = sentence_of(sentence.text[: found.start()], sentence.vocabulary, sentence.today)
    ref = next(head.of_kind(Kind.REF), None)
    told = head.text[head.words[ref.last - 1].end :] if ref else head.text
    return _Head(head, ChangeKind.COMPLETE, told.strip(" ,;:-–—.") or None) if _says_which(head) else None


_WISH_AT_THE_END = re.compile(r"""(?:[.!?]["”]?|[,;])\s+(?=(?:please|pls|plz|kindly)\s)""", re.IGNORECASE)
_ADDED = ("as an update", "as progress", "as a note", "as an update to", "to the record of", "as progress on")


def _wished_last(sentence: Sentence) -> _Head | None:
    """ "It is up and running, both are in post. Please close VG2.1": what stands before the wish is its note."""
    found = next(reversed(list(_WISH_AT_THE_END.finditer(sentence.text))), None)
    if found is None:
        return None
    head = sentence_of(sentence.text[found.end() :], sentence.vocabulary, sentence.today)
    if not any(head.of_kind(Kind.REF)):
        return None
    kind = ChangeKind.PROGRESS if head.has(*_ADDED) else kind_of(head)
    return _Head(head, kind, sentence.text[: found.start()].strip(" ,;:-–—.")) if kind else None


def _goes_on_with_a_ref(sentence: Sentence, place: int) -> bool:
    """ "Close DA-1, DA-2 and RS-3": what follows the comma is no note."""
    after = next((span for span in sentence.spans if sentence.words[span.first].start >= place), None)
    return after is not None and after.means(Kind.REF)


_CLAUSES = {
    ChangeKind.MOVE_DEADLINE, ChangeKind.SNOOZE, ChangeKind.REASSIGN, ChangeKind.COMPLETE, ChangeKind.REOPEN,
    ChangeKind.CANCEL, ChangeKind.UNDO, ChangeKind.CARRY_FORWARD,
}  # fmt: skip


_DECIDED = re.compile(r"\b(?:agreed|decided|resolved|voted|asked us|asked me)(?: [\w']{1,12}){0,3} to\s", re.IGNORECASE)


def _kind_of_a_clause(sentence: Sentence) -> ChangeKind | None:
    """ "The survey won't make it, shift it to 30 November": the wish stands behind what it is about."""
    for match in islice(_NOTE_BEGINS.finditer(sentence.text), _MOST_CLAUSES):
        kind = kind_of(sentence_of(sentence.text[match.end() :], sentence.vocabulary, sentence.today))
        if kind in _CLAUSES:
            return kind
    return None


def _says_which(sentence: Sentence) -> bool:
    filters = subject_of(sentence)
    return bool(filters.refs or filters.terms or filters.priorities or filters.organisations or filters.owners)


def _change(head: _Head, whole: Sentence) -> AskChange:
    if head.kind is ChangeKind.UNDO:
        return AskChange(ChangeKind.UNDO, Filters())
    target = _target_span(head.sentence) if head.kind is ChangeKind.REASSIGN else None
    return AskChange(
        head.kind,
        subject_of(head.sentence, besides=target),
        day=_day(head, whole),
        owner=_name_of(target) if target else None,
        note=_note(head, whole),
        all_of_them=head.sentence.cue("all_of_them"),
        shift_days=_shift(head),
    )


def _note(head: _Head, whole: Sentence) -> str | None:
    """What was said besides the change; of progress in numbers, all that stands behind the ref."""
    counted = PERCENT.search(head.sentence.text) or counts_parts(head.sentence)
    if head.kind is not ChangeKind.PROGRESS or not counted:
        return head.note or _part_done(head)
    ref = next(head.sentence.of_kind(Kind.REF), None)
    if ref and not head.note:
        return _part_done(head)
    told = head.sentence.text[head.sentence.words[ref.last - 1].end :] if ref else head.sentence.text
    return ", ".join(filter(None, (told.strip(" :;,.-–—"), head.note)))


def _part_done(head: _Head) -> str | None:
    """Progress without a note keeps what was said of it: "half done", "50%"."""
    if head.kind is not ChangeKind.PROGRESS:
        return None
    percent = PERCENT.search(head.sentence.text)
    if percent:
        return percent[0]
    ref = next(head.sentence.of_kind(Kind.REF), None)
    if ref and counts_parts(head.sentence):
        return head.sentence.text[head.sentence.words[ref.last - 1].end :].strip(" :;,.-–—")
    written = next((span.said for span in head.sentence.of_kind(Kind.STATUS_WORD)), None)
    return next((words for words in PARTLY if head.sentence.has(words)), written)


_OWNING = (Kind.POST, Kind.PERSON, Kind.ORGANISATION, Kind.ROLE)


def _target_span(sentence: Sentence) -> Span | None:
    """Whom an action is handed to: the last post, person or organisation after "to", or after "now with"."""
    if sentence.has("the responsibility of"):
        return next((span for span in sentence.of_kind(*_OWNING) if span.first > sentence.folded.index("of")), None)
    handing = {"to", "with", "by"} if sentence.has("now", "owned by", "led by", "over by", "sit with") else {"to"}
    if sentence.has("make"):
        handing = {"make"}
    if sentence.has("put") and not sentence.has("to"):
        handing = {"put"}
    if sentence.has("owner is now", "lead is now"):
        handing = {"now"}
    to = max((at for at, word in enumerate(sentence.folded) if word in handing), default=None)
    if to is None:
        return None
    return next((span for span in sentence.of_kind(*_OWNING) if span.first > to), None)


def _name_of(span: Span) -> str:
    return next(value for kind in _OWNING for value in span.values(kind))


def day_meant(kind: ChangeKind, sentence: Sentence) -> date | None:
    """The day that a sentence gives for a change of a kind."""
    return _day(_Head(sentence, kind, None), sentence)


def _day(head: _Head, whole: Sentence) -> date | None:
    """The day done lies behind, a new deadline ahead."""
    if head.kind in {ChangeKind.COMPLETE, ChangeKind.PROGRESS, ChangeKind.REOPEN, ChangeKind.CANCEL}:
        return _day_behind(head.sentence if head.sentence.dates else whole)
    snoozed = head.kind is ChangeKind.SNOOZE
    span = next((span for span in head.sentence.dates if snoozed or not _is_shift(span, head.sentence)), None)
    return _day_ahead(span, whole.today) if span else None


def _day_ahead(span: DateSpan, today: date) -> date | None:
    """The last day said, or the one after it: "until after the 12th" is from the 13th."""
    period = moved_after(span, today)
    if period is None:
        return None
    return period.last + timedelta(days=1) if span.relation is Relation.AFTER else period.last


def _day_behind(sentence: Sentence) -> date | None:
    """The first date, where it is past; "done on Friday" was the Friday before. What is so since May has no day."""
    span = next((span for span in sentence.dates if span.relation not in {Relation.SINCE, Relation.AFTER}), None)
    period = moved_before(span, sentence.today) if span else None
    if span is None or period is None:
        return None
    weekday = sentence.folded[span.last - 1] in WEEKDAYS and period.last > sentence.today
    day = period.last - timedelta(days=7) if weekday else period.last
    return day if day <= sentence.today else None


def _shift(head: _Head) -> int | None:
    """By how many days a deadline is moved, where it is moved "by 2 weeks" and not to a date."""
    if head.kind is not ChangeKind.MOVE_DEADLINE:
        return None
    span = next((span for span in head.sentence.dates if _is_shift(span, head.sentence)), None)
    if span is None or span.period is None:
        return None
    days = (span.period.last - span.period.first).days
    return -days if head.sentence.folded[span.last - 1] == "earlier" else days


def _is_shift(span: DateSpan, sentence: Sentence) -> bool:
    """Whether a stretch counted from today stands without "next" or "in", as in "back a fortnight"."""
    said = sentence.folded[span.first : span.last]
    units = {"day", "days", "week", "weeks", "month", "months", "fortnight", "wks"}
    counted = not units.isdisjoint(said[-2:]) and (said[-1] in units or said[-1] in {"later", "earlier"})
    return counted and not {"next", "in", "within", "last", "this", "end", "of", "ago"}.intersection(said)

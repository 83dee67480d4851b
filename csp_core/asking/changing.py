"""Reads wishes and reports that would change the plan ("mark DA-1 as done", "ASB-02 is complete, leaflet went
out yesterday"). Reading one changes nothing: it becomes a proposal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from csp_core.asking.dates import DateSpan, Relation, moved_after, moved_before
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.general import Kind
from csp_core.asking.questions import AskChange, Question, Unheld
from csp_core.asking.sentence import Sentence, Span, sentence_of
from csp_core.book import ChangeKind

_POLITE = (
    "can you", "could you", "would you", "will you", "please", "pls", "can we", "could we", "can i", "could i",
    "i want to", "be so good as to", "kindly", "id like to", "i would like to", "we need to", "i need to", "lets",
)  # fmt: skip
# Each beginning of a text is read anew, so that a long list of clauses would take seconds.
_MOST_CLAUSES = 8
_NOTE_BEGINS = re.compile(
    r"[,;:–—]|\s-\s|\bbecause\b|\bas (?=the|we|they|it)\b|\bdue to\b|\bsince (?=the|we|they|it)\b|\.\s"
)
_OPENERS = {"ok", "okay", "hi", "hello", "hey", "thanks", "right", "so", "and", "then", "now", "please", "pls", "just"}

_VERBS: dict[str, ChangeKind] = {
    "undo": ChangeKind.UNDO, "revert": ChangeKind.UNDO,
    "reopen": ChangeKind.REOPEN, "unclose": ChangeKind.REOPEN,
    "cancel": ChangeKind.CANCEL, "scrap": ChangeKind.CANCEL, "abandon": ChangeKind.CANCEL,
    "withdraw": ChangeKind.CANCEL, "drop": ChangeKind.CANCEL,
    "snooze": ChangeKind.SNOOZE,
    "assign": ChangeKind.REASSIGN, "reassign": ChangeKind.REASSIGN, "transfer": ChangeKind.REASSIGN,
    "hand": ChangeKind.REASSIGN, "give": ChangeKind.REASSIGN, "pass": ChangeKind.REASSIGN,
    "push": ChangeKind.MOVE_DEADLINE, "extend": ChangeKind.MOVE_DEADLINE, "postpone": ChangeKind.MOVE_DEADLINE,
    "move": ChangeKind.MOVE_DEADLINE, "shift": ChangeKind.MOVE_DEADLINE, "delay": ChangeKind.MOVE_DEADLINE,
    "reschedule": ChangeKind.MOVE_DEADLINE,
    "close": ChangeKind.COMPLETE, "complete": ChangeKind.COMPLETE, "finish": ChangeKind.COMPLETE,
    "tick": ChangeKind.COMPLETE,
    "start": ChangeKind.PROGRESS,
}  # fmt: skip
# Verbs that say nothing alone: what the action is to become decides.
_SETTING = {
    "mark",
    "set",
    "update",
    "change",
    "put",
    "record",
    "log",
    "make",
    "flag",
    "report",
    "turn",
    "carry",
    "roll",
    "bring",
    "sign",
    "open",
}
_PARTLY = (
    "half done", "half way", "halfway", "part done", "partly done", "part complete", "partially", "half finished",
    "half complete", "nearly done", "almost done", "nearly finished", "almost finished", "partly complete",
)  # fmt: skip
_PARTICLES = {
    "off", "over", "back", "again", "forward", "re", "date", "part", "half", "halfway", "way", "partly", "partially",
    "nearly", "almost",
}  # fmt: skip
_WISHES = (
    "stop", "pause", "turn", "go to", "move", "send", "post", "change", "instead", "switch", "set", "add", "mute",
    "unsubscribe", "start", "resume", "cancel", "remind", "hold", "leave", "nag",
)  # fmt: skip
_NEW_DATE = (
    "new date", "new deadline", "rescheduled", "slip to", "slips to", "slipped to", "slipping to", "put back to",
    "pushed back to", "moved to", "moves to", "go back by", "go back to", "go back", "move back", "slip by",
    "be moved to", "be put back",
    "push back", "pushes back", "shift to", "now due", "deadline now", "extended to", "delayed to",
    "delayed until", "change deadline to", "change date to", "move to", "postponed to", "postponed until",
    "goes back to",
)  # fmt: skip
_HANDED = ("is now with", "now sits with", "now belongs to", "has gone to", "is now led by", "to be owned by")
_PERCENT = re.compile(r"\b\d{1,3}\s?(?:%|percent|per cent)")
_OF_STATUS = {
    "completed": ChangeKind.COMPLETE, "in_progress": ChangeKind.PROGRESS, "not_started": ChangeKind.PROGRESS,
    "carried_forward": ChangeKind.CARRY_FORWARD, "cancelled": ChangeKind.CANCEL, "open": ChangeKind.REOPEN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Head:
    """The part of a text that says which change is wanted, and the note that follows it."""

    sentence: Sentence
    kind: ChangeKind
    note: str | None


def read_reminders(sentence: Sentence) -> Question | None:
    """A wish about reminders, or a question about them."""
    if sentence.starts("snooze", *(f"{polite} snooze" for polite in _POLITE)) or not sentence.cue("reminders"):
        return None
    if sentence.cue("overdue") and sentence.cue("list", "count"):
        return None
    if sentence.starts("when", "what", "who", "which", "how", "did", "does"):
        return Unheld("I hold no record of when reminders are posted.", ("what is overdue?",))
    filters = filters_of(sentence)
    quiet = sentence.has("quiet", "hold off", "leave us alone", "leave me alone", "snooze", "no more")
    if filters.refs or (quiet and filters.terms and sentence.dates):
        day = next((period.last for span in sentence.dates if (period := moved_after(span, sentence.today))), None)
        return AskChange(ChangeKind.SNOOZE, replace(filters, due=None, statuses=frozenset(), overdue=False), day=day)
    if sentence.has(*_WISHES):
        return AskChange(ChangeKind.REMINDERS, filters_of(sentence), note=sentence.text)
    return Unheld("I hold no record of when reminders are posted.", ("what is overdue?",))


def read_change(sentence: Sentence) -> Question | None:
    """A change in words; questions, and reports that something is not done, are none."""
    if sentence.asks and not sentence.starts(*_POLITE):
        return None
    if sentence.starts("action", "actions", "list", "show", "owner", "overdue", "figure", "figures"):
        return None
    head = next(_heads(sentence), None)
    return _change(head, sentence) if head else None


def _heads(sentence: Sentence) -> Iterator[_Head]:
    """Ever longer beginnings of the text that say a change by themselves; the rest is the note."""
    if not _may_change(sentence):
        return
    for match in islice(_NOTE_BEGINS.finditer(sentence.text), _MOST_CLAUSES):
        head = sentence_of(sentence.text[: match.start()], sentence.vocabulary, sentence.today)
        kind = _kind_of(head)
        if kind and _says_which(head, kind):
            yield _Head(head, kind, sentence.text[match.end() :].strip(" ,;:-–—.") or None)
    kind = _kind_of(sentence) or _kind_of_a_clause(sentence)
    if kind:
        yield _Head(sentence, kind, None)


def _may_change(sentence: Sentence) -> bool:
    """Whether any word could tell of a change at all: most questions are passed over here."""
    verbs = any(word in _VERBS or word in _SETTING for word in sentence.folded)
    return (
        verbs
        or any(sentence.of_kind(Kind.STATUS))
        or sentence.has(*_PARTLY, *_NEW_DATE, *_HANDED, "take that", "signed off")
    )


_CLAUSES = {
    ChangeKind.MOVE_DEADLINE, ChangeKind.SNOOZE, ChangeKind.REASSIGN, ChangeKind.COMPLETE, ChangeKind.REOPEN,
    ChangeKind.CANCEL,
}  # fmt: skip


def _kind_of_a_clause(sentence: Sentence) -> ChangeKind | None:
    """ "The survey won't make it, shift it to 30 November": the wish stands behind what it is about."""
    for match in islice(_NOTE_BEGINS.finditer(sentence.text), _MOST_CLAUSES):
        kind = _kind_of(sentence_of(sentence.text[match.end() :], sentence.vocabulary, sentence.today))
        if kind in _CLAUSES:
            return kind
    return None


def _says_which(sentence: Sentence, kind: ChangeKind) -> bool:
    filters = _subject(sentence, kind)
    return bool(filters.refs or filters.terms or filters.priorities or filters.organisations or filters.owners)


def _kind_of(sentence: Sentence) -> ChangeKind | None:
    words = _without_politeness(list(sentence.folded))
    if not words or words[0] in {"dont", "never"} or words[:2] == ["do", "not"]:
        return None
    if words[0] in _SETTING or (words[0] in _VERBS and _VERBS[words[0]] is ChangeKind.COMPLETE):
        return _set_to(sentence, words) or _VERBS.get(words[0])
    if words[0] in _VERBS:
        kind = _VERBS[words[0]]
        handed = sentence.has("to") and not sentence.has("to me", "to us")
        return kind if handed or kind is not ChangeKind.REASSIGN else None
    if words[:2] == ["take", "that"] or words[:2] == ["re", "open"]:
        return ChangeKind.UNDO if words[0] == "take" else ChangeKind.REOPEN
    return _reported(sentence)


def _without_politeness(words: list[str]) -> list[str]:
    """The words from the first that is neither a greeting nor a courtesy."""
    polite = next((phrase.split() for phrase in _POLITE if words[: len(phrase.split())] == phrase.split()), None)
    if polite:
        return _without_politeness(words[len(polite) :])
    return _without_politeness(words[1:]) if words[:1] and words[0] in _OPENERS else words


def _set_to(sentence: Sentence, words: list[str]) -> ChangeKind | None:
    """What "mark", "set", "change" … make of an action."""
    if words[0] in {"carry", "roll"}:
        return ChangeKind.CARRY_FORWARD
    if words[:2] == ["sign", "off"]:
        return ChangeKind.COMPLETE
    if words[0] == "open":
        return ChangeKind.REOPEN if sentence.has("again") else None
    if sentence.has(*_PARTLY) or _PERCENT.search(sentence.text):
        return ChangeKind.PROGRESS
    status = _status(sentence)
    if status == "completed" and sentence.has("not", "isnt", "un"):
        return ChangeKind.REOPEN
    if status and not (words[0] in {"close", "complete", "finish"} and status in {"open", "in_progress"}):
        return _OF_STATUS[status]
    if sentence.dates and (sentence.cue("deadline", "due") or sentence.has("date")):
        return ChangeKind.MOVE_DEADLINE
    if sentence.has("owner", "lead") and (sentence.has("to", "the owner") or words[0] == "make"):
        return ChangeKind.REASSIGN
    if words[0] == "make" and any(sentence.of_kind(Kind.POST, Kind.PERSON, Kind.ORGANISATION)):
        return ChangeKind.REASSIGN
    moving = {"put", "bring", "make", "set", "change"}
    return ChangeKind.MOVE_DEADLINE if words[0] in moving and sentence.dates else None


def _reported(sentence: Sentence) -> ChangeKind | None:
    """A report in the form of a statement: "DA-1 is done", "we've finished the leaflet", "RS-03 half done"."""
    if _denies_or_asks(sentence):
        return None
    subject = _subject(sentence, ChangeKind.COMPLETE)
    told = sentence.has("is", "has", "have", "weve", "ive", "are", "was", "now", *_PARTLY)
    if not subject.refs and not (subject.terms and told):
        return None
    if sentence.has(*_PARTLY) or _PERCENT.search(sentence.text):
        return ChangeKind.PROGRESS
    if sentence.has(*_HANDED):
        return ChangeKind.REASSIGN
    if sentence.dates and sentence.has(*_NEW_DATE):
        return ChangeKind.MOVE_DEADLINE
    if sentence.has("signed off") and subject.refs:
        return ChangeKind.COMPLETE
    status = _status(sentence)
    return _OF_STATUS[status] if status and status not in {"open", "not_started"} else None


def _denies_or_asks(sentence: Sentence) -> bool:
    """Whether words say that something is not so, or want to be told something."""
    denied = ("not", "no", "never", "isnt", "hasnt", "havent", "arent", "wont", "yet", "when", "if")
    if sentence.cue("negation") or sentence.has(*denied) or sentence.dated(Relation.BY):
        return not sentence.has(*_NEW_DATE)
    if sentence.has(*_HANDED, *_NEW_DATE):
        return False
    asks = sentence.cue("list", "overdue", "share", "progress", "due", "mine", "owner")
    return asks or (sentence.cue("count", "figures") and not any(sentence.of_kind(Kind.REF)))


def _status(sentence: Sentence) -> str | None:
    values = sentence.values(Kind.STATUS)
    return next(iter(values), None)


def _change(head: _Head, whole: Sentence) -> AskChange:
    if head.kind is ChangeKind.UNDO:
        return AskChange(ChangeKind.UNDO, Filters())
    return AskChange(
        head.kind,
        _subject(head.sentence, head.kind),
        day=_day(head, whole),
        owner=_new_owner(head.sentence) if head.kind is ChangeKind.REASSIGN else None,
        note=head.note or _part_done(head),
        all_of_them=head.sentence.cue("all_of_them"),
        shift_days=_shift(head),
    )


def _part_done(head: _Head) -> str | None:
    """Progress without a note keeps what was said of it: "half done", "50%"."""
    if head.kind is not ChangeKind.PROGRESS:
        return None
    percent = _PERCENT.search(head.sentence.text)
    said = next((words for words in _PARTLY if head.sentence.has(words)), None)
    return percent[0] if percent else said


def _subject(sentence: Sentence, kind: ChangeKind) -> Filters:
    """Which actions are meant: the filters without what they are to become."""
    target = _target_span(sentence) if kind is ChangeKind.REASSIGN else None
    kept = [span for span in sentence.spans if span is not target]
    filters = filters_of(replace(sentence, spans=tuple(span for span in kept if not _is_verb(span))))
    return replace(
        filters, statuses=frozenset(), status_words=(), due=None, completed=None, overdue=filters.overdue, mine=False,
        moved=False, awaiting_sign_off=False, lacking=frozenset(), having=frozenset(), not_statuses=frozenset(),
        not_terms=(),
    )  # fmt: skip


def _is_verb(span: Span) -> bool:
    said = span.said.casefold()
    return said in _VERBS or said in _SETTING or said in _PARTICLES


def _target_span(sentence: Sentence) -> Span | None:
    """Whom an action is handed to: the last post, person or organisation after "to", or after "now with"."""
    handing = {"to", "with", "by"} if sentence.has("now", "owned by") else {"to"}
    if sentence.has("make"):
        handing = {"make"}
    to = max((at for at, word in enumerate(sentence.folded) if word in handing), default=None)
    if to is None:
        return None
    kinds = (Kind.POST, Kind.PERSON, Kind.ORGANISATION, Kind.ROLE)
    return next((span for span in sentence.of_kind(*kinds) if span.first > to), None)


def _new_owner(sentence: Sentence) -> str | None:
    span = _target_span(sentence)
    if span is None:
        return None
    kinds = (Kind.POST, Kind.PERSON, Kind.ORGANISATION, Kind.ROLE)
    return next(value for kind in kinds for value in span.values(kind))


def _day(head: _Head, whole: Sentence) -> date | None:
    """The day done lies behind, a new deadline ahead."""
    if head.kind in {ChangeKind.COMPLETE, ChangeKind.PROGRESS, ChangeKind.REOPEN, ChangeKind.CANCEL}:
        span = next(iter(head.sentence.dates or whole.dates), None)
        period = moved_before(span, whole.today) if span else None
        return period.last if period and period.last <= whole.today else None
    span = next((span for span in head.sentence.dates if not _is_shift(span, head.sentence)), None)
    period = moved_after(span, whole.today) if span else None
    return period.last if period else None


def _shift(head: _Head) -> int | None:
    """By how many days a deadline is moved, where it is moved "by 2 weeks" and not to a date."""
    if head.kind is not ChangeKind.MOVE_DEADLINE:
        return None
    span = next((span for span in head.sentence.dates if _is_shift(span, head.sentence)), None)
    return (span.period.last - head.sentence.today).days if span and span.period else None


def _is_shift(span: DateSpan, sentence: Sentence) -> bool:
    """Whether a stretch counted from today stands without "next" or "in", as in "back a fortnight"."""
    said = sentence.folded[span.first : span.last]
    units = {"day", "days", "week", "weeks", "month", "months", "fortnight", "wks"}
    return said[-1] in units and not {"next", "in", "within", "last", "this", "end", "of"}.intersection(said)

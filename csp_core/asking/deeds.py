"""Which change a sentence wishes for or reports, by its verb, its status or its turn of phrase."""

import re
from functools import lru_cache

from csp_core.asking.dates import Relation
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.general import Kind
from csp_core.asking.numbers import number_in
from csp_core.asking.sentence import Sentence, Span
from csp_core.book import ChangeKind
from csp_core.text import stem

POLITE = (
    "can you", "could you", "would you", "will you", "please", "pls", "can we", "could we", "can i", "could i",
    "can someone", "could someone", "would someone", "can somebody", "could somebody",
    "i want to", "be so good as to", "kindly", "id like to", "i would like to", "we need to", "i need to", "lets",
)  # fmt: skip
_OPENERS = {
    "actually",
    "sorry",
    "oh",
    "well",
    "also",
    "ok",
    "okay",
    "hi",
    "hello",
    "hey",
    "thanks",
    "right",
    "so",
    "and",
    "then",
    "now",
    "please",
    "pls",
    "just",
}

VERBS: dict[str, ChangeKind] = {
    "undo": ChangeKind.UNDO, "revert": ChangeKind.UNDO,
    "reopen": ChangeKind.REOPEN, "unclose": ChangeKind.REOPEN,
    "cancel": ChangeKind.CANCEL, "scrap": ChangeKind.CANCEL, "abandon": ChangeKind.CANCEL,
    "withdraw": ChangeKind.CANCEL, "drop": ChangeKind.CANCEL,
    "snooze": ChangeKind.SNOOZE,
    "assign": ChangeKind.REASSIGN, "reassign": ChangeKind.REASSIGN, "transfer": ChangeKind.REASSIGN,
    "hand": ChangeKind.REASSIGN, "give": ChangeKind.REASSIGN, "pass": ChangeKind.REASSIGN,
    "push": ChangeKind.MOVE_DEADLINE, "shove": ChangeKind.MOVE_DEADLINE, "bump": ChangeKind.MOVE_DEADLINE,
    "defer": ChangeKind.MOVE_DEADLINE, "extend": ChangeKind.MOVE_DEADLINE, "postpone": ChangeKind.MOVE_DEADLINE,
    "move": ChangeKind.MOVE_DEADLINE, "shift": ChangeKind.MOVE_DEADLINE, "delay": ChangeKind.MOVE_DEADLINE,
    "reschedule": ChangeKind.MOVE_DEADLINE, "slip": ChangeKind.MOVE_DEADLINE,
    "close": ChangeKind.COMPLETE, "complete": ChangeKind.COMPLETE, "finish": ChangeKind.COMPLETE,
    "tick": ChangeKind.COMPLETE,
    "start": ChangeKind.PROGRESS, "restart": ChangeKind.PROGRESS,
}  # fmt: skip
# Verbs that say nothing alone: what the action is to become decides.
SETTING = {
    "mark", "set", "update", "change", "put", "record", "log", "make", "flag", "report", "turn", "carry", "roll",
    "bring", "sign", "open", "take",
}  # fmt: skip
# Verbs that may give an action a status in the plan's own words: "mark DA-1 as amber".
_COLOURING = {"mark", "set", "turn", "put", "make", "change", "flag"}
PARTLY = (
    "half done", "half way", "halfway", "part done", "partly done", "part complete", "partially", "half finished",
    "half complete", "nearly done", "almost done", "nearly finished", "almost finished", "partly complete",
)  # fmt: skip
PARTICLES = {
    "off", "over", "back", "again", "forward", "re", "date", "part", "half", "halfway", "way", "partly", "partially",
    "nearly", "almost",
}  # fmt: skip
_NEW_DATE = (
    "new date", "new deadline", "rescheduled", "slip to", "slips to", "slipped to", "slipping to", "put back to",
    "pushed back to", "moved to", "moves to", "go back by", "go back to", "go back", "move back", "slip by",
    "be moved to", "now finishes", "is now due", "be put back", "push back", "pushes back", "shift to", "now due",
    "deadline now", "extended to",
    "delayed to", "delayed until", "delayed by", "slipped by", "change deadline to", "change date to", "move to",
    "postponed to", "postponed until", "goes back to", "will now be", "will be done by", "pushed to", "put off to",
    "put off until", "done until", "finished until", "complete until", "completed until", "ready until", "finish until",
    "needs until", "need until", "have until", "more time", "deadline should be", "date should be", "deadline to be",
    "now be done by", "now finish", "now be finished",
)  # fmt: skip
_HANDED = (
    "is now with", "now sits with", "now belongs to", "has gone to", "is now led by", "to be owned by", "owner is now",
    "lead is now", "should be owned by", "should be led by", "should sit with", "should go to", "belongs to",
    "to be led by", "passed to", "handed to", "is now owned by", "now owned by", "taken over by",
)  # fmt: skip
_BY_MISTAKE = (
    "too soon",
    "too early",
    "prematurely",
    "by mistake",
    "in error",
    "by accident",
    "wrongly",
    "shouldnt have been",
    "should not have been",
)
_TAKEN_BACK = ("that was a mistake", "that was wrong", "my mistake", "wrong one", "made a mistake", "didnt mean that")
PERCENT = re.compile(r"\b\d{1,3}\s?(?:%|percent|per cent)")
_OF_STATUS = {
    "completed": ChangeKind.COMPLETE, "in_progress": ChangeKind.PROGRESS, "not_started": ChangeKind.PROGRESS,
    "carried_forward": ChangeKind.CARRY_FORWARD, "cancelled": ChangeKind.CANCEL, "open": ChangeKind.REOPEN,
}  # fmt: skip


def may_change(sentence: Sentence) -> bool:
    """Whether any word could tell of a change at all: most questions are passed over here."""
    return (
        not _VERBS_OF_CHANGE.isdisjoint(sentence.folded)
        or any(sentence.of_kind(Kind.STATUS))
        or _wished_of_it(sentence) is not None
        or bool(PERCENT.search(sentence.text))
        or _is_now(sentence)
        or asks_for_a_date(sentence)
        or sentence.has(
            *PARTLY,
            *_NEW_DATE,
            *_HANDED,
            *_TAKEN_BACK,
            "now with",
            "over to",
            "responsibility of",
            "signed off",
            "approved",
            "should",
            "sorted",
            "is at",
            "are at",
            *_NEXT_YEAR,
        )
    )


def kind_of(sentence: Sentence) -> ChangeKind | None:
    """The change that is wished for or reported; None where there is none."""
    words = _without_politeness(list(sentence.folded))
    if not words or words[0] in {"dont", "never"} or words[:2] == ["do", "not"]:
        return None
    if sentence.has(*_TAKEN_BACK) and len(words) < 7 and not any(sentence.of_kind(Kind.REF)):
        return ChangeKind.UNDO
    if words[0] in SETTING or (words[0] in VERBS and VERBS[words[0]] is ChangeKind.COMPLETE):
        return _set_to(sentence, words) or VERBS.get(words[0])
    if words[0] in VERBS:
        return _by_verb(sentence, words[0])
    if words[:2] == ["re", "open"]:
        return ChangeKind.REOPEN
    if words[0] in _PUTTING_OFF and any(sentence.of_kind(Kind.REF)):
        return ChangeKind.SNOOZE
    return _reported(sentence)


_PUTTING_OFF = {"park", "shelve"}
_VERBS_OF_CHANGE = VERBS.keys() | SETTING | _PUTTING_OFF
_STEMS = {stem(verb): kind for verb, kind in VERBS.items()} | {"carri": ChangeKind.CARRY_FORWARD}
_WISHED_OF_IT = {
    ChangeKind.REOPEN, ChangeKind.CANCEL, ChangeKind.SNOOZE, ChangeKind.MOVE_DEADLINE, ChangeKind.REASSIGN,
}  # fmt: skip


@lru_cache(maxsize=64)
def _wished_of_it(sentence: Sentence) -> ChangeKind | None:
    """ "NB-5 needs reopening", "it should be reopened", "… all three held, now tick it off"."""
    words = sentence.folded
    for at, word in enumerate(words[1:], start=1):
        kind = _STEMS.get(stem(word))
        if kind is None:
            continue
        before, after = words[max(at - 2, 0) : at], words[at + 1 : at + 2]
        needed = word.endswith("ing") and before[-1:] and before[-1] in {"needs", "need", "requires", "wants"}
        due = word.endswith("ed") and before in (("should", "be"), ("must", "be"), ("to", "be"))
        told = word in VERBS and after and after[0] in {"it", "them"} and before[-1] in _BEFORE_A_WISH
        if (needed or due) and kind in _WISHED_OF_IT:
            return kind
        if told and (kind is not ChangeKind.REASSIGN or sentence.has("to")):
            return kind
    return None


_BEFORE_A_WISH = {"now", "so", "then", "please", "pls", "and", "just", "can", "you"}


def _by_verb(sentence: Sentence, verb: str) -> ChangeKind | None:
    if verb == "give" and sentence.dates and sentence.has("another", "more", "extra", "until", "till"):
        return ChangeKind.MOVE_DEADLINE
    handed = sentence.has("to") and not sentence.has("to me", "to us")
    return VERBS[verb] if handed or VERBS[verb] is not ChangeKind.REASSIGN else None


_POLITE = [phrase.split() for phrase in POLITE]


def _without_politeness(words: list[str]) -> list[str]:
    """The words from the first that is neither a greeting nor a courtesy."""
    polite = next((phrase for phrase in _POLITE if words[: len(phrase)] == phrase), None)
    if polite:
        return _without_politeness(words[len(polite) :])
    return _without_politeness(words[1:]) if words[:1] and words[0] in _OPENERS else words


def _set_to(sentence: Sentence, words: list[str]) -> ChangeKind | None:
    """What "mark", "set", "change" … make of an action."""
    if words[0] == "take":
        return _taken(sentence, words)
    if words[0] in {"carry", "roll"}:
        return ChangeKind.CARRY_FORWARD
    if words[:2] == ["sign", "off"]:
        return ChangeKind.COMPLETE
    if words[0] == "open":
        return ChangeKind.REOPEN if sentence.has("again") else None
    if sentence.has(*PARTLY) or PERCENT.search(sentence.text):
        return ChangeKind.PROGRESS
    status = _status(sentence)
    if status == "completed" and sentence.has("not", "isnt", "un"):
        return ChangeKind.REOPEN
    if not status and words[0] in _COLOURING and any(sentence.of_kind(Kind.STATUS_WORD)):
        return ChangeKind.PROGRESS
    if status and not (words[0] in {"close", "complete", "finish"} and status in {"open", "in_progress"}):
        return _OF_STATUS[status]
    return _set_part(sentence, words[0])


def _taken(sentence: Sentence, words: list[str]) -> ChangeKind | None:
    """ "Take that back", and "take it off the wardens and give it to the police"."""
    if words[1:2] == ["that"]:
        return ChangeKind.UNDO
    return ChangeKind.REASSIGN if sentence.has("and give", "give it to") else None


def _set_part(sentence: Sentence, verb: str) -> ChangeKind | None:
    """A deadline or an owner that is set anew."""
    if sentence.dates and (sentence.cue("deadline", "due") or sentence.has("date")):
        return ChangeKind.MOVE_DEADLINE
    if sentence.has("owner", "lead") and (sentence.has("to", "the owner") or verb == "make"):
        return ChangeKind.REASSIGN
    if verb == "put" and sentence.has("on") and not sentence.dates and any(sentence.of_kind(Kind.POST, Kind.PERSON)):
        return ChangeKind.REASSIGN
    if verb == "make" and any(sentence.of_kind(Kind.POST, Kind.PERSON, Kind.ORGANISATION)):
        return ChangeKind.REASSIGN
    moving = {"put", "bring", "make", "set", "change"}
    return ChangeKind.MOVE_DEADLINE if verb in moving and sentence.dates else None


def _reported(sentence: Sentence) -> ChangeKind | None:
    """A report in the form of a statement: "DA-1 is done", "we've finished the leaflet", "RS-03 half done"."""
    if _denies_or_asks(sentence):
        return None
    subject = subject_of(sentence)
    told = (
        _wished_of_it(sentence) is not None
        or asks_for_a_date(sentence)
        or sentence.has("will", "is", "has", "have", "weve", "ive", "are", "was", "now", *PARTLY)
    )
    if not subject.refs and not (subject.terms and told):
        return None
    if (wished := _wished_of_it(sentence)) is not None:
        return wished
    if sentence.has(*PARTLY) or PERCENT.search(sentence.text) or counts_parts(sentence):
        return ChangeKind.PROGRESS
    if _is_handed(sentence):
        return ChangeKind.REASSIGN
    if sentence.dates and (sentence.has(*_NEW_DATE) or _moves_a_deadline(sentence)):
        return ChangeKind.MOVE_DEADLINE
    return _by_status(sentence, subject)


def _by_status(sentence: Sentence, subject: Filters) -> ChangeKind | None:
    if subject.refs and sentence.has("signed off", "approved"):
        return ChangeKind.COMPLETE
    if sentence.has("sorted") and not sentence.has("sorted by", "get sorted", "be sorted", "getting sorted"):
        return ChangeKind.COMPLETE
    if subject.refs and sentence.has(*_NEXT_YEAR):
        return ChangeKind.CARRY_FORWARD
    status = _status(sentence)
    if status == "completed" and sentence.has(*_BY_MISTAKE):
        return ChangeKind.REOPEN
    return _OF_STATUS[status] if status and status not in {"open", "not_started"} else None


_NEXT_YEAR = (
    "into next years", "to next years", "into next year", "over to next year", "on to next year",
)  # fmt: skip


def counts_parts(sentence: Sentence) -> bool:
    """ "Five patrols done out of six", "two of the four reporting centres": a part of the whole is done."""
    words = [word for word in sentence.folded if word not in {"the", "all", "our", "planned"}]
    numbers = [number_in(word) for word in words]
    if any(
        words[at - 2 : at] in (["is", "at"], ["are", "at"], ["now", "at"], ["up", "to"])
        for at in range(2, len(words))
        if numbers[at]
    ):
        return True
    return any(
        word == "of" and (numbers[at - 1] or words[at - 1] == "out") and numbers[at + 1]
        for at, word in enumerate(words)
        if 0 < at < len(words) - 1
    )


def _denies_or_asks(sentence: Sentence) -> bool:
    """Whether words say that something is not so, or want to be told something."""
    named = any(sentence.of_kind(Kind.REF))
    if named and PERCENT.search(sentence.text):
        return sentence.has("when", "if", "not yet")
    denied = ("not", "no", "never", "isnt", "hasnt", "havent", "arent", "wont", "yet", "when", "if")
    if _given_up(sentence):
        return sentence.has("when", "if")
    if sentence.cue("negation") or sentence.has(*denied) or sentence.dated(Relation.BY):
        return not (sentence.has(*_NEW_DATE) or asks_for_a_date(sentence))
    if _is_handed(sentence) or sentence.has(*_NEW_DATE) or _moves_a_deadline(sentence):
        return False
    if _wished_of_it(sentence) is not None:
        return False
    asks = sentence.cue("list", "overdue", "share", "progress", "due", "mine", "owner")
    return asks or (sentence.cue("count", "figures") and not named)


def _sets_a_deadline(sentence: Sentence) -> bool:
    """ "Deadline for NT3.1 should be 28 February"."""
    wished = sentence.has("should be", "should now be", "needs to be", "needs moving", "has to be")
    return wished and bool(sentence.dates) and sentence.cue("deadline") and any(sentence.of_kind(Kind.REF))


def _is_handed(sentence: Sentence) -> bool:
    """ "Now led by the police"; "now with" and "over to" hand something over only to somebody."""
    if sentence.has(*_HANDED):
        return True
    words = [word for word in sentence.folded if word != "the"]
    somebody = {
        sentence.folded[span.first] for span in sentence.of_kind(Kind.POST, Kind.PERSON, Kind.ORGANISATION, Kind.ROLE)
    }
    return any(
        (words[at - 2], words[at - 1]) in {("now", "with"), ("over", "to"), ("responsibility", "of")}
        for at, word in enumerate(words)
        if at > 1 and word in somebody
    )


def _moves_a_deadline(sentence: Sentence) -> bool:
    return _sets_a_deadline(sentence) or _is_now(sentence) or asks_for_a_date(sentence)


def asks_for_a_date(sentence: Sentence) -> bool:
    """ "We won't hit the date on NC1.2, can it go to the end of April?"."""
    return bool(sentence.dates) and sentence.has(*_MAY_IT_GO) and any(sentence.of_kind(Kind.REF, Kind.TITLE))


_GO = ("go to", "move to", "be moved to", "go back to", "be put back to", "slip to", "be extended to", "wait until")
_MAY_IT_GO = tuple(f"{may} {it} {go}" for may in ("can", "could") for it in ("it", "this", "that") for go in _GO)


def _is_now(sentence: Sentence) -> bool:
    """ "Slipped again, now 26 February"."""
    now = any(span.first and sentence.folded[span.first - 1] == "now" for span in sentence.dates)
    return now and sentence.has("slipped", "slips", "slipping", "moved", "put back", "pushed back", "delayed")


def _given_up(sentence: Sentence) -> bool:
    """ "VC-2 no longer needed": the denial is part of the status."""
    cancelled = (span for span in sentence.of_kind(Kind.STATUS) if span.means(Kind.STATUS, "cancelled"))
    return any(sentence.of_kind(Kind.REF, Kind.TITLE)) and any(" " in span.read for span in cancelled)


def _status(sentence: Sentence) -> str | None:
    return next(iter(sentence.values(Kind.STATUS)), None)


def subject_of(sentence: Sentence, besides: Span | None = None) -> Filters:
    """Which actions are meant: the filters without what they are to become, and without the words `besides`."""
    spans = tuple(span for span in sentence.spans if span is not besides and not _is_verb(span))
    filters = filters_of(sentence if len(spans) == len(sentence.spans) else sentence.of(spans))
    return Filters(
        year=filters.year, refs=filters.refs, priorities=filters.priorities, organisations=filters.organisations,
        part=filters.part, owners=filters.owners, overdue=filters.overdue and not filters.refs,
        not_overdue=filters.not_overdue, terms=filters.terms, not_priorities=filters.not_priorities,
        not_organisations=filters.not_organisations, not_owners=filters.not_owners,
        not_status_words=filters.not_status_words, not_refs=filters.not_refs, ignored=filters.ignored,
        as_at=filters.as_at,
    )  # fmt: skip


def _is_verb(span: Span) -> bool:
    said = span.said.casefold()
    return said in VERBS or said in SETTING or said in PARTICLES

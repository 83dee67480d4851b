"""Which change a sentence wishes for or reports, by its verb, its status or its turn of phrase."""

import re

from csp_core.asking.dates import Relation
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.general import Kind
from csp_core.asking.numbers import number_in
from csp_core.asking.sentence import Sentence, Span
from csp_core.book import ChangeKind

POLITE = (
    "can you", "could you", "would you", "will you", "please", "pls", "can we", "could we", "can i", "could i",
    "can someone", "could someone", "would someone", "can somebody", "could somebody",
    "i want to", "be so good as to", "kindly", "id like to", "i would like to", "we need to", "i need to", "lets",
)  # fmt: skip
_OPENERS = {"ok", "okay", "hi", "hello", "hey", "thanks", "right", "so", "and", "then", "now", "please", "pls", "just"}

VERBS: dict[str, ChangeKind] = {
    "undo": ChangeKind.UNDO, "revert": ChangeKind.UNDO,
    "reopen": ChangeKind.REOPEN, "unclose": ChangeKind.REOPEN,
    "cancel": ChangeKind.CANCEL, "scrap": ChangeKind.CANCEL, "abandon": ChangeKind.CANCEL,
    "withdraw": ChangeKind.CANCEL, "drop": ChangeKind.CANCEL,
    "snooze": ChangeKind.SNOOZE,
    "assign": ChangeKind.REASSIGN, "reassign": ChangeKind.REASSIGN, "transfer": ChangeKind.REASSIGN,
    "hand": ChangeKind.REASSIGN, "give": ChangeKind.REASSIGN, "pass": ChangeKind.REASSIGN,
    "push": ChangeKind.MOVE_DEADLINE, "extend": ChangeKind.MOVE_DEADLINE, "postpone": ChangeKind.MOVE_DEADLINE,
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
    "be moved to", "be put back", "push back", "pushes back", "shift to", "now due", "deadline now", "extended to",
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
_BY_MISTAKE = ("by mistake", "in error", "by accident", "wrongly", "shouldnt have been", "should not have been")
_TAKEN_BACK = ("that was a mistake", "that was wrong", "my mistake", "wrong one", "made a mistake", "didnt mean that")
PERCENT = re.compile(r"\b\d{1,3}\s?(?:%|percent|per cent)")
_OF_STATUS = {
    "completed": ChangeKind.COMPLETE, "in_progress": ChangeKind.PROGRESS, "not_started": ChangeKind.PROGRESS,
    "carried_forward": ChangeKind.CARRY_FORWARD, "cancelled": ChangeKind.CANCEL, "open": ChangeKind.REOPEN,
}  # fmt: skip


def may_change(sentence: Sentence) -> bool:
    """Whether any word could tell of a change at all: most questions are passed over here."""
    verbs = any(word in VERBS or word in SETTING for word in sentence.folded)
    return (
        verbs
        or any(sentence.of_kind(Kind.STATUS))
        or sentence.has(*PARTLY, *_NEW_DATE, *_HANDED, *_TAKEN_BACK, "signed off", "approved", "should")
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
    return _reported(sentence)


def _by_verb(sentence: Sentence, verb: str) -> ChangeKind | None:
    if verb == "give" and sentence.dates and sentence.has("another", "more", "extra", "until", "till"):
        return ChangeKind.MOVE_DEADLINE
    handed = sentence.has("to") and not sentence.has("to me", "to us")
    return VERBS[verb] if handed or VERBS[verb] is not ChangeKind.REASSIGN else None


def _without_politeness(words: list[str]) -> list[str]:
    """The words from the first that is neither a greeting nor a courtesy."""
    polite = next((phrase.split() for phrase in POLITE if words[: len(phrase.split())] == phrase.split()), None)
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
    if verb == "make" and any(sentence.of_kind(Kind.POST, Kind.PERSON, Kind.ORGANISATION)):
        return ChangeKind.REASSIGN
    moving = {"put", "bring", "make", "set", "change"}
    return ChangeKind.MOVE_DEADLINE if verb in moving and sentence.dates else None


def _reported(sentence: Sentence) -> ChangeKind | None:
    """A report in the form of a statement: "DA-1 is done", "we've finished the leaflet", "RS-03 half done"."""
    if _denies_or_asks(sentence):
        return None
    subject = subject_of(sentence)
    told = sentence.has("is", "has", "have", "weve", "ive", "are", "was", "now", *PARTLY)
    if not subject.refs and not (subject.terms and told):
        return None
    if sentence.has(*PARTLY) or PERCENT.search(sentence.text) or counts_parts(sentence):
        return ChangeKind.PROGRESS
    if sentence.has(*_HANDED):
        return ChangeKind.REASSIGN
    if sentence.dates and (sentence.has(*_NEW_DATE) or _sets_a_deadline(sentence)):
        return ChangeKind.MOVE_DEADLINE
    return _by_status(sentence, subject)


def _by_status(sentence: Sentence, subject: Filters) -> ChangeKind | None:
    if subject.refs and sentence.has("signed off", "approved"):
        return ChangeKind.COMPLETE
    status = _status(sentence)
    if status == "completed" and sentence.has(*_BY_MISTAKE):
        return ChangeKind.REOPEN
    return _OF_STATUS[status] if status and status not in {"open", "not_started"} else None


def counts_parts(sentence: Sentence) -> bool:
    """ "Five patrols done out of six", "two of the four reporting centres": a part of the whole is done."""
    words = [word for word in sentence.folded if word not in {"the", "all", "our", "planned"}]
    numbers = [number_in(word) for word in words]
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
        return not sentence.has(*_NEW_DATE)
    if sentence.has(*_HANDED, *_NEW_DATE) or _sets_a_deadline(sentence):
        return False
    asks = sentence.cue("list", "overdue", "share", "progress", "due", "mine", "owner")
    return asks or (sentence.cue("count", "figures") and not named)


def _sets_a_deadline(sentence: Sentence) -> bool:
    """ "Deadline for NT3.1 should be 28 February"."""
    wished = sentence.has("should be", "should now be", "needs to be", "needs moving", "has to be")
    return wished and bool(sentence.dates) and sentence.cue("deadline") and any(sentence.of_kind(Kind.REF))


def _given_up(sentence: Sentence) -> bool:
    """ "VC-2 no longer needed": the denial is part of the status."""
    cancelled = (span for span in sentence.of_kind(Kind.STATUS) if span.means(Kind.STATUS, "cancelled"))
    return any(sentence.of_kind(Kind.REF)) and any(" " in span.read for span in cancelled)


def _status(sentence: Sentence) -> str | None:
    return next(iter(sentence.values(Kind.STATUS)), None)


def subject_of(sentence: Sentence, besides: Span | None = None) -> Filters:
    """Which actions are meant: the filters without what they are to become, and without the words `besides`."""
    spans = tuple(span for span in sentence.spans if span is not besides and not _is_verb(span))
    filters = filters_of(sentence.of(spans))
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

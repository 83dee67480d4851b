"""Which change a sentence wishes for: by its verb, by what it sets an action to, or by what "should be" done."""

from functools import lru_cache

from csp_core.asking.deed_days import shift_meant
from csp_core.asking.deed_words import OF_STATUS, PARTLY, PERCENT, POLITE, REOPENED, VERBS
from csp_core.asking.general import Kind
from csp_core.asking.sentence import Sentence, Span
from csp_core.book import ChangeKind
from csp_core.text import stem


def without_politeness(words: list[str]) -> list[str]:
    """The words from the first that is neither a greeting nor a courtesy."""
    polite = next((phrase for phrase in _POLITE if words[: len(phrase)] == phrase), None)
    if polite:
        return without_politeness(words[len(polite) :])
    return without_politeness(words[1:]) if words[:1] and words[0] in _OPENERS else words


_POLITE = [phrase.split() for phrase in POLITE]
_OPENERS = {
    "actually", "sorry", "oh", "well", "also", "ok", "okay", "hi", "hello", "hey", "thanks", "right", "so", "and",
    "then", "now", "please", "pls", "just",
}  # fmt: skip


def kind_of_verb(sentence: Sentence, verb: str) -> ChangeKind | None:
    """What a verb that a wish begins with stands for; what is given or passed must be so to somebody."""
    if verb == "give" and (
        shift_meant(sentence) or (sentence.dates and sentence.has("another", "more", "extra", "until", "till"))
    ):
        return ChangeKind.MOVE_DEADLINE
    handed = sentence.has("to") and not sentence.has("to me", "to us")
    return VERBS[verb] if handed or VERBS[verb] is not ChangeKind.REASSIGN else None


def kind_of_setting(sentence: Sentence, words: list[str]) -> ChangeKind | None:
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
    status = status_said(sentence)
    if status == "completed" and sentence.has("not", "isnt", "un", *REOPENED):
        return ChangeKind.REOPEN
    if not status and words[0] in _COLOURING and any(sentence.of_kind(Kind.STATUS_WORD)):
        return ChangeKind.PROGRESS
    if status and not (words[0] in {"close", "complete", "finish"} and status in {"open", "in_progress"}):
        return OF_STATUS[status]
    return _set_part(sentence, words[0])


# Verbs that may give an action a status in the plan's own words: "mark DA-1 as amber".
_COLOURING = {"mark", "set", "turn", "put", "make", "change", "flag"}


def _taken(sentence: Sentence, words: list[str]) -> ChangeKind | None:
    """ "Take that back", and "take it off the wardens and give it to the police"."""
    if words[1:2] == ["that"]:
        return ChangeKind.UNDO
    return ChangeKind.REASSIGN if sentence.has("and give", "give it to") else None


def _set_part(sentence: Sentence, verb: str) -> ChangeKind | None:
    """A deadline or an owner that is set anew."""
    if sentence.dates and (sentence.cue("deadline", "due") or sentence.has("date")):
        return ChangeKind.MOVE_DEADLINE
    if sentence.has("owner", "lead") and (sentence.has("to", "the owner") or verb in {"make", "put"}):
        return ChangeKind.REASSIGN
    if verb == "put" and sentence.has("on") and not sentence.dates and any(sentence.of_kind(Kind.POST, Kind.PERSON)):
        return ChangeKind.REASSIGN
    if verb == "make" and any(sentence.of_kind(Kind.POST, Kind.PERSON, Kind.ORGANISATION)):
        return ChangeKind.REASSIGN
    return ChangeKind.MOVE_DEADLINE if verb in _MOVING and sentence.dates else None


_MOVING = {
    "put", "bring", "make", "set", "change", "chuck", "stick", "pop", "shunt", "kick", "knock", "nudge", "slide",
    "stretch",
}  # fmt: skip


def status_said(sentence: Sentence) -> str | None:
    """The status that is meant, by its name in the vocabulary: behind "to" or "as", else the one named first."""
    spans = list(sentence.of_kind(Kind.STATUS))
    behind = (span for span in spans if sentence.folded[max(span.first - 1, 0)] in {"to", "as"})
    return next((value for span in (*behind, *spans) for value in span.values(Kind.STATUS)), None)


@lru_cache(maxsize=64)
def wished_of_it(sentence: Sentence) -> ChangeKind | None:
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


_STEMS = {stem(verb): kind for verb, kind in VERBS.items()} | {"carri": ChangeKind.CARRY_FORWARD}
_WISHED_OF_IT = {
    ChangeKind.REOPEN, ChangeKind.CANCEL, ChangeKind.SNOOZE, ChangeKind.MOVE_DEADLINE, ChangeKind.REASSIGN,
}  # fmt: skip
_BEFORE_A_WISH = {"now", "so", "then", "please", "pls", "and", "just", "can", "you"}


def asks_for_a_date(sentence: Sentence) -> bool:
    """ "We won't hit the date on NC1.2, can it go to the end of April?"."""
    if not sentence.dates:
        return False
    named = list(sentence.of_kind(Kind.REF, Kind.TITLE))
    return (bool(named) and sentence.has(*_MAY_IT_GO)) or any(_may_go(sentence, span) for span in named)


def _may_go(sentence: Sentence, span: Span) -> bool:
    """ "Could DG-08 go to the end of October?"."""
    before, behind = sentence.folded[max(span.first - 1, 0) : span.first], sentence.folded[span.last : span.last + 1]
    return before in (("can",), ("could",), ("may",)) and behind in (("go",), ("move",), ("slip",), ("wait",))


_GO = ("go to", "move to", "be moved to", "go back to", "be put back to", "slip to", "be extended to", "wait until")
_MAY_IT_GO = tuple(f"{may} {it} {go}" for may in ("can", "could") for it in ("it", "this", "that") for go in _GO)

"""Finds what actions are said to lack: "with no name in the owner column", "date not set", "heard nothing on"."""

from collections.abc import Iterator, Sequence

from csp_core.asking.general import Kind
from csp_core.asking.sentence import Span

_ABSENT = {
    "no", "without", "lacking", "lack", "missing", "needing", "need", "blank", "empty", "unset", "nor", "neither",
    "nobody", "nobodys", "noone", "nothing", "never", "not", "havent", "hasnt", "didnt", "doesnt", "dont",
}  # fmt: skip
# Of these a field lacks only with a verb of having or telling: "not been given a date".
_DENYING = {"not", "never", "havent", "hasnt", "didnt", "doesnt", "dont", "nothing"}
_GIVING = {
    "had", "have", "got", "given", "give", "been", "sent", "send", "provided", "assigned", "set", "heard", "told",
    "received", "get", "getting", "say", "said",
}  # fmt: skip
_FIELDS = {
    "owner": "no_owner", "name": "no_owner", "officer": "no_owner", "postholder": "no_owner", "person": "no_owner",
    "date": "no_date", "deadline": "no_date", "timescale": "no_date",
    "update": "no_progress", "news": "no_progress", "progress": "no_progress", "report": "no_progress",
    "position": "no_progress", "feedback": "no_progress",
    "funding": "no_funding", "money": "no_funding", "budget": "no_funding", "funder": "no_funding",
    "partner": "no_partners", "lead": "no_lead",
}  # fmt: skip
# What stands between an absence and what is absent.
_BETWEEN = {
    "a", "an", "any", "the", "their", "its", "named", "proper", "known", "agreed", "real", "firm", "single", "latest",
    "current", "been", "had", "got", "given", "us", "due", "target", "actual", "fixed", "responsible", "lead",
    "progress", "to", "be", "have", "recorded", "written", "yet", "me", "sent", "still", "one", "of", "recent",
}  # fmt: skip
_VERBS_OF_OWNING = {"owning", "owns", "own", "looking", "responsible", "leading", "assigned", "allocated", "named"}
_VERBS_OF_TELLING = {"reported", "updated", "heard", "reporting", "updating"}
_UNFILLED = {"blank", "empty", "missing", "unset", "unrecorded", "unknown", "outstanding", "unassigned"}
_FILLED = {"recorded", "set", "given", "filled", "entered", "known", "assigned", "agreed", "named"}
_BEHIND = {"column", "field", "box", "is", "are", "was", "were", "has", "been", "left", "still", "not", "yet", "never"}
_MOST_BETWEEN = 4


def with_lacking(spans: Sequence[Span], tokens: Sequence[str]) -> Sequence[Span]:
    """The phrases of a question, those that say what is lacking put together into one."""
    if _ABSENT.isdisjoint(tokens) and _UNFILLED.isdisjoint(tokens):
        return spans
    for first, last, cue in _lacks(tokens):
        spans = _with_one(spans, first, last, cue, tokens)
    return spans


def _with_one(spans: Sequence[Span], first: int, last: int, cue: str, tokens: Sequence[str]) -> Sequence[Span]:
    """The phrases with one that says what is lacking; unchanged, where a name or a longer phrase stands there."""
    inside = [span for span in spans if span.first < last and span.last > first]
    if any(span.quoted or _says_it(span) for span in inside):
        return spans
    if any(_is_cut(span, first, last) and not span.meanings.keys() <= _ASKING for span in inside):
        return spans
    first, last = inside[0].first, inside[-1].last
    said = " ".join(span.said for span in inside)
    whole = Span(first, last, said, " ".join(tokens[first:last]), {Kind.CUE: (cue,)})
    return [*(span for span in spans if span.first < first), whole, *(span for span in spans if span.first >= last)]


def _says_it(span: Span) -> bool:
    return any(cue.startswith("no_") for cue in span.values(Kind.CUE))


def _is_cut(span: Span, first: int, last: int) -> bool:
    return span.first < first or span.last > last


_ASKING = {Kind.CUE, Kind.FILLER}


def _lacks(tokens: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where something is said to lack, as words [first, last), and the cue that it gives."""
    for at, word in enumerate(tokens):
        wished = word == "need" and (at == 0 or tokens[at - 1] in {"i", "we", "you"})
        if (word in _ABSENT and not wished) or tokens[at : at + 2] == ["no", "one"]:
            yield from _absent_before(tokens, at)
        if tokens[at : at + 2] == ["heard", "nothing"]:
            yield at, at + 2, "no_progress"
        if word in _FIELDS or word == "due":
            yield from _absent_behind(tokens, at)


def _absent_before(tokens: Sequence[str], at: int) -> Iterator[tuple[int, int, str]]:
    """ "Still needing an owner", "no one is looking after", "never been reported on"."""
    somebody = tokens[at] in {"nobody", "nobodys", "noone"} or tokens[at : at + 2] == ["no", "one"]
    given = tokens[at] not in _DENYING
    for place in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(tokens))):
        word = tokens[place]
        given = given or word in _GIVING
        if somebody and word in _VERBS_OF_OWNING:
            yield at, place + 1, "no_owner"
        if tokens[at] in _DENYING and word in _VERBS_OF_TELLING and "about" not in tokens[place:]:
            yield at, place + 1, "no_progress"
        if word in _FIELDS and given and not _describes(tokens, place):
            yield at, place + 1 + (tokens[place : place + 2] in _TWO_WORDS), _FIELDS[word]
        if word not in _BETWEEN and word not in _GIVING and not (somebody and word in {"is", "ha", "has", "one"}):
            return


# "No progress note" lacks news as "no progress" does.
_TWO_WORDS = [
    *(["progress", behind] for behind in ("note", "report", "update")),
    *(["partner", behind] for behind in ("agency", "organisation")),
]


def _describes(tokens: Sequence[str], place: int) -> bool:
    """Whether a field's name only describes the next one: "no lead officer"."""
    return tokens[place] == "lead" and place + 1 < len(tokens) and tokens[place + 1] in _FIELDS


def _absent_behind(tokens: Sequence[str], at: int) -> Iterator[tuple[int, int, str]]:
    """ "Owner not recorded", "where due is empty"."""
    denied = False
    for place in range(at + 1, min(at + 1 + _MOST_BETWEEN, len(tokens))):
        word = tokens[place]
        denied = denied or word in {"not", "never"}
        if word in _UNFILLED or (denied and word in _FILLED):
            yield at, place + 1, _FIELDS.get(tokens[at], "no_date")
        if word not in _BEHIND:
            return

"""Which phrases of a question stand behind "not", "except" …, and which states are denied: "haven't started"."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from csp_core.asking.dates import DateSpan
from csp_core.asking.general import Kind
from csp_core.asking.sentence import Span
from csp_core.text import Word


def negated(spans: Sequence[Span], dates: Sequence[DateSpan], words: Sequence[Word]) -> Sequence[Span]:
    """Marks what is left out: behind "not" or "except" up to the next cue or date, before "aside", in "leave … out"."""
    texts = [word.text for word in words]
    if not _NEGATIONS.isdisjoint(texts):
        spans = list(_denied(spans, texts))
    if any(_negates(span, after) for span, after in zip_longest(spans, spans[1:])):
        spans = list(_forward(spans, dates, words))
    return list(_backward(spans, words)) if not _BEHIND.isdisjoint(texts) else spans


_AUXILIARIES = {
    "havent", "hasnt", "arent", "isnt", "wasnt", "werent", "dont", "doesnt", "didnt", "not", "never", "nobody", "noone",
    "cannot", "cant",
}  # fmt: skip
_NEGATIONS = _AUXILIARIES | {"nor", "neither"}
# What a state that is denied leaves: what is not finished is open, what has not started is not started.
_DENIALS = {"completed": "open", "in_progress": "not_started", "cancelled": None, "carried_forward": None}
_BETWEEN = {Kind.FILLER, Kind.ORGANISATION, Kind.ROLE, Kind.NICKNAME, Kind.POST}


def _denied(spans: Sequence[Span], texts: Sequence[str]) -> Iterator[Span]:
    """ "What haven't the police started", "not done or cancelled": the state behind a denial is not meant."""
    denying = listing = False
    for span in spans:
        first = texts[span.first]
        if span.means(Kind.STATUS):
            inside = first in _AUXILIARIES
            if (denying and not inside and span.last - span.first < 3) or listing:
                yield _without_state(span)
            else:
                yield span
            # "Not started or in progress" is two states; "not done or cancelled" leaves both out.
            listing, denying = listing or (inside and span.means(Kind.STATUS, "open")), False
            continue
        yield span
        if first in _AUXILIARIES:
            denying = not span.means(Kind.CUE, "negation") or texts[span.last : span.last + 1] == ["yet"]
        elif not (span.meanings.keys() and span.meanings.keys() <= _BETWEEN) or first in {
            "but",
            "and",
            "what",
            "which",
        }:
            denying = False
        listing = listing and first in {"or", "nor", "and"}


def _without_state(span: Span) -> Span:
    """A denied state: the one that it leaves, where there is one, else marked as left out."""
    left = _DENIALS.get(span.values(Kind.STATUS)[0])
    return span._replace(meanings={Kind.STATUS: (left,)}) if left else span._replace(negated=True)


def _negates(span: Span, after: Span | None) -> bool:
    return span.means(Kind.CUE, "negation") or _is_no_before_a_name(span, after)


def _forward(spans: Sequence[Span], dates: Sequence[DateSpan], words: Sequence[Word]) -> Iterator[Span]:
    negating = False
    starts_of_dates = {span.first for span in dates}
    for span, after in zip_longest(spans, spans[1:]):
        parted = _is_parted(words[span.first])
        if _negates(span, after):
            negating = True
        elif (
            span.first in starts_of_dates
            or (_ends_negation(span, parted=parted) and not _goes_on(span, words))
            or (negating and _asks_anew(span, words, parted=parted))
        ):
            negating = False
        yield span._replace(negated=True) if negating else span
        # "Not overdue in road safety" leaves road safety in.
        negating = negating and not span.means(Kind.CUE, "overdue")


def _is_parted(word: Word) -> bool:
    return any(mark in word.glue for mark in ",;:–—") or " - " in word.glue


def _is_no_before_a_name(span: Span, after: Span | None) -> bool:
    """ "No Harbour Lights" leaves them out; "no owner" is a phrase of its own."""
    kinds = (Kind.ORGANISATION, Kind.ROLE, Kind.PRIORITY, Kind.POST)
    return span.read == "no" and after is not None and any(after.means(kind) for kind in kinds)


def _ends_negation(span: Span, *, parted: bool) -> bool:
    if span.said.casefold() in {"but", "due", "that", "which", "only", "just"}:
        return True
    if span.means(Kind.CUE, "overdue"):
        return parted
    passing: set[str] = set() if parted else {"list", "lead_only", "partner_only", "owner", "partners", "mine"}
    return span.meanings.keys() == {Kind.CUE} and not any(span.means(Kind.CUE, name) for name in passing)


def _asks_anew(span: Span, words: Sequence[Word], *, parted: bool) -> bool:
    """ "Skip road safety, what's overdue", "drop those and show me the rest"."""
    first = words[span.first].text
    before = words[span.first - 1].text if span.first else ""
    return first in _ASKING and (parted or before == "and")


_ASKING = {"what", "whats", "which", "show", "list", "give", "tell", "how", "who", "just", "only", "are", "is", "any"}


def _goes_on(span: Span, words: Sequence[Word]) -> bool:
    """ "Leave out anything which has been delivered": what follows is what is left out."""
    pronoun = words[span.first - 1].text if span.first else ""
    return words[span.first].text in {"which", "that"} and pronoun in {"anything", "everything", "those", "any", "ones"}


# "Road safety aside", "leave the police out": what stands before the word is left out.
_BEHIND = {"aside", "excluded", "excepted", "out", "apart"}
_LEAVING = {"leave", "leaving", "left", "keep", "keeping", "take", "taking", "count", "filter", "strip", "cut"}


def _backward(spans: Sequence[Span], words: Sequence[Word]) -> Iterator[Span]:
    left_out: set[int] = set()
    for span in spans:
        word = words[span.first].text
        if word in _BEHIND and span.last - span.first == 1 and _follows_on(span, words):
            left_out |= set(_places_before(spans, span, words))
    for span in spans:
        yield span._replace(negated=True) if span.first in left_out else span


def _follows_on(span: Span, words: Sequence[Word]) -> bool:
    """Whether "aside" or "out" ends what it says: "leave the police out", not "find out who"."""
    word, before = words[span.first].text, {earlier.text for earlier in words[max(span.first - 6, 0) : span.first]}
    if word == "out":
        of = span.last < len(words) and words[span.last].text == "of"
        return not of and not before.isdisjoint(_LEAVING) and words[span.first - 1].text not in _LEAVING
    return bool(before) and (span.last == len(words) or words[span.last].text != "from")


def _places_before(spans: Sequence[Span], last: Span, words: Sequence[Word]) -> Iterator[int]:
    """Where the phrases begin that stand before one, back to a mark or a word that asks."""
    earlier = [span for span in spans if span.last <= last.first]
    for span in reversed(earlier):
        if words[span.first].text in _LEAVING | _ASKING:
            return
        yield span.first
        if _is_parted(words[span.first]):
            return

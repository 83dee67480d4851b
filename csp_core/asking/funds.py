"""Which fund or grant pays for actions, as a sentence says it: "funded by the Safer Streets Fund"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from csp_core.asking.general import Kind
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said
from csp_core.asking.windows import plan_meant
from csp_core.text import stem, stems_of

_MONEY = frozenset(
    map(stem, ("fund", "funds", "funding", "grant", "grants", "money", "budget", "budgets", "the", "of"))
)
_PASSED_OVER = {"the", "a", "an", "our", "by", "from", "of", "out", "with", "any", "through"}


_HELPING = {"do", "does", "did", "is", "was", "has", "can", "will"}


@dataclass(frozen=True, slots=True)
class Funds:
    """The funds that are meant, as the plan writes them, and the words [first, last) that say so."""

    names: tuple[str, ...] = ()
    negated: bool = False
    first: int = 0
    last: int = 0


NONE = Funds()


@lru_cache(maxsize=64)
def funds_meant(sentence: Sentence) -> Funds:
    """The funds behind words such as "funded by"; all grants for "the grant"."""
    places = () if sentence.has("how much") else tuple(_places(sentence))
    plan = plan_meant(sentence) if places else None
    held = tuple(dict.fromkeys(action.funding for action in plan.actions if action.funding)) if plan else ()
    found = (_funds_at(at, sentence, held) for at in places) if held else iter(())
    funds = next((funds for funds in found if funds.names), NONE)
    return funds if len(funds.names) == 1 else _spent(sentence) or funds


def _spent(sentence: Sentence) -> Funds | None:
    """ "What have we put the domestic abuse grant towards": a fund that is named in full, and what becomes of it."""
    if not _SPENDING.search(sentence.text) or _AMOUNT.search(sentence.text):
        return None
    plan = plan_meant(sentence)
    held = dict.fromkeys(action.funding for action in plan.actions if action.funding) if plan else {}
    series = {name.casefold() for name in series_said(sentence) if not _MONEY.isdisjoint(stems_of(name))}
    names = tuple(name for name in held if name.casefold() in series)
    if not names:
        return None
    said = [span for span in sentence.telling if not span.means(Kind.CUE) or span.means(Kind.CUE, "funding")]
    return Funds(names, negated=False, first=said[0].first, last=len(sentence.words))


_SPENDING = re.compile(
    r"\b(?:spen[dt]\w*|(?:it|that|is|are|they|we) funding|funds|funded|pay(?:s|ing)? for|paid for|towards"
    r"|go(?:es|ing)? on|went on|used for|lose|jobs?|schemes?|projects?|work|activit\w+)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\bhow (?:much|big|large)\b|£|\b(?:amount|worth|size|value|total|left|whose|who|when|where|split|shared)\b",
    re.IGNORECASE,
)


def _places(sentence: Sentence) -> Iterator[int]:
    """Where the name of a fund may begin."""
    words = sentence.folded
    for span in sentence.of_kind(Kind.CUE):
        paying = span.means(Kind.CUE, "funded_by") or (
            span.means(Kind.CUE, "no_funding") and words[span.last : span.last + 1] in (("by",), ("from",), ("out",))
        )
        if paying:
            yield span.last
        if span.means(Kind.CUE, "funded_by") and sentence.starts("what", "which"):
            # "What did the safety grant go on?"
            yield from (at + 1 for at, word in enumerate(words[: span.first]) if word in _HELPING)
    if "£" in sentence.text or sentence.has("money"):
        yield from (at + 1 for at, word in enumerate(words) if word in {"on", "from"})
    yield from (at - 1 for at, word in enumerate(words) if word == "funded" and at and words[at - 1] in {"grant"})


def _funds_at(place: int, sentence: Sentence, held: tuple[str, ...]) -> Funds:
    first = place
    while first < len(sentence.folded) and sentence.folded[first] in _PASSED_OVER:
        first += 1
    said = [stem(word) for word in sentence.folded[first : first + 6]]
    negated = any(
        span.means(Kind.CUE, "no_funding") or span.negated
        for span in sentence.spans
        if span.first < place <= span.last + 1 and span.means(Kind.CUE)
    )
    named = {name: _length(said, frozenset(stems_of(name)) | _MONEY) for name in held}
    longest = max((_weight(said[:length]) for length in named.values()), default=0)
    if longest:
        names = tuple(name for name, length in named.items() if _weight(said[:length]) == longest)
        return Funds(names, negated, first, first + max(named[name] for name in names))
    if said[:1] and said[0] == stem("grant"):
        grants = tuple(name for name in held if stem("grant") in stems_of(name))
        return Funds(grants or held, negated, first, first + 1)
    return NONE


def _length(said: list[str], known: frozenset[str]) -> int:
    """How many words in a row are words of a fund's name."""
    return next((at for at, word in enumerate(said) if word not in known), len(said))


def _weight(said: list[str]) -> int:
    """How many of the words tell one fund from another."""
    return sum(word not in _MONEY for word in said)

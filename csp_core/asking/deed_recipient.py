"""To whom an action is handed over: a post, a person or an organisation, else the name as it was typed."""

from dataclasses import dataclass

from csp_core.asking.general import Kind
from csp_core.asking.sentence import Sentence, Span


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whose an action is to become: `name` as recorded, or as typed where nobody recorded is called that; the words
    [first, last) say so."""

    name: str
    first: int
    last: int

    def holds(self, span: Span) -> bool:
        """Whether a phrase of the sentence is part of the name."""
        return self.first <= span.first < self.last


def recipient_of(sentence: Sentence) -> Recipient | None:
    """Whom an action is handed to: who is named after "to", after "now with", before "from now on"."""
    first = _begins(sentence)
    if first is None:
        anybody = next(sentence.of_kind(*_OWNING), None)
        return Recipient(_name_of(anybody), anybody.first, anybody.last) if anybody else None
    while first < len(sentence.words) and sentence.folded[first] in _ARTICLES:
        first += 1
    recorded = next((span for span in sentence.of_kind(*_OWNING) if span.first >= first), None)
    last = _ends(sentence, first, recorded)
    named = range(recorded.first, recorded.last) if recorded else range(0)
    rest = [at for at in range(first, last) if at not in named and sentence.folded[at] not in _COLLEAGUES]
    if recorded and (recorded.first >= last or not rest):
        return Recipient(_name_of(recorded), recorded.first, recorded.last)
    telling = any(first <= span.first < last for span in sentence.telling)
    if not telling or len(rest) > _LONGEST_NAME:
        return None
    typed = sentence.text[sentence.words[first].start : sentence.words[last - 1].end]
    return Recipient(_without_possessive(typed), first, last)


_COLLEAGUES = {"team", "lot", "people", "colleagues", "side", "folks", "guys", "s", "both", "all"}
_ARTICLES = {"the", "a", "an", "our", "my", "new", "it", "that", "this", "them"}
_OWNING = (Kind.POST, Kind.PERSON, Kind.ORGANISATION, Kind.ROLE)
_LONGEST_NAME = 6


def _begins(sentence: Sentence) -> int | None:
    """The place behind the word that hands over."""
    words = sentence.folded
    pointed = next((at for at, word in enumerate(sentence.words) if "->" in word.glue or "→" in word.glue), None)
    if pointed is not None:
        return pointed
    if sentence.has("as owner", "as the owner", "as lead", "as the lead"):
        return None
    if sentence.has("the responsibility of"):
        return words.index("of") + 1
    handing = {"to", "with", "by"} if sentence.has("now", "owned by", "led by", "over by", "sit with") else {"to"}
    if sentence.has("from now on"):
        handing = {"to", "with", "by", "is"}
    if sentence.has("make"):
        handing = {"make"}
    if sentence.has("put") and not sentence.has("to"):
        handing = {"put"}
    if sentence.has("owner is now", "lead is now"):
        handing = {"now"}
    return max((at + 1 for at, word in enumerate(words) if word in handing), default=None)


def _ends(sentence: Sentence, first: int, recorded: Span | None) -> int:
    """The place where the name ends: before a mark, a date, a ref, or a word that no name has."""
    dated = {span.first for span in sentence.dates} | {span.first for span in sentence.of_kind(Kind.REF)}
    for at in range(first, len(sentence.words)):
        inside = recorded is not None and recorded.first < at < recorded.last
        marked = at > first and not set(sentence.words[at].glue) <= set(" -/'’&")
        if not inside and (marked or at in dated or sentence.folded[at] in _BEHIND_A_NAME):
            return at
    return len(sentence.words)


_BEHIND_A_NAME = {
    "from", "please", "pls", "thanks", "thank", "instead", "now", "as", "because", "since", "starting", "while", "who",
    "down", "owner", "lead", "responsible", "and", "on", "until", "till", "at", "then", "so", "ta", "again", "when",
}  # fmt: skip


def _name_of(span: Span) -> str:
    return next(value for kind in _OWNING for value in span.values(kind))


def _without_possessive(typed: str) -> str:
    return typed.removesuffix("'s").removesuffix("’s")

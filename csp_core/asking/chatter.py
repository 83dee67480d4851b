"""Words that nothing here knows: chatter, which filters nothing, or the topic, which must be found."""

from functools import lru_cache

from csp_core.asking.general import Kind, alternatives
from csp_core.asking.sentence import Sentence, Span

_TOPICAL = {
    "about", "on", "regarding", "concerning", "mention", "mentions", "mentioning", "re", "called", "named", "involving",
    "saying", "says", "containing", "covering", "around",
}  # fmt: skip
_PASSED_OVER = {"the", "a", "an", "any", "all", "our", "your", "some", "this", "that", "new", "more"}
_NOUNS_OF_ACTIONS = {"action", "actions", "project", "projects", "scheme", "schemes", "task", "tasks", "one", "ones"}
# Words of titles and themes say little alone: beside a word that nothing knows they are part of the same name.
_WORDS_OF_NAMES = {Kind.TITLE, Kind.THEME_WORD, Kind.TOPIC, Kind.NICKNAME}


def is_chatter(sentence: Sentence, at: int) -> bool:
    """Whether a word that nothing here knows is taken for chatter: nothing says that it is the topic."""
    span = sentence.spans[at]
    known = sentence.vocabulary.text_stems
    if span.meanings or span.quoted or any(map(known.issuperset, alternatives(span.read))):
        return False
    if not sentence.dates and not _knows_something(sentence):
        return False
    return not (_is_topic(sentence, span) or is_capital(sentence, span) or _is_one_name(sentence))


def _is_topic(sentence: Sentence, span: Span) -> bool:
    """After "about", or right before "actions"; words between that nothing knows are passed over."""
    before = span.first - 1
    unknown = _unknown_places(sentence)
    while before >= 0 and (sentence.folded[before] in _PASSED_OVER or before in unknown):
        before -= 1
    after = sentence.folded[span.last] if span.last < len(sentence.folded) else ""
    return (before >= 0 and sentence.folded[before] in _TOPICAL) or after in _NOUNS_OF_ACTIONS


@lru_cache(maxsize=64)
def _knows_something(sentence: Sentence) -> bool:
    return any(span.meanings for span in sentence.telling)


@lru_cache(maxsize=64)
def _unknown_places(sentence: Sentence) -> frozenset[int]:
    return frozenset(span.first for span in sentence.telling if not span.meanings)


@lru_cache(maxsize=64)
def _is_one_name(sentence: Sentence) -> bool:
    """ "Red route cameras": nothing but words side by side, more of them unknown than known."""
    telling = sentence.telling
    known = [span for span in telling if span.meanings]
    side_by_side = telling[-1].last - telling[0].first == sum(span.last - span.first for span in telling)
    named = all(span.meanings.keys() <= _WORDS_OF_NAMES for span in known)
    return side_by_side and named and not sentence.dates and 2 * len(known) < len(telling)


def may_be_place(sentence: Sentence, span: Span) -> bool:
    """Whether an unknown word stands where a place would: after "in" or "for", or with a capital."""
    before = sentence.folded[span.first - 1] if span.first else ""
    return before in {"in", "for", "at", "of", "near"} or is_capital(sentence, span)


def is_capital(sentence: Sentence, span: Span) -> bool:
    """A capital inside a sentence that has small letters too is a name."""
    return span.first > 0 and span.said[:1].isupper() and not sentence.text.isupper()

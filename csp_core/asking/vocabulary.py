"""What words mean to one partnership: the general vocabulary, and the names of its own book."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from csp_core.asking.date_words import LONG_DATE_WORDS
from csp_core.asking.general import General, Kind, Meaning, Meanings, Phrase, general
from csp_core.asking.names import names_of
from csp_core.asking.spelling import Spelling
from csp_core.book import Book
from csp_core.text import Word, stems_of, tokens_of, words_of


@dataclass(frozen=True)
class Vocabulary:
    """All phrases that mean something to one partnership, at one revision of its book."""

    book: Book
    phrases: Mapping[Phrase, Meanings]
    longest: Mapping[str, int]
    spelling: Spelling
    theme_priorities: Mapping[tuple[str, str], tuple[str, ...]]
    theme_measures: Mapping[str, tuple[str, ...]]
    text_stems: frozenset[str]
    stem_measures: Mapping[str, frozenset[str]]
    ref_shapes: Mapping[str, frozenset[Phrase]]
    general: General

    def priorities_of(self, theme: str, year: str) -> tuple[str, ...]:
        """The priorities of a plan year whose own name holds a name of the theme."""
        return self.theme_priorities.get((theme, year), ())

    def measures_with(self, stems: Sequence[str]) -> frozenset[str]:
        """The measures that hold all of these stems in their names."""
        first, *others = (self.stem_measures.get(stem, frozenset()) for stem in stems) if stems else (frozenset(),)
        return first.intersection(*others)


def vocabulary_of(book: Book) -> Vocabulary:
    """The vocabulary of a book: the general one, and every name that the book holds."""
    names = [(phrase, meaning) for phrase, meaning in names_of(book) if phrase]
    phrases = _with_joined(_all_phrases(names))
    return Vocabulary(
        book=book,
        phrases={phrase: _by_kind(meanings) for phrase, meanings in phrases.items()},
        longest=_longest(phrases),
        spelling=_spelling(phrases, names),
        theme_priorities=_theme_priorities(book),
        theme_measures=_themes_in({measure.name: (measure.name, *measure.aliases) for measure in book.measures}),
        text_stems=frozenset(stem for plan in book.plans for action in plan.actions for stem in action.text_stems),
        stem_measures=_stem_measures(book),
        ref_shapes={plan.year: frozenset(shape_of(words_of(a.ref)) for a in plan.actions) for plan in book.plans},
        general=general(),
    )


Names = Sequence[tuple[Phrase, Meaning]]
Phrases = dict[Phrase, list[Meaning]]


def _all_phrases(names: Names) -> Phrases:
    phrases: defaultdict[Phrase, list[Meaning]] = defaultdict(list)
    for phrase, meanings in general().phrases.items():
        phrases[phrase].extend(meanings)
    for phrase, meaning in names:
        if meaning not in phrases[phrase]:
            phrases[phrase].append(meaning)
    return dict(phrases)


def _with_joined(phrases: Phrases) -> Phrases:
    """Two words are known as one word too: speed watch, speedwatch."""
    pairs = {phrase: meanings for phrase, meanings in phrases.items() if len(phrase) == 2 and len("".join(phrase)) > 5}
    return {("".join(phrase),): meanings for phrase, meanings in pairs.items()} | phrases


def _longest(phrases: Phrases) -> dict[str, int]:
    """How many words the longest phrase has that begins with a word."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest


def _spelling(phrases: Phrases, names: Names) -> Spelling:
    synonyms = (word for phrase in general().synonyms for word in phrase)
    known = (*general().common, *LONG_DATE_WORDS, *synonyms, *(word for phrase in phrases for word in phrase))
    return Spelling.of(known, (word for phrase, _ in names for word in phrase), general().common)


def _theme_priorities(book: Book) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (theme, plan.year): names
        for plan in book.plans
        for theme, names in _themes_in({p.name: (p.name, *p.aliases) for p in plan.priorities}).items()
    }


def _stem_measures(book: Book) -> dict[str, frozenset[str]]:
    """Which measures have a stem in one of their names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for measure in book.measures:
        for name in (measure.name, *measure.aliases):
            for stem in stems_of(name):
                found[stem].add(measure.name)
    return {stem: frozenset(names) for stem, names in found.items()}


def _by_kind(meanings: Iterable[Meaning]) -> Meanings:
    found: dict[Kind, tuple[str, ...]] = {}
    for meaning in meanings:
        found[meaning.kind] = (*found.get(meaning.kind, ()), meaning.value)
    return found


def shape_of(words: Sequence[Word]) -> Phrase:
    """The letters of a ref and where its numbers stand: DA-01 → da #."""
    return tuple("#" if word.is_number else word.text for word in words)


def _themes_in(names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """For each theme, whose names hold one of the theme's; the longest theme name claims its words first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, spoken in names.items():
        for theme in {theme for name in spoken for theme in _themes_of(tokens_of(name))}:
            found[theme].append(key)
    return {theme: tuple(keys) for theme, keys in found.items()}


def _themes_of(tokens: Phrase) -> Iterator[str]:
    at = 0
    names = general().theme_names
    while at < len(tokens):
        length = next((n for n in range(len(tokens) - at, 0, -1) if tokens[at : at + n] in names), 0)
        yield from names.get(tokens[at : at + length], ())
        at += max(length, 1)

"""Which series of figures a sentence speaks of: by their names, their synonyms and their themes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from csp_core.asking.chatter import may_be_place
from csp_core.asking.facets import term_for
from csp_core.asking.general import Kind
from csp_core.asking.questions import Aspect
from csp_core.asking.sentence import Sentence, Span
from csp_core.text import stems_of, tokens_of

# A series is not named by the kind of place alone: "other cities".
_KINDS_OF_PLACES = {"city", "town", "village", "district", "borough", "county", "force", "region", "country", "nation"}
# Cues that are also words of names: they choose between series, but need not be in one.
_NAMING_CUES = {"figures", "funding", "change"}
_NAMING = {Kind.MEASURE, Kind.THEME}
_NOT_NAMING = {Kind.FILLER, Kind.AREA, Kind.STATUS}


@dataclass(frozen=True, slots=True)
class Subject:
    """The series a question speaks of, and how that was typed."""

    measures: tuple[str, ...]
    said: str
    spans: tuple[Span, ...]


def series_said(sentence: Sentence) -> tuple[str, ...]:
    """The measures that a sentence names."""
    return subject_meant(sentence, Aspect.LATEST).measures


def subject_meant(sentence: Sentence, aspect: Aspect) -> Subject:
    """The series whose names hold all words that were said, else those that each part names by itself."""
    whole, parts = _meant(sentence)
    return replace(whole, measures=parts.measures) if aspect is Aspect.PERCENTAGE or not whole.measures else whole


@lru_cache(maxsize=64)
def _meant(sentence: Sentence) -> tuple[Subject, Subject]:
    """The subject by all the words together, and by its parts too."""
    telling = tuple(span for span in sentence.spans if not span.negated and _may_name_series(span))
    # "Figures" alone names no subject: all of them are meant.
    said = " ".join(span.said for span in telling if not span.means(Kind.CUE))
    whole = _by_words(sentence, telling)
    groups = list(_groups(telling))
    placed = any(_is_place(sentence, group) for group in groups)
    parts = () if placed else (name for group in groups for name in _named(sentence, group))
    return Subject(whole, said, telling), Subject(tuple(dict.fromkeys((*whole, *parts))), said, telling)


def _is_place(sentence: Sentence, group: Sequence[Span]) -> bool:
    """ "In Lockgate", a place that no series is held for."""
    before = sentence.folded[max(group[0].first - 2, 0) : group[0].first]
    words = [word for word in before if word != "the"][-1:]
    unheld = not any(holders_in(sentence)[span.first] for span in group)
    named = all(span.meanings.keys() <= {Kind.TITLE, Kind.NICKNAME} for span in group)
    return unheld and named and words in (["in"], ["at"], ["near"], ["around"])


def _groups(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Runs of spans that stand side by side; "and" parts them."""
    group: list[Span] = []
    for span in spans:
        if group and span.first > group[-1].last:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _named(sentence: Sentence, group: list[Span]) -> tuple[str, ...]:
    held = [name for span in group if not _is_narrowed(span, group, sentence) for name in _series_of(span, sentence)]
    return _by_words(sentence, group) or tuple(dict.fromkeys(held))


def _is_narrowed(span: Span, group: Sequence[Span], sentence: Sentence) -> bool:
    """ "Hate crime offences" are not all offences, where nothing counts hate crime."""
    if tokens_of(span.said) not in sentence.vocabulary.general.crime.said:
        return False
    holders = holders_in(sentence)
    return any(other.means(Kind.THEME_WORD) and not holders[other.first] for other in group)


def _series_of(span: Span, sentence: Sentence) -> tuple[str, ...]:
    """The measures that a phrase names, itself or through its theme ("asb" names both police and council reports)."""
    themed = [
        measure for theme in span.values(Kind.THEME) for measure in sentence.vocabulary.theme_measures.get(theme, ())
    ]
    return tuple(dict.fromkeys([*span.values(Kind.MEASURE), *themed]))


def _may_name_series(span: Span) -> bool:
    kinds = span.meanings.keys()
    if not kinds.isdisjoint(_NAMING):
        return True
    if not kinds.isdisjoint(_NOT_NAMING) or span.said.isdigit():
        return False
    return Kind.CUE not in kinds or not _NAMING_CUES.isdisjoint(span.values(Kind.CUE))


def _by_words(sentence: Sentence, spans: Sequence[Span]) -> tuple[str, ...]:
    """Measures whose names hold every phrase, in the words typed or in words that mean the same.

    Words that only ask ("reports", "rate") must not be in a name, but they choose where they are.
    """
    naming = [span for span in spans if not span.means(Kind.CUE)]
    if all(span.read in _KINDS_OF_PLACES for span in naming):
        return ()
    holders = holders_in(sentence)
    known = [span for span in naming if span.meanings or holders[span.first]] or naming
    plain_crime = len(known) == 1 and tokens_of(known[0].said) in sentence.vocabulary.general.crime.said
    if plain_crime and (all_crime := known[0].values(Kind.MEASURE)):
        # "Crime" alone is all crime, not every series with the word in its name.
        return all_crime
    fitting = _holding_all(naming, sentence)
    closer = fitting.intersection(*(holders[span.first] for span in spans if span.means(Kind.CUE)))
    chosen = closer or fitting
    return tuple(measure.name for measure in sentence.vocabulary.book.measures if measure.name in chosen)


def _holding_all(naming: Sequence[Span], sentence: Sentence) -> frozenset[str]:
    """The measures that hold every phrase; words that nothing knows are left out beside others, unless they may be
    the name of a place."""
    holders = holders_in(sentence)
    naming = [span for span in naming if holders[span.first] or span.read not in _OF_SURVEYS]
    unknown = [span for span in naming if not holders[span.first]]
    if (
        not naming
        or any(span.meanings or may_be_place(sentence, span) for span in unknown)
        or len(unknown) == len(naming)
    ):
        return frozenset()
    first, *others = (holders[span.first] for span in naming if span not in unknown)
    return first.intersection(*others)


# Words of a survey that are seldom in the name of what it asked.
_OF_SURVEYS = {"survey", "questionnaire", "poll", "people", "resident", "public", "answer", "respondent", "headline"}


@lru_cache(maxsize=64)
def holders_in(sentence: Sentence) -> Mapping[int, frozenset[str]]:
    """For each phrase that may name a series, by its place: the measures that have it in one of their names."""
    return {span.first: _measures_with(span, sentence) for span in sentence.spans if _may_name_series(span)}


def _measures_with(span: Span, sentence: Sentence) -> frozenset[str]:
    """The measures that have a phrase in one of their names, in its own words or in those of its synonyms."""
    vocabulary = sentence.vocabulary
    named = frozenset(span.values(Kind.MEASURE))
    literal = vocabulary.measures_with(stems_of(span.read))
    if span.means(Kind.THEME) and literal:
        return named | literal
    return named.union(*map(vocabulary.measures_with, term_for(span, sentence).stems))

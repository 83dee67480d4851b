"""Reads questions about figures: which series, which areas and period, and what is wanted of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from csp_core.asking.actions import about_actions, is_either_or
from csp_core.asking.filtering import may_be_place, term_for
from csp_core.asking.general import Kind
from csp_core.asking.questions import AskFigures, Aspect, Question
from csp_core.asking.sentence import Sentence, Span, all_filler
from csp_core.text import stems_of, tokens_of

_NUMBER = re.compile(r"(?<![\w.])[+\-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-−–]?\d{1,12}(?:\.\d{1,6})?")
# Cues in the order in which they decide what is wanted, when several stand in one question.
_ASPECTS = (
    ("definition", Aspect.DEFINITION),
    ("source", Aspect.SOURCE),
    ("document", Aspect.SOURCE),
    ("rank", Aspect.RANK),
    ("verdict", Aspect.GOOD_OR_BAD),
    ("share", Aspect.PERCENTAGE),
    ("add", Aspect.ADD),
    ("compare", Aspect.COMPARE_AREAS),
    ("period", Aspect.PERIOD),
    ("change", Aspect.CHANGE),
)
# Cues that are also words of names: they choose between series, but need not be in one.
_NAMING_CUES = {"figures", "funding", "change"}
_OF_FIGURES = (
    "document",
    "progress",
    "funding",
    "figures",
    "change",
    "compare",
    "share",
    "rank",
    "verdict",
    "add",
    "period",
    "source",
    "definition",
    "count",
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """The series a question speaks of, and how that was typed."""

    measures: tuple[str, ...]
    said: str
    spans: tuple[Span, ...]


def read_figures(sentence: Sentence) -> Question | None:
    """A question about figures: it names a series, an area, a number, or the word itself."""
    aspect = aspect_of(sentence)
    subject = _subject(sentence, aspect)
    numbers = _numbers(sentence)
    if not _is_about_figures(sentence, subject, numbers):
        return None
    if subject.measures and sentence.has("year before", "previous year", "last year", "last yr", "year on year"):
        return AskFigures(Aspect.COMPARE_PERIODS, subject.measures, sentence.values(Kind.AREA), said=subject.said)
    periods = tuple(span.period for span in sentence.dates if span.period)
    areas = sentence.values(Kind.AREA)
    return AskFigures(aspect, subject.measures, areas, periods, numbers, subject.said, sentence.values(Kind.TOPIC))


def series_said(sentence: Sentence) -> tuple[str, ...]:
    """The measures that a sentence names."""
    return _subject(sentence, Aspect.LATEST).measures


def _is_about_figures(sentence: Sentence, subject: _Subject, numbers: tuple[float, ...]) -> bool:
    if is_either_or(sentence):
        return False
    named = sentence.has("figure", "figures")
    if sentence.has("actions", "action") or (sentence.cue("owner", "deadline") and not named):
        return False
    if _names_a_ref(sentence) and not named:
        return False
    if sentence.leads_with("figures") and not sentence.leads_with("list") and (named or not about_actions(sentence)):
        return True
    if about_actions(sentence) and not (subject.measures and sentence.cue("compare", "change", "figures", "funding")):
        return False
    if subject.measures and not _only_partners(subject):
        ends_in_no = sentence.folded[-1:] in (("no",), ("nos",))
        return ends_in_no or sentence.cue(*_OF_FIGURES) or len(sentence.dates) > 1 or _only_measure(sentence, subject)
    if numbers and sentence.cue("source", "period", "definition", "share", "change"):
        return True
    if sentence.cue("rank", "verdict") or (sentence.cue("compare") and any(sentence.of_kind(Kind.AREA))):
        return True
    return _wants_figures(sentence)


def _only_partners(subject: _Subject) -> bool:
    """ "The police" is in the name of a series, and yet says nothing of it."""
    naming = [span for span in subject.spans if not span.means(Kind.CUE)]
    return bool(naming) and all(span.means(Kind.ORGANISATION) or span.means(Kind.ROLE) for span in naming)


def _names_a_ref(sentence: Sentence) -> bool:
    return any(
        not span.said.isdigit() or sentence.folded[max(span.first - 1, 0)] in {"number", "no"}
        for span in sentence.of_kind(Kind.REF)
    )


def _wants_figures(sentence: Sentence) -> bool:
    """Words that can only mean figures, although no series is recognised."""
    spoken = sentence.has(
        "figure", "figures", "figs", "stats", "stat", "statistics", "statistic", "data", "rates", "numbers",
        "incidents", "offences", "survey result", "survey results", "kpi", "kpis", "trend", "trends",
    )  # fmt: skip
    return spoken or (sentence.has("crime", "crimes") and sentence.cue("change", "count"))


def _only_measure(sentence: Sentence, subject: _Subject) -> bool:
    """Whether the name of a series is all that was typed; a priority of that name, or actions about it, come first."""
    telling = [span for span in sentence.spans if not all_filler(span) and not span.means(Kind.AREA)]
    if not all(span in subject.spans for span in telling):
        return False
    if any(span.means(Kind.MEASURE) for span in telling):
        return not any(span.means(Kind.PRIORITY) or span.means(Kind.THEME) for span in telling)
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    terms = [term_for(span, sentence) for span in telling]
    return not any(all(term.is_in(action) for term in terms) for action in (plan.actions if plan else ()))


@lru_cache(maxsize=64)
def _subject(sentence: Sentence, aspect: Aspect) -> _Subject:
    """The series whose names hold all words that were said, else those that each part names by itself."""
    telling = [span for span in sentence.spans if not span.negated and _may_name_series(span)]
    # "Figures" alone names no subject: all of them are meant.
    said = " ".join(span.said for span in telling) if any(not span.means(Kind.CUE) for span in telling) else ""
    whole = _by_words(sentence, telling)
    parts = tuple(dict.fromkeys(name for group in _groups(telling) for name in _named(sentence, group)))
    if aspect is Aspect.PERCENTAGE and whole:
        parts = tuple(dict.fromkeys((*whole, *parts)))
        return _Subject(parts, said, tuple(telling))
    return _Subject(whole or parts, said, tuple(telling))


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
    held = [name for span in group for name in _series_of(span, sentence)]
    return _by_words(sentence, group) or tuple(dict.fromkeys(held))


def _series_of(span: Span, sentence: Sentence) -> tuple[str, ...]:
    """The measures that a phrase names, itself or through its theme ("asb" names both police and council reports)."""
    themed = [
        measure for theme in span.values(Kind.THEME) for measure in sentence.vocabulary.theme_measures.get(theme, ())
    ]
    return tuple(dict.fromkeys([*span.values(Kind.MEASURE), *themed]))


def _may_name_series(span: Span) -> bool:
    if span.means(Kind.MEASURE) or span.means(Kind.THEME):
        return True
    if span.means(Kind.FILLER) or span.means(Kind.AREA) or span.means(Kind.STATUS) or span.said.isdigit():
        return False
    return not span.means(Kind.CUE) or any(cue in _NAMING_CUES for cue in span.values(Kind.CUE))


def _by_words(sentence: Sentence, spans: Sequence[Span]) -> tuple[str, ...]:
    """Measures whose names hold every phrase, in the words typed or in words that mean the same.

    Words that only ask ("reports", "rate") must not be in a name, but they choose where they are.
    """
    naming = [span for span in spans if not span.means(Kind.CUE)] or [s for s in spans if s.means(Kind.CUE, "funding")]
    if not naming:
        return ()
    known = [span for span in naming if span.meanings or _holders(span, sentence)] or naming
    plain_crime = len(known) == 1 and tokens_of(known[0].said) in sentence.vocabulary.general.crime.said
    if plain_crime and (all_crime := known[0].values(Kind.MEASURE)):
        # "Crime" alone is all crime, not every series with the word in its name.
        return all_crime
    fitting = _holding_all(naming, sentence)
    closer = fitting.intersection(*(_holders(span, sentence) for span in spans if span.means(Kind.CUE)))
    chosen = closer or fitting
    return tuple(measure.name for measure in sentence.vocabulary.book.measures if measure.name in chosen)


def _holding_all(naming: Sequence[Span], sentence: Sentence) -> frozenset[str]:
    """The measures that hold every phrase; words that nothing knows are left out beside others, unless they may be
    the name of a place."""
    holders = [(span, _holders(span, sentence)) for span in naming]
    unknown = [span for span, measures in holders if not measures]
    if any(span.meanings or may_be_place(sentence, span) for span in unknown) or len(unknown) == len(naming):
        return frozenset()
    known = [measures for _, measures in holders if measures]
    return known[0].intersection(*known[1:])


def _holders(span: Span, sentence: Sentence) -> frozenset[str]:
    """The measures that have a phrase in one of their names, in its own words or in those of its synonyms."""
    stems = sentence.vocabulary.measure_stems
    named = [name for name in span.values(Kind.MEASURE) if name in stems]
    said = frozenset(stems_of(span.read))
    literal = [name for name, held in stems.items() if said <= held]
    if span.means(Kind.THEME) and literal:
        return frozenset((*named, *literal))
    meant = term_for(span, sentence).stems
    return frozenset(
        (*named, *(name for name, held in stems.items() if any(held.issuperset(other) for other in meant)))
    )


def _numbers(sentence: Sentence) -> tuple[float, ...]:
    """Numbers that are quoted, other than those of dates."""
    named = [(span.first, span.last) for span in sentence.of_kind(Kind.REF) if not span.said.isdigit()]
    dated = [(span.first, span.last) for span in sentence.dates]
    taken = {
        at
        for first, last in (*dated, *named)
        for at in range(sentence.words[first].start, sentence.words[last - 1].end)
    }
    found = []
    for match in _NUMBER.finditer(sentence.text):
        if taken.isdisjoint(range(match.start(), match.end())):
            found.append(float(re.sub(r"[−–]", "-", match[0]).replace(",", "")))
    return tuple(found)


def aspect_of(sentence: Sentence) -> Aspect:
    aspect = next((aspect for cue, aspect in _ASPECTS if sentence.cue(cue)), Aspect.LATEST)
    own = sentence.vocabulary.book.area
    elsewhere = [area for area in sentence.values(Kind.AREA) if area != own]
    over_time = bool(sentence.dates) or sentence.has("yoy", "year on year", "last")
    if aspect is Aspect.COMPARE_AREAS and not elsewhere and over_time:
        return Aspect.COMPARE_PERIODS
    here = own in sentence.values(Kind.AREA) or sentence.has("here", "we", "us", "our")
    if aspect in {Aspect.CHANGE, Aspect.LATEST} and elsewhere and here and not sentence.starts("and"):
        return Aspect.COMPARE_AREAS
    if aspect is Aspect.PERIOD and not sentence.has("what", "which", "when", "how", "does"):
        return Aspect.LATEST
    return aspect

"""Reads questions about figures: which series, which areas and period, and what is wanted of them."""

import re
from dataclasses import dataclass

from csp_core.asking.actions import about_actions
from csp_core.asking.general import Kind
from csp_core.asking.questions import AskFigures, Aspect, Question
from csp_core.asking.sentence import Sentence, Span, all_filler
from csp_core.text import stems_of

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
_OF_FIGURES = (
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


def read_figures(sentence: Sentence) -> Question | None:
    """A question about figures: it names a series, an area, a number, or the word itself."""
    subject = _subject(sentence)
    numbers = _numbers(sentence)
    if not _is_about_figures(sentence, subject, numbers):
        return None
    aspect = _aspect(sentence)
    period = next((span.period for span in sentence.dates if span.period), None)
    areas = sentence.values(Kind.AREA)
    return AskFigures(aspect, subject.measures, areas, period, numbers, subject.said, sentence.values(Kind.TOPIC))


def _is_about_figures(sentence: Sentence, subject: _Subject, numbers: tuple[float, ...]) -> bool:
    if sentence.leads_with("figures") and not sentence.leads_with("list"):
        return not sentence.has("actions", "action")
    if about_actions(sentence) and not (subject.measures and sentence.cue("compare", "change", "figures")):
        return False
    if sentence.has("actions", "action"):
        return False
    if subject.measures:
        return sentence.cue(*_OF_FIGURES) or _only_measure(sentence)
    if numbers and sentence.cue("source", "period", "definition"):
        return True
    if sentence.cue("rank", "verdict") or (sentence.cue("compare") and any(sentence.of_kind(Kind.AREA))):
        return True
    return _wants_figures(sentence)


def _wants_figures(sentence: Sentence) -> bool:
    """Words that can only mean figures, although no series is recognised."""
    return sentence.has(
        "figure", "figures", "figs", "stats", "stat", "statistics", "statistic", "data", "rate", "rates", "numbers",
        "crime", "incidents", "offences", "survey result", "survey results", "kpi", "kpis", "trend", "trends",
    )  # fmt: skip


def _only_measure(sentence: Sentence) -> bool:
    """Whether the name of a series is all that was typed, and no priority has that name."""
    telling = [span for span in sentence.spans if not all_filler(span)]
    return all(span.means(Kind.MEASURE) or span.means(Kind.AREA) for span in telling) and not any(
        span.means(Kind.PRIORITY) or span.means(Kind.THEME) for span in telling
    )


def _subject(sentence: Sentence) -> _Subject:
    spans = [span for span in sentence.spans if _names_series(span, sentence)]
    measures = dict.fromkeys(name for span in spans for name in _series_of(span, sentence) if not span.negated)
    if measures:
        return _Subject(tuple(measures), " and ".join(dict.fromkeys(span.said for span in spans)))
    loose = [span for span in sentence.spans if _may_name_series(span)]
    found = _by_words(sentence, loose)
    return _Subject(found, " ".join(span.said for span in loose))


def _names_series(span: Span, sentence: Sentence) -> bool:
    return bool(_series_of(span, sentence))


def _series_of(span: Span, sentence: Sentence) -> tuple[str, ...]:
    """The measures that a phrase names, itself or through its theme ("asb" names both police and council reports)."""
    themed = [
        measure for theme in span.values(Kind.THEME) for measure in sentence.vocabulary.theme_measures.get(theme, ())
    ]
    return tuple(dict.fromkeys([*span.values(Kind.MEASURE), *themed]))


def _may_name_series(span: Span) -> bool:
    told = {Kind.FILLER, Kind.AREA, Kind.STATUS, Kind.TOPIC}
    if span.means(Kind.CUE) and not span.means(Kind.TITLE):
        return False
    return not any(span.means(kind) for kind in told) and not span.said.isdigit()


def _by_words(sentence: Sentence, loose: list[Span]) -> tuple[str, ...]:
    """Measures whose name or alias holds every loose word, where there are such words."""
    wanted = {stem for span in loose for stem in stems_of(span.said)}
    if not wanted:
        return ()
    return tuple(
        measure.name
        for measure in sentence.vocabulary.book.measures
        if wanted <= {stem for name in (measure.name, *measure.aliases) for stem in stems_of(name)}
    )


def _numbers(sentence: Sentence) -> tuple[float, ...]:
    """Numbers that are quoted, other than those of dates."""
    dated = [(sentence.words[span.first].start, sentence.words[span.last - 1].end) for span in sentence.dates]
    found = []
    for match in _NUMBER.finditer(sentence.text):
        if not any(first <= match.start() < last for first, last in dated):
            found.append(float(re.sub(r"[−–]", "-", match[0]).replace(",", "")))
    return tuple(found)


def _aspect(sentence: Sentence) -> Aspect:
    aspect = next((aspect for cue, aspect in _ASPECTS if sentence.cue(cue)), Aspect.LATEST)
    own = sentence.vocabulary.book.area
    elsewhere = [area for area in sentence.values(Kind.AREA) if area != own]
    if aspect is Aspect.COMPARE_AREAS and not elsewhere and sentence.dates:
        return Aspect.COMPARE_PERIODS
    if aspect in {Aspect.CHANGE, Aspect.LATEST} and elsewhere and own in sentence.values(Kind.AREA):
        return Aspect.COMPARE_AREAS
    if aspect is Aspect.PERIOD and not sentence.has("what", "which", "when", "how", "does"):
        return Aspect.LATEST
    return aspect

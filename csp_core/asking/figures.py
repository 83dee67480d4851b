"""Reads questions about figures: which series, which areas and period, and what is wanted of them."""

import re

from csp_core.asking.about_figures import is_about_figures, states_said, years_back
from csp_core.asking.actions import about_actions
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.questions import AskFigures, Aspect, Question
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said, subject_meant
from csp_core.asking.shapes import shape_of


def read_figures(sentence: Sentence) -> Question | None:
    """A question about figures: it names a series, an area, a number, or the word itself."""
    aspect = aspect_of(sentence)
    subject = subject_meant(sentence, aspect)
    numbers = _numbers(sentence)
    if not is_about_figures(sentence, subject, numbers):
        return None
    areas = sentence.values(Kind.AREA)
    back = years_back(sentence) or _years_side_by_side(sentence, aspect)
    if subject.measures and back and not _elsewhere_too(sentence):
        return AskFigures(Aspect.COMPARE_PERIODS, subject.measures, areas, said=subject.said, years_back=back)
    periods = tuple(span.period for span in sentence.dates if span.period)
    states = () if subject.measures or numbers else states_said(sentence)
    topics = sentence.values(Kind.TOPIC)
    typed = "" if subject.measures else sentence.text
    return AskFigures(aspect, subject.measures, areas, periods, numbers, subject.said, topics, states, typed)


def _years_side_by_side(sentence: Sentence, aspect: Aspect) -> int | None:
    """ "Both years": the newest figure and the one before, unless the years are named."""
    named = [span for span in sentence.dates if span.period and span.period.last < sentence.today]
    alike = aspect is Aspect.COMPARE_PERIODS and shape_of(sentence) is aspect
    return 1 if alike and len(named) < 2 else None


def _elsewhere_too(sentence: Sentence) -> bool:
    """Whether other areas are to be compared as well: their change on the year before stands with their figure."""
    return sentence.cue("compare") and bool({*sentence.values(Kind.AREA)} - {sentence.vocabulary.book.area})


def _numbers(sentence: Sentence) -> tuple[float, ...]:
    """Numbers that are quoted, other than those of dates."""
    if not sentence.has_numbers:
        return ()
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


_NUMBER = re.compile(r"(?<![\w.])[+\-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-−–]?\d{1,12}(?:\.\d{1,6})?")


def read_named_series(sentence: Sentence) -> Question | None:
    """ "How's knife crime looking", where a series has that name and no action speaks of it."""
    if not any(sentence.of_kind(Kind.MEASURE)) or about_actions(sentence) or sentence.has("name", "names"):
        return None
    if sentence.cue("owner", "due", "partners", "list"):
        return None
    subject, filters = subject_meant(sentence, Aspect.LATEST), filters_of(sentence)
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    spoken_of = plan is not None and bool(refs_holding_all(filters.terms, plan))
    if not subject.measures or not filters.terms or spoken_of or filters.priorities or filters.organisations:
        return None
    return AskFigures(Aspect.LATEST, subject.measures, sentence.values(Kind.AREA), said=subject.said)


def aspect_of(sentence: Sentence) -> Aspect:
    """What is wanted of figures: their newest value, where no words ask for more."""
    aspect = next((aspect for cue, aspect in _ASPECTS if sentence.cue(cue)), Aspect.LATEST)
    if sentence.cue("change") and aspect in {Aspect.CHANGE, Aspect.PERCENTAGE}:
        aspect = Aspect.GOOD_OR_BAD if sentence.has("good", "bad", "positive", "worrying") else Aspect.CHANGE
    own = sentence.vocabulary.book.area
    elsewhere = [area for area in sentence.values(Kind.AREA) if area != own]
    shape = shape_of(sentence)
    if shape not in (None, Aspect.LATEST) and not elsewhere and series_said(sentence):
        return shape
    over_time = bool(sentence.dates) or sentence.has("yoy", "year on year", "last")
    if aspect is Aspect.COMPARE_AREAS and not elsewhere and over_time:
        return Aspect.COMPARE_PERIODS
    here = own in sentence.values(Kind.AREA) or sentence.has("here", "we", "us", "our")
    compared = {Aspect.CHANGE, Aspect.LATEST, Aspect.PERCENTAGE}
    if aspect in compared and elsewhere and here and not sentence.starts("and"):
        return Aspect.COMPARE_AREAS
    if aspect is Aspect.PERIOD and not sentence.has("what", "which", "when", "how", "does"):
        return Aspect.LATEST
    return aspect


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

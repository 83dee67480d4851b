"""What is asked of figures that they may not bear: sums, ranks, percentages, and whether a change is good."""

from collections.abc import Sequence
from dataclasses import replace

from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.comparing import compare_periods, year_before
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.figure_lines import (
    figures_answer,
    is_percentage,
    newest,
    own_area_first,
    shares,
    subject_of,
)
from csp_core.answering.phrases import listed
from csp_core.asking.questions import AskFigures
from csp_core.book import Direction, Figure, Measure


def add_up(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A sum of unlike series is refused, with the reason and the series side by side."""
    shown = own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"{subject_of(question)}, together")
    why = (
        "I do not add these up: they are counted by different bodies or in different ways, "
        "and one event may be in more than one."
        if len({figure.measure for figure in shown}) > 1
        else "There is only this one series; it is shown as it was published."
    )
    return replace(answer, outcome=Outcome.NOT_HELD if len(shown) > 1 else Outcome.ANSWERED, paragraphs=(why,))


def rank(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A rank needs the figures of every area; without them it is not told."""
    shown = own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"Rank of {enquiry.book.area}: {subject_of(question)}")
    return replace(
        answer,
        outcome=Outcome.NOT_HELD,
        paragraphs=("I hold no figures of the other areas, so I cannot rank. What is recorded for here:",),
    )


def percentages(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A published percentage is shown; none is computed where the base is missing."""
    shown = own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"{subject_of(question)}, as a percentage")
    derived = shares(shown, enquiry)
    if derived or any(figure.change_percent is not None or is_percentage(figure, enquiry) for figure in shown):
        return replace(answer, notes=tuple(derived))
    if any(year_before(figure, figures) for figure in shown):
        return compare_periods(question, figures, enquiry)
    return replace(
        answer,
        outcome=Outcome.NOT_HELD,
        paragraphs=(
            "No percentage is published, and the number it would be measured against is not held, "
            "so I do not work one out.",
        ),
    )


def judge(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A change is called good or bad only where the measure has a direction."""
    shown = own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"Good or bad? {subject_of(question)}")
    verdicts = tuple(dict.fromkeys(_verdict(figure, enquiry) for figure in shown))
    unsaid = [figure for figure in shown if figure.change is None and figure.change_percent is None]
    compared = compare_periods(question, unsaid + [each for each in figures if each not in shown], enquiry).paragraphs
    return replace(answer, paragraphs=(*verdicts, *compared))


def _verdict(figure: Figure, enquiry: Enquiry) -> str:
    measure = enquiry.book.measure_by_name.get(figure.measure) or Measure(figure.measure)
    change = figure.change if figure.change is not None else figure.change_percent
    if measure.direction is Direction.NONE:
        return (
            f"{figure.measure}: I do not call a change good or bad. More reports can mean more harm, "
            "or more people coming forward."
        )
    wanted = "fall" if measure.direction is Direction.DOWN else "rise"
    if not change:
        return f"{figure.measure}: the partnership wants this to {wanted}; no change is recorded."
    moved = "rose" if change > 0 else "fell"
    towards = (change > 0) == (measure.direction is Direction.UP)
    way = "right" if towards else "wrong"
    return f"{figure.measure} {moved}; the partnership wants it to {wanted}, so that is the {way} way."


def define(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """What a series counts, as far as its publisher says."""
    measures = [enquiry.book.measure_by_name[name] for name in dict.fromkeys(figure.measure for figure in figures)]
    answer = figures_answer(
        newest(figures), enquiry, f"What is counted: {listed([measure.name for measure in measures])}"
    )
    return replace(answer, paragraphs=tuple(definition_words(measure) for measure in measures))


def definition_words(measure: Measure) -> str:
    return " ".join(
        filter(None, (f"{measure.name}: {measure.definition or 'no definition is recorded.'}", measure.note))
    )

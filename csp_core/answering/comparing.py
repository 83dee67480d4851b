"""Figures side by side: areas, and this period against the one before."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.figure_lines import figures_answer, newest, not_added, own_area_first, subject_of
from csp_core.answering.phrases import counted, listed, number_words, period_words, signed_words
from csp_core.asking.questions import AskFigures
from csp_core.book import Figure, State
from csp_core.periods import Period


def compare_areas(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """The same series and period in several areas, and the difference where both have the same number."""
    latest = newest(figures)
    areas = {figure.area for figure in latest}
    wanted = {*question.areas, enquiry.book.area} if question.areas else areas
    shown = [figure for figure in latest if figure.area in wanted]
    shared = {f.measure for f in shown if len({g.area for g in shown if g.measure == f.measure}) > 1}
    if not shared and not question.areas and len({figure.measure for figure in shown}) > 1:
        side_by_side = figures_answer(own_area_first(shown, question, enquiry), enquiry, subject_of(question))
        return replace(side_by_side, notes=tuple(not_added(shown, enquiry)))
    if not shared:
        missing = listed([area for area in question.areas if area != enquiry.book.area]) or "other areas"
        answer = figures_answer(
            own_area_first(shown, question, enquiry) or latest, enquiry, f"{subject_of(question)} compared"
        )
        return replace(
            answer,
            outcome=Outcome.NOT_HELD,
            paragraphs=(f"I hold no figure of that series for {missing} to compare with.",),
        )
    alone = () if question.areas else own_area_first(shown, question, enquiry)
    compared = [figure for figure in shown if figure.measure in shared or figure in alone]
    named, places = sorted({f.measure for f in compared}), sorted({f.area for f in compared})
    answer = figures_answer(compared, enquiry, f"{listed(named)}: {listed(places)} compared")
    return replace(answer, paragraphs=tuple(_differences(compared, enquiry)))


def _differences(figures: Sequence[Figure], enquiry: Enquiry) -> Iterable[str]:
    for one in figures:
        for other in figures:
            if one.area == enquiry.book.area and other.area != one.area and other.measure == one.measure:
                yield _difference(one, other)


def _difference(one: Figure, other: Figure) -> str:
    if (one.period_from, one.period_to) != (other.period_from, other.period_to):
        return f"{one.measure}: the periods differ, so {one.area} and {other.area} are not compared."
    if one.change_percent is not None and other.change_percent is not None:
        gap = round(one.change_percent - other.change_percent, 6)
        return (
            f"{one.measure}: {one.area} {signed_words(one.change_percent)} %, {other.area} "
            f"{signed_words(other.change_percent)} %. {_gap_words(one, other, gap)}"
        )
    if one.value is not None and other.value is not None:
        return (
            f"{one.measure}: {one.area} {number_words(one.value)}, {other.area} {number_words(other.value)}. "
            f"Derived, not published: a difference of {number_words(round(abs(one.value - other.value), 6))}."
        )
    return f"{one.measure}: no number is held for both {one.area} and {other.area}."


def _gap_words(one: Figure, other: Figure, gap: float) -> str:
    if gap == 0:
        return "The change is the same."
    side = "above" if gap > 0 else "below"
    return (
        f"Derived, not published: {one.area} is {number_words(abs(gap))} percentage points {side} {other.area} "
        f"({number_words(one.change_percent or 0)} − {number_words(other.change_percent or 0)}); "
        "whether that is more than chance is not stated."
    )


def compare_periods(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """This year against last: the published change, or two periods side by side with the derived change."""
    latest = own_area_first(newest(figures), question, enquiry)
    if len(question.periods) > 1:
        of_periods = [figure for figure in figures if any(_is_of(figure, period) for period in question.periods)]
        latest = own_area_first(of_periods, question, enquiry)
    paragraphs, shown = [], list(latest)
    for figure in latest:
        before = _of_period(figure, figures, question.periods) or year_before(figure, figures, question.years_back)
        before = _earlier_of_two(figure, latest, question.periods) or before
        if (
            before
            and State.WITHDRAWN not in {figure.state, before.state}
            and figure.value is not None
            and before.value is not None
        ):
            shown += [] if before in shown else [before]
            paragraphs.append(_derived_change(figure, before))
    named = any(_of_period(figure, figures, question.periods) for figure in latest)
    years = "the year" if question.years_back == 1 else counted(question.years_back, "year")
    against = period_words(question.periods[0]) if named else f"{years} before"
    answer = figures_answer(shown, enquiry, f"{subject_of(question)} against {against}")
    return replace(answer, paragraphs=tuple(paragraphs), notes=tuple(not_added(latest, enquiry)))


def _is_of(figure: Figure, period: Period) -> bool:
    """Whether at least half of a figure's days lie in a period."""
    first, last = max(figure.period_from, period.first), min(figure.period_to, period.last)
    return 2 * ((last - first).days + 1) >= (figure.period_to - figure.period_from).days + 1


def _earlier_of_two(figure: Figure, shown: Sequence[Figure], periods: Sequence[Period]) -> Figure | None:
    """Of two periods that were named, the earlier figure of the same series: "2024 v 2026"."""
    if len(periods) != 2:
        return None
    alike = (other for other in shown if (other.measure, other.area) == (figure.measure, figure.area))
    return next((other for other in alike if other.period_to < figure.period_from), None)


def _of_period(figure: Figure, figures: Sequence[Figure], periods: Sequence[Period]) -> Figure | None:
    """The earlier figure of the same series for the one period that was named: "than in 2024"."""
    if len(periods) != 1:
        return None
    earlier = (other for other in figures if other.period_to < figure.period_from and _is_of(other, periods[0]))
    return next((other for other in earlier if (other.measure, other.area) == (figure.measure, figure.area)), None)


def year_before(figure: Figure, figures: Sequence[Figure], years: int = 1) -> Figure | None:
    """The same series for the period that ended about a year, or some years, earlier."""
    earlier = timedelta(days=365.25 * years)
    return next(
        (
            other
            for other in figures
            if (other.measure, other.area) == (figure.measure, figure.area)
            and abs((figure.period_to - other.period_to) - earlier) <= timedelta(days=2)
            and abs((figure.period_from - other.period_from) - earlier) <= timedelta(days=2)
        ),
        None,
    )


def _derived_change(figure: Figure, before: Figure) -> str:
    value, earlier = figure.value or 0, before.value or 0
    change = round(value - earlier, 6)
    now, then = number_words(value), number_words(earlier)
    moved = f"{'up' if change > 0 else 'down'} from {then} to {now}" if change else f"unchanged at {now}"
    percent = f", {signed_words(round(100 * change / earlier, 1))} %" if earlier else ""
    return (
        f"{figure.measure}, {figure.area}: {moved}. "
        f"Derived, not published: {signed_words(change)}{percent} ({now} − {then})."
    )

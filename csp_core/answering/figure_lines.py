"""A figure in words: one sentence with its period and publisher, and the remarks that belong to it."""

from collections.abc import Iterable, Sequence

from csp_core.answering.answers import Answer, FigureLine, Outcome
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.phrases import day_words, listed, number_words, period_words, signed_words
from csp_core.asking.questions import AskFigures
from csp_core.book import Figure, State
from csp_core.periods import Period

_PERCENT = {"%", "percent", "per cent"}
NOT_SUPPLIED = "not available"


def figures_answer(figures: Sequence[Figure], enquiry: Enquiry, understood: str) -> Answer:
    """An answer that shows figures, each in one sentence with its remarks."""
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=understood,
        figures=tuple(_line(figure, enquiry) for figure in figures),
        sources=tuple(dict.fromkeys(source for figure in figures if (source := _source(figure)))),
    )


def _line(figure: Figure, enquiry: Enquiry) -> FigureLine:
    return FigureLine(figure, figure_words(figure, enquiry), tuple(_remarks(figure, enquiry)))


def figure_words(figure: Figure, enquiry: Enquiry) -> str:
    """One sentence: what, where, how many, when, and who says so."""
    period = period_words(Period(figure.period_from, figure.period_to))
    said = f" ({figure.publisher})" if figure.publisher else ""
    return f"{figure.measure}, {figure.area}: {_amount(figure, enquiry)}; {period}{said}."


def _amount(figure: Figure, enquiry: Enquiry) -> str:
    unit = _unit(figure, enquiry)
    parts = [f"{number_words(figure.value)}{unit}"] if figure.value is not None else []
    changes = []
    if figure.change_percent is not None:
        changes.append(f"{signed_words(figure.change_percent)} %")
    if figure.change is not None:
        changes.append(f"{signed_words(figure.change)}{unit if figure.value is None else ''}")
    if changes:
        parts.append(f"{' or '.join(changes)} on the year before")
    return ", ".join(parts) or f"no number given ({NOT_SUPPLIED})"


def change_words(figure: Figure) -> str:
    """Which way a published change went: "Shoplifting rose by 14 % on the year before"."""
    change = figure.change_percent if figure.change_percent is not None else figure.change or 0
    moved = "rose" if change > 0 else "fell"
    unit = " %" if figure.change_percent is not None else ""
    by = f"{moved} by {number_words(abs(change))}{unit}" if change else "did not change"
    return f"{figure.measure}, {figure.area}, {by} on the year before."


def _unit(figure: Figure, enquiry: Enquiry) -> str:
    measure = enquiry.book.measure_by_name.get(figure.measure)
    unit = figure.unit or (measure.unit if measure else None)
    if unit in _PERCENT:
        return " %"
    return f" {unit}" if unit else ""


def is_percentage(figure: Figure, enquiry: Enquiry) -> bool:
    """Whether the number that was published is itself a percentage."""
    return figure.value is not None and _unit(figure, enquiry) == " %"


def _remarks(figure: Figure, enquiry: Enquiry) -> Iterable[str]:
    if figure.state is not State.FINAL:
        yield f"This figure is {figure.state.value}."
    if figure.corrects:
        published = f" on {day_words(figure.published)}" if figure.published else ""
        yield f"It corrects an earlier figure for the same period{published}."
    if (months := _months_old(figure, enquiry)) >= 24:
        yield f"Its period ended {months // 12} years before {day_words(enquiry.today)}."
    elif months >= 3:
        yield f"Its period ended {months} months before {day_words(enquiry.today)}."
    if figure.note:
        yield figure.note


def _months_old(figure: Figure, enquiry: Enquiry) -> int:
    return int((enquiry.today - figure.period_to).days // 30.44)


def _source(figure: Figure) -> str | None:
    published = f", published {day_words(figure.published)}" if figure.published else ""
    return f"{figure.source}{published}" if figure.source else None


def newest(figures: Iterable[Figure]) -> list[Figure]:
    """For each measure and area, the figures of the newest period."""
    latest: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        key = (figure.measure, figure.area)
        if key not in latest or _recency(figure) > _recency(latest[key]):
            latest[key] = figure
    return list(latest.values())


def _recency(figure: Figure) -> tuple[object, ...]:
    # Of two periods that end on one day the shorter says more about now.
    return figure.period_to, -(figure.period_to - figure.period_from).days


def subject_of(question: AskFigures) -> str:
    return listed(question.measures) if question.measures else f"“{question.said}”"


def own_area_first(figures: Sequence[Figure], question: AskFigures, enquiry: Enquiry) -> list[Figure]:
    """The partnership's own area, unless another was named or nothing else is held."""
    own = [figure for figure in figures if figure.area == enquiry.book.area]
    return own if own and not question.areas else list(figures)


def shares(figures: Sequence[Figure], enquiry: Enquiry) -> list[str]:
    """How many of the whole are repeats, where both are held for one area and period; marked as derived."""
    return [
        f"Derived, not published: {number_words(part.value)} of {number_words(whole.value)} is "
        f"{100 * part.value / whole.value:.1f} % ({part.measure} ÷ {whole.measure})."
        for part in figures
        for whole in figures
        if _is_part(part, whole) and part.value is not None and whole.value
    ]


def _is_part(part: Figure, whole: Figure) -> bool:
    alike = (part.area, part.period_from, part.period_to) == (whole.area, whole.period_from, whole.period_to)
    return alike and "repeat" in part.measure.casefold() and "repeat" not in whole.measure.casefold()


def not_added(figures: Sequence[Figure], enquiry: Enquiry) -> list[str]:
    """Why several series are not one number."""
    measures = {figure.measure for figure in figures}
    if len(measures) < 2 or shares(figures, enquiry):
        return []
    return ["These are different series; they are not added together."]

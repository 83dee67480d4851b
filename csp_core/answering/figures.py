"""Answers about figures: each with its period, publisher, source, state and notes; nothing is added up or guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from csp_core.answering.answers import Answer, FigureLine, Outcome
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.phrases import counted, day_words, listed, number_words, period_words, signed_words
from csp_core.asking.questions import AskFigures, Aspect
from csp_core.book import Direction, Figure, Measure, State
from csp_core.periods import Period

NOT_SUPPLIED = "not available"


def tell_figures(question: AskFigures, enquiry: Enquiry) -> Answer:
    """Figures as they are recorded, in the way that was asked; what cannot be told is said to be so."""
    if not question.measures and not question.numbers:
        return _without_series(question, enquiry)
    figures = _wanted(question, enquiry)
    hidden = [figure for figure in figures if not enquiry.may_see(figure)]
    seen = [figure for figure in figures if enquiry.may_see(figure)]
    if hidden and not seen:
        return _for_partners_only(question, enquiry)
    if not seen:
        return _no_figure(question, enquiry)
    return _told(question, seen, enquiry)


def _wanted(question: AskFigures, enquiry: Enquiry) -> list[Figure]:
    figures = [figure for figure in enquiry.figures if not question.measures or figure.measure in question.measures]
    if question.numbers and question.aspect in _OF_NUMBERS:
        quoted = [figure for figure in figures if _shows(figure, question.numbers)]
        figures = quoted or (figures if question.measures else [])
    if question.areas and question.aspect is not Aspect.COMPARE_AREAS:
        figures = [figure for figure in figures if figure.area in question.areas]
    if question.periods and question.aspect is not Aspect.COMPARE_PERIODS:
        figures = [figure for figure in figures if any(_overlaps(figure, period) for period in question.periods)]
    return figures


_OF_NUMBERS = {Aspect.SOURCE, Aspect.PERIOD, Aspect.DEFINITION, Aspect.PERCENTAGE, Aspect.CHANGE}


def _shows(figure: Figure, numbers: Sequence[float]) -> bool:
    held = {abs(number) for number in (figure.value, figure.change, figure.change_percent) if number is not None}
    return bool(held.intersection(abs(number) for number in numbers))


def _overlaps(figure: Figure, period: Period) -> bool:
    return figure.period_from <= period.last and figure.period_to >= period.first


def _told(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    match question.aspect:
        case Aspect.COMPARE_AREAS:
            return _compared_areas(question, figures, enquiry)
        case Aspect.COMPARE_PERIODS:
            return _compared_periods(question, figures, enquiry)
        case Aspect.ADD:
            return _added(question, figures, enquiry)
        case Aspect.RANK:
            return _ranked(question, figures, enquiry)
        case Aspect.PERCENTAGE:
            return _percentages(question, figures, enquiry)
        case Aspect.GOOD_OR_BAD:
            return _judged(question, figures, enquiry)
        case Aspect.DEFINITION:
            return _defined(question, figures, enquiry)
        case _:
            return _latest(question, figures, enquiry)


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


def _unit(figure: Figure, enquiry: Enquiry) -> str:
    measure = enquiry.book.measure_by_name.get(figure.measure)
    unit = figure.unit or (measure.unit if measure else None)
    if unit in {"%", "percent", "per cent"}:
        return " %"
    return f" {unit}" if unit else ""


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
        if key not in latest or _rank(figure) > _rank(latest[key]):
            latest[key] = figure
    return list(latest.values())


def _rank(figure: Figure) -> tuple[object, ...]:
    # Of two periods that end on one day the shorter says more about now.
    return figure.period_to, -(figure.period_to - figure.period_from).days


def _subject(question: AskFigures) -> str:
    return listed(question.measures) if question.measures else f"“{question.said}”"


def _latest(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    asked = {Aspect.CHANGE: "Change in", Aspect.PERIOD: "Period of", Aspect.SOURCE: "Source of"}.get(
        question.aspect, "Latest figures:"
    )
    if question.numbers and not question.measures:
        return figures_answer(
            figures, enquiry, f"{asked} the figure {listed([number_words(n) for n in question.numbers])}"
        )
    latest = newest(figures)
    chosen = _own_area_first(latest, question, enquiry)
    answer = figures_answer(chosen, enquiry, f"{asked} {_subject(question)}")
    notes = (*_earlier(figures, chosen), *_shares(chosen, enquiry))
    return replace(answer, notes=(*notes, *_not_added(chosen, enquiry)))


def _own_area_first(figures: Sequence[Figure], question: AskFigures, enquiry: Enquiry) -> list[Figure]:
    """The partnership's own area, unless another was named or nothing else is held."""
    own = [figure for figure in figures if figure.area == enquiry.book.area]
    return own if own and not question.areas else list(figures)


def _earlier(figures: Sequence[Figure], shown: Sequence[Figure]) -> list[str]:
    keys = {(figure.measure, figure.area) for figure in shown}
    others = [figure for figure in figures if (figure.measure, figure.area) in keys and figure not in shown]
    return [f"{counted(len(others), 'earlier figure')} held for the same series."] if others else []


def _shares(figures: Sequence[Figure], enquiry: Enquiry) -> list[str]:
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


def _not_added(figures: Sequence[Figure], enquiry: Enquiry) -> list[str]:
    """Why several series are not one number."""
    measures = {figure.measure for figure in figures}
    shares = _shares(figures, enquiry)
    if len(measures) < 2 or shares:
        return []
    return ["These are different series; they are not added together."]


def _compared_areas(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """The same series and period in several areas, and the difference where both have the same number."""
    latest = newest(figures)
    areas = {figure.area for figure in latest}
    wanted = {*question.areas, enquiry.book.area} if question.areas else areas
    shown = [figure for figure in latest if figure.area in wanted]
    shared = {f.measure for f in shown if len({g.area for g in shown if g.measure == f.measure}) > 1}
    if not shared:
        missing = listed([area for area in question.areas if area != enquiry.book.area]) or "other areas"
        answer = figures_answer(
            _own_area_first(latest, question, enquiry) or latest, enquiry, f"{_subject(question)} compared"
        )
        return replace(
            answer,
            outcome=Outcome.NOT_HELD,
            paragraphs=(f"I hold no figure of that series for {missing} to compare with.",),
        )
    compared = [figure for figure in shown if figure.measure in shared]
    answer = figures_answer(
        compared, enquiry, f"{listed(sorted(shared))}: {listed(sorted({f.area for f in compared}))} compared"
    )
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


def _compared_periods(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """This year against last: the published change, or two periods side by side with the derived change."""
    latest = _own_area_first(newest(figures), question, enquiry)
    if len(question.periods) > 1:
        latest = [figure for figure in figures if any(_is_of(figure, period) for period in question.periods)]
    paragraphs, shown = [], list(latest)
    for figure in latest:
        before = _year_before(figure, figures)
        if before and figure.value is not None and before.value is not None:
            shown += [] if before in shown else [before]
            paragraphs.append(_derived_change(figure, before))
    answer = figures_answer(shown, enquiry, f"{_subject(question)} against the year before")
    return replace(answer, paragraphs=tuple(paragraphs), notes=tuple(_not_added(latest, enquiry)))


def _is_of(figure: Figure, period: Period) -> bool:
    """Whether at least half of a figure's days lie in a period."""
    first, last = max(figure.period_from, period.first), min(figure.period_to, period.last)
    return 2 * ((last - first).days + 1) >= (figure.period_to - figure.period_from).days + 1


def _year_before(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The same series for the period that ended about a year earlier."""
    return next(
        (
            other
            for other in figures
            if (other.measure, other.area) == (figure.measure, figure.area)
            and abs((figure.period_to - other.period_to) - timedelta(days=365)) <= timedelta(days=2)
            and abs((figure.period_from - other.period_from) - timedelta(days=365)) <= timedelta(days=2)
        ),
        None,
    )


def _derived_change(figure: Figure, before: Figure) -> str:
    value, earlier = figure.value or 0, before.value or 0
    change = round(value - earlier, 6)
    percent = f", {signed_words(round(100 * change / earlier, 1))} %" if earlier else ""
    return (
        f"{figure.measure}, {figure.area}: {number_words(earlier)} before, {number_words(value)} now. "
        f"Derived, not published: {signed_words(change)}{percent} ({number_words(value)} − {number_words(earlier)})."
    )


def _added(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A sum of unlike series is refused, with the reason and the series side by side."""
    shown = _own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"{_subject(question)}, together")
    why = (
        "I do not add these up: they are counted by different bodies or in different ways, and one event may be in more than one."
        if len({figure.measure for figure in shown}) > 1
        else "There is only this one series; it is shown as it was published."
    )
    return replace(answer, outcome=Outcome.NOT_HELD if len(shown) > 1 else Outcome.ANSWERED, paragraphs=(why,))


def _ranked(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A rank needs the figures of every area; without them it is not told."""
    shown = _own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"Rank of {enquiry.book.area}: {_subject(question)}")
    return replace(
        answer,
        outcome=Outcome.NOT_HELD,
        paragraphs=("I hold no figures of the other areas, so I cannot rank. What is recorded for here:",),
    )


def _percentages(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A published percentage is shown; none is computed where the base is missing."""
    shown = _own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"{_subject(question)}, as a percentage")
    shares = _shares(shown, enquiry)
    if shares or any(figure.change_percent is not None for figure in shown):
        return replace(answer, notes=tuple(shares))
    if any(before := [_year_before(figure, figures) for figure in shown]) and all(before):
        return _compared_periods(question, figures, enquiry)
    return replace(
        answer,
        outcome=Outcome.NOT_HELD,
        paragraphs=(
            "No percentage is published, and the number it would be measured against is not held, so I do not work one out.",
        ),
    )


def _judged(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    """A change is called good or bad only where the measure has a direction."""
    shown = _own_area_first(newest(figures), question, enquiry)
    answer = figures_answer(shown, enquiry, f"Good or bad? {_subject(question)}")
    return replace(answer, paragraphs=tuple(dict.fromkeys(_verdict(figure, enquiry) for figure in shown)))


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
    return f"{figure.measure} {moved}; the partnership wants it to {wanted}, so that is {'the right' if towards else 'the wrong'} way."


def _defined(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
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


def _without_series(question: AskFigures, enquiry: Enquiry) -> Answer:
    measures = enquiry.book.measures
    if question.aspect is Aspect.COMPARE_AREAS and question.areas:
        elsewhere = [area for area in question.areas if area != enquiry.book.area]
        both = tuple(m.name for m in measures if set(m.areas) >= {enquiry.book.area, *elsewhere} and elsewhere)
        if both:
            return tell_figures(replace(question, measures=both), enquiry)
    if question.said and question.aspect not in {Aspect.RANK, Aspect.GOOD_OR_BAD}:
        return _no_series(question, enquiry)
    if question.aspect is Aspect.GOOD_OR_BAD:
        return Answer(
            Outcome.NOT_UNDERSTOOD, enquiry.today, "Whether something is good or bad",
            paragraphs=("Say which figure you mean, for example:",), choices=_examples(enquiry),
        )  # fmt: skip
    if question.aspect is Aspect.RANK:
        return Answer(
            Outcome.NOT_HELD, enquiry.today, "Rank against other areas",
            paragraphs=("I hold no figures of the other areas, so I cannot rank.",), choices=_examples(enquiry),
        )  # fmt: skip
    if not measures:
        return Answer(Outcome.NOT_HELD, enquiry.today, "Figures", paragraphs=("No figures are recorded yet.",))
    return tell_figures(replace(question, measures=tuple(measure.name for measure in measures)), enquiry)


def _no_series(question: AskFigures, enquiry: Enquiry) -> Answer:
    return Answer(
        Outcome.NOT_HELD,
        enquiry.today,
        understood=f"Figures about “{question.said}”",
        paragraphs=(f"No figure about “{question.said}” is recorded or published here. That is not the same as none.",),
        choices=_examples(enquiry),
    )


def _examples(enquiry: Enquiry) -> tuple[str, ...]:
    return tuple(f"latest figures for {measure.name}" for measure in enquiry.book.measures[:3])


def _no_figure(question: AskFigures, enquiry: Enquiry) -> Answer:
    where = f" for {listed(question.areas)}" if question.areas else ""
    when = f" for {listed([period_words(period) for period in question.periods])}" if question.periods else ""
    said = _subject(question) if question.measures else listed([number_words(number) for number in question.numbers])
    return Answer(
        Outcome.NOT_HELD,
        enquiry.today,
        understood=f"Figures: {said}{where}{when}",
        paragraphs=(f"No figure of that is held{where}{when}. That is not the same as none.",),
        choices=tuple(f"latest figures for {name}" for name in question.measures[:3]),
    )


def _for_partners_only(question: AskFigures, enquiry: Enquiry) -> Answer:
    return Answer(
        Outcome.REFUSED,
        enquiry.today,
        understood=f"Figures: {_subject(question)}",
        paragraphs=(
            "These figures are for partners only: they are shown to people in the partnership's directory, privately.",
        ),
    )

"""Answers about figures: each with its period, publisher, source, state and notes; nothing is added up or guessed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.comparing import compare_areas, compare_periods
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.figure_lines import (
    change_words,
    figures_answer,
    newest,
    not_added,
    own_area_first,
    shares,
    subject_of,
)
from csp_core.answering.judging import add_up, define, judge, percentages, rank
from csp_core.answering.lookups import with_besides
from csp_core.answering.phrases import counted, listed, number_words, period_words
from csp_core.asking.questions import AskFigures, Aspect
from csp_core.book import Figure
from csp_core.periods import MONTH_NUMBERS, Period
from csp_core.text import stem, stems_of, words_of


def tell_figures(question: AskFigures, enquiry: Enquiry) -> Answer:
    """Figures as they are recorded, in the way that was asked; what cannot be told is said to be so."""
    return with_besides(_tell(question, enquiry), question.besides, enquiry)


def _tell(question: AskFigures, enquiry: Enquiry) -> Answer:
    if not question.measures and not question.numbers:
        return _without_series(question, enquiry)
    figures = _wanted(question, enquiry)
    hidden = [figure for figure in figures if not enquiry.may_see(figure)]
    seen = [figure for figure in figures if enquiry.may_see(figure)]
    if hidden and not seen:
        return _for_partners_only(question, enquiry)
    if not seen:
        return _not_yet(question, enquiry) or _no_figure(question, enquiry)
    told = _told(question, seen, enquiry)
    return replace(told, outcome=Outcome.NOT_HELD) if _are_all_missing(told) else told


def _not_yet(question: AskFigures, enquiry: Enquiry) -> Answer | None:
    """The latest figure, where one is asked of a year or month that still runs: said to be older than that."""
    running = question.periods and all(enquiry.today in period for period in question.periods)
    if not running or not question.measures or question.aspect is not Aspect.LATEST:
        return None
    latest = _tell(replace(question, periods=()), enquiry)
    if latest.outcome is not Outcome.ANSWERED:
        return None
    when = listed([period_words(period) for period in question.periods])
    return replace(latest, paragraphs=(f"No figure is held for {when} yet; this is the latest.", *latest.paragraphs))


def _are_all_missing(answer: Answer) -> bool:
    """Whether every figure shown is one without a number: suppressed, withdrawn or not published."""
    return (
        answer.outcome is Outcome.ANSWERED
        and bool(answer.figures)
        and all(line.figure.value is None and not _tells_change(line.figure) for line in answer.figures)
    )


def _wanted(question: AskFigures, enquiry: Enquiry) -> list[Figure]:
    figures = [figure for figure in enquiry.figures if not question.measures or figure.measure in question.measures]
    if question.numbers and (question.aspect in _OF_NUMBERS or not question.measures):
        quoted = [figure for figure in figures if _shows(figure, question.numbers)]
        figures = quoted or (figures if question.measures else [])
    if question.states:
        figures = [figure for figure in figures if figure.state in question.states]
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
            return compare_areas(question, figures, enquiry)
        case Aspect.COMPARE_PERIODS:
            return compare_periods(question, figures, enquiry)
        case Aspect.CHANGE if question.measures and not any(_tells_change(figure) for figure in newest(figures)):
            return compare_periods(question, figures, enquiry)
        case Aspect.ADD:
            return add_up(question, figures, enquiry)
        case Aspect.RANK:
            return rank(question, figures, enquiry)
        case Aspect.PERCENTAGE:
            return percentages(question, figures, enquiry)
        case Aspect.GOOD_OR_BAD:
            return judge(question, figures, enquiry)
        case Aspect.DEFINITION:
            return define(question, figures, enquiry)
        case _:
            return _latest(question, figures, enquiry)


def _tells_change(figure: Figure) -> bool:
    return figure.change is not None or figure.change_percent is not None


def _latest(question: AskFigures, figures: Sequence[Figure], enquiry: Enquiry) -> Answer:
    asked = {Aspect.CHANGE: "Change in", Aspect.PERIOD: "Period of", Aspect.SOURCE: "Source of"}.get(
        question.aspect, "Latest figures:"
    )
    if question.numbers and not question.measures:
        return figures_answer(
            figures, enquiry, f"{asked} the figure {listed([number_words(n) for n in question.numbers])}"
        )
    latest = sorted(figures, key=_ended) if _is_long(question.periods) else newest(figures)
    chosen = own_area_first(latest, question, enquiry)
    answer = figures_answer(chosen, enquiry, f"{asked} {subject_of(question)}")
    if question.aspect is Aspect.CHANGE:
        answer = replace(answer, paragraphs=tuple(change_words(figure) for figure in chosen if _tells_change(figure)))
    notes = (*_earlier(figures, chosen), *shares(chosen, enquiry))
    return replace(answer, notes=(*notes, *not_added(chosen, enquiry)))


def _ended(figure: Figure) -> date:
    return figure.period_to


def _is_long(periods: Sequence[Period]) -> bool:
    """Whether more than one yearly figure may lie in what was asked for, as in "over the last three years"."""
    return any((period.last - period.first).days > 400 for period in periods if period.first > date.min)


def _earlier(figures: Sequence[Figure], shown: Sequence[Figure]) -> list[str]:
    keys = {(figure.measure, figure.area) for figure in shown}
    others = [figure for figure in figures if (figure.measure, figure.area) in keys and figure not in shown]
    return [f"{counted(len(others), 'earlier figure')} held for the same series."] if others else []


def _without_series(question: AskFigures, enquiry: Enquiry) -> Answer:
    measures = enquiry.book.measures
    if question.aspect is Aspect.COMPARE_AREAS and question.areas:
        elsewhere = [area for area in question.areas if area != enquiry.book.area]
        both = tuple(m.name for m in measures if set(m.areas) >= {enquiry.book.area, *elsewhere} and elsewhere)
        if both:
            return _tell(replace(question, measures=both), enquiry)
    if published := _published_as(question.typed, enquiry):
        return _tell(replace(question, measures=published), enquiry)
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
    return _tell(replace(question, measures=tuple(measure.name for measure in measures)), enquiry)


_SURVEY = stem("survey")


def _published_as(typed: str, enquiry: Enquiry) -> tuple[str, ...]:
    """The series of a source that is named in full: "fear of crime survey" for "Fear of crime survey 2026"."""
    stems = frozenset(stems_of(typed))
    names = {source: _name_of_source(source) for source in {figure.source for figure in enquiry.figures} if source}
    named = {source for source, words in names.items() if len(words) > 1 and stems >= words}
    here = {figure.source for figure in enquiry.figures if figure.area == enquiry.book.area}
    surveys = {source: words for source, words in names.items() if _SURVEY in words and source in here}
    if not named and _SURVEY in stems and len(set(surveys.values())) == 1:
        # There is only one survey of the area.
        named = set(surveys)
    return tuple(dict.fromkeys(figure.measure for figure in enquiry.figures if figure.source in named))


def _name_of_source(source: str) -> frozenset[str]:
    """The words of a source without its year and month."""
    words = (word.text for word in words_of(source) if not word.is_number and word.text not in MONTH_NUMBERS)
    return frozenset(stem(word) for word in words)


def _no_series(question: AskFigures, enquiry: Enquiry) -> Answer:
    return Answer(
        Outcome.NOT_HELD,
        enquiry.today,
        understood=f"Figures about “{question.said}”",
        paragraphs=(f"No figure about “{question.said}” is recorded or published here. That is not the same as none.",),
        choices=_examples(enquiry, question.said),
    )


def _examples(enquiry: Enquiry, said: str = "") -> tuple[str, ...]:
    """The latest figures of three series, those first whose names are most like what was said."""
    names = sorted((measure.name for measure in enquiry.book.measures), key=lambda name: -_likeness(said, name))
    return tuple(f"latest figures for {name}" for name in names[:3])


def _likeness(said: str, name: str) -> float:
    return fuzz.token_set_ratio(" ".join(stems_of(said)), " ".join(stems_of(name))) if said else 0


def _no_figure(question: AskFigures, enquiry: Enquiry) -> Answer:
    where = f" for {listed(question.areas)}" if question.areas else ""
    when = f" for {listed([period_words(period) for period in question.periods])}" if question.periods else ""
    said = subject_of(question) if question.measures else listed([number_words(number) for number in question.numbers])
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
        understood=f"Figures: {subject_of(question)}",
        paragraphs=(
            "These figures are for partners only: they are shown to people in the partnership's directory, privately.",
        ),
    )

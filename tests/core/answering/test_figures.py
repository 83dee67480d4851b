"""Figures as they are recorded: newest, compared, refused; nothing added up, guessed or shown to the wrong people."""

from dataclasses import replace
from datetime import date

import pytest

from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.wording import as_json, as_text
from csp_core.asking.questions import AskFigures, Aspect
from csp_core.book import Book, Direction, Figure, Measure, State, Visibility
from csp_core.permissions import COORDINATOR, STRANGER, Actor, Audience, Role
from tests.core.asking.invented import (
    ALL_CRIME,
    ASB_COUNCIL,
    ASB_POLICE,
    BURGLARY,
    DA_INCIDENTS,
    DA_REPEAT,
    FIGURES,
    WESTMERE,
    asked,
    book_of,
    figure,
    told,
)

THEFT = "Theft"


def with_theft(**given: object) -> Book:
    measure = Measure(**{"name": THEFT, "unit": "offences", "areas": ("Westmere", "Eastmere"), **given})  # type: ignore[arg-type]
    return book_of(measures=(measure,))


def values(answer: Answer) -> list[tuple[str, str, float | None]]:
    return [(line.figure.measure, line.figure.area, line.figure.value) for line in answer.figures]


def test_the_newest_period_wins_and_the_earlier_ones_are_mentioned() -> None:
    answer = asked("latest burglary figures")

    assert values(answer) == [(BURGLARY, "Westmere", 431)]
    assert "1 earlier figure held for the same series." in answer.notes


def test_of_two_periods_that_end_together_the_shorter_is_the_newer() -> None:
    year = figure(THEFT, 400)
    month = figure(THEFT, 30, period_from=date(2026, 6, 1))

    for figures in ((year, month), (month, year)):
        assert values(asked("theft figures", with_theft(), figures)) == [(THEFT, "Westmere", 30)]


def test_a_figure_says_what_where_when_and_who() -> None:
    answer = asked("asb reported to the police")

    assert answer.figures[0].says == (
        "ASB reported to Marshire Police, Westmere: −811 incidents on the year before; "
        "1 July 2025 to 30 June 2026 (Marshire Police)."
    )
    assert answer.sources == ("Annual report, page 6",)


@pytest.mark.parametrize(
    ("ended", "age"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 6, 30), "Its period ended 3 months before 14 October 2026."),
        (date(2025, 10, 31), "Its period ended 11 months before 14 October 2026."),
        (date(2024, 9, 30), "Its period ended 2 years before 14 October 2026."),
    ],
)
def test_an_old_figure_says_its_age(ended: date, age: str | None) -> None:
    answer = asked("theft figures", with_theft(), (figure(THEFT, 5, period_to=ended, period_from=ended),))

    assert [note for note in answer.figures[0].notes if "period ended" in note] == ([age] if age else [])


@pytest.mark.parametrize("state", [State.PROVISIONAL, State.REVISED, State.WITHDRAWN])
def test_a_figure_that_is_not_final_says_so(state: State) -> None:
    answer = asked("theft figures", with_theft(), (figure(THEFT, 5, state=state),))

    assert f"This figure is {state.value}." in answer.figures[0].notes


def test_a_correction_says_that_it_is_one() -> None:
    dated = asked("burglary figures").figures[0]
    undated = asked("theft figures", with_theft(), (figure(THEFT, 5, corrects=True),)).figures[0]

    assert "It corrects an earlier figure for the same period on 3 September 2026." in dated.notes
    assert "It corrects an earlier figure for the same period." in undated.notes


def test_the_note_of_a_figure_comes_with_it() -> None:
    assert asked("fear of crime survey result").figures[0].notes[-1] == "The survey was not held."


def test_not_available_is_never_zero() -> None:
    answer = asked("fear of crime survey result")
    shown = as_json(answer, "")["figures"][0]

    assert "no number given (not available)" in answer.figures[0].says
    assert (shown["value"], shown["change"], shown["change_percent"]) == (None, None, None)
    assert " 0 " not in as_text(answer)


def test_zero_is_zero() -> None:
    answer = asked("theft figures", with_theft(), (figure(THEFT, 0),))

    assert "Theft, Westmere: 0 offences" in answer.figures[0].says


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": 2894}, "2,894 offences"),
        ({"value": 75.9, "unit": "%"}, "75.9 %"),
        ({"value": 3.25, "unit": "per 1,000"}, "3.25 per 1,000"),
        ({"change": 400, "change_percent": 3.9}, "+3.9 % or +400 offences on the year before"),
        ({"change": -811}, "−811 offences on the year before"),
        ({"value": 431, "change": 31}, "431 offences, +31 on the year before"),
        ({"change": 0}, "0 offences on the year before"),
        ({}, "no number given (not available)"),
    ],
)
def test_an_amount_is_written_as_people_read_it(given: dict[str, float], words: str) -> None:
    answer = asked("theft figures", with_theft(), (figure(THEFT, **given),))  # type: ignore[arg-type]

    assert f"Westmere: {words};" in answer.figures[0].says


def test_a_figure_without_a_unit_has_none() -> None:
    answer = asked("theft figures", with_theft(unit=None), (figure(THEFT, 5),))

    assert answer.figures[0].says.startswith("Theft, Westmere: 5; 1 July 2025")


def test_the_own_area_comes_alone_unless_another_is_named() -> None:
    assert [area for _, area, _ in values(asked("burglary figures"))] == ["Westmere"]
    assert [area for _, area, _ in values(asked("burglary figures for Eastmere"))] == ["Eastmere"]


def test_other_areas_are_shown_where_the_own_is_not_held() -> None:
    answer = asked("theft figures", with_theft(), (figure(THEFT, 5, area="Eastmere"),))

    assert values(answer) == [(THEFT, "Eastmere", 5)]


@pytest.mark.parametrize("text", ["asb figures", "add the asb figures together", "asb this year against last year"])
def test_unlike_series_are_shown_side_by_side_and_never_added(text: str) -> None:
    answer = asked(text)

    assert [line.figure.measure for line in answer.figures] == [ASB_POLICE, ASB_COUNCIL]
    assert "230" not in as_text(answer)
    assert "add" in as_text(answer)


def test_a_sum_of_unlike_series_is_refused_with_the_reason() -> None:
    answer = asked("add the asb figures together")

    assert answer.outcome is Outcome.NOT_HELD
    assert answer.paragraphs[0].startswith("I do not add these up")


def test_a_sum_of_one_series_is_that_series() -> None:
    answer = asked("burglary in total")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.paragraphs == ("There is only this one series; it is shown as it was published.",)


def test_a_share_is_derived_and_marked_where_part_and_whole_are_held() -> None:
    answer = asked("what percentage of domestic abuse incidents are repeat")

    assert values(answer) == [(DA_INCIDENTS, "Westmere", 2894), (DA_REPEAT, "Westmere", 710)]
    assert answer.notes == (
        "Derived, not published: 710 of 2,894 is 24.5 % (Repeat domestic abuse incidents ÷ Domestic abuse incidents).",
    )


def test_a_share_of_nothing_is_not_derived() -> None:
    figures = (figure(DA_INCIDENTS, 0), figure(DA_REPEAT, 0))

    assert "%" not in as_text(asked("domestic abuse figures", figures=figures))


def test_parts_of_another_period_make_no_share() -> None:
    figures = (figure(DA_INCIDENTS, 100), figure(DA_REPEAT, 10, period_from=date(2026, 1, 1)))

    assert "10.0 %" not in as_text(asked("domestic abuse figures", figures=figures))


@pytest.mark.parametrize("text", ["asb as a percentage", "what is the percentage change in asb"])
def test_a_percentage_without_a_base_is_refused(text: str) -> None:
    answer = asked(text)

    assert answer.outcome is Outcome.NOT_HELD
    assert "I do not work one out" in answer.paragraphs[0]


def test_a_published_percentage_is_shown() -> None:
    answer = asked("crime as a percentage")

    assert answer.outcome is Outcome.ANSWERED
    assert [line.figure.change_percent for line in answer.figures] == [3.9]


def test_a_percentage_change_is_derived_from_two_years() -> None:
    answer = asked("percentage change in burglary")

    assert answer.paragraphs == (
        "Residential burglary, Westmere: up from 400 to 431. Derived, not published: +31, +7.8 % (431 − 400).",
    )


def test_a_rank_is_refused_without_the_other_areas() -> None:
    series, all_of_them = asked("what is our rank for burglary"), asked("rank us against our most similar group")

    assert (series.outcome, all_of_them.outcome) == (Outcome.NOT_HELD, Outcome.NOT_HELD)
    assert values(series) == [(BURGLARY, "Westmere", 431)]
    assert all_of_them.figures == ()


JUDGED = [
    (Direction.DOWN, {"change": -5}, "Theft fell; the partnership wants it to fall, so that is the right way."),
    (Direction.DOWN, {"change": 5}, "Theft rose; the partnership wants it to fall, so that is the wrong way."),
    (Direction.UP, {"change_percent": 2.5}, "Theft rose; the partnership wants it to rise, so that is the right way."),
    (Direction.UP, {"change": -1}, "Theft fell; the partnership wants it to rise, so that is the wrong way."),
    (Direction.DOWN, {"value": 5}, "Theft: the partnership wants this to fall; no change is recorded."),
    (Direction.NONE, {"change": 5}, "Theft: I do not call a change good or bad."),
    (Direction.NONE, {"change": -5}, "Theft: I do not call a change good or bad."),
]


@pytest.mark.parametrize(("direction", "given", "words"), JUDGED)
def test_a_change_is_good_or_bad_only_where_the_measure_has_a_direction(
    direction: Direction, given: dict[str, float], words: str
) -> None:
    answer = asked("is theft good or bad", with_theft(direction=direction), (figure(THEFT, **given),))  # type: ignore[arg-type]

    assert answer.paragraphs[0].startswith(words)


def test_whether_it_is_good_needs_a_subject() -> None:
    answer = asked("is that good or bad?")

    assert answer.outcome is Outcome.NOT_UNDERSTOOD
    assert answer.choices


def test_areas_are_compared_in_percentage_points_marked_as_derived() -> None:
    answer = asked("did crime go up faster in Westmere or in Marshire, and by how much")

    assert answer.paragraphs == (
        "All crime: Westmere +3.9 %, Marshire average +3.7 %. Derived, not published: Westmere is 0.2 percentage "
        "points above Marshire average (3.9 − 3.7); whether that is more than chance is not stated.",
    )
    assert {line.figure.area for line in answer.figures} == {"Westmere", "Marshire average"}


COMPARED = [
    ({"value": 10}, {"value": 4}, "Westmere 10, Eastmere 4. Derived, not published: a difference of 6."),
    ({"change_percent": 1.0}, {"change_percent": 3.5}, "Westmere is 2.5 percentage points below Eastmere (1 − 3.5)"),
    ({"change_percent": 2}, {"change_percent": 2}, "Westmere +2 %, Eastmere +2 %. The change is the same."),
    ({"value": 10}, {"change": 4}, "no number is held for both Westmere and Eastmere."),
    ({"value": 10}, {"value": 4, "period_to": date(2026, 7, 31)}, "the periods differ"),
]


@pytest.mark.parametrize(("own", "other", "words"), COMPARED)
def test_only_like_numbers_of_one_period_are_compared(
    own: dict[str, float], other: dict[str, float], words: str
) -> None:
    figures = (figure(THEFT, **own), figure(THEFT, area="Eastmere", **other))  # type: ignore[arg-type]
    answer = asked("how does theft compare with Eastmere", with_theft(), figures)

    assert len(answer.paragraphs) == 1
    assert words in answer.paragraphs[0]


def test_comparing_with_an_area_that_is_not_held_says_so() -> None:
    answer = asked("how does burglary compare with Marshire")

    assert answer.outcome is Outcome.NOT_HELD
    assert answer.paragraphs == ("I hold no figure of that series for Marshire average to compare with.",)
    assert values(answer) == [(BURGLARY, "Westmere", 431)]


def test_comparing_without_an_area_shows_all_that_are_held() -> None:
    answer = told(AskFigures(Aspect.COMPARE_AREAS, (BURGLARY,)), figures=FIGURES)

    assert {line.figure.area for line in answer.figures} == {"Westmere", "Eastmere"}


def test_comparing_without_a_series_takes_those_held_for_both() -> None:
    answer = asked("how do we compare with Eastmere")

    assert {line.figure.measure for line in answer.figures} == {BURGLARY}


def test_comparing_without_a_series_where_none_is_held_for_both_says_so() -> None:
    answer = told(AskFigures(Aspect.COMPARE_AREAS, areas=("Elsewhere",), said="x"), figures=FIGURES)

    assert answer.outcome is Outcome.NOT_HELD


@pytest.mark.parametrize(
    "text", ["burglary this year against last year", "is burglary getting worse", "burglary 2025/26 vs 2024/25"]
)
def test_years_are_compared_with_the_derived_change(text: str) -> None:
    answer = asked(text)

    assert {value for _, _, value in values(answer)} == {400, 431}
    assert answer.paragraphs[0].endswith("Derived, not published: +31, +7.8 % (431 − 400).")


def test_a_year_after_zero_has_no_percentage() -> None:
    before = figure(THEFT, 0, period_from=date(2024, 7, 1), period_to=date(2025, 6, 30))
    answer = asked("theft this year against last year", with_theft(), (figure(THEFT, 5), before))

    assert answer.paragraphs == ("Theft, Westmere: up from 0 to 5. Derived, not published: +5 (5 − 0).",)


def test_a_year_without_one_before_is_shown_alone() -> None:
    answer = asked("asb this year against last year")

    assert answer.paragraphs == ()
    assert "not added together" in answer.notes[0]


def test_a_published_change_is_not_worked_out_again() -> None:
    answer = asked("is crime up or down")

    assert answer.paragraphs == ("All crime, Westmere, rose by 3.9 % on the year before.",)
    assert [line.figure.change for line in answer.figures] == [400]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("where does 710 come from", (DA_REPEAT, 710)),
        ("where does the 2,894 come from", (DA_INCIDENTS, 2894)),
        ("where does 811 come from", (ASB_POLICE, None)),
        ("what months does that 3.9% cover", (ALL_CRIME, None)),
    ],
)
def test_a_number_that_was_quoted_finds_its_figure(text: str, shown: tuple[str, float | None]) -> None:
    answer = asked(text)

    assert [(measure, value) for measure, _, value in values(answer)] == [shown]


def test_a_number_that_no_figure_has_is_not_held() -> None:
    answer = asked("where does 12345 come from")

    assert answer.outcome is Outcome.NOT_HELD
    assert "12,345" in answer.understood


def test_a_number_that_the_named_series_does_not_have_still_shows_the_series() -> None:
    answer = asked("where does the burglary figure of 999 come from")

    assert (BURGLARY, "Westmere", 431) in values(answer)


def test_a_period_without_a_figure_is_not_held_and_is_not_none() -> None:
    answer = asked("burglary in 2019")

    assert answer.outcome is Outcome.NOT_HELD
    assert "That is not the same as none." in answer.paragraphs[0]
    assert answer.choices == (f"latest figures for {BURGLARY}",)


def test_a_series_that_is_not_recorded_is_not_held_and_others_are_offered() -> None:
    answer = asked("shoplifting figures")

    assert answer.outcome is Outcome.NOT_HELD
    assert "shoplifting" in answer.understood
    assert len(answer.choices) == 3


@pytest.mark.parametrize("text", ["figures", "show me all the figures", "latest stats"])
def test_figures_alone_are_all_of_them(text: str) -> None:
    answer = asked(text)

    assert answer.outcome is Outcome.ANSWERED
    assert len(answer.figures) == 8


def test_without_any_series_there_are_no_figures_yet() -> None:
    answer = asked("figures", book_of())

    assert answer.outcome is Outcome.NOT_HELD
    assert answer.paragraphs == ("No figures are recorded yet.",)


PARTNER = Actor(Role.PARTNER, "somebody")


@pytest.mark.parametrize(
    ("actor", "audience", "outcome"),
    [
        (COORDINATOR, Audience.PRIVATE, Outcome.ANSWERED),
        (PARTNER, Audience.PRIVATE, Outcome.ANSWERED),
        (STRANGER, Audience.PRIVATE, Outcome.REFUSED),
        (COORDINATOR, Audience.CHANNEL, Outcome.REFUSED),
        (PARTNER, Audience.CHANNEL, Outcome.REFUSED),
        (PARTNER, Audience.SHARED_CHANNEL, Outcome.REFUSED),
        (STRANGER, Audience.CHANNEL, Outcome.REFUSED),
    ],
)
@pytest.mark.parametrize(
    "text",
    ["KSI figures", "is KSI up or down", "KSI this year against last year", "how does KSI compare with Eastmere",
     "where does the KSI figure of 37 come from", "add up the KSI figures", "rank us on KSI", "KSI as a percentage",
     "what counts as KSI", "where does 37 come from", "is the KSI figure good or bad", "figures"],
)  # fmt: skip
def test_partners_figures_are_shown_to_partners_alone_and_in_private(
    text: str, actor: Actor, audience: Audience, outcome: Outcome
) -> None:
    answer = asked(text, actor=actor, audience=audience)

    if outcome is Outcome.REFUSED:
        assert "37" not in as_text(answer)
        assert all(line.figure.visibility is Visibility.PUBLIC for line in answer.figures)
        assert not any("Collision returns" in source for source in answer.sources)
    else:
        assert answer.outcome is not Outcome.REFUSED


def test_a_refusal_names_the_reason() -> None:
    answer = asked("KSI figures", audience=Audience.CHANNEL)

    assert answer.outcome is Outcome.REFUSED
    assert "for partners only" in answer.paragraphs[0]


def test_what_a_series_counts_is_told_with_its_figures() -> None:
    answer = told(AskFigures(Aspect.DEFINITION, (DA_REPEAT,)), figures=FIGURES)

    assert answer.paragraphs == ("Repeat domestic abuse incidents: a second incident within twelve months",)
    assert values(answer) == [(DA_REPEAT, "Westmere", 710)]


def test_every_number_of_an_answer_is_a_recorded_one_or_marked_as_derived() -> None:
    recorded = {figure.value for figure in FIGURES}

    for text in ("burglary figures", "asb figures", "crime figures", "how do we compare with Eastmere", "figures"):
        assert {value for _, _, value in values(asked(text))} <= recorded


def test_the_area_of_the_question_does_not_change_the_figures_of_the_book() -> None:
    before = tuple(replace(figure) for figure in FIGURES)

    asked("how do we compare with Eastmere")

    assert before == FIGURES
    assert WESTMERE.measures[0].areas == ("Westmere", "Marshire average")
    assert all(isinstance(figure, Figure) for figure in FIGURES)

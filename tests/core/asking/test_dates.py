"""British dates as people type them, on Wednesday 14 October 2026."""

from datetime import date

import pytest

from csp_core.asking.dates import DateSpan, Relation, dates_in, is_plan_year, moved_after, moved_before
from csp_core.book import Precision
from csp_core.periods import Period, calendar_year, financial_year, month, quarter, week_of
from csp_core.text import words_of
from tests.core.asking.invented import TODAY


def found(text: str, today: date = TODAY) -> tuple[DateSpan, ...]:
    return dates_in(words_of(text), today)


def day(text: str) -> Period:
    only = date.fromisoformat(text)
    return Period(only, only)


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


PERIODS = [
    # days
    ("today", day("2026-10-14")),
    ("tonight", day("2026-10-14")),
    ("tomorrow", day("2026-10-15")),
    ("yesterday", day("2026-10-13")),
    ("on friday", day("2026-10-16")),
    ("by wednesday", day("2026-10-14")),
    ("this thursday", day("2026-10-15")),
    ("next friday", day("2026-10-23")),
    ("last wednesday", day("2026-10-07")),
    ("since last Thursday", day("2026-10-08")),
    ("next tues", day("2026-10-20")),
    ("the 20th", day("2026-10-20")),
    ("by the 12th", day("2026-11-12")),
    ("on the 14th", day("2026-10-14")),
    # written out
    ("5 November", day("2026-11-05")),
    ("5th November", day("2026-11-05")),
    ("the 5th of November", day("2026-11-05")),
    ("November 5th", day("2026-11-05")),
    ("November 5", day("2026-11-05")),
    ("5 nov", day("2026-11-05")),
    ("1 April", day("2026-04-01")),
    ("31 March", day("2027-03-31")),
    ("12 March 2028", day("2028-03-12")),
    ("12 mar 27", day("2027-03-12")),
    ("12th of March, 2028", day("2028-03-12")),
    ("29 Feb 2028", day("2028-02-29")),
    ("1 sept", day("2026-09-01")),
    ("the thirtieth of november", day("2026-11-30")),
    ("the second of December", day("2026-12-02")),
    ("december the twenty-first", day("2026-12-21")),
    ("by the thirtieth", day("2026-10-30")),
    ("between 20 and 31 october", days("2026-10-20", "2026-10-31")),
    ("due 20-31 october", days("2026-10-20", "2026-10-31")),
    ("the day after tomorrow", day("2026-10-16")),
    ("by close of play friday", day("2026-10-16")),
    # in figures, the day first
    ("31/12/2026", day("2026-12-31")),
    ("31/12/26", day("2026-12-31")),
    ("31.12.2026", day("2026-12-31")),
    ("31-12-2026", day("2026-12-31")),
    ("05/11", day("2026-11-05")),
    ("05/11/2026", day("2026-11-05")),
    ("2026-12-31", day("2026-12-31")),
    ("31/03", day("2027-03-31")),
    ("12/2026", month(2026, 12)),
    # weeks, months, quarters, years
    ("the first week of december", days("2026-12-01", "2026-12-07")),
    ("in the last week of november", days("2026-11-24", "2026-11-30")),
    ("before halloween", day("2026-10-31")),
    ("by bonfire night", day("2026-11-05")),
    ("mid november", days("2026-11-11", "2026-11-20")),
    ("late february", days("2027-02-21", "2027-02-28")),
    ("week commencing 2 november", days("2026-11-02", "2026-11-08")),
    ("w/c 2/11", days("2026-11-02", "2026-11-08")),
    ("nxt wk", week_of(date(2026, 10, 21))),
    ("in the last year", days("2025-10-14", "2026-10-14")),
    ("another month", days("2026-10-14", "2026-11-14")),
    ("this week", week_of(date(2026, 10, 14))),
    ("next week", week_of(date(2026, 10, 21))),
    ("last week", week_of(date(2026, 10, 7))),
    ("this month", month(2026, 10)),
    ("the month", month(2026, 10)),
    ("next month", month(2026, 11)),
    ("last month", month(2026, 9)),
    ("in October", month(2026, 10)),
    ("in may", month(2026, 5)),
    ("in March", month(2027, 3)),
    ("in Q3", quarter(2026, 3)),
    ("March 2028", month(2028, 3)),
    ("mar-27", month(2027, 3)),
    ("next june", month(2027, 6)),
    ("last june", month(2026, 6)),
    ("next december", month(2026, 12)),
    ("last december", month(2025, 12)),
    ("Q1", quarter(2026, 1)),
    ("q4", quarter(2026, 4)),
    ("quarter 3", quarter(2026, 3)),
    ("third quarter", quarter(2026, 3)),
    ("the 1st quarter", quarter(2026, 1)),
    ("the final quarter", quarter(2026, 4)),
    ("Q4 2026/27", quarter(2026, 4)),
    ("Q4 of 2027-28", quarter(2027, 4)),
    ("Q2 2025", quarter(2025, 2)),
    ("this quarter", quarter(2026, 3)),
    ("next quarter", quarter(2026, 4)),
    ("the last quarter", quarter(2026, 2)),
    ("this year", financial_year(2026)),
    ("the year", financial_year(2026)),
    ("next year", financial_year(2027)),
    ("last year", financial_year(2025)),
    ("this financial year", financial_year(2026)),
    ("this plan year", financial_year(2026)),
    ("2014/15", financial_year(2014)),
    ("2014-15", financial_year(2014)),
    ("2014-2015", financial_year(2014)),
    ("14/15", financial_year(2014)),
    ("FY 2026/27", financial_year(2026)),
    ("in 2027", calendar_year(2027)),
    # their edges
    ("end of march", day("2027-03-31")),
    ("the end of the month", day("2026-10-31")),
    ("end of next month", day("2026-11-30")),
    ("start of november", day("2026-11-01")),
    ("beginning of next quarter", day("2027-01-01")),
    ("by the end of Q2", day("2026-09-30")),
    ("end of the financial year", day("2027-03-31")),
    ("by year end", day("2027-03-31")),
    ("close of 2026/27", day("2027-03-31")),
    # feasts
    ("by Christmas", day("2026-12-25")),
    ("by xmas", day("2026-12-25")),
    ("before Easter", day("2027-03-28")),
    ("by good friday", day("2027-03-26")),
    ("before the new year", day("2027-01-01")),
    # counted from today
    ("in the next 6 weeks", days("2026-10-14", "2026-11-25")),
    ("within 30 days", days("2026-10-14", "2026-11-13")),
    ("in 2 months", days("2026-10-14", "2026-12-14")),
    ("in two weeks' time", days("2026-10-14", "2026-10-28")),
    ("in a fortnight", days("2026-10-14", "2026-10-28")),
    ("next fortnight", days("2026-10-14", "2026-10-28")),
    ("in a couple of weeks", days("2026-10-14", "2026-10-28")),
    ("the last 30 days", days("2026-09-14", "2026-10-14")),
    ("next 3 months", days("2026-10-14", "2027-01-14")),
    ("next two quarters", days("2026-10-14", "2027-04-14")),
    ("over a year", days("2026-10-14", "2027-10-14")),
    ("for 3 weeks ago", days("2026-09-23", "2026-10-14")),
]


@pytest.mark.parametrize(("text", "period"), PERIODS, ids=[text for text, _ in PERIODS])
def test_a_date_means_its_days(text: str, period: Period) -> None:
    spans = found(text)

    assert len(spans) == 1
    assert spans[0].period is not None
    assert (spans[0].period.first, spans[0].period.last) == (period.first, period.last)


@pytest.mark.parametrize(
    "text",
    ["31 February", "30/02", "31/02/2026", "29 February 2027", "the 31st of june", "32/13/2026", "by 31 April 2027"],
)
def test_a_day_that_does_not_exist_is_found_and_has_no_period(text: str) -> None:
    spans = found(text)

    assert [span.period for span in spans] == [None]
    assert spans[0].window() is None
    assert moved_before(spans[0], TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "may", "march", "who may see it", "top 3", "4 weeks overdue", "sat", "on sat", "Q5", "quarter 9", "ASB-2",
        "2.10", "DA-01", "action 12", "year", "end", "the end of the street", "in the park", "weeks", "0 weeks", "now",
        "christmas card", "last", "13/45", "Q4 9999", "last quarter of",
    ],
)  # fmt: skip
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    named = [span for span in found(text) if text not in {"Q4 9999", "last quarter of"}]

    assert named == []


@pytest.mark.parametrize(
    "text", ["due in ፩ weeks", "፩/2", "¹⁄₂", "៣ march", "٣١/١٢/٢٠٢٦", "after 31/12/9999", "Q4 9999"]
)
def test_strange_digits_and_far_years_are_read_without_an_error(text: str) -> None:
    windows = [span.window() for span in found(text)]

    assert all(window is None or window.first <= window.last for window in windows)


WINDOWS = [
    ("by 1 November", Relation.BY, (date.min, date(2026, 11, 1))),
    ("until december", Relation.BY, (date.min, date(2026, 12, 31))),
    ("till the 20th", Relation.BY, (date.min, date(2026, 10, 20))),
    ("no later than 5 november", Relation.BY, (date.min, date(2026, 11, 5))),
    ("up to 1 december", Relation.BY, (date.min, date(2026, 12, 1))),
    ("before Christmas", Relation.BEFORE, (date.min, date(2026, 12, 24))),
    ("prior to november", Relation.BEFORE, (date.min, date(2026, 10, 31))),
    ("ahead of Q4", Relation.BEFORE, (date.min, date(2026, 12, 31))),
    ("earlier than 2 november", Relation.BEFORE, (date.min, date(2026, 11, 1))),
    ("after 1 november", Relation.AFTER, (date(2026, 11, 2), date.max)),
    ("later than january", Relation.AFTER, (date(2027, 2, 1), date.max)),
    ("beyond this month", Relation.AFTER, (date(2026, 11, 1), date.max)),
    ("since 1 october", Relation.SINCE, (date(2026, 10, 1), date.max)),
    ("from 1 november", Relation.SINCE, (date(2026, 11, 1), date.max)),
    ("as at 30 September", Relation.AS_AT, (date(2026, 9, 30), date(2026, 9, 30))),
    ("as of 1 April 2026", Relation.AS_AT, (date(2026, 4, 1), date(2026, 4, 1))),
    ("with effect from 28 Feb", Relation.IN, (date(2027, 2, 28), date(2027, 2, 28))),
    ("during november", Relation.IN, (date(2026, 11, 1), date(2026, 11, 30))),
    ("next month", None, (date(2026, 11, 1), date(2026, 11, 30))),
]


@pytest.mark.parametrize(("text", "relation", "window"), WINDOWS, ids=[text for text, _, _ in WINDOWS])
def test_the_word_before_a_date_says_how_it_limits(
    text: str, relation: Relation | None, window: tuple[date, date]
) -> None:
    span = found(text)[0]
    allowed = span.window()

    assert span.relation is relation
    assert allowed is not None
    assert (allowed.first, allowed.last) == window


def test_a_weekday_in_front_of_a_date_is_part_of_it() -> None:
    spans = found("moved to friday 18 december")

    assert [span.period for span in spans] == [day("2026-12-18")]


def test_two_dates_of_one_sentence_are_both_found() -> None:
    spans = found("between 1 november and 31 december")

    assert [span.period for span in spans] == [day("2026-11-01"), day("2026-12-31")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("since thursday", "2026-10-08"), ("since wednesday", "2026-10-14"), ("on thursday", "2026-10-15")],
)
def test_since_a_weekday_means_the_one_behind(text: str, meant: str) -> None:
    assert found(text)[0].period == day(meant)


@pytest.mark.parametrize(("text", "yearless"), [("5 November", True), ("5/11", True), ("in march", True), ("Q3", True)])
def test_a_date_without_a_year_says_so(text: str, yearless: bool) -> None:
    assert found(text)[0].yearless is yearless


@pytest.mark.parametrize("text", ["5 November 2026", "5/11/26", "next march", "today", "2026/27", "Q3 2026/27"])
def test_a_date_with_a_year_is_not_yearless(text: str) -> None:
    assert not found(text)[0].yearless


def test_something_past_without_a_year_lies_behind() -> None:
    ahead = found("in december")[0]
    behind = found("in september")[0]

    assert moved_before(ahead, TODAY) == month(2025, 12)
    assert moved_before(behind, TODAY) == month(2026, 9)


def test_something_to_come_without_a_year_lies_ahead() -> None:
    behind = found("by 30 september")[0]
    ahead = found("by 30 november")[0]

    assert moved_after(behind, TODAY) == day("2027-09-30")
    assert moved_after(ahead, TODAY) == day("2026-11-30")


def test_the_29th_of_february_a_year_earlier_is_the_28th() -> None:
    leap = found("29 february", today=date(2027, 10, 1))[0]

    assert moved_before(leap, date(2027, 10, 1)) == day("2027-02-28")


@pytest.mark.parametrize(("text", "is_one"), [("2026/27", True), ("2027", False), ("march 2027", False)])
def test_only_a_whole_financial_year_names_a_plan(text: str, is_one: bool) -> None:
    period = found(text)[0].period

    assert period is not None
    assert is_plan_year(period) is is_one


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("5 november", Precision.DAY), ("in november", Precision.MONTH), ("Q4", Precision.QUARTER),
        ("2026/27", Precision.YEAR), ("next month", Precision.MONTH), ("end of november", Precision.DAY),
    ],
)  # fmt: skip
def test_a_date_knows_how_exactly_it_was_written(text: str, precision: Precision) -> None:
    period = found(text)[0].period

    assert period is not None
    assert period.precision is precision


def test_in_january_the_financial_year_began_the_year_before() -> None:
    january = date(2027, 1, 20)

    assert found("Q4", today=january)[0].period == quarter(2026, 4)
    assert found("this year", today=january)[0].period == financial_year(2026)
    assert found("30 november", today=january)[0].period == day("2026-11-30")
    assert found("by christmas", today=date(2026, 12, 26))[0].period == day("2027-12-25")


def test_a_month_in_quarters_has_a_day_for_every_day() -> None:
    lengths = [(period.last - period.first).days for period in (quarter(2027, 4), quarter(2026, 4))]

    assert lengths == [90, 89]

from datetime import date

import pytest

from csp_core.book import Precision
from csp_core.importing.written_dates import NotADate, Written, is_date_alone, read_date
from csp_core.periods import financial_year

PLAN = financial_year(2014)
DAY, MONTH, QUARTER, YEAR = Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.YEAR


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("31/12/2014", date(2014, 12, 31), DAY),
        ("31-12-14", date(2014, 12, 31), DAY),
        ("1.2.2015", date(2015, 2, 1), DAY),
        ("2014-12-31", date(2014, 12, 31), DAY),
        ("2014-12-31T00:00:00", date(2014, 12, 31), DAY),
        ("31 Dec 2014", date(2014, 12, 31), DAY),
        ("31st of December, 2014", date(2014, 12, 31), DAY),
        ("31-Dec-14", date(2014, 12, 31), DAY),
        ("December 5, 2014", date(2014, 12, 5), DAY),
        ("5 March", date(2015, 3, 5), DAY),
        ("5 May", date(2014, 5, 5), DAY),
        ("March 2011", date(2011, 3, 31), MONTH),
        ("Apr-21", date(2021, 4, 30), MONTH),
        ("Jul-09", date(2009, 7, 31), MONTH),
        ("Sept 2014", date(2014, 9, 30), MONTH),
        ("Feb '16", date(2016, 2, 29), MONTH),
        ("Jan 99", date(1999, 1, 31), MONTH),
        ("By June 2002", date(2002, 6, 30), MONTH),
        ("End of March 2015", date(2015, 3, 31), MONTH),
        ("by the end of March", date(2015, 3, 31), MONTH),
        ("October", date(2014, 10, 31), MONTH),
        ("Q3 2014/15", date(2014, 12, 31), QUARTER),
        ("2014-15 Q4", date(2015, 3, 31), QUARTER),
        ("Quarter 2 of 2014/2015", date(2014, 9, 30), QUARTER),
        ("Q2 2014", date(2014, 9, 30), QUARTER),
        ("Q4", date(2015, 3, 31), QUARTER),
        ("2014/15", date(2015, 3, 31), YEAR),
        ("2014-2015", date(2015, 3, 31), YEAR),
        ("by 2015", date(2015, 12, 31), YEAR),
        ("end of the financial year", date(2015, 3, 31), YEAR),
        ("Year end", date(2015, 3, 31), YEAR),
        ("Strategy in place by June 2002", date(2002, 6, 30), MONTH),
        ("Four campaigns by September 2003", date(2003, 9, 30), MONTH),
        ("July 2017 launch", date(2017, 7, 31), MONTH),
        ("Ongoing - review 31/03/2015", date(2015, 3, 31), DAY),
    ],
)
def test_a_date_is_read_as_its_last_day(written: str, day: date, precision: Precision) -> None:
    assert read_date(written, PLAN) == Written(written, day, precision)


@pytest.mark.parametrize("written", ["Ongoing", "N/A", "TBC", "tbc.", "Ongoing activity", "-", "To be agreed"])
def test_words_for_no_date_are_kept_without_one(written: str) -> None:
    assert read_date(written, PLAN) == Written(written)


def test_a_blank_cell_is_no_date() -> None:
    assert read_date("  ", PLAN) == Written()


@pytest.mark.parametrize(
    "written",
    [
        "Annually in April",
        "Held annually in September 2014",
        "Quarterly",
        "Within one year of commencement of Action Plan",
        "six months after 1 May 2014",
        "Summer 2014",
        "when funding allows",
        "Developed",
        "Review may follow",
    ],
)
def test_what_recurs_or_is_not_exact_is_kept_with_a_notice(written: str) -> None:
    read = read_date(written, PLAN)

    assert isinstance(read, Written)
    assert (read.as_written, read.day) == (written, None)
    assert read.notice is not None
    assert written in read.notice


@pytest.mark.parametrize(
    "written", ["31/02/2014", "12/31/2014", "30 February 2015", "2014-13-01", "2014-16", "41639", "31/3", "1/4/201"]
)
def test_what_was_meant_as_a_date_and_is_none_is_said(written: str) -> None:
    read = read_date(written, PLAN)

    assert isinstance(read, NotADate)
    assert written in read.sentence
    assert "day/month/year" in read.remedy


def test_the_last_of_several_dates_counts_and_is_told() -> None:
    read = read_date("April 2014 – March 2015", PLAN)

    assert isinstance(read, Written)
    assert read.day == date(2015, 3, 31)
    assert "several dates" in str(read.notice)


@pytest.mark.parametrize("written", ["Q4", "end of the financial year", "by March", "5 March"])
def test_words_that_need_the_plan_year_wait_for_it(written: str) -> None:
    assert read_date(written) == Written(written, needs_plan_year=True)


def test_a_date_of_a_spreadsheet_is_a_day() -> None:
    assert read_date(date(2014, 12, 31)) == Written("31/12/2014", date(2014, 12, 31), DAY)


def test_a_date_alone_is_told_from_a_date_in_a_phrase() -> None:
    assert is_date_alone("June 2014")
    assert is_date_alone(" 2027-28 ")
    assert not is_date_alone("June 2014 in two wards")

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from csp_core.reminder_kinds import Region
from csp_core.reminders.calendar import due_between, due_on, next_due
from csp_core.reminders.schedules import Timetable

LONDON = ZoneInfo("Europe/London")
SUNDAY, MONDAY, WEDNESDAY, FRIDAY = 6, 0, 2, 4
DAILY = Timetable(weekday=None)


def weekly(weekday: int = MONDAY, at: str = "09:00", region: Region = Region.ENGLAND_AND_WALES) -> Timetable:
    return Timetable(weekday, at=time.fromisoformat(at), region=region)


def monthly(day: int) -> Timetable:
    return Timetable(None, day)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def dues(timetable: Timetable, first: str, last: str, zone: ZoneInfo = LONDON) -> list[tuple[str, str]]:
    """Keys and UTC moments of all that is due between two days."""
    found = due_between(timetable, utc(f"{first}T00:00"), utc(f"{last}T23:59"), zone)
    return [(due.period.key, f"{due.at:%Y-%m-%d %H:%M}") for due in found]


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("00:30", "2026-10-24 23:30"),
        ("01:00", "2026-10-25 00:00"),
        ("01:30", "2026-10-25 00:30"),
        ("02:00", "2026-10-25 02:00"),
        ("09:00", "2026-10-25 09:00"),
    ],
)
def test_an_hour_that_comes_twice_counts_the_first_time(at: str, moment: str) -> None:
    found = dues(weekly(SUNDAY, at), "2026-10-20", "2026-10-28")

    assert found == [("2026-W43", moment)]


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("00:30", "2026-03-29 00:30"),
        ("01:00", "2026-03-29 01:00"),
        ("01:30", "2026-03-29 01:30"),
        ("02:00", "2026-03-29 01:00"),
        ("09:00", "2026-03-29 08:00"),
    ],
)
def test_an_hour_that_the_clocks_leave_out_moves_forward(at: str, moment: str) -> None:
    found = dues(weekly(SUNDAY, at), "2026-03-24", "2026-04-01")

    assert found == [("2026-W13", moment)]


@pytest.mark.parametrize("zone", ["Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"])
@pytest.mark.parametrize("at", ["00:30", "01:30", "02:00", "02:15", "23:59"])
def test_each_week_of_ten_years_has_one_post_at_its_wall_time(zone: str, at: str) -> None:
    place = ZoneInfo(zone)
    found = due_between(weekly(SUNDAY, at), utc("2020-01-01T00:00"), utc("2030-01-01T00:00"), place)

    assert len({due.period.key for due in found}) == len(found)
    assert len(found) in (521, 522)
    for due in found:
        gap = due.at.astimezone(place).replace(tzinfo=None) - datetime.combine(due.day, time.fromisoformat(at))
        assert timedelta(0) <= gap <= timedelta(hours=1)


def test_weeks_at_the_end_of_a_year_keep_their_iso_number() -> None:
    found = dues(weekly(WEDNESDAY), "2026-12-21", "2027-01-14")

    assert found == [
        ("2026-W52", "2026-12-23 09:00"),
        ("2026-W53", "2026-12-30 09:00"),
        ("2027-W01", "2027-01-06 09:00"),
        ("2027-W02", "2027-01-13 09:00"),
    ]


@pytest.mark.parametrize(
    ("day", "first", "last", "expected"),
    [
        (29, "2028-02-01", "2028-03-02", [("2028-02", "2028-02-29 09:00")]),
        (29, "2027-02-01", "2027-03-02", [("2027-02", "2027-03-01 09:00")]),
        (31, "2026-04-01", "2026-05-02", [("2026-04", "2026-04-30 08:00")]),
        (1, "2026-08-01", "2026-08-05", [("2026-08", "2026-08-03 08:00")]),
    ],
)
def test_a_month_without_the_day_takes_its_last_and_a_weekend_the_monday(
    day: int, first: str, last: str, expected: list[tuple[str, str]]
) -> None:
    assert dues(monthly(day), first, last) == expected


@pytest.mark.parametrize(
    ("weekday", "region", "moments"),
    [
        (FRIDAY, Region.ENGLAND_AND_WALES, ["2026-W14 2026-04-07", "2026-W15 2026-04-10"]),
        (FRIDAY, Region.SCOTLAND, ["2026-W14 2026-04-06", "2026-W15 2026-04-10"]),
        (FRIDAY, Region.NORTHERN_IRELAND, ["2026-W14 2026-04-07", "2026-W15 2026-04-10"]),
        (MONDAY, Region.ENGLAND_AND_WALES, ["2026-W14 2026-03-30", "2026-W15 2026-04-07"]),
        (MONDAY, Region.SCOTLAND, ["2026-W14 2026-03-30", "2026-W15 2026-04-06"]),
    ],
)
def test_easter_moves_a_post_to_the_next_working_day_and_the_week_keeps_its_key(
    weekday: int, region: Region, moments: list[str]
) -> None:
    found = dues(weekly(weekday, region=region), "2026-03-30", "2026-04-12")

    assert [f"{key} {moment[:10]}" for key, moment in found] == moments


def test_a_sunday_that_somebody_chose_stays_a_sunday() -> None:
    assert dues(weekly(SUNDAY), "2026-08-10", "2026-08-16") == [("2026-W33", "2026-08-16 08:00")]


def test_christmas_is_over_on_the_tuesday() -> None:
    assert dues(weekly(FRIDAY), "2026-12-24", "2026-12-30") == [("2026-W52", "2026-12-29 09:00")]


def test_every_working_day_leaves_out_weekends_and_bank_holidays() -> None:
    found = dues(DAILY, "2026-04-02", "2026-04-08")

    assert [key for key, _ in found] == ["2026-04-02", "2026-04-07", "2026-04-08"]


def test_the_next_and_that_of_a_day_agree() -> None:
    moved = next_due(weekly(), utc("2026-04-01T12:00"), LONDON)

    assert moved.day == date(2026, 4, 7)
    assert due_on(weekly(), moved.day, LONDON) == moved
    assert due_on(weekly(), date(2026, 4, 6), LONDON) is None


def test_what_is_due_at_the_very_moment_is_due() -> None:
    moment = utc("2026-10-26T09:00")

    assert [due.at for due in due_between(weekly(), moment - timedelta(minutes=1), moment, LONDON)] == [moment]
    assert due_between(weekly(), moment, moment + timedelta(minutes=1), LONDON) == ()

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from bot.clock import Clock
from bot.desk import Desk
from bot.requests import Enquiry
from csp_core.assistant import Assistant
from csp_core.book import Book
from csp_core.database import Database
from csp_core.errors import PartnershipUnknown
from csp_core.library import Library
from csp_core.permissions import Account, Audience

SUMMER_NIGHT = datetime(2014, 6, 30, 23, 30, tzinfo=UTC)
CLOCK = Clock(lambda: SUMMER_NIGHT)


def book(time_zone: str = "Europe/London", pinned_today: date | None = None) -> Book:
    return Book(UUID(int=1), "Thanet", "Thanet", time_zone, 1, pinned_today)


def test_a_partnerships_day_is_the_day_where_it_is() -> None:
    assert CLOCK.today(book()) == date(2014, 7, 1)
    assert CLOCK.today(book("UTC")) == date(2014, 6, 30)


def test_a_sample_keeps_its_own_day() -> None:
    assert CLOCK.today(book(pinned_today=date(2014, 12, 1))) == date(2014, 12, 1)


def test_an_unknown_time_zone_is_the_one_of_the_settings() -> None:
    assert CLOCK.today(book("Europe/Margate")) == date(2014, 7, 1)
    assert Clock(lambda: SUMMER_NIGHT, "UTC").today(book("")) == date(2014, 6, 30)


def test_the_clock_that_nobody_sets_is_the_machines() -> None:
    assert abs(Clock().now() - datetime.now(UTC)).total_seconds() < 5


@pytest.fixture(scope="module")
def library(thanet: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    file = shutil.copy(thanet, tmp_path_factory.mktemp("desk") / "csp.db")
    with Database.open(f"sqlite:///{file}") as database:
        yield Library(database)


def enquiry(text: str, workspace: str = "T1", user: str = "U1", team: str = "T1") -> Enquiry:
    return Enquiry(text, workspace, Account(team, user), Audience.PRIVATE)


@pytest.mark.parametrize("text", ["/thanet overdue", "/thanet   overdue", "overdue"])
def test_the_commands_own_name_is_no_part_of_a_question(text: str, library: Library) -> None:
    desk = Desk(Assistant(library), CLOCK, command="/thanet")

    assert desk.answer(enquiry(text)).answer == desk.answer(enquiry("overdue")).answer


def test_a_workspace_that_nobody_connected_is_refused_with_what_to_do(library: Library) -> None:
    desk = Desk(Assistant(library), CLOCK)
    desk.answer(enquiry("overdue"))

    with pytest.raises(PartnershipUnknown, match="csp import plan"):
        desk.answer(enquiry("overdue", workspace="T2", team="T2"))


def test_a_mention_of_somebody_outside_the_directory_is_no_failure(library: Library) -> None:
    assert Desk(Assistant(library), CLOCK).answer(enquiry("actions of <@U999>"))

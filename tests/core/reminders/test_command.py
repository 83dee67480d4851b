from datetime import date

import pytest
from click.testing import CliRunner

from csp_core.cli import main
from csp_core.database import Database
from csp_core.reminder_kinds import Kind
from csp_core.reminders.deeds import AddQuiet
from csp_core.reminders.loading import load_partnerships
from csp_core.reminders.previewing import preview_now
from tests.core.reminders.world import World
from tests.databases import SqliteFile


@pytest.fixture
def file(world: World, sqlite: SqliteFile) -> str:
    """The world's database, with a digest, direct messages and an escalation set up."""
    world.clock.pass_by(days=-1)
    world.schedule()
    world.schedule(Kind.OWNER_MESSAGES, channel=None)
    world.schedule(Kind.ESCALATION, channel=None)
    world.action("A-1", date(2026, 11, 1))
    world.action("A-2", date(2026, 10, 1))
    return sqlite.url


def due(url: str, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["reminders", "due", "--database", url, *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_what_would_be_posted_and_where_is_shown_and_nothing_is_posted(file: str, world: World) -> None:
    shown = due(file, "--today", "2026-11-02")

    assert (
        "09:00 weekly digest, Mondays at 09:00\nIn the channel T1/C1:\nWeekly digest, 2 November 2026\n2 overdue"
        in shown
    )
    assert "To Person A directly (T1/UA):\nPerson A, these actions are yours:\nOverdue:\n" in shown
    assert "To Person C directly (T1/UC):\nOverdue by three weeks or more, without any answer:\n" in shown
    assert "Next: weekly digest, Mondays at 09:00: 9 November 2026." in shown
    assert world.occurrences() == []


def test_a_day_without_reminders_says_so(file: str) -> None:
    shown = due(file, "--today", "2026-11-07")

    assert shown.startswith("Nothing is due on 7 November 2026.\nNext: ")


def test_a_quiet_period_and_nobody_to_tell_are_said(file: str, world: World) -> None:
    world.make(AddQuiet(date(2026, 11, 1), date(2026, 11, 3), "election"))
    shown = due(file, "--today", "2026-11-03")

    assert "Held by a quiet period: election." in shown
    assert "Nobody has to be told anything." in due(file, "--today", "2026-11-04")


def test_without_reminders_the_usual_one_is_shown(database: Database, sqlite: SqliteFile) -> None:
    World(database)
    shown = due(sqlite.url, "--today", "2026-11-02")

    assert shown.startswith("No reminders are set up yet.")
    assert "Nothing is overdue: a good week." in shown


def test_a_preview_of_now_is_the_content_of_now(file: str, world: World) -> None:
    del file
    with world.database.reading() as session:
        schedule = load_partnerships(session)[0].schedules[0]

    preview = preview_now(world.database, schedule, world.clock.now)

    assert preview.schedule_id == schedule.id
    assert world.messages() == []

"""`csp audit verify`, `csp history` and `csp import people`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from csp_core.changes.deeds import Complete, MoveDeadline, Undo
from csp_core.cli import main
from csp_core.errors import ActionUnknown
from csp_core.history import story_of
from tests.core.changes.scene import OWNER, STRANGER, TODAY, Scene
from tests.databases import SqliteFile

Csp = Callable[..., Result]


@pytest.fixture
def csp(sqlite: SqliteFile) -> Csp:
    """Runs `csp` on the database of `scene`."""
    return lambda *arguments: CliRunner().invoke(main, [*arguments, "--database", sqlite.url])


def test_an_audit_that_holds_is_said(scene: Scene, csp: Csp) -> None:
    scene.changed(Complete(scene.seen("LA-01")), OWNER)

    result = csp("audit", "verify")
    assert (result.exit_code, result.output) == (0, "The audit holds: 2 entries lead to the 5 actions of today.\n")


def test_the_first_bad_place_is_said(scene: Scene, csp: Csp) -> None:
    with scene.database.writing() as session:
        session.execute(text("UPDATE action SET title = 'Else' WHERE ref = 'LA-01'"))

    result = csp("audit", "verify")
    assert result.exit_code == 1
    assert "Action LA-01: title is not what the entries say" in result.output


def test_actions_from_before_are_told(scene: Scene, csp: Csp) -> None:
    with scene.database.writing() as session:
        session.execute(text("DROP TRIGGER audit_entry_refuses_update"))
        session.execute(text("UPDATE audit_entry SET exact = NULL"))

    assert "5 actions are from before entries held whole states." in csp("audit", "verify").output


def test_the_story_of_an_action_is_told_in_plain_words(scene: Scene, csp: Csp) -> None:
    scene.make(Complete(scene.seen("LA-01")), STRANGER)
    scene.changed(MoveDeadline(scene.seen("LA-01"), TODAY, "sooner"))
    scene.changed(Undo())

    result = csp("history", "la1")

    assert result.output.splitlines() == [
        "LA-01 Train door staff (2026-27): in progress",
        "14 October 2026 · T1/U9 tried to change it and was refused (complete)",
        "14 October 2026 · Person C moved the deadline for Licensing Officer · “sooner” · "
        "deadline: 14 October 2026 (was 30 November 2026)",
        "14 October 2026 · Person C undid the change before for Licensing Officer · "
        "deadline: 30 November 2026 (was 14 October 2026)",
    ]


def test_an_action_without_a_story_is_told(scene: Scene, csp: Csp) -> None:
    assert csp("history", "PO-01").output.splitlines() == [
        "PO-01 Patrol the park (2026-27): in progress",
        "Nothing has been changed since it was taken in.",
    ]


def test_a_ref_that_is_not_there_is_a_wrong_call(scene: Scene, csp: Csp) -> None:
    assert csp("history", "XX-99").exit_code == 2
    with pytest.raises(ActionUnknown, match="The plan 1999-00 has no action LA-01"):
        story_of(scene.book, scene.trail(), "LA-01", "1999-00")


def test_people_are_imported(scene: Scene, csp: Csp, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,organisation,post\nPerson P,Arden Fire,Watch Manager\n")

    result = csp("import", "people", str(file))

    assert result.exit_code == 0, result.output
    assert "Arden Community Safety Partnership" not in result.output
    assert "Arden, people: 1 new, 0 changed, 0 as before." in result.output
    assert [person.name for person in scene.book.people if person.name == "Person P"] == ["Person P"]

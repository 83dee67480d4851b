"""The tables of changes can be taken down and brought up with what was done in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from csp_core.changes.deeds import CarryForward, Complete, ReportProgress, Undo, seen
from csp_core.database import Database
from csp_core.engines import engine_for_steps, understood
from csp_core.migrations import HEAD
from csp_core.migrations.stepping import bring_to
from csp_core.replaying import Verified
from tests.core.changes.scene import INSPECTOR, OWNER, POLICE, STRANGER, Scene, fill


def step(url: str, *revisions: str) -> None:
    engine = engine_for_steps(understood(url))
    for revision in revisions:
        bring_to(engine, revision)
    engine.dispose()


@pytest.fixture
def scene_of_its_own(url: str, tmp_path: Path) -> Iterator[Scene]:
    with Database.open(url) as opened:
        fill(opened, tmp_path)
        yield Scene(opened)


def test_what_was_done_survives_the_step_back_and_forth(url: str, scene_of_its_own: Scene) -> None:
    scene = scene_of_its_own
    scene.changed(ReportProgress(scene.seen("LA-01"), "our part", 40, POLICE), INSPECTOR)
    scene.changed(CarryForward(scene.seen("LA-02")))
    scene.make(Complete(scene.seen("LA-01")), STRANGER)
    scene.changed(Complete(seen(scene.action("LA-02", "2027-28"))))
    scene.changed(Undo())
    scene.changed(Undo())
    scene.changed(Complete(scene.seen("LA-01"), "done"), OWNER)
    told = [(entry.sequence, entry.kind, entry.subject, entry.before, entry.after) for entry in scene.trail()]
    scene.database.close()

    step(url, "0002", HEAD)

    with Database.open(url) as database:
        again = Scene(database)
        assert [(each.sequence, each.kind, each.subject, each.before, each.after) for each in again.trail()] == told
        assert again.action("LA-01").progress[0].text == "our part"
        assert again.verified() == Verified(entries=len(told), actions=5, without_beginning=5)
        with pytest.raises(DBAPIError, match="only grows"), database.writing() as session:
            session.execute(text("DELETE FROM audit_entry"))

"""Whatever is changed behind the audit's back is found, at its first place."""

import json

import pytest
from sqlalchemy import text

from csp_core import model
from csp_core.audit import Entry, Origin, record
from csp_core.changes.deeds import Complete, ReportProgress
from csp_core.importing.choosing import Tenant
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.periods import financial_year
from csp_core.replaying import Verified
from tests.core.changes.scene import NOON, OWNER, PLAN, TODAY, Scene


def run(scene: Scene, statement: str) -> None:
    with scene.database.writing() as session:
        session.execute(text(statement))


def test_what_came_by_files_and_by_chat_is_followed(either_scene: Scene, tmp_path: object) -> None:
    scene = either_scene
    scene.changed(ReportProgress(scene.seen("LA-01"), "begun"), OWNER)
    file = tmp_path / "again.csv"  # type: ignore[operator]
    file.write_text(PLAN.replace("Train door staff", "Train all staff").replace("Arden Police,30", "Arden Fire,30"))
    import_plan(scene.database, file, PlanWish(Tenant("Arden"), financial_year(2026)), Origin("tests", "import", NOON))
    scene.changed(Complete(scene.seen("LA-01")), OWNER)

    assert scene.verified() == Verified(entries=5, actions=5)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE action SET status = 'cancelled' WHERE ref = 'LA-02'", "Action LA-02: status is not what"),
        ("UPDATE action SET title = 'Else' WHERE ref = 'LA-01'", "Action LA-01: title is not what"),
        ("UPDATE action SET version = 7 WHERE ref = 'LA-01'", "Action LA-01: its version is not what"),
        ("DELETE FROM progress_update", "Action LA-01: progress is not what"),
        ("UPDATE progress_update SET percent = 99", "Action LA-01: progress is not what"),
        ("DELETE FROM action_partner", "partners is not what"),
    ],
)
def test_a_change_without_an_entry_is_found(either_scene: Scene, statement: str, words: str) -> None:
    either_scene.changed(ReportProgress(either_scene.seen("LA-01"), "begun", 10))
    assert either_scene.verified().fault is None
    run(either_scene, statement)

    assert words in (either_scene.verified().fault or "")


def test_an_action_that_was_deleted_is_found(scene: Scene) -> None:
    run(scene, "DELETE FROM action WHERE ref = 'LA-02'")

    assert scene.verified().fault == "Action LA-02 is gone, and no entry says so."


def test_an_action_that_came_from_nowhere_is_found(scene: Scene) -> None:
    with scene.database.writing() as session:
        plan = session.query(model.Plan).one()
        keys = {"partnership_id": scene.partnership_id, "plan_id": plan.id}
        session.add(model.Action(**keys, position=9, ref="X-1", title="Else"))

    assert scene.verified().fault == "Action X-1 came from nowhere: no entry tells its beginning."


def test_an_entry_that_was_taken_out_is_found(scene: Scene) -> None:
    scene.changed(Complete(scene.seen("LA-01")))
    scene.changed(Complete(scene.seen("LA-02")))
    run(scene, "DROP TRIGGER audit_entry_refuses_delete")
    run(scene, "DELETE FROM audit_entry WHERE sequence = 2")

    assert scene.verified().fault == "Entry 2 is missing: entry 3 follows upon 1."


def test_an_entry_that_was_rewritten_is_found(scene: Scene) -> None:
    scene.changed(Complete(scene.seen("LA-01")))
    scene.changed(ReportProgress(scene.seen("LA-02"), "begun"))
    run(scene, "DROP TRIGGER audit_entry_refuses_update")
    with scene.database.writing() as session:
        entry = session.query(model.AuditEntry).filter_by(sequence=2).one()
        entry.exact = json.loads(json.dumps(entry.exact).replace("in_progress", "not_started"))

    assert scene.verified().fault == "Entry 2 (complete LA-01): status was not as the entries before it left it."


def test_an_entry_that_does_not_say_what_it_changed_is_found(scene: Scene) -> None:
    action_id = scene.action("LA-01").id
    with scene.database.writing() as session:
        origin = Origin("x", "y", NOON, day=TODAY)
        record(session, scene.partnership_id, origin, Entry("complete", "LA-01", action_id=action_id))

    assert scene.verified().fault == "Entry 2 (complete LA-01) does not hold what it changed."


def test_entries_from_before_whole_states_were_kept_are_followed_as_far_as_they_go(scene: Scene) -> None:
    run(scene, "DROP TRIGGER audit_entry_refuses_update")
    run(scene, "UPDATE audit_entry SET exact = NULL, day = NULL")
    scene.changed(ReportProgress(scene.seen("LA-01"), "begun"))
    scene.changed(Complete(scene.seen("LA-01")))

    assert scene.verified() == Verified(entries=3, actions=5, without_beginning=5)
    run(scene, "UPDATE action SET status = 'cancelled' WHERE ref = 'LA-01'")
    assert scene.verified().fault == "Action LA-01: status is not what the entries say; a change has no entry."

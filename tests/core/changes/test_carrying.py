from datetime import date

import pytest

from csp_core import model
from csp_core.book import Status
from csp_core.changes.deeds import Cancel, CarryForward, Complete, MoveDeadline, Reopen, ReportProgress, Undo, seen
from csp_core.changes.results import NotPossible, Stale
from tests.core.changes.scene import COUNCIL, OWNER, POLICE, Scene


def test_an_action_goes_on_in_the_next_plan_year(either_scene: Scene) -> None:
    scene = either_scene
    scene.changed(MoveDeadline(scene.seen("LA-01"), date(2027, 3, 31), "weather"))
    scene.changed(CarryForward(scene.seen("LA-01"), date(2027, 6, 30), "not finished"))

    here, there = scene.action("LA-01"), scene.action("LA-01", "2027-28")
    assert (here.status, here.continued_in) == (Status.CARRIED_FORWARD, "2027-28")
    assert (there.title, there.lead, there.owner, there.partners) == (
        "Train door staff", COUNCIL, "Licensing Officer", (POLICE,),
    )  # fmt: skip
    assert (there.priority, there.status, there.continues) == ("Alcohol", Status.IN_PROGRESS, "2026-27")
    assert (there.due, there.original_due, there.moves) == (date(2027, 6, 30), date(2026, 11, 30), 2)
    plan = scene.book.plans[-1]
    assert (plan.year, plan.first_day, plan.last_day) == ("2027-28", date(2027, 4, 1), date(2028, 3, 31))
    assert [change.ref for change in scene.book.changes] == ["LA-01", "LA-01"]
    assert scene.verified().fault is None


def test_a_deadline_of_the_old_year_does_not_go_along(scene: Scene) -> None:
    scene.changed(CarryForward(scene.seen("LA-01", "LA-02")))

    there = scene.action("LA-02", "2027-28")
    assert (there.due, there.due_precision, there.original_due) == (None, None, date(2026, 12, 31))
    assert (there.status, there.moves) == (Status.NOT_STARTED, 0)
    assert [priority.name for priority in scene.book.plans[-1].priorities] == ["Alcohol"]


def test_it_is_begun_there_once(scene: Scene) -> None:
    scene.changed(CarryForward(scene.seen("LA-01")))
    reopened = scene.make(Reopen(scene.seen("LA-01")))
    assert reopened == NotPossible("LA-01 goes on in the plan 2027-28; change it there.")
    scene.set(model.Action, status=Status.IN_PROGRESS)

    scene.changed(CarryForward(scene.seen("LA-01")))
    assert [action.ref for action in scene.book.plans[-1].actions] == ["LA-01"]


def test_a_ref_that_is_taken_there_gets_another(scene: Scene) -> None:
    scene.changed(CarryForward(scene.seen("LA-01")))
    with scene.database.writing() as session:
        plan = session.query(model.Plan).filter_by(year="2027-28").one()
        new = {"partnership_id": scene.partnership_id, "plan_id": plan.id, "position": 7}
        session.add(model.Action(**new, ref="LA-02", title="Something else"))
    scene.changed(CarryForward(scene.seen("LA-02")))

    assert scene.action("CF-LA-02", "2027-28").title == "Visit premises"


def test_a_carrying_is_taken_back_with_all_that_it_made(either_scene: Scene) -> None:
    scene = either_scene
    scene.changed(CarryForward(scene.seen("LA-01")))
    scene.changed(Undo())

    assert [plan.year for plan in scene.book.plans] == ["2026-27"]
    assert scene.action("LA-01").continued_in is None
    scene.changed(CarryForward(scene.seen("LA-01")))
    assert scene.verified().fault is None


def test_a_carrying_is_not_taken_back_once_the_work_went_on_there(scene: Scene) -> None:
    scene.changed(CarryForward(scene.seen("LA-01")))
    there = scene.action("LA-01", "2027-28")
    deed = ReportProgress(seen(there), "begun")
    scene.changed(deed, OWNER)

    refused = scene.make(Undo())

    assert isinstance(refused, Stale)
    assert [(change.action.year, change.by) for change in refused.changes] == [("2027-28", "Person A")]


def test_a_plan_that_was_there_stays_when_a_carrying_is_taken_back(scene: Scene) -> None:
    scene.changed(CarryForward(scene.seen("LA-01")))
    scene.changed(CarryForward(scene.seen("LA-02")))
    scene.changed(Undo())

    assert [action.ref for action in scene.book.plans[-1].actions] == ["LA-01"]
    assert [priority.name for priority in scene.book.plans[-1].priorities] == ["Alcohol"]


def test_undo_after_undo_removes_a_changed_and_restored_continuation(scene: Scene) -> None:
    scene.changed(CarryForward(scene.seen("LA-01")))
    scene.changed(Complete(seen(scene.action("LA-01", "2027-28"))))
    scene.changed(Undo())
    scene.changed(Undo())

    assert [plan.year for plan in scene.book.plans] == ["2026-27"]
    assert scene.verified().fault is None


@pytest.mark.parametrize("first", [date(2026, 1, 1), date(2026, 4, 1)])
def test_the_next_plan_year_is_named_as_years_are(scene: Scene, first: date) -> None:
    last = date(2026, 12, 31) if first.month == 1 else date(2027, 3, 31)
    scene.set(model.Plan, first_day=first, last_day=last)
    scene.changed(CarryForward(scene.seen("LA-01")))

    assert scene.book.plans[-1].year == ("2027" if first.month == 1 else "2027-28")


def test_what_was_cancelled_is_not_carried(scene: Scene) -> None:
    scene.changed(Cancel(scene.seen("LA-01"), "no money"))

    assert isinstance(scene.make(CarryForward(scene.seen("LA-01"))), NotPossible)

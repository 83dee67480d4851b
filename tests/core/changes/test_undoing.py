from dataclasses import replace
from datetime import date
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from csp_core import model
from csp_core.book import Action
from csp_core.changes.deeds import Complete, ConfirmOnTrack, MoveDeadline, Reassign, Snooze, Undo
from csp_core.changes.making import Changes
from csp_core.changes.results import Changed, LastDeed, NotPossible, Stale
from csp_core.changes.wording import last_deed_words
from csp_core.permissions import Account, Deed, NotAllowed
from csp_core.records import Records
from csp_core.states import State, states_of
from csp_core.work import Request, Via
from tests.core.changes.scene import COORDINATOR, DEPUTY, INSPECTOR, LEAD, NOON, OWNER, STRANGER, Scene
from tests.core.changes.test_standing import every_deed


def without_version(action: Action) -> Action:
    return replace(action, version=0)


def states(scene: Scene) -> dict[str, State]:
    """The exact state of every action by its id, without the versions, which only rise."""
    with scene.database.reading() as session:
        records = Records(session, scene.partnership_id)
        found = states_of(records, records.of(model.Action))
    return {str(key): {**state, "version": 0} for key, state in found.items()}


@pytest.mark.parametrize("kind", [kind for kind in Deed if kind not in {Deed.UNDO, Deed.REOPEN}])
def test_everything_is_taken_back_to_the_exact_former_state(either_scene: Scene, kind: Deed) -> None:
    scene = either_scene
    if kind in {Deed.ACCEPT, Deed.SEND_BACK}:
        scene.set(model.Partnership, sign_off=True)
        scene.changed(Complete(scene.seen("LA-01"), "done"), OWNER)
    before, plans = states(scene), scene.book.plans
    done = scene.changed(every_deed(scene.seen("LA-01"))[kind])
    assert states(scene) != before
    scene.later(minutes=30)

    undone = scene.changed(Undo())

    assert states(scene) == before
    assert len(scene.book.plans) == len(plans)
    assert (undone.kind, undone.actions) == (Deed.UNDO, (scene.action("LA-01"),))
    *_, entry = scene.trail()
    assert (entry.kind, entry.undoes_id) == ("undo", done.deed_id)
    assert scene.verified().fault is None


def test_a_reopening_is_taken_back(scene: Scene) -> None:
    before = states(scene)
    scene.changed(every_deed(scene.seen("FI-01"))[Deed.REOPEN])
    scene.changed(Undo())

    assert states(scene) == before


def test_a_deed_of_several_is_taken_back_as_a_whole(scene: Scene) -> None:
    before = states(scene)
    scene.changed(ConfirmOnTrack(), LEAD)
    scene.changed(Undo(), LEAD)

    assert states(scene) == before
    assert [entry.kind for entry in scene.trail()[1:]] == ["confirm", "confirm", "undo", "undo"]


def test_the_last_change_is_undone_and_then_the_one_before(scene: Scene) -> None:
    before = states(scene)
    scene.changed(Snooze(scene.seen("LA-01"), date(2026, 11, 1)), OWNER)
    scene.changed(Complete(scene.seen("LA-01")), OWNER)
    scene.changed(Undo(), OWNER)
    assert scene.action("LA-01").snoozed_until == date(2026, 11, 1)
    scene.changed(Undo(), OWNER)

    assert states(scene) == before
    assert isinstance(scene.make(Undo(), OWNER), NotPossible)


def test_undoing_ends_after_30_minutes(scene: Scene) -> None:
    done = scene.changed(Complete(scene.seen("LA-01")), OWNER)
    assert done.undo_until == NOON.replace(minute=30)
    scene.later(minutes=30, seconds=1)

    assert isinstance(scene.make(Undo(), OWNER), NotPossible)
    late = scene.make(Undo(done.deed_id), OWNER)
    assert isinstance(late, NotPossible)
    assert "30 minutes" in late.sentence


def test_undoing_is_refused_when_somebody_has_changed_the_action_since_and_says_who_and_what(
    either_scene: Scene,
) -> None:
    scene = either_scene
    scene.changed(Complete(scene.seen("LA-01", "LA-02")), OWNER)
    scene.later(minutes=1)
    scene.changed(MoveDeadline(scene.seen("PO-01"), date(2027, 1, 31), "x"))
    scene.changed(every_deed(scene.seen("LA-02"))[Deed.REOPEN])

    refused = scene.make(Undo(), OWNER)

    assert isinstance(refused, Stale)
    (change,) = refused.changes
    assert (change.action.ref, change.by, change.kind) == ("LA-02", "Person C", "reopen")
    assert scene.action("LA-01").completed_on is not None


def test_what_was_undone_since_is_as_if_never_done(scene: Scene) -> None:
    before = states(scene)
    scene.changed(Snooze(scene.seen("LA-01"), date(2026, 11, 1)), OWNER)
    scene.changed(Complete(scene.seen("LA-01")))
    scene.changed(Undo())
    scene.changed(Undo(), OWNER)

    assert states(scene) == before


def test_nobody_undoes_what_somebody_else_did_but_coordinators_who_are_told(scene: Scene) -> None:
    done = scene.changed(Complete(scene.seen("LA-01")), OWNER)

    assert scene.make(Undo(done.deed_id), DEPUTY) == NotAllowed(
        "Sorry, only whoever made it or a coordinator (Person C) can undo this change of LA-01."
    )
    assert scene.trail()[-1].refusal
    assert isinstance(scene.make(Undo(done.deed_id), STRANGER), NotAllowed)
    assert isinstance(scene.make(Undo()), NotPossible)
    assert isinstance(scene.make(Undo(done.deed_id)), Changed)
    again = scene.make(Undo(done.deed_id), OWNER)
    assert again == NotPossible("That was undone already, by Person C.")


def test_who_handed_an_action_over_may_take_it_back(scene: Scene) -> None:
    before = without_version(scene.action("LA-01"))
    scene.changed(Reassign(scene.seen("LA-01"), "Inspector"), OWNER)
    scene.changed(Undo(), OWNER)

    assert without_version(scene.action("LA-01")) == before


def test_who_has_left_undoes_nothing(scene: Scene) -> None:
    done = scene.changed(Complete(scene.seen("LA-01")), OWNER)
    with scene.database.writing() as session:
        session.query(model.Person).filter_by(name="Person A").one().last_day = date(2026, 10, 13)

    assert isinstance(scene.make(Undo(), OWNER), NotAllowed)
    assert isinstance(scene.make(Undo(done.deed_id), OWNER), NotAllowed)


def test_a_deed_that_never_was_cannot_be_undone(scene: Scene) -> None:
    undo = scene.make(Undo(uuid4()))

    assert isinstance(undo, NotPossible)


def last(scene: Scene, account: Account = COORDINATOR) -> LastDeed | NotPossible | Stale:
    return Changes(scene.database).last_deed(Request(scene.partnership_id, account, Via.WORDS, scene.now))


def test_what_would_be_undone_is_known_before_and_nothing_is_changed(either_scene: Scene) -> None:
    scene = either_scene
    done = scene.changed(Complete(scene.seen("LA-01", "LA-02")), OWNER)
    trail, revision = len(scene.trail()), scene.book.revision

    found = last(scene, OWNER)

    assert found == LastDeed(done.deed_id, "complete", (scene.action("LA-01"), scene.action("LA-02")), NOON)
    assert last_deed_words(found, ZoneInfo("Europe/London")) == (
        "LA-01 and LA-02: completed, at 13:00 on 14 October 2026."
    )
    assert (len(scene.trail()), scene.book.revision) == (trail, revision)


def test_of_an_action_that_was_carried_forward_the_old_one_is_named(scene: Scene) -> None:
    scene.changed(every_deed(scene.seen("LA-01"))[Deed.CARRY_FORWARD])
    found = last(scene)

    assert isinstance(found, LastDeed)
    assert [each.year for each in found.actions] == ["2026-27"]


def test_where_nothing_can_be_undone_it_is_said_why(scene: Scene) -> None:
    scene.changed(Complete(scene.seen("LA-01")), OWNER)
    assert last(scene) == NotPossible("There is no change of yours from the last 30 minutes to undo.")
    scene.changed(every_deed(scene.seen("LA-01"))[Deed.REOPEN])

    stale = last(scene, OWNER)
    scene.later(minutes=31)

    assert isinstance(stale, Stale)
    assert stale.changes[0].by == "Person C"
    assert isinstance(last(scene), NotPossible)


def test_a_person_with_two_accounts_undoes_from_either(scene: Scene) -> None:
    scene.changed(Complete(scene.seen("PO-01")), INSPECTOR)
    with scene.database.writing() as session:
        account = session.query(model.Account).filter_by(user_id="UD").one()
        account.user_id = "UNEW"

    renamed = replace(INSPECTOR, user="UNEW")
    assert isinstance(scene.make(Undo(), renamed), Changed)
    assert isinstance(scene.make(Undo(), COORDINATOR), NotPossible)

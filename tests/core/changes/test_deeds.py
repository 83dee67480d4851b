from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from csp_core import model
from csp_core.book import Precision, Progress, Status
from csp_core.changes.deeds import (
    Accept,
    AskSignOff,
    Cancel,
    Complete,
    ConfirmOnTrack,
    Edit,
    MoveDeadline,
    Reassign,
    Reopen,
    ReportProgress,
    Seen,
    SendBack,
    Snooze,
)
from csp_core.changes.making import Changes
from csp_core.changes.results import Changed, Field, NotPossible
from csp_core.errors import PartnershipUnknown
from csp_core.permissions import Deed, NotAllowed
from csp_core.work import Request, Via
from tests.core.changes.scene import (
    COORDINATOR,
    COUNCIL,
    FIRE,
    INSPECTOR,
    LEAD,
    NOON,
    OWNER,
    POLICE,
    STRANGER,
    TODAY,
    Scene,
)

YESTERDAY = date(2026, 10, 13)


def test_completing_keeps_the_day_the_note_and_the_link(either_scene: Scene) -> None:
    scene = either_scene
    deed = Complete(scene.seen("LA-01"), " leaflet went out ", YESTERDAY, "https://example.org/leaflet")

    changed = scene.changed(deed, OWNER)

    action = scene.action("LA-01")
    assert changed.actions == (action,)
    assert (action.status, action.status_as_written, action.completed_on) == (Status.COMPLETED, None, YESTERDAY)
    assert (action.evidence, action.link) == ("leaflet went out", "https://example.org/leaflet")
    assert (action.version, changed.by, changed.at) == (2, "Person A", NOON)


def test_completing_counts_from_today_and_tells_the_coordinators(scene: Scene) -> None:
    by_owner = scene.changed(Complete(scene.seen("LA-01")), OWNER)
    by_coordinator = scene.changed(Complete(scene.seen("LA-02")))

    assert scene.action("LA-01").completed_on == TODAY
    assert (by_owner.is_for_coordinators, by_coordinator.is_for_coordinators) == (True, False)


def test_the_entry_says_who_for_whom_by_which_way_before_and_after(either_scene: Scene) -> None:
    either_scene.changed(Complete(either_scene.seen("LA-01"), note="all trained"))

    *_, entry = either_scene.trail()
    assert (entry.sequence, entry.actor, entry.account, entry.via) == (2, "Person C", "T1/UC", "button")
    assert (entry.kind, entry.subject, entry.for_whom) == ("complete", "LA-01", "Licensing Officer")
    assert (entry.at, entry.day, entry.evidence) == (NOON, TODAY, "all trained")
    assert entry.before == {"status": "in_progress", "completed_on": None, "note": None}
    assert entry.after == {"status": "completed", "completed_on": "2026-10-14", "note": "all trained"}


def test_what_changed_stands_in_the_book_at_its_next_revision(scene: Scene) -> None:
    revision = scene.book.revision
    scene.make(Complete(scene.seen("LA-01")), INSPECTOR)
    assert scene.book.revision == revision
    scene.changed(Complete(scene.seen("LA-01")))

    (change,) = scene.book.changes
    assert scene.book.revision == revision + 1
    assert (change.on, change.ref, change.kind) == (TODAY, "LA-01", "complete")
    assert change.summary == "status: completed (was in progress); completed on: 14 October 2026"


def test_a_change_in_a_demonstration_counts_on_its_day(scene: Scene) -> None:
    scene.set(model.Partnership, pinned_today=date(2014, 12, 1))
    scene.changed(Complete(scene.seen("LA-01")))

    assert scene.action("LA-01").completed_on == date(2014, 12, 1)
    assert scene.book.changes[0].on == date(2014, 12, 1)


@pytest.mark.parametrize(
    ("deed", "field"),
    [
        (lambda seen: Complete(seen, day=date(2026, 10, 15)), Field.DAY),
        (lambda seen: Complete(seen, link="example.org"), Field.LINK),
        (lambda seen: Complete(seen, link="javascript:alert(1)"), Field.LINK),
        (lambda seen: Complete(seen, link="https://example.org/a b"), Field.LINK),
        (lambda seen: Complete(seen, link="https://example.org/" + "a" * 2000), Field.LINK),
        (lambda seen: Complete(seen, note="a" * 3001), Field.NOTE),
        (lambda seen: ReportProgress(seen), Field.NOTE),
        (lambda seen: ReportProgress(seen, note=" \0 "), Field.NOTE),
        (lambda seen: ReportProgress(seen, percent=101), Field.PERCENT),
        (lambda seen: ReportProgress(seen, percent=-1), Field.PERCENT),
        (lambda seen: ReportProgress(seen, "x", organisation=FIRE), Field.ORGANISATION),
        (lambda seen: MoveDeadline(seen, date(2027, 1, 31), "  "), Field.REASON),
        (lambda seen: MoveDeadline(seen, date(2027, 1, 31), "\u200b"), Field.REASON),
        (lambda seen: MoveDeadline(seen, date(2027, 1, 31), "a" * 3001), Field.REASON),
        (lambda seen: MoveDeadline(seen, date(2026, 11, 30), "x"), Field.DAY),
        (lambda seen: MoveDeadline(seen, YESTERDAY, "x"), Field.DAY),
        (lambda seen: Snooze(seen, TODAY), Field.DAY),
        (lambda seen: Snooze(seen, date(2027, 10, 16)), Field.DAY),
        (lambda seen: Cancel(seen, ""), Field.REASON),
        (lambda seen: SendBack(seen, ""), Field.REASON),
        (lambda seen: Reassign(seen, "Nobody"), Field.TO),
        (lambda seen: Reassign(seen, " "), Field.TO),
        (lambda seen: Reassign(seen, "Inspector", "Nowhere"), Field.ORGANISATION),
        (lambda seen: Reassign(seen, "licensing officer"), Field.TO),
        (lambda seen: Reopen(seen), None),
        (lambda seen: Accept(seen), None),
    ],
)
def test_what_a_rule_stands_against_changes_nothing_and_says_where(
    scene: Scene, deed: Callable[[tuple[Seen, ...]], Edit], field: Field | None
) -> None:
    before = scene.action("LA-01")
    result = scene.make(deed(scene.seen("LA-01")))

    assert isinstance(result, NotPossible)
    assert result.field is field
    assert result.sentence
    assert scene.action("LA-01") == before
    assert len(scene.trail()) == 1


def test_texts_lose_what_no_database_keeps(either_scene: Scene) -> None:
    either_scene.changed(Complete(either_scene.seen("LA-01"), note="all\0 done\ud800"))

    assert either_scene.action("LA-01").evidence == "all done"


@pytest.mark.parametrize("deed", [Complete, Snooze, Cancel, ConfirmOnTrack])
def test_only_open_actions_can_be_worked_on(scene: Scene, deed: type) -> None:
    more = {Snooze: (date(2026, 11, 1),), Cancel: ("x",)}.get(deed, ())

    assert scene.make(deed(scene.seen("FI-01"), *more)) == NotPossible("FI-01 is completed; reopen it first.")


def test_progress_is_added_and_dates_the_status(either_scene: Scene) -> None:
    scene = either_scene
    scene.changed(ReportProgress(scene.seen("LA-02"), "two of five", 40), OWNER)
    scene.changed(ReportProgress(scene.seen("LA-02"), percent=60), OWNER)
    scene.changed(ReportProgress(scene.seen("LA-01"), "our part", organisation=POLICE), INSPECTOR)

    action = scene.action("LA-02")
    assert action.progress == (Progress(TODAY, "two of five", 40), Progress(TODAY, None, 60))
    assert (action.status, action.confirmed_on, action.version) == (Status.IN_PROGRESS, TODAY, 3)
    assert scene.action("LA-01").progress == (Progress(TODAY, "our part", None, POLICE),)
    assert scene.trail()[1].after == {
        "status": "in_progress",
        "confirmed_on": "2026-10-14",
        "progress": "two of five, 40 %",
    }


def test_a_hundred_per_cent_completes_nothing(scene: Scene) -> None:
    scene.changed(ReportProgress(scene.seen("LA-01"), percent=100))

    assert scene.action("LA-01").status is Status.IN_PROGRESS


def test_the_first_deadline_and_the_count_of_moves_stay(scene: Scene) -> None:
    scene.changed(MoveDeadline(scene.seen("LA-01"), date(2026, 12, 31), "weather"), OWNER)
    scene.changed(MoveDeadline(scene.seen("LA-01"), date(2027, 1, 31), "still", Precision.MONTH), OWNER)
    scene.changed(MoveDeadline(scene.seen("LA-01"), date(2027, 1, 15), "sooner"), OWNER)

    action = scene.action("LA-01")
    assert (action.due, action.original_due, action.moves) == (date(2027, 1, 15), date(2026, 11, 30), 2)
    assert (action.due_as_written, action.due_precision) == (None, Precision.DAY)
    assert scene.trail()[-1].evidence == "sooner"


def test_a_first_deadline_is_no_move(scene: Scene) -> None:
    scene.changed(MoveDeadline(scene.seen("PO-02"), date(2026, 12, 31), "agreed today"))

    action = scene.action("PO-02")
    assert (action.due, action.original_due, action.moves) == (date(2026, 12, 31), date(2026, 12, 31), 0)


def test_reminders_rest_until_a_day(scene: Scene) -> None:
    scene.changed(Snooze(scene.seen("LA-01"), date(2026, 11, 2)), OWNER)
    assert scene.action("LA-01").snoozed_until == date(2026, 11, 2)

    scene.changed(Complete(scene.seen("LA-01")), OWNER)
    assert scene.action("LA-01").snoozed_until is None


@pytest.mark.parametrize(
    ("to", "organisation", "owner", "lead"),
    [
        ("Inspector", None, "Inspector", POLICE),
        ("inspector", POLICE, "Inspector", POLICE),
        (FIRE, None, None, FIRE),
        ("arden police", None, None, POLICE),
        ("Person D", None, "Inspector", POLICE),
        ("Person E", None, "Person E", COUNCIL),
    ],
)
def test_an_action_is_handed_over_by_name(
    scene: Scene, to: str, organisation: str | None, owner: str | None, lead: str
) -> None:
    scene.changed(Reassign(scene.seen("LA-01"), to, organisation), OWNER)

    action = scene.action("LA-01")
    assert (action.owner, action.lead) == (owner, lead)


def test_who_took_over_may_and_who_gave_away_may_not(scene: Scene) -> None:
    scene.changed(Reassign(scene.seen("LA-01"), "Inspector"), OWNER)

    assert isinstance(scene.make(Complete(scene.seen("LA-01")), OWNER), NotAllowed)
    assert isinstance(scene.make(Complete(scene.seen("LA-01")), INSPECTOR), Changed)


def test_posts_of_one_title_are_told_apart_by_their_organisation(scene: Scene) -> None:
    with scene.database.writing() as session:
        home = session.query(model.Organisation).filter_by(name=FIRE).one()
        session.add(
            model.Post(
                partnership_id=scene.partnership_id, title="Inspector", organisation_id=home.id, aliases=["Chief"]
            )
        )

    several = scene.make(Reassign(scene.seen("LA-01"), "Inspector"))
    assert several == NotPossible(
        "Several have a post “Inspector”: Arden Fire; Arden Police. Please say which.", Field.ORGANISATION
    )
    scene.changed(Reassign(scene.seen("LA-01"), "chief"))
    assert scene.action("LA-01").lead == FIRE


def test_an_organisation_that_ended_takes_nothing_over(scene: Scene) -> None:
    scene.set(model.Organisation, last_day=YESTERDAY)

    result = scene.make(Reassign(scene.seen("LA-01"), FIRE))
    assert result == NotPossible("Arden Fire ended; its work went to others.", Field.TO)


def test_who_holds_several_posts_is_asked_which(scene: Scene) -> None:
    with scene.database.writing() as session:
        inspector = session.query(model.Person).filter_by(name="Person D").one()
        post = session.query(model.Post).filter_by(title="Licensing Officer").one()
        session.add(model.Holding(partnership_id=scene.partnership_id, post_id=post.id, person_id=inspector.id))

    result = scene.make(Reassign(scene.seen("LA-02"), "Person D"))
    assert isinstance(result, NotPossible)
    assert "Inspector; Licensing Officer" in result.sentence


def test_a_cancelled_action_keeps_its_reason_and_a_coordinator_can_reopen_it(scene: Scene) -> None:
    scene.changed(Cancel(scene.seen("LA-01"), "no money"))
    assert (scene.action("LA-01").status, scene.trail()[-1].evidence) == (Status.CANCELLED, "no money")

    assert isinstance(scene.make(Reopen(scene.seen("LA-01"), "money found"), OWNER), NotAllowed)
    scene.changed(Reopen(scene.seen("LA-01"), "money found"))
    assert scene.action("LA-01").status is Status.IN_PROGRESS


def test_reopening_takes_the_completion_away(scene: Scene) -> None:
    scene.changed(Complete(scene.seen("LA-01"), "done", link="https://example.org"), OWNER)
    scene.changed(Reopen(scene.seen("LA-01")), OWNER)

    action = scene.action("LA-01")
    assert (action.status, action.completed_on, action.evidence, action.link) == (Status.IN_PROGRESS, None, None, None)


def test_still_on_track_dates_all_open_actions_of_my_organisation(either_scene: Scene) -> None:
    changed = either_scene.changed(ConfirmOnTrack(), LEAD)

    assert [action.ref for action in changed.actions] == ["PO-01", "PO-02"]
    assert {action.confirmed_on for action in changed.actions} == {TODAY}
    assert [entry.subject for entry in either_scene.trail()[1:]] == ["PO-01", "PO-02"]
    assert either_scene.action("LA-01").confirmed_on is None
    assert either_scene.make(ConfirmOnTrack(), LEAD) == NotPossible("That was confirmed today already.")


def test_still_on_track_is_said_for_an_organisation_by_its_own_people(scene: Scene) -> None:
    assert isinstance(scene.make(ConfirmOnTrack(organisation=POLICE), OWNER), NotAllowed)
    assert len(scene.changed(ConfirmOnTrack(organisation=POLICE)).actions) == 2
    assert isinstance(scene.make(ConfirmOnTrack(organisation=FIRE)), NotPossible)


def test_several_are_done_together_or_not_at_all(either_scene: Scene) -> None:
    scene = either_scene
    assert isinstance(scene.make(Complete(scene.seen("LA-01", "PO-01")), OWNER), NotAllowed)
    assert isinstance(scene.make(Complete(scene.seen("LA-01", "FI-01"))), NotPossible)
    assert {scene.action(ref).version for ref in ("LA-01", "PO-01", "FI-01")} == {1}

    changed = scene.changed(Complete(scene.seen("LA-01", "LA-02", "LA-01"), "both"), OWNER)

    assert [action.ref for action in changed.actions] == ["LA-01", "LA-02"]
    entries = [entry for entry in scene.trail() if entry.deed_id == changed.deed_id]
    assert [(entry.subject, entry.evidence) for entry in entries] == [("LA-01", "both"), ("LA-02", "both")]


def test_refs_count_however_they_are_written(scene: Scene) -> None:
    scene.changed(Complete((Seen("2026-27", "la1", 1),)))

    assert scene.action("LA-01").status is Status.COMPLETED


@pytest.mark.parametrize("ref", ["XX-99", "*\0"])
def test_an_action_that_is_not_there_is_said_and_to_strangers_it_is_not(either_scene: Scene, ref: str) -> None:
    nowhere = Complete((Seen("2026-27", ref, 1),))

    assert isinstance(either_scene.make(nowhere), NotPossible)
    assert isinstance(either_scene.make(nowhere, STRANGER), NotAllowed)
    assert isinstance(either_scene.make(Complete(())), NotPossible)
    assert isinstance(either_scene.make(Complete((Seen("2025-26", "LA-01", 1),))), NotPossible)


def test_a_partnership_that_is_not_there_is_an_error(scene: Scene) -> None:
    request = Request(uuid4(), COORDINATOR, Via.WORDS, NOON)

    with pytest.raises(PartnershipUnknown):
        Changes(scene.database).make(Complete(()), request)


def asking_sign_off(scene: Scene) -> None:
    scene.set(model.Partnership, sign_off=True)


def test_where_sign_off_is_asked_for_an_owner_reports_and_a_coordinator_accepts(either_scene: Scene) -> None:
    scene = either_scene
    asking_sign_off(scene)
    scene.changed(Complete(scene.seen("LA-01"), "all trained", YESTERDAY), OWNER)

    waiting = scene.action("LA-01")
    assert (waiting.status, waiting.awaiting_sign_off, waiting.is_open) == (Status.IN_PROGRESS, True, True)
    assert (waiting.completed_on, waiting.reported_done_on, waiting.evidence) == (None, YESTERDAY, "all trained")
    assert isinstance(scene.make(Complete(scene.seen("LA-01")), OWNER), NotPossible)
    assert isinstance(scene.make(Accept(scene.seen("LA-01")), OWNER), NotAllowed)

    scene.changed(Accept(scene.seen("LA-01")))
    done = scene.action("LA-01")
    assert (done.status, done.awaiting_sign_off, done.completed_on) == (Status.COMPLETED, False, YESTERDAY)
    assert (done.evidence, done.reported_done_on) == ("all trained", None)


def test_what_is_sent_back_is_open_again_with_the_reason(scene: Scene) -> None:
    asking_sign_off(scene)
    scene.changed(Complete(scene.seen("LA-01"), "all trained"), OWNER)
    scene.changed(SendBack(scene.seen("LA-01"), "who was there?"))

    action = scene.action("LA-01")
    assert (action.status, action.awaiting_sign_off, action.evidence) == (Status.IN_PROGRESS, False, None)
    assert scene.trail()[-1].evidence == "who was there?"


def test_a_coordinator_who_completes_has_signed_off(scene: Scene) -> None:
    asking_sign_off(scene)
    scene.changed(Complete(scene.seen("LA-01"), "all trained", YESTERDAY), OWNER)
    scene.changed(Complete(scene.seen("LA-01")))

    action = scene.action("LA-01")
    assert (action.status, action.completed_on, action.evidence) == (Status.COMPLETED, YESTERDAY, "all trained")


def test_sign_off_is_asked_for_by_the_action_else_the_plan_else_the_partnership(scene: Scene) -> None:
    assert not scene.action("LA-01").needs_sign_off
    scene.changed(AskSignOff(scene.seen("LA-01")))
    assert [scene.action(ref).needs_sign_off for ref in ("LA-01", "LA-02")] == [True, False]
    scene.set(model.Partnership, sign_off=True)
    assert scene.action("LA-02").needs_sign_off
    scene.set(model.Plan, sign_off=False)
    assert [scene.action(ref).needs_sign_off for ref in ("LA-01", "LA-02")] == [True, False]


def test_what_awaits_sign_off_is_not_confirmed_on_track(scene: Scene) -> None:
    asking_sign_off(scene)
    scene.changed(Complete(scene.seen("PO-01")), INSPECTOR)

    assert [action.ref for action in scene.changed(ConfirmOnTrack(), LEAD).actions] == ["PO-02"]


def test_every_kind_of_deed_has_its_own_name_in_the_audit() -> None:
    assert len({deed.value for deed in Deed}) == len(Deed)

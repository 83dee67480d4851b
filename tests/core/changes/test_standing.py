from dataclasses import replace
from datetime import date

import pytest

from csp_core import model
from csp_core.actors import actor_of
from csp_core.changes.deeds import (
    Accept,
    AskSignOff,
    Cancel,
    CarryForward,
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
from csp_core.permissions import (
    Account,
    Allowed,
    Deed,
    NotAllowed,
    Role,
    Standing,
    may,
    may_read,
    standing_of,
)
from tests.core.changes.scene import (
    COORDINATOR,
    DEPUTY,
    EVERYBODY,
    FOREIGNER,
    INSPECTOR,
    LEAD,
    LEAVER,
    OWNER,
    PARTNER,
    STRANGER,
    TODAY,
    Scene,
)

OWNERS_DEEDS = {
    Deed.COMPLETE,
    Deed.REPORT_PROGRESS,
    Deed.REOPEN,
    Deed.REASSIGN,
    Deed.MOVE_DEADLINE,
    Deed.SNOOZE,
    Deed.CONFIRM_ON_TRACK,
}


def every_deed(seen: tuple[Seen, ...]) -> dict[Deed, Edit]:
    """One of each kind, well formed."""
    deeds: list[Edit] = [
        Complete(seen),
        ReportProgress(seen, percent=50),
        Reopen(seen),
        Reassign(seen, "Inspector"),
        MoveDeadline(seen, date(2027, 1, 31), "weather"),
        Snooze(seen, date(2026, 11, 1)),
        CarryForward(seen),
        Cancel(seen, "no money"),
        ConfirmOnTrack(seen),
        Accept(seen),
        SendBack(seen, "no evidence"),
        AskSignOff(seen),
    ]
    return {deed.kind: deed for deed in deeds}


def test_every_kind_of_deed_is_in_the_tests() -> None:
    assert set(every_deed(())) == set(Deed) - {Deed.UNDO}


@pytest.mark.parametrize(
    ("account", "ref", "standing"),
    [
        (COORDINATOR, "LA-01", Standing.COORDINATOR),
        (OWNER, "LA-01", Standing.OWNER),
        (DEPUTY, "LA-01", Standing.OWNER),
        (LEAVER, "LA-01", Standing.STRANGER),
        (INSPECTOR, "LA-01", Standing.PARTNER),
        (INSPECTOR, "PO-01", Standing.OWNER),
        (LEAD, "PO-01", Standing.OWNER),
        (LEAD, "PO-02", Standing.OWNER),
        (LEAD, "LA-01", Standing.PARTNER),
        (INSPECTOR, "PO-02", Standing.PARTNER),
        (PARTNER, "FI-01", Standing.PARTNER),
        (STRANGER, "LA-01", Standing.STRANGER),
        (FOREIGNER, "LA-01", Standing.STRANGER),
    ],
)
def test_what_someone_is_to_an_action(scene: Scene, account: Account, ref: str, standing: Standing) -> None:
    assert standing_of(actor_of(scene.book, account, TODAY), scene.action(ref)) is standing


def test_a_post_is_owned_from_its_first_day_to_its_last(scene: Scene) -> None:
    before = actor_of(scene.book, OWNER, date(2026, 3, 31))

    assert standing_of(before, scene.action("LA-01")) is Standing.PARTNER
    assert actor_of(scene.book, LEAVER, date(2026, 10, 13)).role is Role.PARTNER


def test_a_post_of_the_same_title_in_another_organisation_owns_nothing_here(scene: Scene) -> None:
    owner = actor_of(scene.book, OWNER, TODAY)
    namesake = replace(owner, post_ids=frozenset())

    assert namesake.posts == ("Licensing Officer",)
    assert standing_of(namesake, scene.action("LA-01")) is Standing.PARTNER


@pytest.mark.parametrize("deed", Deed)
def test_coordinators_may_do_everything_and_strangers_nothing(scene: Scene, deed: Deed) -> None:
    action = scene.action("LA-01")

    assert may(actor_of(scene.book, COORDINATOR, TODAY), deed, action) == Allowed()
    assert isinstance(may(actor_of(scene.book, STRANGER, TODAY), deed, action), NotAllowed)
    assert isinstance(may(actor_of(scene.book, FOREIGNER, TODAY), deed, action), NotAllowed)
    assert isinstance(may(actor_of(scene.book, LEAVER, TODAY), deed, action), NotAllowed)


@pytest.mark.parametrize("deed", Deed)
def test_owners_may_do_what_is_theirs_to_do(scene: Scene, deed: Deed) -> None:
    allowed = may(actor_of(scene.book, DEPUTY, TODAY), deed, scene.action("LA-01"))

    assert isinstance(allowed, Allowed) is (deed in OWNERS_DEEDS)


def test_partners_report_on_their_part_and_the_lead_organisation_confirms(scene: Scene) -> None:
    inspector, partner = actor_of(scene.book, INSPECTOR, TODAY), actor_of(scene.book, PARTNER, TODAY)

    assert may(inspector, Deed.REPORT_PROGRESS, scene.action("LA-01")) == Allowed()
    assert may(partner, Deed.REPORT_PROGRESS, scene.action("PO-01")) == Allowed()
    assert isinstance(may(partner, Deed.REPORT_PROGRESS, scene.action("LA-01")), NotAllowed)
    assert may(inspector, Deed.CONFIRM_ON_TRACK, scene.action("PO-02")) == Allowed()
    assert isinstance(may(partner, Deed.CONFIRM_ON_TRACK, scene.action("PO-01")), NotAllowed)


def test_a_refusal_names_who_can(scene: Scene) -> None:
    stranger = actor_of(scene.book, STRANGER, TODAY)

    assert may(stranger, Deed.COMPLETE, scene.action("LA-01"), ("Person C",)) == NotAllowed(
        "Sorry, only its owner (Licensing Officer) or a coordinator (Person C) can complete LA-01."
    )
    assert may(stranger, Deed.CANCEL, scene.action("LA-01"), ("Person C", "Person X")) == NotAllowed(
        "Sorry, only a coordinator (Person C or Person X) can cancel LA-01."
    )
    assert may(stranger, Deed.CONFIRM_ON_TRACK, scene.action("PO-02")) == NotAllowed(
        "Sorry, only its owner, people of Arden Police or a coordinator can confirm PO-02 as on track."
    )


@pytest.mark.parametrize("kind", [kind for kind in Deed if kind is not Deed.UNDO])
@pytest.mark.parametrize("account", EVERYBODY, ids=str)
def test_the_transaction_asks_for_the_right_whatever_the_button_was(scene: Scene, account: Account, kind: Deed) -> None:
    before, entries = scene.action("LA-01"), len(scene.trail())
    right = may(actor_of(scene.book, account, TODAY), kind, before, ("Person C",))

    result = scene.make(every_deed(scene.seen("LA-01"))[kind], account)

    assert isinstance(result, NotAllowed) is isinstance(right, NotAllowed)
    if isinstance(result, NotAllowed):
        assert result == right
        assert scene.action("LA-01") == before
        *_, refusal = scene.trail()
        assert (len(scene.trail()), refusal.refusal, refusal.kind) == (entries + 1, result.sentence, kind.value)
        assert refusal.account == str(account)


def test_a_right_that_ended_before_the_submit_has_ended(scene: Scene) -> None:
    seen = scene.seen("LA-01")
    scene.later(days=1)
    with scene.database.writing() as session:
        from_post = actor_of(scene.book, OWNER, TODAY).person_id
        for term in session.query(model.Holding).where(model.Holding.person_id == from_post):
            term.last_day = TODAY

    assert isinstance(scene.make(Complete(seen), OWNER), NotAllowed)


@pytest.mark.parametrize(
    ("account", "may_do"),
    [
        (STRANGER, True),
        (Account("T1", "U9", is_guest=True), False),
        (FOREIGNER, False),
        (PARTNER, True),
        (COORDINATOR, True),
    ],
)
def test_reading_is_open_to_full_members_of_the_own_workspace(scene: Scene, account: Account, may_do: bool) -> None:
    answer = may_read(actor_of(scene.book, account, TODAY), scene.book)

    assert isinstance(answer, Allowed) is may_do


def test_reading_can_be_closed(scene: Scene) -> None:
    closed = replace(scene.book, open_reading=False)

    assert may_read(actor_of(closed, STRANGER, TODAY), closed) == NotAllowed(
        "Sorry, only people in the partnership's directory can read the plan; a coordinator (Person C) can add you."
    )
    assert may_read(actor_of(closed, PARTNER, TODAY), closed) == Allowed()


def test_the_first_coordinators_are_those_of_the_settings_in_the_own_workspace_alone(scene: Scene) -> None:
    first = frozenset({"U9", "UA"})

    assert actor_of(scene.book, STRANGER, TODAY, first).role is Role.COORDINATOR
    assert actor_of(scene.book, OWNER, TODAY, first).role is Role.COORDINATOR
    assert actor_of(scene.book, Account("T2", "U9"), TODAY, first).role is Role.STRANGER
    assert actor_of(scene.book, Account("T1", "U9", is_guest=True), TODAY, first).role is Role.STRANGER

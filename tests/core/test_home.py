"""The Home of one person: what is theirs, what a coordinator looks after, what changed, what may be seen."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from csp_core.answering.answers import ActionLine
from csp_core.book import Action, Book, Change, Person, Status, Visibility
from csp_core.home import Home, Mine, Outside, home_of
from csp_core.news import Subject, news_of
from csp_core.permissions import Account, Actor, Role, Visit
from tests.core.asking.invented import (
    FIGURES,
    HAVEN,
    KSI,
    POLICE,
    ROADS,
    TODAY,
    WDC,
    WESTMERE,
    action,
    book_of,
    figure,
    plan,
)

POST, OTHER_POST, MYSELF = UUID(int=1), UUID(int=2), UUID(int=3)
SPACE = ("T1",)
OWNER = Actor(
    Role.PARTNER, "the owner", POLICE, ("Inspector",), person_id=MYSELF, post_ids=frozenset({POST}),
    account=Account("T1", "U1"),
)  # fmt: skip
NAMED_LEAD = Actor(Role.PARTNER, "the lead", POLICE, leads=(POLICE,), person_id=UUID(int=4))
COLLEAGUE = Actor(Role.PARTNER, "the colleague", POLICE, person_id=UUID(int=5))
COORDINATOR = Actor(Role.COORDINATOR, "the coordinator", person_id=UUID(int=6))
SETTINGS_ONLY = Actor(Role.COORDINATOR)
MEMBER = Actor(Role.STRANGER, account=Account("T1", "U9"))
GUEST = Actor(Role.STRANGER, account=Account("T1", "U8", is_guest=True))
VISITOR = Actor(Role.STRANGER, account=Account("T2", "U7"), is_foreign=True)


def home(book: Book, actor: Actor = OWNER, figures: tuple[Any, ...] = ()) -> Home:
    made = home_of(Visit(book, actor, TODAY), figures)
    assert isinstance(made, Home)
    return made


def of(*actions: Action, **given: Any) -> Book:
    return book_of(plan(*actions), **given)


def mine(*actions: Action, actor: Actor = OWNER) -> Mine:
    found = home(of(*actions), actor).mine
    assert found is not None
    return found


def refs(lines: tuple[ActionLine, ...]) -> list[str]:
    return [line.action.ref for line in lines]


def own(ref: str, days: int | None, **given: Any) -> Action:
    """An action of the owner's post that is due so many days from today."""
    due = None if days is None else TODAY + timedelta(days=days)
    return action(ref, "Patrols", **{"owner": "Inspector", "owner_post_id": POST, "due": due, **given})


@pytest.mark.parametrize(
    ("days", "where"),
    [(-1, "overdue"), (-400, "overdue"), (0, "soon"), (14, "soon"), (15, "rest"), (None, "rest")],
)
def test_my_open_actions_are_split_by_their_date(days: int | None, where: str) -> None:
    found = mine(own("A", days))

    assert refs(getattr(found, where)) == ["A"]
    assert refs(found.all) == ["A"]


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.CANCELLED, Status.CARRIED_FORWARD])
def test_what_is_closed_is_nothing_to_do(status: Status) -> None:
    assert mine(own("A", -1, status=status)).all == ()


def test_what_i_have_reported_done_waits_for_others_and_stands_last() -> None:
    found = mine(own("A", -30, awaiting_sign_off=True), own("B", None), own("C", 60))

    assert found.overdue == ()
    assert refs(found.rest) == ["C", "B", "A"]


def test_the_most_urgent_stand_first() -> None:
    found = mine(own("A", -1), own("B", -9), own("C", 9), own("D", 3))

    assert refs(found.overdue) == ["B", "A"]
    assert refs(found.soon) == ["D", "C"]


@pytest.mark.parametrize(
    ("actor", "given", "is_mine"),
    [
        (OWNER, {"owner_post_id": POST}, True),
        (OWNER, {"owner_post_id": OTHER_POST}, False),
        (OWNER, {"owner_person_id": MYSELF}, True),
        (OWNER, {"lead": POLICE}, False),
        (NAMED_LEAD, {"lead": POLICE}, True),
        (NAMED_LEAD, {"lead": WDC, "partners": (POLICE,)}, False),
        (COLLEAGUE, {"lead": POLICE}, False),
        (COORDINATOR, {"lead": POLICE}, False),
    ],
)
def test_mine_is_what_i_own_by_post_or_in_person_or_lead_for(
    actor: Actor, given: dict[str, Any], is_mine: bool
) -> None:
    assert refs(mine(action("A", "Patrols", **given), actor=actor).all) == (["A"] if is_mine else [])


def test_a_coordinator_who_holds_a_post_has_its_actions() -> None:
    both = Actor(Role.COORDINATOR, "both", post_ids=frozenset({POST}))

    assert refs(mine(own("A", 3), own("B", 3, owner_post_id=OTHER_POST), actor=both).all) == ["A"]


def test_the_other_actions_of_my_organisation_are_offered_too() -> None:
    book = of(own("A", 3, lead=POLICE), own("B", -3, lead=POLICE, owner_post_id=OTHER_POST), own("C", 1, lead=WDC))

    for actor, others in ((OWNER, ["B"]), (COLLEAGUE, ["B", "A"])):
        team = home(book, actor).team
        assert team is not None
        assert (team.name, refs(team.others), team.on_track) == (POLICE, others, 2)


def test_what_is_reported_done_is_not_confirmed_as_on_track() -> None:
    team = home(of(own("A", 3, lead=POLICE, awaiting_sign_off=True))).team

    assert team is not None
    assert team.on_track == 0


def test_without_an_organisation_or_without_its_actions_there_is_no_team() -> None:
    assert home(of(own("A", 3, lead=WDC))).team is None
    assert home(of(own("A", 3)), COORDINATOR).team is None


def test_a_coordinator_sees_what_to_look_after_among_the_open_actions() -> None:
    kept = home(
        of(
            own("A", 3, awaiting_sign_off=True),
            own("B", 3, owner=None),
            own("C", None),
            own("D", 3, moves=2),
            own("E", 3, moves=3),
            own("F", None, owner=None, moves=5, status=Status.COMPLETED),
        ),
        COORDINATOR,
    ).upkeep

    assert kept is not None
    assert [refs(each) for each in (kept.awaiting, kept.unowned, kept.undated, kept.moved)] == [
        ["A"], ["B"], ["C"], ["E"],
    ]  # fmt: skip
    assert kept.reminders == ()


@pytest.mark.parametrize("actor", [OWNER, NAMED_LEAD, COLLEAGUE, MEMBER])
def test_nobody_else_has_a_coordinators_lists(actor: Actor) -> None:
    assert home(WESTMERE_OPEN, actor).upkeep is None
    assert home(WESTMERE_OPEN, actor).first_run is None


WESTMERE_OPEN = book_of(*WESTMERE.plans, measures=WESTMERE.measures, workspaces=SPACE)
CLOSED = book_of(*WESTMERE.plans, measures=WESTMERE.measures, workspaces=SPACE, open_reading=False)


def test_a_stranger_with_open_reading_sees_the_plan_and_public_figures_alone() -> None:
    seen = home(WESTMERE_OPEN, MEMBER, FIGURES)

    assert (seen.mine, seen.team) == (None, None)
    assert seen.progress.headline.startswith("1 of 14 actions completed")
    assert KSI not in {line.figure.measure for line in seen.figures}


@pytest.mark.parametrize(("book", "actor"), [(CLOSED, MEMBER), (WESTMERE_OPEN, GUEST), (WESTMERE_OPEN, VISITOR)])
def test_who_may_not_read_learns_whose_plan_it_is_and_where_to_turn_to(book: Book, actor: Actor) -> None:
    outside = home_of(Visit(book, actor, TODAY), FIGURES)

    assert isinstance(outside, Outside)
    assert outside.visit.book is book
    assert "call 999" in outside.signposts[0]
    assert len(outside.signposts) == len(set(outside.signposts)) > 1


def test_progress_is_that_of_the_current_plan_by_priority() -> None:
    rows = {row.priority: row for row in home(WESTMERE).progress.summary}

    assert (rows[ROADS].total, rows[ROADS].overdue) == (3, 1)


def test_an_empty_plan_has_a_home_too() -> None:
    for book in (of(), book_of()):
        empty = home(book, COORDINATOR)

        assert empty.mine == Mine((), (), ())
        assert empty.progress.summary == ()


def test_the_newest_figure_of_each_measure_is_shown_newest_period_first_and_without_a_number_last() -> None:
    older = figure("Arson", 4, period_from=date(2025, 1, 1), period_to=date(2025, 12, 31))
    figures = (
        figure("Robbery"),
        older,
        figure("Burglary", 400, period_from=date(2024, 7, 1), period_to=date(2025, 6, 30)),
        figure("Burglary", 431),
        figure("Burglary", 7, area="Eastmere"),
        figure("Theft", 9, area="Eastmere"),
    )

    shown = [(line.figure.measure, line.figure.value) for line in home(of(), OWNER, figures).figures]

    assert shown == [("Burglary", 431), ("Theft", 9), ("Arson", 4), ("Robbery", None)]


@pytest.mark.parametrize(("actor", "value"), [(OWNER, 5), (COORDINATOR, 5), (MEMBER, 4)])
def test_figures_for_partners_are_seen_by_people_of_the_directory_only(actor: Actor, value: float) -> None:
    public = figure("Arson", 4, period_from=date(2024, 7, 1), period_to=date(2025, 6, 30))
    book = book_of(plan(), workspaces=SPACE)

    shown = home(book, actor, (public, figure("Arson", 5, visibility=Visibility.PARTNER))).figures

    assert [line.figure.value for line in shown] == [value]


@pytest.mark.parametrize(
    ("people", "actor", "has_steps"),
    [
        ((), SETTINGS_ONLY, True),
        ((Person("the coordinator", is_coordinator=True),), SETTINGS_ONLY, True),
        ((Person("the coordinator"),), COORDINATOR, True),
        ((Person("the coordinator", is_coordinator=True),), COORDINATOR, False),
        ((), OWNER, False),
    ],
)
def test_the_first_steps_lead_a_coordinator_until_the_directory_serves(
    people: tuple[Person, ...], actor: Actor, has_steps: bool
) -> None:
    assert (home(of(people=people), actor).first_run is not None) is has_steps


def change(days_ago: int, ref: str, kind: str, summary: str = "status: completed (was in progress)") -> Change:
    return Change(TODAY - timedelta(days=days_ago), ref, kind, summary)


def told(*changes: Change, actions: tuple[Action, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    return [(news.refs, news.what) for news in news_of(of(*actions, changes=changes), TODAY)]


def test_what_changed_in_seven_days_is_told_the_newest_first() -> None:
    assert told(change(7, "A", "complete"), change(6, "B", "complete"), change(0, "C", "cancel")) == [
        (("C",), "cancelled"),
        (("B",), "completed"),
    ]


def test_the_same_done_to_several_on_one_day_is_one_line() -> None:
    changes = [change(1, ref, "confirm", "") for ref in ("A", "B", "C")]

    assert told(*changes, change(0, "A", "confirm", "")) == [
        (("A",), "confirmed as still on track"),
        (("A", "B", "C"), "confirmed as still on track"),
    ]


def test_what_was_undone_left_nothing_behind() -> None:
    assert told(change(1, "A", "complete"), change(1, "B", "complete"), change(1, "A", "undo")) == [
        (("B",), "completed")
    ]
    assert told(*(change(1, "A", kind) for kind in ("progress", "complete", "undo", "undo"))) == []


def test_an_undoing_of_what_is_older_is_told() -> None:
    assert told(change(9, "A", "complete"), change(1, "A", "undo")) == [(("A",), "an earlier change undone")]


@pytest.mark.parametrize(
    ("kind", "summary", "what"),
    [
        ("complete", "now awaits sign-off", "reported done, awaiting sign-off"),
        (
            "move_deadline",
            "deadline: 18 December 2026 (was 30 September 2026)",
            "deadline moved, now due 18 December 2026",
        ),
        ("reassign", "owner: Inspector", "handed over, now with Inspector"),
        ("update_from_file", "title: Patrols (was Patrol)", "updated from a file"),
        ("something_new", "", "something new"),
    ],
)
def test_changes_are_told_in_plain_words(kind: str, summary: str, what: str) -> None:
    patrols = action("A", "Patrols", owner="Inspector", lead=HAVEN, due=date(2026, 12, 18))

    assert told(change(0, "A", kind, summary), actions=(patrols,)) == [(("A",), what)]


def test_every_action_is_told_with_its_title_while_a_plan_has_it() -> None:
    changes = (change(0, "A", "complete"), change(0, "B", "complete"), change(0, "Z", "cancel"))
    news = news_of(of(own("A", 1), own("B", 1), changes=changes), TODAY)

    assert [each.subjects for each in news] == [
        (Subject("Z"),),
        (Subject("A", "Patrols"), Subject("B", "Patrols")),
    ]

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from csp_core.book import Action, Book, Change, Holding, Person, Plan, Post, Status
from csp_core.reminder_kinds import Kind
from csp_core.reminders.choosing import Choice
from csp_core.reminders.composing import content_of, pages_of, whole
from csp_core.reminders.contents import Content, Count, Digest, Escalation, OwnerReminder, Skipped, Summary
from csp_core.reminders.grounds import Account, Ground
from csp_core.reminders.schedules import Filter
from csp_core.reminders.wording import as_text

TODAY = date(2026, 11, 2)
WARDEN, INSPECTOR = uuid4(), uuid4()
HOLDER = Person("Person A", accounts=(("T1", "UA"),), id=uuid4())
COUNCIL, POLICE = "Arden Council", "Arden Police"


def action(ref: str, days: int | None, **values: Any) -> Action:
    """An open action of the council's warden, due so many days from today."""
    due = None if days is None else TODAY + timedelta(days=days)
    given = {"lead": COUNCIL, "owner": "Warden", "owner_post_id": WARDEN, "priority": "Streets", **values}
    return Action(id=uuid4(), ref=ref, title=f"Do {ref}", year="2026-27", due=due, original_due=due, **given)


def ground(*actions: Action, kind: Kind = Kind.WEEKLY_DIGEST, **values: Any) -> Ground:
    posts = (
        Post("Warden", holdings=(Holding("Person A", person_id=HOLDER.id),), id=WARDEN),
        Post("Inspector", id=INSPECTOR),
    )
    plan = Plan("2026-27", date(2026, 4, 1), date(2027, 3, 31), actions=actions)
    changes = tuple(Change(TODAY - timedelta(days=3), each.ref, "move_deadline", "") for each in actions if each.moves)
    book = Book(
        uuid4(), "Arden", "Arden", "Europe/London", 1, plans=(plan,), posts=posts, people=(HOLDER,), changes=changes
    )
    return Ground(**{"kind": kind, "book": book, "today": TODAY, "day": TODAY, **values})


def digest(*actions: Action, **values: Any) -> Digest:
    content = whole(ground(*actions, **values))
    assert isinstance(content, Digest)
    return content


def refs(content: Content | None) -> list[str]:
    """What a content lists, in the order that it is read."""
    groups = [group for name in ("overdue", "upcoming", "moved", "awaiting") for group in getattr(content, name, ())]
    return [line.action.ref for group in groups for line in group.lines]


NEVER_CHASED = [
    {"status": Status.COMPLETED},
    {"status": Status.CANCELLED},
    {"status": Status.CARRIED_FORWARD},
    {"awaiting_sign_off": True},
    {"snoozed_until": TODAY + timedelta(days=1)},
]


@pytest.mark.parametrize("values", NEVER_CHASED)
@pytest.mark.parametrize("kind", [Kind.WEEKLY_DIGEST, Kind.OWNER_MESSAGES, Kind.ESCALATION])
@pytest.mark.parametrize("days", [-30, -1, 2, 14])
def test_what_is_done_or_rests_is_never_chased(kind: Kind, days: int, values: dict[str, Any]) -> None:
    assert refs(whole(ground(action("A-1", days, **values), kind=kind))) == []


def test_a_snooze_is_over_on_its_day() -> None:
    assert refs(digest(action("A-1", -1, snoozed_until=TODAY))) == ["A-1"]


def test_overdue_comes_by_organisation_and_owner_then_the_next_fortnight() -> None:
    police = {"lead": POLICE, "owner": "Inspector", "owner_post_id": INSPECTOR}
    content = digest(
        action("P-1", -3, **police),
        action("A-2", -1),
        action("U-1", 14),
        action("U-2", 15),
        action("U-3", 0),
        action("A-1", -9),
        action("N-1", -2, lead=None, owner=None, owner_post_id=None),
        action("X-1", None),
    )

    assert refs(content) == ["A-1", "A-2", "P-1", "N-1", "U-3", "U-1"]
    assert [(group.organisation, group.owner, group.is_linked) for group in content.overdue] == [
        (COUNCIL, "Warden", True),
        (POLICE, "Inspector", False),
        (None, None, False),
    ]


def test_the_chairs_line_counts_what_is_chased_and_says_what_rests() -> None:
    listed = [action("A-1", -20), action("A-2", -15), action("A-3", -10, status=Status.COMPLETED)]
    others = [action("P-1", -3, lead=POLICE), action("S-1", -40, snoozed_until=TODAY + timedelta(days=5))]
    waiting = action("W-1", -12, awaiting_sign_off=True)
    last = Account(TODAY - timedelta(days=7), frozenset(each.id for each in (*listed, waiting, others[1])))

    chair = digest(*listed, *others, waiting, account=last).chair

    assert chair is not None
    assert chair.by_organisation == (Count(COUNCIL, 2), Count(POLICE, 1))
    assert (chair.overdue, chair.newly, chair.cleared, chair.awaiting, chair.snoozed) == (3, 1, 2, 1, 1)
    assert chair.oldest is not None
    assert chair.oldest.action.ref == "A-1"


def test_the_first_digest_compares_with_nothing() -> None:
    chair = digest(action("A-1", -1)).chair

    assert chair is not None
    assert (chair.newly, chair.cleared) == (None, None)


def test_a_new_plan_year_is_not_measured_by_the_old_one() -> None:
    last = Account(date(2026, 3, 30), frozenset({uuid4()}))

    chair = digest(action("A-1", -1), account=last).chair

    assert chair is not None
    assert (chair.newly, chair.cleared) == (None, None)


def test_a_good_week_says_so_in_one_line() -> None:
    content = digest(action("A-1", 30))

    assert content.is_good_week
    assert as_text(content) == "Weekly digest, 2 November 2026\nNothing is overdue: a good week."


def test_the_text_of_a_digest() -> None:
    moved = action("A-1", -20, moves=2, confirmed_on=date(2026, 10, 20))
    skipped = (Skipped(date(2026, 10, 26), "pre-election period"),)
    content = digest(moved, action("U-1", 3), account=Account(date(2026, 10, 19), frozenset(), skipped))

    assert as_text(content) == (
        "Weekly digest, 2 November 2026\n"
        "1 overdue (Arden Council 1) · 1 newly overdue · 0 cleared since the last digest"
        " · oldest: A-1, 2 weeks overdue (20 days).\n"
        "1 earlier post did not appear: 26 October 2026 (pre-election period).\n"
        "Overdue:\n"
        "Arden Council · Warden\n"
        "• A-1 Do A-1: 2 weeks overdue (20 days), due 13 October 2026"
        " · moved twice, first due 13 October 2026 · last confirmed 20 October 2026\n"
        "Due in the next 14 days:\n"
        "Arden Council · Warden\n"
        "• U-1 Do U-1: due 5 November 2026 · never confirmed"
    )


def test_a_filter_leaves_the_rest_out() -> None:
    actions = [action("A-1", -1), action("P-1", -1, lead=POLICE), action("H-1", -1, priority="Homes")]

    assert refs(digest(*actions, filter=Filter("Streets", COUNCIL))) == ["A-1"]


def test_parts_hold_everything_once_and_mention_an_owner_once() -> None:
    choice = Choice(ground(*(action(f"A-{number}", -1 - number) for number in range(25))))
    pages = pages_of(choice, 10)
    parts = [content_of(choice, page, number, len(pages)) for number, page in enumerate(pages, 1)]

    mentions = [group.mentions for part in parts if isinstance(part, Digest) for group in part.overdue]
    assert [len(page.entries) for page in pages] == [10, 10, 5]
    assert len({ref for part in parts for ref in refs(part)}) == 25
    assert [len(each) for each in mentions] == [1, 0, 0]
    assert [part.chair is not None for part in parts if isinstance(part, Digest)] == [True, False, False]


@pytest.mark.parametrize(
    ("days", "is_told"),
    [(15, False), (14, True), (13, False), (2, True), (1, False), (0, False), (-1, True), (-2, False)],
)
def test_an_owner_hears_14_and_2_days_before_and_when_it_is_first_overdue(days: int, *, is_told: bool) -> None:
    content = whole(ground(action("A-1", days), kind=Kind.OWNER_MESSAGES, person=HOLDER))

    assert isinstance(content, OwnerReminder) is is_told


def test_after_a_weekend_an_owner_hears_what_came_to_its_mark_meanwhile() -> None:
    last = Account(TODAY - timedelta(days=3))
    actions = [action(f"A-{days}", days) for days in (16, 14, 13, 12, 11, 2, 1, 0, -1, -2, -3, -4)]

    content = whole(ground(*actions, kind=Kind.OWNER_MESSAGES, person=HOLDER, account=last))

    assert refs(content) == ["A--1", "A--2", "A--3", "A-14", "A-13", "A-12", "A-2", "A-1", "A-0"]


def test_an_owner_is_not_told_of_other_peoples_actions_nor_twice_in_a_day() -> None:
    told, other = action("A-1", 2), action("B-1", 2, owner="Inspector", owner_post_id=INSPECTOR)
    account = Account(TODAY - timedelta(days=1), told={told.id: TODAY})

    content = whole(ground(told, other, kind=Kind.OWNER_MESSAGES, person=HOLDER, account=account))

    assert content is None


@pytest.mark.parametrize(
    ("days", "values", "is_told"),
    [
        (-21, {}, True),
        (-20, {}, False),
        (-200, {}, True),
        (-21, {"confirmed_on": TODAY - timedelta(days=21)}, False),
        (-21, {"confirmed_on": TODAY - timedelta(days=22)}, True),
    ],
)
def test_three_weeks_without_an_answer_are_escalated(days: int, values: dict[str, Any], *, is_told: bool) -> None:
    content = whole(ground(action("A-1", days, **values), kind=Kind.ESCALATION))

    assert isinstance(content, Escalation) is is_told


def test_an_escalation_is_told_once_unless_the_deadline_was_put_back_since() -> None:
    once, again = action("A-1", -30), action("A-2", -30)
    told = {once.id: TODAY - timedelta(days=5), again.id: TODAY - timedelta(days=60)}

    assert refs(whole(ground(once, again, kind=Kind.ESCALATION, account=Account(told=told)))) == ["A-2"]


def test_the_monthly_summary_tells_progress_moved_dates_and_what_awaits_sign_off() -> None:
    actions = [
        action("A-1", -1, status=Status.COMPLETED),
        action("A-2", 40, moves=1),
        action("H-1", -3, priority="Homes", awaiting_sign_off=True),
    ]
    content = whole(ground(*actions, kind=Kind.MONTHLY_SUMMARY))

    assert isinstance(content, Summary)
    assert [(row.priority, row.total, row.completed, row.open, row.overdue) for row in content.rows] == [
        ("Streets", 2, 1, 1, 0),
        ("Homes", 1, 0, 1, 1),
    ]
    assert ([each.action.ref for group in content.moved for each in group.lines]) == ["A-2"]
    assert ([each.action.ref for group in content.awaiting for each in group.lines]) == ["H-1"]
    assert "Streets: 1 of 2 completed, 1 open, 0 overdue" in as_text(content)

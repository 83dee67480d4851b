"""What a form wants of a person becomes deeds that lead exactly there; and how the directory is read."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from csp_core.actors import COORDINATOR as COORDINATES
from csp_core.actors import Visit
from csp_core.book import Holding
from csp_core.changes.deeds import Complete
from csp_core.people.deeds import AddPerson, Leave, LeavePost, LinkAccount, NameLead, PeopleDeed, Rename, Stay, TakePost
from csp_core.people.entries import PersonEntry, deeds_for, entry_of, person_called
from csp_core.people.keeping import DirectoryChanged, People
from csp_core.people.listing import counts, people_of, says_of, unheld_posts
from csp_core.people.wording import sentences
from csp_core.work import Request, Via
from tests.core.changes.scene import COORDINATOR, COUNCIL, FIRE, POLICE, TODAY, Scene
from tests.core.changes.test_people import ONE_OF_EACH

YESTERDAY = TODAY - timedelta(days=1)


def keep(scene: Scene, *deeds: PeopleDeed) -> None:
    request = Request(scene.partnership_id, COORDINATOR, Via.FORM, scene.now)
    result = People(scene.database).make_all(deeds, request)
    assert isinstance(result, DirectoryChanged), result


def entry(scene: Scene, name: str) -> PersonEntry:
    person = person_called(scene.book, name, TODAY)
    assert person is not None
    return entry_of(scene.book, person, TODAY)


def want(scene: Scene, whom: str, first_day: date | None = None, **changes: Any) -> tuple[PeopleDeed, ...]:
    """Asks for somebody's entry with some changes, as a form does; the deeds that were done."""
    person = person_called(scene.book, whom, TODAY)
    held = entry_of(scene.book, person, TODAY) if person else PersonEntry(whom)
    posts = {post.title: post.id for post in scene.book.posts if post.id}
    ids: dict[str, Any] = {
        key: tuple(posts[title] for title in changes[key]) for key in ("posts", "deputies") if key in changes
    }
    wanted = replace(held, **{**changes, **ids})
    deeds = deeds_for(Visit(scene.book, COORDINATES, TODAY), person, wanted, first_day)
    if deeds:
        keep(scene, *deeds)
    assert entry(scene, wanted.name) == wanted
    return deeds


def test_an_entry_holds_what_the_directory_says(scene: Scene) -> None:
    licensing = next(post.id for post in scene.book.posts if post.id and post.title == "Licensing Officer")

    assert entry(scene, "Person A") == PersonEntry("Person A", ("T1", "UA"), COUNCIL, (licensing,))
    assert entry(scene, "Person B").deputies == (licensing,)
    assert entry(scene, "Person C").is_coordinator
    assert entry(scene, "Person E").is_lead
    assert entry(scene, "Person L").last_day == date(2026, 10, 13)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Person N"},
        {"account": None},
        {"account": ("T1", "U9")},
        {"account": ("T2", "UC")},
        {"organisation": None},
        {"organisation": FIRE, "is_lead": True},
        {"posts": ()},
        {"posts": ("Inspector",)},
        {"posts": ("Inspector", "Licensing Officer"), "deputies": ("Licensing Officer",)},
        {"is_lead": True},
        {"is_coordinator": True},
        {"last_day": date(2026, 12, 31)},
        {"last_day": date(2026, 10, 1)},
        {"name": "Person N", "organisation": FIRE, "posts": ("Inspector",), "last_day": date(2026, 12, 31)},
    ],
    ids=lambda changes: " ".join(changes) or "nothing",
)
def test_what_is_wanted_is_what_the_directory_holds_afterwards(scene: Scene, changes: dict[str, Any]) -> None:
    deeds = want(scene, "Person A", **changes)

    assert bool(deeds) == bool(changes)
    assert want(scene, str(changes.get("name", "Person A"))) == ()
    want(scene, str(changes.get("name", "Person A")), name="Person A", organisation=COUNCIL, last_day=None)


def test_somebody_new_is_added_with_all_that_is_theirs(scene: Scene) -> None:
    deeds = want(
        scene, "Person N", date(2026, 11, 1), organisation=POLICE, account=("T2", "U7"), posts=("Inspector",),
        deputies=("Licensing Officer",), is_lead=True, is_coordinator=True, last_day=date(2027, 3, 31),
    )  # fmt: skip

    assert [deed.kind for deed in deeds] == [
        "add_person", "leave", "link_account", "take_post", "take_post", "name_lead", "set_coordinator",
    ]  # fmt: skip
    assert scene.book.posts[0].holdings[-1] == Holding("Person N", date(2026, 11, 1), date(2027, 3, 31))


def test_what_is_taken_away_is_over_at_once_and_stays_in_history(scene: Scene) -> None:
    want(scene, "Person A", posts=())

    assert Holding("Person A", date(2026, 4, 1), YESTERDAY) in scene.book.posts[-1].holdings
    want(scene, "Person A", posts=("Licensing Officer",))
    assert Holding("Person A", TODAY) in scene.book.posts[-1].holdings
    want(scene, "Person A", posts=())
    assert [term.last_day for term in scene.book.posts[-1].holdings if term.person == "Person A"] == [YESTERDAY]


def test_another_organisation_ends_the_lead_of_the_one_before(scene: Scene) -> None:
    want(scene, "Person E", organisation=FIRE)

    assert scene.book.organisation_by_name[POLICE].leads == (Holding("Person E", None, YESTERDAY),)
    assert scene.book.organisation_by_name[FIRE].leads == (Holding("Person E"),)


def test_a_leaver_who_is_back_has_what_ended_with_them(scene: Scene) -> None:
    keep(scene, Leave("Person A", date(2026, 10, 1)))
    held = entry(scene, "Person A")

    assert want(scene, "Person A", last_day=None) == (Stay("Person A"),)
    assert entry(scene, "Person A") == replace(held, last_day=None)
    keep(scene, Leave("Person A", date(2026, 10, 1)))
    deeds = want(scene, "Person A", last_day=None, posts=())
    assert deeds[1] == LeavePost("Person A", "Licensing Officer", date(2026, 10, 1), COUNCIL, False)


def test_of_two_of_one_name_the_one_who_is_there_is_meant(scene: Scene) -> None:
    keep(scene, AddPerson("Person N"), Leave("Person N", YESTERDAY), Rename("Person N", "Person M"))
    scene.later(days=1)

    assert person_called(scene.book, "Person M", TODAY) is not None
    assert person_called(scene.book, "Person N", TODAY) is None


def test_of_several_slack_users_the_one_of_the_own_workspace_is_shown_and_the_others_stay(scene: Scene) -> None:
    keep(scene, LinkAccount("Person A", "T0", "U7"))
    assert entry(scene, "Person A").account == ("T1", "UA")
    want(scene, "Person A", account=("T0", "U7"))

    person = person_called(scene.book, "Person A", TODAY)
    assert person is not None
    assert person.accounts == (("T0", "U7"),)


def test_the_directory_is_read_by_organisation_with_leavers_apart(scene: Scene) -> None:
    keep(scene, AddPerson("Person N"), TakePost("Person N", "Inspector", None, date(2026, 11, 1), is_deputy=True))
    keep(scene, LinkAccount("Person N", "T2", "U7"), Leave("Person N", date(2026, 12, 31)))

    listed = [(each.heading, each.person.name, each.says) for each in people_of(scene.book, TODAY)]

    assert listed == [
        (COUNCIL, "Person A", "holds Licensing Officer (since 1 April 2026) · linked to Slack"),
        (COUNCIL, "Person B", "deputy for Licensing Officer · linked to Slack"),
        (COUNCIL, "Person C", "coordinator · linked to Slack"),
        (FIRE, "Person F", "linked to Slack"),
        (POLICE, "Person D", "holds Inspector · linked to Slack"),
        (POLICE, "Person E", "named lead of Arden Police · linked to Slack"),
        (
            "Without an organisation", "Person N",
            "deputy for Inspector (from 1 November 2026 until 31 December 2026) · linked to Slack in another workspace "
            "· leaves after 31 December 2026",
        ),
        ("No longer here", "Person L", "last day 13 October 2026"),
    ]  # fmt: skip
    assert counts(scene.book, TODAY) == "7 people · 7 linked to Slack · 1 coordinator"


def test_somebody_without_an_account_is_said_to_be_so(scene: Scene) -> None:
    keep(scene, AddPerson("Person N", FIRE))
    person = person_called(scene.book, "Person N", TODAY)

    assert person is not None
    assert says_of(scene.book, person, TODAY) == "not linked to Slack"


def test_posts_that_own_open_actions_and_have_nobody_are_named(scene: Scene) -> None:
    assert unheld_posts(scene.book, TODAY) == ()
    want(scene, "Person A", posts=())
    assert unheld_posts(scene.book, TODAY) == (), "the deputy is there"
    want(scene, "Person B", deputies=())
    want(scene, "Person D", posts=())

    assert [each.words for each in unheld_posts(scene.book, TODAY)] == ["Licensing Officer (2)", "Inspector (1)"]
    scene.changed(Complete(scene.seen("PO-01")))
    assert [each.post.title for each in unheld_posts(scene.book, TODAY)] == ["Licensing Officer"]


@pytest.mark.parametrize("deed", ONE_OF_EACH, ids=lambda deed: deed.kind)
def test_each_deed_is_told_in_one_sentence(deed: PeopleDeed) -> None:
    (said,) = sentences((deed,))

    assert said[0].isupper()
    assert said.endswith(".")
    assert "None" not in said


def test_what_was_done_is_told_with_its_days() -> None:
    assert sentences(
        (
            TakePost("Person A", "Inspector", None, TODAY, date(2027, 3, 31), is_deputy=True),
            LeavePost("Person A", "Inspector", YESTERDAY, is_deputy=False),
            NameLead("Person A", POLICE, TODAY),
        )
    ) == (
        "Person A is deputy for the post Inspector from 14 October 2026 until 31 March 2027.",
        "Person A no longer holds the post Inspector (last day 13 October 2026).",
        "Person A is a named lead of Arden Police from 14 October 2026.",
    )

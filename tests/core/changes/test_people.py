from datetime import date

import pytest

from csp_core import model
from csp_core.actors import actor_of
from csp_core.book import Holding
from csp_core.changes.deeds import Complete
from csp_core.changes.results import Changed, NotPossible, Repeated
from csp_core.people.deeds import (
    AddPerson,
    AddPost,
    Leave,
    LeavePost,
    LinkAccount,
    NameLead,
    PeopleDeed,
    SetCoordinator,
    SetReading,
    SetSignOff,
    TakePost,
    UnlinkAccount,
)
from csp_core.people.keeping import DirectoryChanged, DirectoryResult, People
from csp_core.permissions import Account, NotAllowed, Role, Standing, may_read, standing_of
from csp_core.work import Request, Via
from tests.core.changes.scene import (
    COORDINATOR,
    COUNCIL,
    EVERYBODY,
    FIRE,
    FOREIGNER,
    NOON,
    OWNER,
    POLICE,
    STRANGER,
    TODAY,
    Scene,
)


def make(
    scene: Scene, deed: PeopleDeed, account: Account = COORDINATOR, delivery: str | None = None
) -> DirectoryResult:
    request = Request(scene.partnership_id, account, Via.FORM, scene.now, delivery)
    return People(scene.database, scene.first_coordinators).make(deed, request)


def done(scene: Scene, *deeds: PeopleDeed) -> None:
    for deed in deeds:
        assert isinstance(make(scene, deed), DirectoryChanged), deed


ONE_OF_EACH: tuple[PeopleDeed, ...] = (
    AddPerson("Person N", FIRE),
    LinkAccount("Person A", "T1", "U9"),
    UnlinkAccount("T1", "UA"),
    AddPost("Watch Manager", FIRE),
    TakePost("Person F", "Inspector"),
    LeavePost("Person A", "Licensing Officer", TODAY),
    NameLead("Person F", FIRE),
    Leave("Person A", TODAY),
    SetCoordinator("Person A", True),
    SetReading(False),
    SetSignOff(True),
)


@pytest.mark.parametrize("deed", ONE_OF_EACH, ids=lambda deed: deed.kind)
def test_the_directory_is_changed_by_coordinators_alone(scene: Scene, deed: PeopleDeed) -> None:
    revision = scene.book.revision
    for account in EVERYBODY[1:]:
        assert make(scene, deed, account) == NotAllowed(
            "Sorry, only a coordinator (Person C) can change the directory."
        )
    assert scene.book.revision == revision
    assert len(scene.trail()) == len(EVERYBODY)

    changed = make(scene, deed)

    assert isinstance(changed, DirectoryChanged)
    assert (changed.kind, changed.by, changed.at) == (deed.kind, "Person C", NOON)
    *_, entry = scene.trail()
    assert (entry.kind, entry.subject, entry.refusal, entry.via) == (deed.kind, changed.subject, None, "form")
    assert scene.book.revision == revision + 1
    assert scene.verified().fault is None


def test_someone_of_another_workspace_is_a_partner_once_linked(either_scene: Scene) -> None:
    scene = either_scene
    assert actor_of(scene.book, FOREIGNER, TODAY).role is Role.STRANGER
    done(scene, AddPerson("Person N", "arden fire"), LinkAccount("person n", "T2", "UC"))

    actor = actor_of(scene.book, FOREIGNER, TODAY)
    assert (actor.role, actor.name, actor.organisation, actor.is_foreign) == (Role.PARTNER, "Person N", FIRE, True)
    done(scene, UnlinkAccount("T2", "UC"))
    assert actor_of(scene.book, FOREIGNER, TODAY).role is Role.STRANGER


def test_a_post_is_held_from_a_day_to_a_day_and_deputised_for(scene: Scene) -> None:
    done(
        scene,
        LeavePost("Person A", "Licensing Officer", date(2026, 10, 31)),
        TakePost("Person F", "Licensing Officer", COUNCIL, date(2026, 11, 1)),
        TakePost("Person E", "Inspector", is_deputy=True),
    )

    posts = {post.title: post for post in scene.book.posts}
    assert Holding("Person A", date(2026, 4, 1), date(2026, 10, 31)) in posts["Licensing Officer"].holdings
    assert Holding("Person F", date(2026, 11, 1)) in posts["Licensing Officer"].holdings
    assert [term.person for term in posts["Inspector"].deputies] == ["Person E"]
    assert isinstance(scene.make(Complete(scene.seen("LA-01")), OWNER), Changed)
    scene.later(days=18)
    assert isinstance(scene.make(Complete(scene.seen("LA-02")), OWNER), NotAllowed)


def test_a_named_lead_owns_what_the_organisation_leads(scene: Scene) -> None:
    done(scene, NameLead("Person A", POLICE, last_day=date(2026, 10, 14)))

    action = scene.action("PO-02")
    assert standing_of(actor_of(scene.book, OWNER, TODAY), action) is Standing.OWNER
    assert standing_of(actor_of(scene.book, OWNER, date(2026, 10, 15)), action) is Standing.PARTNER


def test_a_leaver_is_a_stranger_from_the_next_day_and_stays_in_history(scene: Scene) -> None:
    scene.changed(Complete(scene.seen("LA-01")), OWNER)
    done(scene, Leave("Person A", TODAY))
    assert actor_of(scene.book, OWNER, TODAY).role is Role.PARTNER
    scene.later(days=1)

    assert isinstance(scene.make(Complete(scene.seen("LA-02")), OWNER), NotAllowed)
    assert Holding("Person A", date(2026, 4, 1), TODAY) in scene.book.posts[-1].holdings
    assert scene.trail()[1].actor == "Person A"
    done(scene, AddPerson("Person N"), LinkAccount("Person N", "T1", "UA"))
    assert actor_of(scene.book, OWNER, date(2026, 10, 15)).name == "Person N"


def test_the_last_coordinator_stays(scene: Scene) -> None:
    refused = NotPossible("Person C is the last coordinator; name another first.")

    assert make(scene, SetCoordinator("Person C", False)) == refused
    assert make(scene, Leave("Person C", TODAY)) == refused
    done(scene, SetCoordinator("Person A", True), Leave("Person C", TODAY))
    assert make(scene, SetCoordinator("Person A", False), OWNER) == NotPossible(
        "Person A is the last coordinator; name another first."
    )


def test_the_first_coordinator_of_the_settings_links_themselves(either_scene: Scene) -> None:
    scene = either_scene
    scene.first_coordinators = frozenset({"U9"})

    for deed in (AddPerson("Person N"), LinkAccount("Person N", "T1", "U9"), SetCoordinator("Person N", True)):
        assert isinstance(make(scene, deed, STRANGER), DirectoryChanged)

    assert [entry.actor for entry in scene.trail()[1:]] == ["T1/U9", "T1/U9", "Person N"]
    actor = actor_of(scene.book, STRANGER, TODAY)
    assert (actor.role, actor.name) == (Role.COORDINATOR, "Person N")


def test_a_delivery_changes_the_directory_once(scene: Scene) -> None:
    assert isinstance(make(scene, AddPerson("Person N"), delivery="V1"), DirectoryChanged)
    assert make(scene, AddPerson("Person M"), delivery="V1") == Repeated(NOON)


def test_reading_is_closed_and_sign_off_asked_for_by_settings(scene: Scene) -> None:
    done(scene, SetReading(False), SetSignOff(True), SetSignOff(False, "2026-27"))

    assert isinstance(may_read(actor_of(scene.book, STRANGER, TODAY), scene.book), NotAllowed)
    assert not scene.action("LA-01").needs_sign_off
    done(scene, SetSignOff(True, "2026-27"))
    assert scene.action("LA-01").needs_sign_off


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (AddPerson("person a"), "There is a person a"),
        (AddPerson("  "), "give a name"),
        (AddPerson("Person N", "Nowhere"), "No organisation"),
        (LinkAccount("Nobody", "T1", "U9"), "Nobody in the directory is called Nobody"),
        (LinkAccount("Person A", "T1", "UB"), "linked to Person B already"),
        (LinkAccount("Person A", "T1", "UA"), "linked to Person A already"),
        (UnlinkAccount("T1", "U9"), "linked to nobody"),
        (AddPost("inspector", POLICE), "There is a post inspector there already"),
        (AddPost(" ", POLICE), "give a title"),
        (AddPost("Chief", "Nowhere"), "No organisation"),
        (TakePost("Person A", "Nothing"), "There is no post"),
        (TakePost("Nobody", "Inspector"), "Nobody in the directory"),
        (TakePost("Person A", "Inspector", FIRE), "There is no post"),
        (TakePost("Person A", "Inspector", "Nowhere"), "No organisation"),
        (TakePost("Person D", "Inspector"), "in the post Inspector then already"),
        (TakePost("Person A", "Inspector", None, TODAY, NOON.date().replace(day=1)), "before the first"),
        (LeavePost("Person A", "Inspector", TODAY), "is not in the post"),
        (LeavePost("Person A", "Nothing", TODAY), "There is no post"),
        (LeavePost("Nobody", "Inspector", TODAY), "Nobody in the directory"),
        (NameLead("Person E", POLICE), "a named lead of Arden Police then already"),
        (NameLead("Nobody", POLICE), "Nobody in the directory"),
        (NameLead("Person E", "Nowhere"), "No organisation"),
        (NameLead("Person A", POLICE, TODAY, date(2026, 1, 1)), "before the first"),
        (Leave("Nobody", TODAY), "Nobody in the directory"),
        (SetCoordinator("Nobody", True), "Nobody in the directory"),
        (SetSignOff(True, "1999-00"), "There is no plan 1999-00"),
    ],
)
def test_what_a_rule_stands_against_changes_no_directory(scene: Scene, deed: PeopleDeed, words: str) -> None:
    revision = scene.book.revision
    result = make(scene, deed)

    assert isinstance(result, NotPossible)
    assert words in result.sentence
    assert (scene.book.revision, len(scene.trail())) == (revision, 1)


def test_two_people_of_one_name_are_told_apart_by_who_left(scene: Scene) -> None:
    with scene.database.writing() as session:
        for _ in range(2):
            session.add(model.Person(partnership_id=scene.partnership_id, name="Person T"))

    several = make(scene, SetCoordinator("Person T", True))
    assert several == NotPossible("The directory has several people called Person T.", several.field)  # type: ignore[union-attr]


def test_posts_of_one_title_need_their_organisation(scene: Scene) -> None:
    done(scene, AddPost("Inspector", FIRE))

    several = make(scene, TakePost("Person F", "Inspector"))
    assert isinstance(several, NotPossible)
    assert "please say which" in several.sentence
    done(scene, TakePost("Person F", "Inspector", FIRE))

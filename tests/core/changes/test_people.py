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
    EndLead,
    Leave,
    LeavePost,
    LinkAccount,
    NameLead,
    PeopleDeed,
    Rename,
    SetCoordinator,
    SetOrganisation,
    SetReading,
    SetSignOff,
    Stay,
    TakePost,
    UnlinkAccount,
)
from csp_core.people.keeping import NOBODY_LEFT, Against, DirectoryChanged, DirectoryResult, People, may_keep
from csp_core.people.settings import Settings, settings_of
from csp_core.permissions import Account, Allowed, NotAllowed, Role, Standing, may_read, standing_of
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


def make_all(scene: Scene, *deeds: PeopleDeed, account: Account = COORDINATOR) -> DirectoryResult:
    request = Request(scene.partnership_id, account, Via.FORM, scene.now)
    return People(scene.database, scene.first_coordinators).make_all(deeds, request)


def done(scene: Scene, *deeds: PeopleDeed) -> None:
    for deed in deeds:
        assert isinstance(make(scene, deed), DirectoryChanged), deed


ONE_OF_EACH: tuple[PeopleDeed, ...] = (
    AddPerson("Person N", FIRE),
    Rename("Person A", "Person N"),
    SetOrganisation("Person A", FIRE),
    LinkAccount("Person A", "T1", "U9"),
    UnlinkAccount("T1", "UA"),
    AddPost("Watch Manager", FIRE),
    TakePost("Person F", "Inspector"),
    LeavePost("Person A", "Licensing Officer", TODAY),
    NameLead("Person F", FIRE),
    EndLead("Person E", POLICE, TODAY),
    Leave("Person A", TODAY),
    Stay("Person L"),
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
    for deed in (SetCoordinator("Person C", False), Leave("Person C", TODAY)):
        assert make(scene, deed) == Against("Person C is the last coordinator; name another first.", deed=deed)
    done(scene, SetCoordinator("Person A", True), Leave("Person C", TODAY))
    again = SetCoordinator("Person A", False)
    assert make(scene, again, OWNER) == Against("Person A is the last coordinator; name another first.", deed=again)


def test_coordination_changes_hands_in_one_form(scene: Scene) -> None:
    changed = make_all(scene, SetCoordinator("Person A", True), SetCoordinator("Person C", False))

    assert isinstance(changed, DirectoryChanged)
    assert actor_of(scene.book, OWNER, TODAY).role is Role.COORDINATOR
    assert actor_of(scene.book, COORDINATOR, TODAY).role is Role.PARTNER


@pytest.mark.parametrize(
    "deed",
    [UnlinkAccount("T1", "UC"), SetCoordinator("Person C", False), Leave("Person C", TODAY)],
    ids=lambda deed: deed.kind,
)
def test_a_partnership_cannot_lock_itself_out_of_slack(scene: Scene, deed: PeopleDeed) -> None:
    done(scene, AddPerson("Person N", FIRE), SetCoordinator("Person N", True))
    revision = scene.book.revision

    assert make(scene, deed) == Against(NOBODY_LEFT, deed=deed)
    assert scene.book.revision == revision
    done(scene, LinkAccount("Person N", "T1", "U9"), deed)
    assert actor_of(scene.book, STRANGER, TODAY).role is Role.COORDINATOR


def test_another_slack_user_of_the_last_coordinator_is_no_lock_out(scene: Scene) -> None:
    assert isinstance(make_all(scene, UnlinkAccount("T1", "UC"), LinkAccount("Person C", "T1", "U9")), DirectoryChanged)
    assert actor_of(scene.book, STRANGER, TODAY).role is Role.COORDINATOR


def test_coordinators_of_the_settings_are_always_there(scene: Scene) -> None:
    scene.first_coordinators = frozenset({"U9"})
    done(scene, UnlinkAccount("T1", "UC"))

    assert actor_of(scene.book, STRANGER, TODAY, scene.first_coordinators).role is Role.COORDINATOR


def test_the_first_rule_that_stands_against_several_deeds_undoes_all_of_them(either_scene: Scene) -> None:
    scene = either_scene
    revision, wrong = scene.book.revision, TakePost("Person N", "Nothing")
    result = make_all(scene, AddPerson("Person N", FIRE), wrong, SetCoordinator("Person N", True))

    assert result == Against("There is no post “Nothing”.", result.field, wrong)  # type: ignore[union-attr]
    assert (scene.book.revision, len(scene.trail())) == (revision, 1)
    assert "Person N" not in {person.name for person in scene.book.people}


def test_who_may_keep_the_directory_is_known_before_a_form_opens(scene: Scene) -> None:
    people = scene.book.people

    assert may_keep(actor_of(scene.book, COORDINATOR, TODAY), people) == Allowed()
    assert may_keep(actor_of(scene.book, OWNER, TODAY), people) == NotAllowed(
        "Sorry, only a coordinator (Person C) can change the directory."
    )


def test_the_first_coordinator_of_the_settings_links_themselves(either_scene: Scene) -> None:
    scene = either_scene
    scene.first_coordinators = frozenset({"U9"})

    for deed in (AddPerson("Person N"), LinkAccount("Person N", "T1", "U9"), SetCoordinator("Person N", True)):
        assert isinstance(make(scene, deed, STRANGER), DirectoryChanged)

    assert [entry.actor for entry in scene.trail()[1:]] == ["T1/U9", "T1/U9", "Person N"]
    actor = actor_of(scene.book, STRANGER, TODAY)
    assert (actor.role, actor.name) == (Role.COORDINATOR, "Person N")


def test_who_stays_goes_on_in_what_ended_with_them(either_scene: Scene) -> None:
    scene = either_scene
    done(scene, NameLead("Person A", COUNCIL, date(2026, 5, 1), date(2026, 9, 30)), Leave("Person A", TODAY))
    scene.later(days=3)
    done(scene, Stay("Person A"))

    assert actor_of(scene.book, OWNER, date(2027, 1, 1)).posts == ("Licensing Officer",)
    council = scene.book.organisation_by_name[COUNCIL]
    assert council.leads == (Holding("Person A", date(2026, 5, 1), date(2026, 9, 30)),)
    assert isinstance(make(scene, Stay("Person A")), NotPossible)


def test_another_last_day_takes_along_what_ended_with_the_first(scene: Scene) -> None:
    done(scene, Leave("Person A", date(2026, 10, 31)), Leave("Person A", date(2026, 11, 30)))
    assert Holding("Person A", date(2026, 4, 1), date(2026, 11, 30)) in scene.book.posts[-1].holdings

    done(scene, Leave("Person A", date(2026, 10, 20)))
    assert Holding("Person A", date(2026, 4, 1), date(2026, 10, 20)) in scene.book.posts[-1].holdings


def test_what_has_not_begun_does_not_begin(either_scene: Scene) -> None:
    scene = either_scene
    done(scene, TakePost("Person F", "Inspector", None, date(2027, 1, 1)), NameLead("Person F", FIRE, TODAY))
    done(scene, LeavePost("Person F", "Inspector", TODAY), EndLead("Person F", FIRE, date(2026, 10, 13)))

    assert all(term.person != "Person F" for post in scene.book.posts for term in post.holdings)
    assert scene.book.organisation_by_name[FIRE].leads == ()


def test_who_gives_up_a_deputy_may_hold_the_post_still(scene: Scene) -> None:
    done(scene, TakePost("Person A", "Licensing Officer", is_deputy=True))
    done(scene, LeavePost("Person A", "Licensing Officer", date(2026, 10, 13), COUNCIL, True))

    licensing = scene.book.posts[-1]
    assert Holding("Person A", date(2026, 4, 1)) in licensing.holdings
    assert Holding("Person A", None, date(2026, 10, 13)) in licensing.deputies


def test_somebody_is_called_otherwise_and_at_home_elsewhere_and_keeps_all_that_is_theirs(scene: Scene) -> None:
    scene.changed(Complete(scene.seen("LA-01")), OWNER)
    done(scene, Rename("Person A", "person  a"), Rename("person a", "Person N"), SetOrganisation("Person N", FIRE))

    actor = actor_of(scene.book, OWNER, TODAY)
    assert (actor.name, actor.organisation, actor.posts) == ("Person N", FIRE, ("Licensing Officer",))
    assert [entry.actor for entry in scene.trail()[1:3]] == ["Person A", "Person C"]
    done(scene, SetOrganisation("Person N", None))
    assert actor_of(scene.book, OWNER, TODAY).organisation is None


def test_a_delivery_changes_the_directory_once(scene: Scene) -> None:
    assert isinstance(make(scene, AddPerson("Person N"), delivery="V1"), DirectoryChanged)
    assert make(scene, AddPerson("Person M"), delivery="V1") == Repeated(NOON)


def test_reading_is_closed_and_sign_off_asked_for_by_settings(scene: Scene) -> None:
    done(scene, SetReading(False), SetSignOff(True), SetSignOff(False, "2026-27"))

    assert settings_of(scene.database, scene.partnership_id, "2026-27") == Settings(False, True, False)
    assert settings_of(scene.database, scene.partnership_id, None) == Settings(False, True)
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
        (Rename("Person A", "Person B"), "There is a Person B"),
        (Rename("Nobody", "Person N"), "Nobody in the directory"),
        (SetOrganisation("Person A", "Nowhere"), "No organisation"),
        (SetOrganisation("Nobody", FIRE), "Nobody in the directory"),
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
        (TakePost("Person L", "Inspector"), "The last day of Person L is 13 October 2026"),
        (NameLead("Person L", POLICE, None, TODAY), "The last day of Person L is 13 October 2026"),
        (EndLead("Person A", POLICE, TODAY), "is not a named lead"),
        (EndLead("Person A", "Nowhere", TODAY), "No organisation"),
        (EndLead("Nobody", POLICE, TODAY), "Nobody in the directory"),
        (Stay("Person A"), "has no last day"),
        (Stay("Nobody"), "Nobody in the directory"),
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
    assert isinstance(several, Against)
    assert several.sentence == "The directory has several people called Person T."
    assert isinstance(make(scene, AddPerson("Person T")), Against)


def test_posts_of_one_title_need_their_organisation(scene: Scene) -> None:
    done(scene, AddPost("Inspector", FIRE))

    several = make(scene, TakePost("Person F", "Inspector"))
    assert isinstance(several, NotPossible)
    assert "please say which" in several.sentence
    done(scene, TakePost("Person F", "Inspector", FIRE))

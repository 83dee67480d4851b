"""The forms and pages of the directory: within Slack's limits whatever it holds, and read back as they were shown."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from bot import people_forms
from bot.people_forms import Behind, as_filled, behind_of, day_in, field_of, person_form, seen_version, wanted_entry
from bot.places import Origin, Place
from bot.requests import Filled
from bot.views import forms, people
from bot.views.forms import Form
from bot.views.limits import Surface, problems
from bot.views.people import Listing
from csp_core.book import Action, Book, Holding, Organisation, Person, Plan, Post
from csp_core.letters import Letter
from csp_core.people.deeds import AddPerson, LinkAccount, NameLead, PeopleDeed, SetReading, SetSignOff, TakePost
from csp_core.people.entries import PersonEntry, entry_of
from csp_core.people.settings import Settings
from csp_core.permissions import Account, Actor, Role, Visit

TODAY = date(2026, 10, 14)
COUNCIL = "Arden Council"
LONG = "A post, an organisation or a person of a very long name that goes on and on & on " * 4


def a_post(title: str, organisation: str | None = COUNCIL) -> Post:
    return Post(title, organisation, id=uuid4())


POSTS = (a_post("Licensing Officer"), a_post("Inspector", None))
BOOK = Book(
    uuid4(), "Arden", "Arden", "Europe/London", 1, organisations=(Organisation(COUNCIL),), posts=POSTS,
    workspaces=("T1",),
)  # fmt: skip
ENTRY = PersonEntry(
    "Person A", ("T1", "UA"), COUNCIL, (ids := tuple(post.id for post in POSTS if post.id))[:1], ids[1:], True, True,
    date(2027, 3, 31),
)  # fmt: skip


def filled_from(form: Form) -> Filled:
    """What comes back when nothing is changed in a form."""
    return {field.name: field.initial for field in form.fields if field.initial}


def huge_book() -> Book:
    """150 organisations and 250 posts and people, all of long names."""
    homes = tuple(Organisation(f"{LONG}{number}") for number in range(150))
    people_there = tuple(Person(f"{LONG}{number}", homes[number % 150].name, id=uuid4()) for number in range(250))
    posts = tuple(
        Post(f"{LONG}{number}", homes[number % 150].name, id=uuid4(), holdings=(Holding(one.name, person_id=one.id),))
        for number, one in enumerate(people_there)
    )
    vacant = tuple(a_post(f"{LONG}{number}") for number in range(50))
    actions = tuple(
        Action(uuid4(), f"A-{number}", "Something", "2026-27", owner_post_id=each.id)
        for number, each in enumerate(vacant)
    )
    plan = Plan("2026-27", date(2026, 4, 1), date(2027, 3, 31), actions=actions)
    return replace(BOOK, organisations=homes, people=people_there, posts=(*posts, *vacant), plans=(plan,))


def test_a_form_that_nobody_changed_wants_what_is_held() -> None:
    form = person_form(ENTRY, BOOK, Behind(1, about="Person A"))

    assert wanted_entry(filled_from(form), BOOK, ("T1", "UA")) == ENTRY


def test_an_empty_form_wants_nobody_in_particular() -> None:
    form = person_form(None, BOOK, Behind(1))

    assert wanted_entry(filled_from(form), BOOK, None) == PersonEntry("")
    assert day_in(filled_from(form), people_forms.FIRST_DAY) is None


def test_what_was_typed_stays_in_a_form_that_is_shown_anew() -> None:
    typed = {"name": ("Person N",), "first_day": ("2026-11-01",), "lead": ("yes",)}
    form = as_filled(person_form(ENTRY, BOOK, Behind(1, about="Person A")), typed, "Look & see.")

    assert filled_from(form) == typed
    assert ":warning: Look &amp; see." in form.intro


def test_a_name_is_taken_without_stray_spaces_and_unknown_options_are_passed_over() -> None:
    filled = {"name": ("  Person   N ",), "organisation": ("Nowhere",), "posts": (str(UUID(int=1)),)}

    assert wanted_entry(filled, BOOK, None) == PersonEntry("Person N")


def test_a_partnership_without_posts_and_organisations_has_a_form_too() -> None:
    form = person_form(None, replace(BOOK, posts=(), organisations=()), Behind(1))

    assert [field.name for field in form.fields] == ["user", "name", "coordinator", "first_day", "last_day"]
    assert problems(forms.modal(form), Surface.MODAL) == ()


def test_an_organisation_that_ended_is_offered_to_its_own_people_alone() -> None:
    ended = replace(BOOK, organisations=(Organisation(COUNCIL, last_day=date(2014, 5, 31)),))

    assert "organisation" in {field.name for field in person_form(ENTRY, ended, Behind(1, about="Person A")).fields}
    assert "organisation" not in {field.name for field in person_form(None, ended, Behind(1)).fields}


def test_forms_stay_within_slacks_limits_and_lose_nothing() -> None:
    book = huge_book()
    entry = entry_of(book, book.people[7], TODAY)
    origin = Origin(Place("C1"), "1.2", True, f"https://hooks.example/{'x' * 200}")
    behind = Behind(25, origin, entry.name, "0" * 8)
    form = person_form(entry, book, behind, LONG * 9)

    assert problems(forms.modal(form), Surface.MODAL) == ()
    assert wanted_entry(filled_from(form), book, None) == entry
    assert behind_of(form.behind) == behind


@pytest.mark.parametrize("page", [1, 13, 25, 99])
@pytest.mark.parametrize("role", list(Role))
def test_pages_stay_within_slacks_limits(page: int, role: Role) -> None:
    visit = Visit(huge_book(), Actor(role, account=Account("T1", "UC")), TODAY)
    users = frozenset(f"U{number}" for number in range(30))
    listing = Listing(visit, page, ("overdue", LONG), by_settings=users, news=(LONG,) * 9)

    assert problems(people.message(listing)) == ()
    assert problems(people.modal(listing), Surface.MODAL) == ()
    assert f"of {len(visit.book.people)}" in str(people.message(listing))


def test_an_empty_directory_stays_within_slacks_limits() -> None:
    visit = Visit(BOOK, Actor(Role.COORDINATOR, account=Account("T1", "UC")), TODAY)

    assert problems(people.message(Listing(visit, questions=("overdue",)))) == ()
    assert problems({"blocks": [*people.first_run(visit), *people.next_steps(Account("T1", "UC"), ("help",))]}) == ()


def test_a_letter_stays_within_slacks_limits() -> None:
    assert problems(forms.modal(people.letter(Letter(LONG, LONG, LONG * 20))), Surface.MODAL) == ()
    assert problems(forms.modal(people.letter(Letter("", "Subject", "Text"))), Surface.MODAL) == ()


def test_names_are_shown_as_they_are() -> None:
    book = replace(BOOK, people=(Person("<!channel> *A* & _B_", "R&D <x>", id=uuid4()),))
    shown = people.message(Listing(Visit(book, Actor(Role.PARTNER, "Person B"), TODAY)))

    assert "<!channel>" not in str(shown)
    assert "&lt;!channel&gt; ∗A∗ &amp; _B_" in str(shown["blocks"])
    assert "R&amp;D &lt;x&gt;" in str(shown["text"])


def test_a_leaver_whose_name_somebody_else_bears_now_has_no_button() -> None:
    gone = Person("Person A", COUNCIL, last_day=date(2026, 10, 1), id=uuid4())
    book = replace(BOOK, people=(gone, Person("Person A", COUNCIL, id=uuid4())))
    visit = Visit(book, Actor(Role.COORDINATOR, "Person A"), TODAY)

    assert str(people.message(Listing(visit))["blocks"]).count("'Edit Person A'") == 1


def test_coordinators_of_the_settings_whom_the_directory_does_not_know_are_named_to_coordinators() -> None:
    book = replace(BOOK, people=(Person("Person C", is_coordinator=True, accounts=(("T1", "UC"),), id=uuid4()),))
    names = frozenset({"UC", "U9"})
    for role, is_named in ((Role.COORDINATOR, True), (Role.PARTNER, False)):
        shown = people.message(Listing(Visit(book, Actor(role, "Person C"), TODAY), by_settings=names))
        assert ("who are not in the directory: <@U9>" in str(shown)) is is_named
        assert "<@UC>" not in str(shown)


def test_settings_are_read_back_as_they_were_shown() -> None:
    for settings in (Settings(True, False), Settings(False, True, True), Settings(True, True, False)):
        form = people_forms.settings_form(settings, "2026-27", Behind(1, about="2026-27"))
        assert people_forms.wanted_settings(filled_from(form), settings) == settings
        assert problems(forms.modal(form), Surface.MODAL) == ()


def test_settings_that_differ_are_set_and_no_others() -> None:
    before = Settings(True, False, False)

    assert people_forms.settings_deeds(before, before, "2026-27") == ()
    assert people_forms.settings_deeds(before, Settings(False, True, True), "2026-27") == (
        SetReading(False), SetSignOff(True), SetSignOff(True, "2026-27"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("deed", "field"),
    [
        (AddPerson("A"), "name"),
        (LinkAccount("A", "T1", "UA"), "user"),
        (TakePost("A", "Inspector"), "posts"),
        (TakePost("A", "Inspector", is_deputy=True), "deputies"),
        (NameLead("A", COUNCIL), "lead"),
        (SetReading(True), "reading"),
        (SetSignOff(True), "sign_off"),
        (SetSignOff(True, "2026-27"), "sign_off_of_year"),
        (None, "name"),
    ],
)
def test_a_rule_against_a_deed_has_its_field(deed: PeopleDeed | None, field: str) -> None:
    assert field_of(deed) == field


def test_a_version_tells_a_change() -> None:
    assert seen_version(ENTRY) == seen_version(replace(ENTRY))
    assert seen_version(ENTRY) != seen_version(replace(ENTRY, is_lead=False))


def test_what_another_version_put_behind_a_form_is_not_believed() -> None:
    assert behind_of("") is None
    assert behind_of("[]") is None
    assert behind_of("{}") is None

"""The forms, lists and previews of reminders: within Slack's limits whatever they hold, and read back as shown."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

import pytest

from bot import reminder_forms
from bot.channels import typed_in
from bot.places import Origin, Place
from bot.reminder_forms import Behind, Offer, behind_of, field_of, filled_from, merged, quiet_form, quiet_in, wish_in
from bot.requests import Filled
from bot.values import packed
from bot.views import forms, reminder_list, reminder_previews
from bot.views.buttons import Open, Panel, Remind, parse, value_of
from bot.views.forms import Form
from bot.views.limits import Surface, problems
from bot.views.mrkdwn import escape
from bot.views.reminder_list import Listing
from bot.views.reminder_previews import Letter, Previewed, Understood
from csp_core.book import Action, Book, Person
from csp_core.changes.results import Field, NotPossible
from csp_core.permissions import Account, Actor, NotAllowed, Role, Visit
from csp_core.reminder_kinds import Kind, Region
from csp_core.reminders.calendar import Due, LocalPeriod
from csp_core.reminders.contents import Digest, Group, Line, Part, Section, Skipped
from csp_core.reminders.deeds import AddQuiet, EditSchedule, OptOut, PauseSchedule, ReminderDeed
from csp_core.reminders.listing import InUse, Overview
from csp_core.reminders.schedules import Channel, Filter, Quiet, Schedule, Timetable, Wish

TODAY = date(2026, 10, 14)
SINCE = datetime(2026, 10, 1, tzinfo=UTC)
LONG = "A priority, an organisation or a reason of a very long name that goes on and on & on " * 3
ORIGIN = Origin(Place("C0PARTNERSHIP"), "1.2", is_ephemeral=True, response_url=f"https://hooks.slack.com/{'x' * 200}")
CHANNEL = Channel("T1", "C0PARTNERSHIP")
OFFER = Offer(("Streets", LONG), ("Arden Council", f"{LONG}too"))
DIGEST = Wish(Kind.WEEKLY_DIGEST, CHANNEL)
WISHES = [
    DIGEST,
    Wish(Kind.WEEKLY_DIGEST, CHANNEL, Timetable(6, at=time(7, 5), region=Region.SCOTLAND), Filter("Streets")),
    Wish(Kind.OWNER_MESSAGES, None, Timetable(None)),
    Wish(Kind.OWNER_MESSAGES, None, Timetable(2), Filter(LONG, f"{LONG}too")),
    Wish(Kind.ESCALATION, CHANNEL, Timetable(0)),
    Wish(Kind.ESCALATION, None, Timetable(None)),
    Wish(Kind.MONTHLY_SUMMARY, CHANNEL, Timetable(None, 31, region=Region.NORTHERN_IRELAND)),
]


def filled_in(form: Form) -> Filled:
    """What comes back when nothing is changed in a form."""
    return {field.name: field.initial for field in form.fields if field.initial}


def a_form(wish: Wish, offer: Offer = OFFER) -> Form:
    behind = Behind(1, ORIGIN, uuid4(), 3, dict(filled_from(wish)))
    return reminder_forms.reminder_form(filled_from(wish), offer, behind, "Somebody has changed this.")


def schedule(wish: Wish = DIGEST, *, is_paused: bool = False) -> Schedule:
    return Schedule(UUID(int=0), uuid4(), wish, SINCE, SINCE, is_paused)


def a_listing(role: Role = Role.COORDINATOR, page: int = 1, count: int = 30) -> Listing:
    """Many reminders and quiet periods of long names."""
    wish = replace(DIGEST, filter=Filter(LONG, LONG))
    quiet = tuple(Quiet(uuid4(), TODAY, TODAY, LONG[:200]) for _ in range(count))
    due = Due(LocalPeriod("2026-W43", TODAY), TODAY, SINCE)
    skipped = tuple(Skipped(TODAY, LONG) for _ in range(5))
    used = tuple(
        InUse(schedule(wish, is_paused=number % 2 == 0), due, quiet[0], TODAY, skipped) for number in range(count)
    )
    actor = Actor(role, "Person A", account=Account("T1", "UA"), person_id=uuid4())
    book = Book(uuid4(), LONG, "Arden", "Europe/London", 1, people=(Person(LONG, is_coordinator=True),))
    return Listing(Visit(book, actor, TODAY), Overview("Europe/London", used, quiet), page, (escape(LONG),) * 3)


def a_digest(count: int) -> Digest:
    """Many overdue actions of long titles."""
    lines = tuple(
        Line(Section.OVERDUE, Action(uuid4(), f"A-{number}", LONG[:250], "2026-27", due=TODAY), 3)
        for number in range(count)
    )
    return Digest(Part(TODAY), Filter(), None, (), (Group("Arden Council", "Warden", lines),), ())


@pytest.mark.parametrize("wish", WISHES)
def test_a_form_that_nobody_changed_wants_what_is_held(wish: Wish) -> None:
    assert wish_in(filled_in(a_form(wish)), OFFER, "T1") == wish


@pytest.mark.parametrize("wish", WISHES)
def test_every_form_keeps_within_slacks_limits(wish: Wish) -> None:
    many = Offer(tuple(f"{LONG}{number}" for number in range(150)), tuple(f"{number}{LONG}" for number in range(150)))

    assert problems(forms.modal(a_form(wish)), Surface.MODAL) == ()
    assert problems(forms.modal(a_form(wish, many)), Surface.MODAL) == ()
    assert problems(forms.modal(quiet_form(Behind(1, ORIGIN))), Surface.MODAL) == ()


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Kind.WEEKLY_DIGEST, {"channel", "weekday"}),
        (Kind.OWNER_MESSAGES, {"days"}),
        (Kind.ESCALATION, {"channel", "days"}),
        (Kind.MONTHLY_SUMMARY, {"channel", "day_of_month"}),
    ],
)
def test_the_fields_follow_the_kind(kind: Kind, names: set[str]) -> None:
    fields = {field.name for field in a_form(replace(DIGEST, kind=kind)).fields}

    assert fields == names | {"reminder_kind", "time", "priority", "organisation", "region"}


def test_without_priorities_and_organisations_nothing_is_offered_to_choose_from() -> None:
    fields = {field.name for field in a_form(DIGEST, Offer()).fields}

    assert fields == {"reminder_kind", "channel", "weekday", "time", "region"}


def test_what_was_typed_for_another_kind_is_kept_and_what_was_emptied_is_not() -> None:
    kept = {"channel": ("C0EXEC",), "priority": ("Streets",)}

    assert merged(kept, {"days": ("2",)}, ("days", "priority")) == {"channel": ("C0EXEC",), "days": ("2",)}


def test_what_stands_behind_a_form_comes_back_and_nothing_else_does() -> None:
    behind = Behind(2, ORIGIN, uuid4(), 7, {"channel": ("C0EXEC",)})

    assert behind_of(packed(behind, Behind)) == behind
    assert behind_of('{"fill": {}}') is None


def test_a_rule_is_shown_at_the_field_that_the_form_has_for_it() -> None:
    monthly = tuple(field.name for field in a_form(WISHES[-1]).fields)

    assert field_of(NotPossible("No.", Field.DAY), monthly) == "day_of_month"
    assert field_of(NotPossible("No.", Field.TO), monthly) == "channel"
    assert field_of(NotPossible("No.", Field.DAY), ("first_day", "last_day", "reason")) == "last_day"
    assert field_of(NotPossible("No."), monthly) == ""


def test_a_quiet_period_is_read_from_its_form() -> None:
    filled = {"first_day": ("2026-12-21",), "last_day": ("2027-01-02",), "reason": ("Christmas",)}

    assert quiet_in(filled) == AddQuiet(date(2026, 12, 21), date(2027, 1, 2), "Christmas")
    assert quiet_in({"first_day": ("2026-12-21",)}) is None


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PARTNER])
@pytest.mark.parametrize("page", [1, 5, 99])
def test_a_long_list_keeps_within_slacks_limits(role: Role, page: int) -> None:
    listing = a_listing(role, page)

    assert problems(reminder_list.message(listing), Surface.MESSAGE) == ()
    assert problems(reminder_list.modal(listing), Surface.MODAL) == ()


def test_somebody_whom_the_directory_does_not_know_has_no_messages_to_turn_off() -> None:
    listing = a_listing(count=1)
    unknown = replace(listing.visit, actor=replace(listing.visit.actor, person_id=None))
    message = reminder_list.message(replace(listing, visit=unknown))

    assert reminder_list.UNKNOWN_HERE in str(message["text"])
    assert "csp_own_messages" not in str(message["blocks"])


def test_every_entry_stands_on_one_page() -> None:
    pages = [a_listing(page=number) for number in range(1, 10)]

    assert {listing.pages for listing in pages} == {9}
    assert sum(len(listing.shown) for listing in pages) == 60


def test_a_preview_that_is_too_long_is_cut_and_says_so() -> None:
    short, long = (Previewed(DIGEST, (Letter(None, a_digest(number)),), LONG) for number in (3, 300))

    assert problems(reminder_previews.preview(long), Surface.MESSAGE) == ()
    assert problems(reminder_previews.preview_modal(long, 1), Surface.MODAL) == ()
    assert reminder_previews.CUT in str(reminder_previews.preview(long)["blocks"])
    assert reminder_previews.CUT not in str(reminder_previews.preview(short)["blocks"])


@pytest.mark.parametrize("refusal", [None, NotAllowed(LONG)])
@pytest.mark.parametrize("deed", [OptOut(), AddQuiet(TODAY, TODAY, LONG[:200]), PauseSchedule(uuid4())])
def test_a_proposal_keeps_within_slacks_limits(deed: ReminderDeed, refusal: NotAllowed | None) -> None:
    message = reminder_previews.proposal(Understood(deed, (schedule(),), refusal))

    assert problems(message, Surface.MESSAGE) == ()
    assert ("Confirm" in str(message["blocks"])) is (refusal is None)


def test_a_proposed_edit_shows_what_is_and_what_is_to_be() -> None:
    before, wish = schedule(), replace(DIGEST, channel=Channel("T1", "C0EXEC"), timetable=Timetable(1))
    message = reminder_previews.proposal(Understood(EditSchedule(before.id, 1, wish), (before,)))

    assert message["text"] == (
        "Change this reminder?\nNow: Weekly digest in <#C0PARTNERSHIP> · Mondays at 09:00\n"
        "Then: Weekly digest in <#C0EXEC> · Tuesdays at 09:00\nNothing is changed until you confirm it."
    )


@pytest.mark.parametrize(
    "button",
    [
        Remind(EditSchedule(UUID(int=1), 4, WISHES[1]), is_in_words=True),
        Remind(PauseSchedule(UUID(int=1)), page=2),
        Open(Panel.REMINDER, str(UUID(int=1)), 3),
    ],
)
def test_a_button_says_the_same_when_it_comes_back(button: Remind | Open) -> None:
    assert parse(value_of(button)) == button


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ({"text": "post it to <#C0EXEC|csp-exec> instead"}, "post it to #C0EXEC instead"),
        ({"text": "post it to <#C0EXEC|> instead"}, "post it to #C0EXEC instead"),
        ({"event": {"text": "<@UBOT> to <#G0EXEC> &amp; more"}}, "<@UBOT> to #G0EXEC & more"),
        ({"event": {}}, ""),
        ({}, ""),
    ],
)
def test_channels_that_were_typed_are_read_by_their_ids(body: dict[str, object], typed: str) -> None:
    assert typed_in(body) == typed

"""The forms of the directory: which fields each has, what they hold at first, and what was wanted with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID
from zlib import crc32

from bot.places import Origin
from bot.requests import Filled
from bot.values import packed, unpacked
from bot.views.forms import Control, Field, Form, Option
from bot.views.mrkdwn import Mrkdwn, bold, clipped, escape
from csp_core.book import Book, Post
from csp_core.people.deeds import (
    AddPerson,
    EndLead,
    Leave,
    LeavePost,
    LinkAccount,
    NameLead,
    PeopleDeed,
    SetCoordinator,
    SetOrganisation,
    SetReading,
    SetSignOff,
    Stay,
    TakePost,
    UnlinkAccount,
)
from csp_core.people.entries import PersonEntry
from csp_core.people.settings import Settings

CALLBACK = "csp_people"
PERSON, SETTINGS = f"{CALLBACK}_person", f"{CALLBACK}_settings"
USER, NAME, ORGANISATION, POSTS, DEPUTIES = "user", "name", "organisation", "posts", "deputies"
LEAD, COORDINATOR, FIRST_DAY, LAST_DAY = "lead", "coordinator", "first_day", "last_day"
READING, SIGN_OFF, SIGN_OFF_OF_YEAR = "reading", "sign_off", "sign_off_of_year"
YES, NO = "yes", "no"
MOST_VALUE = 150
BEGINS = "The day on which the posts above begin. Leave it empty if they have begun already."
NEW_ONES_BEGIN = "The day on which posts that you add now begin. Leave it empty if they have begun already."
READING_OPTIONS = (
    Option(YES, "On: every full member of this workspace can read the plan"),
    Option(NO, "Off: only people in the directory can read the plan"),
)
SIGN_OFF_OPTIONS = (
    Option(YES, "On: what owners report done waits until a coordinator accepts it"),
    Option(NO, "Off: what owners report done counts as completed at once"),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """What comes back with a form: the page of the list and the message that it was opened from (a page of 0 is none
    of the list), whom it is about (None: somebody new), and what was seen when it was opened."""

    page: int
    origin: Origin | None = None
    about: str | None = None
    seen: str = ""


def behind_of(text: str) -> Behind | None:
    """What was put behind a form; None when another version wrote it."""
    found: Behind | None = unpacked(text, Behind)
    return found


def seen_version(value: PersonEntry | Settings) -> str:
    """What tells whether something has changed since it was seen."""
    return f"{crc32(repr(value).encode()):08x}"


def person_form(entry: PersonEntry | None, book: Book, behind: Behind, says: str = "") -> Form:
    """The form of one person; of somebody new it is empty. `says` is what the directory tells of them."""
    held = entry or PersonEntry("")
    return Form(
        callback=PERSON,
        title="Edit a person" if behind.about else "Add a person",
        submit="Save",
        fields=tuple(_person_fields(held, book, is_new=behind.about is None)),
        behind=packed(behind, Behind),
        intro=(_intro(behind.about, says),) if behind.about else (),
    )


def as_filled(form: Form, filled: Filled, warning: str) -> Form:
    """The same form with everything as it was filled in, and a warning above it."""
    fields = tuple(replace(field, initial=filled.get(field.name, ())) for field in form.fields)
    return replace(form, fields=fields, intro=(Mrkdwn(f":warning: {escape(warning)}"), *form.intro))


def wanted_entry(filled: Filled, book: Book, account: tuple[str, str] | None) -> PersonEntry:
    """What was filled in for a person; `account` is the Slack user that was chosen."""
    names = {_short(each.name): each.name for each in book.organisations}
    return PersonEntry(
        name=" ".join(" ".join(filled.get(NAME, ())).split()),
        account=account,
        organisation=names.get(_one(filled, ORGANISATION)),
        posts=_chosen(filled, POSTS, book.posts),
        deputies=_chosen(filled, DEPUTIES, book.posts),
        is_lead=LEAD in filled,
        is_coordinator=COORDINATOR in filled,
        last_day=day_in(filled, LAST_DAY),
    )


def day_in(filled: Filled, name: str) -> date | None:
    """The day in a field, if one was chosen."""
    written = _one(filled, name)
    return date.fromisoformat(written) if written else None


def settings_form(settings: Settings, year: str | None, behind: Behind) -> Form:
    """The settings of a partnership; `year` is the current plan year, which may have one of its own."""
    return Form(
        callback=SETTINGS,
        title="Settings",
        submit="Save",
        fields=tuple(_settings_fields(settings, year)),
        behind=packed(behind, Behind),
    )


def wanted_settings(filled: Filled, settings: Settings) -> Settings:
    """What was filled in, for as much as the form showed."""
    own = None if settings.sign_off_of_year is None else _is_on(filled, SIGN_OFF_OF_YEAR)
    return Settings(_is_on(filled, READING), _is_on(filled, SIGN_OFF), own)


def settings_deeds(before: Settings, wanted: Settings, year: str | None) -> tuple[PeopleDeed, ...]:
    """What leads from one to the other."""
    return tuple(_settings_deeds(before, wanted, year))


def field_of(deed: PeopleDeed | None) -> str:
    """Where in a form a rule against a deed is shown."""
    match deed:
        case LinkAccount() | UnlinkAccount():
            return USER
        case SetOrganisation():
            return ORGANISATION
        case AddPerson():
            return NAME
        case TakePost() | LeavePost():
            return DEPUTIES if deed.is_deputy else POSTS
        case NameLead() | EndLead():
            return LEAD
        case SetCoordinator():
            return COORDINATOR
        case Leave() | Stay():
            return LAST_DAY
        case SetSignOff():
            return SIGN_OFF_OF_YEAR if deed.year else SIGN_OFF
        case SetReading():
            return READING
        case _:
            return NAME


def _intro(name: str | None, says: str) -> Mrkdwn:
    return Mrkdwn(f"{bold(clipped(name or '', 200))}\n{clipped(says, 1_000)}")


def _person_fields(held: PersonEntry, book: Book, *, is_new: bool) -> Iterator[Field]:
    posts = tuple(_post_option(post) for post in book.posts if post.id)
    user = (held.account[1],) if held.account else ()
    hint = "Leave it empty for somebody who is not on Slack."
    yield Field(USER, "Slack user", Control.PERSON, hint, user, is_optional=True)
    yield Field(NAME, "Name", Control.LINE, "As lists and reminders should show it.", (held.name,) if held.name else ())
    if homes := tuple(_organisation_options(held, book)):
        home = (_short(held.organisation),) if held.organisation else ()
        yield Field(ORGANISATION, "Organisation", Control.ONE, "", home, homes, is_optional=True)
    if posts:
        yield Field(POSTS, "Holds the posts", Control.SEVERAL, "", _ids(held.posts), posts, is_optional=True)
        yield Field(DEPUTIES, "Deputy for the posts", Control.SEVERAL, "", _ids(held.deputies), posts, is_optional=True)
    if homes:
        leads = "Answers for all that the organisation leads"
        yield _yes_or_no(LEAD, "Named lead", leads, is_yes=held.is_lead)
    may = "May change everything here, and keeps the directory"
    yield _yes_or_no(COORDINATOR, "Coordinator", may, is_yes=held.is_coordinator)
    yield Field(FIRST_DAY, "First day", Control.DAY, BEGINS if is_new else NEW_ONES_BEGIN, is_optional=True)
    last = (held.last_day.isoformat(),) if held.last_day else ()
    left = "Only for somebody who leaves. What they did stays on record."
    yield Field(LAST_DAY, "Last day", Control.DAY, left, last, is_optional=True)


def _settings_fields(settings: Settings, year: str | None) -> Iterator[Field]:
    yield _on_or_off(READING, "Open reading", READING_OPTIONS, is_on=settings.is_open)
    yield _on_or_off(SIGN_OFF, "Sign-off", SIGN_OFF_OPTIONS, is_on=settings.sign_off)
    if settings.sign_off_of_year is not None:
        label = f"Sign-off in {year}, which has a setting of its own"
        yield _on_or_off(SIGN_OFF_OF_YEAR, label, SIGN_OFF_OPTIONS, is_on=settings.sign_off_of_year)


def _settings_deeds(before: Settings, wanted: Settings, year: str | None) -> Iterator[PeopleDeed]:
    if wanted.is_open != before.is_open:
        yield SetReading(wanted.is_open)
    if wanted.sign_off != before.sign_off:
        yield SetSignOff(wanted.sign_off)
    if wanted.sign_off_of_year is not None and wanted.sign_off_of_year != before.sign_off_of_year:
        yield SetSignOff(wanted.sign_off_of_year, year)


def _yes_or_no(name: str, label: str, words: str, *, is_yes: bool) -> Field:
    ticked = (YES,) if is_yes else ()
    return Field(name, label, Control.YES, "", ticked, (Option(YES, words),), is_optional=True)


def _on_or_off(name: str, label: str, options: tuple[Option, ...], *, is_on: bool) -> Field:
    """A setting: both of its states are said, so that nobody has to guess what an empty box means."""
    return Field(name, label, Control.RADIO, "", (YES if is_on else NO,), options)


def _is_on(filled: Filled, name: str) -> bool:
    return _one(filled, name) == YES


def _organisation_options(held: PersonEntry, book: Book) -> Iterator[Option]:
    """Those that are there still, and the one that is held."""
    for each in book.organisations:
        if each.last_day is None or each.name == held.organisation:
            yield Option(_short(each.name), each.name)


def _post_option(post: Post) -> Option:
    return Option(str(post.id), " · ".join(filter(None, (post.title, post.organisation))))


def _ids(posts: Sequence[UUID]) -> tuple[str, ...]:
    return tuple(map(str, posts))


def _chosen(filled: Filled, name: str, posts: Sequence[Post]) -> tuple[UUID, ...]:
    chosen = filled.get(name, ())
    return tuple(post.id for post in posts if post.id and str(post.id) in chosen)


def _one(filled: Filled, name: str) -> str:
    return next(iter(filled.get(name, ())), "")


def _short(name: str) -> str:
    """A name as the value of an option, which has room for 150 characters."""
    return name if len(name) <= MOST_VALUE else f"{name[:100]} {crc32(name.encode()):08x}"

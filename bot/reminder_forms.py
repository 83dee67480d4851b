"""The forms of reminders and quiet periods: which fields each kind has, what they hold, and what is wanted with them.

A form is made from what is filled in so far, so that another kind or an error loses nothing that was typed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID
from zlib import crc32

from bot.places import Origin
from bot.requests import Filled
from bot.values import packed, unpacked
from bot.views.forms import Control, Field, Form, Option
from bot.views.mrkdwn import Mrkdwn, escape
from csp_core.changes import results
from csp_core.reminder_kinds import Kind, Region
from csp_core.reminders.deeds import AddQuiet
from csp_core.reminders.listing import REGION_WORDS, title_of
from csp_core.reminders.naming import WEEKDAYS
from csp_core.reminders.schedules import Channel, Filter, Timetable, Wish

CALLBACK = "csp_reminders"
REMINDER, QUIET = f"{CALLBACK}_reminder", f"{CALLBACK}_quiet"
KIND, CHANNEL, WEEKDAY, DAYS, DAY_OF_MONTH, TIME = "reminder_kind", "channel", "weekday", "days", "day_of_month", "time"
PRIORITY, ORGANISATION, REGION = "priority", "organisation", "region"
FIRST_DAY, LAST_DAY, REASON = "first_day", "last_day", "reason"
KIND_CHOSEN = f"csp_{KIND}"
"""The element that tells at once when another kind is chosen."""
WORKING_DAYS = "working"
KINDS = (Kind.WEEKLY_DIGEST, Kind.OWNER_MESSAGES, Kind.ESCALATION, Kind.MONTHLY_SUMMARY)
MOST_VALUE = 150
INTROS = {
    Kind.WEEKLY_DIGEST: "What is overdue, by organisation and owner, and what is due in the next 14 days.",
    Kind.OWNER_MESSAGES: "Owners hear of their own actions 14 and 2 days before the deadline, and once it has passed.",
    Kind.ESCALATION: "Coordinators hear once of each action that is three weeks overdue without any answer.",
    Kind.MONTHLY_SUMMARY: "For the board: progress by priority, deadlines that moved, what awaits sign-off.",
}
INVITE_FIRST = "I can only post in channels that I am a member of: invite me there first, with /invite."
TO_COORDINATORS = "Leave it empty to write to each coordinator directly."
AT_FIELDS = {
    results.Field.TO: (CHANNEL,),
    results.Field.DAY: (WEEKDAY, DAYS, DAY_OF_MONTH, LAST_DAY),
    results.Field.ORGANISATION: (ORGANISATION,),
    results.Field.REASON: (REASON,),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """What comes back with a form: the page of the list and the message that it was opened from (None: a modal), the
    reminder and the version of it that was seen (None: a new one), and what was filled in for another kind."""

    page: int
    origin: Origin | None = None
    schedule_id: UUID | None = None
    version: int = 0
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """The names that a form offers: priorities of the plan, organisations of the directory."""

    priorities: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def behind_of(text: str) -> Behind | None:
    """What was put behind a form; None when another version wrote it."""
    found: Behind | None = unpacked(text, Behind)
    return found


def reminder_form(filled: Filled, offer: Offer, behind: Behind, warning: str = "") -> Form:
    """The form of a reminder with what is filled in; its fields follow the kind."""
    return Form(
        callback=REMINDER,
        title="Edit a reminder" if behind.schedule_id else "Add a reminder",
        submit="Save",
        fields=tuple(_fields(filled, offer)),
        behind=packed(behind, Behind),
        intro=tuple(_intro(warning, INTROS[kind_in(filled)])),
    )


def quiet_form(behind: Behind) -> Form:
    """The form of a quiet period."""
    return Form(
        callback=QUIET,
        title="Add a quiet period",
        submit="Save",
        fields=(
            Field(FIRST_DAY, "First day", Control.DAY),
            Field(LAST_DAY, "Last day", Control.DAY, "The first and the last day are quiet too."),
            Field(
                REASON, "Reason", Control.LINE, "For example an election or a major incident. The next digest says it."
            ),
        ),
        behind=packed(behind, Behind),
        intro=(escape("No reminders are posted on these days. The next digest says which were left out."),),
    )


def filled_from(wish: Wish) -> Filled:
    """What a form holds when it opens on a reminder; fields that its kind lacks hold the usual."""
    when, days = wish.timetable, {}
    days[WEEKDAY] = str(when.weekday or 0)
    days[DAYS] = WORKING_DAYS if when.weekday is None else str(when.weekday)
    days[DAY_OF_MONTH] = str(when.day_of_month or 1)
    held = {
        **days,
        KIND: wish.kind.value,
        CHANNEL: wish.channel.id if wish.channel else "",
        TIME: f"{when.at:%H:%M}",
        PRIORITY: _short(wish.filter.priority or ""),
        ORGANISATION: _short(wish.filter.organisation or ""),
        REGION: when.region.value,
    }
    return {name: (value,) for name, value in held.items() if value}


def wish_in(filled: Filled, offer: Offer, team: str) -> Wish:
    """What was filled in; channels are those of the workspace `team`."""
    kind, channel = kind_in(filled), _one(filled, CHANNEL)
    has_channel = channel and kind is not Kind.OWNER_MESSAGES
    priorities, organisations = (
        {_short(name): name for name in names} for names in (offer.priorities, offer.organisations)
    )
    chosen = Filter(priorities.get(_one(filled, PRIORITY)), organisations.get(_one(filled, ORGANISATION)))
    return Wish(kind, Channel(team, channel) if has_channel else None, _timetable(kind, filled), chosen)


def quiet_in(filled: Filled) -> AddQuiet | None:
    """The quiet period that was filled in; None where a day is missing."""
    first, last = _one(filled, FIRST_DAY), _one(filled, LAST_DAY)
    if not first or not last:
        return None
    return AddQuiet(date.fromisoformat(first), date.fromisoformat(last), _one(filled, REASON))


def kind_in(filled: Filled) -> Kind:
    """The kind that is chosen; the weekly digest where none is."""
    chosen = _one(filled, KIND)
    return next((kind for kind in KINDS if kind.value == chosen), Kind.WEEKLY_DIGEST)


def field_of(problem: results.NotPossible, fields: tuple[str, ...]) -> str:
    """Where among the fields of a form a rule against it is shown."""
    about = AT_FIELDS.get(problem.field, ()) if problem.field else ()
    return next((name for name in about if name in fields), "")


def merged(kept: Mapping[str, tuple[str, ...]], filled: Filled, fields: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What is filled in now, and what was filled in before in fields that are not shown now."""
    return {**{name: value for name, value in kept.items() if name not in fields}, **filled}


def _timetable(kind: Kind, filled: Filled) -> Timetable:
    at = time.fromisoformat(_one(filled, TIME)) if _one(filled, TIME) else Timetable().at
    region = next((each for each in Region if each.value == _one(filled, REGION)), Region.ENGLAND_AND_WALES)
    match kind:
        case Kind.MONTHLY_SUMMARY:
            return Timetable(None, _number(filled, DAY_OF_MONTH), at, region)
        case Kind.WEEKLY_DIGEST:
            return Timetable(_number(filled, WEEKDAY), None, at, region)
        case _:
            return Timetable(_number(filled, DAYS), None, at, region)


def _intro(warning: str, about: str) -> Iterator[Mrkdwn]:
    if warning:
        yield Mrkdwn(f":warning: {escape(warning)}")
    yield escape(about)


def _fields(filled: Filled, offer: Offer) -> Iterator[Field]:
    kind = kind_in(filled)
    kinds = tuple(Option(each.value, title_of(each)) for each in KINDS)
    yield Field(KIND, "Kind of reminder", Control.ONE, initial=(kind.value,), options=kinds, tells=True)
    yield from _place(kind, filled)
    yield _day(kind, filled)
    yield Field(TIME, "Local time", Control.TIME, initial=filled.get(TIME, ()))
    yield from _names(PRIORITY, "Priority", offer.priorities, filled)
    yield from _names(ORGANISATION, "Lead organisation", offer.organisations, filled)
    regions = tuple(Option(each.value, REGION_WORDS[each]) for each in Region)
    moved = "A post that falls on a bank holiday is made on the next working day."
    yield Field(REGION, "Bank holidays of", Control.ONE, moved, filled.get(REGION, ()), regions)


def _place(kind: Kind, filled: Filled) -> Iterator[Field]:
    if kind is Kind.OWNER_MESSAGES:
        return
    is_optional = kind is Kind.ESCALATION
    hint = TO_COORDINATORS if is_optional else INVITE_FIRST
    yield Field(CHANNEL, "Channel", Control.CHANNEL, hint, filled.get(CHANNEL, ()), is_optional=is_optional)


def _day(kind: Kind, filled: Filled) -> Field:
    weekdays = tuple(Option(str(number), day) for number, day in enumerate(WEEKDAYS))
    if kind is Kind.WEEKLY_DIGEST:
        return Field(WEEKDAY, "Weekday", Control.ONE, initial=filled.get(WEEKDAY, ("0",)), options=weekdays)
    if kind is Kind.MONTHLY_SUMMARY:
        days = tuple(Option(str(number), str(number)) for number in range(1, 32))
        short = "In a month without this day, the post is made on the last day."
        return Field(DAY_OF_MONTH, "Day of the month", Control.ONE, short, filled.get(DAY_OF_MONTH, ("1",)), days)
    options = (Option(WORKING_DAYS, "Every working day"), *weekdays)
    return Field(DAYS, "Day", Control.ONE, initial=filled.get(DAYS, (WORKING_DAYS,)), options=options)


def _names(name: str, label: str, offered: tuple[str, ...], filled: Filled) -> Iterator[Field]:
    """A choice among names, where there are any."""
    options = tuple(Option(_short(each), each) for each in offered)
    if options:
        every = f"Leave it empty to include every {label.lower()}."
        yield Field(name, label, Control.ONE, every, filled.get(name, ()), options, is_optional=True)


def _one(filled: Filled, name: str) -> str:
    return next(iter(filled.get(name, ())), "")


def _number(filled: Filled, name: str) -> int | None:
    written = _one(filled, name)
    return int(written) if written.isdecimal() else None


def _short(name: str) -> str:
    """A name as the value of an option, which has room for 150 characters."""
    return name if len(name) <= MOST_VALUE else f"{name[:100]} {crc32(name.encode()):08x}"

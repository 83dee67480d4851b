"""Schedules as values: what is posted where, when in local time, and about which actions."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from csp_core.book import Action
from csp_core.reminder_kinds import Kind, Region

MONDAY, NINE = 0, time(9, 0)
SCHEDULED = frozenset({Kind.WEEKLY_DIGEST, Kind.OWNER_MESSAGES, Kind.ESCALATION, Kind.MONTHLY_SUMMARY})


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a message goes: a workspace, and a channel of it or a user of it (direct messages)."""

    team: str
    id: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which actions a schedule is about: those of a priority, of a lead organisation, of both, or all."""

    priority: str | None = None
    organisation: str | None = None

    def lets(self, action: Action) -> bool:
        return self.priority in (None, action.priority) and self.organisation in (None, action.lead)


@dataclass(frozen=True, slots=True)
class Timetable:
    """When a schedule is due: on a weekday (0 is Monday), on a day of the month, or on every working day.

    `at` is local; a bank holiday of the region moves the post to the next working day.
    """

    weekday: int | None = MONDAY
    day_of_month: int | None = None
    at: time = NINE
    region: Region = Region.ENGLAND_AND_WALES


@dataclass(frozen=True, slots=True)
class Wish:
    """A schedule as somebody wants it. Without a channel the messages go to people directly."""

    kind: Kind
    channel: Channel | None
    timetable: Timetable = Timetable()
    filter: Filter = Filter()


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule of a partnership; it counts from `since`, and its periods are planned up to `planned_to`."""

    partnership_id: UUID
    id: UUID
    wish: Wish
    since: datetime
    planned_to: datetime
    is_paused: bool = False
    version: int = 1

    @property
    def kind(self) -> Kind:
        return self.wish.kind


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days, both included, on which nothing is posted, and why."""

    id: UUID
    first_day: date
    last_day: date
    reason: str

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

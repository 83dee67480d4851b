"""What reminders say, as frozen values: computed for one message at the moment it is sent."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from csp_core.actors import Account
from csp_core.book import Action
from csp_core.reminder_kinds import Kind
from csp_core.reminders.schedules import Channel, Filter


class Section(Enum):
    """Where in a message an action stands."""

    OVERDUE = "overdue"
    UPCOMING = "upcoming"
    MOVED = "moved"
    AWAITING = "awaiting"


@dataclass(frozen=True, slots=True)
class Line:
    """One action as it is today; `days_overdue` is None unless it is overdue."""

    section: Section
    action: Action
    days_overdue: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Actions of one lead organisation and one owner. `accounts` are the Slack users of whoever holds the post or
    owns them in person today, and `mentions` those of them that no group before this one mentioned."""

    organisation: str | None
    owner: str | None
    lines: tuple[Line, ...]
    accounts: tuple[Account, ...] = ()
    mentions: tuple[Account, ...] = ()

    @property
    def is_linked(self) -> bool:
        return bool(self.accounts)


@dataclass(frozen=True, slots=True)
class Count:
    """How many actions an organisation leads (None: no lead is recorded)."""

    organisation: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Chair:
    """The chair's line: overdue actions that are chased, in all and by organisation, most first; how many became
    overdue and how many were cleared since the last digest (None: there was none); the one overdue longest; and
    how many are overdue but rest, because they await sign-off or are snoozed."""

    overdue: int
    by_organisation: tuple[Count, ...]
    newly: int | None
    cleared: int | None
    oldest: Line | None
    awaiting: int = 0
    snoozed: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A period without a post, and why: too late, held, refused or unclear."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of how many, the day that it counts from, and the day it was due where it is late."""

    today: date
    number: int = 1
    of: int = 1
    late_from: date | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """The weekly digest; the chair's line and the account of what was not posted stand in its first part."""

    part: Part
    filter: Filter
    chair: Chair | None
    skipped: tuple[Skipped, ...]
    overdue: tuple[Group, ...]
    upcoming: tuple[Group, ...]

    @property
    def is_good_week(self) -> bool:
        return self.chair is not None and self.chair.overdue == 0


@dataclass(frozen=True, slots=True)
class OwnerReminder:
    """One person's actions that are due in 14 or 2 days, or that have just become overdue."""

    part: Part
    person: str
    overdue: tuple[Group, ...]
    upcoming: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """For coordinators: overdue by three weeks, and nobody has said a word."""

    part: Part
    overdue: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """How far one priority is (None: no priority is recorded)."""

    priority: str | None
    total: int
    completed: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Summary:
    """For the board: progress by priority, the dates that were put back since a day, what awaits sign-off."""

    part: Part
    filter: Filter
    year: str | None
    since: date
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    moved: tuple[Group, ...]
    awaiting: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """For coordinators: a post that could not be made, why, and what helps."""

    part: Part
    kind: Kind
    day: date
    channel: Channel
    person: str | None
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """For coordinators: a post that may or may not stand in the channel. They settle it by the message's id."""

    part: Part
    kind: Kind
    day: date
    channel: Channel
    message_id: UUID


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """For coordinators: somebody needs help with an action."""

    part: Part
    line: Line
    by: str
    note: str | None


Content = Digest | OwnerReminder | Escalation | Summary | Notice | Doubt | HelpWanted

"""What people do to reminders, as frozen values."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from csp_core.reminders.schedules import Wish


@dataclass(frozen=True, slots=True)
class AddSchedule:
    """A new reminder, from now on."""

    kind: ClassVar[str] = "add_reminder"
    wish: Wish


@dataclass(frozen=True, slots=True)
class EditSchedule:
    """Another wish in place of the one that was seen. A period that was posted is not posted again."""

    kind: ClassVar[str] = "edit_reminder"
    schedule_id: UUID
    version: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class PauseSchedule:
    """Stops a reminder, or lets it go on from now; what it has not sent yet is called off."""

    kind: ClassVar[str] = "pause_reminder"
    schedule_id: UUID
    is_paused: bool = True


@dataclass(frozen=True, slots=True)
class RemoveSchedule:
    """No more of this reminder; what it posted stays known."""

    kind: ClassVar[str] = "remove_reminder"
    schedule_id: UUID


@dataclass(frozen=True, slots=True)
class AddQuiet:
    """Nothing is posted on these days, both included: the next digest says why."""

    kind: ClassVar[str] = "add_quiet_period"
    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class RemoveQuiet:
    """Posts go out again."""

    kind: ClassVar[str] = "remove_quiet_period"
    quiet_id: UUID


@dataclass(frozen=True, slots=True)
class OptOut:
    """One's own direct messages, off or on again. Coordinators' escalations cannot be turned off."""

    kind: ClassVar[str] = "opt_out"
    is_out: bool = True


@dataclass(frozen=True, slots=True)
class PostNow:
    """Posts a reminder at once, beside its timetable."""

    kind: ClassVar[str] = "post_now"
    schedule_id: UUID


@dataclass(frozen=True, slots=True)
class SettleDoubt:
    """A coordinator looked: the message stands in the channel, or it is to be posted again."""

    kind: ClassVar[str] = "settle_doubt"
    message_id: UUID
    was_posted: bool


@dataclass(frozen=True, slots=True)
class AskForHelp:
    """Somebody cannot go on with an action: coordinators hear of it at once."""

    kind: ClassVar[str] = "ask_for_help"
    year: str
    ref: str
    note: str | None = None


ReminderDeed = (
    AddSchedule
    | EditSchedule
    | PauseSchedule
    | RemoveSchedule
    | AddQuiet
    | RemoveQuiet
    | OptOut
    | PostNow
    | SettleDoubt
    | AskForHelp
)
EVERYBODYS = (OptOut, AskForHelp)
"""What is no coordinator's alone."""

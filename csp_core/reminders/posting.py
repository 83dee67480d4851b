"""The port through which messages leave, what can come of it, and how patient we are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from csp_core.reminder_kinds import Kind
from csp_core.reminders.contents import Content
from csp_core.reminders.schedules import Channel


@dataclass(frozen=True, slots=True)
class Timing:
    """How patient we are. Leases, settling and pace follow the database's clock.

    `margin` is how much of its lease a sender must have left before it calls: longer than its deadline.
    `settle` is how long after an unclear call a channel shows a message for certain. A tick sends no longer than
    `sending_for`. A direct message that stays unclear is tried `direct_attempts` times in all.
    """

    lease: timedelta = timedelta(seconds=120)
    margin: timedelta = timedelta(seconds=15)
    settle: timedelta = timedelta(seconds=60)
    pace: timedelta = timedelta(seconds=1)
    sending_for: timedelta = timedelta(seconds=25)
    catch_up: timedelta = timedelta(hours=24)
    late_after: timedelta = timedelta(minutes=15)
    direct_attempts: int = 6
    actions_a_part: int = 10
    batch: int = 40


@dataclass(frozen=True, slots=True)
class Message:
    """One part of one occurrence for one channel. The id is opaque: it goes with the message, and finds it again.

    Parts after the first belong in the thread of `thread_ts`. `attempted_at` is when it was last tried (None:
    never), to look no further back.
    """

    partnership_id: UUID
    id: UUID
    kind: Kind
    day: date
    channel: Channel
    is_direct: bool
    part: int
    parts: int
    thread_ts: str | None
    attempted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Posted:
    """It stands in the channel, at this time stamp."""

    ts: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Refused for good: what is wrong, and what helps."""

    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Not accepted for now: nothing before this has passed."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class Unclear:
    """It may have arrived or not: a timeout, a lost reply, an error of the server."""

    problem: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Certainly not sent: the lease no longer held."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """The channel can be read, and does not hold it."""


@dataclass(frozen=True, slots=True)
class CannotRead:
    """The channel's history may not be read."""


PostResult = Posted | Refused | RateLimited | Unclear | NotSent
FindResult = Posted | NotThere | CannotRead | RateLimited | Unclear


class Post(Protocol):
    """Whatever can post and look for messages. It never repeats a call by itself."""

    def post(self, message: Message, content: Content, is_mine: Callable[[], bool]) -> PostResult:
        """Posts it once. Right before the request leaves, `is_mine` must be true, else the result is NotSent."""
        ...

    def find(self, message: Message) -> FindResult:
        """Looks for a message by its id: in the channel, or in its thread."""
        ...

    def retract(self, message: Message, ts: str) -> None:
        """Takes back what this process posted, where that can be done; it raises where the call fails."""
        ...

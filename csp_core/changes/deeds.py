"""What somebody wants done to actions, as frozen values. Each names the actions as they were seen."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from csp_core.book import Action, Precision
from csp_core.permissions import Deed


@dataclass(frozen=True, slots=True)
class Seen:
    """An action at the version that somebody had before their eyes; the ref counts whatever its case or hyphen."""

    year: str
    ref: str
    version: int


def seen(*actions: Action) -> tuple[Seen, ...]:
    """Actions as a book shows them."""
    return tuple(Seen(action.year, action.ref, action.version) for action in actions)


@dataclass(frozen=True, slots=True)
class Intention:
    """Somebody is about to do something to actions, and has not yet said all that it takes."""

    kind: Deed
    actions: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Complete:
    """The work is done: on a day (None: today), with a note and a link that show it."""

    kind: ClassVar[Deed] = Deed.COMPLETE
    actions: tuple[Seen, ...]
    note: str | None = None
    day: date | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """How far the work is, in words, in per cent (0 to 100) or both; `organisation` says whose part is meant."""

    kind: ClassVar[Deed] = Deed.REPORT_PROGRESS
    actions: tuple[Seen, ...]
    note: str | None = None
    percent: int | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Reopen:
    """Completed, cancelled or carried forward by mistake, or not done after all."""

    kind: ClassVar[Deed] = Deed.REOPEN
    actions: tuple[Seen, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reassign:
    """Hand over to a post, an organisation or a person of the directory, by name; where posts of two organisations
    share a title, `organisation` says which."""

    kind: ClassVar[Deed] = Deed.REASSIGN
    actions: tuple[Seen, ...]
    to: str
    organisation: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MoveDeadline:
    """A new deadline, the last day of it, with the reason for moving it."""

    kind: ClassVar[Deed] = Deed.MOVE_DEADLINE
    actions: tuple[Seen, ...]
    due: date
    reason: str
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class Snooze:
    """No reminders about it before a day."""

    kind: ClassVar[Deed] = Deed.SNOOZE
    actions: tuple[Seen, ...]
    until: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CarryForward:
    """Goes on in the next plan year: marked here, begun there, once. Without `due` a deadline that lies there stays."""

    kind: ClassVar[Deed] = Deed.CARRY_FORWARD
    actions: tuple[Seen, ...]
    due: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Will not be done, for a reason."""

    kind: ClassVar[Deed] = Deed.CANCEL
    actions: tuple[Seen, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmOnTrack:
    """Still on track: dates the status. Without actions, all open ones of the current plan that an organisation
    leads (None: the asker's own) and that nobody has reported done."""

    kind: ClassVar[Deed] = Deed.CONFIRM_ON_TRACK
    actions: tuple[Seen, ...] = ()
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Accept:
    """Signs off what its owner reported done."""

    kind: ClassVar[Deed] = Deed.ACCEPT
    actions: tuple[Seen, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SendBack:
    """Does not sign off what was reported done, for a reason."""

    kind: ClassVar[Deed] = Deed.SEND_BACK
    actions: tuple[Seen, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class AskSignOff:
    """Whether what the owner reports done waits for a coordinator; None: as the plan says."""

    kind: ClassVar[Deed] = Deed.ASK_SIGN_OFF
    actions: tuple[Seen, ...]
    is_wanted: bool | None = True


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes a deed back: the last of this person, or the one with this id."""

    kind: ClassVar[Deed] = Deed.UNDO
    deed_id: UUID | None = None


Edit = (
    Complete
    | ReportProgress
    | Reopen
    | Reassign
    | MoveDeadline
    | Snooze
    | CarryForward
    | Cancel
    | ConfirmOnTrack
    | Accept
    | SendBack
    | AskSignOff
)
"""What changes actions, and can be undone."""

"""What comes of a deed, as values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from csp_core.book import Action
from csp_core.permissions import Deed, NotAllowed

UNDO_FOR = timedelta(minutes=30)


class Field(Enum):
    """Where in a form a rule stands against what was given."""

    NOTE = "note"
    REASON = "reason"
    DAY = "day"
    LINK = "link"
    PERCENT = "percent"
    ORGANISATION = "organisation"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Changed:
    """Done. `actions` are as they are now, `by` is who did it; `deed_id` takes it back, until `undo_until`.

    `note` is the reason or the note that came with it. `is_for_coordinators` says that somebody else than a
    coordinator did it, `is_for_owners` that a coordinator judged or undid what somebody had reported: they should
    hear of it.
    """

    kind: Deed
    actions: tuple[Action, ...]
    by: str
    at: datetime
    deed_id: UUID
    note: str | None = None
    is_for_coordinators: bool = False
    is_for_owners: bool = False

    @property
    def undo_until(self) -> datetime:
        return self.at + UNDO_FOR


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed an action last, how and when; `action` is what it is now."""

    action: Action
    by: str | None = None
    kind: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """Nothing was changed: these actions are no longer what was seen."""

    changes: tuple[LastChange, ...]


@dataclass(frozen=True, slots=True)
class NotPossible:
    """Nothing was changed: the rule that stands against it, and at which field of a form, if at one."""

    sentence: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class LastDeed:
    """What somebody did last and can take back still; `actions` are as they are now."""

    deed_id: UUID
    kind: str
    actions: tuple[Action, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Repeated:
    """Nothing was changed now: this delivery was taken already, at this moment."""

    at: datetime


Result = Changed | Stale | NotAllowed | NotPossible | Repeated

"""What every deed on reminders works on, and what it gives back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from csp_core import model
from csp_core.changes.results import NotPossible
from csp_core.reminders.loading import Partnership, load_partnerships
from csp_core.reminders.planning import plan_schedules
from csp_core.reminders.posting import Timing
from csp_core.work import Work

GONE = NotPossible("This reminder is not there any more.")


@dataclass(frozen=True, slots=True)
class Keep:
    """What a deed works on: the locked partnership, how patient we are, and the moment by the clock of leases."""

    work: Work
    timing: Timing
    moment: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The subject of a change, and what differs, for people to read; the id of what was made or changed."""

    subject: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    id: UUID | None = None


Outcome = Kept | NotPossible


def planned_schedule(keep: Keep, schedule_id: UUID) -> model.Schedule | None:
    """The schedule, with everything planned that was due before it is changed; None when it is not there."""
    key = keep.work.partnership.id, schedule_id
    schedule = keep.work.session.get(model.Schedule, key)
    if schedule is None or schedule.removed_at is not None:
        return None
    plan_schedules(keep.work.session, partnership_of(keep), keep.work.request.now, keep.timing)
    keep.work.session.refresh(schedule)
    return schedule


def partnership_of(keep: Keep) -> Partnership:
    """The locked partnership, as planning knows it."""
    return load_partnerships(keep.work.session, [keep.work.partnership.id])[0]

"""Schedules and quiet periods read from the database as values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from csp_core import model
from csp_core.reminders.rows import table_of
from csp_core.reminders.schedules import Channel, Filter, Quiet, Schedule, Timetable, Wish


@dataclass(frozen=True, slots=True)
class Partnership:
    """What planning has to know of a partnership: its time zone, its schedules in use, its quiet periods."""

    id: UUID
    name: str
    time_zone: str
    schedules: tuple[Schedule, ...]
    quiet: tuple[Quiet, ...]

    @property
    def zone(self) -> ZoneInfo:
        """Raises ZoneInfoNotFoundError for a zone that this machine does not know."""
        return ZoneInfo(self.time_zone)


def load_partnerships(session: Session, only: Iterable[UUID] | None = None) -> tuple[Partnership, ...]:
    """Every partnership, or some, in the order of their ids; schedules that were removed are left out."""
    partnership, schedule, quiet = model.Partnership, model.Schedule, model.QuietPeriod
    query = select(partnership.id, partnership.name, partnership.time_zone).order_by(partnership.id)
    schedules = select(table_of(schedule)).where(schedule.removed_at.is_(None)).order_by(schedule.since, schedule.id)
    quiets = select(quiet).order_by(quiet.first_day, quiet.id)
    if only is not None:
        wanted = list(only)
        query = query.where(partnership.id.in_(wanted))
        schedules = schedules.where(schedule.partnership_id.in_(wanted))
        quiets = quiets.where(quiet.partnership_id.in_(wanted))
    by_partnership = defaultdict(list)
    for each in session.execute(schedules):
        by_partnership[each.partnership_id].append(as_schedule(each))
    rest = defaultdict(list)
    for period in session.scalars(quiets):
        rest[period.partnership_id].append(as_quiet(period))
    return tuple(
        Partnership(key, name, zone, tuple(by_partnership[key]), tuple(rest[key]))
        for key, name, zone in session.execute(query)
    )


def as_schedule(each: model.Schedule | Row[Any]) -> Schedule:
    """A mapped schedule, or a row of its table, as a value."""
    channel = Channel(each.team, each.channel) if each.team and each.channel else None
    timetable = Timetable(each.weekday, each.day_of_month, each.at, each.region)
    return Schedule(
        partnership_id=each.partnership_id,
        id=each.id,
        wish=Wish(each.kind, channel, timetable, Filter(each.priority, each.organisation)),
        since=each.since,
        planned_to=each.planned_to,
        is_paused=each.is_paused,
        version=each.version,
    )


def as_quiet(each: model.QuietPeriod) -> Quiet:
    """A mapped quiet period as a value."""
    return Quiet(each.id, each.first_day, each.last_day, each.reason)

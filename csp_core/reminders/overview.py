"""Reads how the reminders of a partnership stand."""

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csp_core.database import Database
from csp_core.reminder_kinds import Fate, Kind
from csp_core.reminders.accounts import Past, account_of_channel, load_pasts
from csp_core.reminders.calendar import next_due
from csp_core.reminders.listing import InUse, Overview
from csp_core.reminders.loading import Partnership, load_partnerships
from csp_core.reminders.planning import opted_out
from csp_core.reminders.schedules import SCHEDULED, Schedule


def load_overview(database: Database, partnership_id: UUID, now: datetime) -> Overview:
    """What is in use, due next and posted last, as at a moment."""
    with database.reading() as session:
        [partnership] = load_partnerships(session, [partnership_id])
        pasts = load_pasts(session, [partnership_id], SCHEDULED, now)[partnership_id]
        out = opted_out(session, partnership_id)
    zone = _zone_of(partnership)
    today = now.astimezone(zone).date() if zone else now.date()
    return Overview(
        time_zone=partnership.time_zone,
        reminders=tuple(_in_use(partnership, each, pasts, now) for each in sorted(partnership.schedules, key=_place)),
        quiet=tuple(each for each in partnership.quiet if each.last_day >= today),
        opted_out=out,
        knows_zone=zone is not None,
    )


def _in_use(partnership: Partnership, schedule: Schedule, pasts: Sequence[Past], now: datetime) -> InUse:
    own = [past for past in pasts if past.schedule_id == schedule.id and _is_counted(past)]
    account, zone = account_of_channel(own), _zone_of(partnership)
    skipped = tuple(dict.fromkeys(account.skipped))  # one for each person who was to be written to
    if schedule.is_paused or zone is None:
        return InUse(schedule, last_day=account.last_day, skipped=skipped)
    due = next_due(schedule.wish.timetable, now, zone)
    held = next((each for each in partnership.quiet if each.holds(due.day)), None)
    return InUse(schedule, due, held, account.last_day, skipped)


def _place(schedule: Schedule) -> tuple[int, int, int, time, UUID]:
    """By kind, then as they come in a week or a month: an edit keeps a reminder among its like."""
    when = schedule.wish.timetable
    first = -1 if when.weekday is None else when.weekday
    return list(Kind).index(schedule.kind), first, when.day_of_month or 0, when.at, schedule.id


def _is_counted(past: Past) -> bool:
    """A period in which there was nothing to tell anybody is no post that is missing."""
    return past.sending is not None or past.fate is not Fate.PLANNED


def _zone_of(partnership: Partnership) -> ZoneInfo | None:
    try:
        return partnership.zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

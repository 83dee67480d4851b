"""What would be posted, and where, without posting anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from csp_core.database import Database
from csp_core.reminder_kinds import Kind
from csp_core.reminders.accounts import Past, account_of_channel, load_pasts, planned_account
from csp_core.reminders.books import Need, load_books
from csp_core.reminders.calendar import Due, LocalPeriod, due_on, next_due
from csp_core.reminders.composing import whole
from csp_core.reminders.contents import Content
from csp_core.reminders.grounds import Account, Ground
from csp_core.reminders.loading import Partnership, load_partnerships
from csp_core.reminders.noticing import Addressee, coordinators
from csp_core.reminders.planning import opted_out, owners_told
from csp_core.reminders.schedules import Schedule, Wish
from csp_core.reminders.wishes import CHANNEL_KINDS

DEFAULT = Wish(Kind.WEEKLY_DIGEST, None)
"""What is set up first: Mondays at 09:00, in a channel that a coordinator picks."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message that would be posted: to whom, and what it says in one piece. A channel that nobody picked yet
    is None."""

    to: Addressee | None
    content: Content


@dataclass(frozen=True, slots=True)
class Preview:
    """What one schedule would post on a day; `due_at` is when, `held` why it would not. Without letters there is
    nothing to tell anybody."""

    wish: Wish
    due_at: datetime
    letters: tuple[Letter, ...]
    held: str | None = None
    schedule_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """When a schedule is due next."""

    schedule: Schedule
    due: Due


def preview_day(database: Database, partnership_id: UUID, day: date) -> tuple[Preview, ...]:
    """What would be posted on a local day, in order of time, whether or not it was posted already."""
    with database.reading() as session:
        partnership = load_partnerships(session, [partnership_id])[0]
        active = [each for each in partnership.schedules if not each.is_paused]
        dues = [(each, due_on(each.wish.timetable, day, partnership.zone)) for each in active]
        previews = [_preview(session, partnership, each, due) for each, due in dues if due is not None]
    return tuple(sorted(previews, key=lambda preview: preview.due_at))


def preview_now(database: Database, schedule: Schedule, now: datetime) -> Preview:
    """What a schedule would post at this moment."""
    with database.reading() as session:
        partnership = load_partnerships(session, [schedule.partnership_id])[0]
        today = now.astimezone(partnership.zone).date()
        return _preview(session, partnership, schedule, Due(LocalPeriod("now", today), today, now))


def preview_default(database: Database, partnership_id: UUID, day: date) -> Preview:
    """What the reminder that is set up first would post on a day."""
    with database.reading() as session:
        partnership = load_partnerships(session, [partnership_id])[0]
        at = datetime.combine(day, DEFAULT.timetable.at, tzinfo=partnership.zone).astimezone(UTC)
        content = whole(Ground(DEFAULT.kind, load_books(session, {partnership_id: day})[partnership_id], day, day))
    return Preview(DEFAULT, at, (Letter(None, content),) if content else ())


def next_dues(database: Database, partnership_id: UUID, day: date) -> tuple[Next, ...]:
    """When each schedule in use is due next after a local day, the earliest first."""
    with database.reading() as session:
        partnership = load_partnerships(session, [partnership_id])[0]
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=partnership.zone).astimezone(UTC)
    active = (each for each in partnership.schedules if not each.is_paused)
    dues = (Next(each, next_due(each.wish.timetable, end, partnership.zone)) for each in active)
    return tuple(sorted(dues, key=lambda each: each.due.at))


def _preview(session: Session, partnership: Partnership, schedule: Schedule, due: Due) -> Preview:
    quiet = next((each.reason for each in partnership.quiet if each.holds(due.day)), None)
    key, kind = partnership.id, schedule.kind
    pasts = [past for past in load_pasts(session, [key], [kind], due.at)[key] if past.due_at < due.at]
    ground = Ground(
        kind=kind,
        book=load_books(session, {key: due.day}, Need(kind is Kind.MONTHLY_SUMMARY))[key],
        today=due.day,
        day=due.day,
        filter=schedule.wish.filter,
        account=_account(schedule, pasts),
    )
    return Preview(schedule.wish, due.at, tuple(_letters(session, ground, schedule)), quiet, schedule.id)


def _account(schedule: Schedule, pasts: Sequence[Past]) -> Account:
    if schedule.kind in CHANNEL_KINDS:
        return account_of_channel([past for past in pasts if past.schedule_id == schedule.id])
    return planned_account(schedule.kind, schedule.id, pasts)


def _letters(session: Session, ground: Ground, schedule: Schedule) -> Iterator[Letter]:
    for to in _addressees(session, ground, schedule):
        person = next((each for each in ground.book.people if each.id == to.person_id), None)
        content = whole(replace(ground, person=person if ground.kind is Kind.OWNER_MESSAGES else None))
        if content is not None:
            yield Letter(to, content)


def _addressees(session: Session, ground: Ground, schedule: Schedule) -> Sequence[Addressee]:
    if schedule.kind is Kind.OWNER_MESSAGES:
        return owners_told(ground, opted_out(session, ground.book.partnership_id))
    if schedule.wish.channel is not None:
        return (Addressee(schedule.wish.channel),)
    return coordinators(session, ground.book.partnership_id, ground.today)

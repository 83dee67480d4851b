"""Planning: every local period that has become due is written once, with its messages or as missed or held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from csp_core import model
from csp_core.database import Database
from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.accounts import load_pasts, planned_account
from csp_core.reminders.books import load_books
from csp_core.reminders.calendar import Due, LocalPeriod, due_between
from csp_core.reminders.choosing import Choice
from csp_core.reminders.grounds import Ground
from csp_core.reminders.loading import Partnership, as_schedule, load_partnerships
from csp_core.reminders.noticing import Addressee, New, coordinators, write_occurrence
from csp_core.reminders.posting import Timing
from csp_core.reminders.rows import changed, table_of
from csp_core.reminders.schedules import Channel, Schedule

_SCHEDULE, _PARTNERSHIP = table_of(model.Schedule), table_of(model.Partnership).c
_IDS = _PARTNERSHIP.partnership_id.in_(bindparam("ids", expanding=True))
_PARTNERSHIPS = select(_PARTNERSHIP.partnership_id).where(_IDS).order_by(_PARTNERSHIP.partnership_id).with_for_update()
_IN_USE = _SCHEDULE.c.partnership_id == bindparam("partnership_id"), _SCHEDULE.c.removed_at.is_(None)
_LOCKED = select(_SCHEDULE).where(*_IN_USE).order_by(_SCHEDULE.c.id).with_for_update()
_ITS = _SCHEDULE.c.partnership_id == bindparam("of_partnership"), _SCHEDULE.c.id == bindparam("of_schedule")
_PLANNED_TO = update(_SCHEDULE).where(*_ITS)


@dataclass(frozen=True, slots=True)
class Planned:
    """How many occurrences were written for one partnership: to be sent, missed, held."""

    to_send: int = 0
    missed: int = 0
    held: int = 0

    def __add__(self, other: "Planned") -> "Planned":
        return Planned(self.to_send + other.to_send, self.missed + other.missed, self.held + other.held)


def load_due(database: Database, now: datetime) -> tuple[tuple[Partnership, ...], tuple[Partnership, ...]]:
    """Every partnership, and those of them with something to plan."""
    with database.reading() as session:
        every = load_partnerships(session)
    return every, tuple(each for each in every if each.schedules and _may_be_due(each, now))


def plan_together(database: Database, partnerships: Sequence[Partnership], now: datetime, timing: Timing) -> Planned:
    """Writes what has become due since the last time for some partnerships, in one transaction: for all, or for none
    where it raises. A second process writes nothing."""
    planned = Planned()
    with database.writing() as session:
        # In the order in which everybody locks: partnerships by their ids, then what belongs to them.
        session.execute(_PARTNERSHIPS, {"ids": [each.id for each in partnerships]})
        for each in partnerships:
            planned += plan_schedules(session, each, now, timing)
    return planned


def plan_schedules(session: Session, partnership: Partnership, now: datetime, timing: Timing) -> Planned:
    """The same, in the caller's transaction: the schedules are locked and read again in it."""
    locked = session.execute(_LOCKED, {"partnership_id": partnership.id}).all()
    planned = Planned()
    for schedule in map(as_schedule, locked):
        if not schedule.is_paused:
            planned += _plan(_set_back(_Plan(session, partnership, schedule, now, timing)))
    return planned


def addressees_now(
    session: Session, partnership: Partnership, schedule: Schedule, now: datetime, timing: Timing
) -> Sequence[Addressee]:
    """Whom a schedule would write to now."""
    today = now.astimezone(partnership.zone).date()
    due = Due(LocalPeriod("now", today), today, now)
    return _addressees(_Plan(session, partnership, schedule, now, timing), due)


@dataclass(frozen=True, slots=True)
class _Plan:
    """One schedule to plan, and what it takes."""

    session: Session
    partnership: Partnership
    schedule: Schedule
    now: datetime
    timing: Timing


def _may_be_due(partnership: Partnership, now: datetime) -> bool:
    """A zone that is not known is due as well: planning it says what is wrong with it."""
    try:
        zone = partnership.zone
    except (KeyError, ValueError, OSError):
        return True
    active = [each for each in partnership.schedules if not each.is_paused]
    return any(each.planned_to > now or due_between(each.wish.timetable, each.planned_to, now, zone) for each in active)


def _set_back(plan: _Plan) -> _Plan:
    """After the clock stepped back: what it thought missed, and what is in time again, is planned anew, unless a
    later digest told of it. What was posted meanwhile keeps its key."""
    if plan.schedule.planned_to <= plan.now:
        return plan
    start = max(plan.now - plan.timing.catch_up, plan.schedule.since)
    occurrence, later = model.Occurrence, aliased(model.Occurrence)
    is_told = exists().where(
        later.schedule_id == occurrence.schedule_id,
        later.due_at > occurrence.due_at,
        model.Message.occurrence_id == later.id,
        model.Message.sending == Sending.POSTED,
    )
    missed = (
        occurrence.partnership_id == plan.partnership.id,
        occurrence.schedule_id == plan.schedule.id,
        occurrence.fate == Fate.MISSED,
        occurrence.due_at > start,
    )
    changed(plan.session, delete(table_of(occurrence)).where(*missed, ~is_told))
    _note_planned_to(plan, start)
    return replace(plan, schedule=replace(plan.schedule, planned_to=start))


def _plan(plan: _Plan) -> Planned:
    schedule, planned = plan.schedule, Planned()
    dues = due_between(schedule.wish.timetable, schedule.planned_to, plan.now, plan.partnership.zone)
    for due in dues:
        planned += _write(plan, due)
    if dues:
        _note_planned_to(plan, dues[-1].at)
    return planned


def _note_planned_to(plan: _Plan, moment: datetime) -> None:
    """Past the mapper: its version is for people who edit the schedule."""
    mine = {"of_partnership": plan.partnership.id, "of_schedule": plan.schedule.id}
    changed(plan.session, _PLANNED_TO, mine | {"planned_to": moment})


def _write(plan: _Plan, due: Due) -> Planned:
    """One occurrence; nothing where its period is written already."""
    schedule = plan.schedule
    new = New(schedule.kind, due.period.key, due.day, due.at, schedule.id, due.at)
    quiet = next((each for each in plan.partnership.quiet if each.holds(due.day)), None)
    if quiet is not None:
        held = replace(new, fate=Fate.HELD, reason=quiet.reason)
        return Planned(held=write_occurrence(plan.session, plan.partnership.id, held, ()))
    if due.at < plan.now - plan.timing.catch_up:
        missed = replace(new, fate=Fate.MISSED)
        return Planned(missed=write_occurrence(plan.session, plan.partnership.id, missed, ()))
    return Planned(to_send=write_occurrence(plan.session, plan.partnership.id, new, _addressees(plan, due)))


def _addressees(plan: _Plan, due: Due) -> Sequence[Addressee]:
    """A channel, or the people whom it concerns today; nobody where there is nothing to tell them."""
    wish = plan.schedule.wish
    if wish.kind in (Kind.WEEKLY_DIGEST, Kind.MONTHLY_SUMMARY):
        return (Addressee(wish.channel),) if wish.channel else ()
    ground = _ground(plan, due)
    if wish.kind is Kind.OWNER_MESSAGES:
        return owners_told(ground, opted_out(plan.session, plan.partnership.id))
    if not Choice(ground).lines:
        return ()
    return (Addressee(wish.channel),) if wish.channel else coordinators(plan.session, plan.partnership.id, due.day)


def _ground(plan: _Plan, due: Due) -> Ground:
    """What the occurrence would say now, to anybody."""
    key, wish = plan.partnership.id, plan.schedule.wish
    today = plan.now.astimezone(plan.partnership.zone).date()
    book = load_books(plan.session, {key: today})[key]
    pasts = load_pasts(plan.session, [key], [wish.kind], plan.now)[key]
    account = planned_account(wish.kind, plan.schedule.id, pasts)
    return Ground(wish.kind, book, today, due.day, wish.filter, account)


def owners_told(ground: Ground, opted_out: frozenset[UUID]) -> tuple[Addressee, ...]:
    """Whoever answers for one of the actions, has a Slack account, and wants direct messages."""
    choice = Choice(ground)
    people = (person for line in choice.lines for person in choice.owners.of(line.action))
    return tuple(
        Addressee(Channel(*person.accounts[0]), person.id)
        for person in dict.fromkeys(people)
        if person.accounts and person.id not in opted_out
    )


def opted_out(session: Session, partnership_id: UUID) -> frozenset[UUID]:
    """The people who want no direct messages."""
    query = select(model.OptOut.person_id).where(model.OptOut.partnership_id == partnership_id)
    return frozenset(session.scalars(query))

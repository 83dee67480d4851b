"""What each deed makes of the reminders, or the rule that stands against it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update

from csp_core import model
from csp_core.changes.results import Field, NotPossible
from csp_core.reminder_kinds import Kind, Sending
from csp_core.reminders.calling_off import call_off, hold
from csp_core.reminders.deeds import (
    AddQuiet,
    AddSchedule,
    AskForHelp,
    EditSchedule,
    OptOut,
    PauseSchedule,
    PostNow,
    ReminderDeed,
    RemoveQuiet,
    RemoveSchedule,
    SettleDoubt,
)
from csp_core.reminders.loading import Partnership, as_schedule, load_partnerships
from csp_core.reminders.naming import KIND_WORDS, as_told, wish_words
from csp_core.reminders.noticing import New, coordinators, write_occurrence
from csp_core.reminders.outbox import TOO_LATE
from csp_core.reminders.planning import addressees_now, plan_schedules
from csp_core.reminders.posting import Timing
from csp_core.reminders.rows import changed, insert_new, table_of
from csp_core.reminders.schedules import Wish
from csp_core.reminders.wishes import problem_with
from csp_core.text import printable
from csp_core.work import Work

GONE = NotPossible("This reminder is not there any more.")
LONGEST_REASON = 200
LONGEST_NOTE = 3_000


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


def kept(keep: Keep, deed: ReminderDeed) -> Outcome:
    """Writes a deed that somebody may do; nothing is written where a rule stands against it."""
    match deed:
        case AddSchedule():
            return _add(keep, deed.wish)
        case EditSchedule():
            return _edit(keep, deed)
        case PauseSchedule():
            return _pause(keep, deed)
        case RemoveSchedule():
            return _remove(keep, deed)
        case AddQuiet():
            return _add_quiet(keep, deed)
        case RemoveQuiet():
            return _remove_quiet(keep, deed)
        case OptOut():
            return _opt_out(keep, deed)
        case PostNow():
            return _post_now(keep, deed)
        case SettleDoubt():
            return _settle(keep, deed)
        case AskForHelp():
            return _ask_for_help(keep, deed)
        case _:
            assert_never(deed)


def _add(keep: Keep, wish: Wish) -> Outcome:
    problem = problem_with(keep.work.records, wish)
    if problem is not None:
        return problem
    now = keep.work.request.now
    new = model.Schedule(id=uuid4(), kind=wish.kind, since=now, planned_to=now, is_paused=False)
    _set(new, wish)
    keep.work.records.add(new)
    return Kept(wish_words(wish), after=as_told(wish), id=new.id)


def _edit(keep: Keep, deed: EditSchedule) -> Outcome:
    schedule = _planned_schedule(keep, deed.schedule_id)
    if schedule is None:
        return GONE
    if schedule.version != deed.version:
        return NotPossible("Somebody has changed this reminder meanwhile; please look again.")
    problem = problem_with(keep.work.records, deed.wish)
    if problem is not None:
        return problem
    before = as_schedule(schedule).wish
    _set(schedule, deed.wish)
    _count_anew(keep, schedule)
    return Kept(wish_words(deed.wish), as_told(before), as_told(deed.wish), schedule.id)


def _pause(keep: Keep, deed: PauseSchedule) -> Outcome:
    schedule = _planned_schedule(keep, deed.schedule_id)
    if schedule is None:
        return GONE
    if schedule.is_paused == deed.is_paused:
        return NotPossible("It is paused already." if deed.is_paused else "It is not paused.")
    schedule.is_paused = deed.is_paused
    _count_anew(keep, schedule)
    if deed.is_paused:
        call_off(keep.work.session, schedule.partnership_id, schedule.id, "it was paused")
    words = wish_words(as_schedule(schedule).wish)
    return Kept(words, {"paused": not deed.is_paused}, {"paused": deed.is_paused}, schedule.id)


def _remove(keep: Keep, deed: RemoveSchedule) -> Outcome:
    schedule = _planned_schedule(keep, deed.schedule_id)
    if schedule is None:
        return GONE
    schedule.removed_at = keep.work.request.now
    call_off(keep.work.session, schedule.partnership_id, schedule.id, "it was removed")
    wish = as_schedule(schedule).wish
    return Kept(wish_words(wish), before=as_told(wish), id=schedule.id)


def _add_quiet(keep: Keep, deed: AddQuiet) -> Outcome:
    work, reason = keep.work, " ".join(printable(deed.reason).split())
    if not reason or len(reason) > LONGEST_REASON:
        return NotPossible(f"Please say why, in up to {LONGEST_REASON} characters.", Field.REASON)
    if deed.last_day < deed.first_day or deed.last_day < work.today:
        return NotPossible("The last day lies before the first, or in the past.", Field.DAY)
    new = model.QuietPeriod(id=uuid4(), first_day=deed.first_day, last_day=deed.last_day, reason=reason)
    work.records.add(new)
    hold(work.session, work.partnership.id, deed.first_day, deed.last_day, reason)
    return Kept(reason, after=_days(new), id=new.id)


def _remove_quiet(keep: Keep, deed: RemoveQuiet) -> Outcome:
    known = keep.work.session.get(model.QuietPeriod, (keep.work.partnership.id, deed.quiet_id))
    if known is None:
        return NotPossible("This quiet period is not there any more.")
    plan_schedules(keep.work.session, _partnership(keep), keep.work.request.now, keep.timing)
    keep.work.session.delete(known)
    return Kept(known.reason, before=_days(known))


def _opt_out(keep: Keep, deed: OptOut) -> Outcome:
    person_id, own = keep.work.actor.person_id, keep.work.partnership.id
    if person_id is None:
        return NotPossible("The directory does not know you, so that no direct messages go to you.")
    if deed.is_out:
        row = {"partnership_id": own, "id": uuid4(), "person_id": person_id}
        is_new = insert_new(keep.work.session, model.OptOut, [row]) > 0
    else:
        mine = model.OptOut.partnership_id == own, model.OptOut.person_id == person_id
        is_new = changed(keep.work.session, delete(model.OptOut).where(*mine)) > 0
    if not is_new:
        return NotPossible(f"Your direct messages are {'off' if deed.is_out else 'on'} already.")
    return Kept("own direct messages", {"off": not deed.is_out}, {"off": deed.is_out})


def _post_now(keep: Keep, deed: PostNow) -> Outcome:
    schedule = _planned_schedule(keep, deed.schedule_id)
    if schedule is None:
        return GONE
    if schedule.is_paused:
        return NotPossible("It is paused; let it go on first.")
    work, value = keep.work, as_schedule(schedule)
    to = addressees_now(work.session, _partnership(keep), value, work.request.now, keep.timing)
    if not to:
        return NotPossible("There is nothing to tell anybody now.")
    now = work.request.now
    period = f"now:{uuid4().hex}"
    new = New(value.kind, period, work.today, now, value.id, now)
    write_occurrence(work.session, work.partnership.id, new, to)
    return Kept(wish_words(value.wish), after={"posted": "now"}, id=value.id)


def _settle(keep: Keep, deed: SettleDoubt) -> Outcome:
    work, row = keep.work, model.Message
    message = work.session.get(row, (work.partnership.id, deed.message_id), with_for_update=True)
    if message is None or message.sending is not Sending.DOUBTED:
        return NotPossible("That is settled already.")
    message.sending = Sending.POSTED if deed.was_posted else Sending.PENDING
    message.problem = None
    if deed.was_posted:
        message.posted_at = message.attempted_at
    else:
        message.not_before, message.wanted_at = keep.moment, work.request.now
    _let_parts_follow(keep, message)
    occurrence = work.session.get_one(model.Occurrence, (work.partnership.id, message.occurrence_id))
    after = {"settled": "it was posted" if deed.was_posted else "to be posted again"}
    return Kept(f"{KIND_WORDS[occurrence.kind]} of {occurrence.day.isoformat()}", after=after)


def _let_parts_follow(keep: Keep, first: model.Message) -> None:
    """The parts that waited for the first are wanted from now on, even those that had waited too long."""
    row = table_of(model.Message)
    waited = (row.c.sending == Sending.PENDING) | ((row.c.sending == Sending.ABANDONED) & (row.c.problem == TOO_LATE))
    rest = row.c.partnership_id == first.partnership_id, row.c.occurrence_id == first.occurrence_id, row.c.part > 1
    again = update(row).where(*rest, row.c.place_id == first.place_id, waited)
    wanted = again.values(sending=Sending.PENDING, wanted_at=keep.work.request.now, problem=None)
    changed(keep.work.session, wanted)


def _ask_for_help(keep: Keep, deed: AskForHelp) -> Outcome:
    work, action = keep.work, model.Action
    of_plan = (model.Plan.partnership_id == action.partnership_id) & (model.Plan.id == action.plan_id)
    query = select(action).join(model.Plan, of_plan)
    own = action.partnership_id == work.partnership.id, model.Plan.year == deed.year
    found = work.session.scalar(query.where(*own, action.ref_key == model.ref_key(deed.ref)))
    if found is None:
        return NotPossible(f"The plan {deed.year} has no action {printable(deed.ref)[:40]}.")
    note = printable(deed.note or "")[:LONGEST_NOTE] or None
    to = coordinators(work.session, work.partnership.id, work.today)
    if not to:
        return NotPossible("No coordinator can be reached in Slack; please write to them.")
    about = {"action": found.id.hex, "by": work.origin.actor, "note": note}
    new = New(Kind.HELP, f"help:{uuid4().hex}", work.today, work.request.now, about=about)
    write_occurrence(work.session, work.partnership.id, new, to)
    return Kept(found.ref, after={"help": note or "wanted"})


def _planned_schedule(keep: Keep, schedule_id: UUID) -> model.Schedule | None:
    """The schedule, with everything planned that was due before it is changed; None when it is not there."""
    key = keep.work.partnership.id, schedule_id
    schedule = keep.work.session.get(model.Schedule, key)
    if schedule is None or schedule.removed_at is not None:
        return None
    plan_schedules(keep.work.session, _partnership(keep), keep.work.request.now, keep.timing)
    keep.work.session.refresh(schedule)
    return schedule


def _count_anew(keep: Keep, schedule: model.Schedule) -> None:
    schedule.since = schedule.planned_to = keep.work.request.now


def _set(schedule: model.Schedule, wish: Wish) -> None:
    channel, timetable = wish.channel, wish.timetable
    schedule.kind = wish.kind
    schedule.team, schedule.channel = (channel.team, channel.id) if channel else (None, None)
    schedule.weekday, schedule.day_of_month = timetable.weekday, timetable.day_of_month
    schedule.at, schedule.region = timetable.at.replace(tzinfo=None, microsecond=0), timetable.region
    schedule.priority, schedule.organisation = wish.filter.priority, wish.filter.organisation


def _partnership(keep: Keep) -> Partnership:
    return load_partnerships(keep.work.session, [keep.work.partnership.id])[0]


def _days(quiet: model.QuietPeriod) -> dict[str, Any]:
    return {"from": quiet.first_day.isoformat(), "to": quiet.last_day.isoformat()}

"""What each deed makes of the reminders, or the rule that stands against it."""

from typing import Any, assert_never
from uuid import uuid4

from sqlalchemy import delete

from csp_core import model
from csp_core.changes.results import Field, NotPossible
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
from csp_core.reminders.keeps import GONE, Keep, Kept, Outcome, partnership_of, planned_schedule
from csp_core.reminders.loading import as_schedule
from csp_core.reminders.naming import as_told, wish_words
from csp_core.reminders.planning import plan_schedules
from csp_core.reminders.rows import changed, insert_new
from csp_core.reminders.schedules import Wish
from csp_core.reminders.sending_now import ask_for_help, post_now, settle
from csp_core.reminders.wishes import problem_with
from csp_core.text import printable

LONGEST_REASON = 200


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
            return post_now(keep, deed)
        case SettleDoubt():
            return settle(keep, deed)
        case AskForHelp():
            return ask_for_help(keep, deed)
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
    schedule = planned_schedule(keep, deed.schedule_id)
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
    schedule = planned_schedule(keep, deed.schedule_id)
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
    schedule = planned_schedule(keep, deed.schedule_id)
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
    plan_schedules(keep.work.session, partnership_of(keep), keep.work.request.now, keep.timing)
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


def _count_anew(keep: Keep, schedule: model.Schedule) -> None:
    schedule.since = schedule.planned_to = keep.work.request.now


def _set(schedule: model.Schedule, wish: Wish) -> None:
    channel, timetable = wish.channel, wish.timetable
    schedule.kind = wish.kind
    schedule.team, schedule.channel = (channel.team, channel.id) if channel else (None, None)
    schedule.weekday, schedule.day_of_month = timetable.weekday, timetable.day_of_month
    schedule.at, schedule.region = timetable.at.replace(tzinfo=None, microsecond=0), timetable.region
    schedule.priority, schedule.organisation = wish.filter.priority, wish.filter.organisation


def _days(quiet: model.QuietPeriod) -> dict[str, Any]:
    return {"from": quiet.first_day.isoformat(), "to": quiet.last_day.isoformat()}

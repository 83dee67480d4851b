"""What people send at once: a post beside its timetable, one in doubt again, a call for help."""

from uuid import uuid4

from sqlalchemy import select, update

from csp_core import model
from csp_core.changes.results import NotPossible
from csp_core.reminder_kinds import Kind, Sending
from csp_core.reminders.deeds import (
    AskForHelp,
    PostNow,
    SettleDoubt,
)
from csp_core.reminders.keeps import GONE, Keep, Kept, Outcome, partnership_of, planned_schedule
from csp_core.reminders.loading import as_schedule
from csp_core.reminders.naming import KIND_WORDS, wish_words
from csp_core.reminders.noticing import New, coordinators, write_occurrence
from csp_core.reminders.outbox import TOO_LATE
from csp_core.reminders.planning import addressees_now
from csp_core.reminders.rows import changed, table_of
from csp_core.text import printable

LONGEST_NOTE = 3_000


def post_now(keep: Keep, deed: PostNow) -> Outcome:
    """Writes an occurrence beside the timetable, for this moment."""
    schedule = planned_schedule(keep, deed.schedule_id)
    if schedule is None:
        return GONE
    if schedule.is_paused:
        return NotPossible("It is paused; let it go on first.")
    work, value = keep.work, as_schedule(schedule)
    to = addressees_now(work.session, partnership_of(keep), value, work.request.now, keep.timing)
    if not to:
        return NotPossible("There is nothing to tell anybody now.")
    now = work.request.now
    period = f"now:{uuid4().hex}"
    new = New(value.kind, period, work.today, now, value.id, now)
    write_occurrence(work.session, work.partnership.id, new, to)
    return Kept(wish_words(value.wish), after={"posted": "now"}, id=value.id)


def settle(keep: Keep, deed: SettleDoubt) -> Outcome:
    """What a coordinator saw in the channel decides about an unclear message."""
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


def ask_for_help(keep: Keep, deed: AskForHelp) -> Outcome:
    """Writes to every coordinator at once."""
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

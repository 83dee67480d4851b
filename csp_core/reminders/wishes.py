"""What a wish for a reminder must be."""

from csp_core import model
from csp_core.changes.results import Field, NotPossible
from csp_core.records import Records
from csp_core.reminder_kinds import Kind
from csp_core.reminders.schedules import SCHEDULED, Wish

CHANNEL_KINDS = (Kind.WEEKLY_DIGEST, Kind.MONTHLY_SUMMARY)


def problem_with(records: Records, wish: Wish) -> NotPossible | None:
    """The rule that stands against a wish, at the field of the form that it is about."""
    if wish.kind not in SCHEDULED:
        return NotPossible("This is not posted on a timetable.")
    if wish.kind in CHANNEL_KINDS and wish.channel is None:
        return NotPossible("Please pick a channel.", Field.TO)
    if wish.kind is Kind.OWNER_MESSAGES and wish.channel is not None:
        return NotPossible("Owners are written to directly, not in a channel.", Field.TO)
    return _timetable_problem(wish) or _filter_problem(records, wish)


def _timetable_problem(wish: Wish) -> NotPossible | None:
    weekday, day = wish.timetable.weekday, wish.timetable.day_of_month
    if wish.kind is Kind.MONTHLY_SUMMARY:
        is_well = weekday is None and day is not None and 1 <= day <= 31
        return None if is_well else NotPossible("Please pick a day of the month, 1 to 31.", Field.DAY)
    if day is not None or (weekday is None and wish.kind is Kind.WEEKLY_DIGEST):
        return NotPossible("Please pick a weekday.", Field.DAY)
    return None if weekday is None or 0 <= weekday <= 6 else NotPossible("Please pick a weekday.", Field.DAY)


def _filter_problem(records: Records, wish: Wish) -> NotPossible | None:
    priority, organisation = wish.filter.priority, wish.filter.organisation
    if priority and all(each.name != priority for each in records.of(model.Priority)):
        return NotPossible(f"No plan has a priority “{priority}”.")
    if organisation and all(each.name != organisation for each in records.of(model.Organisation)):
        return NotPossible(f"No organisation here is called “{organisation}”.", Field.ORGANISATION)
    return None

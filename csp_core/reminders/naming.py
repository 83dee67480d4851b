"""How reminders are called: their kinds, their timetables, and a whole wish in words."""

from typing import Any

from csp_core.reminder_kinds import Kind
from csp_core.reminders.schedules import Timetable, Wish

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KIND_WORDS = {
    Kind.WEEKLY_DIGEST: "weekly digest",
    Kind.OWNER_MESSAGES: "direct messages to owners",
    Kind.ESCALATION: "escalation to coordinators",
    Kind.MONTHLY_SUMMARY: "monthly summary",
    Kind.NOTICE: "notice",
    Kind.HELP: "call for help",
}


def wish_words(wish: Wish) -> str:
    """ "weekly digest, Mondays at 09:00"."""
    what = [name for name in (wish.filter.priority, wish.filter.organisation) if name]
    about = f" about {' and '.join(what)}" if what else ""
    return f"{KIND_WORDS[wish.kind]}{about}, {timetable_words(wish.timetable)}"


def timetable_words(timetable: Timetable) -> str:
    """ "Mondays at 09:00", "day 1 of the month at 09:00", "working days at 08:30"."""
    at = f"at {timetable.at:%H:%M}"
    if timetable.day_of_month is not None:
        return f"day {timetable.day_of_month} of the month {at}"
    return f"{WEEKDAYS[timetable.weekday]}s {at}" if timetable.weekday is not None else f"working days {at}"


def as_told(wish: Wish) -> dict[str, Any]:
    """A wish for the audit, in words."""
    channel = f"{wish.channel.team}/{wish.channel.id}" if wish.channel else "direct messages"
    told = {"reminder": KIND_WORDS[wish.kind], "where": channel, "when": timetable_words(wish.timetable)}
    told |= {"bank_holidays": wish.timetable.region.value}
    chosen = {"priority": wish.filter.priority, "organisation": wish.filter.organisation}
    return told | {name: value for name, value in chosen.items() if value}

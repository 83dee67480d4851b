"""How the reminders of a partnership stand, as frozen values and in plain words. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from csp_core.answering.phrases import counted, day_words, listed, sentence_case
from csp_core.permissions import Actor
from csp_core.reminder_kinds import Kind, Region
from csp_core.reminders.calendar import Due
from csp_core.reminders.contents import Skipped
from csp_core.reminders.naming import KIND_WORDS, timetable_words
from csp_core.reminders.schedules import Filter, Quiet, Schedule, Timetable

MOST_SKIPPED = 2
UNKNOWN_ZONE = "This machine does not know the partnership's time zone, so that nothing can be posted."
REGION_WORDS = {
    Region.ENGLAND_AND_WALES: "England and Wales",
    Region.SCOTLAND: "Scotland",
    Region.NORTHERN_IRELAND: "Northern Ireland",
}


@dataclass(frozen=True, slots=True)
class InUse:
    """A reminder in use: when it is due next (None while it is paused), the quiet period that holds that day, the
    day of its last post, and the periods without a post since."""

    schedule: Schedule
    next: Due | None = None
    held: Quiet | None = None
    last_day: date | None = None
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """All reminders in use, the quiet periods that are not over, and who wants no direct messages."""

    time_zone: str
    reminders: tuple[InUse, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    opted_out: frozenset[UUID] = frozenset()
    knows_zone: bool = True

    def is_out(self, actor: Actor) -> bool:
        """Whether somebody has turned their own direct messages off."""
        return actor.person_id in self.opted_out

    def reminder(self, schedule_id: UUID) -> InUse | None:
        return next((each for each in self.reminders if each.schedule.id == schedule_id), None)


def title_of(kind: Kind) -> str:
    """ "Weekly digest"."""
    return sentence_case(KIND_WORDS[kind])


def when_words(timetable: Timetable) -> str:
    """ "Mondays at 09:00", and whose bank holidays move it where they are not those of England and Wales."""
    if timetable.region is Region.ENGLAND_AND_WALES:
        return timetable_words(timetable)
    return f"{timetable_words(timetable)} (bank holidays of {REGION_WORDS[timetable.region]})"


def about_words(chosen: Filter) -> str:
    """ "about Streets, led by Arden Council", or nothing."""
    if chosen.organisation is None:
        return f"about {chosen.priority}" if chosen.priority else ""
    return f"about {f'{chosen.priority},' if chosen.priority else 'what is'} led by {chosen.organisation}"


def state_words(each: InUse) -> str:
    """When it comes next, and when it came last or why it did not."""
    return " ".join((_next_words(each), last_words(each)))


def last_words(each: InUse) -> str:
    """ "Last posted on 1 December 2014. Not posted: 8 December 2014 (the reminders were not running)."."""
    last = f"Last posted on {day_words(each.last_day)}." if each.last_day else "Nothing was posted yet."
    shown = [f"{day_words(one.day)} ({one.reason.rstrip('.')})" for one in each.skipped[-MOST_SKIPPED:]]
    if not shown:
        return last
    count = counted(len(each.skipped), "post") if len(each.skipped) > MOST_SKIPPED else ""
    return f"{last} Not posted: {f'{count}, the last were ' if count else ''}{listed(shown)}."


def quiet_words(quiet: Quiet) -> str:
    """ "From 22 December 2014 to 2 January 2015: Christmas"."""
    if quiet.first_day == quiet.last_day:
        return f"On {day_words(quiet.first_day)}: {quiet.reason}"
    return f"From {day_words(quiet.first_day)} to {day_words(quiet.last_day)}: {quiet.reason}"


def dated_words(day: date) -> str:
    """ "Monday 8 December 2014"."""
    return f"{day:%A} {day_words(day)}"


def _next_words(each: InUse) -> str:
    if each.schedule.is_paused:
        return "Paused."
    if each.next is None:
        return UNKNOWN_ZONE
    held = f", which a quiet period holds ({each.held.reason})" if each.held else ""
    return f"Next on {dated_words(each.next.day)}{held}."

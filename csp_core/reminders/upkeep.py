"""What a coordinator's Home says of the reminders: each with its last post, and what differs from the timetables."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfoNotFoundError

from csp_core.answering.phrases import day_words, sentence_case
from csp_core.database import Database
from csp_core.reminder_kinds import Kind
from csp_core.reminders.auditing import Difference, Fault, audit
from csp_core.reminders.listing import Overview, quiet_words, state_words
from csp_core.reminders.naming import KIND_WORDS, wish_words
from csp_core.reminders.overview import load_overview

NONE_YET = "No reminders are set up yet: `reminders` in the Messages tab proposes the usual one."
NOT_AUDITED = "Whether every post appeared cannot be told: a time zone is not known to this machine."
_FAULTS = {
    Fault.NOT_PLANNED: "not posted, though it was due",
    Fault.MISSED: "too late to be posted",
    Fault.WAITING: "still waiting to be posted",
    Fault.REFUSED: "refused",
    Fault.UNCLEAR: "may or may not have been posted",
    Fault.ABANDONED: "given up",
    Fault.UNCALLED: "posted, though no timetable called for it",
}


def load_sentences(database: Database, partnership_id: UUID, now: datetime) -> tuple[str, ...]:
    """The sentences for one partnership at a moment."""
    overview = load_overview(database, partnership_id, now)
    try:
        found = audit(database, now, {partnership_id})
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return (*sentences(overview, ()), NOT_AUDITED)
    return sentences(overview, found)


def sentences(overview: Overview, differences: Iterable[Difference]) -> tuple[str, ...]:
    """A sentence or two for each reminder, one for each quiet period, and one for each way in which posts of a kind
    went wrong."""
    used = (f"{sentence_case(wish_words(each.schedule.wish))}. {state_words(each)}" for each in overview.reminders)
    quiet = (f"Quiet: {quiet_words(each)}." for each in overview.quiet)
    days: defaultdict[_Wrong, set[date]] = defaultdict(set)
    for each in differences:
        days[_Wrong(each.kind, each.fault, each.problem)].add(each.day)
    wrong = (_wrong_words(what, sorted(found)) for what, found in days.items())
    return (*(used if overview.reminders else [NONE_YET]), *quiet, *wrong)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A way in which posts of one kind went wrong."""

    kind: Kind
    fault: Fault
    problem: str | None


def _wrong_words(what: _Wrong, days: Sequence[date]) -> str:
    """ "Weekly digest of 8 December 2014: refused (I am not in the channel)."."""
    last = day_words(days[-1])
    when = f"on {len(days)} days, the last of them {last}" if len(days) > 1 else f"of {last}"
    why = f" ({what.problem.rstrip('.')})" if what.problem else ""
    return f"{sentence_case(KIND_WORDS[what.kind])} {when}: {_FAULTS[what.fault]}{why}."

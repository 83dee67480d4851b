"""The door to every change of the reminders: permitted, checked, recorded, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from csp_core.audit import Entry, record
from csp_core.changes.inbox import remember, taken_at
from csp_core.changes.results import NotPossible, Repeated
from csp_core.database import Database
from csp_core.permissions import NotAllowed, Role, coordinator_words, coordinators_of
from csp_core.reminders.deeds import EVERYBODYS, ReminderDeed
from csp_core.reminders.keeps import Keep, Kept
from csp_core.reminders.posting import Timing
from csp_core.reminders.rows import Moment, database_moment
from csp_core.reminders.writing import kept
from csp_core.work import Request, Work, locked


@dataclass(frozen=True, slots=True)
class RemindersChanged:
    """Done: what it was about, by whom, and the schedule or quiet period that it made or changed, if one."""

    kind: str
    subject: str
    by: str
    at: datetime
    id: UUID | None = None


ReminderResult = RemindersChanged | NotAllowed | NotPossible | Repeated


class Reminders:
    """The only writer of schedules, quiet periods and opt-outs; `first_coordinators` are the Slack ids of the
    settings. `moment` is the clock that leases follow."""

    def __init__(
        self,
        database: Database,
        first_coordinators: frozenset[str] = frozenset(),
        timing: Timing = Timing(),  # noqa: B008 - frozen
        moment: Moment = database_moment,
    ) -> None:
        self._database = database
        self._first_coordinators = first_coordinators
        self._timing = timing
        self._moment = moment

    def make(self, deed: ReminderDeed, request: Request) -> ReminderResult:
        """Does it, or says why not; a delivery is taken once. Raises PartnershipUnknown."""
        with locked(self._database, request, self._first_coordinators) as work:
            taken = taken_at(work)
            result = Repeated(taken) if taken else self._done(work, deed)
            if isinstance(result, RemindersChanged | NotAllowed):
                remember(work)
        return result

    def _done(self, work: Work, deed: ReminderDeed) -> RemindersChanged | NotAllowed | NotPossible:
        refusal = _refusal(work, deed)
        if refusal is not None:
            entry = Entry(deed.kind, "reminders", refusal=refusal.sentence)
            record(work.session, work.partnership.id, work.origin, entry)
            return refusal
        outcome = kept(Keep(work, self._timing, self._moment(work.session)), deed)
        if isinstance(outcome, NotPossible):
            return outcome
        work.session.flush()
        record(work.session, work.partnership.id, work.origin, _entry(deed, outcome))
        return RemindersChanged(deed.kind, outcome.subject, work.origin.actor, work.request.now, outcome.id)


def _refusal(work: Work, deed: ReminderDeed) -> NotAllowed | None:
    if work.actor.role is Role.COORDINATOR or (isinstance(deed, EVERYBODYS) and work.actor.role is not Role.STRANGER):
        return None
    who = coordinator_words(coordinators_of(work.directory.people))
    only = "people of the partnership's directory" if isinstance(deed, EVERYBODYS) else who
    return NotAllowed(f"Sorry, only {only} can do this with reminders.")


def _entry(deed: ReminderDeed, outcome: Kept) -> Entry:
    return Entry(deed.kind, outcome.subject, before=outcome.before, after=outcome.after)

"""The door to every change of the directory and its settings: coordinators only, one transaction, one entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from csp_core.audit import Entry, record
from csp_core.changes.inbox import remember, taken_at
from csp_core.changes.results import NotPossible, Repeated
from csp_core.database import Database
from csp_core.people.deeds import PeopleDeed
from csp_core.people.writing import Kept, kept
from csp_core.permissions import NotAllowed, Role, coordinator_words, coordinators_of
from csp_core.work import Request, Work, locked


@dataclass(frozen=True, slots=True)
class DirectoryChanged:
    """Done: what it was about, and by whom."""

    kind: str
    subject: str
    by: str
    at: datetime


DirectoryResult = DirectoryChanged | NotAllowed | NotPossible | Repeated


class People:
    """The only writer of the directory beside the importers; `first_coordinators` are the Slack ids of the settings."""

    def __init__(self, database: Database, first_coordinators: frozenset[str] = frozenset()) -> None:
        self._database = database
        self._first_coordinators = first_coordinators

    def make(self, deed: PeopleDeed, request: Request) -> DirectoryResult:
        """Does it, or says why not; a delivery is taken once. Raises PartnershipUnknown."""
        return self.make_all((deed,), request)

    def make_all(self, deeds: Sequence[PeopleDeed], request: Request) -> DirectoryResult:
        """Does them one after another, wholly or not at all: the last result, or the first that stands against
        them. Raises PartnershipUnknown."""
        with locked(self._database, request, self._first_coordinators) as work:
            taken = taken_at(work)
            result = Repeated(taken) if taken else _all_done(work, deeds)
            if isinstance(result, DirectoryChanged | NotAllowed):
                remember(work)
        return result


def _all_done(work: Work, deeds: Sequence[PeopleDeed]) -> DirectoryChanged | NotAllowed | NotPossible:
    if work.actor.role is not Role.COORDINATOR:
        return _refused(work, deeds[0])
    result: DirectoryChanged | NotPossible = NotPossible("There is nothing to change.")
    with work.session.begin_nested() as savepoint:
        for deed in deeds:
            result = _done(work, deed)
            if isinstance(result, NotPossible):
                savepoint.rollback()
                break
    return result


def _done(work: Work, deed: PeopleDeed) -> DirectoryChanged | NotPossible:
    outcome = kept(work, deed)
    if isinstance(outcome, NotPossible):
        return outcome
    work.session.flush()
    work.partnership.plan_revision += 1
    record(work.session, work.partnership.id, work.origin, _entry(deed, outcome))
    return DirectoryChanged(deed.kind, outcome.subject, work.origin.actor, work.request.now)


def _refused(work: Work, deed: PeopleDeed) -> NotAllowed:
    who = coordinator_words(coordinators_of(work.directory.people))
    sentence = f"Sorry, only {who} can change the directory."
    record(work.session, work.partnership.id, work.origin, Entry(deed.kind, "directory", refusal=sentence))
    return NotAllowed(sentence)


def _entry(deed: PeopleDeed, outcome: Kept) -> Entry:
    return Entry(deed.kind, outcome.subject, before=outcome.before, after=outcome.after)

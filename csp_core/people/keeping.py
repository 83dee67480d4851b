"""The door to every change of the directory and its settings: coordinators only, one transaction, one entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from csp_core import model
from csp_core.actors import Actor
from csp_core.audit import Entry, record
from csp_core.book import Person
from csp_core.changes.inbox import remember, taken_at
from csp_core.changes.results import NotPossible, Repeated
from csp_core.database import Database
from csp_core.people.deeds import Leave, PeopleDeed, SetCoordinator, UnlinkAccount
from csp_core.people.writing import Kept, kept
from csp_core.permissions import Allowed, NotAllowed, Role, coordinator_words, coordinators_of
from csp_core.work import Request, Work, locked

NOBODY_LEFT = "Then nobody who coordinates could be reached in Slack; link another coordinator first."
_MAY_LEAVE_NOBODY = Leave | SetCoordinator | UnlinkAccount


@dataclass(frozen=True, slots=True)
class DirectoryChanged:
    """Done: what it was about, and by whom."""

    kind: str
    subject: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Against(NotPossible):
    """Nothing was changed: the rule that stands against one of the deeds, and which deed that is."""

    deed: PeopleDeed | None = None


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
            result = Repeated(taken) if taken else self._all_done(work, deeds)
            if isinstance(result, DirectoryChanged | NotAllowed):
                remember(work)
        return result

    def _all_done(self, work: Work, deeds: Sequence[PeopleDeed]) -> DirectoryResult:
        refusal = may_keep(work.actor, work.directory.people)
        if isinstance(refusal, NotAllowed):
            return _refused(work, deeds[0], refusal)
        with work.session.begin_nested() as savepoint:
            result = _one_after_another(work, deeds)
            if isinstance(result, DirectoryChanged):
                result = self._leaving_nobody(work, deeds) or result
            if isinstance(result, NotPossible):
                savepoint.rollback()
        return result

    def _leaving_nobody(self, work: Work, deeds: Sequence[PeopleDeed]) -> Against | None:
        """A partnership cannot lock itself out: somebody who coordinates stays linked, unless the settings of the
        bot name coordinators, who always are."""
        taking = [deed for deed in deeds if isinstance(deed, _MAY_LEAVE_NOBODY)]
        if not taking or self._first_coordinators or _is_coordinated_in_slack(work):
            return None
        return Against(NOBODY_LEFT, deed=taking[-1])


def may_keep(actor: Actor, people: Sequence[Person]) -> Allowed | NotAllowed:
    """Whether somebody may change the directory and its settings."""
    if actor.role is Role.COORDINATOR:
        return Allowed()
    return NotAllowed(f"Sorry, only {coordinator_words(coordinators_of(people))} can change the directory.")


def _is_coordinated_in_slack(work: Work) -> bool:
    linked = {each.person_id for each in work.records.of(model.Account)}
    people = (each for each in work.records.of(model.Person) if each.is_coordinator and each.last_day is None)
    return any(each.id in linked for each in people)


def _one_after_another(work: Work, deeds: Sequence[PeopleDeed]) -> DirectoryChanged | NotPossible:
    result: DirectoryChanged | NotPossible = NotPossible("There is nothing to change.")
    for deed in deeds:
        result = _done(work, deed)
        if isinstance(result, NotPossible):
            return result
    return result


def _done(work: Work, deed: PeopleDeed) -> DirectoryChanged | Against:
    outcome = kept(work, deed)
    if isinstance(outcome, NotPossible):
        return Against(outcome.sentence, outcome.field, deed)
    work.session.flush()
    work.partnership.plan_revision += 1
    record(work.session, work.partnership.id, work.origin, _entry(deed, outcome))
    return DirectoryChanged(deed.kind, outcome.subject, work.origin.actor, work.request.now)


def _refused(work: Work, deed: PeopleDeed, refusal: NotAllowed) -> NotAllowed:
    record(work.session, work.partnership.id, work.origin, Entry(deed.kind, "directory", refusal=refusal.sentence))
    return refusal


def _entry(deed: PeopleDeed, outcome: Kept) -> Entry:
    return Entry(deed.kind, outcome.subject, before=outcome.before, after=outcome.after)

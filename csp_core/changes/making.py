"""The door to every change of an action: one deed, one transaction, one answer."""

from csp_core.changes.deeds import Edit, Intention, Undo
from csp_core.changes.editing import checked, edit
from csp_core.changes.inbox import remember, taken_at
from csp_core.changes.results import Changed, LastDeed, NotPossible, Repeated, Result, Stale
from csp_core.changes.undoing import last_deed, undo
from csp_core.database import Database
from csp_core.permissions import NotAllowed
from csp_core.work import Request, Work, locked


class Changes:
    """The only writer of actions beside the importers; `first_coordinators` are the Slack ids of the settings."""

    def __init__(self, database: Database, first_coordinators: frozenset[str] = frozenset()) -> None:
        self._database = database
        self._first_coordinators = first_coordinators

    def make(self, deed: Edit | Undo, request: Request) -> Result:
        """Does it, wholly and once, or says why not. Raises PartnershipUnknown, and the database's own errors.

        A delivery that made a change or was refused is remembered for 24 hours; one that a rule stood against
        is not, so that a form can be sent again.
        """
        with locked(self._database, request, self._first_coordinators) as work:
            taken = taken_at(work)
            result = Repeated(taken) if taken else _done(work, deed)
            if isinstance(result, Changed | NotAllowed):
                remember(work)
        return result

    def check(self, intention: Intention, request: Request) -> Result | None:
        """What stands against a deed before a form for it is opened: a refusal (recorded), or that the actions are
        no longer as they were seen. None when nothing does. Raises PartnershipUnknown."""
        with locked(self._database, request, self._first_coordinators) as work:
            return checked(work, intention)

    def last_deed(self, request: Request) -> LastDeed | NotPossible | Stale:
        """What an Undo of this person would take back now, or why nothing. Raises PartnershipUnknown."""
        with locked(self._database, request, self._first_coordinators) as work:
            return last_deed(work)


def _done(work: Work, deed: Edit | Undo) -> Result:
    result = undo(work, deed) if isinstance(deed, Undo) else edit(work, deed)
    if isinstance(result, Changed):
        work.partnership.plan_revision += 1
    return result

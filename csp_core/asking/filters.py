"""Which actions a question means, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from csp_core.book import OPEN_STATUSES, Action, Plan, Status
from csp_core.periods import Period
from csp_core.text import words_of


class Field(Enum):
    """A part of an action that may be missing."""

    DUE = "due"
    OWNER = "owner"
    LEAD = "lead"
    PARTNERS = "partners"
    PROGRESS = "progress"
    FUNDING = "funding"
    START = "start"
    MEASURE = "measure"
    COMPLETED = "completed"


class Order(Enum):
    """How a list is sorted; PLAN is the order of the plan itself."""

    PLAN = "plan"
    SOONEST = "soonest"
    LATEST = "latest"


class Part(Enum):
    """What an organisation must be to an action for the action to be listed."""

    ANY = "any"
    LEAD = "lead"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for in the text of actions, as typed; any one of `stems`, whole, finds it.

    `literal` words were quoted: they must stand side by side. `passing` ones are of talk about a plan ("the table",
    "asked"): they are left aside where no action fits with them.
    """

    said: str
    stems: tuple[tuple[str, ...], ...]
    literal: bool = False
    passing: bool = False

    def is_in(self, action: Action) -> bool:
        """Whether the text of an action holds the term."""
        if self.literal:
            told = (_padded(update.text) for update in action.progress if update.text)
            return any(_padded(self.said) in text for text in (action.folded_text, *told))
        return any(map(action.text_stems.issuperset, self.stems))

    def refs_in(self, plan: Plan) -> frozenset[str]:
        """The refs of all actions of a plan that hold the term."""
        if self.literal:
            return frozenset(action.ref for action in plan.actions if self.is_in(action))
        return frozenset().union(*map(plan.refs_holding, self.stems))


def firm(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms that are never left aside."""
    return tuple(term for term in terms if not term.passing)


def refs_holding_all(terms: Iterable[Term], plan: Plan) -> frozenset[str]:
    """The refs of the actions of a plan that hold every one of some terms."""
    return frozenset(plan.by_ref).intersection(*(term.refs_in(plan) for term in terms))


@lru_cache(maxsize=4_096)
def _padded(said: str) -> str:
    """Words between spaces, as the text of an action is folded."""
    return f" {' '.join(word.text for word in words_of(said))} "


@dataclass(frozen=True, slots=True)
class Filters:
    """Which actions are meant. Fields combine with *and*; values inside one field with *or*.

    `as_at` is the day from which overdue is counted, where one was named. `moved` is how often, at least, the date
    was put back. `done_late`: completed after its date, or not. `together`: all of the organisations must have a part.
    `starting` limits the day of the start; nothing was reported since `silent_since`. `helpers` have a part in it
    besides the `organisations` that lead.
    `ignored` are words that no action holds and that were taken for chatter: they filter nothing, and the answer
    says so.
    """

    year: str | None = None
    as_at: date | None = None
    refs: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    part: Part = Part.ANY
    helpers: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    statuses: frozenset[Status] = frozenset()
    status_words: tuple[str, ...] = ()
    due: Period | None = None
    completed: Period | None = None
    starting: Period | None = None
    silent_since: date | None = None
    overdue: bool = False
    not_overdue: bool = False
    awaiting_sign_off: bool = False
    moved: int = 0
    done_late: bool | None = None
    together: bool = False
    mine: bool = False
    lacking: frozenset[Field] = frozenset()
    having: frozenset[Field] = frozenset()
    terms: tuple[Term, ...] = ()
    funds: tuple[str, ...] = ()
    not_funds: tuple[str, ...] = ()
    not_priorities: tuple[str, ...] = ()
    not_organisations: tuple[str, ...] = ()
    not_owners: tuple[str, ...] = ()
    not_statuses: frozenset[Status] = frozenset()
    not_status_words: tuple[str, ...] = ()
    not_terms: tuple[Term, ...] = ()
    not_refs: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


EVERYTHING = Filters()
# What words for a status mean; open work is not started or in progress.
STATUSES = {status.value: frozenset({status}) for status in Status} | {"open": OPEN_STATUSES}

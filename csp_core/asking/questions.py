"""What may be asked: the frozen questions that a text can be read as. Names in them are names of the book."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from csp_core.asking.filters import Filters, Order
from csp_core.book import ChangeKind, State
from csp_core.periods import Period


@dataclass(frozen=True, slots=True)
class Besides:
    """What was asked of actions in the same message as something else."""

    details: "tuple[AskAction, ...]" = ()
    lists: "tuple[AskActions, ...]" = ()


@dataclass(frozen=True, slots=True)
class AskActions:
    """A list of actions, or how many there are; `first` keeps only so many, `why` tells what was reported of each."""

    filters: Filters
    order: Order = Order.PLAN
    count: bool = False
    first: int | None = None
    why: bool = False
    besides: Besides | None = None


class About(Enum):
    """What is wanted of one action."""

    OWNER = "owner"
    PARTNERS = "partners"
    DEADLINE = "deadline"
    STATUS = "status"
    WHY_LATE = "why_late"
    HISTORY = "history"
    START = "start"
    DETAILS = "details"
    FUNDING = "funding"


@dataclass(frozen=True, slots=True)
class AskAction:
    """One thing about one action, named by its ref or by words of its title."""

    about: About
    filters: Filters
    besides: Besides | None = None


@dataclass(frozen=True, slots=True)
class AskProgress:
    """How far the plan is, by priority, organisation or status as written; `brief` is the two-line summary."""

    filters: Filters
    by_organisation: bool = False
    brief: bool = False
    by_status: bool = False


@dataclass(frozen=True, slots=True)
class AskChanges:
    """What was changed in a period."""

    period: Period
    filters: Filters


class Aspect(Enum):
    """What is wanted of figures."""

    LATEST = "latest"
    CHANGE = "change"
    COMPARE_AREAS = "compare_areas"
    COMPARE_PERIODS = "compare_periods"
    ADD = "add"
    PERCENTAGE = "percentage"
    RANK = "rank"
    GOOD_OR_BAD = "good_or_bad"
    DEFINITION = "definition"
    PERIOD = "period"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class AskFigures:
    """Something about figures. `said` is the subject as typed; `numbers` are numbers that were quoted, `states` how
    firm the figures must be, `typed` the whole question where it names no series: it may name a source. `years_back`
    is with how many years before periods are compared.

    Empty `measures` with a subject: no series of that name is recorded. Empty without one: all of them.
    """

    aspect: Aspect
    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    numbers: tuple[float, ...] = ()
    said: str = ""
    topics: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    typed: str = ""
    years_back: int = 1
    besides: Besides | None = None


@dataclass(frozen=True, slots=True)
class AskFunding:
    """Money: all grants of a plan year, or how one was shared out (`total`: and how much it was); from series of
    figures where no grant is held."""

    year: str | None = None
    split: bool = False
    total: bool = False
    measures: tuple[str, ...] = ()
    besides: Besides | None = None


@dataclass(frozen=True, slots=True)
class AskOutcomes:
    """How the actions of an earlier plan ended, as its document states it."""

    year: str


@dataclass(frozen=True, slots=True)
class AskStatements:
    """Sourced facts, by the topics that the words of the question belong to."""

    topics: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of the field and what it means in general; None when the glossary does not have it."""

    term: str
    meaning: str | None


@dataclass(frozen=True, slots=True)
class AskDefinition:
    """What terms mean: by the definitions of measures first, else by the general glossary, else by how the plan uses
    its own status words."""

    definitions: tuple[Definition, ...] = ()
    measures: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    status_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskPriorities:
    """The priorities of a plan year, or the organisations of the partnership."""

    year: str | None = None


@dataclass(frozen=True, slots=True)
class AskOrganisations:
    """Who is in the partnership."""


@dataclass(frozen=True, slots=True)
class AskSuccessor:
    """Who took over the work of an organisation."""

    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskDocument:
    """Which document the records come from; `dated`: and of which day it is."""

    dated: bool = False


@dataclass(frozen=True, slots=True)
class AskHelp:
    """What can be asked; `examples` are questions made from the partnership's own plan."""

    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskChange:
    """A change, understood and not made. `all_of_them` was said: several actions are meant.

    `shift_days` moves a deadline on from where it is, instead of to a `day`.
    """

    kind: ChangeKind
    filters: Filters
    day: date | None = None
    owner: str | None = None
    note: str | None = None
    all_of_them: bool = False
    shift_days: int | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words that mean several things; each choice is a complete question."""

    said: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unheld:
    """Understood, and nothing of the kind is recorded; `sentence` says so, `nearest` are questions that work."""

    sentence: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declined:
    """Understood, and not to be told or not this bot's job; `signpost` says where to go instead."""

    sentence: str
    signpost: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Not understood; `reason` says why where there is one, `nearest` are questions close to what was typed."""

    reason: str = ""
    nearest: tuple[str, ...] = ()


Question = (
    AskActions
    | AskAction
    | AskProgress
    | AskChanges
    | AskFigures
    | AskFunding
    | AskOutcomes
    | AskStatements
    | AskDefinition
    | AskPriorities
    | AskOrganisations
    | AskSuccessor
    | AskDocument
    | AskHelp
    | AskChange
    | Ambiguous
    | Unheld
    | Declined
    | Unread
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one person was last told in one place: the question, and the refs shown, in their order.

    `listed` are the refs of the last list of several, which "the second one" points into.
    """

    question: Question | None = None
    refs: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()

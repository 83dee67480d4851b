"""The book: one partnership as frozen values, at one revision. Everything that is asked is answered from it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import cached_property
from uuid import UUID

from csp_core.text import stems_of, words_of


class Status(StrEnum):
    """Where an action stands. Overdue is never a status: it follows from the date."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CARRIED_FORWARD = "carried_forward"
    CANCELLED = "cancelled"


OPEN_STATUSES = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})


class Precision(Enum):
    """How exactly a date was written. The date itself is the last day of what was written."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Direction(Enum):
    """Which way is good for a measure; NONE where a rise may be good news as well as bad."""

    DOWN = "down"
    UP = "up"
    NONE = "none"


class State(Enum):
    """How firm a published figure is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


class Visibility(Enum):
    """Who may see a figure: anybody, or people of the partnership's directory only."""

    PUBLIC = "public"
    PARTNER = "partner"


class ChangeKind(Enum):
    """What can be done to an action, or to the reminders about actions."""

    COMPLETE = "complete"
    PROGRESS = "progress"
    REOPEN = "reopen"
    REASSIGN = "reassign"
    MOVE_DEADLINE = "move_deadline"
    SNOOZE = "snooze"
    CARRY_FORWARD = "carry_forward"
    CANCEL = "cancel"
    UNDO = "undo"
    REMINDERS = "reminders"


@dataclass(frozen=True, slots=True)
class Priority:
    """A theme of one plan year. Its place in the plan carries no rank."""

    name: str
    aliases: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An agency of the partnership, while it exists: `successor` took over its work after `last_day`.

    `leads` are people who answer for all that it leads.
    """

    name: str
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    last_day: date | None = None
    successor: str | None = None
    leads: tuple["Holding", ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a post, as its deputy, or as the named lead of an organisation: from a day (None: since ever)
    to a day (None: still). The id tells people of one name apart."""

    person: str
    first_day: date | None = None
    last_day: date | None = None
    person_id: UUID | None = field(default=None, compare=False)

    def on(self, day: date) -> bool:
        return (self.first_day or date.min) <= day <= (self.last_day or date.max)


@dataclass(frozen=True, slots=True)
class Post:
    """A role that owns actions, whoever holds it. Two organisations may have one of the same title."""

    title: str
    organisation: str | None = None
    aliases: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()
    deputies: tuple[Holding, ...] = ()
    id: UUID | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the directory, with the Slack accounts that are theirs as (workspace, user), until they leave."""

    name: str
    organisation: str | None = None
    is_coordinator: bool = False
    accounts: tuple[tuple[str, str], ...] = ()
    last_day: date | None = None
    id: UUID | None = field(default=None, compare=False)

    def is_there(self, day: date) -> bool:
        return day <= (self.last_day or date.max)


@dataclass(frozen=True, slots=True)
class Progress:
    """What was reported on an action, in words, in per cent, or both: on the part of an organisation, or on all."""

    on: date
    text: str | None = None
    percent: int | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change of an action: by whom, for whom, and what was said about it. `kind` is that of the audit."""

    on: date
    ref: str
    kind: str
    summary: str
    by: str = ""
    for_whom: str | None = None
    evidence: str | None = None
    action_id: UUID | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Action:
    """An entry of the plan. Dates are the last day of what was written; None is unknown.

    `lead` and `partners` are names of organisations, `owner` a post or a person as written.
    `moves` counts how often the date was put back, `original_due` is the first one. `evidence` and `link` came
    with the completion; `reported_done_on` is the day given for work that awaits sign-off. `continues` and
    `continued_in` are the plan years before and after of work that was carried forward.
    """

    id: UUID
    ref: str
    title: str
    year: str
    priority: str | None = None
    objective: str | None = None
    description: str | None = None
    lead: str | None = None
    owner: str | None = None
    partners: tuple[str, ...] = ()
    start: date | None = None
    due: date | None = None
    due_precision: Precision | None = None
    due_as_written: str | None = None
    original_due: date | None = None
    moves: int = 0
    status: Status = Status.NOT_STARTED
    status_as_written: str | None = None
    awaiting_sign_off: bool = False
    completed_on: date | None = None
    confirmed_on: date | None = None
    measure: str | None = None
    funding: str | None = None
    progress: tuple[Progress, ...] = ()
    illustrative: bool = False
    version: int = 1
    evidence: str | None = None
    link: str | None = None
    reported_done_on: date | None = None
    snoozed_until: date | None = None
    needs_sign_off: bool = False
    continues: str | None = None
    continued_in: str | None = None
    owner_post_id: UUID | None = field(default=None, compare=False)
    owner_person_id: UUID | None = field(default=None, compare=False)

    @cached_property
    def title_stems(self) -> frozenset[str]:
        return frozenset(stems_of(self.title))

    @cached_property
    def text_stems(self) -> frozenset[str]:
        """The stems of everything that is written about the action, as questions search it."""
        return self.title_stems | frozenset(stems_of(self._text))

    @cached_property
    def folded_text(self) -> str:
        """The words of the whole text one after another, for words that were quoted."""
        return f" {' '.join(word.text for word in words_of(self._text))} "

    @property
    def _text(self) -> str:
        return " / ".join(filter(None, (self.title, self.description, self.objective, self.measure, self.funding)))

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def is_overdue(self, today: date) -> bool:
        """Open, dated, and the date before today; work that awaits sign-off counts too, but is not chased."""
        return self.is_open and self.due is not None and self.due < today

    def days_overdue(self, today: date) -> int | None:
        return (today - self.due).days if self.due is not None and self.is_overdue(today) else None


@dataclass(frozen=True, slots=True)
class StatedOutcome:
    """How many of a plan's actions ended in one way, as a document states it: agreed, completed, ongoing …"""

    kind: str
    count: int
    as_written: str
    source: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """Money given to the partnership for one plan year, in `unit` (GBP)."""

    name: str
    amount: float
    unit: str
    aliases: tuple[str, ...] = ()
    funder: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sourced fact without a number of its own; `keywords` are words a question about it holds."""

    topic: str
    text: str
    source: str
    keywords: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Plan:
    """One plan year with everything that belongs to it. `actions` stand in the order of the plan."""

    year: str
    first_day: date
    last_day: date
    source: str | None = None
    note: str | None = None
    priorities: tuple[Priority, ...] = ()
    actions: tuple[Action, ...] = ()
    outcomes: tuple[StatedOutcome, ...] = ()
    grants: tuple[Grant, ...] = ()
    statements: tuple[Statement, ...] = ()

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @cached_property
    def is_illustrative(self) -> bool:
        """Whether any of its actions stands there only to show what a plan looks like."""
        return any(action.illustrative for action in self.actions)

    @cached_property
    def by_ref(self) -> dict[str, Action]:
        return {action.ref: action for action in self.actions}

    @cached_property
    def _refs_by_stem(self) -> Mapping[str, frozenset[str]]:
        refs: defaultdict[str, set[str]] = defaultdict(set)
        for action in self.actions:
            for stem in action.text_stems:
                refs[stem].add(action.ref)
        return {stem: frozenset(holding) for stem, holding in refs.items()}

    def refs_holding(self, stems: Sequence[str]) -> frozenset[str]:
        """The refs of the actions whose text holds all of some stems."""
        if not stems:
            return frozenset(self.by_ref)
        first, *others = (self._refs_by_stem.get(stem, frozenset()) for stem in stems)
        return first.intersection(*others)


@dataclass(frozen=True, slots=True)
class Measure:
    """A series of figures: what is counted, in which unit, and which way is good."""

    name: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    direction: Direction = Direction.NONE
    definition: str | None = None
    baseline: str | None = None
    target: str | None = None
    note: str | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number of a measure, for one area and period (both days included).

    `value`, `change` are in `unit`; `change_percent` is 3.9 for 3.9 %, against the same period a year before
    unless the note says otherwise. None is not available, never zero. `corrects` says that an earlier
    figure for the same period was superseded by this one.
    """

    measure: str
    area: str
    period_from: date
    period_to: date
    value: float | None = None
    unit: str | None = None
    change: float | None = None
    change_percent: float | None = None
    publisher: str | None = None
    source: str | None = None
    published: date | None = None
    state: State = State.FINAL
    visibility: Visibility = Visibility.PUBLIC
    note: str | None = None
    corrects: bool = False


@dataclass(frozen=True)
class Book:
    """One partnership at one revision; values only. `plans` run from the oldest year to the newest.

    `pinned_today` is the demonstration date of a sample partnership, None for a real one. `workspaces` are the
    ids of its own Slack workspaces; `open_reading` lets their full members read without being in the directory.
    """

    partnership_id: UUID
    name: str
    area: str
    time_zone: str
    revision: int
    pinned_today: date | None = None
    plans: tuple[Plan, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    posts: tuple[Post, ...] = ()
    people: tuple[Person, ...] = ()
    measures: tuple[Measure, ...] = ()
    changes: tuple[Change, ...] = ()
    workspaces: tuple[str, ...] = ()
    open_reading: bool = True

    def current_plan(self, today: date) -> Plan | None:
        """The plan whose dates hold `today`, else the latest that has begun, else the first to come."""
        holding = [plan for plan in self.plans if plan.holds(today)]
        begun = [plan for plan in self.plans if plan.first_day <= today]
        return next(iter(holding[-1:] or begun[-1:] or self.plans[:1]), None)

    def plan_of(self, year: str) -> Plan | None:
        return next((plan for plan in self.plans if plan.year == year), None)

    def plan_before(self, plan: Plan) -> Plan | None:
        earlier = [other for other in self.plans if other.last_day < plan.last_day]
        return earlier[-1] if earlier else None

    @cached_property
    def organisation_by_name(self) -> dict[str, Organisation]:
        return {organisation.name: organisation for organisation in self.organisations}

    @cached_property
    def measure_by_name(self) -> dict[str, Measure]:
        return {measure.name: measure for measure in self.measures}


def plan_year_starting(first_day: date) -> str:
    """The usual name of a plan year: 2014-15 for one that begins in April 2014."""
    return f"{first_day.year}-{(first_day.year + 1) % 100:02d}"

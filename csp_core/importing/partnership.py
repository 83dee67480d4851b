"""A partnership as a TOML file describes it: its directory, its plans' priorities and what documents state."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from csp_core.book import Direction
from csp_core.importing.problems import Place, Problem, refuse
from csp_core.importing.toml_tables import Table, TableReader, read_toml


@dataclass(frozen=True, slots=True)
class PartnershipEntry:
    """`[partnership]`: `today` pins the date of a demonstration."""

    name: str
    area: str
    time_zone: str = "Europe/London"
    today: date | None = None


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """`[[organisation]]`: `successor` is the name of another one."""

    name: str
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class PostEntry:
    """`[[post]]`"""

    title: str
    organisation: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorityEntry:
    """`[[plan.priority]]`"""

    name: str
    aliases: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeEntry:
    """`[[plan.outcome]]`: how many actions ended in one way, as the source states it."""

    kind: str
    count: int
    as_written: str
    source: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GrantEntry:
    """`[[plan.grant]]`"""

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
class PlanEntry:
    """`[[plan]]`, without its own tables."""

    year: str
    first_day: date
    last_day: date
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WholePlan:
    """A plan year with its tables."""

    plan: PlanEntry
    priorities: tuple[PriorityEntry, ...]
    outcomes: tuple[OutcomeEntry, ...]
    grants: tuple[GrantEntry, ...]


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """`[[measure]]`"""

    name: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    direction: Direction = Direction.NONE
    definition: str | None = None
    baseline: str | None = None
    target: str | None = None
    note: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """`[[statement]]`: without a plan it holds for every year."""

    topic: str
    text: str
    source: str
    plan: str | None = None
    keywords: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PartnershipFile:
    """The whole file, checked."""

    partnership: PartnershipEntry
    organisations: tuple[OrganisationEntry, ...] = ()
    posts: tuple[PostEntry, ...] = ()
    plans: tuple[WholePlan, ...] = ()
    measures: tuple[MeasureEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = field(default=())


def read_partnership(path: Path) -> PartnershipFile:
    """Reads and checks the file. Raises ImportRefused with every problem of it."""
    table = read_toml(path)
    reader = TableReader(path.name)
    partnership = reader.one(PartnershipEntry, table.get("partnership", {}), "[partnership]")
    plans = tuple(_plan(reader, each, number) for number, each in enumerate(table.get("plan", ()), 1))
    file = PartnershipFile(
        partnership or PartnershipEntry("", ""),
        organisations=reader.each(OrganisationEntry, table, "organisation"),
        posts=reader.each(PostEntry, table, "post"),
        plans=tuple(plan for plan in plans if plan is not None),
        measures=reader.each(MeasureEntry, table, "measure"),
        statements=reader.each(StatementEntry, table, "statement"),
    )
    problems = reader.problems or _names_of_nothing(path.name, file)
    if problems:
        raise refuse(problems)
    return file


def _plan(reader: TableReader, table: Table, number: int) -> WholePlan | None:
    plan = reader.one(PlanEntry, table, f"[[plan]] {number}")
    whole = (
        reader.each(PriorityEntry, table, "priority"),
        reader.each(OutcomeEntry, table, "outcome"),
        reader.each(GrantEntry, table, "grant"),
    )
    return WholePlan(plan, *whole) if plan else None


def _names_of_nothing(file: str, found: PartnershipFile) -> list[Problem]:
    """Names that should stand elsewhere in the file and do not."""
    organisations = {each.name for each in found.organisations}
    years = {each.plan.year for each in found.plans}
    named = [
        *((f"[[organisation]] {each.name}", each.successor, organisations) for each in found.organisations),
        *((f"[[post]] {each.title}", each.organisation, organisations) for each in found.posts),
        *((f"[[statement]] {each.topic}", each.plan, years) for each in found.statements),
    ]
    return [
        Problem(Place(file, part=part), f"“{name}” stands nowhere else in the file.", "Write it as it is there.")
        for part, name, known in named
        if name is not None and name not in known
    ]

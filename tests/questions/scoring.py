"""Asks the labelled questions and says which answers are right; README.md tells how a label is read."""

import csv
import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from csp_core.answering.wording import as_json
from csp_core.asking.questions import Conversation
from csp_core.assistant import Assistant
from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.choosing import Tenant
from csp_core.importing.figures import FiguresWish, import_figures
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library
from csp_core.periods import financial_year
from csp_core.permissions import COORDINATOR, Audience, Enquirer

HERE = Path(__file__).parent
FIXTURES = (
    "calderfold",
    "glynarth",
    "fellmarsh",
    "harrowmere",
    "saltmoor",
    "wrenbury",
    "brackwater",
    "marrambay",
    "kilnshaw",
)
UNCHECKED = "~"
WITHOUT_RECORDS = {"nothing_found", "not_held", "not_understood"}


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled question; `line` is its place in the file, `follows` says that it continues the one before."""

    line: int
    group: str
    plan: str
    question: str
    follows: bool
    expected: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """A question with the answer it got and what is wrong with it; nothing when it is right."""

    label: Label
    reply: Mapping[str, Any]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A fixture loaded into a database, and who asks it when."""

    id: UUID
    enquirer: Enquirer


def read_labels(name: str) -> list[Label]:
    """The labels of tuning.tsv or held_out.tsv, in the order of the file."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Label(
            line, row["group"], row["plan"], row["question"].removeprefix("> "), row["question"].startswith("> "), row
        )
        for line, row in enumerate(rows, 2)
    ]


def load_partnerships(database: Database) -> dict[str, Partnership]:
    """All fixtures and the Thanet sample, through the importers that every plan goes through."""
    origin = Origin("a test", "test", datetime(2026, 1, 1, tzinfo=UTC))
    load_sample(database, sample_folder(), origin)
    days = {"thanet": date(2014, 12, 1)}
    names = {"thanet": "Thanet Community Safety Partnership"}
    for fixture in FIXTURES:
        about = tomllib.loads((HERE / fixture / "about.toml").read_text("utf-8"))
        tenant = Tenant(about["name"], about["area"])
        year = financial_year(int(about["year"][:4]))
        import_plan(database, HERE / fixture / "plan.csv", PlanWish(tenant, year), origin)
        import_figures(database, HERE / fixture / "figures.csv", FiguresWish(tenant), origin)
        days[fixture], names[fixture] = date.fromisoformat(about["today"]), about["name"]
    library = Library(database)
    return {
        fixture: Partnership(library.partnership_named(name), Enquirer(COORDINATOR, Audience.PRIVATE, days[fixture]))
        for fixture, name in names.items()
    }


def score(labels: Sequence[Label], assistant: Assistant, partnerships: Mapping[str, Partnership]) -> Iterator[Scored]:
    """Asks every question, follow-ups in the conversation they continue."""
    conversation = Conversation()
    for label in labels:
        partnership = partnerships[label.plan]
        conversation = conversation if label.follows else Conversation()
        turn = assistant.converse(label.question, partnership.id, partnership.enquirer, conversation)
        conversation = turn.conversation
        reply = as_json(turn.answer, label.question)
        yield Scored(label, reply, tuple(_faults(label.expected, reply)))


def _faults(expected: Mapping[str, str], reply: Mapping[str, Any]) -> Iterator[str]:
    outcome = reply["outcome"]
    if expected["outcome"] != UNCHECKED and outcome not in expected["outcome"].split("|"):
        yield f"outcome is {outcome}, not {expected['outcome']}"
        return
    if outcome == "answered" or (outcome in WITHOUT_RECORDS and expected["refs"] == "-"):
        yield from _faults_of_refs(expected["refs"], [action["ref"] for action in reply["actions"]])
    if outcome == "answered" or (outcome in WITHOUT_RECORDS and expected["figures"] == "-"):
        yield from _faults_of_figures(expected["figures"], reply["figures"])
    yield from _faults_of_change(expected["change"], reply["change"])
    yield from _faults_of_text(expected, reply["text"])


def _faults_of_refs(wanted: str, shown: list[str]) -> Iterator[str]:
    if wanted == UNCHECKED:
        return
    for alternative in wanted.split(" | "):
        refs = alternative.removeprefix("+").removeprefix("^").replace("-", " ", alternative == "-").split()
        if alternative.startswith("+"):
            fits = set(refs) <= set(shown)
        elif alternative.startswith("^"):
            fits = refs == shown
        else:
            fits = set(refs) == set(shown) and len(shown) == len(set(shown))
        if fits:
            return
    yield f"refs are {' '.join(shown) or 'none'}, not {wanted}"


def _faults_of_figures(wanted: str, shown: list[dict[str, Any]]) -> Iterator[str]:
    if wanted == UNCHECKED:
        return
    if wanted == "-":
        if shown:
            yield f"{len(shown)} figures are shown, none is wanted"
        return
    for item in wanted.split(";"):
        left, _, number = item.strip().rpartition("=")
        series, _, field = left.rpartition(":")
        measure, _, area = (series or left).partition("@")
        field = field if series else "value"
        if not any(_is_figure(figure, measure, area, (field, float(number))) for figure in shown):
            held = [(f["measure"], f["area"], f["value"], f["change"], f["change_percent"]) for f in shown]
            yield f"no figure {item.strip()} among {held}"


def _is_figure(figure: dict[str, Any], measure: str, area: str, number: tuple[str, float]) -> bool:
    return measure in {"*", figure["measure"]} and area in {"", figure["area"]} and figure[number[0]] == number[1]


def _faults_of_change(wanted: str, change: dict[str, Any] | None) -> Iterator[str]:
    if wanted == UNCHECKED:
        return
    if wanted == "-":
        if change is not None:
            yield f"a change is proposed: {change}"
        return
    if change is None:
        return
    kind, *parts = shlex.split(wanted)
    if change["kind"] not in kind.split("|"):
        yield f"change is {change['kind']}, not {kind}"
    for part in parts:
        name, mark, value = re.split(r"([=~])", part, maxsplit=1)
        held = sorted(change["actions"]) if name == "refs" else change[name]
        wants = sorted(value.split(",")) if name == "refs" else value
        right = value.casefold() in (held or "").casefold() if mark == "~" else _same(held, wants)
        if not right:
            yield f"change's {name} is {held}, not {value}"


def _same(held: object, wants: object) -> bool:
    if isinstance(held, str) and isinstance(wants, str):
        return held.casefold() == wants.casefold()
    return held == wants


def _faults_of_text(expected: Mapping[str, str], text: str) -> Iterator[str]:
    for term in _terms(expected["says"]):
        if not any(_says(text, alternative) for alternative in term.split("|")):
            yield f"does not say {term}"
    for term in _terms(expected["never_says"]):
        if _says(text, term):
            yield f"says {term}"


def _terms(cell: str) -> list[str]:
    return [] if cell == UNCHECKED else [term.strip() for term in cell.split(" & ") if term.strip()]


def _says(text: str, term: str) -> bool:
    before = r"(?<!\d)" if term[:1].isdigit() else ""
    after = r"(?!\d)" if term[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(term.casefold())}{after}", text.casefold()) is not None

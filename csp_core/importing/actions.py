"""What a row of a plan file makes of an action, and what that changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from csp_core import model
from csp_core.importing.organisations import Organisations
from csp_core.importing.owners import Owner, Owners
from csp_core.importing.plan_rows import PlanRow

Values = dict[str, Any]
PLAIN_TEXTS = ("objective", "description", "measure", "funding")

MEANT_BY = {
    "start_as_written": ("start",),
    "due_as_written": ("due", "due_precision"),
    "lead_as_written": ("lead_id",),
    "owner_as_written": ("owner_post_id", "owner_person_id"),
}
SHOWN = frozenset({"due_as_written"})
"""Words that answers show where nothing else is known: Ongoing, TBC."""


@dataclass(frozen=True, slots=True)
class Known:
    """What names in a row can point to."""

    organisations: Organisations
    owners: Owners
    priorities: dict[str, UUID]


@dataclass(frozen=True, slots=True)
class Difference:
    """The fields of an action that a file changes, as they were and as they become, for people to read."""

    before: Values
    after: Values


def values_of(row: PlanRow, columns: frozenset[str], known: Known) -> Values:
    """The attributes that a row gives to its action: only those that the file has columns for."""
    values: Values = {name: row.text(name) for name in PLAIN_TEXTS if name in columns}
    values["title"] = row.title
    if "priority" in columns:
        values["priority_id"] = known.priorities.get(row.text("priority") or "")
    if "start" in columns:
        values |= {"start": row.start.day, "start_as_written": row.start.as_written}
    for name in ("completed_on", "illustrative"):
        if name in columns:
            values[name] = getattr(row, name)
    values |= _status(row, columns)
    return values | _people(row, columns, known) | _due(row, columns)


def partners_of(row: PlanRow, known: Known) -> list[UUID]:
    """The organisations that help, without the lead, each once and in the order written."""
    leads = _leads(row, known)
    helping = leads[1:] + _found(known.organisations, known.organisations.split(row.text("partners") or ""))
    return [each for each in dict.fromkeys(helping) if each not in leads[:1]]


def apply(action: model.Action, values: Values) -> Difference | None:
    """Sets what differs; None when nothing does. A date that changes is moved once more, and the first one is kept."""
    changed = {
        name: value
        for name, value in values.items()
        if getattr(action, name) != value and not _says_the_same(action, name, values)
    }
    if "due" in changed:
        moved = _move(action, changed["due"])
        changed |= {name: value for name, value in moved.items() if name not in values}
    before = {name: getattr(action, name) for name in changed}
    for name, value in changed.items():
        setattr(action, name, value)
    return Difference(before, changed) if changed else None


def _says_the_same(action: model.Action, name: str, values: Values) -> bool:
    """Whether only the words differ: KFRS for its full name, 31/12/14 for 31 December 2014."""
    if name == "status_as_written":  # an export writes a status in our own words where there are no others
        return (
            action.status_as_written is None
            and values["status"] is action.status
            and values[name] == action.status.value
        )
    meant = MEANT_BY.get(name, ())
    same = bool(meant) and all(getattr(action, each) == values[each] for each in meant)
    return same and (any(values[each] is not None for each in meant) or (values[name] is None and name not in SHOWN))


def readable(values: Values, priorities: Mapping[UUID, str]) -> Values:
    """Values as JSON and people know them: names for priorities, dates as ISO, no other ids."""
    names = {"priority_id": "priority"}
    return {
        names.get(name, name): priorities.get(value) if name == "priority_id" else _plain(value)
        for name, value in values.items()
        if name == "priority_id" or not name.endswith("_id")
    }


def _status(row: PlanRow, columns: frozenset[str]) -> Values:
    """A blank cell says nothing about a status, so it changes none."""
    awaiting = row.awaiting_sign_off or row.status.awaiting_sign_off
    if row.status.status is None:
        return {"awaiting_sign_off": awaiting} if "awaiting_sign_off" in columns else {}
    written = {"status": row.status.status, "status_as_written": row.status.as_written}
    return written | {"awaiting_sign_off": awaiting}


def _people(row: PlanRow, columns: frozenset[str], known: Known) -> Values:
    values: Values = {}
    leads = _leads(row, known)
    if "lead" in columns:
        values |= {"lead_id": leads[0] if leads else None, "lead_as_written": row.text("lead")}
    if "owner" in columns:
        owner = _owner(row.text("owner"), leads[0] if leads else None, known)
        values |= {"owner_post_id": owner.post_id, "owner_person_id": owner.person_id}
        values["owner_as_written"] = row.text("owner")
    return values


def _owner(written: str | None, lead_id: UUID | None, known: Known) -> Owner:
    if written and known.organisations.find(written):
        return Owner()
    return known.owners.named(written, lead_id)


def _due(row: PlanRow, columns: frozenset[str]) -> Values:
    values: Values = {}
    if "due" in columns:
        values |= {"due": row.due.day, "due_precision": row.due.precision, "due_as_written": row.due.as_written}
    if "original_due" in columns and row.original_due:
        values["original_due"] = row.original_due
    if "moves" in columns and row.moves is not None:
        values["moves"] = row.moves
    return values


def _move(action: model.Action, due: date | None) -> Values:
    """A date that was there before and is another now was moved; the first date stays known."""
    if action.due is None:
        return {"original_due": action.original_due or due}
    first = {"original_due": action.original_due or action.due}
    return first if due is None else first | {"moves": action.moves + 1}


def _leads(row: PlanRow, known: Known) -> list[UUID]:
    return _found(known.organisations, known.organisations.split_lead(row.text("lead") or ""))


def _found(organisations: Organisations, names: list[str]) -> list[UUID]:
    found = (organisations.find(name) for name in names)
    return [organisation.id for organisation in found if organisation is not None]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value

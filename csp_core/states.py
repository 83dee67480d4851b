"""The exact state of actions, as JSON knows it: what the audit keeps to undo changes and to replay them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import delete, inspect, select

from csp_core import model
from csp_core.records import Records

State = dict[str, Any]
"""Every column of an action by name, `partners` as ids in order, and each progress update as `progress:<its id>`."""

PROGRESS = "progress:"
VERSION = "version"
_KEYS = frozenset({"partnership_id", "id"})
_CHILD_KEYS = _KEYS | {"action_id"}


@dataclass(frozen=True, slots=True)
class Exact:
    """What changed of one action: the values that differ, or None for an action that was or is not there."""

    before: State | None
    after: State | None


def states_of(records: Records, actions: Iterable[model.Action]) -> dict[UUID, State]:
    """The state of each action by its id, in two queries."""
    states = {action.id: _columns(action, _KEYS) | {"partners": []} for action in actions}
    partner, update = model.ActionPartner, model.ProgressUpdate
    helping = select(partner).where(partner.partnership_id == records.partnership_id, partner.action_id.in_(states))
    for each in records.session.scalars(helping.order_by(partner.position)):
        states[each.action_id]["partners"].append(str(each.organisation_id))
    reported = select(update).where(update.partnership_id == records.partnership_id, update.action_id.in_(states))
    for told in records.session.scalars(reported.order_by(update.position)):
        states[told.action_id][f"{PROGRESS}{told.id}"] = _columns(told, _CHILD_KEYS)
    return states


def difference(before: State | None, after: State | None) -> Exact | None:
    """What differs between two states of one action; None when nothing does."""
    if before is None or after is None:
        return None if before == after else Exact(before, after)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names:
        return None
    return Exact(_part(before, names), _part(after, names))


def replayed(state: State | None, change: Exact) -> State | None:
    """The state after a change; the values before it are not looked at."""
    if change.after is None:
        return None
    gone = set(change.before or ()) - set(change.after)
    return {name: value for name, value in {**(state or {}), **change.after}.items() if name not in gone}


def as_json(changes: Mapping[UUID, Exact], made: Mapping[str, UUID] | None = None) -> dict[str, Any]:
    """Changes as an entry of the audit keeps them; `made` are a plan and a priority that came into being with them."""
    actions = {str(key): {"before": each.before, "after": each.after} for key, each in changes.items()}
    return {"actions": actions, "made": {name: str(key) for name, key in (made or {}).items()}}


def changes_in(kept: Mapping[str, Any] | None) -> dict[UUID, Exact]:
    """The changes that an entry keeps, by the id of each action."""
    actions = (kept or {}).get("actions", {})
    return {UUID(key): Exact(each["before"], each["after"]) for key, each in actions.items()}


def made_in(kept: Mapping[str, Any] | None) -> dict[str, UUID]:
    """The plan and the priority that came into being with a change."""
    return {name: UUID(key) for name, key in (kept or {}).get("made", {}).items()}


def restore(records: Records, action: model.Action, change: Exact) -> None:
    """Gives an action the values that it had before a change. Its version is the mapper's own to raise."""
    before, after = change.before or {}, change.after or {}
    for name in _column_names(model.Action, _KEYS | {VERSION}):
        if name in before:
            setattr(action, name, _value(model.Action, name, before[name]))
    for name in (name for name in after if name.startswith(PROGRESS) and name not in before):
        update = model.ProgressUpdate
        own = (update.partnership_id == records.partnership_id) & (update.id == UUID(name.removeprefix(PROGRESS)))
        records.session.execute(delete(update).where(own))


def _part(state: State, names: Iterable[str]) -> State:
    return {name: state[name] for name in names if name in state}


def _columns(record: model.Owned, left_out: frozenset[str]) -> State:
    return {name: _plain(getattr(record, name)) for name in _column_names(type(record), left_out)}


def _column_names(kind: type[model.Owned], left_out: frozenset[str]) -> list[str]:
    return [each.key for each in inspect(kind).column_attrs if each.key not in left_out]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _value(kind: type[model.Owned], name: str, plain: Any) -> Any:
    """The value of a column from what JSON kept of it."""
    known = inspect(kind).columns[name].type.python_type
    if plain is None or known in (str, int, bool):
        return plain
    return date.fromisoformat(plain) if known is date else known(plain)

"""Sees actions before a change, and tells afterwards exactly what it changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from csp_core import book, model
from csp_core.action_values import ActionValues
from csp_core.states import Exact, State, difference, states_of
from csp_core.work import Work

Readable = dict[str, Any]
_TOLD = {
    "status": "status",
    "awaiting_sign_off": "awaiting_sign_off",
    "completed_on": "completed_on",
    "reported_done_on": "reported_done_on",
    "evidence": "note",
    "link": "link",
    "due": "due",
    "moves": "moves",
    "lead": "lead",
    "owner": "owner",
    "snoozed_until": "snoozed_until",
    "confirmed_on": "confirmed_on",
    "continued_in": "continued_in",
    "needs_sign_off": "needs_sign_off",
}
"""What people are told of a change, by the field of the book, in the words of the audit."""


@dataclass(frozen=True, slots=True)
class ActionChange:
    """One action before and after, and the very values that differ."""

    before: book.Action
    after: book.Action
    exact: Exact

    def told(self) -> tuple[Readable, Readable]:
        """What differs, for people to read: names instead of ids, dates as ISO."""
        names = [name for name in _TOLD if getattr(self.before, name) != getattr(self.after, name)]
        before = {_TOLD[name]: _plain(getattr(self.before, name)) for name in names}
        after = {_TOLD[name]: _plain(getattr(self.after, name)) for name in names}
        if self.before.progress != self.after.progress:
            before["progress"], after["progress"] = _last(self.before), _last(self.after)
        return before, after


class Watched:
    """Actions of one transaction, with their values and states as they were when this was made."""

    def __init__(self, work: Work, actions: Mapping[model.Action, book.Action]) -> None:
        self._work = work
        self._values = dict(actions)
        self._states = states_of(work.records, actions)

    def changes(self) -> list[ActionChange]:
        """Sends what was changed to the database, and tells it action by action."""
        self._work.session.flush()
        states, values = states_of(self._work.records, self._values), values_of(self._work, self._values)
        pairs = [(each, difference(self._states[each.id], states[each.id])) for each in self._values]
        return [ActionChange(self._values[each], values[each], exact) for each, exact in pairs if exact is not None]


def values_of(work: Work, records: Iterable[model.Action]) -> dict[model.Action, book.Action]:
    """The actions as the book will show them, in the same order."""
    actions = list(records)
    values = ActionValues(work.records, work.directory, {each.id for each in actions})
    return {each: values.value(each) for each in actions}


def whole(work: Work, action: model.Action) -> State:
    """Everything of an action that is new."""
    return states_of(work.records, [action])[action.id]


def _last(action: book.Action) -> str | None:
    """The last report in one line: "Police: two of five held, 40 %"."""
    if not action.progress:
        return None
    last = action.progress[-1]
    said = ", ".join(filter(None, (last.text, None if last.percent is None else f"{last.percent} %")))
    return f"{last.organisation}: {said}" if last.organisation else said


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value

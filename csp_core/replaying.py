"""The exact values that entries of the audit keep, replayed: do they lead to what is there today?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from csp_core import model
from csp_core.audit import Entry, entries
from csp_core.records import Records
from csp_core.states import VERSION, Exact, State, as_json, changes_in, difference, replayed, states_of


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the audit was followed. `fault` is the first place where it does not hold, None when it holds.

    `without_beginning` counts actions from before entries held whole states: of those only what changed is known.
    """

    entries: int
    actions: int
    without_beginning: int = 0
    fault: str | None = None


def with_exact(told: Sequence[Entry], before: Mapping[UUID, State], after: Mapping[UUID, State]) -> Iterator[Entry]:
    """Entries of an import with the very values: those of an action with its change, the first with all that is new."""
    new = {key: Exact(None, state) for key, state in after.items() if key not in before}
    for entry in told:
        key = entry.action_id
        change = difference(before.get(key), after.get(key)) if key else None
        exact = {key: change} if key and change else new if entry is told[0] else {}
        yield replace(entry, exact=as_json(exact)) if exact else entry


def verify(session: Session, partnership_id: UUID) -> Verified:
    """Follows the whole trail of a partnership and compares where it leads with the actions of today."""
    trail, records = entries(session, partnership_id), Records(session, partnership_id)
    actions = records.of(model.Action, model.Action.ref)
    following = _Following()
    fault = next(following.faults(trail), None) or next(following.differences(states_of(records, actions)), None)
    unknown = [each.ref for each in actions if each.id not in following.whole]
    if unknown and fault is None and not any(map(_is_older_import, trail)):
        fault = f"Action {unknown[0]} came from nowhere: no entry tells its beginning."
    return Verified(len(trail), len(actions), len(unknown), fault)


class _Following:
    """The states of actions, as entries have told them so far; `whole` are those known from their beginning."""

    def __init__(self) -> None:
        self.whole: set[UUID] = set()
        self._states: dict[UUID, State] = {}
        self._refs: dict[UUID, str] = {}

    def faults(self, trail: Iterable[model.AuditEntry]) -> Iterator[str]:
        """The first entry that is missing, or that did not find what the one before it left."""
        for number, entry in enumerate(trail, 1):
            if entry.sequence != number:
                yield f"Entry {number} is missing: entry {entry.sequence} follows upon {number - 1}."
            words = f"Entry {number} ({entry.kind} {entry.subject})"
            if _tells_nothing(entry):
                yield f"{words} does not hold what it changed."
            for key, change in changes_in(entry.exact).items():
                name = self._broken(key, change)
                if name:
                    yield f"{words}: {name} was not as the entries before it left it."
                self._follow(key, change)

    def differences(self, today: Mapping[UUID, State]) -> Iterator[str]:
        """Actions that are not as the entries left them."""
        for key in self._states:
            if key not in today:
                yield f"Action {self._refs[key]} is gone, and no entry says so."
        for key, state in today.items():
            known = self._states.get(key)
            if known is None:
                continue
            names = known if key not in self.whole else {**known, **state}
            name = next((name for name in names if known.get(name) != state.get(name)), None)
            if name:
                yield f"Action {state['ref']}: {_words(name)} is not what the entries say; a change has no entry."

    def _broken(self, key: UUID, change: Exact) -> str | None:
        """The first value that an entry found otherwise than it was left."""
        known = self._states.get(key, {})
        if change.before is None:
            return "the action" if known else None
        names = {**change.before, **(change.after or {})}
        expected = known if key in self.whole else {**change.before, **known}
        return next((_words(name) for name in names if expected.get(name) != change.before.get(name)), None)

    def _follow(self, key: UUID, change: Exact) -> None:
        state = replayed(self._states.get(key), change)
        if change.before is None:
            self.whole.add(key)
        if state is None:
            self._states.pop(key, None)
            return
        self._states[key] = state
        self._refs[key] = state.get("ref", self._refs.get(key, str(key)))


def _tells_nothing(entry: model.AuditEntry) -> bool:
    """A change of an action without its values; entries from before values were kept have no day either."""
    is_change = entry.refusal is None and entry.action_id is not None and entry.day is not None
    return is_change and not changes_in(entry.exact)


def _is_older_import(entry: model.AuditEntry) -> bool:
    """An import from before whole states were kept."""
    return entry.kind == "import_plan" and entry.exact is None and bool((entry.after or {}).get("added"))


def _words(name: str) -> str:
    return "its version" if name == VERSION else name.partition(":")[0].replace("_", " ")

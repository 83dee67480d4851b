"""Random deeds by random people over random clocks: what has to hold whatever anybody does."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, timedelta
from pathlib import Path
from random import Random
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from csp_core import model
from csp_core.actors import Actor, actor_of
from csp_core.changes.deeds import (
    Accept,
    AskSignOff,
    Cancel,
    CarryForward,
    Complete,
    ConfirmOnTrack,
    Edit,
    MoveDeadline,
    Reassign,
    Reopen,
    ReportProgress,
    Seen,
    SendBack,
    Snooze,
    Undo,
    seen,
)
from csp_core.changes.results import Changed, NotPossible, Repeated, Result, Stale
from csp_core.permissions import Account, Allowed, Deed, NotAllowed, Role, may
from csp_core.records import Records
from csp_core.states import VERSION, State, states_of
from tests.core.changes.scene import COORDINATOR, COUNCIL, EVERYBODY, FIRE, LEAD, OWNER, POLICE, scene_in
from tests.databases import SqliteFile

# CSP_TIMES, which asks for long runs, asks for eight; three keep the suite quick.
COURSES = 8 if "CSP_TIMES" in os.environ else 3
SHORT = settings(
    max_examples=2,
    stateful_step_count=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
PEOPLE = (*[COORDINATOR] * 25, *[OWNER] * 5, *[LEAD] * 3, *EVERYBODY)
NOTES = (None, "done so far", " ", "a\0b", "é" * 3)
NAMES = (COUNCIL, POLICE, FIRE, "Inspector", "Licensing Officer", "Person E", "Nobody")
ORGANISATIONS = (None, None, None, COUNCIL, POLICE, FIRE, "Nowhere")


def any_deed(chance: Random, actions: tuple[Seen, ...], today: date) -> Edit:
    """Any deed of some actions, sensible or not."""
    note, organisation = chance.choice(NOTES), chance.choice(ORGANISATIONS)
    day = today + timedelta(days=chance.randint(-40, 300))
    makers: list[Callable[[], Edit]] = [
        lambda: Complete(actions, note, chance.choice([None, None, day])),
        lambda: Complete(actions, note),
        lambda: ReportProgress(actions, note, chance.choice([None, -5, 40, 100]), organisation),
        lambda: Reopen(actions, note),
        lambda: Reassign(actions, chance.choice(NAMES), organisation),
        lambda: MoveDeadline(actions, day, chance.choice(["weather", ""])),
        lambda: Snooze(actions, day),
        lambda: CarryForward(actions, chance.choice([None, day])),
        lambda: Cancel(actions, chance.choice(["no money", " "])),
        lambda: ConfirmOnTrack(chance.choice([actions, ()]), organisation),
        lambda: Accept(actions),
        lambda: AskSignOff(actions, chance.choice([None, True, False])),
    ]
    return chance.choice(makers)()


class Anything(RuleBasedStateMachine):
    """One partnership, and what it was before each change, by the deed. `done` counts over all runs."""

    sqlite: SqliteFile
    folder: Path
    course: int
    done: ClassVar[Counter[Deed]]

    @initialize(seed=st.integers(0, 2**32 - 1))
    def open(self, seed: int) -> None:
        """The seed decides what is done: choices of Hypothesis come back to the same few too often."""
        self.chance = Random(f"{self.course}-{seed}")
        self.scene = scene_in(self.sqlite, self.folder)
        self.last = COORDINATOR
        self.former: dict[object, dict[str, State]] = {}
        self.scene.set(model.Partnership, sign_off=self.course % 2 == 1)
        self.states, self.entries = self.look(), 1

    @rule()
    def step(self) -> None:
        """One thing of any kind."""
        kinds = [self.do, self.undo, self.wait, self.ask_for_sign_off]
        self.chance.choices(kinds, [8, 3, 1, 1])[0]()

    def do(self) -> None:
        """Somebody does something to one or two actions, as they are or as they were a version ago."""
        chance = self.chance
        account, age = chance.choice(PEOPLE), chance.choice([0] * 9 + [1])
        waiting = [action for plan in self.scene.book.plans for action in plan.actions if action.awaiting_sign_off]
        every = chance.choice([waiting, []]) or [action for plan in self.scene.book.plans for action in plan.actions]
        actions = [chance.choice(every) for _ in range(chance.choice([1, 1, 2]))]
        shown = tuple(Seen(each.year, each.ref, each.version - age) for each in seen(*actions))
        judged = [Accept(shown), SendBack(shown, chance.choice(["why?", ""]))]
        deed = any_deed(chance, shown, self.scene.now.date())
        deed = chance.choice([deed, *judged]) if every is waiting else deed
        delivery = chance.choice([None] * 9 + ["A", "B"])
        rights = [may(self.actor(account), deed.kind, action) for action in actions]
        before, result = self.states, self.scene.make(deed, account, delivery)
        self.check(result, before)
        if isinstance(result, Changed):
            assert age == 0 or (isinstance(deed, ConfirmOnTrack) and not deed.actions)
            if deed.actions:
                assert all(isinstance(right, Allowed) for right in rights)
            assert self.actor(account).role is not Role.STRANGER
            self.former[result.deed_id] = before

    def undo(self) -> None:
        """Whoever was last, or anybody, undoes what they did last, and all is as it was before that."""
        account = self.chance.choice([self.last] * 4 + [self.chance.choice(PEOPLE)])
        before, result = self.states, self.scene.make(Undo(), account)
        self.check(result, before)
        if isinstance(result, Changed):
            undone = next(entry.undoes_id for entry in self.scene.trail() if entry.deed_id == result.deed_id)
            former = self.former.pop(undone)
            changed = {key for key in {**before, **self.states} if before.get(key) != self.states.get(key)}
            assert changed
            for key in changed:
                assert without_version(self.states.get(key)) == without_version(former.get(key))

    def wait(self) -> None:
        self.scene.later(minutes=self.chance.choice([1, 10, 20, 31, 24 * 60]))

    def ask_for_sign_off(self) -> None:
        self.scene.set(model.Partnership, sign_off=self.chance.choice([True, True, False]))

    def actor(self, account: Account) -> Actor:
        return actor_of(self.scene.book, account, self.scene.now.astimezone(UTC).date())

    def check(self, result: Result, before: dict[str, State]) -> None:
        """A change has one entry for each action that became another; nothing else changes anything."""
        self.states = self.look()
        trail = self.scene.trail()
        new, self.entries = trail[self.entries :], len(trail)
        changed = {key for key in before if key in self.states and before[key] != self.states[key]}
        if isinstance(result, Changed):
            assert {str(entry.action_id) for entry in new} == changed
            assert len(new) == len(changed) == len(result.actions)
            assert all(entry.refusal is None and entry.deed_id == result.deed_id for entry in new)
            self.done[result.kind] += 1
            self.last = account_of(new[0])
            return
        assert self.states == before
        assert all(entry.refusal for entry in new)
        assert bool(new) is isinstance(result, NotAllowed)
        assert isinstance(result, Stale | NotPossible | Repeated | NotAllowed)

    def look(self) -> dict[str, State]:
        with self.scene.database.reading() as session:
            records = Records(session, self.scene.partnership_id)
            return {str(key): state for key, state in states_of(records, records.of(model.Action)).items()}

    @invariant()
    def the_audit_holds(self) -> None:
        if hasattr(self, "scene"):
            assert self.scene.verified().fault is None


def account_of(entry: model.AuditEntry) -> Account:
    team, user = (entry.account or "").split("/")
    return Account(team, user)


def without_version(state: State | None) -> State | None:
    return state and {name: value for name, value in state.items() if name != VERSION}


def test_whatever_anybody_does(sqlite: SqliteFile, tmp_path: Path) -> None:
    done: Counter[Deed] = Counter()
    for course in range(COURSES):
        names = {"sqlite": sqlite, "folder": tmp_path, "course": course, "done": done}
        run_state_machine_as_test(type("Course", (Anything,), names), settings=SHORT)

    assert set(done) == set(Deed), "the random deeds have to reach every kind of change"
    assert done[Deed.UNDO] >= COURSES

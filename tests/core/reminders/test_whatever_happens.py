"""Whatever happens between ticks: at most one message a part where the channel can be read, and nothing unaccounted."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.auditing import Fault, audit
from csp_core.reminders.deeds import SettleDoubt
from csp_core.reminders.keeping import RemindersChanged
from csp_core.reminders.posting import PostResult, RateLimited, Unclear
from tests.core.reminders.world import World
from tests.databases import SqliteFile

# CSP_TIMES=500 asks for a long run; the short one keeps the suite quick.
EXAMPLES = int(os.environ.get("CSP_TIMES", "5"))
SHORT = settings(
    max_examples=EXAMPLES,
    stateful_step_count=40,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ENDED = {Sending.POSTED, Sending.REFUSED, Sending.DROPPED, Sending.ABANDONED}
TROUBLES = ("none", "lost", "never", "limited", "killed", "killed_after", "paused")
Call = Callable[[], PostResult]


class Killed(BaseException):
    """The process ends here."""


class Anything(RuleBasedStateMachine):
    """One partnership whose reminders are due every day, in a channel that can be read, or cannot."""

    sqlite: SqliteFile
    can_be_read: bool
    seen: ClassVar[Counter[str]]

    @initialize(seed=st.integers(0, 2**32 - 1))
    def open(self, seed: int) -> None:
        """The seed decides what happens: choices of Hypothesis come back to the same few too often."""
        self.chance = Random(f"{self.can_be_read}-{seed}")
        self.world = World(self.sqlite.emptied())
        self.world.workspace.can_be_read = self.can_be_read
        self.world.workspace.visible_after = timedelta(seconds=self.chance.choice([0, 50]))
        for weekday in range(5):
            self.world.schedule(weekday=weekday)
        self.world.schedule(Kind.OWNER_MESSAGES, channel=None)
        self.world.schedule(Kind.ESCALATION, channel=None)
        for number in range(14):
            self.world.action(f"A-{number}", date(2026, 10, 20) + timedelta(days=3 * number))
        self.tickers = [self.world.another_ticker() for _ in range(2)]

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.finish()

    @rule()
    def step(self) -> None:
        """One thing of any kind."""
        kinds = [self.tick_in_trouble, self.wait, self.step_and_return, self.complete]
        self.chance.choices(kinds, [6, 4, 1, 1])[0]()

    def tick_in_trouble(self) -> None:
        """The next call of a tick meets some trouble, or none."""
        self.tick(self.chance.choice(TROUBLES))

    def tick(self, trouble: str = "none") -> None:
        """One of two processes ticks."""
        answers: dict[str, Callable[[Call], PostResult]] = {
            "lost": self.lost,
            "never": lambda _call: Unclear("the line broke"),
            "limited": lambda _call: RateLimited(timedelta(seconds=30)),
            "killed": self.killed,
            "killed_after": self.killed_after,
            "paused": self.paused,
        }
        self.world.workspace.answers = [answers[trouble]] if trouble in answers else []
        try:
            ticked = self.chance.choice(self.tickers).tick(self.world.clock.now)
            assert ticked.failures == ()
        except Killed:
            pass
        self.seen[trouble] += not self.world.workspace.answers
        self.world.workspace.answers = []

    def wait(self) -> None:
        hours = self.chance.choice([0, 0, 1, 8, 24, 24, 24, 50])
        self.world.clock.pass_by(hours=hours, seconds=self.chance.choice([1, 30, 61, 130]))

    def step_and_return(self) -> None:
        """The clock that is handed in is wrong for one tick."""
        hours = self.chance.choice([-192, -2, 2, 192])
        self.world.clock.step(hours=hours)
        self.tick_in_trouble()
        self.world.clock.step(hours=-hours)

    def complete(self) -> None:
        self.world.complete(f"A-{self.chance.randint(0, 13)}")

    @invariant()
    def no_double(self) -> None:
        """No part stands twice in a channel; a direct message may, at most three times."""
        if not hasattr(self, "world"):
            return
        shown = Counter((each.message.id, each.message.is_direct) for each in self.world.workspace.shown)
        for (_, is_direct), times in shown.items():
            assert times == 1 or (is_direct and not self.can_be_read and times <= 3)

    def finish(self) -> None:
        """Once all is well again, everything ends, and every period has one end."""
        for _ in range(40):
            self.tick()
            self.settle_doubts()
            self.world.clock.pass_by(minutes=7)
        assert {each.sending for each in self.world.messages()} <= ENDED
        shown = {each.message.id for each in self.world.workspace.shown}
        for each in self.world.messages(Sending.POSTED):
            assert each.id in shown
        differences = audit(self.world.database, self.world.clock.now)
        assert not [each for each in differences if each.fault in (Fault.NOT_PLANNED, Fault.WAITING)]
        planned = {(each.schedule_id, each.period) for each in self.world.occurrences()}
        assert len(planned) == len(self.world.occurrences())
        self.seen["missed"] += sum(each.fate is Fate.MISSED for each in self.world.occurrences())

    def settle_doubts(self) -> None:
        """A coordinator looks into the channel, and says what stands there."""
        shown = {each.message.id for each in self.world.workspace.shown}
        for each in self.world.messages(Sending.DOUBTED):
            done = self.world.make(SettleDoubt(each.id, each.id in shown))
            assert isinstance(done, RemindersChanged)
            self.seen["doubted"] += 1

    def lost(self, call: Call) -> PostResult:
        call()
        return Unclear("the reply was lost")

    def killed(self, _call: Call) -> PostResult:
        raise Killed

    def killed_after(self, call: Call) -> PostResult:
        call()
        raise Killed

    def paused(self, call: Call) -> PostResult:
        """The process stands still beyond its lease right after its request left, and others tick meanwhile."""
        result = call()
        for _ in range(3):
            self.world.clock.pass_by(seconds=self.chance.choice([61, 121]))
            assert self.world.another_ticker().tick(self.world.clock.now).failures == ()
        return result


def test_whatever_happens_in_a_channel_that_can_be_read(sqlite: SqliteFile) -> None:
    seen: Counter[str] = Counter()
    names = {"sqlite": sqlite, "can_be_read": True, "seen": seen}
    run_state_machine_as_test(type("Readable", (Anything,), names), settings=SHORT)

    assert all(seen[each] for each in (*TROUBLES, "missed")), "what may happen has to happen"


def test_whatever_happens_where_history_may_not_be_read(sqlite: SqliteFile) -> None:
    seen: Counter[str] = Counter()
    names = {"sqlite": sqlite, "can_be_read": False, "seen": seen}
    run_state_machine_as_test(type("Unreadable", (Anything,), names), settings=SHORT)

    assert all(seen[each] for each in (*TROUBLES, "doubted")), "what may happen has to happen"

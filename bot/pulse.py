"""The pulse: every half minute what is due is done. What is due, done or missed stands in the database alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot import failures
from bot.clock import Clock
from bot.logs import logger
from csp_core.reminders.auditing import Difference, audit
from csp_core.reminders.ticking import Ticked, Ticker

SECONDS_BETWEEN_TICKS = 30.0
AUDITED_EVERY = timedelta(minutes=15)

log = logger("bot.pulse")


@dataclass(frozen=True, slots=True)
class Health:
    """How the reminders are, as this process knows: the moment of its last tick that ran through for everybody, and
    what the auditor found to differ from what the schedules called for."""

    last_tick_at: datetime | None = None
    audited_at: datetime | None = None
    differences: tuple[Difference, ...] = ()


class Pulse:
    """Ticks in a thread of its own, in any number of processes at once. `now` is the clock that says what is due."""

    def __init__(self, ticker: Ticker, now: Callable[[], datetime]) -> None:
        self.ticker = ticker
        self.health = Health()
        self._now = now
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def start(self, seconds: float = SECONDS_BETWEEN_TICKS) -> None:
        """Begins to tick, at once and then every so many seconds."""
        # Only a clock: a tick that was missed or takes long is made up for by the next one.
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(self.beat, "interval", seconds=seconds, next_run_time=Clock().now(), **options)
        self._scheduler.start()

    def beat(self) -> None:
        """One tick, and the audit where it is time for one. Whatever goes wrong is logged, and tried again."""
        failures.survived(self._tick)

    def stop(self) -> None:
        """Waits for the tick that is running, and begins no other."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _tick(self) -> None:
        now = self._now()
        self._note(self.ticker.tick(now), now)

    def _note(self, ticked: Ticked, now: datetime) -> None:
        for failure in ticked.failures:
            reference = failures.record(failure.error)
            log.warning("a tick did not run through", doing=failure.doing, reference=reference)
        last = now if ticked.is_whole else self.health.last_tick_at
        audited_at, differences = self.health.audited_at, self.health.differences
        if audited_at is None or not timedelta() <= now - audited_at < AUDITED_EVERY:
            audited_at, differences = now, self._audit(now)
        self.health = Health(last, audited_at, differences)

    def _audit(self, now: datetime) -> tuple[Difference, ...]:
        found = audit(self.ticker.database, now)
        for each in set(found) - set(self.health.differences):
            what = {"kind": each.kind.value, "period": each.period, "fault": each.fault.value}
            log.warning("a reminder differs from its schedule", **what)
        return found

"""One tick: plan, claim, render, post, record, look for what is unclear. Any number of processes may tick at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from csp_core.database import Database
from csp_core.reminders.claims import Claim
from csp_core.reminders.heartbeat import note_ticks
from csp_core.reminders.loading import Partnership
from csp_core.reminders.outbox import Outbox
from csp_core.reminders.planning import Planned, load_due, plan_together
from csp_core.reminders.posting import FindResult, Message, NotSent, Post, Posted, PostResult, Timing, Unclear
from csp_core.reminders.recording import Recorder
from csp_core.reminders.rendering import Rendered, load_batch
from csp_core.reminders.rows import Moment, database_moment

TOGETHER = 20
"""How many partnerships are planned in one transaction: others who want to write wait for it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong in a tick, for one partnership or (None) for all; the next tick tries again."""

    doing: str
    error: Exception
    partnership_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of a call for one message."""

    message: Message
    result: PostResult | FindResult


@dataclass(frozen=True, slots=True)
class Ticked:
    """What happened. `is_whole` says that the tick ran through for everybody."""

    planned: Planned
    posted: tuple[Delivered, ...]
    looked_for: tuple[Delivered, ...]
    dropped: int
    failures: tuple[Failure, ...]

    @property
    def is_whole(self) -> bool:
        return not self.failures


class Ticker:
    """Does what is due in one database through a port. `wait` lets a number of seconds pass, so that one tick can
    post several parts in a channel at its pace; without it they go one a tick."""

    def __init__(
        self,
        database: Database,
        post: Post,
        timing: Timing = Timing(),  # noqa: B008 - frozen
        *,
        wait: Callable[[float], None] | None = None,
        moment: Moment = database_moment,
    ) -> None:
        self.database = database
        self.post = post
        self.timing = timing
        self.wait = wait
        self.outbox = Outbox(database, timing, moment)
        self.recorder = Recorder(self.outbox)

    def tick(self, now: datetime) -> Ticked:
        """Does everything that is due at a moment (aware); what fails is told, and tried again by the next tick.

        The moment of the tick is kept only for partnerships that it ran through for.
        """
        run = _Run(self, now)
        run.lapse()
        partnerships = run.plan()
        run.send()
        run.look()
        run.note(partnerships)
        return run.ticked()


@dataclass
class _Run:
    """One tick on its way."""

    ticker: Ticker
    now: datetime
    planned: Planned = field(default_factory=Planned)
    posted: list[Delivered] = field(default_factory=list)
    looked_for: list[Delivered] = field(default_factory=list)
    dropped: int = 0
    failures: list[Failure] = field(default_factory=list)

    def lapse(self) -> None:
        with self._guarded("finding senders that stopped"):
            self.ticker.outbox.lapse()
        with self._guarded("giving up what is too late"):
            self.ticker.outbox.give_up_late(self.now)

    def plan(self) -> tuple[Partnership, ...]:
        """Plans what is due; gives every partnership there is."""
        every: tuple[Partnership, ...] = ()
        with self._guarded("reading the schedules"):
            every, due = load_due(self.ticker.database, self.now)
            for first in range(0, len(due), TOGETHER):
                self._plan(due[first : first + TOGETHER])
        return every

    def send(self) -> None:
        """Claims and posts until nothing may go, or the time for sending is over."""
        with self._guarded("sending"):
            outbox = self.ticker.outbox
            until = outbox.now() + self.ticker.timing.sending_for
            while claims := outbox.claim() or self._claim_after_a_rest(until):
                self._send_batch(claims)
                if outbox.now() >= until:
                    return

    def look(self) -> None:
        """Looks for what is unclear, once its settle delay has passed."""
        with self._guarded("looking for unclear messages"):
            for claim in self.ticker.outbox.claim_unclear():
                with self._guarded("looking for a message", claim.partnership_id):
                    result = self._found(claim)
                    if self.ticker.recorder.looked_for(claim, result, self.now):
                        self.looked_for.append(Delivered(claim.message, result))

    def note(self, partnerships: Sequence[Partnership]) -> None:
        """Keeps for whom the tick ran through, and what stopped it for others."""
        with self._guarded("keeping the moment of the tick"):
            problems = {each.partnership_id: f"{each.doing}: {each.error}" for each in self.failures}
            note_ticks(self.ticker.database, [each.id for each in partnerships], problems, self.now)

    def ticked(self) -> Ticked:
        return Ticked(self.planned, tuple(self.posted), tuple(self.looked_for), self.dropped, tuple(self.failures))

    def _plan(self, some: Sequence[Partnership]) -> None:
        """Some partnerships in one transaction; where that fails each in its own, so that one stops no other."""
        try:
            self.planned += plan_together(self.ticker.database, some, self.now, self.ticker.timing)
        except Exception as error:  # noqa: BLE001 - told in the result, and tried again by the next tick
            if len(some) == 1:
                self.failures.append(Failure("planning", error, some[0].id))
                return
            for each in some:
                self._plan([each])

    def _claim_after_a_rest(self, until: datetime) -> list[Claim]:
        """What may go once the pace allows it, where somebody lets the time pass."""
        outbox, pace, wait = self.ticker.outbox, self.ticker.timing.pace, self.ticker.wait
        if wait is None or not outbox.has_any_within(pace) or outbox.now() + pace >= until:
            return []
        wait(pace / timedelta(seconds=1))
        return outbox.claim()

    def _send_batch(self, claims: Sequence[Claim]) -> None:
        batch = load_batch(self.ticker.database, claims, self.now, self.ticker.timing)
        rendered = []
        for claim in claims:
            with self._guarded("rendering", claim.partnership_id):
                rendered.append(self._rendered(batch.rendered, claim))
        new = [(each.claim, each.pages) for each in rendered if each.pages and each.content is not None]
        if new:
            self.ticker.outbox.freeze(new)
        for each in rendered:
            with self._guarded("posting", each.claim.partnership_id):
                self._send(each)

    def _rendered(self, render: Callable[[Claim], Rendered], claim: Claim) -> Rendered:
        try:
            return render(claim)
        except Exception as error:
            self.ticker.recorder.held_back(claim, f"It could not be written: {error}")
            raise

    def _send(self, rendered: Rendered) -> None:
        claim, recorder = rendered.claim, self.ticker.recorder
        if rendered.content is None:
            recorder.dropped(claim)
            self.dropped += 1
            return
        result = self._posted(rendered)
        if recorder.posted(claim, result):
            self.posted.append(Delivered(claim.message, result))
        elif isinstance(result, Posted) and self.ticker.outbox.is_anothers(claim, result.ts):
            # This process was stopped between its last look and its call, for longer than its lease.
            self.ticker.post.retract(claim.message, result.ts)

    def _posted(self, rendered: Rendered) -> PostResult:
        """The port's answer; a port that fails may have posted."""
        claim, outbox = rendered.claim, self.ticker.outbox
        if rendered.content is None:
            return NotSent()
        try:
            return self.ticker.post.post(claim.message, rendered.content, lambda: outbox.is_mine(claim))
        except Exception as error:  # noqa: BLE001 - whatever the port stumbled over, the message may have arrived
            self.failures.append(Failure("posting", error, claim.partnership_id))
            return Unclear(f"{type(error).__name__}: {error}")

    def _found(self, claim: Claim) -> FindResult:
        try:
            return self.ticker.post.find(claim.message)
        except Exception as error:  # noqa: BLE001 - looking is tried again
            self.failures.append(Failure("looking for a message", error, claim.partnership_id))
            return Unclear(f"{type(error).__name__}: {error}")

    @contextmanager
    def _guarded(self, doing: str, partnership_id: UUID | None = None) -> Iterator[None]:
        """The tick's edge: one partnership's failure never stops the others, and no failure stops the clock."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - told in the result, and tried again by the next tick
            self.failures.append(Failure(doing, error, partnership_id))

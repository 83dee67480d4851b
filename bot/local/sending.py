"""Sends payloads to the bot from threads of its own, never from those that serve requests."""

import heapq
import logging
import queue
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Condition, Thread

from bot.local.delivering import Acknowledged, Delivery, DeliveryKind, Failed, Outcome, Transport

AT_ONCE = 8
SOON_SECONDS = 1.0

log = logging.getLogger(__name__)


@dataclass(order=True)
class _Job:
    due: float
    number: int
    delivery: Delivery = field(compare=False)
    then: Callable[[Outcome], None] = field(compare=False)
    done: "Future[Outcome]" = field(compare=False)


class Sender:
    """A queue of deliveries. Events that the bot did not take are sent again after `retries` seconds each."""

    def __init__(self, transport: Callable[[], Transport], retries: tuple[float, ...]) -> None:
        self._transport = transport
        self._retries = retries
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._busy = Condition()
        self._open: set[int] = set()
        self._numbers = 0
        self._workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="local-sending")
        self._thread = Thread(target=self._run, name="local-queue", daemon=True)
        self._thread.start()

    def send(self, delivery: Delivery, then: Callable[[Outcome], None]) -> "Future[Outcome]":
        """Queue a delivery; `then` gets each attempt's outcome, the first before the future is done."""
        with self._busy:
            self._numbers += 1
            self._open.add(self._numbers)
            job = _Job(time.monotonic(), self._numbers, delivery, then, Future())
        self._queue.put(job)
        return job.done

    def settle(self, seconds: float) -> bool:
        """Wait until all that was queued has been taken by the bot, or waits a while for another attempt."""
        with self._busy:
            return self._busy.wait_for(lambda: not self._open, timeout=seconds)

    def close(self) -> None:
        """Send nothing more; what is being sent is finished."""
        self._queue.put(None)
        self._thread.join()
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _run(self) -> None:
        waiting: list[_Job] = []
        while True:
            patience = max(0.0, waiting[0].due - time.monotonic()) if waiting else None
            try:
                job = self._queue.get(timeout=patience)
            except queue.Empty:
                self._workers.submit(self._attempt, heapq.heappop(waiting))
                continue
            if job is None:
                return
            heapq.heappush(waiting, job)

    def _attempt(self, job: _Job) -> None:
        try:
            outcome = self._transport().deliver(job.delivery)
            job.then(outcome)
        except Exception:
            log.exception("a delivery to the bot broke")
            outcome = Failed("unknown_error", may_retry=False)
        again = self._again(job, outcome)
        if not job.done.done():
            job.done.set_result(outcome)
        if again is not None:
            self._queue.put(again)
        if again is None or again.due - time.monotonic() > SOON_SECONDS:
            with self._busy:
                self._open.discard(job.number)
                self._busy.notify_all()

    def _again(self, job: _Job, outcome: Outcome) -> _Job | None:
        """The next attempt of an event that failed; commands and presses are never repeated."""
        if isinstance(outcome, Acknowledged) or not outcome.may_retry:
            return None
        if job.delivery.kind is not DeliveryKind.EVENT or job.delivery.retry >= len(self._retries):
            return None
        delivery = replace(job.delivery, retry=job.delivery.retry + 1, retry_reason=outcome.reason)
        return replace(job, due=time.monotonic() + self._retries[job.delivery.retry], delivery=delivery)

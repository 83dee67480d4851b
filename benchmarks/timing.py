"""Times of one run, side by side: a ratio holds when the machine's own speed does not."""

import gc
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Times:
    """How long calls took, in milliseconds."""

    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p99(self) -> float:
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, int(len(self.milliseconds) * 0.99))]

    def __str__(self) -> str:
        return f"median {self.median:.2f} ms, p99 {self.p99:.2f} ms, worst {max(self.milliseconds):.2f} ms"


def timed(call: Callable[[], object]) -> float:
    """How long one call took, in milliseconds."""
    start = perf_counter()
    call()
    return 1000 * (perf_counter() - start)


def in_turn(calls: Sequence[Callable[[], object]], rounds: int) -> list[Times]:
    """Times of several calls taken in turn, so that a slow moment of the machine meets all of them."""
    for call in calls:
        call()
    gc.collect()
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for kept, call in zip(times, calls, strict=True):
            kept.append(timed(call))
    return [Times(tuple(kept)) for kept in times]

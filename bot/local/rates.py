"""Rate limits that a test or a demonstration sets, counted on the workspace's clock."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock


@dataclass(frozen=True)
class Rate:
    """So many calls within so many seconds."""

    calls: int
    seconds: float


class Rates:
    """No method is limited until `limit` says so."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()
        self._rates: dict[str, Rate] = {}
        self._calls: dict[str, list[datetime]] = {}

    def limit(self, method: str, rate: Rate | None) -> None:
        """Limit a Web API method, or with None no longer; what was called before does not count."""
        with self._lock:
            self._calls.pop(method, None)
            self._rates.pop(method, None)
            if rate is not None:
                self._rates[method] = rate

    def seconds_to_wait(self, method: str) -> int:
        """0 when the call may pass, which is then counted; else Slack's Retry-After."""
        with self._lock:
            rate = self._rates.get(method)
            if rate is None:
                return 0
            now, window = self._now(), timedelta(seconds=rate.seconds)
            recent = [at for at in self._calls.get(method, []) if now - window < at <= now]
            if len(recent) < rate.calls:
                self._calls[method] = [*recent, now]
                return 0
            oldest = recent[0] if recent else now
            return max(1, math.ceil((oldest + window - now).total_seconds()))

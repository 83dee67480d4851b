"""The workspace's clock: it runs like any other, from any moment, and can be moved."""

import time
from datetime import UTC, datetime, timedelta
from threading import Lock


class MovableClock:
    """A clock that is set to any moment. It runs on from there, or stands still (`running=False`).

    Hand `now` to whatever must live on the workspace's time. Moving back is allowed.
    """

    def __init__(self, start: datetime, *, running: bool = True) -> None:
        self._lock = Lock()
        self._running = running
        self._set_to = start.astimezone(UTC)
        self._set_at = time.monotonic()

    def now(self) -> datetime:
        """The workspace's present moment, aware, in UTC."""
        with self._lock:
            gone = time.monotonic() - self._set_at if self._running else 0.0
            return self._set_to + timedelta(seconds=gone)

    def move_to(self, moment: datetime) -> None:
        """Make it `moment` (aware) now."""
        if moment.tzinfo is None:
            raise ValueError("the clock needs a moment with its time zone")
        with self._lock:
            self._set_to, self._set_at = moment.astimezone(UTC), time.monotonic()

    def advance(self, by: timedelta) -> None:
        """Let this much time go by at once."""
        self.move_to(self.now() + by)

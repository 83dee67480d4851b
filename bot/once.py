"""What this process has already taken up, so that Slack's repetitions and double clicks are handled once."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

REMEMBERED_FOR = timedelta(hours=24)
MOST_REMEMBERED = 20_000


class Once:
    """Remembers keys for 24 hours, the newest 20,000. One process only: an inbox in the database can take its place."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._taken: OrderedDict[str, datetime] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> bool:
        """True for the one caller who is to do the work of this key."""
        with self._lock:
            self._forget_old()
            if key in self._taken:
                return False
            self._taken[key] = self._now()
            return True

    def give_back(self, key: str) -> None:
        """Lets the key be taken again: its work was not done."""
        with self._lock:
            self._taken.pop(key, None)

    def _forget_old(self) -> None:
        oldest_kept = self._now() - REMEMBERED_FOR
        while self._taken:
            key, taken = next(iter(self._taken.items()))
            if taken > oldest_kept and len(self._taken) < MOST_REMEMBERED:
                return
            del self._taken[key]

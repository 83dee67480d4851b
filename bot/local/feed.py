"""What changed, in order, for whoever waits for it: the page, the events to the bot, tests."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from threading import Condition

from bot.local.model import Message


class ChangeKind(Enum):
    POSTED = "posted"
    UPDATED = "updated"
    DELETED = "deleted"
    CLOCK = "clock"
    VIEWS = "views"


@dataclass(frozen=True)
class Change:
    """One thing that happened. A change of the clock has no message; one of views has the person who sees them."""

    kind: ChangeKind
    message: Message | None = None
    before: Message | None = None
    viewer: str | None = None


class Feed:
    """The list of changes since the workspace began; the number of changes is its revision."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._news = Condition()
        self._closed = False

    @property
    def revision(self) -> int:
        with self._news:
            return len(self._changes)

    def add(self, change: Change) -> None:
        with self._news:
            self._changes.append(change)
            self._news.notify_all()

    def since(self, revision: int, seconds: float = 0) -> list[Change]:
        """The changes after `revision`, waiting so long for the first; none when the time is up."""
        with self._news:
            self._news.wait_for(lambda: self._closed or len(self._changes) > revision, timeout=seconds)
            return self._changes[max(revision, 0) :]

    def wait_for(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until `holds()`, asked again after each change; whether it came to hold."""
        until = time.monotonic() + seconds
        while not holds():
            seen = self.revision
            if holds():
                return True
            left = until - time.monotonic()
            if left <= 0 or not self.since(seen, left):
                return holds()
        return True

    def close(self) -> None:
        """Let everyone go who waits."""
        with self._news:
            self._closed = True
            self._news.notify_all()

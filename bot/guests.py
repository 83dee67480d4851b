"""Who is a guest of the workspace, as Slack says: asked once an hour for somebody whom the directory does not know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

BELIEVED_FOR = timedelta(hours=1)
MOST_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class _Known:
    is_guest: bool
    at: datetime


class Guests:
    """Called with a Slack user id. Safe to use from many threads: the worst that a race does is to ask twice."""

    def __init__(self, ask: Callable[[str], bool], now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._known: dict[str, _Known] = {}

    def __call__(self, user: str) -> bool:
        known = self._known.get(user)
        if known is None or self._now() - known.at > BELIEVED_FOR:
            known = _Known(self._ask(user), self._now())
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[user] = known
        return known.is_guest

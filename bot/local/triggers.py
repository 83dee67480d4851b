"""Trigger ids: the single-use, three-second permission to open a modal."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from bot.local.model import ApiError

LIFE = timedelta(seconds=3)


@dataclass(frozen=True)
class _Trigger:
    user: str
    issued: datetime


class Triggers:
    """Issued with each command, press and submission; spent by views.open and views.push."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()
        self._fresh: dict[str, _Trigger] = {}
        self._spent: set[str] = set()

    def issue(self, user: str) -> str:
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        with self._lock:
            self._fresh[trigger_id] = _Trigger(user, self._now())
        return trigger_id

    def spend(self, trigger_id: str) -> str:
        """The user for whom it was issued; Slack's error when it is unknown, used or older than 3 seconds."""
        with self._lock:
            if trigger_id in self._spent:
                raise ApiError("exchanged_trigger_id")
            trigger = self._fresh.pop(trigger_id, None)
            if trigger is None:
                raise ApiError("invalid_trigger_id")
            self._spent.add(trigger_id)
        if self._now() - trigger.issued > LIFE:
            raise ApiError("expired_trigger_id")
        return trigger.user

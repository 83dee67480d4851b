"""Who somebody is to Slack: asked once an hour about each person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

BELIEVED_FOR = timedelta(hours=1)
MOST_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Member:
    """A person as Slack knows them: `team` is their own workspace, which may be another than the bot's."""

    team: str
    name: str
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    member: Member
    at: datetime


class Members:
    """Called with a Slack user id; None for a bot, and where Slack does not tell, which is asked again the next time.

    Safe to use from many threads: the worst that a race does is to ask twice.
    """

    def __init__(self, ask: Callable[[str], Member | None], now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._known: dict[str, _Known] = {}

    def __call__(self, user: str) -> Member | None:
        known = self._known.get(user)
        if known is not None and self._now() - known.at <= BELIEVED_FOR:
            return known.member
        member = self._ask(user)
        if member is not None:
            self._keep(user, member)
        return member

    def _keep(self, user: str, member: Member) -> None:
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[user] = _Known(member, self._now())

"""The clock of the bot: the only place that asks what time it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csp_core.book import Book


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` gives the present moment, aware; the local workspace hands in the clock that its page moves.

    `zone` is the time zone of partnerships whose own is not known to this machine. A clock that does not heed
    the date a sample is pinned to starts there itself.
    """

    now: Callable[[], datetime] = _utc_now
    zone: str = "Europe/London"
    heeds_pinned: bool = True

    def today(self, book: Book) -> date:
        """A partnership's day: the one that a sample is pinned to, else the day in its own time zone."""
        pinned = book.pinned_today if self.heeds_pinned else None
        return pinned or self.now().astimezone(self._zone_of(book)).date()

    def _zone_of(self, book: Book) -> ZoneInfo:
        try:
            return ZoneInfo(book.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(self.zone)

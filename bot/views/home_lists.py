"""Lists in the Home. Each says how many it holds and shows the first few; one at a time is open, page by page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.buttons import GoHome
from bot.views.mrkdwn import DOT, Mrkdwn, bold, escape, join

PAGE = 10
Row = TypeVar("Row")


class Part(Enum):
    """A list of the Home, by the name that its buttons carry."""

    OVERDUE = "overdue"
    SOON = "soon"
    REST = "rest"
    TEAM = "team"
    AWAITING = "awaiting"
    UNOWNED = "unowned"
    UNDATED = "undated"
    MOVED = "moved"
    PROGRESS = "progress"
    NEWS = "news"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A list with its name; `show` makes blocks of a stretch of it, and `preview` is how much of it stands there
    while it is not open."""

    part: Part
    name: str
    rows: Sequence[Row]
    show: Callable[[Sequence[Row]], Iterator[Block]]
    preview: int = 0


def listed(listing: Listing[Row], at: GoHome) -> Iterator[Block]:
    """The heading with the count, what is to be seen of the list, and the buttons that turn its pages."""
    window = _window(listing, at)
    yield blocks.section(_heading(listing, window), _toggle(listing, window))
    yield from listing.show(listing.rows[window.first : window.last])
    turning = list(_turning(listing, window))
    yield from [blocks.actions(turning)] if turning else []


@dataclass(frozen=True, slots=True)
class _Window:
    """Which rows are seen; `page` is None while the list is not open."""

    first: int
    last: int
    page: int | None = None


def _window(listing: Listing[Row], at: GoHome) -> _Window:
    """A page beyond the last shows the last: the list may have become shorter."""
    total = len(listing.rows)
    if at.part != listing.part.value or total <= listing.preview:
        return _Window(0, min(listing.preview, total))
    page = min(max(at.page, 1), -(-total // PAGE))
    return _Window((page - 1) * PAGE, min(page * PAGE, total), page)


def _heading(listing: Listing[Row], window: _Window) -> Mrkdwn:
    total = len(listing.rows)
    is_part = window.first < window.last and window.last - window.first < total
    seen = escape(f"{window.first + 1} to {window.last} shown") if is_part else Mrkdwn("")
    return join(DOT, (bold(escape(f"{listing.name}: {total or 'none'}")), seen))


def _toggle(listing: Listing[Row], window: _Window) -> Block | None:
    name, total = listing.name, len(listing.rows)
    if window.page is not None:
        return blocks.button("Show less", GoHome(), "csp_home_less", said=f"Show less of {name}")
    if window.last == total:
        return None
    go = GoHome(listing.part.value)
    return blocks.button("Show", go, f"csp_home_{go.part}", said=f"Show {name}: {total}")


def _turning(listing: Listing[Row], window: _Window) -> Iterator[Block]:
    if window.page is None:
        return
    part, page = listing.part.value, window.page
    if page > 1:
        yield blocks.button("Earlier", GoHome(part, page - 1), "csp_home_earlier", said=f"Earlier: {listing.name}")
    if window.last < len(listing.rows):
        yield blocks.button("More", GoHome(part, page + 1), "csp_home_more", said=f"More: {listing.name}")

"""Slack's documented limits, checked by a walk over a message or a view as plain dictionaries.

problems({"text": "Nothing is overdue", "blocks": []})        # () when Slack would take it
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from bot.views import limits_shapes as shapes
from bot.views.limits_rules import Broken

MOST_TEXT = 4_000
MOST_BLOCK_CHARACTERS = 12_000
MOST_TABLE_CHARACTERS = 10_000
MOST_MESSAGE_BLOCKS = 50
MOST_VIEW_BLOCKS = 100
MOST_VIEW_BYTES = 250_000


class Surface(Enum):
    """Where a payload is shown; Slack's limits differ between them."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


@dataclass(frozen=True)
class Problem:
    """Why Slack would refuse a payload: a JSON pointer to the place, Slack's name for the error, the rule."""

    path: str
    error: str
    reason: str


Payload = Mapping[str, object]
_Found = Iterator[Problem]


def problems(payload: Payload, surface: Surface = Surface.MESSAGE) -> tuple[Problem, ...]:
    """Everything for which Slack would refuse this message (arguments of chat.postMessage) or this view.

    Where Slack's documents disagree the lower number counts; a text above 4,000 characters is refused
    although chat.postMessage would split it. Block and element types that the bot does not use are refused.
    """
    return tuple(_WALKS[surface](payload))


def _message(payload: Payload) -> _Found:
    text, blocks = payload.get("text"), payload.get("blocks")
    if not text and not blocks and not payload.get("attachments"):
        yield Problem("/text", "no_text", "a message needs text or blocks")
    if isinstance(text, str) and len(text) > MOST_TEXT:
        yield Problem("/text", "msg_too_long", f"{len(text)} characters, {MOST_TEXT} at most")
    yield from _blocks(payload, Surface.MESSAGE, MOST_MESSAGE_BLOCKS)
    if (size := _characters(blocks)) > MOST_BLOCK_CHARACTERS:
        yield Problem("/blocks", "msg_blocks_too_long", f"{size} characters, {MOST_BLOCK_CHARACTERS} at most")


def _modal(payload: Payload) -> _Found:
    yield from _broken(shapes.MODAL(payload, ""), "invalid_arguments")
    yield from _blocks(payload, Surface.MODAL, MOST_VIEW_BLOCKS)
    if not payload.get("submit") and _kinds(payload).count("input"):
        yield Problem("/submit", "invalid_arguments", "a modal with inputs needs a submit button")
    yield from _view_size(payload)


def _home(payload: Payload) -> _Found:
    yield from _broken(shapes.HOME(payload, ""), "invalid_arguments")
    yield from _blocks(payload, Surface.HOME, MOST_VIEW_BLOCKS)
    yield from _view_size(payload)


_WALKS: dict[Surface, Callable[[Payload], _Found]] = {
    Surface.MESSAGE: _message,
    Surface.MODAL: _modal,
    Surface.HOME: _home,
}


def _view_size(payload: Payload) -> _Found:
    if (size := len(repr(payload).encode())) > MOST_VIEW_BYTES:
        yield Problem("", "view_too_large", f"{size} bytes, {MOST_VIEW_BYTES} at most")


def _blocks(payload: Payload, surface: Surface, most: int) -> _Found:
    blocks = payload.get("blocks")
    if blocks is None and surface is Surface.MESSAGE:
        return
    if not isinstance(blocks, list):
        yield Problem("/blocks", "invalid_blocks_format", "blocks must be a list")
        return
    if len(blocks) > most:
        yield Problem("/blocks", "invalid_blocks", f"{len(blocks)} blocks, {most} at most")
    for at, block in enumerate(blocks):
        yield from _broken(shapes.BLOCK(block, f"/blocks/{at}"), "invalid_blocks")
        yield from _not_on(surface, block, f"/blocks/{at}")
        yield from _twice(_action_ids(block), f"/blocks/{at}", "action_id")
    yield from _twice([block.get("block_id") for block in blocks if isinstance(block, dict)], "/blocks", "block_id")
    yield from _tables(blocks)
    yield from _focused(blocks, surface)


def _focused(blocks: list[object], surface: Surface) -> _Found:
    if surface is not Surface.MESSAGE and _focuses(blocks) > 1:
        yield Problem("/blocks", "invalid_blocks", "one element of a view may have the focus when it opens")


def _focuses(value: object) -> int:
    if isinstance(value, dict):
        return int(value.get("focus_on_load") is True) + sum(_focuses(each) for each in value.values())
    return sum(_focuses(each) for each in value) if isinstance(value, list) else 0


def _not_on(surface: Surface, block: object, path: str) -> _Found:
    kind = block.get("type") if isinstance(block, dict) else None
    if surface is not Surface.MESSAGE and kind in shapes.MESSAGES_ONLY:
        yield Problem(path, "invalid_blocks", f"a {kind} block is for messages only")


def _tables(blocks: list[object]) -> _Found:
    tables = [block for block in blocks if isinstance(block, dict) and block.get("type") == "table"]
    if len(tables) > 1:
        yield Problem("/blocks", "invalid_blocks", "one table a message")
    if _characters(tables) > MOST_TABLE_CHARACTERS:
        yield Problem("/blocks", "invalid_blocks", f"a table holds at most {MOST_TABLE_CHARACTERS} characters")


def _broken(broken: Iterator[Broken], error: str) -> _Found:
    return (Problem(each.path, error, each.reason) for each in broken)


def _twice(ids: list[object], path: str, name: str) -> _Found:
    known = [each for each in ids if each is not None]
    for each in sorted({str(one) for one in known if known.count(one) > 1}):
        yield Problem(path, "invalid_blocks", f"{name} {each!r} is used twice")


def _action_ids(block: object) -> list[object]:
    if not isinstance(block, dict):
        return []
    elements = block.get("elements")
    return [each.get("action_id") for each in elements if isinstance(each, dict)] if isinstance(elements, list) else []


def _kinds(payload: Payload) -> list[object]:
    blocks = payload.get("blocks")
    return [each.get("type") for each in blocks if isinstance(each, dict)] if isinstance(blocks, list) else []


def _characters(value: object) -> int:
    """How many characters of text a reader could see in these blocks."""
    if isinstance(value, dict):
        text = value.get("text")
        own = len(text) if isinstance(text, str) else 0
        return own + sum(_characters(each) for each in value.values())
    return sum(_characters(each) for each in value) if isinstance(value, list) else 0

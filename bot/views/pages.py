"""Keeps a message within Slack's limits, whatever the records hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.views.blocks import MOST_CONTEXT, MOST_SECTION, Block, context, section, size
from bot.views.mrkdwn import BLANK_LINE, NEW_LINE, Mrkdwn

MOST_BLOCKS = 50
MOST_CHARACTERS = 12_000
CUT_OFF = Mrkdwn("There is more than one message can hold: ask for less at a time to see the rest.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a message's body; a small one is a remark on what stands before it. A button may stand beside it."""

    text: Mrkdwn
    is_small: bool = False
    accessory: Block | None = None


def assemble(body: Iterable[Piece], foot: Sequence[Block]) -> list[Block]:
    """The pieces and the foot below. Pieces that are too much are left out from the end, and it says so."""
    pieces = [part for piece in body for part in _parts(piece)]
    room = MOST_BLOCKS - len(foot)
    shown = [_block(piece) for piece in (pieces if len(pieces) <= room else _dense(pieces))]
    if len(shown) <= room and _characters(shown) + _characters(foot) <= MOST_CHARACTERS:
        return [*shown, *foot]
    left = MOST_CHARACTERS - _characters(foot) - len(CUT_OFF)
    return [*_that_fit(shown[: room - 1], left), context(CUT_OFF), *foot]


def packed(texts: Iterable[Mrkdwn], separator: Mrkdwn, room: int) -> list[Mrkdwn]:
    """The texts put together, in their order, into as few as hold `room` characters each; empty ones are left out."""
    packs: list[str] = []
    for text in filter(None, texts):
        if packs and len(packs[-1]) + len(separator) + len(text) <= room:
            packs[-1] += separator + text
        else:
            packs.append(text)
    return [Mrkdwn(pack) for pack in packs]


def _parts(piece: Piece) -> list[Piece]:
    """The piece, or as many as it takes to keep each within a block; an empty one is none."""
    room = MOST_CONTEXT if piece.is_small else MOST_SECTION
    if len(piece.text) <= room:
        return [piece] if piece.text else []
    lines = (Mrkdwn(line) for line in piece.text.split("\n"))
    return [Piece(part, piece.is_small) for part in packed(lines, NEW_LINE, room)]


def _dense(pieces: Iterable[Piece]) -> list[Piece]:
    return [Piece(text) for text in packed((piece.text for piece in pieces), BLANK_LINE, MOST_SECTION)]


def _block(piece: Piece) -> Block:
    return context(piece.text) if piece.is_small else section(piece.text, piece.accessory)


def _that_fit(blocks: Sequence[Block], room: int) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        room -= size(block)
        if room < 0:
            break
        kept.append(block)
    return kept


def _characters(blocks: Sequence[Block]) -> int:
    return sum(size(block) for block in blocks)

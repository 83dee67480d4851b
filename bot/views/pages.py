"""Keeps a message within Slack's limits, whatever the records hold."""

from collections.abc import Iterable, Sequence

from bot.views.blocks import MOST_SECTION, Block, context, section, size
from bot.views.mrkdwn import BLANK_LINE, NEW_LINE, Mrkdwn

MOST_BLOCKS = 50
MOST_CHARACTERS = 12_000
CUT_OFF = Mrkdwn("There is more than one message can hold: ask for less at a time to see the rest.")


def assemble(body: Sequence[Mrkdwn], foot: Sequence[Block]) -> list[Block]:
    """The texts as sections, and the foot below. Texts that are too much are left out from the end, and it says so."""
    room = MOST_BLOCKS - len(foot)
    texts = [piece for text in body for piece in _pieces(text)]
    sections = [section(text) for text in (texts if len(texts) <= room else packed(texts, BLANK_LINE, MOST_SECTION))]
    if len(sections) <= room and _characters(sections) + _characters(foot) <= MOST_CHARACTERS:
        return [*sections, *foot]
    left = MOST_CHARACTERS - _characters(foot) - len(CUT_OFF)
    return [*_that_fit(sections[: room - 1], left), context(CUT_OFF), *foot]


def packed(texts: Iterable[Mrkdwn], separator: Mrkdwn, room: int) -> list[Mrkdwn]:
    """The texts put together, in their order, into as few as hold `room` characters each; empty ones are left out."""
    packs: list[str] = []
    for text in filter(None, texts):
        if packs and len(packs[-1]) + len(separator) + len(text) <= room:
            packs[-1] += separator + text
        else:
            packs.append(text)
    return [Mrkdwn(pack) for pack in packs]


def _pieces(text: Mrkdwn) -> list[Mrkdwn]:
    if len(text) <= MOST_SECTION:
        return [text] if text else []
    return packed((Mrkdwn(line) for line in text.split("\n")), NEW_LINE, MOST_SECTION)


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

"""Messages that are no answer: what went wrong, in a sentence or two."""

from bot.views.blocks import Message, section
from bot.views.mrkdwn import clipped

MOST_NOTICE = 2_900


def notice(text: str) -> Message:
    """A message of plain sentences."""
    shown = clipped(text, MOST_NOTICE)
    return {"text": shown, "blocks": [section(shown)]}

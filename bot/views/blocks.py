"""The few Block Kit blocks that we send, as plain dictionaries (objects of slack_sdk cost ten times as much)."""

from collections.abc import Sequence

from bot.views.buttons import Button
from bot.views.mrkdwn import Mrkdwn, clean

Block = dict[str, object]
Message = dict[str, object]

MOST_SECTION = 3_000
MOST_CONTEXT = 2_000
MOST_BUTTON = 75
MOST_BUTTONS = 25


def section(text: Mrkdwn) -> Block:
    return {"type": "section", "text": _mrkdwn(text)}


def context(*texts: Mrkdwn) -> Block:
    """Small print; each text is one element, ten at most."""
    return {"type": "context", "elements": [_mrkdwn(text) for text in texts]}


def actions(elements: Sequence[Block]) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str, button: Button, action_id: str) -> Block:
    """A button with its meaning; a label above 75 characters ends in an ellipsis."""
    text = clean(label)
    shown = text if len(text) <= MOST_BUTTON else f"{text[: MOST_BUTTON - 1].rstrip()}…"
    return {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": shown, "emoji": False},
        "value": button.value,
    }


def size(block: object) -> int:
    """How many characters of text a block shows, as Slack counts them."""
    if isinstance(block, dict):
        text = block.get("text")
        own = len(text) if isinstance(text, str) else 0
        return own + sum(size(part) for part in block.values() if isinstance(part, dict | list))
    return sum(size(part) for part in block) if isinstance(block, list) else 0


def _mrkdwn(text: Mrkdwn) -> Block:
    # `verbatim` keeps Slack from making links and mentions out of words like @here or #channel.
    return {"type": "mrkdwn", "text": text, "verbatim": True}

"""The few Block Kit blocks that we send, as plain dictionaries (objects of slack_sdk cost ten times as much)."""

from collections.abc import Sequence

from bot.views.buttons import Button, value_of
from bot.views.mrkdwn import Mrkdwn, clean

Block = dict[str, object]
Message = dict[str, object]

MOST_SECTION = 3_000
MOST_CONTEXT = 2_000
MOST_BUTTON = 75
MOST_BUTTONS = 25
MOST_HEADER = 150
MOST_ID = 255
MOST_FALLBACK = 4_000


def section(text: Mrkdwn, accessory: Block | None = None) -> Block:
    beside = {"accessory": accessory} if accessory else {}
    return {"type": "section", "text": _mrkdwn(text), **beside}


def header(text: str) -> Block:
    """A heading; 150 characters at most."""
    return {"type": "header", "text": plain(text, MOST_HEADER)}


def divider() -> Block:
    return {"type": "divider"}


def context(*texts: Mrkdwn) -> Block:
    """Small print; each text is one element, ten at most."""
    return {"type": "context", "elements": [_mrkdwn(text) for text in texts]}


def actions(elements: Sequence[Block]) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str, button: Button, action_id: str, *, said: str = "", is_main: bool = False) -> Block:
    """A button with its meaning. `said` is what a screen reader says instead of the label; a main one stands out."""
    return {
        "type": "button",
        "action_id": action_id[:MOST_ID],
        "text": plain(label, MOST_BUTTON),
        "value": value_of(button),
        **({"accessibility_label": clean(said)[:MOST_BUTTON]} if said else {}),
        **({"style": "primary"} if is_main else {}),
    }


def plain(text: str, most: int) -> Block:
    """Plain text; a longer one ends in an ellipsis."""
    text = clean(text)
    shown = text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
    return {"type": "plain_text", "text": shown, "emoji": False}


def size(block: object) -> int:
    """How many characters of text a block shows, as Slack counts them."""
    if isinstance(block, dict):
        text = block.get("text")
        own = len(text) if isinstance(text, str) else 0
        return own + sum(size(part) for part in block.values() if isinstance(part, dict | list))
    return sum(size(part) for part in block) if isinstance(block, list) else 0


def text_with(message: Message, more: Sequence[Block]) -> str:
    """The text of a message to which blocks are added: a screen reader reads the text and not the blocks."""
    return read_aloud(f"{message['text']}\n{text_of(more)}")


def text_of(shown: Sequence[Block]) -> str:
    """What the sections among the blocks say, as it is read aloud."""
    texts = (each.get("text") for each in shown if each["type"] == "section")
    return read_aloud("\n".join(str(text["text"]) for text in texts if isinstance(text, dict)))


def read_aloud(text: str) -> str:
    """Text that is escaped already, without the stars of bold print and at most 4,000 characters long."""
    plainly = text.replace("*", "")
    return plainly if len(plainly) <= MOST_FALLBACK else f"{plainly[: MOST_FALLBACK - 1]}…"


def _mrkdwn(text: Mrkdwn) -> Block:
    # `verbatim` keeps Slack from making links and mentions out of words like @here or #channel.
    return {"type": "mrkdwn", "text": text, "verbatim": True}

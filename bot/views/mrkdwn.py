"""Text for Slack. Data becomes `Mrkdwn` by `escape` alone, and blocks take nothing else: it is escaped exactly once."""

import re
from collections.abc import Iterable
from typing import NewType

Mrkdwn = NewType("Mrkdwn", str)
NOTHING = Mrkdwn("")
NEW_LINE = Mrkdwn("\n")
BLANK_LINE = Mrkdwn("\n\n")
DOT = Mrkdwn(" · ")

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# The joiners shape letters of some scripts and join emoji; between other characters they only hide.
_STRAY_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")


def clean(text: str) -> str:
    """The text without characters that change its direction or cannot be seen."""
    if text.isprintable():  # nearly every text; line breaks and joiners are not
        return text
    return _STRAY_JOINERS.sub("", _CONTROLS.sub("", text))


def escape(text: str) -> Mrkdwn:
    """Data as mrkdwn that means nothing but itself: no mention, no link, nothing invisible."""
    return Mrkdwn(clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def clipped(text: str, room: int) -> Mrkdwn:
    """Data escaped and at most `room` characters long; what was cut off shows as an ellipsis."""
    whole = escape(text)
    kept = clean(text)
    while len(whole) > room:
        kept = kept[: max(0, min(len(kept) - 1, len(kept) - (len(whole) - room) // 5 - 1))]
        whole = Mrkdwn(escape(kept.rstrip()) + "…")
    return whole


def bold(text: Mrkdwn) -> Mrkdwn:
    """In bold; line breaks and asterisks inside would end it too early."""
    inside = " ".join(text.replace("*", "∗").split())
    return Mrkdwn(f"*{inside}*") if inside else NOTHING


def join(separator: Mrkdwn, parts: Iterable[Mrkdwn]) -> Mrkdwn:
    """The parts that are not empty, with the separator between them."""
    return Mrkdwn(separator.join(part for part in parts if part))


def mention(user: str) -> Mrkdwn:
    """A mention of one account, by its Slack id; anything else is shown as text."""
    return Mrkdwn(f"<@{user}>") if re.fullmatch(r"[UW][A-Z0-9]+", user) else escape(user)

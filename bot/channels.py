"""Channels as people name them in what they type, and what Slack says of one before anything is to be posted there."""

import html
import re
from collections.abc import Mapping
from enum import Enum

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sending import SHARED_WITH_OTHERS

PATIENCE_SECONDS = 2  # a form is acknowledged within three
NOT_SEEN = frozenset({"channel_not_found", "not_in_channel"})
_MENTION = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>")


class Reach(Enum):
    """Whether posts can be made in a channel. NOT_IN can be mended by inviting the bot; UNKNOWN: Slack did not tell."""

    FINE = "fine"
    NOT_IN = "not_in"
    SHARED = "shared"
    ARCHIVED = "archived"
    UNKNOWN = "unknown"


def typed_in(body: Mapping[str, object]) -> str:
    """What was typed in a command or a message, each channel in it by its id: "post it to #C0123"."""
    event = body.get("event")
    said = (event if isinstance(event, Mapping) else body).get("text")
    return html.unescape(_MENTION.sub(r"#\1", said)) if isinstance(said, str) else ""


def reach_of(client: WebClient, channel: str) -> Reach:
    """Asks Slack once, and briefly: whoever fills in a form waits for it."""
    quick = WebClient(token=client.token, base_url=client.base_url, timeout=PATIENCE_SECONDS, retry_handlers=[])
    try:
        found: object = quick.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        return Reach.NOT_IN if error.response.get("error") in NOT_SEEN else Reach.UNKNOWN
    except (OSError, KeyError, ValueError):
        return Reach.UNKNOWN
    return _reach(found) if isinstance(found, dict) else Reach.UNKNOWN


def _reach(channel: Mapping[str, object]) -> Reach:
    if channel.get("is_archived"):
        return Reach.ARCHIVED
    if any(channel.get(name) for name in SHARED_WITH_OTHERS):
        return Reach.SHARED
    return Reach.FINE if channel.get("is_member", True) else Reach.NOT_IN


def problem_with(reach: Reach) -> str:
    """Why nothing can be posted in a channel, whoever is invited; empty where that is not so."""
    return _PROBLEMS.get(reach, "")


def remark_on(reach: Reach, channel: str) -> str:
    """What is still to be done so that posts can be made in a channel (a mention of it); empty where all is well."""
    return _REMARKS[reach].format(channel=channel) if reach in _REMARKS else ""


_PROBLEMS = {
    Reach.SHARED: "Another organisation reads along in this channel, so that nothing is posted there: pick another.",
    Reach.ARCHIVED: "This channel is archived: pick another.",
}
_REMARKS = {
    Reach.NOT_IN: "I am not in {channel}: invite me there with `/invite`, else nothing can be posted.",
    Reach.UNKNOWN: "Slack did not tell me whether I am in {channel}: if I am not, invite me there with `/invite`.",
}

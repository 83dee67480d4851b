"""Channels as people name them in what they type, and what Slack says of one before anything is to be posted there."""

import html
import re
from collections.abc import Mapping
from enum import Enum

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack_errors import NOT_TOLD

SHARED_WITH_OTHERS = ("is_ext_shared", "is_pending_ext_shared")
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


def is_shared(client: WebClient, channel: str) -> bool | None:
    """Whether another organisation reads along in a channel; None where Slack does not tell."""
    try:
        return _is_shared(_asked(client, channel))
    except NOT_TOLD:
        return None


def reach_of(client: WebClient, channel: str) -> Reach:
    """Asks Slack once, and briefly: whoever fills in a form waits for it."""
    quick = WebClient(token=client.token, base_url=client.base_url, timeout=PATIENCE_SECONDS, retry_handlers=[])
    try:
        return _reach(_asked(quick, channel))
    except SlackApiError as error:
        return Reach.NOT_IN if error.response.get("error") in NOT_SEEN else Reach.UNKNOWN
    except NOT_TOLD:
        return Reach.UNKNOWN


def _asked(client: WebClient, channel: str) -> Mapping[str, object]:
    """What Slack says of a channel. Raises one of NOT_TOLD."""
    found: object = client.conversations_info(channel=channel)["channel"]
    if not isinstance(found, dict):
        raise ValueError("Slack told no channel")
    return found


def _is_shared(channel: Mapping[str, object]) -> bool:
    return any(channel.get(name) for name in SHARED_WITH_OTHERS)


def _reach(channel: Mapping[str, object]) -> Reach:
    if channel.get("is_archived"):
        return Reach.ARCHIVED
    if _is_shared(channel):
        return Reach.SHARED
    return Reach.FINE if channel.get("is_member", True) else Reach.NOT_IN


def problem_with(reach: Reach) -> str:
    """Why nothing can be posted in a channel, whoever is invited; empty where that is not so."""
    return _PROBLEMS.get(reach, "")


def remark_on(reach: Reach, channel: str) -> str:
    """What is still to be done so that posts can be made in a channel (a mention of it); empty where all is well."""
    return _REMARKS[reach].format(channel=channel) if reach in _REMARKS else ""


_PROBLEMS = {
    Reach.SHARED: "Another organisation can read this channel, so nothing is posted there: pick another.",
    Reach.ARCHIVED: "This channel is archived: pick another.",
}
_REMARKS = {
    Reach.NOT_IN: "I am not in {channel}: invite me there with `/invite`, else nothing can be posted.",
    Reach.UNKNOWN: "Slack did not tell me whether I am in {channel}: if I am not, invite me there with `/invite`.",
}

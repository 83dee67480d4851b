"""The port through which reminders reach Slack: each call is made once, and what came of it is told for what it is."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.channels import is_shared
from bot.sending import PLAIN, TIMEOUT_SECONDS
from bot.slack_errors import LOST
from bot.views import reminders as views
from csp_core.reminders.contents import Content
from csp_core.reminders.posting import (
    CannotRead,
    FindResult,
    Message,
    NotSent,
    NotThere,
    Posted,
    PostResult,
    RateLimited,
    Refused,
    Unclear,
)

EVENT = "csp_reminder"
LOOKED_BACK = timedelta(seconds=60)
MOST_PAGES = 5
A_PAGE = 200
# Slack says that it failed, not that it refused: the message may have been accepted before it did.
FAILED = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
NOT_READABLE = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "access_denied"})
AGAIN = "Then post it once more from `/csp reminders`."
REFUSALS = {
    "not_in_channel": ("I am not in the channel.", f"Invite me there with `/invite`. {AGAIN}"),
    "channel_not_found": ("I cannot see the channel.", f"Invite me there, or pick another. {AGAIN}"),
    "is_archived": ("The channel is archived.", "Pick another channel with `/csp reminders`."),
    "restricted_action": (
        "The workspace does not let me post there.",
        "Ask whoever looks after Slack, or pick another.",
    ),
    "user_not_found": ("This Slack account is not there any more.", "Bring the directory up to date: `/csp people`."),
    "cannot_dm_bot": ("This Slack account is a bot.", "Bring the directory up to date: `/csp people`."),
    "messages_tab_disabled": ("This person takes no messages from me.", "Please tell them in another way."),
}
SHARED = ("Another organisation can read this channel now.", "Pick another channel with `/csp reminders`.")


def client_for_posts(api_url: str, token: str) -> WebClient:
    """A client that never sends anything twice, not even what was turned away."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


def metadata_of(message_id: UUID) -> dict[str, object]:
    """What goes unseen with a message, so that it can be found again; everyone in the workspace could read it."""
    return {"event_type": EVENT, "event_payload": {"id": message_id.hex}}


class SlackPost:
    """Posts messages of reminders, and looks for them by the id that goes with them."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def post(self, message: Message, content: Content, is_mine: Callable[[], bool]) -> PostResult:
        """Posts it once; refused where another organisation reads along. Where Slack does not tell whether one does,
        the post itself will say what is wrong with the channel."""
        if not message.is_direct and is_shared(self._client, message.channel.id):
            return Refused(*SHARED)
        thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
        body = {"channel": message.channel.id, **thread, **views.message(content, message.id), **PLAIN}
        body["metadata"] = metadata_of(message.id)
        if not is_mine():
            return NotSent()
        try:
            return Posted(str(self._client.api_call("chat.postMessage", json=body)["ts"]))
        except SlackApiError as error:
            return _said_no(error)
        except LOST as error:
            return Unclear(type(error).__name__)

    def find(self, message: Message) -> FindResult:
        """Looks for it from a minute before it was tried: in the channel, or in its thread."""
        try:
            return self._found(message)
        except SlackApiError as error:
            return CannotRead() if _code(error) in NOT_READABLE else _unclear(error)
        except LOST as error:
            return Unclear(type(error).__name__)

    def retract(self, message: Message, ts: str) -> None:
        """Deletes what was just posted. A direct message is left: it stands in a conversation whose id we do not know.

        Raises SlackApiError, and what a lost line raises.
        """
        if not message.is_direct:
            self._client.api_call("chat.delete", json={"channel": message.channel.id, "ts": ts})

    def _found(self, message: Message) -> FindResult:
        if message.is_direct:  # its messages stand in a conversation whose id we do not know
            return CannotRead()
        method = "conversations.replies" if message.thread_ts else "conversations.history"
        asked: dict[str, str | int | bool] = {
            "channel": message.channel.id,
            "include_all_metadata": True,
            "limit": A_PAGE,
        }
        if message.thread_ts:
            asked["ts"] = message.thread_ts
        if message.attempted_at:
            asked["oldest"] = f"{(message.attempted_at - LOOKED_BACK).timestamp():.6f}"
        for _ in range(MOST_PAGES):
            page = self._client.api_call(method, params=asked)
            if ts := _ts_of(page.get("messages"), message.id.hex):
                return Posted(ts)
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return NotThere()
            asked["cursor"] = cursor
        return Unclear("the channel holds too much to be searched")


def _ts_of(messages: object, key: str) -> str | None:
    """The time stamp of the message that carries the id."""
    for each in messages if isinstance(messages, list) else []:
        metadata = each.get("metadata") if isinstance(each, Mapping) else None
        payload = metadata.get("event_payload") if isinstance(metadata, Mapping) else None
        if isinstance(payload, Mapping) and payload.get("id") == key:
            return str(each["ts"])
    return None


def _said_no(error: SlackApiError) -> PostResult:
    """Slack's answer to a post: to be waited for, refused for good, or not clear."""
    code = _code(error)
    if error.response.status_code == HTTPStatus.TOO_MANY_REQUESTS or code in {"ratelimited", "rate_limited"}:
        return RateLimited(_wait(error))
    if not code or code in FAILED or error.response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unclear(code or f"status {error.response.status_code}")
    sentence, remedy = REFUSALS.get(code, (f"Slack refused it ({code}).", "Please tell whoever looks after me."))
    return Refused(sentence, remedy)


def _unclear(error: SlackApiError) -> FindResult:
    if error.response.status_code == HTTPStatus.TOO_MANY_REQUESTS or _code(error) == "ratelimited":
        return RateLimited(_wait(error))
    return Unclear(_code(error) or f"status {error.response.status_code}")


def _wait(error: SlackApiError) -> timedelta:
    """How long Slack wants us to wait; a minute where it does not say."""
    waits = [value for name, value in error.response.headers.items() if name.lower() == "retry-after"]
    said = waits[0] if waits else "60"
    seconds = str(said[0] if isinstance(said, list) else said)
    return timedelta(seconds=int(seconds) if seconds.isdecimal() else 60)


def _code(error: SlackApiError) -> str:
    """Slack's name for the error; nothing where the reply was none of Slack's (the SDK puts its text there)."""
    data = error.response.data
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    return code if re.fullmatch(r"[a-z0-9_]{1,80}", code) else ""

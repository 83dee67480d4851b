"""Our own sender: no call to Slack is made twice."""

from dataclasses import dataclass
from http import HTTPStatus

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import HttpRequest, HttpResponse, RateLimitErrorRetryHandler, RetryState
from slack_sdk.webhook import WebhookClient

from bot.channels import is_shared
from bot.members import Member
from bot.places import Origin, Place
from bot.slack_errors import NOT_TOLD
from bot.views.blocks import Block, Message

TIMEOUT_SECONDS = 10
LONGEST_WAIT_SECONDS = 10
PLAIN: Message = {"unfurl_links": False, "unfurl_media": False}
NOT_REACHABLE = frozenset(
    {"not_in_channel", "channel_not_found", "no_permission", "restricted_action", "cannot_reply_to_message"}
)
GUESTS = ("is_restricted", "is_ultra_restricted", "is_stranger")
NOT_CHANGEABLE = NOT_REACHABLE | {"cant_update_message", "message_not_found", "edit_window_closed"}


class NotDelivered(Exception):
    """Slack refused what was sent to a response URL."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the response URL answered {status}")


class _ShortWaits(RateLimitErrorRetryHandler):
    """Sends again what Slack turned away for coming too fast (it took nothing), where the wait is short."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            return False
        waits = [value for name, value in response.headers.items() if name.lower() == "retry-after"]
        return bool(waits) and waits[0][0].isdigit() and int(waits[0][0]) <= LONGEST_WAIT_SECONDS


def client_for(api_url: str, token: str | None = None) -> WebClient:
    """A client of Slack's Web API that gives up after ten seconds and never sends what Slack may have taken again."""
    waits = _ShortWaits(max_retry_count=2)
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[waits])


@dataclass(frozen=True)
class Sender:
    """Sends messages to Slack, each once. Raises SlackApiError, NotDelivered or OSError when one did not arrive."""

    client: WebClient

    def post(self, place: Place, message: Message) -> None:
        self._call("chat.postMessage", {"channel": place.channel, **_thread(place), **message})

    def post_beside(self, origin: Origin, place: Place, message: Message) -> None:
        """Posts for everyone in the channel of a press; through its response URL where the bot is no member."""
        try:
            self.post(place, message)
        except SlackApiError as error:
            if error.response.get("error") not in NOT_REACHABLE:
                raise
            self._respond(
                origin, {**message, **_thread(place), "response_type": "in_channel", "replace_original": False}
            )

    def replace(self, origin: Origin, message: Message) -> None:
        """Puts the message in the place of the one that was pressed."""
        if origin.is_ephemeral:
            self._respond(origin, {**message, "response_type": "ephemeral", "replace_original": True})
            return
        try:
            self._call("chat.update", {"channel": origin.channel, "ts": origin.ts, **message})
        except SlackApiError as error:
            if error.response.get("error") not in NOT_CHANGEABLE:
                raise
            self._respond(origin, {**message, "replace_original": True})

    def reply(self, origin: Origin, message: Message) -> None:
        """Answers a press beside the message: to the presser alone where only they see it, else in its thread."""
        if origin.is_ephemeral:
            self.tell(origin, message)
        else:
            self.post_beside(origin, origin.beside, message)

    def tell(self, origin: Origin, message: Message) -> None:
        """Says something to the presser alone."""
        self._respond(origin, {**message, "response_type": "ephemeral", "replace_original": False})

    def open_modal(self, trigger: str, view: Block) -> str:
        """Opens a modal for whoever the trigger is of, within its three seconds; the id of the view."""
        opened: object = self.client.api_call("views.open", json={"trigger_id": trigger, "view": view})["view"]
        return str(opened["id"]) if isinstance(opened, dict) else ""

    def update_modal(self, view_id: str, view: Block, seen: str = "") -> None:
        """Puts another content into a modal; not when it has changed since it was `seen`, or was closed."""
        guard = {"hash": seen} if seen else {}
        try:
            self.client.api_call("views.update", json={"view_id": view_id, "view": view, **guard})
        except SlackApiError as error:
            if error.response.get("error") not in {"not_found", "hash_conflict"}:
                raise

    def publish_home(self, user: str, view: Block) -> None:
        """Shows the Home of one person anew."""
        self.client.api_call("views.publish", json={"user_id": user, "view": view})

    def member(self, user: str) -> Member | None:
        """Whose user id this is; None for a bot, and where Slack does not tell."""
        try:
            found: object = self.client.users_info(user=user)["user"]
        except NOT_TOLD:
            return None
        if not isinstance(found, dict) or found.get("is_bot") or not found.get("team_id"):
            return None
        name = str(found.get("real_name") or found.get("name") or "")
        return Member(str(found["team_id"]), name, is_guest=any(found.get(flag) for flag in GUESTS))

    def is_shared_with_others(self, channel: str) -> bool:
        """Whether another organisation reads along in a channel; True as well where Slack does not tell."""
        return is_shared(self.client, channel) is not False

    def _respond(self, origin: Origin, message: Message) -> None:
        webhook = WebhookClient(origin.response_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])
        response = webhook.send_dict({**message, **PLAIN})
        if response.status_code != HTTPStatus.OK:
            raise NotDelivered(response.status_code)

    def _call(self, method: str, arguments: Message) -> None:
        self.client.api_call(method, json={**arguments, **PLAIN})


def _thread(place: Place) -> Message:
    return {"thread_ts": place.thread} if place.thread else {}

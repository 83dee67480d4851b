"""Our own executor and sender: what follows an acknowledgement happens here, and no call is made twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from threading import BoundedSemaphore

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import HttpRequest, HttpResponse, RateLimitErrorRetryHandler, RetryState
from slack_sdk.webhook import WebhookClient

from bot import failures
from bot.requests import Place, Press
from bot.views.blocks import Message

TIMEOUT_SECONDS = 10
LONGEST_WAIT_SECONDS = 10
WORKERS = 16
MOST_WAITING = 200
PLAIN: Message = {"unfurl_links": False, "unfurl_media": False}
NOT_REACHABLE = frozenset(
    {"not_in_channel", "channel_not_found", "no_permission", "restricted_action", "cannot_reply_to_message"}
)
SHARED_WITH_OTHERS = ("is_ext_shared", "is_pending_ext_shared")
NOT_CHANGEABLE = NOT_REACHABLE | {"cant_update_message", "message_not_found", "edit_window_closed"}


class NotDelivered(Exception):
    """Slack refused what was sent to a response URL."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the response URL answered {status}")


class Workers:
    """Threads for what happens after an acknowledgement. The line is bounded: a full one takes nothing more."""

    def __init__(self, workers: int = WORKERS, most_waiting: int = MOST_WAITING) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="csp-worker")
        self._places = BoundedSemaphore(workers + most_waiting)

    def take(self, task: Callable[[], object]) -> bool:
        """Runs the task soon; False when the line is full or closed, and then it never runs."""
        if not self._places.acquire(blocking=False):
            return False
        try:
            self._pool.submit(self._run, task)
        except RuntimeError:  # closed in this moment
            self._places.release()
            return False
        return True

    def close(self) -> None:
        """Takes nothing more, and waits until everything taken is done."""
        self._pool.shutdown(wait=True)

    def _run(self, task: Callable[[], object]) -> None:
        try:
            task()
        except Exception as error:  # noqa: BLE001 - the boundary of the executor: nobody else would see it
            failures.record(error)
        finally:
            self._places.release()


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

    def post_beside(self, press: Press, place: Place, message: Message) -> None:
        """Posts for everyone in the channel of a press; through its response URL where the bot is no member."""
        try:
            self.post(place, message)
        except SlackApiError as error:
            if error.response.get("error") not in NOT_REACHABLE:
                raise
            self._respond(
                press, {**message, **_thread(place), "response_type": "in_channel", "replace_original": False}
            )

    def replace(self, press: Press, message: Message) -> None:
        """Puts the message in the place of the one that was pressed."""
        if press.is_ephemeral:
            self._respond(press, {**message, "response_type": "ephemeral", "replace_original": True})
            return
        try:
            self._call("chat.update", {"channel": press.place.channel, "ts": press.ts, **message})
        except SlackApiError as error:
            if error.response.get("error") not in NOT_CHANGEABLE:
                raise
            self._respond(press, {**message, "replace_original": True})

    def reply(self, press: Press, message: Message) -> None:
        """Answers a press beside the message: to the presser alone where only they see it, else in its thread."""
        if press.is_ephemeral:
            self.tell(press, message)
        else:
            self.post_beside(press, press.place, message)

    def tell(self, press: Press, message: Message) -> None:
        """Says something to the presser alone."""
        self._respond(press, {**message, "response_type": "ephemeral", "replace_original": False})

    def is_shared_with_others(self, channel: str) -> bool:
        """Whether another organisation reads along in a channel; True as well where Slack does not tell."""
        try:
            found: object = self.client.conversations_info(channel=channel)["channel"]
        except (SlackApiError, OSError, KeyError):
            return True
        return not isinstance(found, dict) or any(found.get(name) for name in SHARED_WITH_OTHERS)

    def _respond(self, press: Press, message: Message) -> None:
        webhook = WebhookClient(press.response_url, timeout=TIMEOUT_SECONDS, retry_handlers=[])
        response = webhook.send_dict({**message, **PLAIN})
        if response.status_code != HTTPStatus.OK:
            raise NotDelivered(response.status_code)

    def _call(self, method: str, arguments: Message) -> None:
        self.client.api_call(method, json={**arguments, **PLAIN})


def _thread(place: Place) -> Message:
    return {"thread_ts": place.thread} if place.thread else {}

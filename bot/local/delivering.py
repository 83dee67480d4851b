"""One delivery of a payload to the bot, and what can come of it."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias
from urllib.parse import urlencode, urlsplit

from bot.local.model import Payload


class DeliveryKind(Enum):
    """The three sorts of payload, named as Socket Mode names their envelopes."""

    COMMAND = "slash_commands"
    PRESS = "interactive"
    EVENT = "events_api"


@dataclass(frozen=True)
class Delivery:
    """A payload on its way; `retry` counts from 1 and `retry_reason` says what went wrong before."""

    kind: DeliveryKind
    payload: Payload
    retry: int = 0
    retry_reason: str = ""


@dataclass(frozen=True)
class Acknowledged:
    """The bot took it, and perhaps answered at once with a message."""

    message: Payload | None = None


@dataclass(frozen=True)
class Failed:
    """The bot did not take it. `reason` is one of Slack's retry reasons."""

    reason: str
    may_retry: bool = True

    @property
    def shown_as(self) -> str:
        """What Slack tells the person who typed or pressed."""
        return "operation_timeout" if self.reason == "http_timeout" else "dispatch_failed"


Outcome: TypeAlias = Acknowledged | Failed


class Transport(Protocol):
    """A way to the bot: HTTP or Socket Mode."""

    def deliver(self, delivery: Delivery) -> Outcome: ...


class HttpTransport:
    """Posts signed payloads to a request URL, as Slack does."""

    def __init__(self, url: str, signing_secret: str, patience: float) -> None:
        self._url = urlsplit(url)
        self._secret = signing_secret
        self._patience = patience

    def deliver(self, delivery: Delivery) -> Outcome:
        body, content_type = _encoded(delivery)
        headers = {"Content-Type": content_type, **signature(self._secret, body), **_retry_headers(delivery)}
        try:
            return self._post(body, headers)
        except TimeoutError:
            return Failed("http_timeout")
        except (OSError, http.client.HTTPException):
            return Failed("connection_failed")

    def _post(self, body: bytes, headers: Mapping[str, str]) -> Outcome:
        connection = http.client.HTTPConnection(self._url.hostname or "", self._url.port, timeout=self._patience)
        try:
            connection.request("POST", self._url.path, body, dict(headers))
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        if response.status != http.HTTPStatus.OK:
            return Failed("http_error", may_retry=response.headers.get("X-Slack-No-Retry") != "1")
        return Acknowledged(_answer(content, response.headers.get("Content-Type", "")))


def signature(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    """The two headers with which Slack signs a request; `at` is in seconds since 1970, now when left out.

    The moment is the machine's, not the workspace's: the bot compares it with the machine's clock.
    """
    moment = str(int(time.time()) if at is None else at)
    digest = hmac.new(secret.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def _encoded(delivery: Delivery) -> tuple[bytes, str]:
    form = "application/x-www-form-urlencoded"
    if delivery.kind is DeliveryKind.COMMAND:
        return urlencode({name: str(value) for name, value in delivery.payload.items()}).encode(), form
    if delivery.kind is DeliveryKind.PRESS:
        return urlencode({"payload": json.dumps(delivery.payload)}).encode(), form
    return json.dumps(delivery.payload).encode(), "application/json"


def _retry_headers(delivery: Delivery) -> dict[str, str]:
    if not delivery.retry:
        return {}
    return {"X-Slack-Retry-Num": str(delivery.retry), "X-Slack-Retry-Reason": delivery.retry_reason}


def _answer(content: bytes, content_type: str) -> Payload | None:
    """An acknowledgement's body: a message as JSON, or plain text, or nothing."""
    if not content.strip():
        return None
    if content_type.startswith("application/json"):
        try:
            answer = json.loads(content)
        except ValueError:
            return None
        return answer if isinstance(answer, dict) else None
    return {"text": content.decode(errors="replace")}

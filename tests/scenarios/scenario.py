"""What the scenarios share: the bot at work with the Thanet sample, in a stand-in that it cannot tell from Slack."""

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bot.app import Bot
from bot.local import COORDINATOR, PARTNERSHIP, LocalSlack
from bot.local.delivering import signature

START = datetime(2014, 12, 1, 9, tzinfo=UTC)
TEAM = "T0LOCALCSP"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """What came back over HTTP; the names of headers are in small letters."""

    status: int
    body: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Office:
    """A bot at work in a local workspace."""

    slack: LocalSlack
    bot: Bot
    database_file: Path

    def send(self, body: bytes, *, content_type: str = FORM, headers: Mapping[str, str] | None = None) -> Reply:
        """Posts to the bot's request address, rightly signed unless `headers` say otherwise."""
        signed = signature(self.slack.keys.signing_secret, body) if headers is None else headers
        return request(self.slack.url, "POST", body, {"Content-Type": content_type, **signed})

    def command_body(self, text: str, **changes: str) -> bytes:
        return command_body(self.slack, text, **changes)


def command_body(slack: LocalSlack, text: str, **changes: str) -> bytes:
    """A slash command as Slack sends it."""
    fields = {
        "team_id": TEAM,
        "user_id": COORDINATOR,
        "channel_id": PARTNERSHIP,
        "channel_name": "csp-partnership",
        "command": "/csp",
        "text": text,
        "response_url": f"{slack.url}/response/none",
        "trigger_id": "1.2",
    }
    return urlencode(fields | changes).encode()


def request(url: str, method: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request(method, parts.path or "/slack/events", body, dict(headers))
        response = connection.getresponse()
        return Reply(
            response.status, response.read().decode(), {name.lower(): value for name, value in response.headers.items()}
        )
    finally:
        connection.close()


def until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Waits until something holds that nobody announces; whether it came to hold."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def answers(url: str) -> bool:
    try:
        return request(url, "GET", None, {}).status == http.HTTPStatus.OK
    except OSError:
        return False

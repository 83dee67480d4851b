import json
import socket
import struct
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from tiny_bots import bolt_app

from bot.local import BOT, COORDINATOR, PARTNERSHIP, LocalSlack, MovableClock
from bot.local.delivering import Acknowledged, Failed
from bot.local.registration import Registration

NO_MASK = bytes(4)
OVER_SOCKETS = Registration(socket_mode=True, retries=(0.0, 0.0), patience=0.3)


@pytest.fixture
def slack(clock: MovableClock) -> Iterator[LocalSlack]:
    with LocalSlack(clock, registration=OVER_SOCKETS) as running:
        yield running


def socket_url(slack: LocalSlack) -> str:
    client = WebClient(slack.keys.app_token, base_url=slack.api_url, retry_handlers=[])
    return str(client.apps_connections_open(app_token=slack.keys.app_token)["url"])


class Socket:
    """A websocket as a bot opens it, without Bolt; frame by frame, so that nothing sent early is lost."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._socket = socket.create_connection((address.hostname, address.port), timeout=3)
        self._stream = self._socket.makefile("rb")
        upgrade = [
            f"GET {address.path}?{address.query} HTTP/1.1",
            f"Host: {address.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: bG9jYWwtd29ya3NwYWNlIQ==",
        ]
        self._socket.sendall("\r\n".join([*upgrade, "", ""]).encode())
        while self._stream.readline().strip():
            pass
        self.hello = self.receive()

    def receive(self) -> dict[str, object]:
        return dict(json.loads(self._frame()))

    def send(self, text: str) -> None:
        data = text.encode()
        short = len(data) < 126
        head = struct.pack("!BB", 0x81, 0x80 | (len(data) if short else 126))
        self._socket.sendall(head + (b"" if short else struct.pack("!H", len(data))) + NO_MASK + data)

    def acknowledge(self, envelope: dict[str, object], **payload: object) -> None:
        self.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": payload}))

    def is_ended(self) -> bool:
        """Whether the next that comes is the end."""
        return self._stream.read(1) in (b"", b"\x88")

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _frame(self) -> bytes:
        _, size = self._stream.read(2)
        if size == 126:
            [size] = struct.unpack("!H", self._stream.read(2))
        return self._stream.read(size)


@pytest.fixture
def sockets(slack: LocalSlack) -> Iterator[list[Socket]]:
    opened = [Socket(socket_url(slack)), Socket(socket_url(slack))]
    yield opened
    for each in opened:
        each.close()


def test_a_connection_is_greeted_with_the_number_of_connections(sockets: list[Socket]) -> None:
    assert [each.hello["type"] for each in sockets] == ["hello", "hello"]
    assert [each.hello["num_connections"] for each in sockets] == [1, 2]


def test_each_payload_goes_to_one_connection_in_turn(slack: LocalSlack, sockets: list[Socket]) -> None:
    asked = []
    for each, question in zip(sockets, ("one", "two"), strict=True):
        future = slack.start_command(COORDINATOR, PARTNERSHIP, "/csp", question)
        envelope = each.receive()
        each.acknowledge(envelope, text=f"answer {question}")
        asked.append((envelope["type"], envelope["accepts_response_payload"], future.result(3)))

    assert asked[0][:2] == ("slash_commands", True)
    assert all(isinstance(outcome, Acknowledged) for *_, outcome in asked)
    assert [each.text for each in slack.ephemerals(COORDINATOR, PARTNERSHIP)] == ["answer one", "answer two"]


def test_an_event_that_is_not_acknowledged_comes_again(slack: LocalSlack, sockets: list[Socket]) -> None:
    said = slack.say(COORDINATOR, PARTNERSHIP, "@CSP Assistant overdue?")
    first, second = sockets[0].receive(), sockets[1].receive()

    assert said.text.startswith(f"<@{BOT}>")
    assert first["payload"] == second["payload"]
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")


def test_a_command_without_any_connection_fails_at_once(slack: LocalSlack) -> None:
    assert slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue") == Failed("connection_failed")


def test_a_ticket_opens_one_connection_only(slack: LocalSlack) -> None:
    url = socket_url(slack)
    first, second = Socket(url), Socket(url)

    assert (first.hello["type"], second.hello["type"]) == ("hello", "disconnect")
    first.close()
    second.close()


def test_an_eleventh_connection_is_one_too_many(slack: LocalSlack) -> None:
    opened = [Socket(socket_url(slack)) for _ in range(11)]

    assert opened[10].hello == {"type": "disconnect", "reason": "too_many_websockets"}
    for each in opened:
        each.close()


def test_what_is_no_json_ends_the_connection(slack: LocalSlack, sockets: list[Socket]) -> None:
    sockets[0].send("hello?")

    assert sockets[0].is_ended()
    assert slack.sockets.connections == 1


@pytest.fixture
def bolt_slack(clock: MovableClock) -> Iterator[LocalSlack]:
    """A stand-in whose bot is a real Bolt app with Slack's own Socket Mode client."""
    with LocalSlack(clock, registration=Registration(socket_mode=True)) as slack:
        handler = SocketModeHandler(bolt_app(slack), slack.keys.app_token)
        handler.client.auto_reconnect_enabled = handler.client.default_auto_reconnect_enabled = False
        handler.connect()
        slack.sockets.wait_for_connections(1)
        yield slack
        slack.sockets.close()  # else the client waits three seconds for more to read
        while handler.client.is_connected():
            time.sleep(0.01)
        handler.close()


def test_a_bolt_app_is_served_over_socket_mode(bolt_slack: LocalSlack) -> None:
    bolt_slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")
    [answer] = bolt_slack.ephemerals(COORDINATOR, PARTNERSHIP)
    bolt_slack.press(COORDINATOR, answer, "Again")
    mention = bolt_slack.say(COORDINATOR, PARTNERSHIP, "@CSP Assistant hello")

    assert answer.text == "You asked: overdue"
    assert bolt_slack.messages(PARTNERSHIP)[0].text == "Shared"
    assert [each.text for each in bolt_slack.replies(PARTNERSHIP, mention.ts)] == [f"Heard: <@{BOT}> hello"]

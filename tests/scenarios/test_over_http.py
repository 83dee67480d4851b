"""Signed requests over HTTP: what is believed, what is refused, and that nothing of it is logged."""

import json
import logging
import sqlite3
import time
from urllib.parse import urlencode

import pytest
from scenario import Office, request

from bot import web
from bot.local.delivering import signature

CANARY = "canary-in-the-body"
JSON = "application/json"


def test_a_rightly_signed_command_is_answered_in_the_acknowledgement(office: Office) -> None:
    reply = office.send(office.command_body("actions domestic abuse"))

    answer = json.loads(reply.body)
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("application/json")
    assert answer["response_type"] == "ephemeral"
    assert "DA-01" in answer["text"]
    assert "DA-01" in str(answer["blocks"])
    assert "Share in channel" in str(answer["blocks"])


@pytest.mark.parametrize("text", ["show payload figures", "payload", "payload=overdue", "what is a payload?"])
def test_the_word_payload_is_a_word_like_any_other(text: str, office: Office) -> None:
    reply = office.send(office.command_body(text))

    assert reply.status == 200
    assert json.loads(reply.body)["text"]


def test_a_command_from_a_channel_named_payload_is_answered(office: Office) -> None:
    reply = office.send(office.command_body("overdue", channel_name="payload-x"))

    assert reply.status == 200
    assert json.loads(reply.body)["blocks"]


def test_a_command_may_have_another_name(office: Office) -> None:
    assert json.loads(office.send(office.command_body("overdue", command="/thanet-csp")).body)["blocks"]


def test_a_wrong_signature_is_refused(office: Office) -> None:
    body = office.command_body("overdue")

    assert office.send(body, headers=signature("another-secret", body)).status == 401
    assert office.send(body, headers=signature(office.slack.keys.signing_secret, body + b"&x=y")).status == 401
    assert office.send(body, headers={}).status == 401


@pytest.mark.parametrize("seconds", [-301, 310])
def test_a_stale_signature_is_refused(seconds: int, office: Office) -> None:
    body = office.command_body("overdue")
    stale = signature(office.slack.keys.signing_secret, body, int(time.time()) + seconds)

    assert office.send(body, headers=stale).status == 401


@pytest.mark.parametrize(
    ("timestamp", "signed"),
    [("now", "v0=1"), ("", ""), ("-1", "v0=1"), ("1e9", "v0=1"), ("9" * 40, "v0=1"), ("1417435200", "v0=\u00e9")],
)
def test_headers_that_cannot_be_a_signature_are_refused_calmly(timestamp: str, signed: str, office: Office) -> None:
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signed}

    assert office.send(office.command_body("overdue"), headers=headers).status == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"type": ', JSON),
        (b"[1, 2]", JSON),
        (b'"text"', JSON),
        (b'{"a":' + b"[" * 100_000, JSON),
        (b'{"team": 5}', JSON),
        (b'{"type": "event_callback", "event": "message"}', JSON),
        (b"payload=%7Bnot-json", "application/x-www-form-urlencoded"),
        (b"payload=null", "application/x-www-form-urlencoded"),
        (b"payload=%5B%5D", "application/x-www-form-urlencoded"),
        (urlencode({"payload": '{"type":"block_actions","actions":[]}'}).encode(), "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_a_malformed_request_is_refused_as_such(body: bytes, content_type: str, office: Office) -> None:
    assert office.send(body, content_type=content_type).status == 400


def test_an_unsigned_malformed_request_is_refused_too(office: Office) -> None:
    assert office.send(b'{"type": ', content_type=JSON, headers={}).status == 400


def test_too_large_a_request_is_refused_unread(office: Office) -> None:
    assert office.send(b"text=" + b"x" * 1_000_000).status == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_other_methods_are_not_allowed(method: str, office: Office) -> None:
    assert request(f"{office.slack.url}/slack/events", method, None, {}).status == 405


@pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data", "application/xml", ""])
def test_another_content_type_is_no_failure(content_type: str, office: Office) -> None:
    assert office.send(b"hello", content_type=content_type).status < 500


def test_bytes_that_are_no_text_are_no_failure(office: Office) -> None:
    assert office.send(b"text=\xff\xfe\x00").status < 500


def test_slacks_own_checks_are_answered(office: Office) -> None:
    challenge = office.send(b'{"type": "url_verification", "challenge": "c4n"}', content_type=JSON)

    assert json.loads(challenge.body) == {"challenge": "c4n"}
    assert office.send(b"ssl_check=1&token=t", headers={}).status == 200


def test_an_event_that_nobody_listens_to_is_acknowledged_quietly(office: Office) -> None:
    event = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {"type": "app_home_opened"}}

    assert office.send(json.dumps(event).encode(), content_type=JSON).status == 200


def test_a_press_on_a_button_of_another_time_is_acknowledged(office: Office) -> None:
    press = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [{"action_id": "old"}]}

    assert office.send(urlencode({"payload": json.dumps(press)}).encode()).status == 200


def test_nothing_of_a_body_is_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    body = office.command_body(f"actions {CANARY}")

    office.send(body)
    office.send(body, headers=signature("another-secret", body))
    office.send(body, headers=signature(office.slack.keys.signing_secret, body, 1))
    office.send(f'{{"{CANARY}": '.encode(), content_type=JSON)
    office.send(f"payload=%7B{CANARY}".encode())
    office.send(office.command_body(f"payload {CANARY}", user_id=""))
    office.send(json.dumps({"type": CANARY, "team_id": "T1"}).encode(), content_type=JSON)

    assert caplog.records
    assert CANARY not in caplog.text
    assert office.slack.keys.signing_secret not in caplog.text
    assert "v0=" not in caplog.text


def test_replies_carry_headers_that_keep_browsers_out(office: Office) -> None:
    headers = office.send(office.command_body("overdue")).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_the_bot_is_ready_while_its_database_answers(office: Office) -> None:
    client = web.wsgi(office.bot).test_client()
    before = client.get("/readyz").status_code
    with sqlite3.connect(office.database_file) as connection:
        connection.execute("DROP TABLE workspace")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TABLE partnership")
    connection.close()

    after = client.get("/readyz")

    assert before == 200
    assert after.status_code == 503
    assert "reference" in after.text
    assert client.get("/healthz").status_code == 200

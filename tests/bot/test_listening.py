from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from slack_bolt import Ack

from bot.desk import Desk
from bot.listeners.acknowledging import LATER, acknowledged, ignored, refused
from bot.listeners.asking import on_mention
from bot.listeners.pressing import on_press
from bot.office import Office
from bot.once import Once
from bot.sending import Sender, client_for
from bot.views.buttons import Ask, Kind, Shown, value_of
from bot.workers import Workers
from csp_core.assistant import Assistant
from csp_core.database import Database
from csp_core.library import Library
from csp_core.permissions import Account

NOON = datetime(2014, 12, 1, 12, tzinfo=UTC)
EVENT = {
    "team_id": "T1",
    "event_id": "Ev1",
    "event": {"type": "app_mention", "user": "U1", "text": "overdue", "ts": "12.5", "channel": "C1"},
}
PRESS = {
    "team": {"id": "T1"},
    "user": {"id": "U1"},
    "container": {"message_ts": "12.5", "channel_id": "C1"},
    "response_url": "https://hooks.slack.com/actions/1",
    "actions": [{"action_id": "csp_share", "value": value_of(Ask(Kind.SHARE, Shown("overdue", Account("T1", "U1"))))}],
}


@pytest.fixture
def full_office(tmp_path: Path) -> Iterator[Office]:
    """An office whose only worker is busy, and whose line is full."""
    go_on = Event()
    with Database.open(f"sqlite:///{tmp_path}/csp.db") as database:
        desk, sender = Desk(Assistant(Library(database))), Sender(client_for("http://127.0.0.1:9/api/"))
        office = Office(desk, sender, Once(lambda: NOON), Workers(workers=1, most_waiting=0))
        office.workers.take(lambda: go_on.wait(10))
        yield office
        go_on.set()
        office.close()


@pytest.mark.parametrize(("listener", "body"), [(on_mention, EVENT), (on_press, PRESS)])
def test_what_finds_the_line_full_is_for_slack_to_send_again(
    listener: object, body: dict[str, object], full_office: Office
) -> None:
    assert acknowledged(full_office, listener)(Ack(), body).status == 503  # type: ignore[arg-type]


def test_an_event_that_found_the_line_full_is_not_taken_for_handled(full_office: Office) -> None:
    acknowledged(full_office, on_mention)(Ack(), EVENT)

    assert full_office.once.take("Ev1")


def test_a_payload_that_cannot_be_read_is_acknowledged_with_a_reference(full_office: Office) -> None:
    reply = acknowledged(full_office, on_press)(Ack(), {"actions": []})

    assert reply.status == 200
    assert "reference" in reply.body


def test_what_needs_no_answer_is_acknowledged_with_nothing(full_office: Office) -> None:
    reply = acknowledged(full_office, lambda _office, _body: LATER)(Ack(), {})

    assert (reply.status, reply.body) == (200, "")
    assert (ignored(Ack()).status, ignored(Ack()).body) == (200, "")


def test_a_payload_that_bolt_cannot_read_is_refused() -> None:
    assert refused(KeyError("type")).status == 400

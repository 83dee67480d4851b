import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient
from tiny_bots import Ear, saying

from bot.local import COORDINATOR, PARTNERSHIP, LocalSlack, MovableClock

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
PRESSABLE: list[dict[str, object]] = [{"type": "actions", "elements": [BUTTON]}]


@pytest.fixture
def command_url(slack: LocalSlack, ear: Ear) -> WebhookClient:
    """The way back to a command."""
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")
    return WebhookClient(parse_qs(ear.heard[-1].body)["response_url"][0], retry_handlers=[])


def press_url(slack: LocalSlack, ear: Ear) -> WebhookClient:
    """Presses the last message that the coordinator sees, and gives the way back to it."""
    seen = slack.workspace.messages(PARTNERSHIP, seen_by=COORDINATOR)
    slack.press(COORDINATOR, seen[-1], "Go")
    payload = json.loads(parse_qs(ear.heard[-1].body)["payload"][0])
    return WebhookClient(payload["response_url"], retry_handlers=[])


def texts(slack: LocalSlack) -> list[str]:
    return [each.text for each in slack.workspace.messages(PARTNERSHIP, seen_by=COORDINATOR)]


def test_five_answers_are_taken_and_no_sixth(slack: LocalSlack, command_url: WebhookClient) -> None:
    answers = [command_url.send(text=str(each)) for each in range(6)]

    assert [each.status_code for each in answers] == [200] * 5 + [404]
    assert answers[5].body == "used_url"
    assert texts(slack) == ["0", "1", "2", "3", "4"]


def test_no_answer_is_taken_after_thirty_minutes(command_url: WebhookClient, clock: MovableClock) -> None:
    clock.advance(timedelta(minutes=30))
    in_time = command_url.send(text="in time")
    clock.advance(timedelta(seconds=1))
    late = command_url.send(text="late")

    assert (in_time.status_code, late.status_code, late.body) == (200, 404, "expired_url")


def test_an_answer_is_private_unless_it_says_otherwise(slack: LocalSlack, command_url: WebhookClient) -> None:
    command_url.send(text="for you")
    command_url.send(text="for all", response_type="in_channel")

    assert [each.text for each in slack.ephemerals(COORDINATOR, PARTNERSHIP)] == ["for you"]
    assert [each.text for each in slack.messages(PARTNERSHIP)] == ["for all"]


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"response_type": "ephemeral"}, "no_text"),
        ({"text": "x" * 4001}, "msg_too_long"),
        ({"blocks": [{"type": "nope"}]}, "invalid_blocks"),
    ],
)
def test_an_answer_keeps_slacks_limits(command_url: WebhookClient, message: dict[str, object], error: str) -> None:
    answer = command_url.send_dict(message)

    assert (answer.status_code, answer.body) == (400, error)


def test_a_command_has_no_original_to_replace(slack: LocalSlack, command_url: WebhookClient) -> None:
    command_url.send(text="one")
    command_url.send(text="two", replace_original=True)

    assert texts(slack) == ["one", "two"]


def test_a_press_on_a_private_answer_can_replace_and_delete_it(slack: LocalSlack, ear: Ear) -> None:
    ear.answers.append(saying({"text": "page 1", "blocks": PRESSABLE}))
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")
    way_back = press_url(slack, ear)

    way_back.send(text="page 2", blocks=PRESSABLE, replace_original=True, response_type="in_channel")
    replaced = slack.ephemerals(COORDINATOR, PARTNERSHIP)
    way_back.send(delete_original=True)

    assert [each.text for each in replaced] == ["page 2"]
    assert texts(slack) == []


def test_a_press_is_answered_beside_the_message_by_default(slack: LocalSlack, ear: Ear, client: WebClient) -> None:
    client.chat_postMessage(channel=PARTNERSHIP, text="list", blocks=PRESSABLE)

    press_url(slack, ear).send(text="done")

    assert [each.text for each in slack.messages(PARTNERSHIP)] == ["list"]
    assert [each.text for each in slack.ephemerals(COORDINATOR, PARTNERSHIP)] == ["done"]


def test_an_answer_to_a_press_in_a_thread_stays_there(slack: LocalSlack, ear: Ear, client: WebClient) -> None:
    top = client.chat_postMessage(channel=PARTNERSHIP, text="top")["ts"]
    client.chat_postMessage(channel=PARTNERSHIP, text="list", blocks=PRESSABLE, thread_ts=top)

    press_url(slack, ear).send(text="done", response_type="in_channel")

    assert [each.text for each in slack.replies(PARTNERSHIP, top)] == ["list", "done"]


def test_an_address_that_was_never_issued_takes_nothing(slack: LocalSlack) -> None:
    answer = WebhookClient(f"{slack.url}/response/made-up", retry_handlers=[]).send(text="x")

    assert (answer.status_code, answer.body) == (404, "expired_url")

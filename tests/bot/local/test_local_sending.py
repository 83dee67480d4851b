import json
import time
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import parse_qs

import pytest
from flask import Response
from slack_bolt import App
from slack_sdk.signature import SignatureVerifier
from tiny_bots import SOON, Ear, Fetch, bolt_app, failing, saying, wsgi_of

from bot.local import BOT, COORDINATOR, PARTNERSHIP, LocalSlack, MovableClock
from bot.local.delivering import Acknowledged, Failed, signature
from bot.local.pressing import NotPressable


def private(slack: LocalSlack) -> list[str]:
    return [each.text for each in slack.ephemerals(COORDINATOR, PARTNERSHIP)]


def form_of(body: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}


def test_a_command_is_signed_as_slack_signs(slack: LocalSlack, ear: Ear) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")

    [heard] = ear.heard
    verifier = SignatureVerifier(slack.keys.signing_secret)
    assert verifier.is_valid_request(heard.body, heard.headers)
    assert not verifier.is_valid_request(heard.body + " ", heard.headers)


def test_a_command_has_the_fields_of_slacks_form(slack: LocalSlack, ear: Ear) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "who owns <this> & that?")

    form = form_of(ear.heard[0].body)
    assert (form["command"], form["text"]) == ("/csp", "who owns &lt;this&gt; &amp; that?")
    assert (form["user_id"], form["channel_id"], form["channel_name"]) == (COORDINATOR, PARTNERSHIP, "csp-partnership")
    assert form["response_url"].startswith(f"{slack.url}/response/")
    assert form["trigger_id"]


def test_a_text_answer_is_shown_to_the_person_only(slack: LocalSlack, ear: Ear) -> None:
    ear.answers.append(lambda: Response("Nothing is overdue", content_type="text/plain"))

    outcome = slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")

    assert isinstance(outcome, Acknowledged)
    assert private(slack) == ["Nothing is overdue"]
    assert slack.messages(PARTNERSHIP) == []


def test_a_public_answer_shows_the_command_too(slack: LocalSlack, ear: Ear) -> None:
    ear.answers.append(saying({"text": "Nothing is overdue", "response_type": "in_channel"}))

    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")

    assert [each.text for each in slack.messages(PARTNERSHIP)] == ["/csp overdue", "Nothing is overdue"]


def test_an_answer_that_slack_would_refuse_is_reported(slack: LocalSlack, ear: Ear) -> None:
    ear.answers.append(saying({"text": "x", "blocks": [{"type": "section"}]}))

    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")

    assert private(slack) == ['/csp failed with the error "invalid_blocks"']
    assert slack.refused[0].startswith("/csp overdue: invalid_blocks")


def test_an_answer_after_the_time_is_lost_and_the_person_told(slack: LocalSlack, ear: Ear) -> None:
    def late() -> Response:
        time.sleep(SOON.patience + 0.1)
        return Response("too late")

    ear.answers.append(late)

    outcome = slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")

    assert outcome == Failed("http_timeout")
    assert private(slack) == ['/csp failed with the error "operation_timeout"']


def test_a_bot_that_fails_or_is_missing_is_told_to_the_person(slack: LocalSlack) -> None:
    outcome = slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")

    assert outcome == Failed("http_error")
    assert private(slack) == ['/csp failed with the error "dispatch_failed"']


def test_an_unknown_command_reaches_no_bot(slack: LocalSlack, ear: Ear) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/weather", "")

    assert ear.heard == []
    assert private(slack)[0].startswith("/weather is not a valid command")


def test_a_mention_is_an_event_and_other_talk_is_not(slack: LocalSlack, ear: Ear) -> None:
    slack.say(COORDINATOR, PARTNERSHIP, "good morning")
    slack.say(COORDINATOR, PARTNERSHIP, "@CSP Assistant what is overdue?")

    [heard] = ear.heard
    body = json.loads(heard.body)
    assert body["type"] == "event_callback"
    assert body["event"]["type"] == "app_mention"
    assert body["event"]["text"] == f"<@{BOT}> what is overdue?"
    assert body["authorizations"][0]["user_id"] == BOT


def test_a_direct_message_is_an_event_and_so_is_the_bots_answer(slack: LocalSlack, ear: Ear) -> None:
    direct = slack.direct(COORDINATOR)
    slack.say(COORDINATOR, direct.id, "overdue")
    slack.workspace.post(slack.messages(direct.id)[0].place, slack.workspace.bot, slack.messages(direct.id)[0].content)
    slack.settle()

    events = [json.loads(heard.body)["event"] for heard in ear.heard]
    assert [(each["type"], each["channel_type"], each["user"]) for each in events] == [
        ("message", "im", COORDINATOR),
        ("message", "im", BOT),
    ]


def test_changes_in_a_direct_message_are_events_with_a_subtype(slack: LocalSlack, ear: Ear) -> None:
    message = slack.say(COORDINATOR, slack.direct(COORDINATOR).id, "overdue")
    slack.workspace.update(message, slack.current(message).content)
    slack.workspace.delete(message)
    slack.settle()

    subtypes = {json.loads(heard.body)["event"].get("subtype") for heard in ear.heard}
    assert subtypes == {None, "message_changed", "message_deleted"}


def test_an_event_that_fails_is_sent_again_with_its_number_and_reason(slack: LocalSlack, ear: Ear) -> None:
    ear.answers += [failing(), failing()]

    slack.say(COORDINATOR, slack.direct(COORDINATOR).id, "overdue")

    numbers = [each.headers.get("X-Slack-Retry-Num") for each in ear.heard]
    assert numbers == [None, "1", "2"]
    assert ear.heard[2].headers["X-Slack-Retry-Reason"] == "http_error"
    assert len({json.loads(each.body)["event_id"] for each in ear.heard}) == 1


def test_events_are_given_up_after_three_retries(slack: LocalSlack, ear: Ear) -> None:
    ear.answers += [failing()] * 9

    slack.say(COORDINATOR, slack.direct(COORDINATOR).id, "overdue")

    assert len(ear.heard) == 4


def test_a_bot_can_ask_for_no_retry(slack: LocalSlack, ear: Ear) -> None:
    ear.answers.append(failing(HTTPStatus.NOT_FOUND, X_Slack_No_Retry="1"))

    slack.say(COORDINATOR, slack.direct(COORDINATOR).id, "overdue")

    assert len(ear.heard) == 1


def test_a_bolt_app_is_asked_pressed_mentioned_and_written_to(slack: LocalSlack, bolt: App) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "show figures")
    [answer] = slack.ephemerals(COORDINATOR, PARTNERSHIP)
    slack.press(COORDINATOR, answer, "Again")
    [shared] = slack.messages(PARTNERSHIP)
    mention = slack.say(COORDINATOR, PARTNERSHIP, "@CSP Assistant hello")
    direct = slack.direct(COORDINATOR)
    slack.say(COORDINATOR, direct.id, "overdue")

    assert (answer.text, answer.author.id) == ("You asked: show figures", BOT)
    assert (shared.text, shared.content.unfurl) == ("Shared", False)
    assert [each.text for each in slack.replies(PARTNERSHIP, mention.ts)] == [f"Heard: <@{BOT}> hello"]
    assert [each.text for each in slack.messages(direct.id)] == ["overdue", "Nothing is overdue"]


def test_a_press_names_an_ephemeral_message_without_sending_it(slack: LocalSlack, ear: Ear) -> None:
    choice = {
        "type": "overflow",
        "action_id": "row",
        "options": [{"text": {"type": "plain_text", "text": "Complete"}, "value": "complete:DA-03"}],
    }
    ear.answers.append(saying({"text": "x", "blocks": [{"type": "actions", "elements": [choice]}]}))
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")
    [answer] = slack.ephemerals(COORDINATOR, PARTNERSHIP)

    slack.press(COORDINATOR, answer, "row", "Complete")

    body = json.loads(form_of(ear.heard[1].body)["payload"])
    assert body["type"] == "block_actions"
    assert body["container"]["message_ts"] == answer.ts
    assert "message" not in body
    assert body["actions"][0]["selected_option"]["value"] == "complete:DA-03"


def test_a_press_that_fails_is_told_to_the_person(slack: LocalSlack, ear: Ear) -> None:
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Go"}}
    ear.answers += [saying({"text": "x", "blocks": [{"type": "actions", "elements": [button]}]}), failing()]
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "")

    slack.press(COORDINATOR, slack.ephemerals(COORDINATOR, PARTNERSHIP)[0], "Go")

    assert private(slack)[-1] == "The app did not respond to this press (dispatch_failed)."


def test_a_press_on_what_is_not_there_says_what_is(slack: LocalSlack, bolt: App) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "")
    [answer] = slack.ephemerals(COORDINATOR, PARTNERSHIP)

    with pytest.raises(NotPressable, match=r"Again \(again\)"):
        slack.press(COORDINATOR, answer, "Share")


def test_many_commands_at_once_are_all_answered(slack: LocalSlack, bolt: App) -> None:
    futures = [slack.start_command(COORDINATOR, PARTNERSHIP, "/csp", str(each)) for each in range(24)]

    outcomes = [future.result(5) for future in futures]

    assert all(isinstance(each, Acknowledged) for each in outcomes)
    assert len(private(slack)) == 24


def test_a_bot_elsewhere_is_reached_at_its_request_url(clock: MovableClock, slack: LocalSlack, bolt: App) -> None:
    registration = type(SOON)(request_url=f"{slack.url}/slack/events")
    with LocalSlack(clock, keys=slack.keys, registration=registration) as remote:
        remote.command(COORDINATOR, PARTNERSHIP, "/csp", "hello")

        assert private(remote) == ["You asked: hello"]


@pytest.mark.parametrize(("age", "status"), [(0, HTTPStatus.OK), (301, HTTPStatus.UNAUTHORIZED)])
def test_requests_of_ones_own_can_be_signed_for_any_moment(
    slack: LocalSlack, fetch: Fetch, age: int, status: HTTPStatus
) -> None:
    slack.attach(wsgi_of(bolt_app(slack)))
    body = b"command=%2Fcsp&text=hi&user_id=U1&team_id=T1&channel_id=C1&response_url=x"
    headers = signature(slack.keys.signing_secret, body, int(time.time()) - age)

    reply = fetch("POST", "/slack/events", {**headers, "Content-Type": "application/x-www-form-urlencoded"}, body)

    assert reply.status == status


def test_the_clock_can_be_moved_and_stamps_follow(slack: LocalSlack, clock: MovableClock) -> None:
    before = slack.say(COORDINATOR, PARTNERSHIP, "one")
    clock.advance(timedelta(days=7))
    after = slack.say(COORDINATOR, PARTNERSHIP, "two")

    assert float(after.ts) - float(before.ts) == pytest.approx(7 * 24 * 3600, abs=0.001)

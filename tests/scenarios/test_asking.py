"""Questions by command, mention and direct message, as people see the answers."""

import json
import re
import sqlite3

import pytest
from scenario import Office

from bot.local import BOT, COORDINATOR, PARTNERSHIP
from bot.local.model import Message
from bot.views.limits import problems


def shown(message: Message) -> str:
    return json.dumps(message.blocks, ensure_ascii=False)


def answers(office: Office, channel: str) -> list[Message]:
    return [each for each in office.slack.messages(channel) if each.author.id == BOT]


def the_answer(office: Office, channel: str, number: int = 1) -> Message:
    assert office.slack.wait_for(lambda: len(answers(office, channel)) >= number)
    return answers(office, channel)[number - 1]


def ask(office: Office, text: str) -> Message:
    office.slack.command(COORDINATOR, PARTNERSHIP, "/csp", text)
    assert office.slack.refused == []
    return office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1]


def test_a_command_is_answered_for_its_person_alone(office: Office) -> None:
    answer = ask(office, "actions domestic abuse")

    assert answer.is_ephemeral
    assert "DA-01" in shown(answer)
    assert answers(office, PARTNERSHIP) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "help",
        "overdue",
        "actions",
        "figures asb",
        "owner DA-01",
        "qwertz",
        "<!channel>",
        "دا",
        "x" * 5_000,
        "\u202e",
    ],
)
def test_whatever_is_typed_slack_takes_the_answer(text: str, office: Office) -> None:
    answer = ask(office, text)

    assert answer.text
    assert "reference" not in answer.text
    assert problems({"text": answer.text, "blocks": list(answer.blocks)}) == ()


def test_a_mention_is_answered_in_its_thread(office: Office) -> None:
    question = office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> actions domestic abuse")

    answer = the_answer(office, PARTNERSHIP)
    assert answer.place.thread_ts == question.ts
    assert "DA-01" in shown(answer)
    assert "Share in channel" not in shown(answer)
    assert not answer.content.unfurl


def test_a_mention_in_a_thread_is_answered_in_that_thread(office: Office) -> None:
    first = office.slack.say(COORDINATOR, PARTNERSHIP, "The board meets on Friday.")
    office.slack.say(COORDINATOR, PARTNERSHIP, f"what is overdue, <@{BOT}>?", thread=first.ts)

    assert the_answer(office, PARTNERSHIP).place.thread_ts == first.ts


def test_a_direct_message_is_answered_where_it_was_written(office: Office) -> None:
    direct = office.slack.direct(COORDINATOR).id
    office.slack.say(COORDINATOR, direct, "actions domestic abuse")

    answer = the_answer(office, direct)
    assert answer.place.thread_ts is None
    assert "DA-01" in shown(answer)


def test_a_reply_in_a_direct_messages_thread_is_answered_in_that_thread(office: Office) -> None:
    direct = office.slack.direct(COORDINATOR).id
    first = office.slack.say(COORDINATOR, direct, "overdue")
    the_answer(office, direct)
    office.slack.say(COORDINATOR, direct, "actions domestic abuse", thread=first.ts)

    assert the_answer(office, direct, 2).place.thread_ts == first.ts


def test_commands_mentions_and_direct_messages_give_the_same_answer(office: Office) -> None:
    direct = office.slack.direct(COORDINATOR).id
    office.slack.say(COORDINATOR, direct, "overdue")
    office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> overdue")

    assert ask(office, "overdue").text == the_answer(office, direct).text == the_answer(office, PARTNERSHIP).text


def test_the_bot_does_not_answer_itself_or_what_was_not_said_to_it(office: Office) -> None:
    office.slack.say(COORDINATOR, PARTNERSHIP, "what is overdue?")
    direct = office.slack.direct(COORDINATOR).id
    office.slack.say(COORDINATOR, direct, "overdue")
    the_answer(office, direct)
    office.slack.settle()

    assert len(answers(office, direct)) == 1
    assert answers(office, PARTNERSHIP) == []


def test_an_event_that_slack_sends_again_is_answered_once(office: Office) -> None:
    direct = office.slack.direct(COORDINATOR).id
    said = {"type": "message", "channel_type": "im", "user": COORDINATOR, "text": "overdue"}
    event = {**said, "ts": "1.2", "channel": direct}
    body = json.dumps({"type": "event_callback", "team_id": "T0LOCALCSP", "event_id": "Ev7", "event": event}).encode()

    replies = [office.send(body, content_type="application/json") for _ in range(4)]
    office.bot.close()

    assert [reply.status for reply in replies] == [200] * 4
    assert len(answers(office, direct)) == 1


def test_an_unknown_workspace_is_told_what_to_do(office: Office) -> None:
    ask(office, "overdue")

    answer = json.loads(office.send(office.command_body("overdue", team_id="T0ELSEWHERE")).body)

    assert "not connected to a partnership" in answer["text"]
    assert "csp import plan" in answer["text"]


def test_an_unexpected_failure_is_a_calm_sentence_whose_reference_is_in_the_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(office.database_file) as connection:
        connection.execute("DROP TABLE workspace")
    connection.close()

    reply = office.send(office.command_body("actions harbourside"))
    office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> actions harbourside")

    found = re.search(r"reference: (\w{6})", json.loads(reply.body)["text"])
    assert reply.status == 200
    assert found is not None
    assert found[1] in caplog.text
    assert "no such table" in caplog.text
    assert "harbourside" not in caplog.text
    assert "reference" in the_answer(office, PARTNERSHIP).text

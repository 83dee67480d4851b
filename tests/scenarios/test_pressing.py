"""Presses: paging, choices, sharing."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

from scenario import Office

from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.local import BOT, COORDINATOR, PARTNERSHIP, LocalSlack
from bot.local.model import Channel, Kind, Message
from bot.local.rates import Rate
from csp_core.database import Database
from csp_core.library import Library

ELSEWHERE = "C0ELSEWHERE"
UNCLEAR = "qwertz"  # answered with questions that can be asked


def shown(message: Message) -> str:
    return json.dumps(message.blocks, ensure_ascii=False)


def ask(office: Office, text: str, channel: str = PARTNERSHIP) -> Message:
    office.slack.command(COORDINATOR, channel, "/csp", text)
    return office.slack.ephemerals(COORDINATOR, channel)[-1]


def posted(office: Office, channel: str = PARTNERSHIP) -> list[Message]:
    return [each for each in office.slack.messages(channel) if each.author.id == BOT]


def press(office: Office, message: Message, label: str) -> Message:
    """The message after the press has had its effect on it."""
    before = office.slack.current(message)
    office.slack.press(COORDINATOR, before, label)
    assert office.slack.wait_for(lambda: office.slack.current(message).blocks != before.blocks)
    return office.slack.current(message)


def test_a_long_list_is_paged_forth_and_back_in_the_same_private_message(office: Office) -> None:
    first = ask(office, "actions")
    second = press(office, first, "More")
    again = press(office, second, "Earlier")

    assert second.ts == first.ts
    assert second.is_ephemeral
    assert "Earlier" in shown(second)
    assert second.text != first.text
    assert again.text == first.text
    assert "Share in channel" in shown(second)


def test_every_page_can_be_reached_and_the_last_has_no_more(office: Office) -> None:
    message, seen = ask(office, "actions"), set()
    while "More" in shown(message):
        seen.add(message.text)
        message = press(office, message, "More")

    assert len(seen | {message.text}) == 5


def test_a_list_in_a_thread_is_paged_in_place(office: Office) -> None:
    office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> actions")
    assert office.slack.wait_for(lambda: bool(posted(office)))
    first = posted(office)[0]

    second = press(office, first, "More")

    assert second.ts == first.ts
    assert "Earlier" in shown(second)
    assert len(posted(office)) == 1


def test_a_private_answer_is_shared_once_by_its_person(office: Office) -> None:
    answer = ask(office, "actions domestic abuse")
    after = press(office, answer, "Share in channel")
    office.slack.press(COORDINATOR, answer, "Share in channel")
    office.bot.close()

    assert len(posted(office)) == 1
    assert f"Shared by <@{COORDINATOR}>" in shown(posted(office)[0])
    assert "DA-01" in shown(posted(office)[0])
    assert "Share in channel" not in shown(posted(office)[0])
    assert not posted(office)[0].content.unfurl
    assert "Shared in this channel" in shown(after)
    assert "Share in channel" not in shown(after)


def test_the_page_that_is_seen_is_the_page_that_is_shared(office: Office) -> None:
    second = press(office, ask(office, "actions"), "More")
    press(office, second, "Share in channel")

    assert posted(office)[0].text == f"Shared by <@{COORDINATOR}>\n{second.text}"
    assert "Earlier" in shown(posted(office)[0])


def test_a_channel_that_the_bot_is_not_in_gets_the_share_too(office: Office) -> None:
    office.slack.workspace.add_channel(Channel(ELSEWHERE, "elsewhere", Kind.PUBLIC, frozenset({COORDINATOR})))
    answer = ask(office, "actions domestic abuse", ELSEWHERE)

    press(office, answer, "Share in channel")

    assert len(posted(office, ELSEWHERE)) == 1
    assert f"Shared by <@{COORDINATOR}>" in shown(posted(office, ELSEWHERE)[0])


def test_a_share_that_slack_refuses_is_told_and_can_be_tried_again(office: Office) -> None:
    office.slack.limit_rate("chat.postMessage", Rate(0, 3_600))
    answer = ask(office, "actions domestic abuse")
    office.slack.press(COORDINATOR, answer, "Share in channel")
    assert office.slack.wait_for(lambda: len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 2)
    told = office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1].text

    office.slack.limit_rate("chat.postMessage", None)
    press(office, answer, "Share in channel")

    assert "share it again in a minute" in told
    assert len(posted(office)) == 1


def test_a_short_wait_that_slack_asks_for_is_kept_and_the_answer_arrives(office: Office) -> None:
    office.slack.limit_rate("chat.postMessage", Rate(1, 1))
    for _ in range(2):
        office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> overdue")

    assert office.slack.wait_for(lambda: len(posted(office)) == 2, seconds=8)


def test_a_choice_is_answered_beside_the_question(office: Office) -> None:
    answer = ask(office, UNCLEAR)
    choice = next(each for block in answer.blocks if block["type"] == "actions" for each in elements(block))
    office.slack.press(COORDINATOR, answer, str(choice["action_id"]))
    assert office.slack.wait_for(lambda: len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 2)

    assert office.slack.current(answer).blocks == answer.blocks
    assert shown(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1]) != shown(answer)


def test_a_choice_in_a_thread_is_answered_in_that_thread(office: Office) -> None:
    question = office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> {UNCLEAR}")
    assert office.slack.wait_for(lambda: bool(posted(office)))
    office.slack.press(COORDINATOR, posted(office)[0], "csp_choose_1")
    assert office.slack.wait_for(lambda: len(posted(office)) == 2)

    assert posted(office)[1].place.thread_ts == question.ts


def test_a_choice_on_a_shared_answer_is_answered_in_its_thread(office: Office) -> None:
    press(office, ask(office, "actions due before the next exec meeting"), "Share in channel")
    shared = posted(office)[0]
    office.slack.press(COORDINATOR, shared, "csp_choose_1")
    assert office.slack.wait_for(lambda: len(posted(office)) == 2)

    assert posted(office)[1].place.thread_ts == shared.ts


def test_what_goes_wrong_at_a_press_is_told_to_the_presser_alone(office: Office) -> None:
    office.slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> actions")
    assert office.slack.wait_for(lambda: bool(posted(office)))
    first = posted(office)[0]
    with sqlite3.connect(office.database_file) as connection:
        connection.execute("DROP TABLE workspace")
    connection.close()
    office.slack.press(COORDINATOR, first, "More")
    assert office.slack.wait_for(lambda: bool(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)))

    assert "reference" in office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[0].text
    assert office.slack.current(first).blocks == first.blocks


def test_a_button_that_this_version_did_not_write_is_answered_politely(office: Office) -> None:
    answer = ask(office, "actions domestic abuse")
    blocks = json.loads(shown(answer).replace("2 {", "1 {"))
    old = office.slack.workspace.update(answer, replace(answer.content, blocks=tuple(blocks)))

    office.slack.press(COORDINATOR, old, "Share in channel")
    assert office.slack.wait_for(lambda: len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 2)

    assert "ask the question again" in office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1].text
    assert posted(office) == []


def test_a_share_whose_fate_is_unknown_is_not_sent_again_and_the_person_is_told(
    slack: LocalSlack, database_file: Path
) -> None:
    nowhere = Connection("http://127.0.0.1:9/api/", slack.keys.bot_token, slack.keys.signing_secret)
    with Database.open(f"sqlite:///{database_file}") as database:
        bot = open_bot(nowhere, Library(database), Clock(slack.clock.now))
        slack.attach(web.wsgi(bot))
        office = Office(slack, bot, database_file)
        answer = ask(office, "actions domestic abuse")
        for _ in range(2):
            slack.press(COORDINATOR, answer, "Share in channel")
        bot.close()

    told = [each.text for each in slack.ephemerals(COORDINATOR, PARTNERSHIP)[1:]]
    assert len(told) == 1
    assert "look there before you share it again" in told[0]


def test_what_goes_wrong_before_a_share_was_sent_leaves_it_to_be_shared(office: Office) -> None:
    answer = ask(office, "actions domestic abuse")
    run(office, "ALTER TABLE workspace RENAME TO away")
    office.slack.press(COORDINATOR, answer, "Share in channel")
    assert office.slack.wait_for(lambda: len(office.slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 2)
    told = office.slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1].text

    run(office, "ALTER TABLE away RENAME TO workspace")
    press(office, answer, "Share in channel")

    assert "Please try again" in told
    assert len(posted(office)) == 1


def run(office: Office, statement: str) -> None:
    with sqlite3.connect(office.database_file) as connection:
        connection.execute(statement)
    connection.close()


def elements(block: dict[str, object]) -> list[dict[str, object]]:
    found = block["elements"]
    assert isinstance(found, list)
    return found


def test_figures_for_partners_only_stay_out_of_a_share(office: Office) -> None:
    with sqlite3.connect(office.database_file) as connection:
        connection.execute("UPDATE figure SET visibility = 'partner'")
    connection.close()
    answer = ask(office, "figures domestic abuse")
    if "Share in channel" in shown(answer):
        press(office, answer, "Share in channel")

    assert "2,894" in answer.text
    assert all("2,894" not in each.text + shown(each) for each in posted(office))
    assert posted(office)

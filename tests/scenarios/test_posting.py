"""The port through which reminders reach Slack, against the local workspace."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from scenario import PARTNERSHIP
from slack_sdk.errors import SlackApiError

from bot.local import LocalSlack
from bot.local.sample import TEAM
from bot.posting import SlackPost, client_for_posts
from csp_core.reminder_kinds import Kind
from csp_core.reminders.contents import Digest, Part
from csp_core.reminders.posting import Message, NotSent, Posted
from csp_core.reminders.schedules import Channel, Filter

CHANNEL = Channel(TEAM.id, PARTNERSHIP)
MESSAGE = Message(
    uuid4(), uuid4(), Kind.WEEKLY_DIGEST, date(2014, 12, 1), CHANNEL, is_direct=False, part=1, parts=1, thread_ts=None,
    attempted_at=None,
)  # fmt: skip
EMPTY = Digest(Part(MESSAGE.day), Filter(), None, (), (), ())


@pytest.fixture
def port(slack: LocalSlack) -> SlackPost:
    return SlackPost(client_for_posts(slack.api_url, slack.keys.bot_token))


def test_nothing_leaves_that_is_not_ours_any_more(slack: LocalSlack, port: SlackPost) -> None:
    assert port.post(MESSAGE, EMPTY, lambda: False) == NotSent()
    assert slack.messages(PARTNERSHIP) == []


def test_what_was_posted_second_is_taken_back(slack: LocalSlack, port: SlackPost) -> None:
    posted = [port.post(MESSAGE, EMPTY, lambda: True) for _ in range(2)]
    assert all(isinstance(each, Posted) for each in posted)

    port.retract(MESSAGE, slack.messages(PARTNERSHIP)[1].ts)

    assert [Posted(each.ts) for each in slack.messages(PARTNERSHIP)] == posted[:1]


def test_a_direct_message_is_left_and_what_is_not_there_is_told(port: SlackPost) -> None:
    port.retract(replace(MESSAGE, is_direct=True), "1.000000")

    with pytest.raises(SlackApiError, match="message_not_found"):
        port.retract(MESSAGE, "1.000000")

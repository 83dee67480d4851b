import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from tiny_bots import Fetch

from bot.local import (
    BOT,
    COORDINATOR,
    COUNCIL_OWNER,
    EXEC,
    PARTNERSHIP,
    POLICE_OWNER,
    Channel,
    LocalSlack,
    MovableClock,
    User,
)
from bot.local.model import Kind
from bot.local.rates import Rate
from bot.local.registration import Registration

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OTHER = "C0OTHER"


def error_of(client: WebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as raised:
        client.api_call(method, json=arguments)
    return str(raised.value.response["error"])


def test_a_posted_message_can_be_read_back(client: WebClient, slack: LocalSlack) -> None:
    posted = client.chat_postMessage(channel=PARTNERSHIP, text="Nothing is overdue", unfurl_links=False)

    assert posted["message"]["text"] == "Nothing is overdue"
    assert client.conversations_history(channel=PARTNERSHIP)["messages"][0]["ts"] == posted["ts"]
    assert slack.messages(PARTNERSHIP)[-1].author.id == BOT


def test_a_call_without_a_token_is_not_authed(fetch: Fetch) -> None:
    assert fetch("POST", "/api/auth.test").json == {"ok": False, "error": "not_authed"}


def test_a_call_with_a_foreign_token_is_refused(fetch: Fetch) -> None:
    reply = fetch("POST", "/api/auth.test", {"Authorization": "Bearer xoxb-other"})

    assert reply.json["error"] == "invalid_auth"


def test_the_token_may_come_in_the_form(fetch: Fetch, slack: LocalSlack) -> None:
    body = urlencode({"token": slack.keys.bot_token}).encode()

    assert fetch("POST", "/api/auth.test", FORM, body).json["user_id"] == BOT


def test_blocks_may_be_json_in_a_form_field(fetch: Fetch, slack: LocalSlack) -> None:
    form = {"token": slack.keys.bot_token, "channel": PARTNERSHIP, "blocks": json.dumps([{"type": "divider"}])}

    assert fetch("POST", "/api/chat.postMessage", FORM, urlencode(form).encode()).json["ok"] is True


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
def test_a_broken_json_body_is_refused(fetch: Fetch, slack: LocalSlack, body: bytes, error: str) -> None:
    headers = {"Authorization": f"Bearer {slack.keys.bot_token}", "Content-Type": "application/json"}

    assert fetch("POST", "/api/chat.postMessage", headers, body).json["error"] == error


def test_an_app_token_cannot_post_and_a_bot_token_cannot_open_sockets(slack: LocalSlack, client: WebClient) -> None:
    app_client = WebClient(slack.keys.app_token, base_url=slack.api_url, retry_handlers=[])

    assert error_of(app_client, "chat.postMessage", channel=PARTNERSHIP, text="x") == "not_allowed_token_type"
    assert error_of(client, "apps.connections.open") == "not_allowed_token_type"


def test_a_missing_scope_is_named(clock: MovableClock) -> None:
    with LocalSlack(clock, registration=Registration(scopes=frozenset({"commands"}))) as slack:
        narrow = WebClient(slack.keys.bot_token, base_url=slack.api_url, retry_handlers=[])
        with pytest.raises(SlackApiError) as raised:
            narrow.chat_postMessage(channel=PARTNERSHIP, text="x")

    assert raised.value.response["error"] == "missing_scope"
    assert raised.value.response["needed"] == "chat:write"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.unfurl", {}, "unknown_method"),
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": PARTNERSHIP}, "no_text"),
        ("chat.postMessage", {"channel": PARTNERSHIP, "text": "x" * 4001}, "msg_too_long"),
        ("chat.postMessage", {"channel": PARTNERSHIP, "text": "x", "blocks": [{"type": "nope"}]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": PARTNERSHIP, "blocks": "[{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": PARTNERSHIP, "text": "x", "thread_ts": "1.000000"}, "message_not_found"),
        ("chat.postMessage", {"channel": PARTNERSHIP, "text": "x", "metadata": {}}, "invalid_metadata_format"),
        ("chat.postMessage", {"channel": PARTNERSHIP, "text": "x", "attachments": [{}]}, "invalid_attachments"),
        ("chat.postEphemeral", {"channel": PARTNERSHIP, "text": "x", "user": "U0ELSE"}, "user_not_in_channel"),
        ("chat.update", {"channel": PARTNERSHIP, "ts": "1.000000", "text": "x"}, "message_not_found"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.history", {"channel": PARTNERSHIP, "cursor": "?"}, "invalid_cursor"),
        ("conversations.history", {"channel": PARTNERSHIP, "limit": "many"}, "invalid_arguments"),
        ("conversations.replies", {"channel": PARTNERSHIP, "ts": "1.000000"}, "thread_not_found"),
        ("conversations.join", {"channel": EXEC}, "method_not_supported_for_channel_type"),
        ("reactions.add", {"channel": PARTNERSHIP, "name": "eyes"}, "no_item_specified"),
        ("api.test", {"error": "my_error"}, "my_error"),
    ],
)
def test_errors_have_slacks_names(client: WebClient, method: str, arguments: dict[str, object], error: str) -> None:
    assert error_of(client, method, **arguments) == error


def test_metadata_has_a_limit(client: WebClient) -> None:
    metadata = {"event_type": "csp", "event_payload": {"key": "k" * 9000}}

    assert (
        error_of(client, "chat.postMessage", channel=PARTNERSHIP, text="x", metadata=metadata) == "metadata_too_large"
    )


def test_metadata_is_shown_in_full_only_when_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "csp_reminder", "event_payload": {"key": "k1"}}
    client.chat_postMessage(channel=PARTNERSHIP, text="x", metadata=metadata)

    brief = client.conversations_history(channel=PARTNERSHIP)["messages"][0]
    full = client.conversations_history(channel=PARTNERSHIP, include_all_metadata=True)["messages"][0]

    assert brief["metadata"] == {"event_type": "csp_reminder"}
    assert full["metadata"] == metadata


def test_a_channel_that_the_bot_has_not_joined_is_closed_to_it_until_it_joins(
    client: WebClient, slack: LocalSlack
) -> None:
    slack.workspace.add_channel(Channel(OTHER, "other", Kind.PUBLIC, frozenset({COORDINATOR})))
    before = error_of(client, "chat.postMessage", channel=OTHER, text="x")

    client.conversations_join(channel=OTHER)

    assert before == "not_in_channel"
    assert client.chat_postMessage(channel="#other", text="x")["channel"] == OTHER


def test_a_private_channel_without_the_bot_does_not_exist_for_it(client: WebClient, slack: LocalSlack) -> None:
    slack.workspace.add_channel(Channel(OTHER, "other", Kind.PRIVATE, frozenset({COORDINATOR})))

    assert error_of(client, "chat.postMessage", channel=OTHER, text="x") == "channel_not_found"


def test_an_archived_channel_takes_no_messages(client: WebClient, slack: LocalSlack) -> None:
    slack.workspace.add_channel(replace(slack.workspace.channel(PARTNERSHIP), is_archived=True))

    assert error_of(client, "chat.postMessage", channel=PARTNERSHIP, text="x") == "is_archived"


def test_a_users_id_as_the_channel_means_the_direct_message(client: WebClient, slack: LocalSlack) -> None:
    posted = client.chat_postMessage(channel=COORDINATOR, text="x")

    assert posted["channel"] == slack.direct(COORDINATOR).id
    assert client.conversations_open(users=COORDINATOR)["channel"]["id"] == posted["channel"]


def test_only_ones_own_messages_can_be_changed(client: WebClient, slack: LocalSlack) -> None:
    theirs = slack.say(COORDINATOR, PARTNERSHIP, "hello")

    assert error_of(client, "chat.update", channel=PARTNERSHIP, ts=theirs.ts, text="x") == "cant_update_message"
    assert error_of(client, "chat.delete", channel=PARTNERSHIP, ts=theirs.ts) == "cant_delete_message"


def test_an_update_marks_a_changed_text_and_keeps_blocks_it_does_not_name(client: WebClient, slack: LocalSlack) -> None:
    ts = client.chat_postMessage(channel=PARTNERSHIP, text="one", blocks=[{"type": "divider"}])["ts"]

    client.chat_update(channel=PARTNERSHIP, ts=ts, text="two")

    message = slack.workspace.message(PARTNERSHIP, ts)
    assert (message.text, message.edited is not None) == ("two", True)
    assert [block["type"] for block in message.blocks] == ["divider"]


def test_an_ephemeral_message_is_in_no_history_and_cannot_be_updated(client: WebClient, slack: LocalSlack) -> None:
    ts = client.chat_postEphemeral(channel=PARTNERSHIP, user=COORDINATOR, text="for you")["message_ts"]

    assert client.conversations_history(channel=PARTNERSHIP)["messages"] == []
    assert [each.text for each in slack.ephemerals(COORDINATOR, PARTNERSHIP)] == ["for you"]
    assert error_of(client, "chat.update", channel=PARTNERSHIP, ts=ts, text="x") == "message_not_found"


def test_history_is_paged_newest_first_without_replies(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel=PARTNERSHIP, text=str(each))["ts"] for each in range(3)]
    client.chat_postMessage(channel=PARTNERSHIP, text="reply", thread_ts=stamps[0])

    first = client.conversations_history(channel=PARTNERSHIP, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = client.conversations_history(channel=PARTNERSHIP, limit=2, cursor=cursor)

    assert [each["text"] for each in first["messages"]] == ["2", "1"]
    assert [each["text"] for each in second["messages"]] == ["0"]
    assert (first["has_more"], second["has_more"]) == (True, False)
    replies = client.conversations_replies(channel=PARTNERSHIP, ts=stamps[0])["messages"]
    assert [each["text"] for each in replies] == ["0", "reply"]


def test_history_begins_after_oldest(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel=PARTNERSHIP, text=str(each))["ts"] for each in range(3)]

    after = client.conversations_history(channel=PARTNERSHIP, oldest=stamps[1])["messages"]
    from_it = client.conversations_history(channel=PARTNERSHIP, oldest=stamps[1], inclusive=True)["messages"]

    assert [each["text"] for each in after] == ["2"]
    assert [each["text"] for each in from_it] == ["2", "1"]


def test_a_reaction_is_added_once(client: WebClient, slack: LocalSlack) -> None:
    ts = client.chat_postMessage(channel=PARTNERSHIP, text="x")["ts"]
    client.reactions_add(channel=PARTNERSHIP, timestamp=ts, name="eyes")

    again = error_of(client, "reactions.add", channel=PARTNERSHIP, timestamp=ts, name="eyes")

    assert again == "already_reacted"
    assert slack.workspace.message(PARTNERSHIP, ts).reactions[0].users == (BOT,)


def test_lists_name_channels_people_and_team(client: WebClient, slack: LocalSlack) -> None:
    slack.workspace.add_user(User("U0GUEST", "guest", "A guest", "T0LOCALCSP", is_restricted=True))

    channels = client.conversations_list(types="public_channel,private_channel")["channels"]

    assert [each["name"] for each in channels] == ["csp-partnership", "csp-exec", "csp-neighbours"]
    assert client.conversations_members(channel=EXEC)["members"] == [COORDINATOR, COUNCIL_OWNER, BOT, POLICE_OWNER]
    assert client.conversations_info(channel=EXEC)["channel"]["is_private"] is True
    assert client.users_info(user="U0GUEST")["user"]["is_restricted"] is True
    assert "U0GUEST" in {each["id"] for each in client.users_list()["members"]}
    assert client.team_info()["team"]["id"] == client.auth_test()["team_id"]


def test_calls_beyond_the_rate_are_told_when_to_come_back(
    client: WebClient, slack: LocalSlack, clock: MovableClock
) -> None:
    slack.limit_rate("chat.postMessage", Rate(calls=1, seconds=30))
    client.chat_postMessage(channel=PARTNERSHIP, text="first")
    clock.advance(timedelta(seconds=10))

    with pytest.raises(SlackApiError) as raised:
        client.chat_postMessage(channel=PARTNERSHIP, text="second")
    response = raised.value.response
    clock.advance(timedelta(seconds=int(response.headers["Retry-After"])))
    client.chat_postMessage(channel=PARTNERSHIP, text="third")

    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "20")
    assert [each.text for each in slack.messages(PARTNERSHIP)] == ["first", "third"]


def test_two_messages_of_one_moment_have_different_stamps(client: WebClient, slack: LocalSlack) -> None:
    for _ in range(3):
        client.chat_postMessage(channel=PARTNERSHIP, text="x")

    assert len({each.ts for each in slack.messages(PARTNERSHIP)}) == 3

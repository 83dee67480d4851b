import pytest

from bot.payloads import UnreadableRequest, command, direct_message, mention, plain, press
from bot.places import Place
from bot.requests import Press
from bot.views.buttons import Ask, Kind, Shown, value_of
from csp_core.permissions import Account, Audience

SHARE = Ask(Kind.SHARE, Shown("overdue", Account("T1", "U1")))

COMMAND = {"team_id": "T1", "user_id": "U1", "channel_id": "C1", "text": "overdue", "command": "/csp"}
ASKED = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> overdue", "ts": "12.5", "channel": "C1", "team": "T1"}
EVENT = {
    "team_id": "T1",
    "event_id": "Ev1",
    "event": ASKED,
    "authorizations": [{"team_id": "T1", "user_id": "U0BOT"}],
}
PRESS = {
    "team": {"id": "T1"},
    "user": {"id": "U1", "team_id": "T1"},
    "channel": {"id": "C1"},
    "container": {"message_ts": "12.5", "channel_id": "C1", "is_ephemeral": True},
    "response_url": "https://hooks.slack.com/actions/1",
    "actions": [{"action_id": "csp_share", "value": value_of(SHARE)}],
}


def event(**changes: object) -> dict[str, object]:
    return {**EVENT, "event": {**ASKED, **changes}}


def direct(**changes: object) -> dict[str, object]:
    return event(**{"type": "message", "channel_type": "im", "channel": "D1", "text": "overdue", **changes})


def at_message(body: dict[str, object]) -> Press:
    pressed = press(body)
    assert isinstance(pressed, Press)
    return pressed


def test_a_command_is_a_private_question_of_its_person() -> None:
    asked = command(COMMAND)

    assert asked.enquiry.text == "overdue"
    assert asked.enquiry.asker == Account("T1", "U1")
    assert asked.enquiry.audience is Audience.PRIVATE
    assert asked.can_be_shared


def test_a_command_in_a_direct_message_has_nobody_to_be_shared_with() -> None:
    assert not command(COMMAND | {"channel_id": "D1"}).can_be_shared


def test_a_command_without_text_is_an_empty_question() -> None:
    assert command({name: value for name, value in COMMAND.items() if name != "text"}).enquiry.text == ""


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Kent Fire &amp; Rescue", "Kent Fire & Rescue"),
        ("&lt;DA-01&gt; &amp;amp;", "<DA-01> &amp;"),
        ("post it to <#C1|csp-exec>", "post it to #csp-exec"),
        ("see <https://thanet.gov.uk|the plan>", "see the plan"),
        ("see <https://thanet.gov.uk/a>", "see https://thanet.gov.uk/a"),
        ("mail <mailto:a@b.example|a@b.example>", "mail a@b.example"),
        ("actions of <@U2|alex>", "actions of <@U2>"),
        ("  overdue\u00a0 ", "overdue"),
    ],
)
def test_a_text_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert plain(sent) == typed


def test_a_mention_is_answered_in_its_thread() -> None:
    asked = mention(event())

    assert asked is not None
    assert asked.enquiry.text == "overdue"
    assert asked.enquiry.audience is Audience.CHANNEL
    assert asked.place == Place("C1", "12.5")
    assert asked.event_id == "Ev1"


def test_a_mention_inside_a_thread_is_answered_in_that_thread() -> None:
    asked = mention(event(thread_ts="11.0"))

    assert asked is not None
    assert asked.place == Place("C1", "11.0")


@pytest.mark.parametrize("text", ["<@U0BOT> overdue", "overdue <@U0BOT>", "<@U0BOT|csp>: overdue", "<@U0BOT>, overdue"])
def test_the_bots_own_mention_is_no_part_of_the_question(text: str) -> None:
    asked = mention(event(text=text))

    assert asked is not None
    assert asked.enquiry.text == "overdue"


def test_other_mentions_stay_in_the_question() -> None:
    asked = mention(event(text="<@U0BOT> actions of <@U2>"))

    assert asked is not None
    assert asked.enquiry.text == "actions of <@U2>"


def test_a_channel_with_people_from_elsewhere_is_another_audience() -> None:
    asked = mention(event(user_team="T2") | {"is_ext_shared_channel": True})

    assert asked is not None
    assert asked.enquiry.audience is Audience.SHARED_CHANNEL
    assert asked.enquiry.asker == Account("T2", "U1")
    assert asked.enquiry.workspace == "T1"


@pytest.mark.parametrize(
    "changes",
    [{"bot_id": "B1"}, {"subtype": "bot_message"}, {"edited": {"user": "U1", "ts": "13.0"}}, {"hidden": True}],
)
def test_what_a_bot_wrote_or_somebody_edited_is_no_question(changes: dict[str, object]) -> None:
    assert mention(event(**changes)) is None
    assert direct_message(direct(**changes)) is None


def test_a_direct_message_is_answered_where_it_was_written() -> None:
    top, threaded = direct_message(direct()), direct_message(direct(thread_ts="11.0"))

    assert top is not None
    assert top.place == Place("D1")
    assert top.enquiry.audience is Audience.PRIVATE
    assert threaded is not None
    assert threaded.place == Place("D1", "11.0")


def test_a_message_in_a_channel_is_no_direct_message() -> None:
    assert direct_message(direct(channel_type="channel")) is None


def test_a_press_carries_what_its_button_means() -> None:
    pressed = at_message(PRESS)

    assert pressed.button == SHARE
    assert pressed.origin.is_ephemeral
    assert pressed.origin.beside == Place("C1")
    assert pressed.origin.ts == "12.5"


def test_a_press_in_a_thread_knows_its_thread() -> None:
    container = {"message_ts": "12.6", "channel_id": "C1", "thread_ts": "12.5"}

    assert at_message(PRESS | {"container": container}).origin.beside == Place("C1", "12.5")


def test_what_is_said_about_a_message_of_a_channel_goes_into_its_thread() -> None:
    container = {"message_ts": "12.6", "channel_id": "C1"}

    assert at_message(PRESS | {"container": container}).origin.beside == Place("C1", "12.6")
    assert at_message(PRESS | {"container": container | {"channel_id": "D1"}}).origin.beside == Place("D1")


def test_a_press_from_another_organisation_is_on_our_workspaces_message() -> None:
    assert press(PRESS | {"team": {"id": "T9"}, "message": {"team": "T1"}}).workspace == "T1"


def test_a_press_by_somebody_from_another_workspace_is_theirs() -> None:
    pressed = at_message(PRESS | {"user": {"id": "U9", "team_id": "T9"}})

    assert pressed.workspace == "T1"
    assert pressed.presser == Account("T9", "U9")


def test_a_value_that_we_did_not_write_is_no_button() -> None:
    assert press(PRESS | {"actions": [{"action_id": "csp_share", "value": "share"}]}).button is None


@pytest.mark.parametrize("missing", ["team_id", "user_id", "channel_id"])
def test_a_payload_without_what_slack_documents_is_named_by_the_field(missing: str) -> None:
    with pytest.raises(UnreadableRequest, match=missing):
        command({name: value for name, value in COMMAND.items() if name != missing})

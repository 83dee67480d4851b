import json
from urllib.parse import parse_qs

import pytest
from form_bot import (
    DONE_ON,
    EVERYTHING,
    EVIDENCE,
    REQUIRED,
    FormBot,
    button,
    entry,
    modal,
    opened,
    option,
    submitted,
    values_of,
)
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from tiny_bots import Ear, Fetch, failing, saying

from bot.local import (
    COORDINATOR,
    PARTNERSHIP,
    POLICE_OWNER,
    ApiError,
    Failed,
    FieldErrors,
    LocalSlack,
    NotPressable,
    Taken,
    View,
)
from bot.local.filling import filled_in
from bot.local.form_checks import faults
from bot.local.model import Payload

JSON = {"X-Local-Workspace": "page", "Content-Type": "application/json"}


def test_a_submission_carries_every_field_in_slacks_shape(slack: LocalSlack, bot: FormBot) -> None:
    filled = {
        **REQUIRED,
        "Part done": "40",
        "Other actions": ["DA-02", "DA-07"],
        "Handed over to": POLICE_OWNER,
        "Tell": PARTNERSHIP,
        "Contact": "csu@example.org",
        "Link": "https://example.org/leaflet",
    }

    slack.submit(COORDINATOR, opened(slack), filled)

    held = {block_id: each["v"] for block_id, each in values_of(submitted(bot)).items()}
    police = option("Kent Police", "police")
    assert held["ref"] == {"type": "plain_text_input", "value": "DA-03"}
    assert held["done_on"] == {"type": "datepicker", "selected_date": "2014-12-01"}
    assert held["at"] == {"type": "timepicker", "selected_time": "09:30"}
    assert held["lead"] == {"type": "static_select", "selected_option": police}
    assert held["partners"]["selected_options"] == [option("Thanet District Council", "tdc")]
    assert held["outcome"]["selected_option"] == option("Completed", "done", "The action is finished")
    assert [each["value"] for each in held["also"]["selected_options"]] == ["DA-02", "DA-07"]  # type: ignore[attr-defined]
    assert held["who"] == {"type": "users_select", "selected_user": POLICE_OWNER}
    assert held["place"] == {"type": "conversations_select", "selected_conversation": PARTNERSHIP}
    assert held["channel"] == {"type": "channels_select", "selected_channel": None}
    assert held["share"] == {"type": "number_input", "value": "40"}
    assert held["email"]["value"] == "csu@example.org"
    assert held["link"]["value"] == "https://example.org/leaflet"


def test_a_submission_is_signed_and_says_who_and_which_view(slack: LocalSlack, client: WebClient, ear: Ear) -> None:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp")
    trigger = parse_qs(ear.heard[-1].body)["trigger_id"][0]
    client.views_open(trigger_id=trigger, view={**modal("Go", EVIDENCE), "private_metadata": "DA-03 4"})

    outcome = slack.submit(COORDINATOR, slack.modals(COORDINATOR)[-1], {"Evidence": "done"})

    heard = ear.heard[-1]
    payload = json.loads(parse_qs(heard.body)["payload"][0])
    assert outcome == Taken(None)
    assert SignatureVerifier(slack.keys.signing_secret).is_valid_request(heard.body, heard.headers)
    assert (payload["type"], payload["user"]["id"], payload["view"]["private_metadata"]) == (
        "view_submission",
        COORDINATOR,
        "DA-03 4",
    )
    assert payload["trigger_id"]
    assert "response_url" not in payload


def test_an_empty_acknowledgement_closes_the_modal(slack: LocalSlack, bot: FormBot) -> None:
    outcome = slack.submit(COORDINATOR, opened(slack), REQUIRED)

    assert outcome == Taken(None)
    assert slack.modals(COORDINATOR) == []


def test_errors_stand_at_their_fields_and_what_was_typed_stays(slack: LocalSlack, bot: FormBot) -> None:
    view = opened(slack)
    bot.answers.append({"response_action": "errors", "errors": {"ref": "There is no DA-03."}})

    outcome = slack.submit(COORDINATOR, view, REQUIRED)
    again = slack.submit(COORDINATOR, view, {"ref": "DA-04"})

    assert outcome == FieldErrors({"ref": "There is no DA-03."})
    assert again == Taken(None)
    held = values_of(submitted(bot))
    assert (held["ref"]["v"]["value"], held["evidence"]["v"]["value"]) == ("DA-04", "Leaflet went out")


def test_slack_itself_asks_for_what_is_missing_and_the_bot_hears_nothing(slack: LocalSlack, bot: FormBot) -> None:
    outcome = slack.submit(COORDINATOR, opened(slack), {"ref": "DA-03"})

    assert isinstance(outcome, FieldErrors)
    assert (sorted(outcome.errors), outcome.by_bot) == (["evidence", "lead"], False)
    assert not any(each["type"] == "view_submission" for each in bot.heard)


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal", "blocks": []}},
        {"response_action": "explode"},
    ],
)
def test_a_response_that_slack_would_refuse_leaves_the_modal_open_and_is_reported(
    slack: LocalSlack, bot: FormBot, answer: Payload
) -> None:
    ear = Ear(answers=[saying(answer)])
    view = opened(slack)
    slack.attach(ear.wsgi())

    outcome = slack.submit(COORDINATOR, view, REQUIRED)

    assert outcome == Failed("invalid_response", may_retry=False)
    assert slack.modals(COORDINATOR) == [view]
    assert len(slack.refused) == 1


def test_a_press_in_a_modal_carries_the_view_and_what_is_filled_in(slack: LocalSlack, bot: FormBot) -> None:
    view = opened(slack)
    slack.fill(COORDINATOR, view, {"Evidence": "half written"})

    slack.press(COORDINATOR, view, "Earlier evidence")

    pressed = bot.heard[-1]
    assert pressed["container"] == {"type": "view", "view_id": view.id}
    assert values_of(pressed)["evidence"]["v"]["value"] == "half written"
    assert not {"channel", "message", "response_url"} & set(pressed)


def test_an_unknown_field_or_option_is_named(slack: LocalSlack, bot: FormBot) -> None:
    view = opened(slack)

    with pytest.raises(NotPressable, match="0 elements are called 'Colour'"):
        slack.submit(COORDINATOR, view, {"Colour": "red"})
    with pytest.raises(NotPressable, match="no option 'Elsewhere'"):
        slack.submit(COORDINATOR, view, {"lead": "Elsewhere"})


def test_a_modal_is_its_persons_alone(slack: LocalSlack, bot: FormBot) -> None:
    view = opened(slack)

    with pytest.raises(ApiError):
        slack.submit(POLICE_OWNER, view, REQUIRED)

    assert slack.modals(POLICE_OWNER) == []


def test_a_bot_that_does_not_answer_leaves_the_modal_and_its_words(slack: LocalSlack, bot: FormBot) -> None:
    view = opened(slack)
    slack.attach(Ear(answers=[failing()]).wsgi())

    outcome = slack.submit(COORDINATOR, view, REQUIRED)
    bot.attach()

    assert outcome == Failed("http_error")
    assert slack.submit(COORDINATOR, view) == Taken(None)


def test_fields_of_a_message_are_in_the_state_of_every_press_on_it(slack: LocalSlack, bot: FormBot) -> None:
    blocks = [EVIDENCE, DONE_ON, {"type": "actions", "elements": [button("Save", "save")]}]
    client = WebClient(slack.keys.bot_token, base_url=slack.api_url, retry_handlers=[])
    ts = client.chat_postMessage(channel=PARTNERSHIP, text="Report", blocks=blocks)["ts"]
    message = slack.workspace.message(PARTNERSHIP, ts)

    slack.fill(COORDINATOR, message, {"Evidence": "patrols held"})
    slack.press(COORDINATOR, message, "Save")
    slack.press(POLICE_OWNER, message, "Save")

    mine, theirs = (each["state"] for each in bot.heard[-2:])
    assert mine == {
        "values": {
            "evidence": {"v": {"type": "plain_text_input", "value": "patrols held"}},
            "done_on": {"v": {"type": "datepicker", "selected_date": "2014-12-01"}},
        }
    }
    assert theirs["values"]["evidence"]["v"]["value"] is None  # type: ignore[index]


def test_fields_that_share_a_label_are_told_apart_by_their_block(slack: LocalSlack, bot: FormBot) -> None:
    bot.view = modal(
        "Two", entry("a", "Note", {"type": "plain_text_input"}), entry("b", "Note", {"type": "plain_text_input"})
    )

    slack.submit(COORDINATOR, opened(slack), {"a": "one", "b": "two"})

    assert [each["v"]["value"] for each in values_of(submitted(bot)).values()] == ["one", "two"]


def test_a_view_says_what_it_is(slack: LocalSlack, bot: FormBot) -> None:
    view = opened(slack)

    assert (view.title, view.callback_id, view.is_modal, view.user) == (
        "Complete an action",
        "everything",
        True,
        COORDINATOR,
    )


@pytest.mark.parametrize(
    ("named", "written", "sentence"),
    [
        ("ref", "D", "Please enter at least 3 characters."),
        ("evidence", "x" * 501, "Please enter at most 500 characters."),
        ("share", "half", "Please enter a number."),
        ("share", "NaN", "Please enter a number."),
        ("share", "0.5", "Please enter a whole number."),
        ("share", "101", "Please enter 100 or less."),
        ("email", "nobody", "Please enter a valid email address."),
        ("link", "example.org", "Please enter a valid URL."),
    ],
)
def test_slack_itself_checks_what_a_field_may_hold(named: str, written: str, sentence: str) -> None:
    view = View("V1", COORDINATOR, EVERYTHING, "1.1")

    assert faults(view, filled_in(view, {**REQUIRED, named: written})) == {named: sentence}


def test_the_page_sends_what_stands_in_a_messages_fields_with_a_press(
    fetch: Fetch, slack: LocalSlack, bot: FormBot, client: WebClient
) -> None:
    blocks = [EVIDENCE, {"type": "actions", "block_id": "b", "elements": [button("Save", "save")]}]
    ts = client.chat_postMessage(channel=PARTNERSHIP, text="Report", blocks=blocks)["ts"]
    values = {"evidence": {"v": ["patrols held"]}, "made-up": {"v": ["x"]}}
    pressed = {"channel": PARTNERSHIP, "ts": ts, "block_id": "b", "action_id": "save", "values": values}

    fetch("POST", "/page/press", JSON, json.dumps(pressed).encode())
    slack.settle()

    assert bot.heard[-1]["state"] == {
        "values": {"evidence": {"v": {"type": "plain_text_input", "value": "patrols held"}}}
    }


def test_the_page_is_told_what_became_of_a_submission(fetch: Fetch, slack: LocalSlack, bot: FormBot) -> None:
    sent = {"view": opened(slack).id, "values": {each: {"v": [REQUIRED[each]]} for each in ("ref", "evidence")}}

    missing = fetch("POST", "/page/submit", JSON, json.dumps(sent).encode()).json
    sent["values"]["lead"] = {"v": ["police"]}  # type: ignore[index]
    taken = fetch("POST", "/page/submit", JSON, json.dumps(sent).encode()).json

    assert missing == {"ok": False, "errors": {"lead": "Please complete this required field."}}
    assert taken == {"ok": True}

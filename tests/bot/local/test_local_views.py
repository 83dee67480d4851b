import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from tiny_bots import Ear

from bot.local import COORDINATOR, PARTNERSHIP, LocalSlack, MovableClock

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Complete"}, "blocks": [{"type": "divider"}]}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def trigger(slack: LocalSlack, ear: Ear) -> str:
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "complete DA-03")
    return parse_qs(ear.heard[-1].body)["trigger_id"][0]


def error_of(client: WebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as raised:
        client.api_call(method, json=arguments)
    return str(raised.value.response["error"])


def test_a_trigger_opens_one_modal(slack: LocalSlack, ear: Ear, client: WebClient) -> None:
    trigger_id = trigger(slack, ear)

    view = client.views_open(trigger_id=trigger_id, view=MODAL)["view"]
    again = error_of(client, "views.open", trigger_id=trigger_id, view=MODAL)

    assert [each.id for each in slack.views.modals(COORDINATOR)] == [view["id"]]
    assert again == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds(slack: LocalSlack, ear: Ear, client: WebClient, clock: MovableClock) -> None:
    trigger_id = trigger(slack, ear)
    clock.advance(timedelta(seconds=3.1))

    assert error_of(client, "views.open", trigger_id=trigger_id, view=MODAL) == "expired_trigger_id"
    assert error_of(client, "views.open", trigger_id="made-up", view=MODAL) == "invalid_trigger_id"


def test_a_fourth_modal_cannot_be_pushed(slack: LocalSlack, ear: Ear, client: WebClient) -> None:
    client.views_open(trigger_id=trigger(slack, ear), view=MODAL)
    for _ in range(2):
        client.views_push(trigger_id=trigger(slack, ear), view=MODAL)

    assert error_of(client, "views.push", trigger_id=trigger(slack, ear), view=MODAL) == "push_limit_reached"


def test_an_update_with_an_old_hash_conflicts(slack: LocalSlack, ear: Ear, client: WebClient) -> None:
    view = client.views_open(trigger_id=trigger(slack, ear), view=MODAL)["view"]
    client.views_update(view_id=view["id"], view=MODAL, hash=view["hash"])

    assert error_of(client, "views.update", view_id=view["id"], view=MODAL, hash=view["hash"]) == "hash_conflict"
    assert error_of(client, "views.update", view_id="V0", view=MODAL) == "not_found"


def test_a_home_is_published_for_one_person(slack: LocalSlack, client: WebClient) -> None:
    first = client.views_publish(user_id=COORDINATOR, view=HOME)["view"]
    client.views_publish(user_id=COORDINATOR, view=json.dumps(HOME), hash=first["hash"])

    home = slack.views.home(COORDINATOR)
    assert home is not None
    assert home.id == first["id"]
    assert error_of(client, "views.publish", user_id=COORDINATOR, view=HOME, hash=first["hash"]) == "hash_conflict"


@pytest.mark.parametrize(
    "view", [{"type": "modal", "blocks": []}, {**MODAL, "blocks": [{"type": "table", "rows": []}]}, "no view"]
)
def test_a_view_that_breaks_slacks_rules_is_refused(
    slack: LocalSlack, ear: Ear, client: WebClient, view: object
) -> None:
    assert error_of(client, "views.open", trigger_id=trigger(slack, ear), view=view).startswith("invalid_")

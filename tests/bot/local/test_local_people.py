import json

import pytest
from form_bot import HOME, FormBot, button, opened
from slack_sdk import WebClient
from tiny_bots import Ear, Fetch, saying

from bot.local import (
    BOT,
    COORDINATOR,
    COUNCIL_OWNER,
    EXEC,
    PARTNER,
    PARTNERSHIP,
    PEOPLE,
    POLICE_OWNER,
    SHARED,
    STRANGER,
    VISITOR,
    LocalSlack,
)
from bot.local.model import Channel, Kind, Payload
from bot.local.sample import OTHER_TEAM, TEAM

EVERYONE = (COORDINATOR, POLICE_OWNER, COUNCIL_OWNER, PARTNER, STRANGER, VISITOR)
OWN = {"X-Local-Workspace": "page"}
JSON = {**OWN, "Content-Type": "application/json"}


def events(ear: Ear) -> list[Payload]:
    return [json.loads(each.body) for each in ear.heard if each.body.startswith("{")]


def shared_button(client: WebClient, channel: str) -> str:
    blocks = [{"type": "actions", "elements": [button("Complete", "open")]}]
    return str(client.chat_postMessage(channel=channel, text="Complete?", blocks=blocks)["ts"])


def test_the_people_are_roles_in_a_steady_order() -> None:
    assert tuple(each.id for each in PEOPLE) == EVERYONE
    assert len({each.real_name for each in PEOPLE}) == len(EVERYONE)


def test_each_person_has_a_direct_message_of_their_own_with_the_bot(slack: LocalSlack) -> None:
    directs = {person: slack.direct(person) for person in EVERYONE}

    assert len({each.id for each in directs.values()}) == len(EVERYONE)
    assert all(each.members == {person, BOT} for person, each in directs.items())
    assert [person for person, each in directs.items() if each.is_shared] == [VISITOR]


@pytest.mark.parametrize(
    ("person", "channels"),
    [
        (COORDINATOR, {PARTNERSHIP, EXEC, SHARED}),
        (POLICE_OWNER, {PARTNERSHIP, EXEC, SHARED}),
        (COUNCIL_OWNER, {PARTNERSHIP, EXEC}),
        (PARTNER, {PARTNERSHIP}),
        (STRANGER, {PARTNERSHIP}),
        (VISITOR, {SHARED}),
    ],
)
def test_each_person_is_in_the_channels_of_their_sort(slack: LocalSlack, person: str, channels: set[str]) -> None:
    members = [each for each in slack.workspace.channels() if each.kind is not Kind.DIRECT and person in each.members]

    assert {each.id for each in members} == channels


def test_a_guest_of_one_channel_carries_both_of_slacks_flags(client: WebClient) -> None:
    guest, member = (client.users_info(user=each)["user"] for each in (PARTNER, STRANGER))

    assert (guest["is_restricted"], guest["is_ultra_restricted"]) == (True, True)
    assert (member["is_restricted"], member["is_ultra_restricted"]) == (False, False)
    assert "is_stranger" not in member


def test_somebody_of_another_workspace_is_a_stranger_until_a_channel_is_shared(
    client: WebClient, slack: LocalSlack
) -> None:
    met = client.users_info(user=VISITOR)["user"]
    slack.workspace.add_channel(Channel(SHARED, "csp-neighbours", Kind.PUBLIC, frozenset({BOT, COORDINATOR})))
    unmet = client.users_info(user=VISITOR)["user"]

    assert (met["team_id"], met["is_stranger"], unmet["is_stranger"]) == (OTHER_TEAM.id, False, True)


def test_an_answer_is_seen_only_by_who_asked(slack: LocalSlack, ear: Ear) -> None:
    ear.answers.append(saying({"text": "for the inspector"}))

    slack.command(POLICE_OWNER, PARTNERSHIP, "/csp", "my actions")

    assert [each.text for each in slack.ephemerals(POLICE_OWNER, PARTNERSHIP)] == ["for the inspector"]
    assert slack.ephemerals(COORDINATOR, PARTNERSHIP) == []


def test_somebody_of_another_workspace_cannot_run_the_command(slack: LocalSlack, ear: Ear) -> None:
    slack.command(VISITOR, SHARED, "/csp", "overdue")

    assert ear.heard == []
    assert slack.ephemerals(VISITOR, SHARED)[-1].text.startswith("/csp is not a valid command")


def test_a_mention_in_a_shared_channel_says_of_which_workspace_its_author_is(slack: LocalSlack, ear: Ear) -> None:
    slack.say(VISITOR, SHARED, "@CSP Assistant what is overdue?")
    slack.say(COORDINATOR, SHARED, "@CSP Assistant what is overdue?")
    slack.say(COORDINATOR, PARTNERSHIP, "@CSP Assistant what is overdue?")

    heard = [(each["is_ext_shared_channel"], each["event"].get("user_team"), each["team_id"]) for each in events(ear)]  # type: ignore[attr-defined]
    assert heard == [(True, OTHER_TEAM.id, TEAM.id), (True, TEAM.id, TEAM.id), (False, None, TEAM.id)]


def test_a_press_from_another_workspace_names_both_workspaces(
    slack: LocalSlack, bot: FormBot, client: WebClient
) -> None:
    ts = shared_button(client, SHARED)

    slack.press(VISITOR, slack.workspace.message(SHARED, ts), "Complete")

    pressed = bot.heard[-1]
    assert pressed["team"] == {"id": TEAM.id, "domain": TEAM.domain}
    assert pressed["user"]["team_id"] == OTHER_TEAM.id  # type: ignore[index]


def test_a_submission_from_another_workspace_names_where_the_app_is_installed_in_its_view(
    slack: LocalSlack, bot: FormBot, client: WebClient
) -> None:
    slack.press(VISITOR, slack.workspace.message(SHARED, shared_button(client, SHARED)), "Complete")

    slack.close_view(VISITOR, slack.modals(VISITOR)[-1])

    closed = bot.heard[-1]
    assert closed["team"] == {"id": OTHER_TEAM.id, "domain": OTHER_TEAM.domain}
    assert closed["view"]["app_installed_team_id"] == TEAM.id  # type: ignore[index]


def test_opening_the_home_is_told_and_what_is_published_is_that_persons(slack: LocalSlack, bot: FormBot) -> None:
    slack.open_home(POLICE_OWNER)
    slack.open_home(POLICE_OWNER)

    first, second = (each["event"] for each in bot.heard)
    home = slack.home(POLICE_OWNER)
    assert home is not None
    assert [each["type"] for each in home.blocks] == [each["type"] for each in HOME["blocks"]]  # type: ignore[attr-defined]
    assert slack.home(COORDINATOR) is None
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert (first["type"], first["tab"], first["user"]) == ("app_home_opened", "home", POLICE_OWNER)
    assert first["channel"] == slack.direct(POLICE_OWNER).id
    assert "view" not in first
    assert second["view"]["id"] == home.id


def test_the_messages_tab_is_told_without_the_home(slack: LocalSlack, bot: FormBot) -> None:
    slack.open_home(COORDINATOR)
    slack.open_home(COORDINATOR, "messages")

    event = bot.heard[-1]["event"]
    assert isinstance(event, dict)
    assert (event["tab"], "view" in event) == ("messages", False)


def test_buttons_and_menus_of_the_home_are_pressed(slack: LocalSlack, bot: FormBot) -> None:
    slack.open_home(COORDINATOR)
    home = slack.home(COORDINATOR)
    assert home is not None

    slack.press(COORDINATOR, home, "lead", "Kent Police")
    slack.press(COORDINATOR, home, "Complete")

    chosen, pressed = bot.heard[-2:]
    assert chosen["actions"][0]["selected_option"]["value"] == "police"  # type: ignore[index]
    assert pressed["container"] == {"type": "view", "view_id": home.id}
    assert pressed["view"]["type"] == "home"  # type: ignore[index]
    assert pressed["view"]["state"]["values"]["show"]["lead"]["selected_option"]["value"] == "police"  # type: ignore[index]
    assert [each.title for each in slack.modals(COORDINATOR)] == ["Complete an action"]


def test_the_page_speaks_as_whoever_is_chosen(fetch: Fetch, slack: LocalSlack, bot: FormBot) -> None:
    said = json.dumps({"user": PARTNER, "channel": PARTNERSHIP, "text": "good morning"}).encode()
    view = opened(slack, POLICE_OWNER)

    fetch("POST", "/page/say", JSON, said)
    seen = {each: fetch("GET", f"/page/views?user={each}", OWN).json for each in (POLICE_OWNER, PARTNER)}
    foreign = fetch("POST", "/page/close", JSON, json.dumps({"user": PARTNER, "view": view.id}).encode())
    nobody = fetch("GET", f"/page/workspace?user={BOT}", OWN)

    assert slack.messages(PARTNERSHIP)[-1].author.id == PARTNER
    assert [len(each["modals"]) for each in seen.values()] == [1, 0]  # type: ignore[arg-type]
    assert (foreign.status, foreign.json["error"]) == (409, "view_not_found")
    assert nobody.status == 409


def test_the_page_cannot_press_in_a_private_channel_of_others(
    fetch: Fetch, slack: LocalSlack, bot: FormBot, client: WebClient
) -> None:
    ts = shared_button(client, EXEC)
    pressed = {"user": STRANGER, "channel": EXEC, "ts": ts, "action_id": "open"}

    assert fetch("POST", "/page/press", JSON, json.dumps(pressed).encode()).json["error"] == "channel_not_found"
    assert bot.heard == []


def test_the_page_is_told_whose_views_changed(fetch: Fetch, slack: LocalSlack, bot: FormBot) -> None:
    slack.open_home(POLICE_OWNER)

    mine = fetch("GET", f"/page/changes?user={POLICE_OWNER}&since=0", OWN).json
    theirs = fetch("GET", f"/page/changes?user={COORDINATOR}&since=0", OWN).json

    assert [each["kind"] for each in mine["changes"]] == ["views"]  # type: ignore[attr-defined]
    assert theirs["changes"] == []

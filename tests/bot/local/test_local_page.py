import json
from datetime import timedelta
from threading import Thread

import pytest
from tiny_bots import Ear, Fetch, saying

from bot.local import COORDINATOR, EXEC, PARTNERSHIP, LocalSlack, MovableClock, User

OWN = {"X-Local-Workspace": "page"}
JSON = {**OWN, "Content-Type": "application/json"}
GUEST = "U0GUEST"


def body(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_the_page_is_served_with_a_strict_policy(fetch: Fetch) -> None:
    page = fetch("GET", "/")

    policy = page.headers["Content-Security-Policy"]
    assert page.status == 200
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_has_no_inline_script_or_style_and_no_foreign_resource(fetch: Fetch) -> None:
    html = fetch("GET", "/").text

    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count('<script type="module" src="/static/')
    assert "http://" not in html
    assert "https://" not in html


@pytest.mark.parametrize("path", ["/", "/page/workspace", "/api/auth.test", "/slack/events", "/static/main.js"])
def test_a_foreign_host_name_is_refused_everywhere(fetch: Fetch, path: str) -> None:
    assert fetch("GET", path, {**OWN, "Host": "rebound.example:3000"}).status == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:3000", "[::1]:3000"])
def test_loopback_names_are_answered(fetch: Fetch, host: str) -> None:
    assert fetch("GET", "/page/workspace", {**OWN, "Host": host}).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json"},
        {**JSON, "Origin": "https://elsewhere.example"},
        {**JSON, "Sec-Fetch-Site": "cross-site"},
        {**JSON, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_page_cannot_speak(fetch: Fetch, slack: LocalSlack, headers: dict[str, str]) -> None:
    reply = fetch("POST", "/page/say", headers, body(channel=PARTNERSHIP, text="hello"))

    assert reply.status == 403
    assert slack.messages(PARTNERSHIP) == []


def test_another_sites_page_cannot_use_the_web_api(fetch: Fetch, slack: LocalSlack) -> None:
    headers = {"Authorization": f"Bearer {slack.keys.bot_token}", "Origin": "https://elsewhere.example"}

    assert fetch("POST", "/api/auth.test", headers).status == 403


def test_reading_needs_the_pages_own_header(fetch: Fetch) -> None:
    assert fetch("GET", "/page/workspace").status == 403


def test_the_workspace_names_channels_people_command_and_time(fetch: Fetch) -> None:
    state = fetch("GET", "/page/workspace", OWN).json

    assert state["user"] == COORDINATOR
    assert [(each["name"], each["kind"]) for each in state["channels"]] == [  # type: ignore[attr-defined]
        ("csp-partnership", "channels"),
        ("csp-exec", "groups"),
        ("csp-neighbours", "channels"),
        ("CSP Assistant", "im"),
    ]
    assert state["command"] == {"name": "/csp", "hint": "[your question]"}
    assert (state["now"], state["timezone"]) == ("2014-12-01T09:00:00+00:00", "Europe/London")


def test_what_is_said_appears_in_the_channel(fetch: Fetch, slack: LocalSlack, ear: Ear) -> None:
    fetch("POST", "/page/say", JSON, body(channel=PARTNERSHIP, text="hello"))
    [said] = slack.messages(PARTNERSHIP)
    fetch("POST", "/page/say", JSON, body(channel=PARTNERSHIP, text="a reply", thread_ts=said.ts))

    assert said.text == "hello"
    assert [each.text for each in slack.replies(PARTNERSHIP, said.ts)] == ["a reply"]


def test_what_begins_with_a_slash_is_a_command(fetch: Fetch, slack: LocalSlack, ear: Ear) -> None:
    ear.answers.append(saying({"text": "Nothing is overdue"}))

    fetch("POST", "/page/say", JSON, body(channel=PARTNERSHIP, text="/csp  overdue"))
    slack.settle()

    assert [each.text for each in slack.ephemerals(COORDINATOR, PARTNERSHIP)] == ["Nothing is overdue"]


def test_a_command_in_a_thread_is_refused_as_slack_does(fetch: Fetch, ear: Ear) -> None:
    reply = fetch("POST", "/page/say", JSON, body(channel=PARTNERSHIP, text="/csp x", thread_ts="1.000000"))

    assert (reply.status, reply.json["reason"]) == (409, "/csp is not supported in threads. Sorry!")
    assert ear.heard == []


def test_a_press_on_the_page_reaches_the_bot(fetch: Fetch, slack: LocalSlack, ear: Ear) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    ear.answers.append(saying({"text": "x", "blocks": [{"type": "actions", "block_id": "b", "elements": [button]}]}))
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "")
    ts = slack.ephemerals(COORDINATOR, PARTNERSHIP)[0].ts

    pressed = body(channel=PARTNERSHIP, ts=ts, block_id="b", action_id="go")
    right = fetch("POST", "/page/press", JSON, pressed)
    wrong = fetch("POST", "/page/press", JSON, body(channel=PARTNERSHIP, ts=ts, block_id="b", action_id="stop"))
    slack.settle()

    assert (right.status, wrong.status) == (202, 409)
    assert len(ear.heard) == 2


def test_nobody_sees_or_presses_what_is_only_for_another(fetch: Fetch, slack: LocalSlack, ear: Ear) -> None:
    slack.workspace.add_user(User(GUEST, "guest", "A guest", "T0LOCALCSP"))
    slack.workspace.add_channel(slack.workspace.channel(PARTNERSHIP).joined_by(GUEST))
    ear.answers.append(saying({"text": "private"}))
    slack.command(COORDINATOR, PARTNERSHIP, "/csp", "")
    ts = slack.ephemerals(COORDINATOR, PARTNERSHIP)[0].ts

    seen = fetch("GET", f"/page/messages?user={GUEST}&channel={PARTNERSHIP}", OWN).json
    changes = fetch("GET", f"/page/changes?user={GUEST}&since=0", OWN).json
    pressed = fetch("POST", "/page/press", JSON, body(user=GUEST, channel=PARTNERSHIP, ts=ts))
    closed = fetch("GET", f"/page/messages?user={GUEST}&channel={EXEC}", OWN)

    assert (seen["messages"], changes["changes"]) == ([], [])
    assert (pressed.status, closed.status) == (409, 409)


def test_changes_are_waited_for(fetch: Fetch, slack: LocalSlack) -> None:
    answers = []
    waiting = Thread(target=lambda: answers.append(fetch("GET", "/page/changes?since=0", OWN).json))
    waiting.start()

    slack.say(COORDINATOR, PARTNERSHIP, "hello")
    waiting.join(5)

    [change] = answers[0]["changes"]
    assert (change["kind"], change["message"]["text"]) == ("posted", "hello")
    assert answers[0]["revision"] == 1


def test_a_page_of_a_workspace_that_is_gone_is_told_at_once(fetch: Fetch) -> None:
    assert fetch("GET", "/page/changes?since=99", OWN).json["revision"] == 0


def test_the_clock_moves_by_local_time_and_by_minutes(fetch: Fetch, clock: MovableClock) -> None:
    summer = fetch("POST", "/page/clock", JSON, body(to="2015-06-01T09:30")).json
    later = fetch("POST", "/page/clock", JSON, body(minutes=60)).json

    assert summer["now"] == "2015-06-01T08:30:00+00:00"
    assert later["now"] == "2015-06-01T09:30:00+00:00"
    assert clock.now().isoformat() == later["now"]


@pytest.mark.parametrize("moment", ["", "tomorrow", None])
def test_a_time_that_is_none_does_not_move_the_clock(fetch: Fetch, clock: MovableClock, moment: object) -> None:
    before = clock.now()

    reply = fetch("POST", "/page/clock", JSON, body(to=moment))

    assert (reply.status, reply.json["error"]) == (409, "invalid_time")
    assert clock.now() - before == timedelta()

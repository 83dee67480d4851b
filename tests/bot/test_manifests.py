import re
from pathlib import Path

BOT = Path(__file__).parents[2] / "bot"
SOCKET_MODE = (BOT / "manifest.yaml").read_text()
HTTP = (BOT / "manifest-http.yaml").read_text()


def settings(manifest: str) -> list[str]:
    """The lines that say something, without comments."""
    lines = [line.split(" #")[0].rstrip() for line in manifest.splitlines() if not line.startswith("#")]
    return [line for line in lines if line]


def test_the_two_variants_differ_in_nothing_but_how_slack_reaches_the_bot() -> None:
    addresses = [line for line in settings(HTTP) if "/slack/events" in line]
    rest = [line for line in settings(HTTP) if "/slack/events" not in line]

    assert len(addresses) == 3
    assert rest == [
        line.replace("socket_mode_enabled: true", "socket_mode_enabled: false") for line in settings(SOCKET_MODE)
    ]


def test_the_bot_asks_for_no_more_than_it_needs() -> None:
    lines = settings(SOCKET_MODE)
    scopes = lines[lines.index("    bot:") + 1 : lines.index("settings:")]

    assert [scope.removeprefix("      - ") for scope in scopes] == [
        "commands",
        "app_mentions:read",
        "im:history",
        "chat:write",
        "channels:read",
        "groups:read",
        "users:read",
    ]


NEEDED = {
    "chat.delete": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.info": {"channels:read", "groups:read"},
    "users.info": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.update": set(),
}
"""What Slack asks for before it does what the bot calls; views need no scope."""


def test_everything_that_the_bot_calls_is_granted() -> None:
    granted = {line.removeprefix("      - ") for line in settings(SOCKET_MODE)}
    called = set(re.findall(r'(?:api_call|_call)\(\s*"([a-zA-Z.]+)"', sources()))
    called |= {name.replace("_", ".") for name in re.findall(r"client\.((?!api_call)[a-z_]+)\(", sources())}

    assert called <= set(NEEDED)
    assert {scope for method in called for scope in NEEDED[method]} <= granted


def test_every_event_that_the_bot_listens_to_is_subscribed() -> None:
    heard = set(re.findall(r'app\.event\("([a-z_]+)"\)', sources()))

    assert {event.replace("message", "message.im") for event in heard} <= {
        line.removeprefix("      - ") for line in settings(SOCKET_MODE)
    }


def sources() -> str:
    """The code of the bot, without the stand-in for Slack."""
    return "\n".join(path.read_text() for path in BOT.rglob("*.py") if "local" not in path.parts)


def test_the_manifest_says_what_the_bot_relies_on() -> None:
    for line in (
        "    - command: /csp",
        "      should_escape: true",
        "    home_tab_enabled: true",
        "      - app_home_opened",
        "      - app_mention",
        "      - message.im",
        "  socket_mode_enabled: true",
        "  org_deploy_enabled: false",
        "  token_rotation_enabled: false",
    ):
        assert line in settings(SOCKET_MODE)

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
    ]


def test_the_manifest_says_what_the_bot_relies_on() -> None:
    for line in (
        "    - command: /csp",
        "      should_escape: true",
        "      - app_mention",
        "      - message.im",
        "  socket_mode_enabled: true",
        "  org_deploy_enabled: false",
        "  token_rotation_enabled: false",
    ):
        assert line in settings(SOCKET_MODE)

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

RIGHT = {"SLACK_BOT_TOKEN": "xoxb-1-2-canary", "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5"}
OURS = ("SLACK_", "CSP_", "DATABASE_URL", "LOG_FORMAT", "PORT")


READ = (
    "-c",
    """
import sys
from bot.settings import SettingsRefused, read_settings
try:
    print(repr(read_settings()))
except SettingsRefused as refusal:
    sys.stderr.write(str(refusal))
    sys.exit(2)
""",
)
CREATE = ("-c", "import bot.web; bot.web.create()")
PROGRAM = ("-m", "bot.settings")


def run(how: tuple[str, ...], folder: Path, settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [sys.executable, *how],
        cwd=folder,
        env=clean | dict(settings),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def named(refused: subprocess.CompletedProcess[str]) -> set[str]:
    return {line.split(":")[0].strip() for line in refused.stderr.splitlines() if line.startswith("  ")}


@pytest.mark.parametrize(("how", "status"), [(("-m", "bot"), 2), (CREATE, 3)])
def test_without_settings_one_message_names_all_that_are_missing(
    how: tuple[str, ...], status: int, tmp_path: Path
) -> None:
    refused = run(how, tmp_path, {})

    assert refused.returncode == status
    assert refused.stdout == ""
    assert "Traceback" not in refused.stderr
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        assert name in refused.stderr


def test_an_empty_setting_is_a_missing_one(tmp_path: Path) -> None:
    refused = run(READ, tmp_path, {"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": ""})

    assert refused.returncode == 2
    assert "SLACK_BOT_TOKEN: missing" in refused.stderr


WRONG = {
    "SLACK_BOT_TOKEN": "xoxp-1-2",
    "SLACK_APP_TOKEN": "xoxb-3-4",
    "SLACK_SIGNING_SECRET": "two words",
    "SLACK_API_URL": "slack.com/canary",
    "DATABASE_URL": "mysql://host/name",
    "CSP_COMMAND": "thanet csp",
    "CSP_COORDINATORS": "U024BE7LH, the chair",
    "CSP_TIMEZONE": "Europe/Margate",
    "LOG_FORMAT": "xml",
    "PORT": "65536",
}


def test_all_wrong_settings_are_named_at_once_and_no_value_is_shown(tmp_path: Path) -> None:
    refused = run(READ, tmp_path, WRONG)

    assert refused.returncode == 2
    assert named(refused) == set(WRONG)
    assert [value for value in WRONG.values() if value in refused.stderr] == []


def test_right_settings_of_every_kind_are_taken(tmp_path: Path) -> None:
    right = {
        "SLACK_APP_TOKEN": "xapp-1-A0-2-ab",
        "SLACK_API_URL": "https://slack-gov.com/api/",
        "DATABASE_URL": "postgresql+psycopg://csp@host/csp",
        "CSP_COMMAND": "/thanet-csp",
        "CSP_COORDINATORS": "U024BE7LH, W012A3CDE",
        "CSP_TIMEZONE": "Europe/London",
        "LOG_FORMAT": "json",
        "PORT": "8080",
    }

    taken = run(READ, tmp_path, RIGHT | right)

    assert taken.returncode == 0, taken.stderr
    assert "('U024BE7LH', 'W012A3CDE')" in taken.stdout


def test_what_is_missing_is_named_beside_what_is_wrong(tmp_path: Path) -> None:
    refused = run(READ, tmp_path, {"PORT": "x"})

    assert named(refused) == {"PORT", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET"}


def test_http_cannot_be_served_without_the_signing_secret(tmp_path: Path) -> None:
    settings = {"SLACK_BOT_TOKEN": "xoxb-1-2", "SLACK_APP_TOKEN": "xapp-1-2"}

    refused = run(CREATE, tmp_path, settings)

    assert refused.returncode == 3
    assert named(refused) == {"SLACK_SIGNING_SECRET"}


def test_what_is_for_socket_mode_alone_never_serves_http(tmp_path: Path) -> None:
    refused = run(("-m", "bot", "--socket-mode"), tmp_path, RIGHT)

    assert refused.returncode == 2
    assert named(refused) == {"SLACK_APP_TOKEN"}
    assert not (tmp_path / "var").exists()


def test_a_file_env_is_read_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1-2\nSLACK_SIGNING_SECRET=0123456789abcdef\nPORT=none\n")

    refused = run(READ, tmp_path, {})

    assert refused.returncode == 2
    assert [line for line in refused.stderr.splitlines() if line.startswith("  ")] == [
        "  PORT: wrong; a number from 1 to 65535"
    ]


@pytest.mark.parametrize(
    ("settings", "program"),
    [
        ({}, "bot.local"),
        ({"SLACK_API_URL": "https://slack.com/api/", "SLACK_BOT_TOKEN": ""}, "bot.local"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "bot"),
        ({"SLACK_SIGNING_SECRET": "0123456789abcdef"}, "bot"),
        ({"SLACK_APP_TOKEN": "anything"}, "bot"),
        ({"SLACK_CLIENT_SECRET": "anything"}, "bot"),
    ],
)
def test_make_run_starts_the_local_workspace_only_without_secrets_of_slack(
    settings: dict[str, str], program: str, tmp_path: Path
) -> None:
    assert run(PROGRAM, tmp_path, settings).stdout == f"{program}\n"


def test_a_secret_in_the_file_env_counts_for_make_run(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1-2\n")

    assert run(PROGRAM, tmp_path, {}).stdout == "bot\n"


def test_secrets_are_in_no_representation(tmp_path: Path) -> None:
    database = {"DATABASE_URL": "postgresql+psycopg://csp:canary@host/csp"}

    shown = run(READ, tmp_path, RIGHT | database).stdout

    assert "SecretStr" in shown
    assert "canary" not in shown
    assert RIGHT["SLACK_SIGNING_SECRET"] not in shown

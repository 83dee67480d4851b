"""The bot as a process of its own: over HTTP under gunicorn, and in Socket Mode."""

import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from scenario import START, answers, command_body, request, until

from bot.local import BOT, COORDINATOR, PARTNERSHIP, LocalSlack, MovableClock
from bot.local.delivering import signature
from bot.local.model import Message
from bot.local.registration import Registration

ROOT = Path(__file__).parents[2]
OURS = ("SLACK_", "CSP_", "DATABASE_URL", "LOG_FORMAT", "PORT", "COVERAGE_", "COV_CORE")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, settings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    process = subprocess.Popen(command, cwd=folder, env=inherited | dict(settings), stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        if process.stderr is not None and not process.stderr.closed:
            sys.stdout.write(process.communicate(timeout=20)[1])  # pytest shows it when the test fails


def stopped(process: subprocess.Popen[str], how: signal.Signals = signal.SIGTERM) -> str:
    """What the process had logged, after it ended as it was told to."""
    process.send_signal(how)
    _, logged = process.communicate(timeout=20)
    assert process.returncode == 0, logged
    return logged


def settings(slack: LocalSlack, database_file: Path) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.keys.bot_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{database_file}",
        "CSP_COORDINATORS": COORDINATOR,
        "LOG_FORMAT": "json",
    }


def procfile(name: str) -> list[str]:
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    return shlex.split(lines[name])


@pytest.mark.parametrize("how", ["python", "procfile"])
def test_http_is_served_by_gunicorn_and_ends_cleanly(
    how: str, slack: LocalSlack, database_file: Path, tmp_path: Path
) -> None:
    port, secret = free_port(), slack.keys.signing_secret
    command = [sys.executable, "-m", "bot"] if how == "python" else from_venv(procfile("web"), port)
    own = settings(slack, database_file) | {"SLACK_SIGNING_SECRET": secret, "PORT": str(port)}
    url = f"http://127.0.0.1:{port}"
    body = command_body(slack, "actions domestic abuse")

    with running(command, tmp_path, own) as process:
        assert until(lambda: answers(f"{url}/readyz"))
        right = request(f"{url}/slack/events", "POST", body, signature(secret, body))
        wrong = request(f"{url}/slack/events", "POST", body, signature("another", body))
        alive = request(f"{url}/healthz", "GET", None, {})
        elsewhere = request(f"{url}/", "GET", None, {})
        logged = stopped(process)

    assert (right.status, wrong.status, alive.status, elsewhere.status) == (200, 401, 200, 404)
    assert "DA-01" in right.body
    assert slack.keys.bot_token not in logged
    assert secret not in logged
    assert "domestic" not in logged
    assert "Traceback" not in logged


def from_venv(command: list[str], port: int) -> list[str]:
    program = str(Path(sys.executable).parent / command[0])
    return [program, *(f"127.0.0.1:{port}" if "PORT" in word else word for word in command[1:])]


@pytest.fixture
def socket_slack() -> Iterator[LocalSlack]:
    with LocalSlack(MovableClock(START), registration=Registration(socket_mode=True)) as local:
        yield local


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_socket_mode_answers_and_ends_cleanly(
    how: signal.Signals, socket_slack: LocalSlack, database_file: Path, tmp_path: Path
) -> None:
    own = settings(socket_slack, database_file) | {"SLACK_APP_TOKEN": socket_slack.keys.app_token}

    with running([sys.executable, *procfile("worker")[1:]], tmp_path, own) as process:
        assert until(lambda: socket_slack.sockets.connections == 1)
        socket_slack.command(COORDINATOR, PARTNERSHIP, "/csp", "show payload figures")
        private = socket_slack.ephemerals(COORDINATOR, PARTNERSHIP)
        socket_slack.say(COORDINATOR, PARTNERSHIP, f"<@{BOT}> actions domestic abuse")
        answered = socket_slack.wait_for(lambda: any("DA-01" in each.text for each in by_bot(socket_slack)))
        logged = stopped(process, how)

    assert len(private) == 1
    assert socket_slack.refused == []
    assert answered
    assert "domestic" not in logged
    assert socket_slack.keys.app_token not in logged
    assert "Traceback" not in logged


def test_socket_mode_connects_again_when_slack_ends_the_connection(
    socket_slack: LocalSlack, database_file: Path, tmp_path: Path
) -> None:
    own = settings(socket_slack, database_file) | {"SLACK_APP_TOKEN": socket_slack.keys.app_token}

    with running([sys.executable, "-m", "bot"], tmp_path, own) as process:
        assert until(lambda: socket_slack.sockets.connections == 1)
        socket_slack.sockets.close()
        assert until(lambda: socket_slack.sockets.connections == 0)
        assert until(lambda: socket_slack.sockets.connections == 1)
        socket_slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")
        stopped(process)

    assert len(socket_slack.ephemerals(COORDINATOR, PARTNERSHIP)) == 1


def test_a_slack_that_cannot_be_reached_is_one_sentence(database_file: Path, tmp_path: Path) -> None:
    own = {
        "SLACK_BOT_TOKEN": "xoxb-1-2",
        "SLACK_APP_TOKEN": "xapp-1-2",
        "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/",
        "DATABASE_URL": f"sqlite:///{database_file}",
    }

    with running([sys.executable, "-m", "bot"], tmp_path, own) as process:
        _, logged = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "csp-assistant cannot reach Slack" in logged
    assert "Traceback" not in logged


def test_a_database_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("this is no database, and it is long enough to be looked at as one " * 20)
    own = {
        "SLACK_BOT_TOKEN": "xoxb-1-2",
        "SLACK_SIGNING_SECRET": "0123456789abcdef",
        "DATABASE_URL": f"sqlite:///{tmp_path}/other.db",
        "PORT": str(free_port()),
    }

    with running([sys.executable, "-m", "bot"], tmp_path, own) as process:
        _, logged = process.communicate(timeout=30)

    assert process.returncode != 0
    assert "csp-assistant cannot start: " in logged
    assert "Traceback" not in logged


def test_gunicorn_gives_up_when_the_settings_are_not_right(tmp_path: Path) -> None:
    port = free_port()

    with running(from_venv(procfile("web"), port), tmp_path, {"PORT": str(port)}) as process:
        _, logged = process.communicate(timeout=30)

    assert process.returncode != 0
    assert logged.count("csp-assistant cannot start: ") == 1
    assert "SLACK_BOT_TOKEN" in logged
    assert "Traceback" not in logged


def by_bot(slack: LocalSlack) -> list[Message]:
    return [each for each in slack.messages(PARTNERSHIP) if each.author.id == BOT]

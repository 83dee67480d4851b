import json
import logging
import subprocess
import sys

import pytest

from bot.logs import HIDDEN, hide

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - made up
CANARIES = {
    "a bot's token": "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
    "a rotated token": "xoxe.xoxb-1-MS0yLTE2Mz",
    "a user's token": "xoxp-1-2-3-abc",
    "an app's token": "xapp-1-A0-123-abcdef",
    "a signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    "a header": "Authorization: Bearer abcdefghijk",
    "a response URL": "https://hooks.slack.com/commands/T1/2/abcdefgh",
    "a response URL elsewhere": "response_url=https://elsewhere.example/9/canary",
    "a local response URL": "http://127.0.0.1:3000/response/canary",
    "an address": "chair.of.board@thanet.example.gov.uk",
    "a password": "postgresql+psycopg://csp:canary@host/csp",
    "the signing secret": SECRET,
}


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES)
def test_a_secret_is_hidden_wherever_it_stands(canary: str) -> None:
    shown = hide(f'before {{"key": "{canary}"}} after', [SECRET])

    assert HIDDEN in shown
    assert shown.startswith("before ")
    assert shown.endswith("after")
    for part in ("canary", "pdFZ", "MS0y", "xoxp", "xapp", "a2114d", "abcdefgh", "chair", SECRET):
        assert part not in shown


def test_what_is_no_secret_stays() -> None:
    line = "DA-01 is 3 weeks overdue; see https://www.thanet.gov.uk/plan, database postgresql+psycopg://host/csp"

    assert hide(line, [SECRET]) == line


WRITE = """
import logging
from bot.logs import logger, set_up_logging
set_up_logging({format!r}, ["planted-canary"])
logger("ours").info("saved", token="xoxb-1-2-canary", of="planted-canary", count=3)
logging.getLogger("another.library").warning("reached %s", "https://hooks.slack.com/actions/canary")
logging.getLogger("slack_bolt.RequestVerification").info("body: canary")
logging.getLogger("slack_sdk.web").debug("body: canary")
try:
    raise ValueError("xapp-1-canary")
except ValueError:
    logging.getLogger("another.library").exception("failed")
"""


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_the_log_of_the_whole_process_hides_what_is_secret(log_format: str) -> None:
    written = subprocess.run(
        [sys.executable, "-c", WRITE.format(format=log_format)], capture_output=True, text=True, timeout=30, check=True
    ).stderr

    assert "canary" not in written
    assert "saved" in written
    assert "ValueError" in written
    if log_format == "json":
        lines = [json.loads(line) for line in written.splitlines()]
        assert [line["event"] for line in lines] == ["saved", f"reached {HIDDEN}", "failed"]
        assert lines[0] | {"timestamp": ""} == {
            "event": "saved",
            "token": HIDDEN,
            "of": HIDDEN,
            "count": 3,
            "level": "info",
            "logger": "ours",
            "timestamp": "",
        }


def test_bolt_is_quiet_about_the_requests_that_it_refuses() -> None:
    code = "import bot.logs, logging; bot.logs.quieten(); print(logging.getLogger('slack_bolt').level)"

    level = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert int(level) > logging.WARNING

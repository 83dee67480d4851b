from datetime import UTC, datetime, timedelta

import pytest

from bot.local import BOT, COORDINATOR, EXEC, PARTNERSHIP, MovableClock
from bot.local.model import ApiError
from bot.local.sample import sample_workspace
from bot.local.typed import Reader, as_sent

NOW = datetime(2014, 12, 1, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("@CSP Assistant overdue", f"<@{BOT}> overdue"),
        ("@csp assistant, overdue", f"<@{BOT}>, overdue"),
        ("mail me@csp.example", "mail me@csp.example"),
        ("see #csp-partnership", f"see <#{PARTNERSHIP}|csp-partnership>"),
        ("see #csp-exec", f"see <#{EXEC}|>"),
        ("see #csp-executive", "see #csp-executive"),
        ("https://example.org/a?b=1&c=2 here", "<https://example.org/a?b=1&amp;c=2> here"),
        (f"<@{COORDINATOR}> done", f"<@{COORDINATOR}> done"),
        ("<!channel>", "&lt;!channel&gt;"),
    ],
)
def test_what_is_typed_is_sent_as_slack_writes_it(typed: str, sent: str) -> None:
    assert as_sent(typed, sample_workspace(lambda: NOW)) == sent


def test_a_command_gets_names_with_its_mentions() -> None:
    workspace = sample_workspace(lambda: NOW)

    assert as_sent("@CSP Assistant", workspace, Reader.COMMAND) == f"<@{BOT}|csp_assistant>"


def test_a_running_clock_runs_and_a_standing_one_stands() -> None:
    standing, running = MovableClock(NOW, running=False), MovableClock(NOW)

    assert standing.now() == NOW
    assert NOW < running.now() < NOW + timedelta(seconds=5)


def test_the_clock_takes_no_moment_without_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(NOW).move_to(datetime(2014, 12, 8))  # noqa: DTZ001 - the mistake that is tested


def test_only_members_speak_in_a_channel() -> None:
    workspace = sample_workspace(lambda: NOW)

    with pytest.raises(ApiError, match="user_not_found"):
        workspace.direct("U0NOBODY", BOT)

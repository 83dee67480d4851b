"""A process that ticks: what `python -m bot` does with reminders, with patience counted in seconds."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

from slack_sdk import WebClient

from bot.posting import SlackPost
from csp_core.database import Database
from csp_core.reminders.posting import Timing
from csp_core.reminders.ticking import Ticker

TIMING = Timing(
    lease=timedelta(seconds=3),
    margin=timedelta(seconds=1.5),
    settle=timedelta(seconds=2),  # on a busy machine a call may be accepted a second after its caller gave up
    pace=timedelta(seconds=0.02),
    sending_for=timedelta(seconds=2),
    late_after=timedelta(days=2),
    direct_attempts=20,  # here a process dies every second
)
DEADLINE = 1
BETWEEN_TICKS = 0.1


@dataclass(frozen=True)
class Job:
    """Which database, which Slack, and the file in which the moment stands that counts as now."""

    url: str
    api_url: str
    clock: Path


def work(job: Job, working: Event) -> None:
    """Ticks until it is killed; says so once the first tick is done."""
    client = WebClient(token="xoxb-none", base_url=job.api_url, timeout=DEADLINE, retry_handlers=[])  # noqa: S106
    with Database.open(job.url) as database:
        ticker = Ticker(database, SlackPost(client), TIMING, wait=time.sleep)
        while True:
            ticker.tick(datetime.fromisoformat(job.clock.read_text()))
            working.set()
            time.sleep(BETWEEN_TICKS)

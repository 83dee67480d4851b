"""`make faults`: so many deliveries on PostgreSQL with four processes and on SQLite with two, all of them killed and
stopped at random, against a Slack that fails. Exit status 1 when anything was lost or doubled."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from csp_core.database import Database
from csp_core.reminders.calendar import next_due
from csp_core.reminders.schedules import Timetable
from tests.faults.accounting import Report, accounted, begun, waiting
from tests.faults.failing_slack import FailingSlack, served
from tests.faults.killing import Workers
from tests.faults.partnerships import DELIVERIES_A_WEEK, START, Posting, ask_for_help, fill
from tests.faults.worker import Job
from tests.postgresql import private_server

# A week begins when all of the one before has come to its end: a long run has more partnerships, not more waiting.
FEWEST_PARTNERSHIPS, MOST_WEEKS = 20, 10
PATIENCE = 600.0
WEEK = timedelta(weeks=1)
A_LITTLE = timedelta(minutes=5)
LONDON = ZoneInfo("Europe/London")


class Run:
    """One database, one failing Slack, some processes; the moment that counts stands in a file."""

    def __init__(self, url: str, folder: Path, slack: FailingSlack) -> None:
        self.database = Database.open(url)
        self.slack = slack
        self.clock = folder / "now"
        self.begun: dict[date, datetime] = {}
        self.job = Job(url, slack.url, self.clock)
        self._set(START)

    def week(self, number: int, postings: tuple[Posting, ...]) -> None:
        """Five minutes after the post of a week is due, until everything of it has come to its end."""
        due = next_due(Timetable(), START + number * WEEK, LONDON)
        self.begun[due.day] = datetime.now(UTC)
        self._set(due.at + A_LITTLE)
        for posting in postings:
            ask_for_help(self.database, posting, due.at + A_LITTLE, number)
        self._settle((number + 1) * len(postings) * DELIVERIES_A_WEEK)

    def _settle(self, planned: int) -> None:
        """Waits until as much is planned and nothing is on its way, or patience ends: then the account says so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if begun(self.database) >= planned and not waiting(self.database):
                return
            time.sleep(0.1)

    def _set(self, moment: datetime) -> None:
        """In one step: a reader sees the moment before or this one."""
        beside = self.clock.with_suffix(".new")
        beside.write_text(moment.isoformat())
        beside.replace(self.clock)


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--deliveries", type=int, default=500, help="how many in all, half of them on each database")
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    size = _size(wish.deliveries)
    with _arenas() as arenas, ThreadPoolExecutor() as both:
        for arena in arenas:  # tables are made by one thread at a time
            Database.open(arena.url).close()
        reports = list(both.map(lambda arena: _report(arena, size, wish.seed), arenas))
    return 0 if all(report.holds for report in reports) else 1


@dataclass(frozen=True)
class Size:
    """How many partnerships are posted to in how many weeks, on each database."""

    partnerships: int
    weeks: int


def _size(deliveries: int) -> Size:
    """As many weeks as there can be with the fewest partnerships, then more partnerships."""
    posts = deliveries / 2 / DELIVERIES_A_WEEK
    weeks = min(MOST_WEEKS, max(1, round(posts / FEWEST_PARTNERSHIPS)))
    return Size(max(FEWEST_PARTNERSHIPS, round(posts / weeks)), weeks)


@dataclass(frozen=True)
class Arena:
    """A database, and how many processes work on it at once."""

    name: str
    url: str
    workers: int


@contextmanager
def _arenas() -> Iterator[list[Arena]]:
    with private_server() as server, TemporaryDirectory(prefix="csp-faults-") as folder:
        embedded = Arena("SQLite", f"sqlite:///{folder}/csp.db", 2)
        if server is None:
            sys.stdout.write("PostgreSQL (initdb, pg_ctl) is not on this machine: only SQLite is tested.\n")
            yield [embedded]
        else:
            yield [Arena("PostgreSQL", server.new_database(), 4), embedded]


def _report(arena: Arena, size: Size, seed: int) -> Report:
    began = time.monotonic()
    slack = FailingSlack(Random(seed))
    with served(slack), _running(arena, size, slack, seed) as (run, postings, killed):
        for number in range(size.weeks):
            run.week(number, postings)
        report = accounted(run.database, slack, postings, run.begun)
        struck = dict(killed.counts)
    sys.stdout.write(
        f"{arena.name}, {arena.workers} processes: {report.deliveries} deliveries in {time.monotonic() - began:.0f} s; "
        f"{struck}; Slack {dict(slack.calls)}\n"
        f"  lost {report.lost} · doubled in channels {report.doubled} · sent again unasked {report.sent_unasked} · "
        f"unknown, asked about {report.unknown} · doubled direct messages {report.doubled_direct} · "
        f"longest delay {report.longest:.1f} s\n"
    )
    sys.stdout.writelines(f"  lost: {each}\n" for each in report.missing)
    sys.stdout.flush()
    return report


@contextmanager
def _running(
    arena: Arena, size: Size, slack: FailingSlack, seed: int
) -> Iterator[tuple[Run, tuple[Posting, ...], Workers]]:
    with TemporaryDirectory(prefix="csp-faults-") as folder:
        run = Run(arena.url, Path(folder), slack)
        postings = fill(run.database, Path(folder), size.partnerships)
        processes = Workers(run.job, arena.workers, Random(seed))
        processes.start_killing()
        try:
            yield run, postings, processes
        finally:
            processes.stop_killing()
            processes.close()
            run.database.close()


if __name__ == "__main__":
    sys.exit(main())

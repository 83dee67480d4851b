"""`python -m bot.local`: the local workspace on http://127.0.0.1:3000 (PORT chooses another)."""

import os
import signal
import sys
from datetime import UTC, datetime
from threading import Event

from bot.local import LocalSlack, MovableClock

START = datetime(2014, 12, 1, 9, 0, tzinfo=UTC)  # the sample partnership's own date
PORT = 3000


def main() -> None:
    """Serve until the terminal's Ctrl-C or a SIGTERM."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    slack = LocalSlack(MovableClock(START)).start(int(os.environ.get("PORT") or PORT))
    try:
        sys.stdout.write(f"The local workspace is at {slack.url}\n")
        sys.stdout.flush()
        stop.wait()
    finally:
        slack.close()


if __name__ == "__main__":
    main()

"""`python -m bot.local`: the bot and a small Slack in the browser, on http://127.0.0.1:3000 (PORT chooses another).

Nothing of it goes to Slack, and no setting for Slack or for the database is read: its database is var/local.db.
"""

import os
import sys
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.ending import Ending
from bot.local import COORDINATOR, LocalSlack, MovableClock
from bot.local.directory import fill_directory
from bot.local.sample import TEAM
from bot.logs import set_up_logging
from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.errors import CspError
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library

DATABASE = Path("var/local.db")
PORT = 3000
OPENING = time(9, 0)
SECONDS_BETWEEN_TICKS = 1.0  # the page moves the clock by days: what is due then is not to be waited for


def main() -> int:
    """Serves until the terminal's Ctrl-C or a SIGTERM. Exit status 1 when it cannot start."""
    ending = Ending()
    try:
        with Database.open(f"sqlite:///{DATABASE}") as database:
            _serve(database, ending)
    except (CspError, OSError) as error:
        sys.stderr.write(f"The local workspace cannot start: {error}\n")
        return 1
    return 0


def _serve(database: Database, ending: Ending) -> None:
    library = _with_sample(database)
    clock = MovableClock(_opening(library))
    with closing(LocalSlack(clock).start(_port())) as slack:
        set_up_logging("text", (slack.keys.bot_token, slack.keys.signing_secret))
        connection = Connection(slack.api_url, slack.keys.bot_token, slack.keys.signing_secret)
        # The page moves the clock, so that the sample's own date is only where it starts.
        bot = open_bot(connection, library, Clock(clock.now, heeds_pinned=False), frozenset({COORDINATOR}))
        slack.attach(web.wsgi(bot))
        bot.pulse.start(SECONDS_BETWEEN_TICKS)
        _say(f"The local workspace is at {slack.url} (Ctrl-C ends it).")
        ending.wait()
        bot.close()


def _with_sample(database: Database) -> Library:
    """The library, with the Thanet sample loaded where the database holds nothing yet."""
    library = Library(database)
    if not library.partnerships():
        loaded = load_sample(database, sample_folder(), Origin("local workspace", "start", datetime.now(UTC)))
        fill_directory(library, datetime.now(UTC))
        _say(f"{loaded.partnership}: {loaded.actions} illustrative actions and {loaded.figures} figures are loaded.")
    return library


def _opening(library: Library) -> datetime:
    """Nine o'clock on the date that the sample partnership carries."""
    partnership_id = library.partnership_of_workspace(TEAM.id) or library.partnership_named(None)
    book = library.book(partnership_id)
    day = book.pinned_today or datetime.now(UTC).date()
    return datetime.combine(day, OPENING, ZoneInfo(book.time_zone)).astimezone(UTC)


def _port() -> int:
    wish = os.environ.get("PORT") or str(PORT)
    if not wish.isdecimal() or not 0 < int(wish) < 65536:
        raise OSError(f"PORT is {wish!r}; it must be a number from 1 to 65535.")
    return int(wish)


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

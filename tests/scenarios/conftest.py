"""The fixtures of the scenarios."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from scenario import START, Office

from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.local import COORDINATOR, LocalSlack, MovableClock
from csp_core.library import Library
from tests.databases import SqliteFile
from tests.furnishing import with_people


@pytest.fixture(scope="session")
def sample_file(thanet: Path) -> Path:
    """The database with the Thanet sample and the people of the local workspace, to be copied."""
    return with_people(thanet, START)


@pytest.fixture
def database_file(sqlite: SqliteFile, sample_file: Path) -> Path:
    """A copy of the sample for one test alone."""
    sqlite.copied(sample_file)
    return sqlite.file


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(MovableClock(START)) as local:
        yield local


@pytest.fixture
def office(slack: LocalSlack, sqlite: SqliteFile, database_file: Path) -> Iterator[Office]:
    """The bot, reached over HTTP."""
    connection = Connection(slack.api_url, slack.keys.bot_token, slack.keys.signing_secret)
    bot = open_bot(connection, Library(sqlite.database), Clock(slack.clock.now), frozenset({COORDINATOR}))
    slack.attach(web.wsgi(bot))
    yield Office(slack, bot, database_file)
    bot.close()

"""The fixtures of the scenarios."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from scenario import START, Office

from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from bot.local import COORDINATOR, LocalSlack, MovableClock
from bot.local.directory import fill_directory
from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the Thanet sample, made once."""
    file = tmp_path_factory.mktemp("sample") / "csp.db"
    with Database.open(f"sqlite:///{file}") as database:
        load_sample(database, sample_folder(), Origin("tests", "tests", START))
        fill_directory(Library(database), START)
    return file


@pytest.fixture
def database_file(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample for one test alone."""
    return Path(shutil.copy(sample_file, tmp_path / "csp.db"))


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(MovableClock(START)) as local:
        yield local


@pytest.fixture
def office(slack: LocalSlack, database_file: Path) -> Iterator[Office]:
    """The bot, reached over HTTP."""
    connection = Connection(slack.api_url, slack.keys.bot_token, slack.keys.signing_secret)
    with Database.open(f"sqlite:///{database_file}") as database:
        bot = open_bot(connection, Library(database), Clock(slack.clock.now), frozenset({COORDINATOR}))
        slack.attach(web.wsgi(bot))
        yield Office(slack, bot, database_file)
        bot.close()

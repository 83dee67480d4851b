"""What the whole suite shares."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.sample import load_sample, sample_folder
from tests.databases import SqliteFile, sqlite_file


def pytest_collection_finish() -> None:
    """What is loaded by now stays loaded: looking through it again and again was a fifth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteFile]:
    """The one SQLite database of most tests; each begins with renewing it."""
    with sqlite_file(tmp_path_factory.mktemp("sqlite")) as file:
        yield file


@pytest.fixture(scope="session")
def thanet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database that holds the Thanet sample, to be copied: that is quicker than to load it."""
    file = tmp_path_factory.mktemp("thanet") / "thanet.db"
    with Database.open(f"sqlite:///{file}") as database:
        load_sample(database, sample_folder(), Origin("tests", "tests", datetime(2026, 10, 14, 9, 30, tzinfo=UTC)))
    return file

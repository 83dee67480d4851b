"""Real databases for the tests of the shared model: SQLite files, and a PostgreSQL server of the tests' own."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library
from tests.postgresql import Server, private_server

TESTS = Origin("tests", "tests", datetime(2026, 10, 14, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """Skipped by name where there is none."""
    with private_server() as server:
        if server is None:
            pytest.skip("PostgreSQL (initdb, pg_ctl, and runuser for root) is not on this machine")
        yield server


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """An empty database on the server, dropped at the end."""
    url = postgresql_server.new_database()
    yield url
    postgresql_server.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'csp.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with tables: copying it is quicker than making them."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    Database.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def sample_template(template: Path) -> Path:
    """A SQLite database that holds the Thanet sample."""
    path = Path(shutil.copy(template, template.with_name("sample.db")))
    with Database.open(f"sqlite:///{path}") as opened:
        load_sample(opened, sample_folder(), TESTS)
    return path


@pytest.fixture
def database(template: Path, sqlite_url: str, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(template, tmp_path / "csp.db")
    with Database.open(sqlite_url) as opened:
        yield opened


@pytest.fixture
def either_database(url: str) -> Iterator[Database]:
    with Database.open(url) as opened:
        yield opened


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


@pytest.fixture
def origin() -> Origin:
    return TESTS


@pytest.fixture
def sample(sample_template: Path, tmp_path: Path) -> Iterator[Library]:
    """A library that holds the Thanet sample."""
    shutil.copy(sample_template, tmp_path / "sample.db")
    with Database.open(f"sqlite:///{tmp_path / 'sample.db'}") as opened:
        yield Library(opened)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a text as plan.csv and gives its path."""

    def write(text: str, name: str = "plan.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write

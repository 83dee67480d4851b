"""Real databases for the tests of the shared model: SQLite files, and a PostgreSQL server of the tests' own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.library import Library
from tests.databases import PostgresqlTables, Renewable, SqliteFile, postgresql_tables, sqlite_file
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
def postgresql(postgresql_server: Server) -> Iterator[PostgresqlTables]:
    with postgresql_tables(postgresql_server) as tables:
        yield tables


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> Renewable:
    renewable = request.getfixturevalue(request.param)
    assert isinstance(renewable, Renewable)
    return renewable


@pytest.fixture
def database(sqlite: SqliteFile) -> Database:
    """A database with tables and without records."""
    return sqlite.emptied()


@pytest.fixture
def either_database(either: Renewable) -> Database:
    """One of each kind."""
    return either.emptied()


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


@pytest.fixture
def origin() -> Origin:
    return TESTS


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteFile]:
    """Beside `sqlite`, for tests that compare the sample with a database of their own."""
    with sqlite_file(tmp_path_factory.mktemp("sample")) as file:
        yield file


@pytest.fixture
def sample(sample_file: SqliteFile, thanet: Path) -> Library:
    """A library that holds the Thanet sample."""
    return Library(sample_file.copied(thanet))


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a text as plan.csv and gives its path."""

    def write(text: str, name: str = "plan.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write

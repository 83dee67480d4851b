"""Real databases for the tests of the shared model: SQLite files, and a PostgreSQL server of the tests' own."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library

TESTS = Origin("tests", "tests", datetime(2026, 10, 14, 9, 30, tzinfo=UTC))
SERVER_PROGRAMS = Path("/usr/lib/postgresql")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a private server without its database's name; skipped by name where there is none."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL (initdb, pg_ctl) is not on this machine")
    as_user = _unprivileged()
    folder = Path(mkdtemp(prefix="csp-postgresql-"))
    if as_user:
        shutil.chown(folder, as_user[2])
    data, options = folder / "data", f"-k {folder} -c listen_addresses='' -F"
    _run(*as_user, programs / "initdb", "-D", data, "-U", "csp", "-A", "trust", "--no-sync", "-E", "UTF8")
    _run(*as_user, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    yield f"host={folder} user=csp"
    _run(*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty database on the server, dropped at the end."""
    name = f"csp_{uuid4().hex}"
    folder = postgresql_server.split()[0].removeprefix("host=")
    with psycopg.connect(f"{postgresql_server} dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"postgresql+psycopg://csp@/{name}?host={folder}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(SERVER_PROGRAMS.glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def _unprivileged() -> tuple[str, ...]:
    """How to run as somebody else: initdb refuses root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("runuser") is None:
        pytest.skip("PostgreSQL refuses to run as root, and runuser is not on this machine")
    return "runuser", "-u", "postgres", "--"


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd="/")

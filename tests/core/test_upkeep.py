import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from csp_core.database import Database
from csp_core.engines import engine_for_steps, understood
from csp_core.errors import DatabaseUnusable
from csp_core.library import Library
from csp_core.migrations import HEAD
from csp_core.upkeep import Upgraded, backup, check, upgrade

NOW = datetime(2026, 10, 14, 9, 30, tzinfo=UTC)


@pytest.fixture
def sample_url(thanet: Path, tmp_path: Path) -> str:
    """The Thanet sample in a file of the test's own."""
    return f"sqlite:///{shutil.copy(thanet, tmp_path / 'sample.db')}"


def run(url: str, statement: str) -> None:
    engine = engine_for_steps(understood(url))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_an_upgrade_of_an_empty_database_gives_it_its_tables(url: str) -> None:
    assert upgrade(url, NOW) == Upgraded(None, HEAD, None)
    assert upgrade(url, NOW) == Upgraded(HEAD, HEAD, None)
    assert check(url).faults == ()


def test_an_upgrade_copies_a_file_of_another_version_first(sqlite_url: str, tmp_path: Path) -> None:
    upgrade(sqlite_url, NOW)
    run(sqlite_url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseUnusable, match="not of this version"):
        upgrade(sqlite_url, NOW)

    assert (tmp_path / "csp-20261014-093000.db").is_file()


def test_a_backup_is_a_database_of_its_own(sample_url: str, tmp_path: Path) -> None:
    copy = backup(sample_url, NOW)

    assert copy == tmp_path / "sample-20261014-093000.db"
    with Database.open(f"sqlite:///{copy}") as copied, Database.open(sample_url) as sample:
        assert Library(copied).partnerships() == Library(sample).partnerships()


def test_a_backup_goes_where_it_is_told_and_overwrites_nothing(sample_url: str, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "one.db"

    assert backup(sample_url, NOW, target) == target
    with pytest.raises(DatabaseUnusable, match="exists already"):
        backup(sample_url, NOW, target)


def test_a_backup_of_postgresql_is_left_to_its_own_tool() -> None:
    with pytest.raises(DatabaseUnusable, match="pg_dump"):
        backup("postgresql+psycopg://csp@/csp", NOW)


def test_a_file_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        check(f"sqlite:///{tmp_path / 'csp.db'}")

    assert list(tmp_path.iterdir()) == []


def test_a_check_finds_pointers_to_nothing(sample_url: str) -> None:
    assert check(sample_url).faults == ()
    run(sample_url, "UPDATE action SET lead_id = partnership_id WHERE ref = 'DA-01'")

    assert check(sample_url).faults == ("A record of action points to a organisation that is not there.",)


def test_a_check_finds_tables_of_another_version(sqlite_url: str) -> None:
    upgrade(sqlite_url, NOW)
    run(sqlite_url, "UPDATE alembic_version SET version_num = '0000'")

    assert check(sqlite_url).faults == (f"The tables are of revision 0000; this version needs {HEAD}.",)


def test_a_check_tells_of_an_sqlite_that_is_not_safe_with_several_writers(sample_url: str) -> None:
    notices = check(sample_url).notices

    assert bool(notices) == (sqlite3.sqlite_version_info < (3, 51, 3))

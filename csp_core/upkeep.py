"""Keeping a database well: its tables brought up to date, copied, looked over."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, text

from csp_core.database import revision_of
from csp_core.engines import engine_for_reading, engine_for_steps, is_file, understood
from csp_core.errors import DatabaseUnusable
from csp_core.migrations import HEAD
from csp_core.migrations.stepping import bring_to

FIRST_SAFE_SQLITE = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: revisions before and after, and where the copy from before is, if one was made."""

    before: str | None
    after: str
    copy: Path | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a database, and what is worth knowing."""

    faults: tuple[str, ...]
    notices: tuple[str, ...]


def upgrade(url: str, now: datetime) -> Upgraded:
    """Brings the tables to this version; a SQLite file with tables of another one is copied first."""
    place = understood(url)
    engine = engine_for_steps(place)
    try:
        before = revision_of(engine)
        copy = backup(url, now) if before not in (None, HEAD) and is_file(place) else None
        bring_to(engine)
    finally:
        engine.dispose()
    return Upgraded(before, HEAD, copy)


def backup(url: str, now: datetime, target: Path | None = None) -> Path:
    """Copies a SQLite database while it is in use; without a target the copy stands beside it with its time.

    Raises DatabaseUnusable for PostgreSQL, which brings its own tool, and for a target that exists.
    """
    place = understood(url)
    if not is_file(place):
        raise DatabaseUnusable("This command copies SQLite files.", "Use pg_dump for PostgreSQL.")
    file = _existing(place)
    target = target or file.with_name(f"{file.stem}-{now:%Y%m%d-%H%M%S}{file.suffix}")
    if target.exists():
        raise DatabaseUnusable(f"{target} exists already.", "Name another file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    return target


def check(url: str) -> Checked:
    """Looks a database over: its revision, and on SQLite every page and every pointer from record to record."""
    place = understood(url)
    if is_file(place):
        _existing(place)
    engine = engine_for_reading(place)
    try:
        revision = revision_of(engine)
        faults = [] if revision == HEAD else [f"The tables are of revision {revision}; this version needs {HEAD}."]
        if not is_file(place):
            return Checked(tuple(faults), ())
        with engine.connect() as connection:
            faults += [row for row in connection.scalars(text("PRAGMA quick_check")) if row != "ok"]
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        faults += [f"A record of {row[0]} points to a {row[2]} that is not there." for row in broken]
    finally:
        engine.dispose()
    return Checked(tuple(faults), tuple(_notices(sqlite3.sqlite_version_info)))


def _notices(version: tuple[int, ...]) -> list[str]:
    if version >= FIRST_SAFE_SQLITE:
        return []
    written = ".".join(map(str, version))
    return [f"SQLite {written} is older than 3.51.3, which mends a rare fault with several writers: use one process."]


def _existing(place: URL) -> Path:
    file = Path(place.database or "")
    if not file.is_file():
        raise DatabaseUnusable(f"There is no database {file}.", "Check DATABASE_URL or --database.")
    return file

"""How engines are made for the two databases, so that no update is lost and nothing waits for ever."""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from csp_core.errors import DatabaseUnusable

SQLITE_PRAGMAS = ("busy_timeout = 10000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
POSTGRESQL_LIMITS = "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
EXAMPLES = "Use sqlite:///var/csp.db or postgresql+psycopg://user:password@host/name."


def understood(url: str) -> URL:
    """The parts of a database URL; DatabaseUnusable when it is neither a SQLite file nor PostgreSQL."""
    try:
        place = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnusable("DATABASE_URL is not a database URL.", EXAMPLES) from error
    if place.get_backend_name() in ("postgresql", "postgres"):
        return place.set(drivername="postgresql+psycopg")
    if place.get_backend_name() != "sqlite":
        raise DatabaseUnusable(f"{place.get_backend_name()} is not a database this works with.", EXAMPLES)
    if place.database in (None, "", ":memory:"):
        raise DatabaseUnusable("SQLite needs a file here: readers and writers connect apart.", EXAMPLES)
    return place


def readable(place: URL) -> str:
    """The URL as it may be shown: without its password."""
    return place.render_as_string(hide_password=True)


def engine_for_writing(place: URL) -> Engine:
    """Transactions that exclude other writers from their first statement (SQLite) or row (PostgreSQL)."""
    return _sqlite(place, "BEGIN IMMEDIATE") if is_file(place) else _postgresql(place)


def engine_for_reading(place: URL) -> Engine:
    """Transactions that see one moment throughout, and are refused any change."""
    if is_file(place):
        return _sqlite(place, "BEGIN", "query_only = ON")
    return _postgresql(place, isolation_level="REPEATABLE READ", postgresql_readonly=True)


def engine_for_steps(place: URL) -> Engine:
    """For changes of the tables: on SQLite without foreign keys, or a rebuilt table loses its children."""
    return _sqlite(place, "BEGIN IMMEDIATE", "foreign_keys = OFF") if is_file(place) else _postgresql(place)


def is_file(place: URL) -> bool:
    """Whether a database is a SQLite file."""
    return place.get_backend_name() == "sqlite"


def _sqlite(place: URL, begin: str, *pragmas: str) -> Engine:
    _make_folder(Path(place.database or "").parent)
    engine = create_engine(place)

    @event.listens_for(engine, "connect")
    def prepare(connection: SqliteConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own transactions begin too late and lose updates
        for pragma in (*SQLITE_PRAGMAS, *pragmas):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin_as_wanted(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(f"The folder {folder} cannot be made: {error.strerror}.", "Name another.") from error


def _postgresql(place: URL, **options: Any) -> Engine:
    try:
        engine = create_engine(place, pool_pre_ping=True, connect_args={"options": POSTGRESQL_LIMITS})
    except ModuleNotFoundError as error:
        raise DatabaseUnusable(
            "The driver for PostgreSQL is not installed.", "Install csp-assistant[postgresql]."
        ) from error
    return engine.execution_options(**options) if options else engine

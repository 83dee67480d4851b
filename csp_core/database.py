"""The database: opened once per process, entered through `reading()` and `writing()` only.

SQLite serves one host and is the default; PostgreSQL serves any number of processes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import TracebackType
from typing import Self, TypeVarTuple

from sqlalchemy import Engine, Row, Select, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from csp_core.engines import engine_for_reading, engine_for_steps, engine_for_writing, readable, understood
from csp_core.errors import DatabaseUnusable
from csp_core.migrations import HEAD

Columns = TypeVarTuple("Columns")
UPGRADE_REMEDY = "Run `csp database upgrade`."


class Database:
    """One database at the revision of this version. No mapped object leaves the block that it was read in."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        self._writer = writer
        self._reader = reader

    @classmethod
    def open(cls, url: str) -> "Database":
        """Opens the database, and gives an empty one its tables.

        Raises DatabaseUnusable when it cannot be reached, or holds the tables of another version.
        """
        place = understood(url)
        database = cls(engine_for_writing(place), engine_for_reading(place))
        try:
            if revision_of(database._reader) is None:
                _give_tables(url)
            _refuse_other_revision(revision_of(database._reader))
        except DBAPIError as error:
            database.close()
            raise DatabaseUnusable(
                f"The database {readable(place)} cannot be opened: {error.orig}.", "Check DATABASE_URL."
            ) from error
        except DatabaseUnusable:
            database.close()
            raise
        return database

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the database, and can change nothing."""
        with Session(self._reader, autoflush=False) as session:
            yield session

    def glance(self, query: Select[*Columns], **values: object) -> Row[*Columns] | None:
        """The first row that a small query finds, at half the cost of a session."""
        with self._reader.connect() as connection:
            return connection.execute(query, values).first()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept together when the block ends, or not at all when it raises.

        On SQLite one writer at a time is let in; others wait up to ten seconds.
        """
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Closes every connection."""
        self._reader.dispose()
        self._writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


def revision_of(engine: Engine) -> str | None:
    """The revision of a database's tables, None for a database without tables.

    Raises DatabaseUnusable when its tables are not ours.
    """
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise DatabaseUnusable(
                "The database holds tables of another program.", "Name an empty database in DATABASE_URL."
            )
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_other_revision(revision: str | None) -> None:
    if revision != HEAD:
        raise DatabaseUnusable(
            f"The database has the tables of revision {revision}; this version needs {HEAD}.", UPGRADE_REMEDY
        )


def _give_tables(url: str) -> None:
    engine = engine_for_steps(understood(url))
    try:
        # Alembic takes longer to load than all else together, and most openings have no step to make.
        import_module("csp_core.migrations.stepping").bring_to(engine)
    finally:
        engine.dispose()

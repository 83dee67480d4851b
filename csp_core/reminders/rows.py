"""What SQLAlchemy does differently on the two databases: inserts that yield, and the database's own clock."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Executable, Insert, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from csp_core.model import Record, UtcDateTime

Moment = Callable[[Session], datetime]
"""The clock that leases follow."""
Values = dict[str, Any]
_SQLITE_NOW = text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
_POSTGRESQL_NOW = select(func.clock_timestamp(type_=UtcDateTime()))


def database_moment(session: Session) -> datetime:
    """Now, by the database's clock: the same for all processes."""
    if session.get_bind().dialect.name == "sqlite":
        written = session.scalar(_SQLITE_NOW)
        return datetime.fromisoformat(str(written)).replace(tzinfo=UTC)
    return session.execute(_POSTGRESQL_NOW).scalar_one()


def insert_new(session: Session, kind: type[Record], rows: Sequence[Values]) -> int:
    """Inserts the rows whose keys are free, and leaves the others; how many that were."""
    if not rows:
        return 0
    statement = _insert_of(kind, session.get_bind().dialect.name)
    result = session.execute(statement, rows if len(rows) > 1 else rows[0])
    assert isinstance(result, CursorResult)  # noqa: S101 - what statements of this kind give, for the type checker
    return result.rowcount


def table_of(kind: type[Record]) -> Table:
    """The table itself: statements on it cost half of those on the mapped class."""
    return Record.metadata.tables[kind.__tablename__]


def changed(session: Session, statement: Executable, values: Values | None = None) -> int:
    """Runs a statement that changes rows, with values for what it leaves open; how many it changed."""
    result = session.execute(statement, values)
    assert isinstance(result, CursorResult)  # noqa: S101 - what statements of this kind give, for the type checker
    return result.rowcount


@cache
def _insert_of(kind: type[Record], dialect: str) -> Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(table_of(kind)).on_conflict_do_nothing().execution_options(preserve_rowcount=True)

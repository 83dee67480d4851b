"""What SQLAlchemy does differently on the two databases: inserts that yield, and the database's own clock."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CursorResult, Executable, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from csp_core.model import Record, UtcDateTime

Moment = Callable[[Session], datetime]
"""The clock that leases follow."""


def database_moment(session: Session) -> datetime:
    """Now, by the database's clock: the same for all processes."""
    if session.get_bind().dialect.name == "sqlite":
        written = session.scalar(text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"))
        return datetime.fromisoformat(str(written)).replace(tzinfo=UTC)
    return session.execute(select(func.clock_timestamp(type_=UtcDateTime()))).scalar_one()


def insert_new(session: Session, kind: type[Record], rows: Sequence[dict[str, Any]]) -> int:
    """Inserts the rows whose keys are free, and leaves the others; how many that were."""
    if not rows:
        return 0
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(table_of(kind)).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    result = session.execute(statement, rows if len(rows) > 1 else rows[0])
    assert isinstance(result, CursorResult)  # noqa: S101 - what statements of this kind give, for the type checker
    return result.rowcount


def table_of(kind: type[Record]) -> Table:
    """The table itself: statements on it cost half of those on the mapped class."""
    return Record.metadata.tables[kind.__tablename__]


def changed(session: Session, statement: Executable) -> int:
    """Runs a statement that changes rows; how many it changed."""
    result = session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 - what statements of this kind give, for the type checker
    return result.rowcount

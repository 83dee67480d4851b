"""Databases that are opened once, and hold something new for each test.

A database that has just been opened knows no statement: SQLAlchemy compiles each of them anew, and that took longer
than the tests themselves. A test that changes the tables of PostgreSQL, or needs two databases, opens its own.
"""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from csp_core.database import Database
from csp_core.model import Record
from tests.postgresql import Server

TABLES = tuple(Record.metadata.tables)
EMPTY = "empty"


@dataclass(frozen=True)
class Renewable(ABC):
    """One database of a worker. What it holds can be kept by a name, and had again."""

    database: Database
    names: set[str] = field(default_factory=set, init=False)

    def emptied(self) -> Database:
        """With tables, and without records."""
        return self.renewed(EMPTY)

    def filled(self, name: str, fill: Callable[[Database], object]) -> Database:
        """As `fill` leaves an empty one; it is filled once, and copied from then on."""
        if name not in self.names:
            fill(self.emptied())
            self.keep(name)
        return self.renewed(name)

    def keep(self, name: str) -> None:
        """Keeps what it holds now, in place of what was kept by this name."""
        self._copy(name)
        self.names.add(name)

    @abstractmethod
    def renewed(self, name: str) -> Database:
        """As it was when it was kept by this name."""

    @abstractmethod
    def _copy(self, name: str) -> None: ...


@dataclass(frozen=True)
class SqliteFile(Renewable):
    """A SQLite database whose file is replaced."""

    file: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def renewed(self, name: str) -> Database:
        return self.copied(self.kept(name))

    def copied(self, file: Path) -> Database:
        """With what another file holds."""
        self.database.close()
        for part in ("", "-wal", "-shm"):  # away with them: what has them open still must not reach the new ones
            self.file.with_name(self.file.name + part).unlink(missing_ok=True)
        shutil.copy(file, self.file)
        return self.database

    def kept(self, name: str) -> Path:
        """A file with what was kept by a name, to be copied."""
        return self.file.with_name(f"{name}.db")

    def _copy(self, name: str) -> None:
        self.database.close()  # the last connection that closes leaves everything in one file
        shutil.copy(self.file, self.kept(name))


@dataclass(frozen=True)
class PostgresqlTables(Renewable):
    """A PostgreSQL database whose rows are replaced: to make a database takes it half a second."""

    aside: psycopg.Connection
    """A connection of the tests' own, which no trigger and no foreign key stops."""

    def renewed(self, name: str) -> Database:
        self._for_each_table("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM {kept}", name)
        return self.database

    def _copy(self, name: str) -> None:
        schema = sql.Identifier(name)
        self.aside.execute(sql.SQL("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}").format(schema))
        self._for_each_table("CREATE TABLE {kept} AS TABLE {table}", name)

    def _for_each_table(self, statement: LiteralString, schema: str) -> None:
        """In one round trip for all tables; those that are kept stand in a schema of their own."""
        names = ({"table": sql.Identifier(table), "kept": sql.Identifier(schema, table)} for table in TABLES)
        self.aside.execute(sql.SQL("; ").join(sql.SQL(statement).format(**each) for each in names))


@contextmanager
def sqlite_file(folder: Path) -> Iterator[SqliteFile]:
    file = folder / "csp.db"
    with Database.open(f"sqlite:///{file}") as opened:
        renewable = SqliteFile(opened, file)
        renewable.keep(EMPTY)
        yield renewable


@contextmanager
def postgresql_tables(server: Server) -> Iterator[PostgresqlTables]:
    url = server.new_database()
    with Database.open(url) as opened, psycopg.connect(server.address(url), autocommit=True) as aside:
        aside.execute("SET session_replication_role = replica")
        renewable = PostgresqlTables(opened, aside)
        renewable.keep(EMPTY)
        yield renewable

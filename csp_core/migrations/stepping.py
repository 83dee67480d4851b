"""Moves a database from one revision to another, in one transaction that nobody else can enter."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from csp_core.errors import DatabaseUnusable
from csp_core.migrations import HEAD

LOCK = 7_426_001  # any number that is ours: PostgreSQL's advisory locks are numbered


def bring_to(engine: Engine, revision: str = HEAD) -> None:
    """Upgrades or downgrades to `revision`; nothing happens when the database is there already.

    On SQLite the engine must not enforce foreign keys while tables are rebuilt; they are checked at the end.
    """
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            _step(connection, revision)
            if connection.dialect.name == "sqlite":
                _refuse_broken_keys(connection)
    except CommandError as error:
        raise DatabaseUnusable(f"The database is not of this version: {error}.", "Install a newer one.") from error


def _step(connection: Connection, revision: str) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "csp_core:migrations")
    config.set_main_option("path_separator", "os")
    current = MigrationContext.configure(connection).get_current_revision() or "base"
    if revision == "base" or (current != "base" and revision < current):
        command.downgrade(config, revision)
    elif revision != current:
        command.upgrade(config, revision)


def _refuse_broken_keys(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise DatabaseUnusable(
            f"{len(broken)} records would point to nothing after the upgrade, so it was undone.",
            "Restore the backup and report this.",
        )

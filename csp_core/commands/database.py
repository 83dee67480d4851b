"""`csp database upgrade`, `backup` and `check`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from csp_core import upkeep
from csp_core.commands.options import shared_options, url_of
from csp_core.errors import DatabaseUnusable


@click.group()
def database() -> None:
    """Keep the database well."""


@database.command()
@shared_options
def upgrade(database: str | None, partnership: str | None) -> None:
    """Bring the tables to this version; a SQLite file is copied first."""
    done = upkeep.upgrade(url_of(database), datetime.now(UTC))
    if done.before == done.after:
        click.echo(f"The database is at revision {done.after} already.")
        return
    if done.copy:
        click.echo(f"A copy from before is at {done.copy}.")
    click.echo(f"The database is at revision {done.after} now; before: {done.before or 'empty'}.")


@database.command()
@shared_options
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where the copy goes.")
def backup(database: str | None, partnership: str | None, output: Path | None) -> None:
    """Copy a SQLite database while it is in use."""
    click.echo(f"The copy is at {upkeep.backup(url_of(database), datetime.now(UTC), output)}.")


@database.command()
@shared_options
def check(database: str | None, partnership: str | None) -> None:
    """Look the database over."""
    checked = upkeep.check(url_of(database))
    for sentence in (*checked.notices, *checked.faults):
        click.echo(sentence)
    if checked.faults:
        raise DatabaseUnusable("The database is not well.", "Restore a backup, or run `csp database upgrade`.")
    click.echo("The database is well.")

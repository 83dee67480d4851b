"""`csp audit verify` and `csp history`."""

import click

from csp_core.audit import entries
from csp_core.commands.options import opened, shared_options
from csp_core.errors import AuditBroken
from csp_core.history import story_of
from csp_core.library import Library
from csp_core.replaying import verify as verified


@click.group()
def audit() -> None:
    """Look the audit trail over."""


@audit.command()
@shared_options
def verify(database: str | None, partnership: str | None) -> None:
    """Check that every change has its entry, and that the entries lead to the actions of today."""
    with opened(database) as opened_database:
        partnership_id = Library(opened_database).partnership_named(partnership)
        with opened_database.reading() as session:
            found = verified(session, partnership_id)
    if found.fault:
        raise AuditBroken(found.fault, "Compare with a backup, and find out who can reach the database.")
    if found.without_beginning:
        click.echo(f"{found.without_beginning} actions are from before entries held whole states.")
    click.echo(f"The audit holds: {found.entries} entries lead to the {found.actions} actions of today.")


@click.command()
@click.argument("ref")
@shared_options
@click.option("--year", metavar="2026-27", help="The plan year; else the newest that has the action.")
def history(ref: str, database: str | None, partnership: str | None, year: str | None) -> None:
    """Tell the story of an action."""
    with opened(database) as opened_database:
        library = Library(opened_database)
        book = library.book(library.partnership_named(partnership))
        with opened_database.reading() as session:
            trail = entries(session, book.partnership_id)
            lines = story_of(book, trail, ref, year)
    for line in lines:
        click.echo(line)

"""`csp sample`."""

import click

from csp_core.commands.options import opened, origin, shared_options
from csp_core.importing.sample import load_sample, sample_folder


@click.command()
@shared_options
def sample(database: str | None, partnership: str | None) -> None:
    """Load the Thanet sample into the database."""
    if partnership is not None:
        raise click.UsageError("The sample is a partnership of its own: leave --partnership out.")
    with opened(database) as opened_database:
        loaded = load_sample(opened_database, sample_folder(), origin("csp sample"))
    for notice in loaded.notices:
        click.echo(notice)
    click.echo(f"{loaded.partnership}: {loaded.actions} illustrative actions and {loaded.figures} figures are loaded.")

"""`csp export`."""

import sys
from pathlib import Path
from typing import TypedDict, Unpack

import click

from csp_core.commands.options import opened, shared_options
from csp_core.exporting import Format, Subject, exported
from csp_core.library import Library


class Options(TypedDict):
    """What to export from, as what, and where to."""

    database: str | None
    partnership: str | None
    form: str | None
    output: Path | None


@click.command()
@click.argument("subject", type=click.Choice([each.value for each in Subject]))
@shared_options
@click.option(
    "--format", "form", type=click.Choice([each.value for each in Format]), help="Default: as FILE ends, or csv."
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: standard output."
)
def export(subject: str, **options: Unpack[Options]) -> None:
    """Write actions, figures or the audit trail for spreadsheets and other programs."""
    form = _format(options["form"], options["output"])
    with opened(options["database"]) as database:
        library = Library(database)
        content = exported(library, library.partnership_named(options["partnership"]), Subject(subject), form)
    if options["output"] is None:
        sys.stdout.buffer.write(content)
        return
    _write(options["output"], content)
    click.echo(f"Written to {options['output']}.")


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _format(named: str | None, output: Path | None) -> Format:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    known = {each.value: each for each in Format}
    return known[named] if named else known.get(ending, Format.CSV)

"""`csp import plan`, `csp import figures` and `csp import people`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import click

from csp_core.commands.options import Command, opened, origin, settings, shared_options
from csp_core.commands.progress import watched
from csp_core.importing.choosing import Tenant
from csp_core.importing.figures import FiguresWish, import_figures
from csp_core.importing.people import PeopleWish, import_people
from csp_core.importing.plan_years import plan_year
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.periods import Period


class Options(TypedDict):
    """What every command is told beside the file."""

    database: str | None
    partnership: str | None
    area: str | None
    sheet: str | None
    maps: Sequence[str]
    dry_run: bool


class PlanOptions(Options):
    """What the plan's command is told as well."""

    year: str | None


def _import_options(command: Command) -> Command:
    options = (
        click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        shared_options,
        click.option("--area", metavar="NAME", help="The area of a partnership that is new."),
        click.option("--sheet", metavar="NAME", help="Which sheet of a workbook."),
        click.option(
            "--map", "maps", multiple=True, metavar='"THEIRS=ours"', help="A column of theirs; - leaves it aside."
        ),
        click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group("import")
def import_() -> None:
    """Take a file into the database, whole or not at all."""


@import_.command("plan")
@_import_options
@click.option("--year", metavar="2026-27", help="The plan year; else the file's due dates say.")
def plan(file: Path, **options: Unpack[PlanOptions]) -> None:
    """Take the actions of a plan from a CSV or workbook; those known by their ref are updated."""
    year, theirs = _year(options["year"]), _theirs(options["maps"])
    with opened(options["database"]) as database, watched(f"Importing {file.name}") as watch:
        wish = PlanWish(_tenant(options), year, options["sheet"], theirs, options["dry_run"], watch)
        done = import_plan(database, file, wish, origin("csp import plan"))
    _tell(done.notices)
    counts = f"{done.added} new, {done.changed} changed, {done.unchanged} as before"
    _conclude(f"{done.partnership}, plan {done.year}: {counts}.", options)


@import_.command("figures")
@_import_options
def figures(file: Path, **options: Unpack[Options]) -> None:
    """Take published figures from a CSV or workbook; a correction supersedes the figure before it."""
    theirs = _theirs(options["maps"])
    with opened(options["database"]) as database, watched(f"Importing {file.name}") as watch:
        wish = FiguresWish(_tenant(options), options["sheet"], theirs, options["dry_run"], watch)
        done = import_figures(database, file, wish, origin("csp import figures"))
    _tell(done.notices)
    counts = f"{done.added} new, {done.corrected} corrected, {done.unchanged} as before"
    _conclude(f"{done.partnership}, figures: {counts}.", options)


@import_.command("people")
@_import_options
def people(file: Path, **options: Unpack[Options]) -> None:
    """Take the directory from a CSV or workbook: name, organisation, post, from, to, deputy, Slack id, coordinator."""
    theirs = _theirs(options["maps"])
    with opened(options["database"]) as database, watched(f"Importing {file.name}") as watch:
        wish = PeopleWish(_tenant(options), options["sheet"], theirs, options["dry_run"], watch)
        done = import_people(database, file, wish, origin("csp import people"))
    _tell(done.notices)
    counts = f"{done.added} new, {done.changed} changed, {done.unchanged} as before"
    _conclude(f"{done.partnership}, people: {counts}.", options)


def _tenant(options: Options | PlanOptions) -> Tenant:
    known = settings()
    return Tenant(options["partnership"], options["area"], known.time_zone, known.today)


def _year(text: str | None) -> Period | None:
    period = plan_year(text) if text else None
    if text and period is None:
        raise click.BadParameter(f"“{text}” is no plan year such as 2026-27.")
    return period


def _theirs(maps: Sequence[str]) -> dict[str, str]:
    theirs = {}
    for each in maps:
        their, separator, ours = each.rpartition("=")
        if not separator or not their.strip() or not ours.strip():
            raise click.BadParameter(f"“{each}” is not of the form “Their column=our field”.", param_hint="--map")
        theirs[their.strip()] = ours.strip().casefold()
    return theirs


def _tell(notices: Sequence[str]) -> None:
    for notice in notices:
        click.echo(notice)


def _conclude(sentence: str, options: Options | PlanOptions) -> None:
    click.echo(f"{sentence} Nothing was changed: this was a dry run." if options["dry_run"] else sentence)

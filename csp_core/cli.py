"""The `csp` command: an edge, which may read the clock and the environment. Nothing imports it."""

import sys
from importlib import import_module

import click

from csp_core.errors import (
    ActionUnknown,
    CspError,
    ImportRefused,
    PartnershipAmbiguous,
    PartnershipUnknown,
    PersonUnknown,
)

REFUSED, WRONG_CALL = 1, 2
COMMANDS = {
    "ask": "csp_core.commands.asking:ask",
    "audit": "csp_core.commands.auditing:audit",
    "database": "csp_core.commands.database:database",
    "export": "csp_core.commands.exporting:export",
    "history": "csp_core.commands.auditing:history",
    "import": "csp_core.commands.importing:import_",
    "reminders": "csp_core.commands.reminders:reminders",
    "sample": "csp_core.commands.sample:sample",
}


class _LazyGroup(click.Group):
    """Loads a sub-command when it is called, and shows domain errors as their sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ImportRefused as error:
            click.echo("\n".join((*error.problems, str(error))), err=True)
            ctx.exit(REFUSED)
        except (ActionUnknown, PartnershipAmbiguous, PartnershipUnknown, PersonUnknown) as error:
            click.echo(str(error), err=True)
            ctx.exit(WRONG_CALL)
        except CspError as error:
            click.echo(str(error), err=True)
            ctx.exit(REFUSED)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="csp-assistant")
def main() -> None:
    """The plan of a Community Safety Partnership: ask it, load it, hand it on."""


if __name__ == "__main__":
    sys.exit(main())

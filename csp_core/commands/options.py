"""What all commands share: their options, the settings of the environment, and how a database is opened."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from getpass import getuser
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click
from dotenv import dotenv_values

from csp_core.audit import Origin
from csp_core.database import Database

DEFAULT_DATABASE = "sqlite:///var/csp.db"
DEFAULT_TIME_ZONE = "Europe/London"
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment, or a `.env` file in the current folder, sets for the command line."""

    database_url: str = DEFAULT_DATABASE
    today: date | None = None
    time_zone: str = DEFAULT_TIME_ZONE


def settings() -> Settings:
    """Reads DATABASE_URL, CSP_TODAY and CSP_TIMEZONE. Raises click.UsageError for what cannot be understood."""
    values = {**dotenv_values(".env"), **os.environ}
    return Settings(
        database_url=values.get("DATABASE_URL") or DEFAULT_DATABASE,
        today=_day(values.get("CSP_TODAY") or ""),
        time_zone=_zone(values.get("CSP_TIMEZONE") or DEFAULT_TIME_ZONE),
    )


def shared_options(command: Command) -> Command:
    """Adds --database and --partnership."""
    partnership = click.option("--partnership", metavar="NAME", help="Which one; needless if it is alone.")
    database = click.option("--database", metavar="URL", help=f"Default: DATABASE_URL, else {DEFAULT_DATABASE}.")
    return database(partnership(command))


def url_of(database: str | None) -> str:
    """The URL given, else that of the environment."""
    return database or settings().database_url


@contextmanager
def opened(database: str | None) -> Iterator[Database]:
    """The database given, else that of the environment, closed at the end."""
    with Database.open(url_of(database)) as opened_database:
        yield opened_database


def origin(via: str) -> Origin:
    """Who changes something at the command line: the user of this machine, now."""
    try:
        user = getuser()
    except (KeyError, OSError):
        user = "unknown user"
    return Origin(user, via, datetime.now(UTC))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise click.UsageError(f"CSP_TODAY is “{text}”, which is no date such as 2014-12-01.") from error


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise click.UsageError(f"CSP_TIMEZONE is “{name}”, which is no time zone such as Europe/London.") from error

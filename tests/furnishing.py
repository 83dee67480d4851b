"""The sample with the people of the local workspace, as the bot needs it."""

import shutil
from datetime import datetime
from pathlib import Path

from bot.local.directory import fill_directory
from csp_core.database import Database
from csp_core.library import Library


def with_people(sample: Path, now: datetime) -> Path:
    """A copy of the sample's database, beside it, whose directory holds the people of the local workspace."""
    file = Path(shutil.copy(sample, sample.with_name(f"people-{now:%Y}.db")))
    with Database.open(f"sqlite:///{file}") as database:
        fill_directory(Library(database), now)
    return file

"""`csp reminders due`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click

from csp_core.answering.phrases import day_words
from csp_core.book import Book
from csp_core.commands.options import opened, settings, shared_options
from csp_core.database import Database
from csp_core.library import Library
from csp_core.reminders.naming import wish_words
from csp_core.reminders.previewing import Letter, Preview, next_dues, preview_day, preview_default
from csp_core.reminders.wording import as_text


@click.group()
def reminders() -> None:
    """Look at the reminders."""


@reminders.command()
@shared_options
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day to look at.")
def due(database: str | None, partnership: str | None, today: datetime | None) -> None:
    """Show what would be posted on a day, and where; nothing is posted."""
    with opened(database) as opened_database:
        library = Library(opened_database)
        book = library.book(library.partnership_named(partnership))
        day = today.date() if today else settings().today or book.pinned_today or _day_in(book)
        for line in _shown(opened_database, book, day):
            click.echo(line)


def _shown(database: Database, book: Book, day: date) -> Iterator[str]:
    previews, coming = preview_day(database, book.partnership_id, day), next_dues(database, book.partnership_id, day)
    if not previews and not coming:
        yield "No reminders are set up yet. This is what the usual one would say, Mondays at 09:00:\n"
        yield from _letters(preview_default(database, book.partnership_id, day), book)
        return
    if not previews:
        yield f"Nothing is due on {day_words(day)}."
    for preview in previews:
        yield from _one(preview, book)
    yield from (f"Next: {wish_words(each.schedule.wish)}: {day_words(each.due.day)}." for each in coming)


def _one(preview: Preview, book: Book) -> Iterator[str]:
    at = preview.due_at.astimezone(ZoneInfo(book.time_zone))
    yield f"{at:%H:%M} {wish_words(preview.wish)}"
    if preview.held:
        yield f"Held by a quiet period: {preview.held}."
    elif not preview.letters:
        yield "Nobody has to be told anything."
    yield from _letters(preview, book)


def _letters(preview: Preview, book: Book) -> Iterator[str]:
    for letter in preview.letters:
        yield f"{_where(letter, book)}\n{as_text(letter.content)}\n"


def _where(letter: Letter, book: Book) -> str:
    if letter.to is None:
        return "In the channel that a coordinator picks:"
    name = next((each.name for each in book.people if letter.to.person_id and each.id == letter.to.person_id), None)
    channel = f"{letter.to.channel.team}/{letter.to.channel.id}"
    return f"To {name} directly ({channel}):" if name else f"In the channel {channel}:"


def _day_in(book: Book) -> date:
    return datetime.now(UTC).astimezone(ZoneInfo(book.time_zone)).date()

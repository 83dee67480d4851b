"""`csp ask`."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

import click

from csp_core.answering.answers import Answer
from csp_core.answering.wording import as_json, as_text
from csp_core.asking.questions import Conversation
from csp_core.assistant import Assistant
from csp_core.book import Book
from csp_core.commands.options import opened, settings, shared_options
from csp_core.library import Library
from csp_core.permissions import COORDINATOR, Audience, Enquirer, actor_named


class Options(TypedDict):
    """How to ask, and as whom."""

    database: str | None
    partnership: str | None
    is_json: bool
    today: datetime | None
    person: str | None
    conversation: bool


@click.command()
@click.argument("question", required=False)
@shared_options
@click.option("--json", "is_json", is_flag=True, help="One JSON object a question, one a line.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day answers count from.")
@click.option("--as", "person", metavar="PERSON", help="Ask as someone of the directory, by name or Slack id.")
@click.option("--conversation", is_flag=True, help="Lines of standard input follow on from each other.")
def ask(question: str | None, **options: Unpack[Options]) -> None:
    """Ask a question in plain words; without one, each line of standard input is a question."""
    with opened(options["database"]) as database:
        library = Library(database)
        partnership_id = library.partnership_named(options["partnership"])
        asked = partnership_id, _enquirer(library.book(partnership_id), options)
        assistant, before = Assistant(library), Conversation()
        for text in _questions(question):
            turn = assistant.converse(text, *asked, before)
            click.echo(_shown(turn.answer, text, is_json=options["is_json"]))
            before = turn.conversation if options["conversation"] else Conversation()


def _shown(answer: Answer, text: str, *, is_json: bool) -> str:
    return json.dumps(as_json(answer, text), ensure_ascii=False) if is_json else f"{as_text(answer)}\n"


def _questions(question: str | None) -> Iterable[str]:
    if question is not None:
        return (question,)
    return (line.strip() for line in sys.stdin if line.strip())


def _enquirer(book: Book, options: Options) -> Enquirer:
    pinned = options["today"].date() if options["today"] else settings().today or book.pinned_today
    day = pinned or datetime.now(UTC).astimezone(ZoneInfo(book.time_zone)).date()
    actor = actor_named(book, options["person"], day) if options["person"] else COORDINATOR
    return Enquirer(actor, Audience.PRIVATE, day)

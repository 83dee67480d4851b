"""The desk: from who asks what, and where, to the answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.clock import Clock
from bot.requests import Enquiry, Place
from csp_core.answering.answers import Answer
from csp_core.asking.questions import Conversation
from csp_core.assistant import Assistant, Turn
from csp_core.book import Book
from csp_core.conversations import Conversations, Speaker
from csp_core.errors import PartnershipUnknown
from csp_core.library import Library
from csp_core.permissions import Actor, Enquirer, Role, actor_of


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a conversation; `remember` is called once it was sent."""

    answer: Answer
    remember: Callable[[], None]


@dataclass(frozen=True)
class Desk:
    """Answers enquiries through one assistant, which keeps what it has learnt to read. `coordinators` are the Slack
    ids that the settings name as such."""

    assistant: Assistant
    clock: Clock = field(default_factory=Clock)
    coordinators: frozenset[str] = frozenset()
    command: str = "/csp"

    def answer(self, enquiry: Enquiry) -> Answer:
        """An answer that stands alone. Raises PartnershipUnknown when nobody has connected this workspace."""
        book = self._book_of(enquiry.workspace)
        return self._turn(enquiry, book, Conversation()).answer

    def reply(self, enquiry: Enquiry, place: Place) -> Reply:
        """An answer that goes on from what this person was told here before. Raises PartnershipUnknown."""
        book = self._book_of(enquiry.workspace)
        speaker = _speaker(enquiry, place)
        before = self.conversations.before(book.partnership_id, speaker, self.clock.now())
        turn = self._turn(enquiry, book, before)

        def remember() -> None:
            self.conversations.keep(book.partnership_id, speaker, turn.conversation, self.clock.now())

        return Reply(turn.answer, remember)

    def _turn(self, enquiry: Enquiry, book: Book, before: Conversation) -> Turn:
        return self.assistant.converse_on(book, self._text(enquiry, book), self._enquirer(enquiry, book), before)

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self.library.database)

    def _enquirer(self, enquiry: Enquiry, book: Book) -> Enquirer:
        today = self.clock.today(book)
        actor = actor_of(book, (enquiry.asker.team, enquiry.asker.user), today)
        if enquiry.asker.user in self.coordinators and enquiry.asker.team == enquiry.workspace:
            actor = _as_coordinator(actor)
        return Enquirer(actor, enquiry.audience, today)

    def _text(self, enquiry: Enquiry, book: Book) -> str:
        return _with_names(self._without_command(enquiry.text), book, enquiry.workspace)

    @property
    def library(self) -> Library:
        return self.assistant.library

    def check(self) -> None:
        """Asks the database something small; raises what it raises when it does not answer."""
        self.library.partnerships()

    def _without_command(self, text: str) -> str:
        """Where Slack takes no commands, in threads, people type them all the same."""
        first, _, rest = text.partition(" ")
        return rest.strip() if first == self.command else text

    def _book_of(self, workspace: str) -> Book:
        found = self.library.book_of_workspace(workspace)
        if found is None:
            raise PartnershipUnknown(
                "This Slack workspace is not connected to a partnership yet.",
                "Ask whoever looks after the bot to load your plan with `csp import plan`.",
            )
        return found


def _speaker(enquiry: Enquiry, place: Place) -> Speaker:
    where = "/".join(filter(None, (enquiry.workspace, place.channel, place.thread)))
    return Speaker(where, f"{enquiry.asker.team}/{enquiry.asker.user}")


def _as_coordinator(actor: Actor) -> Actor:
    return replace(actor, role=Role.COORDINATOR)


def _with_names(text: str, book: Book, workspace: str) -> str:
    """Mentions of people as their names in the directory, so that "actions of @name" is understood."""
    if "<@" not in text:
        return text
    names = {account: person.name for person in book.people for account in person.accounts}
    return re.sub(r"<@([UW]\w+)>", lambda found: names.get((workspace, found[1]), "@someone"), text)

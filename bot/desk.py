"""The desk: who somebody is to the partnership of a workspace, what they are answered, and what they may change."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.members import Member
from bot.places import Place
from bot.requests import Enquiry
from csp_core.answering.answers import Answer
from csp_core.asking.questions import Conversation
from csp_core.assistant import Assistant, Turn
from csp_core.book import Book, ChangeKind
from csp_core.changes.deeds import Edit, Intention, Undo
from csp_core.changes.making import Changes
from csp_core.changes.proposed import undo_named
from csp_core.changes.results import LastDeed, Result
from csp_core.conversations import Conversations, Speaker
from csp_core.errors import PartnershipUnknown
from csp_core.library import Library
from csp_core.people.deeds import PeopleDeed
from csp_core.people.keeping import DirectoryResult, People
from csp_core.permissions import Account, Enquirer, Visit, actor_of
from csp_core.reminders.again import content_again
from csp_core.reminders.contents import Content
from csp_core.reminders.deeds import ReminderDeed
from csp_core.reminders.keeping import ReminderResult, Reminders
from csp_core.reminders.listing import Overview
from csp_core.reminders.overview import load_overview
from csp_core.work import Request, Via


@dataclass(frozen=True, slots=True)
class Act:
    """How a wish for a change came in: in which workspace, from whom, by which way, under which id of Slack's."""

    workspace: str
    account: Account
    via: Via
    delivery: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and before whose eyes; `remember` is called once it was sent. `undo` is the deed that a proposal to
    undo names: it takes back that one, whatever is done before it is confirmed."""

    answer: Answer
    visit: Visit
    remember: Callable[[], None]
    undo: UUID | None = None


def anybody(_: str) -> Member:
    """A full member of the workspace: for where there is no Slack to ask."""
    return Member("", "")


@dataclass(frozen=True)
class Desk:
    """Serves enquiries and changes through one assistant, which keeps what it has learnt to read.

    `first_coordinators` are the Slack ids that the settings name, `member` asks Slack about a user id.
    """

    assistant: Assistant
    clock: Clock = field(default_factory=Clock)
    first_coordinators: frozenset[str] = frozenset()
    command: str = "/csp"
    member: Callable[[str], Member | None] = anybody

    def book_of(self, workspace: str) -> Book:
        """The records of the partnership of a workspace. Raises PartnershipUnknown when nobody has connected it."""
        found = self.library.book_of_workspace(workspace)
        if found is None:
            raise PartnershipUnknown(
                "This Slack workspace is not connected to a partnership yet.",
                "Ask whoever looks after the bot to load your plan with `csp import plan`.",
            )
        return found

    def visit(self, workspace: str, account: Account) -> Visit:
        """Somebody before the records of the partnership of a workspace. Raises PartnershipUnknown when nobody has
        connected it."""
        book = self.book_of(workspace)
        today = self.clock.today(book)
        actor = actor_of(book, account, today, self.first_coordinators)
        if actor.is_unknown_here and book.open_reading:  # only then does it matter what Slack calls them
            member = self.member(account.user)
            is_guest = member is None or member.is_guest  # where Slack does not tell, the careful answer
            actor = replace(actor, account=replace(account, is_guest=is_guest))
        return Visit(book, actor, today)

    def answer(self, enquiry: Enquiry) -> Reply:
        """An answer that stands alone. Raises PartnershipUnknown."""
        visit = self.visit(enquiry.workspace, enquiry.asker)
        return self._named(Reply(self._turn(enquiry, visit, Conversation()).answer, visit, lambda: None), enquiry)

    def reply(self, enquiry: Enquiry, place: Place) -> Reply:
        """An answer that goes on from what this person was told here before. Raises PartnershipUnknown."""
        visit = self.visit(enquiry.workspace, enquiry.asker)
        speaker, partnership_id = _speaker(enquiry, place), visit.book.partnership_id
        before = self.conversations.before(partnership_id, speaker, self.clock.now())
        turn = self._turn(enquiry, visit, before)

        def remember() -> None:
            self.conversations.keep(partnership_id, speaker, turn.conversation, self.clock.now())

        return self._named(Reply(turn.answer, visit, remember), enquiry)

    def change(self, deed: Edit | Undo, act: Act) -> Result:
        """Makes a change of actions, or says why not. Raises PartnershipUnknown."""
        return self._changes.make(deed, self._request(act))

    def check(self, intention: Intention, act: Act) -> Result | None:
        """What stands against a deed before its form is opened; None when nothing does. Raises PartnershipUnknown."""
        return self._changes.check(intention, self._request(act))

    def keep(self, deeds: tuple[PeopleDeed, ...], act: Act) -> DirectoryResult:
        """Changes the directory, wholly or not at all. Raises PartnershipUnknown."""
        return self._people.make_all(deeds, self._request(act))

    def remind(self, deed: ReminderDeed, act: Act) -> ReminderResult:
        """Changes the reminders, or says why not. Raises PartnershipUnknown."""
        return self._reminders.make(deed, self._request(act))

    def reminders(self, visit: Visit) -> Overview:
        """How the reminders stand at this moment."""
        return load_overview(self.library.database, visit.book.partnership_id, self.clock.now())

    def reminder_again(self, workspace: str, message_id: UUID) -> Content | None:
        """What a reminder that was posted says now; None when nothing of it is left. Raises PartnershipUnknown."""
        partnership_id = self.book_of(workspace).partnership_id
        return content_again(self.library.database, partnership_id, message_id, self.clock.now())

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self.library.database)

    @property
    def library(self) -> Library:
        return self.assistant.library

    def ping(self) -> None:
        """Asks the database something small; raises what it raises when it does not answer."""
        self.library.partnerships()

    @cached_property
    def _changes(self) -> Changes:
        return Changes(self.library.database, self.first_coordinators)

    @cached_property
    def _people(self) -> People:
        return People(self.library.database, self.first_coordinators)

    @cached_property
    def _reminders(self) -> Reminders:
        return Reminders(self.library.database, self.first_coordinators)

    def _turn(self, enquiry: Enquiry, visit: Visit, before: Conversation) -> Turn:
        text = _with_names(self._without_command(enquiry.text), visit.book, enquiry.workspace)
        enquirer = Enquirer(visit.actor, enquiry.audience, visit.today)
        return self.assistant.converse_on(visit.book, text, enquirer, before)

    def _named(self, reply: Reply, enquiry: Enquiry) -> Reply:
        """A proposal to undo with what it would undo; any other answer as it is."""
        change = reply.answer.change
        if change is None or change.kind is not ChangeKind.UNDO:
            return reply
        last = self._changes.last_deed(self._request(Act(enquiry.workspace, enquiry.asker, Via.WORDS)))
        named = undo_named(reply.answer, last, ZoneInfo(reply.visit.book.time_zone))
        return replace(reply, answer=named, undo=last.deed_id if isinstance(last, LastDeed) else None)

    def _request(self, act: Act) -> Request:
        book = self.book_of(act.workspace)
        now, today = self.clock.now(), self.clock.today(book)
        return Request(book.partnership_id, act.account, act.via, now, act.delivery, today)

    def _without_command(self, text: str) -> str:
        """Where Slack takes no commands, in threads, people type them all the same."""
        first, _, rest = text.partition(" ")
        return rest.strip() if first == self.command else text


def _speaker(enquiry: Enquiry, place: Place) -> Speaker:
    where = "/".join(filter(None, (enquiry.workspace, place.channel, place.thread)))
    return Speaker(where, str(enquiry.asker))


def _with_names(text: str, book: Book, workspace: str) -> str:
    """Mentions of people as their names in the directory, so that "actions of @name" is understood."""
    if "<@" not in text:
        return text
    names = {account: person.name for person in book.people for account in person.accounts}
    return re.sub(r"<@([UW]\w+)>", lambda found: names.get((workspace, found[1]), "@someone"), text)

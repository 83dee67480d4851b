"""The list of the directory: who may see it, and a page of it as a message or a modal."""

from dataclasses import dataclass, replace

from bot.desk import Desk
from bot.requests import Enquiry
from bot.views import forms, people
from bot.views.blocks import Block, Message
from bot.views.notices import notice
from bot.views.people import Listing
from csp_core.permissions import Account, Audience, Role, Visit, coordinator_words, coordinators_of

ELSEWHERE = (
    "The directory is shown only where nobody else can read it: "
    "type `{command} people`, or send me `people` as a direct message."
)
NOT_LISTED = "Sorry, the directory is shown to people who are in it; {who} can add you."
NOBODY = (
    "Nobody coordinates here yet. Whoever looks after the bot names the first coordinators in its settings "
    "(CSP_COORDINATORS), or loads the directory with `csp import people`."
)
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody in a workspace."""

    workspace: str
    account: Account


def directory(desk: Desk, enquiry: Enquiry) -> Message:
    """The first page for whoever asks, where they alone read it."""
    if enquiry.audience is not Audience.PRIVATE:
        return notice(ELSEWHERE.format(command=desk.command))
    return page_message(desk, Reader(enquiry.workspace, enquiry.asker))


def page_message(desk: Desk, reader: Reader, page: int = 1) -> Message:
    """A page as a message, or one sentence for whom it is not shown to."""
    listing = _listing(desk, reader, page)
    refusal = refusal_for(listing.visit, desk)
    return notice(refusal) if refusal else people.message(listing)


def page_modal(desk: Desk, reader: Reader, page: int = 1, news: tuple[str, ...] = ()) -> Block:
    """The same in a modal; `news` is what has just been changed."""
    listing = replace(_listing(desk, reader, page), news=news)
    refusal = refusal_for(listing.visit, desk)
    return forms.notice("People", (refusal, *news)) if refusal else people.modal(listing)


def refusal_for(visit: Visit, desk: Desk) -> str:
    """Why somebody may not see who is in the directory; empty for those who are in it and for coordinators."""
    if visit.actor.role is not Role.STRANGER:
        return ""
    coordinators = coordinators_of(visit.book.people)
    if not desk.first_coordinators and not coordinators:
        return NOBODY
    return NOT_LISTED.format(who=coordinator_words(coordinators))


def questions_for(desk: Desk, reader: Reader) -> tuple[str, ...]:
    """A few questions of this partnership's own to try."""
    help_asked = Enquiry("help", reader.workspace, reader.account, Audience.PRIVATE)
    return desk.answer(help_asked).answer.choices[:MOST_QUESTIONS]


def _listing(desk: Desk, reader: Reader, page: int) -> Listing:
    visit = desk.visit(reader.workspace, reader.account)
    is_first = not visit.book.people and visit.actor.role is Role.COORDINATOR
    questions = questions_for(desk, reader) if is_first else ()
    return Listing(visit, page, questions, desk.first_coordinators)

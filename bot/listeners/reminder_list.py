"""The list of reminders: who may see it, and where a page of it is shown."""

from slack_sdk.errors import SlackApiError

from bot import failures
from bot.desk import Desk
from bot.listeners import modals
from bot.office import Office
from bot.places import Origin
from bot.requests import Enquiry, Press, ViewPress
from bot.sending import NotDelivered
from bot.views import forms
from bot.views import reminder_list as views
from bot.views.blocks import Block, Message
from bot.views.mrkdwn import Mrkdwn
from bot.views.notices import notice
from bot.views.reminder_list import Listing
from csp_core.permissions import Account, Audience, NotAllowed, Role, Visit, coordinator_words, coordinators_of

TITLE = views.TITLE
ELSEWHERE = (
    "The reminders are shown only where nobody else can read them: "
    "type `{command} reminders`, or send me `reminders` as a direct message."
)
NOT_LISTED = "Sorry, the reminders are shown to people of the partnership's directory; {who} can add you."
NOT_YOURS = "Sorry, only {who} can change the reminders."
News = tuple[Mrkdwn, ...]
Who = tuple[str, Account]


def reminders(desk: Desk, enquiry: Enquiry) -> Message:
    """The first page for whoever asks, where they alone read it."""
    if enquiry.audience is not Audience.PRIVATE:
        return notice(ELSEWHERE.format(command=desk.command))
    return page_message(desk, (enquiry.workspace, enquiry.asker))


def page_message(desk: Desk, who: Who, page: int = 1, news: News = ()) -> Message:
    """A page as a message, or one sentence for whom it is not shown to."""
    visit = desk.visit(*who)
    refusal = refusal_for(visit)
    return notice(refusal) if refusal else views.message(Listing(visit, desk.reminders(visit), page, news))


def page_modal(desk: Desk, who: Who, page: int = 1, news: News = ()) -> Block:
    """The same in a modal."""
    visit = desk.visit(*who)
    refusal = refusal_for(visit)
    if refusal:
        return forms.notice(TITLE, (refusal,))
    return views.modal(Listing(visit, desk.reminders(visit), page, news))


def show(office: Office, press: Press | ViewPress, page: int, news: News = ()) -> None:
    """In the place of the page before it; where others read along, to the presser alone."""
    who = (press.workspace, press.presser)
    if isinstance(press, ViewPress):
        modals.show(office, press, TITLE, lambda: page_modal(office.desk, who, page, news))
    elif press.origin.is_private:
        office.sender.replace(press.origin, page_message(office.desk, who, page, news))
    else:
        office.sender.tell(press.origin, page_message(office.desk, who, page, news))


def renew(office: Office, who: Who, page: int, origin: Origin, news: News) -> None:
    """The list that a form was opened from, with what was changed. When that fails the records are right all the
    same."""
    try:
        office.sender.replace(origin, page_message(office.desk, who, page, news))
    except (SlackApiError, NotDelivered, OSError) as error:
        failures.record(error)


def refusal_for(visit: Visit) -> str:
    """Why somebody may not see the reminders; empty for people of the directory and coordinators."""
    if visit.actor.role is not Role.STRANGER:
        return ""
    return NOT_LISTED.format(who=coordinator_words(coordinators_of(visit.book.people)))


def change_refused(visit: Visit) -> NotAllowed | None:
    """What stands against opening a form or a preview; the core decides once more when something is changed."""
    if visit.actor.role is Role.COORDINATOR:
        return None
    return NotAllowed(NOT_YOURS.format(who=coordinator_words(coordinators_of(visit.book.people))))

"""The question behind a message, asked again: for another page, for the channel, or because something has changed."""

from slack_sdk.errors import SlackApiError

from bot import failures
from bot.office import Office
from bot.places import Origin
from bot.requests import Enquiry
from bot.views import answers
from bot.views.answers import Showing
from bot.views.blocks import Message
from bot.views.buttons import Shown
from csp_core.permissions import Audience


def audience_at(office: Office, origin: Origin | None) -> Audience:
    """Who reads along where a message stands; without a message, the Home of one person."""
    if origin is None or origin.is_private:
        return Audience.PRIVATE
    return audience_of_channel(office, origin.channel)


def audience_of_channel(office: Office, channel: str) -> Audience:
    """Who reads along in a channel; where Slack does not tell, the careful answer: people from elsewhere."""
    return Audience.SHARED_CHANNEL if office.sender.is_shared_with_others(channel) else Audience.CHANNEL


def enquiry_of(shown: Shown, workspace: str, audience: Audience) -> Enquiry:
    """The question of a message, as its asker asked it: "my actions" stay theirs, whoever presses."""
    return Enquiry(shown.question, workspace, shown.asker, audience)


def asked_again(office: Office, workspace: str, origin: Origin, shown: Shown) -> Message:
    """The answer on today's records, as a message for the place where it stands."""
    reply = office.desk.answer(enquiry_of(shown, workspace, audience_at(office, origin)))
    can_be_shared = origin.is_ephemeral and not origin.beside.is_direct
    visit = reply.visit
    showing = Showing(shown, can_be_shared=can_be_shared, actor=visit.actor, book=visit.book, undo=reply.undo)
    return answers.message(reply.answer, showing)


def refresh(office: Office, workspace: str, origin: Origin, shown: Shown) -> None:
    """Shows the answer anew in its message. When that fails the records are right all the same."""
    try:
        office.sender.replace(origin, asked_again(office, workspace, origin, shown))
    except (SlackApiError, OSError) as error:
        failures.record(error, shown.question)

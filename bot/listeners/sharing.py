"""Sharing: a private answer posted for the channel, as the share of the person who asked."""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot import failures
from bot.listeners.again import audience_of_channel, enquiry_of
from bot.office import Office
from bot.places import Place
from bot.requests import Press
from bot.sending import NotDelivered
from bot.slack_errors import LOST
from bot.views import answers
from bot.views.answers import Showing
from bot.views.blocks import Message
from bot.views.buttons import Ask, Shown
from bot.views.notices import notice
from csp_core.permissions import Audience

REFUSED = "I could not share this: Slack did not let me post in the channel. Invite me there and share it again."
TOO_FAST = "Slack is busy and did not take your share. Please share it again in a minute."
UNCERTAIN = (
    "I could not make sure that your answer reached the channel. "
    "Please look there before you share it again. The reference for the coordinator: {reference}."
)


def share(office: Office, press: Press, ask: Ask) -> None:
    """Answers once more for those who will read it, so that what only the presser may see stays out of the channel.

    A second press of the same button does nothing, unless Slack refused the first.
    """
    shown = replace(ask.shown, asker=press.presser)
    message = _message(office, press, shown)  # what goes wrong here happened before anything was sent
    key = f"share {press.origin.channel} {press.origin.ts} {shown.page} {shown.question}"
    if not office.once.take(key):
        return
    try:
        office.sender.post_beside(press.origin, Place(press.origin.channel), message)
    except SlackApiError as error:  # refused for certain, so it may be tried again
        office.once.give_back(key)
        failures.record(error)
        too_fast = error.response.get("error") == "ratelimited"
        office.sender.tell(press.origin, notice(TOO_FAST if too_fast else REFUSED))
    except (NotDelivered, *LOST) as error:
        reference = failures.record(error, shown.question)
        office.sender.tell(press.origin, notice(UNCERTAIN.format(reference=reference)))
    else:
        _show_as_shared(office, press, shown)


def _message(office: Office, press: Press, shown: Shown) -> Message:
    audience = audience_of_channel(office, press.origin.channel)
    reply = office.desk.answer(enquiry_of(shown, press.workspace, audience))
    showing = Showing(shown, shared_by=press.presser, actor=reply.visit.actor)
    return answers.message(reply.answer, showing)


def _show_as_shared(office: Office, press: Press, shown: Shown) -> None:
    """The private answer stays, without its button and with a line that says so."""
    reply = office.desk.answer(enquiry_of(shown, press.workspace, Audience.PRIVATE))
    showing = Showing(shown, was_shared=True, actor=reply.visit.actor)
    office.sender.replace(press.origin, answers.message(reply.answer, showing))

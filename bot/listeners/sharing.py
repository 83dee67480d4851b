"""Sharing: a private answer posted for the channel, as the share of the person who asked."""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot import failures
from bot.office import Office
from bot.requests import Enquiry, Place, Press
from bot.views import answers
from bot.views.answers import Showing
from bot.views.buttons import Button
from bot.views.notices import notice
from csp_core.permissions import Audience

REFUSED = "I could not share this: Slack did not let me post in the channel. Invite me there and share it again."
TOO_FAST = "Slack is busy and did not take your share. Please share it again in a minute."
UNCERTAIN = (
    "I could not make sure that your answer reached the channel. "
    "Please look there before you share it again. The reference for the coordinator: {reference}."
)


def share(office: Office, press: Press, button: Button) -> None:
    """Answers once more for those who will read it, so that what only the presser may see stays out of the channel.

    A second press of the same button does nothing, unless Slack refused the first.
    """
    key = f"share {press.place.channel} {press.ts} {button.value}"
    if not office.once.take(key):
        return
    try:
        _post(office, press, button)
    except SlackApiError as error:  # refused for certain, so it may be tried again
        office.once.give_back(key)
        failures.record(error)
        too_fast = error.response.get("error") == "ratelimited"
        office.sender.tell(press, notice(TOO_FAST if too_fast else REFUSED))
    except Exception as error:  # noqa: BLE001 - a boundary: the usual "try again" would be wrong advice here
        reference = failures.record(error, button.question)
        office.sender.tell(press, notice(UNCERTAIN.format(reference=reference)))
    else:
        _show_as_shared(office, press, button)


def channel_audience(office: Office, channel: str) -> Audience:
    """Who reads along in a channel; where Slack does not tell, the careful answer: people from elsewhere."""
    return Audience.SHARED_CHANNEL if office.sender.is_shared_with_others(channel) else Audience.CHANNEL


def _post(office: Office, press: Press, button: Button) -> None:
    showing = replace(_showing(press, button), can_be_shared=False, shared_by=press.presser.user)
    audience = channel_audience(office, press.place.channel)
    answer = office.desk.answer(_enquiry(press, button, audience))
    office.sender.post_beside(press, Place(press.place.channel), answers.message(answer, showing))


def _show_as_shared(office: Office, press: Press, button: Button) -> None:
    """The private answer stays, without its button and with a line that says so."""
    answer = office.desk.answer(_enquiry(press, button, Audience.PRIVATE))
    office.sender.replace(press, answers.message(answer, replace(_showing(press, button), was_shared=True)))


def _enquiry(press: Press, button: Button, audience: Audience) -> Enquiry:
    return Enquiry(button.question, press.workspace, press.presser, audience)


def _showing(press: Press, button: Button) -> Showing:
    return Showing(button.question, press.presser.user, button.page, can_be_shared=True)

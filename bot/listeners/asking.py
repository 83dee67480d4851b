"""Questions: by slash command (answered in the acknowledgement), by mention and by direct message."""

from bot import requests
from bot.desk import Reply
from bot.failures import guarded
from bot.listeners.acknowledging import LATER, Acknowledgement, Busy
from bot.office import Office
from bot.requests import Message as Asked
from bot.requests import Payload
from bot.views import answers
from bot.views.answers import Showing
from bot.views.blocks import Message


def on_command(office: Office, body: Payload) -> Acknowledgement:
    """A slash command: the answer for the person who typed it, with a button to share it."""
    command = requests.command(body)
    enquiry = command.enquiry
    showing = Showing(enquiry.text, enquiry.asker.user, can_be_shared=command.can_be_shared)
    message = guarded(lambda: answers.message(office.desk.answer(enquiry), showing), enquiry.text)
    return {**message, "response_type": "ephemeral", "unfurl_links": False, "unfurl_media": False}


def on_mention(office: Office, body: Payload) -> Acknowledgement:
    """A mention in a channel, answered in its thread."""
    return _take(office, requests.mention(body))


def on_message(office: Office, body: Payload) -> Acknowledgement:
    """A direct message, answered where it was written."""
    return _take(office, requests.direct_message(body))


def _take(office: Office, asked: Asked | None) -> Acknowledgement:
    if asked is None or not office.once.take(asked.event_id):
        return LATER
    if not office.workers.take(lambda: _answer(office, asked)):
        office.once.give_back(asked.event_id)
        raise Busy
    return LATER


def _answer(office: Office, asked: Asked) -> None:
    """The conversation is remembered once the answer was sent: what nobody read is not followed on from."""
    replies: list[Reply] = []
    message = guarded(lambda: _message(office, asked, replies), asked.enquiry.text)
    office.sender.post(asked.place, message)
    for reply in replies:
        reply.remember()


def _message(office: Office, asked: Asked, replies: list[Reply]) -> Message:
    enquiry = asked.enquiry
    reply = office.desk.reply(enquiry, asked.place)
    replies.append(reply)
    return answers.message(reply.answer, Showing(enquiry.text, enquiry.asker.user))

"""Questions: by slash command (answered in the acknowledgement), by mention and by direct message."""

from bot import payloads
from bot.channels import typed_in
from bot.desk import Reply
from bot.failures import guarded
from bot.listeners import changing, people, reminder_list, reminder_words
from bot.listeners.acknowledging import LATER, Acknowledgement, Busy
from bot.office import Office
from bot.payloads import Payload
from bot.requests import Command, Enquiry
from bot.requests import Message as Asked
from bot.views import answers, helping
from bot.views.answers import Showing
from bot.views.blocks import Message
from bot.views.buttons import Shown
from csp_core.permissions import Audience


def on_command(office: Office, body: Payload) -> Acknowledgement:
    """A slash command: the answer for the person who typed it, with a button to share it."""
    command = payloads.command(body)
    message = guarded(lambda: _commanded(office, command, typed_in(body)), command.enquiry.text)
    return {**message, "response_type": "ephemeral", "unfurl_links": False, "unfurl_media": False}


def on_mention(office: Office, body: Payload) -> Acknowledgement:
    """A mention in a channel, answered in its thread."""
    return _take(office, payloads.mention(body), typed_in(body))


def on_message(office: Office, body: Payload) -> Acknowledgement:
    """A direct message, answered where it was written."""
    return _take(office, payloads.direct_message(body), typed_in(body))


def _commanded(office: Office, command: Command, typed: str) -> Message:
    """Three words of a command are no questions: they do something, or show more than an answer holds."""
    if command.enquiry.text.casefold() == "undo":
        return changing.undo_last(office, command)
    panel = _panel(office, command.enquiry, typed)
    if panel is not None:
        return panel
    reply = office.desk.answer(command.enquiry)
    return _shown(office, reply, command.enquiry, can_be_shared=command.can_be_shared)


def _panel(office: Office, enquiry: Enquiry, typed: str) -> Message | None:
    """What is shown instead of an answer: the directory, the reminders, what words about reminders propose."""
    match enquiry.text.casefold():
        case "people":
            return people.directory(office, enquiry)
        case "reminders":
            return reminder_list.reminders(office.desk, enquiry)
        case _:
            return reminder_words.heard(office, enquiry, typed)


def _take(office: Office, asked: Asked | None, typed: str) -> Acknowledgement:
    """The same event is answered once; the messages of one person in one place are answered in their order."""
    if asked is None or not office.once.take(asked.event_id):
        return LATER
    if not office.workers.take(lambda: _answer(office, asked, typed), line=(asked.enquiry.asker, asked.place)):
        office.once.give_back(asked.event_id)
        raise Busy
    return LATER


def _answer(office: Office, asked: Asked, typed: str) -> None:
    """The conversation is remembered once the answer was sent: what nobody read is not followed on from."""
    replies: list[Reply] = []
    message = guarded(lambda: _message(office, asked, typed, replies), asked.enquiry.text)
    office.sender.post(asked.place, message)
    for reply in replies:
        reply.remember()


def _message(office: Office, asked: Asked, typed: str, replies: list[Reply]) -> Message:
    panel = _panel(office, asked.enquiry, typed)
    if panel is not None:
        return panel
    reply = office.desk.reply(asked.enquiry, asked.place)
    replies.append(reply)
    return _shown(office, reply, asked.enquiry)


def _shown(office: Office, reply: Reply, enquiry: Enquiry, *, can_be_shared: bool = False) -> Message:
    shown = Shown(enquiry.text, enquiry.asker)
    visit = reply.visit
    showing = Showing(shown, can_be_shared=can_be_shared, actor=visit.actor, book=visit.book, undo=reply.undo)
    message = answers.message(reply.answer, showing)
    if enquiry.text.casefold() in helping.HELP and enquiry.audience is Audience.PRIVATE:
        return helping.with_more(message, reply.visit, office.desk.command)
    return reminder_words.with_way(message, reply.answer, enquiry.text)

"""How a listener of ours becomes one of Bolt's: it returns its acknowledgement, and nothing of it can raise."""

from collections.abc import Callable

from slack_bolt import Ack, BoltResponse

from bot.failures import record, told
from bot.office import Office
from bot.payloads import Payload
from bot.views.blocks import Message
from bot.views.notices import notice

Acknowledgement = Message | None
Listener = Callable[[Office, Payload], Acknowledgement]
LATER: Acknowledgement = None


class Busy(Exception):
    """The line of waiting work is full: Slack is to send it again."""


def acknowledged(office: Office, listener: Listener) -> Callable[[Ack, Payload], BoltResponse]:
    """A listener for Bolt. A message is sent in the acknowledgement; LATER acknowledges and says nothing yet."""

    def answered(ack: Ack, body: Payload) -> BoltResponse:
        try:
            message = listener(office, body)
        except Busy:
            return BoltResponse(status=503)
        return ack() if message is None else ack(message)

    def on_request(ack: Ack, body: Payload) -> BoltResponse:
        # Bolt would answer an error with 500, and Slack would send it again.
        return told(
            lambda: answered(ack, body), lambda sentence: ack(notice(sentence) | {"response_type": "ephemeral"})
        )

    return on_request


def taken_up(office: Office, work: Callable[[], object]) -> Acknowledgement:
    """Acknowledges what a worker does soon. Raises Busy when the line is full."""
    if not office.workers.take(work):
        raise Busy
    return LATER


def ignored(ack: Ack) -> BoltResponse:
    """Takes notice of something that needs no answer."""
    return ack()


def refused(error: Exception) -> BoltResponse:
    """Bolt itself stumbled over a payload that is not of the shape it should have."""
    record(error)
    return BoltResponse(status=400)

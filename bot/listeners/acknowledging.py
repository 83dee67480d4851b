"""How a listener of ours becomes one of Bolt's: it returns its acknowledgement, and nothing of it can raise."""

from collections.abc import Callable

from slack_bolt import Ack, BoltResponse

from bot.failures import record, sentence_for
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

    def on_request(ack: Ack, body: Payload) -> BoltResponse:
        try:
            message = listener(office, body)
        except Busy:
            return BoltResponse(status=503)
        except Exception as error:  # noqa: BLE001 - the boundary of Bolt: it would answer 500 and Slack send again
            message = notice(sentence_for(error)) | {"response_type": "ephemeral"}
        return ack() if message is None else ack(message)

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

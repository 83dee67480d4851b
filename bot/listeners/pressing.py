"""Presses on our buttons: another page of an answer, one of the choices, sharing."""

from typing import assert_never

from bot import requests
from bot.failures import sentence_for
from bot.listeners.acknowledging import LATER, Acknowledgement, Busy
from bot.listeners.sharing import channel_audience, share
from bot.office import Office
from bot.requests import Account, Enquiry, Payload, Press
from bot.views import answers
from bot.views.answers import Showing
from bot.views.buttons import Button, Kind
from bot.views.notices import notice
from csp_core.permissions import Audience

UNKNOWN_BUTTON = "I no longer know what this button was for. Please ask the question again."


def on_press(office: Office, body: Payload) -> Acknowledgement:
    """Any press: acknowledged at once, done by a worker."""
    press = requests.press(body)
    if not office.workers.take(lambda: _do(office, press)):
        raise Busy
    return LATER


def _do(office: Office, press: Press) -> None:
    """What goes wrong is told to the presser alone: the message that was pressed may be everyone's."""
    button = press.button
    if button is None:
        office.sender.tell(press, notice(UNKNOWN_BUTTON))
        return
    try:
        _act(office, press, button)
    except Exception as error:  # noqa: BLE001 - a boundary: the executor's own would tell nobody
        office.sender.tell(press, notice(sentence_for(error, button.question)))


def _act(office: Office, press: Press, button: Button) -> None:
    match button.kind:
        case Kind.PAGE:
            _turn_page(office, press, button)
        case Kind.CHOOSE:
            _answer_choice(office, press, button)
        case Kind.SHARE:
            share(office, press, button)
        case _:
            assert_never(button.kind)


def _turn_page(office: Office, press: Press, button: Button) -> None:
    """The page is the asker's: in a thread anybody may turn it, and "my actions" stay those of who asked."""
    enquiry = _enquiry(office, press, button, Account(press.workspace, button.asker))
    showing = Showing(button.question, button.asker, button.page, _can_be_shared(press))
    office.sender.replace(press, answers.message(office.desk.answer(enquiry), showing))


def _answer_choice(office: Office, press: Press, button: Button) -> None:
    enquiry = _enquiry(office, press, button, press.presser)
    showing = Showing(button.question, press.presser.user, can_be_shared=_can_be_shared(press))
    office.sender.reply(press, answers.message(office.desk.answer(enquiry), showing))


def _enquiry(office: Office, press: Press, button: Button, asker: Account) -> Enquiry:
    return Enquiry(button.question, press.workspace, asker, _audience(office, press))


def _audience(office: Office, press: Press) -> Audience:
    if press.is_ephemeral or press.place.is_direct:
        return Audience.PRIVATE
    return channel_audience(office, press.place.channel)


def _can_be_shared(press: Press) -> bool:
    return press.is_ephemeral and not press.place.is_direct

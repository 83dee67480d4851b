"""Presses on our buttons, in messages, modals and the Home: each is acknowledged at once and done by a worker."""

from typing import assert_never

from bot import payloads, reminder_forms
from bot.failures import told
from bot.listeners import changing, home, panels, reminding, scheduling
from bot.listeners.acknowledging import Acknowledgement, taken_up
from bot.listeners.again import asked_again
from bot.listeners.sharing import share
from bot.office import Office
from bot.payloads import Payload
from bot.requests import Press, ViewPress
from bot.views import forms
from bot.views.buttons import Alone, Ask, Dismiss, Do, Fill, GoHome, Kind, Open, Remind, Shown
from bot.views.notices import notice

UNKNOWN_BUTTON = "I no longer know what this button was for. Please ask the question again."
LEFT_AS_IT_IS = "Nothing has been changed."


def on_press(office: Office, body: Payload) -> Acknowledgement:
    """Any press."""
    press = payloads.press(body)
    if isinstance(press, Press):
        return taken_up(office, lambda: _at_message(office, press))
    return taken_up(office, lambda: _in_view(office, press))


def _at_message(office: Office, press: Press) -> None:
    """What goes wrong is told to the presser alone: the message that was pressed may be everyone's."""
    asked = press.button.shown if isinstance(press.button, Ask | Fill | Do) else None
    about = asked.question if asked else ""
    told(lambda: _act(office, press), lambda sentence: office.sender.tell(press.origin, notice(sentence)), about)


def _act(office: Office, press: Press) -> None:
    button = press.button
    match button:
        case None | GoHome():
            office.sender.tell(press.origin, notice(UNKNOWN_BUTTON))
        case Ask():
            _ask(office, press, button)
        case Do():
            changing.do(office, press, button)
        case Fill():
            changing.open_form(office, press, button)
        case Open():
            _open(office, press, button)
        case Remind():
            _remind(office, press, button)
        case Alone():
            reminding.answer_alone(office, press, button)
        case Dismiss():
            office.sender.replace(press.origin, notice(LEFT_AS_IT_IS))
        case _:
            assert_never(button)


def _ask(office: Office, press: Press, ask: Ask) -> None:
    match ask.kind:
        case Kind.PAGE:
            office.sender.replace(press.origin, asked_again(office, press.workspace, press.origin, ask.shown))
        case Kind.CHOOSE:  # whoever presses asks it
            shown = Shown(ask.shown.question, press.presser)
            office.sender.reply(press.origin, asked_again(office, press.workspace, press.origin, shown))
        case Kind.SHARE:
            share(office, press, ask)
        case _:
            assert_never(ask.kind)


def _open(office: Office, press: Press | ViewPress, button: Open) -> None:
    feature = scheduling if button.panel in scheduling.PANELS else panels
    feature.open_panel(office, press, button)


def _remind(office: Office, press: Press, button: Remind) -> None:
    """From the list of reminders, from a proposal, or where a reminder itself stands."""
    if button.page or button.is_in_words:
        scheduling.do(office, press, button)
    else:
        reminding.remind(office, press, button)


def _in_view(office: Office, press: ViewPress) -> None:
    """What goes wrong in the Home is said in a modal; a form that cannot follow a choice stays as it is."""

    def tell(sentence: str) -> None:
        if press.view.is_home:
            office.sender.open_modal(press.trigger, forms.notice("Sorry", (sentence,)))

    told(lambda: _act_in_view(office, press), tell)


def _act_in_view(office: Office, press: ViewPress) -> None:
    button = press.button
    match button:
        case None:
            _change_form(office, press)
        case GoHome():
            home.show(office, press.workspace, press.presser, button)
        case Do():
            changing.do_in_view(office, press, button)
        case Fill():
            changing.open_form(office, press, button)
        case Open():
            _open(office, press, button)
        case Remind():
            scheduling.do(office, press, button)
        case Ask() | Alone() | Dismiss():
            return
        case _:
            assert_never(button)


def _change_form(office: Office, press: ViewPress) -> None:
    """A choice in a form that the rest of it follows."""
    if press.named == reminder_forms.KIND_CHOSEN:
        scheduling.change_form(office, press)
    else:
        changing.change_form(office, press)

"""A modal at a press: first an empty one, for which Slack gives three seconds, then its content."""

from collections.abc import Callable

from bot import failures
from bot.listeners.acknowledging import Acknowledgement
from bot.office import Office
from bot.requests import Press, Submission, ViewPress
from bot.views import forms
from bot.views.blocks import Block

OUT_OF_DATE = forms.notice("Out of date", ("This form is out of date. Please close it and press the button again.",))


def show(office: Office, press: Press | ViewPress, title: str, content: Callable[[], Block]) -> None:
    """Opens a modal, or puts the content into the one that was pressed in. What goes wrong is said in it."""
    if isinstance(press, ViewPress) and not press.view.is_home:
        view_id = press.view.id
    else:
        view_id = office.sender.open_modal(press.trigger, forms.loading(title))
    shown = failures.told(content, lambda sentence: forms.notice(title, (sentence,)))
    office.sender.update_modal(view_id, shown)


def turned_into(view: Block) -> Acknowledgement:
    """The answer to a form that was sent: another view in its place."""
    return {"response_action": "update", "view": view}


def error_at(sent: Submission, field: str, sentence: str) -> Acknowledgement:
    """An error stands at its field, else at the first; what was typed stays."""
    where = field if field in sent.view.fields else next(iter(sent.view.fields), "")
    return {"response_action": "errors", "errors": {where: sentence}}

"""The directory, kept by coordinators in chat."""

from bot.listeners.acknowledging import LATER, Acknowledgement
from bot.office import Office
from bot.requests import Press, Submission, ViewPress
from bot.views.blocks import Message
from bot.views.buttons import Open
from bot.views.notices import notice
from csp_core.permissions import Account

CALLBACK = "csp_person"


def directory(office: Office, workspace: str, account: Account) -> Message:
    """Who is in the directory, for those who may change it."""
    visit = office.desk.visit(workspace, account)
    return notice(visit.book.name)


def open_panel(office: Office, press: Press | ViewPress, button: Open) -> None:
    """Opens a form of the directory."""


def submit(office: Office, sent: Submission) -> Acknowledgement:
    return LATER

"""The Home tab: what one person is to do, and how the plan stands."""

from bot.listeners.acknowledging import LATER, Acknowledgement
from bot.office import Office
from bot.payloads import Payload
from bot.views.buttons import GoHome
from csp_core.permissions import Account


def on_home_opened(office: Office, body: Payload) -> Acknowledgement:
    """Somebody opened the Home tab."""
    return LATER


def show(office: Office, workspace: str, account: Account, page: GoHome | None = None) -> None:
    """Publishes the Home of one person anew."""

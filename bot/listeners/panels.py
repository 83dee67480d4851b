"""What opens from a button and is no form of a deed: the directory, a letter to an owner."""

from bot.listeners import people
from bot.office import Office
from bot.requests import Press, ViewPress
from bot.views.buttons import Open


def open_panel(office: Office, press: Press | ViewPress, button: Open) -> None:
    """Opens it for whoever pressed."""
    people.open_panel(office, press, button)

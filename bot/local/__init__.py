"""A stand-in for Slack on the loopback interface, and a page to talk to the bot.

    with LocalSlack(clock) as slack:
        slack.attach(flask_app_of_the_bot)
        slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")
        slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1].text

What the bot opens for a person is seen and used in the same way:

        slack.press(COORDINATOR, message, "Complete")
        slack.wait_for(lambda: bool(slack.modals(COORDINATOR)))
        slack.submit(COORDINATOR, slack.modals(COORDINATOR)[-1], {"Evidence": "Leaflet went out"})

It keeps Slack's documented rules: tokens, scopes, limits, signatures, three seconds to acknowledge. It is
never part of production.
"""

from bot.local.clock import MovableClock
from bot.local.delivering import Acknowledged, Failed
from bot.local.keys import Keys
from bot.local.model import ApiError, Channel, Message, User
from bot.local.pressing import NotPressable
from bot.local.sample import (
    BOT,
    COORDINATOR,
    COUNCIL_OWNER,
    EXEC,
    PARTNER,
    PARTNERSHIP,
    PEOPLE,
    POLICE_OWNER,
    SHARED,
    STRANGER,
    VISITOR,
)
from bot.local.slack import LocalSlack
from bot.local.viewing import FieldErrors, Taken
from bot.local.views import View

__all__ = [
    "BOT",
    "COORDINATOR",
    "COUNCIL_OWNER",
    "EXEC",
    "PARTNER",
    "PARTNERSHIP",
    "PEOPLE",
    "POLICE_OWNER",
    "SHARED",
    "STRANGER",
    "VISITOR",
    "Acknowledged",
    "ApiError",
    "Channel",
    "Failed",
    "FieldErrors",
    "Keys",
    "LocalSlack",
    "Message",
    "MovableClock",
    "NotPressable",
    "Taken",
    "User",
    "View",
]

"""A stand-in for Slack on the loopback interface, and a page to talk to the bot.

    with LocalSlack(clock) as slack:
        slack.attach(flask_app_of_the_bot)
        slack.command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")
        slack.ephemerals(COORDINATOR, PARTNERSHIP)[-1].text

It keeps Slack's documented rules: tokens, scopes, limits, signatures, three seconds to acknowledge. It is
never part of production.
"""

from bot.local.clock import MovableClock
from bot.local.keys import Keys
from bot.local.model import Channel, Message, User
from bot.local.sample import BOT, COORDINATOR, EXEC, PARTNERSHIP
from bot.local.slack import LocalSlack

__all__ = [
    "BOT",
    "COORDINATOR",
    "EXEC",
    "PARTNERSHIP",
    "Channel",
    "Keys",
    "LocalSlack",
    "Message",
    "MovableClock",
    "User",
]

"""Socket Mode: for networks without an inbound port, the bot opens the connection to Slack itself."""

import logging

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode import SocketModeClient

from bot.app import Bot

SECONDS_BETWEEN_CHECKS = 5

log = logging.getLogger("bot.socket_mode")


def connection(bot: Bot, app_token: str) -> SocketModeClient:
    """The connection, not yet opened: `connect()` opens it, it reconnects by itself, `close()` ends it."""
    return SocketModeHandler(bot.app, app_token, logger=log, ping_interval=SECONDS_BETWEEN_CHECKS).client

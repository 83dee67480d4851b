"""The bot as a Bolt app. This module only says which listener hears what.

bot = open_bot(Connection(api_url, bot_token, signing_secret), library, Clock())
web.wsgi(bot)                               # a WSGI application for HTTP
socket_mode.connection(bot, app_token)      # or a connection for Socket Mode
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import sleep

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from bot.clock import Clock
from bot.desk import Desk
from bot.listeners.acknowledging import acknowledged, ignored, refused
from bot.listeners.asking import on_command, on_mention, on_message
from bot.listeners.home import on_home_opened
from bot.listeners.pressing import on_press
from bot.listeners.submitting import on_submission
from bot.logs import quieten
from bot.members import Members
from bot.office import Office
from bot.once import Once
from bot.posting import SlackPost, client_for_posts
from bot.pulse import Pulse
from bot.sending import Sender, client_for
from csp_core.assistant import Assistant
from csp_core.library import Library
from csp_core.reminders.ticking import Ticker

ANY = re.compile(".*")
OURS = re.compile("^csp_")


@dataclass(frozen=True)
class Connection:
    """How this bot and Slack know each other. Without a signing secret no request over HTTP is believed."""

    api_url: str
    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    command: str = "/csp"


@dataclass(frozen=True)
class Bot:
    """The running bot: `app` takes what Slack sends, `office` does the work, `pulse` what is due (once started)."""

    app: App
    office: Office
    pulse: Pulse

    def close(self) -> None:
        """Finishes what was taken up; the database is its opener's to close."""
        self.pulse.stop()
        self.office.close()


def open_bot(connection: Connection, library: Library, clock: Clock, coordinators: frozenset[str] = frozenset()) -> Bot:
    """A bot that answers from this library. No call is made to Slack before something must be sent."""
    quieten()  # whoever opens the bot: Bolt would log the bodies of refused requests
    sender = Sender(client_for(connection.api_url, connection.bot_token))
    desk = Desk(Assistant(library), clock, coordinators, connection.command, Members(sender.member, clock.now))
    office = Office(desk, sender, Once(clock.now))
    post = SlackPost(client_for_posts(connection.api_url, connection.bot_token))
    pulse = Pulse(Ticker(library.database, post, wait=sleep), clock.now)
    return Bot(_app(connection, office), office, pulse)


def _app(connection: Connection, office: Office) -> App:
    app = App(
        name="csp-assistant",
        logger=logging.getLogger("slack_bolt"),
        client=client_for(connection.api_url),
        authorize=_authorize(connection),
        signing_secret=connection.signing_secret,
        process_before_response=True,
        token_verification_enabled=False,
        ignoring_self_events_enabled=True,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    # Any command: only ours reach us, and a workspace may have given it another name.
    app.command(ANY)(acknowledged(office, on_command))
    app.event("app_mention")(acknowledged(office, on_mention))
    app.event("message")(acknowledged(office, on_message))
    app.event("app_home_opened")(acknowledged(office, on_home_opened))
    app.action(OURS)(acknowledged(office, on_press))
    app.view(OURS)(acknowledged(office, on_submission))
    app.event(ANY)(ignored)
    app.action(ANY)(ignored)
    app.error(refused)
    return app


def _authorize(connection: Connection) -> Callable[..., AuthorizeResult]:
    """Bolt would ask Slack who we are inside the first acknowledgement; the one token we have needs no question."""

    def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=connection.bot_token)

    return authorize

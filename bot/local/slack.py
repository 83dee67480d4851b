"""The whole stand-in, and what tests and demonstrations do with it."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from bot.local.acting import Acting, Ways
from bot.local.api_call import Token, TokenKind
from bot.local.api_views import ViewMethods
from bot.local.clock import MovableClock
from bot.local.delivering import HttpTransport, Outcome, Transport
from bot.local.keys import Keys
from bot.local.model import Channel, Message, Place
from bot.local.page import Page
from bot.local.pressing import find
from bot.local.rates import Rate
from bot.local.registration import Registration
from bot.local.response_urls import ResponseUrls
from bot.local.sample import sample_workspace
from bot.local.sending import Sender
from bot.local.server import HOST, BotMount, LoopbackServer, guarded_app
from bot.local.socket_mode import SocketMode
from bot.local.triggers import Triggers
from bot.local.views import Views
from bot.local.web_api import Method, WebApi
from bot.local.workspace import Workspace

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SECONDS_FOR_AN_OUTCOME = 10.0


class LocalSlack:
    """A Slack of one workspace, served on 127.0.0.1 between `start` and `close` (or in a `with` block).

    Start it, build the bot with `api_url` and `keys`, then `attach` its WSGI application; over Socket Mode
    nothing is attached. The bot's clock is `clock.now`.

    `say`, `command` and `press` are what people do. Each returns once the bot has acknowledged, or has failed
    to within Slack's 3 seconds; what it answered in its acknowledgement can be seen then. What it sends later
    is for `wait_for`.
    """

    def __init__(
        self,
        clock: MovableClock,
        *,
        keys: Keys | None = None,
        registration: Registration | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        self.clock = clock
        self.keys = keys or Keys()
        self.registration = registration or Registration()
        self.workspace = workspace or sample_workspace(clock.now)
        self.views = Views()
        self.sockets = SocketMode(self.registration.app_id, self.registration.patience)
        self._triggers = Triggers(clock.now)
        self._urls = ResponseUrls(self.workspace)
        self._sender = Sender(self._transport, self.registration.retries)
        self._acting = Acting(self.workspace, self._sender, self.registration, self._ways())
        self._web_api = WebApi(self.workspace, self._tokens(), self._methods())
        self._bot = BotMount()
        self._server: LoopbackServer | None = None

    def start(self, port: int = 0) -> "LocalSlack":
        """Serve on this port of 127.0.0.1, or on a free one."""
        page = Page(self._acting, self.clock, self.registration)
        blueprints = (
            page.blueprint(),
            self._web_api.blueprint(),
            self._urls.blueprint(),
            self._bot.blueprint(),
        )
        app = guarded_app(*blueprints)
        self.sockets.serve(app)
        self._server = LoopbackServer(app, port)
        return self

    def close(self) -> None:
        """End what waits, close the sockets and the port. Close the bot's Socket Mode client before."""
        self.workspace.feed.close()
        self._sender.close()
        self.sockets.close()
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> "LocalSlack":
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.close()

    def attach(self, bot: "WSGIApplication") -> None:
        """Hand requests for `/slack/…` to this WSGI application (a Flask app is one)."""
        self._bot.attach(bot)

    @property
    def url(self) -> str:
        """The page's address, without a slash at its end."""
        if self._server is None:
            raise RuntimeError("the local workspace has not been started")
        return f"http://{HOST}:{self._server.port}"

    @property
    def api_url(self) -> str:
        """The base URL for a WebClient, like https://slack.com/api/"""
        return f"{self.url}/api/"

    def say(self, user: str, channel: str, text: str, *, thread: str | None = None) -> Message:
        """Post as a person types: `@CSP Assistant` and `#csp-exec` become mentions.

        `thread` is the ts of the message to reply to.
        """
        message = self._acting.say(user, Place(channel, thread), text)
        self.settle()
        return message

    def command(self, user: str, channel: str, command: str, text: str = "") -> Outcome:
        """Type a slash command: `command(COORDINATOR, PARTNERSHIP, "/csp", "overdue")`."""
        return self._outcome(self.start_command(user, channel, command, text))

    def start_command(self, user: str, channel: str, command: str, text: str = "") -> "Future[Outcome]":
        """Like `command`, without waiting: several may be under way at once."""
        return self._acting.command(user, channel, (command, text))

    def press(self, user: str, message: Message, named: str, option: str | None = None) -> Outcome:
        """Press the button, or use the menu, whose action_id or label is `named`, and confirm if asked.

        `option` is the text or value to choose in a menu, a date (YYYY-MM-DD), what to write in a field, or
        the value of the button meant where several share the name. Raises `NotPressable` when none or several
        match.
        """
        element = find(message, named, option)
        chosen = () if option is None or element.kind == "button" else (option,)
        return self._outcome(self._acting.press(user, message, element, chosen))

    def direct(self, user: str) -> Channel:
        """The direct message between this person and the bot."""
        return self.workspace.direct(user, self.workspace.bot.id)

    def messages(self, channel: str) -> list[Message]:
        """What everyone in the channel sees, replies in threads too, in the order of arrival."""
        return self.workspace.messages(channel)

    def replies(self, channel: str, thread: str) -> list[Message]:
        """The replies to the message whose ts is `thread`."""
        return [each for each in self.messages(channel) if each.place.thread_ts == thread]

    def ephemerals(self, user: str, channel: str) -> list[Message]:
        """What only this person sees in the channel, in the order of arrival."""
        return [each for each in self.workspace.messages(channel, seen_by=user) if each.is_ephemeral]

    def current(self, message: Message) -> Message:
        """The message as it is now; raises `ApiError("message_not_found")` when it is gone."""
        return self.workspace.message(message.place.channel, message.ts)

    @property
    def refused(self) -> list[str]:
        """Answers in acknowledgements that Slack would refuse, each with its error; a sound bot has none."""
        return list(self._acting.refused)

    def settle(self, seconds: float = SECONDS_FOR_AN_OUTCOME) -> bool:
        """Wait until the bot has acknowledged everything; retries that are due much later do not count."""
        return self._sender.settle(seconds)

    def wait_for(self, holds: Callable[[], bool], seconds: float = 5.0) -> bool:
        """Wait until `holds()`, asked again at each change of the workspace; whether it came to hold."""
        return self.workspace.feed.wait_for(holds, seconds)

    def limit_rate(self, method: str, rate: Rate | None) -> None:
        """Answer calls of this method beyond the rate with HTTP 429 and Retry-After; None lifts it."""
        self._web_api.rates.limit(method, rate)

    def _outcome(self, future: "Future[Outcome]") -> Outcome:
        return future.result(SECONDS_FOR_AN_OUTCOME)

    def _transport(self) -> Transport:
        if self.registration.socket_mode:
            return self.sockets
        url = self.registration.request_url or f"{self.url}/slack/events"
        return HttpTransport(url, self.keys.signing_secret, self.registration.patience)

    def _ways(self) -> Ways:
        return Ways(self._urls, self._triggers, lambda: self.url)

    def _tokens(self) -> dict[str, Token]:
        bot = self.workspace.bot
        return {
            self.keys.bot_token: Token(TokenKind.BOT, bot, self.registration.scopes),
            self.keys.app_token: Token(TokenKind.APP, bot, frozenset({"connections:write"})),
        }

    def _methods(self) -> dict[str, Method]:
        views = ViewMethods(self.views, self._triggers, self.registration.app_id)
        return {
            "apps.connections.open": Method(self.sockets.open_connection, token=TokenKind.APP),
            "views.open": Method(views.open),
            "views.push": Method(views.push),
            "views.update": Method(views.update),
            "views.publish": Method(views.publish),
        }

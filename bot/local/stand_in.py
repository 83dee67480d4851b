"""The stand-in's parts put together, their start and their end."""

from typing import TYPE_CHECKING, Self

from flask import Blueprint

from bot.local.acting import Acting
from bot.local.api_call import Token, TokenKind
from bot.local.api_views import ViewMethods
from bot.local.clock import MovableClock
from bot.local.delivering import HttpTransport, Transport
from bot.local.events import Events
from bot.local.feed import Change, ChangeKind
from bot.local.filling import Fillings
from bot.local.keys import Keys
from bot.local.line import Line, Ways
from bot.local.page import Page, Shown
from bot.local.page_deeds import PageDeeds
from bot.local.payloads import Payloads
from bot.local.registration import Registration
from bot.local.response_urls import ResponseUrls
from bot.local.sample import sample_workspace
from bot.local.sending import Sender
from bot.local.server import HOST, BotMount, LoopbackServer, guarded_app
from bot.local.socket_mode import SocketMode
from bot.local.triggers import Triggers
from bot.local.viewing import Viewing
from bot.local.views import Views
from bot.local.web_api import Method, WebApi
from bot.local.workspace import Workspace

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class StandIn:
    """A workspace with its Web API, its page and its line to the bot, served between `start` and `close`."""

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
        self.views = Views(lambda user: self.workspace.feed.add(Change(ChangeKind.VIEWS, viewer=user)))
        self.sockets = SocketMode(self.registration.app_id, self.registration.patience)
        self._triggers = Triggers(clock.now)
        self._urls = ResponseUrls(self.workspace)
        self._line = self._connected()
        self._acting = Acting(self.workspace, self._line, self.registration)
        self._viewing = Viewing(self.workspace, self.views, self._line)
        self._web_api = WebApi(self.workspace, self._tokens(), self._methods())
        self._bot = BotMount()
        self._server: LoopbackServer | None = None

    def start(self, port: int = 0) -> Self:
        """Serve on this port of 127.0.0.1, or on a free one."""
        app = guarded_app(*self._blueprints())
        self.sockets.serve(app)
        self._server = LoopbackServer(app, port)
        return self

    def close(self) -> None:
        """End what waits, close the sockets and the port. Close the bot's Socket Mode client before."""
        self.workspace.feed.close()
        self._line.sender.close()
        self.sockets.close()
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> Self:
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

    def _connected(self) -> Line:
        fillings = Fillings()
        payloads = Payloads(self.workspace, self.registration.app_id, fillings)
        ways = Ways(self._urls, self._triggers, lambda: self.url)
        sender = Sender(self._transport, self.registration.retries)
        return Line(sender, payloads, Events(self.workspace, payloads), ways, fillings)

    def _blueprints(self) -> tuple[Blueprint, ...]:
        page = Page(self.workspace, self.clock, self.registration, Shown(self.views, self._line.payloads))
        deeds = PageDeeds(self._acting, self._viewing, self._line.fillings)
        served = (page, deeds, self._web_api, self._urls, self._bot)
        return tuple(each.blueprint() for each in served)

    def _transport(self) -> Transport:
        if self.registration.socket_mode:
            return self.sockets
        url = self.registration.request_url or f"{self.url}/slack/events"
        return HttpTransport(url, self.keys.signing_secret, self.registration.patience)

    def _tokens(self) -> dict[str, Token]:
        bot = self.workspace.bot
        return {
            self.keys.bot_token: Token(TokenKind.BOT, bot, self.registration.scopes),
            self.keys.app_token: Token(TokenKind.APP, bot, frozenset({"connections:write"})),
        }

    def _methods(self) -> dict[str, Method]:
        views = ViewMethods(self.views, self._triggers, self._line.payloads)
        return {
            "apps.connections.open": Method(self.sockets.open_connection, token=TokenKind.APP),
            "views.open": Method(views.open),
            "views.push": Method(views.push),
            "views.update": Method(views.update),
            "views.publish": Method(views.publish),
        }

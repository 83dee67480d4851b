"""The stand-in's one port on the loopback interface: the page, the Web API, the websocket, the bot."""

import logging
from contextlib import suppress
from http import HTTPStatus
from socket import create_connection
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, make_response, request
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import run_wsgi_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

log = logging.getLogger(__name__)


class _QuietHandler(WSGIRequestHandler):
    """One request a connection, so that closing the server leaves none open; requests go to the debug log."""

    protocol_version = "HTTP/1.0"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        log.debug("%s %s %s", self.command, urlsplit(self.path).path, code)


class LoopbackServer:
    """Serves a Flask app on 127.0.0.1 from threads of its own; port 0 takes a free one."""

    def __init__(self, app: Flask, port: int) -> None:
        self._server = make_server(HOST, port, app, threaded=True, request_handler=_QuietHandler)
        self.port = self._server.port
        self._thread = Thread(target=self._serve, name="local-server", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """A connection wakes the server, which would else see only at its next look that it is to stop."""
        stopping = Thread(target=self._server.shutdown, name="local-stopping")
        stopping.start()
        with suppress(OSError):
            create_connection((HOST, self.port), timeout=1).close()
        stopping.join()
        self._thread.join()

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=0.02)


def guarded_app(*blueprints: Blueprint) -> Flask:
    """A Flask app that answers only programs and pages of this machine.

    A request whose Host is no loopback name is refused (a foreign name may be made to point here), and so
    is one that another origin's page makes.
    """
    app = Flask("bot.local")
    app.before_request(_guard)
    app.after_request(_with_headers)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    return app


def _guard() -> None:
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK_NAMES:
        abort(HTTPStatus.MISDIRECTED_REQUEST)
    origin = request.headers.get("Origin")
    foreign_origin = origin is not None and origin != f"http://{request.host}"
    navigates = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    foreign_fetch = request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
    if foreign_origin or (foreign_fetch and not navigates):
        abort(HTTPStatus.FORBIDDEN)


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


class BotMount:
    """`/slack/…` of this port: requests go on, unread and unchanged, to the bot that is attached."""

    def __init__(self) -> None:
        self._bot: WSGIApplication | None = None

    def attach(self, bot: "WSGIApplication") -> None:
        self._bot = bot

    def blueprint(self) -> Blueprint:
        blueprint = Blueprint("bot", __name__)
        blueprint.add_url_rule("/slack/<path:_path>", view_func=self._pass_on, methods=["GET", "POST"])
        return blueprint

    def _pass_on(self, _path: str) -> Response:
        if self._bot is None:
            return make_response("no bot is attached", HTTPStatus.SERVICE_UNAVAILABLE)
        return Response(*run_wsgi_app(self._bot, request.environ, buffered=True))

"""HTTP: what Slack sends to /slack/events, and whether the bot lives and is ready.

gunicorn --no-control-socket --threads 16 'bot.web:create()'
"""

import atexit
import re
import sys
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qsl

from flask import Blueprint, Flask, Response, make_response, request
from slack_bolt import BoltRequest
from slack_bolt.adapter.flask.handler import to_flask_response
from slack_bolt.context import BoltContext
from slack_bolt.request.internals import build_context
from werkzeug.datastructures import Headers

from bot import failures
from bot.app import Bot, Connection, open_bot
from bot.clock import Clock
from bot.logs import logger, set_up_logging
from bot.pulse import Health
from bot.settings import Settings, SettingsRefused, read_settings, secret_for_http, set_in_vain
from csp_core.database import Database
from csp_core.errors import CspError
from csp_core.library import Library

MOST_BYTES = 1_000_000
NOT_TO_BE_STARTED_AGAIN = 3  # gunicorn starts a worker that ends with another status over and over
TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
# What Bolt raises when it reads a payload of the wrong shape; deep nesting ends in RecursionError.
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

log = logger("bot.web")


def create() -> Flask:
    """The bot for gunicorn, from the settings. Raises SystemExit when it cannot be started."""
    try:
        settings = read_settings()
        bot = from_settings(settings, secret_for_http(settings))
    except (SettingsRefused, CspError) as error:
        sys.stderr.write(f"csp-assistant cannot start: {error}\n")
        raise SystemExit(NOT_TO_BE_STARTED_AGAIN) from None
    atexit.register(bot.close)
    bot.pulse.start()
    return wsgi(bot)


def from_settings(settings: Settings, signing_secret: str = "") -> Bot:
    """The bot as the settings describe it, with its log and its database. Raises DatabaseUnusable."""
    set_up_logging(settings.log_format, settings.secrets)
    for name in set_in_vain():
        log.warning("this version does not use a setting that is set", setting=name)
    library = Library(Database.open(settings.database_url.get_secret_value()))
    token = settings.slack_bot_token.get_secret_value()
    connection = Connection(settings.slack_api_url, token, signing_secret, settings.csp_command)
    return open_bot(connection, library, Clock(zone=settings.csp_timezone), frozenset(settings.csp_coordinators))


def wsgi(bot: Bot) -> Flask:
    """POST /slack/events for Slack, GET /healthz (the process lives, and how its reminders are) and /readyz (its
    database answers)."""
    flask = Flask("bot.web", static_folder=None)
    flask.register_blueprint(_slack(bot))
    flask.register_blueprint(_health(bot))
    flask.after_request(_with_security_headers)
    return flask


def _slack(bot: Bot) -> Blueprint:
    blueprint = Blueprint("slack", __name__)

    @blueprint.post("/slack/events")
    def events() -> Response:
        request.max_content_length = MOST_BYTES
        body = request.get_data(as_text=True)
        if not body:
            return make_response("empty request", 400)
        try:
            return to_flask_response(bot.app.dispatch(_bolt_request(body)))
        except UNREADABLE as error:  # of Bolt's own reading: what our listeners raise does not come this far
            log.warning("unreadable request", kind=type(error).__name__)
            return make_response("malformed request", 400)

    return blueprint


def _bolt_request(body: str) -> BoltRequest:
    query = request.query_string.decode("latin-1")
    read = BoltRequest(body=body, query=query, headers=_comparable(request.headers))
    if not read.body and "payload" in body:
        # Bolt takes any form that mentions the word for an interaction: `/csp show payload figures` comes out empty.
        read.body = dict(parse_qsl(body, keep_blank_values=True))
        read.context = build_context(BoltContext({}), read.body)
    return read


def _comparable(headers: Headers) -> dict[str, str | Sequence[str]]:
    """The headers; a timestamp that is no number or a signature beyond ASCII, on which Bolt fails, as none at all."""
    timestamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    known: dict[str, str | Sequence[str]] = dict(headers.items())
    if not (re.fullmatch(r"[0-9]{1,12}", timestamp) and signature.isascii()):
        known |= {TIMESTAMP: "0", SIGNATURE: ""}
    return known


def _health(bot: Bot) -> Blueprint:
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def lives() -> Response:
        """From memory alone: whoever restarts a process that does not answer must not do so for a slow database."""
        return make_response(_told(bot.pulse.health))

    @blueprint.get("/readyz")
    def is_ready() -> Response:
        return failures.told(lambda: _pinged(bot), lambda sentence: make_response(f"not ready: {sentence}", 503))

    return blueprint


def _pinged(bot: Bot) -> Response:
    bot.office.desk.ping()
    return make_response("ok")


def _told(health: Health) -> dict[str, object]:
    """`last_tick_at` is the last tick that ran through for everybody, null before the first."""
    differences = Counter(f"{each.kind.value} {each.fault.value}" for each in health.differences)
    return {
        "status": "ok" if not differences else "reminders differ",
        "last_tick_at": health.last_tick_at.isoformat() if health.last_tick_at else None,
        "differences": differences,
    }


def _with_security_headers(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response

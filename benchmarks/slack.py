"""A signed slash command in, the answer out, in process, beside a bare Bolt echo that does nothing."""

import hmac
import logging
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from urllib.parse import urlencode

from flask import Flask, request
from slack_bolt import Ack, App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from werkzeug.test import Client

from benchmarks.timing import in_turn
from bot import web
from bot.app import Connection, open_bot
from bot.clock import Clock
from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library

SECRET = "a-secret-of-this-benchmark"  # noqa: S105 - it opens nothing
BUDGET = 3.0


def run() -> None:
    """Prints the median of `/csp actions domestic abuse`, and its ratio to the echo."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{Path(folder) / 'csp.db'}") as database:
        load_sample(database, sample_folder(), Origin("the benchmark", "benchmark", datetime.now(UTC)))
        bot = open_bot(Connection("http://127.0.0.1:9/api/", "xoxb-none", SECRET), Library(database), Clock())
        ours, plain, switched = (
            Client(web.wsgi(bot)),
            Client(_echo(process_first=False)),
            Client(_echo(process_first=True)),
        )
        asked = ((ours, "DA-01"), (switched, "actions"), (plain, "actions"))
        calls = [lambda client=client, word=word: _command(client, word) for client, word in asked]
        answer, bare, default = in_turn(calls, 300)
        bot.close()
    print(f"  /csp actions domestic abuse     {answer} (budget: median {BUDGET} ms)")
    print(f"  bare Bolt echo, same setting    {bare}; ours is {answer.median / bare.median:.1f} times that")
    print(f"  bare Bolt echo, default setting {default}; ours is {answer.median / default.median:.2f} times that")


def _echo(*, process_first: bool) -> Flask:
    bolt = App(
        signing_secret=SECRET,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T0", bot_token="xoxb-none"),  # noqa: S106
        process_before_response=process_first,
        token_verification_enabled=False,
        logger=logging.getLogger("benchmarks.slack"),
    )

    @bolt.command("/csp")
    def echo(ack: Ack, command: dict[str, str]) -> None:
        ack(command["text"])

    flask = Flask("benchmarks.slack")
    handler = SlackRequestHandler(bolt)
    flask.post("/slack/events")(lambda: handler.handle(request))
    return flask


def _command(client: Client, word: str) -> None:
    """Sends one signed command; its answer must hold a word, so that a failure is not taken for speed."""
    fields = {"team_id": "T0", "user_id": "U0", "channel_id": "C0", "command": "/csp", "text": "actions domestic abuse"}
    body = urlencode({**fields, "response_url": "http://127.0.0.1:9/", "trigger_id": "1.2"}).encode()
    timestamp = str(int(time()))
    digest = hmac.new(SECRET.encode(), f"v0:{timestamp}:".encode() + body, sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
    reply = client.post("/slack/events", data=body, content_type="application/x-www-form-urlencoded", headers=headers)
    if reply.status_code != 200 or word not in reply.text:
        raise RuntimeError(f"the command was answered with {reply.status_code}, without {word}")

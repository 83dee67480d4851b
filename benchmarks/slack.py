"""A signed slash command in, the answer out, in process, beside a bare Bolt echo that does nothing."""

import hmac
import logging
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from urllib.parse import urlencode

from slack_bolt import Ack, App, BoltRequest, BoltResponse
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
    """Prints the median of `/csp actions domestic abuse` through Bolt and through the web server's application too, and
    its ratio to an echo."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{Path(folder) / 'csp.db'}") as database:
        load_sample(database, sample_folder(), Origin("the benchmark", "benchmark", datetime.now(UTC)))
        connection = Connection("http://127.0.0.1:9/api/", "xoxb-none", SECRET)
        bot = open_bot(connection, Library(database), Clock(), frozenset({"U0"}))
        client = Client(web.wsgi(bot))
        switched, plain = _echo(process_first=True), _echo(process_first=False)
        answer, echo = in_turn([lambda: _dispatched(bot.app, "DA-01"), lambda: _dispatched(switched, "actions")], 300)
        default, served = in_turn([lambda: _dispatched(plain, "actions"), lambda: _served(client, "DA-01")], 100)
        bot.close()
    print(f"  /csp actions domestic abuse     {answer} (budget: median {BUDGET} ms)")
    print(f"  bare Bolt echo, same setting    {echo}; ours takes {answer.median - echo.median:.1f} ms more")
    print(f"  bare Bolt echo, default setting {default}; ours is {answer.median / default.median:.2f} times that")
    print(f"  with the web application around {served}")


def _echo(*, process_first: bool) -> App:
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

    return bolt


def _dispatched(app: App, word: str) -> None:
    """A signed request through Bolt; its answer must hold a word, so that a failure is not taken for speed."""
    body, headers = _signed()
    _expect(app.dispatch(BoltRequest(body=body, headers=headers)), word)


def _served(client: Client, word: str) -> None:
    body, headers = _signed()
    reply = client.post("/slack/events", data=body, content_type="application/x-www-form-urlencoded", headers=headers)
    _expect(BoltResponse(status=reply.status_code, body=reply.text), word)


def _signed() -> tuple[str, dict[str, str]]:
    fields = {"team_id": "T0", "user_id": "U0", "channel_id": "C0", "command": "/csp", "text": "actions domestic abuse"}
    body = urlencode({**fields, "response_url": "http://127.0.0.1:9/", "trigger_id": "1.2"})
    timestamp = str(int(time()))
    digest = hmac.new(SECRET.encode(), f"v0:{timestamp}:{body}".encode(), sha256).hexdigest()
    return body, {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _expect(response: BoltResponse, word: str) -> None:
    if response.status != 200 or word not in response.body:
        raise RuntimeError(f"the command was answered with {response.status}, without {word}")

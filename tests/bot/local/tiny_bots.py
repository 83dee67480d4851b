"""Two bots to talk to, one that only listens and one with Bolt, and what their tests share."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Flask, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient

from bot.local import LocalSlack
from bot.local.registration import Registration

NOW = datetime(2014, 12, 1, 9, 0, tzinfo=UTC)
SOON = Registration(retries=(0.0, 0.0, 0.0), patience=0.3)


@dataclass(frozen=True)
class Heard:
    """One request as it arrived at the bot."""

    headers: dict[str, str]
    body: str


@dataclass
class Ear:
    """A bot that keeps what it hears and answers with the responses it was given, then with an empty 200."""

    heard: list[Heard] = field(default_factory=list)
    answers: list[Callable[[], Response]] = field(default_factory=list)

    def wsgi(self) -> Flask:
        app = Flask("ear")
        app.add_url_rule("/slack/events", "hear", self._hear, methods=["POST"])
        return app

    def _hear(self) -> Response:
        self.heard.append(Heard(dict(request.headers), request.get_data(as_text=True)))
        return self.answers.pop(0)() if self.answers else Response()


@dataclass(frozen=True)
class Reply:
    """What came back from one request."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> dict[str, object]:
        answer = json.loads(self.text)
        assert isinstance(answer, dict)
        return answer


Fetch = Callable[..., Reply]


def client_of(slack: LocalSlack) -> WebClient:
    return WebClient(slack.keys.bot_token, base_url=slack.api_url, retry_handlers=[])


def bolt_app(slack: LocalSlack) -> App:
    """A small real Bolt app: it answers a command in the acknowledgement and a mention in its thread."""
    app = App(
        client=client_of(slack),
        signing_secret=slack.keys.signing_secret,
        process_before_response=True,
        token_verification_enabled=False,
    )
    buttons = {"type": "button", "action_id": "again", "text": {"type": "plain_text", "text": "Again"}, "value": "1"}

    @app.command("/csp")
    def answer(ack: Callable[..., None], command: dict[str, str]) -> None:
        ack(text=f"You asked: {command['text']}", blocks=[{"type": "actions", "elements": [buttons]}])

    @app.action("again")
    def pressed(ack: Callable[..., None], body: dict[str, dict[str, str]], client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel=body["channel"]["id"], text="Shared", unfurl_links=False, unfurl_media=False)

    @app.event("app_mention")
    def mentioned(event: dict[str, str], client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=f"Heard: {event['text']}")

    @app.event("message")
    def direct(event: dict[str, str], client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel"], text="Nothing is overdue")

    return app


def wsgi_of(app: App) -> Flask:
    flask, handler = Flask("tiny"), SlackRequestHandler(app)
    flask.add_url_rule("/slack/events", "events", lambda: handler.handle(request), methods=["POST"])
    return flask


def failing(status: int = HTTPStatus.INTERNAL_SERVER_ERROR, **headers: str) -> Callable[[], Response]:
    return lambda: Response(status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def saying(answer: dict[str, object]) -> Callable[[], Response]:
    return lambda: Response(json.dumps(answer), content_type="application/json")

"""Response URLs: the bot's way back to a command or a press, five times within thirty minutes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from flask import Blueprint, Response, make_response, request

from bot.local.api_call import content_of
from bot.local.model import ApiError, Message, Payload, Place
from bot.local.workspace import Workspace

MOST_USES = 5
LIFE = timedelta(minutes=30)


@dataclass(frozen=True)
class Origin:
    """What a response answers: a command (no message) or a press on a message, by this user in this place."""

    place: Place
    user: str
    message: Message | None = None


@dataclass
class _Url:
    origin: Origin
    issued: datetime
    uses: int = 0


class ResponseUrls:
    """Issues the URLs and takes what is posted to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = Lock()
        self._urls: dict[str, _Url] = {}

    def issue(self, origin: Origin) -> str:
        """The path of a new response URL."""
        key = secrets.token_urlsafe(18)
        with self._lock:
            self._urls[key] = _Url(origin, self._workspace.now())
        return f"/response/{key}"

    def blueprint(self) -> Blueprint:
        blueprint = Blueprint("response_urls", __name__)
        blueprint.add_url_rule("/response/<key>", view_func=self._respond, methods=["POST"])
        return blueprint

    def answer(self, origin: Origin, payload: Mapping[str, object]) -> None:
        """Do what a response says: post, replace or delete. Raises `ApiError` for what Slack would refuse."""
        original = self._original(origin)
        if original is not None and _true(payload, "delete_original"):
            self._workspace.delete(original)
            return
        content = content_of(payload)
        if original is not None and _true(payload, "replace_original"):
            self._workspace.update(original, content)
        else:
            self._workspace.post(_place(origin, payload), self._workspace.bot, content)

    def _respond(self, key: str) -> Response:
        try:
            self.answer(self._use(key), _body())
        except ApiError as error:
            return make_response(error.error, 404 if error.error in ("used_url", "expired_url") else 400)
        return make_response("ok")

    def _use(self, key: str) -> Origin:
        with self._lock:
            url = self._urls.get(key)
            if url is None or self._workspace.now() - url.issued > LIFE:
                raise ApiError("expired_url")
            if url.uses >= MOST_USES:
                raise ApiError("used_url")
            url.uses += 1
            return url.origin

    def _original(self, origin: Origin) -> Message | None:
        """The message pressed, as it stands now; a typed command is none of the bot's to replace."""
        if origin.message is None:
            return None
        return self._workspace.message(origin.message.place.channel, origin.message.ts)


def _place(origin: Origin, payload: Mapping[str, object]) -> Place:
    public = payload.get("response_type") == "in_channel"
    thread = payload.get("thread_ts") or origin.place.thread_ts
    thread_ts = str(thread) if thread else None
    return Place(origin.place.channel, thread_ts, None if public else origin.user)


def _true(payload: Mapping[str, object], name: str) -> bool:
    return payload.get(name) in (True, "true")


def _body() -> Payload:
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise ApiError("invalid_payload")
    return body

"""The page, and the small JSON API it uses. Everything is asked and done as one person: `user`."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from bot.local.acting import Acting
from bot.local.clock import MovableClock
from bot.local.feed import Change, ChangeKind
from bot.local.model import ApiError, Channel, Kind, Message, Payload, Place, User
from bot.local.pressing import Element, NotPressable, elements
from bot.local.registration import Registration

SECONDS_OF_PATIENCE = 20.0
OWN_HEADER = "X-Local-Workspace"


class Page:
    """Serves the page at `/` and its JSON under `/page/`."""

    def __init__(self, acting: Acting, clock: MovableClock, registration: Registration) -> None:
        self._acting = acting
        self._workspace = acting.workspace
        self._clock = clock
        self._registration = registration

    def blueprint(self) -> Blueprint:
        page = Blueprint(
            "page", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
        )
        page.before_request(_guard)
        page.add_url_rule("/", "index", self._index)
        page.add_url_rule("/page/workspace", "workspace", self._state)
        page.add_url_rule("/page/messages", "messages", self._messages)
        page.add_url_rule("/page/changes", "changes", self._changes)
        page.add_url_rule("/page/say", "say", self._say, methods=["POST"])
        page.add_url_rule("/page/press", "press", self._press, methods=["POST"])
        page.add_url_rule("/page/clock", "clock", self._move_clock, methods=["POST"])
        page.register_error_handler(ApiError, _refused)
        page.register_error_handler(NotPressable, _refused)
        return page

    def _index(self) -> str:
        return render_template("index.html", team=self._workspace.team.name)

    def _state(self) -> Response:
        user = self._user(request.args)
        channels = [each for each in self._workspace.channels() if user.id in each.members]
        return jsonify(
            team=self._workspace.team.name,
            user=user.id,
            bot=self._workspace.bot.id,
            users={each.id: _person(each) for each in self._workspace.users()},
            channels=[self._channel(each, user) for each in channels],
            command={"name": self._registration.command, "hint": self._registration.command_hint},
            **self._time(),
            revision=self._workspace.feed.revision,
        )

    def _messages(self) -> Response:
        user = self._user(request.args)
        channel = self._workspace.channel_seen_by(user.id, request.args.get("channel", ""))
        revision = self._workspace.feed.revision
        seen = self._workspace.messages(channel.id, seen_by=user.id)
        return jsonify(revision=revision, messages=[_message(each) for each in seen])

    def _changes(self) -> Response:
        """What changed after revision `since`, waiting a while for something to change.

        A page that has seen more than there is belongs to a workspace that is gone: it is told at once.
        """
        user = self._user(request.args)
        since, revision = request.args.get("since", 0, type=int), self._workspace.feed.revision
        if since > revision:
            return jsonify(revision=revision, changes=[], **self._time())
        changes = self._workspace.feed.since(since, SECONDS_OF_PATIENCE)
        seen = [_change(each) for each in changes if self._sees(user, each)]
        return jsonify(revision=since + len(changes), changes=seen, **self._time())

    def _say(self) -> tuple[Response, int]:
        """Say something; what begins with / is a command."""
        body = _body()
        user, typed = self._user(body), str(body.get("text", "")).strip()
        channel, thread = str(body.get("channel", "")), body.get("thread_ts")
        if not typed.startswith("/"):
            self._acting.say(user.id, Place(channel, str(thread) if thread else None), typed)
            return jsonify(ok=True), HTTPStatus.ACCEPTED
        command, _, text = typed.partition(" ")
        if thread:
            raise ApiError("command_in_thread", f"{command} is not supported in threads. Sorry!")
        self._acting.command(user.id, channel, (command, text.strip()))
        return jsonify(ok=True), HTTPStatus.ACCEPTED

    def _press(self) -> tuple[Response, int]:
        body = _body()
        user = self._user(body)
        message = self._workspace.message(str(body.get("channel", "")), str(body.get("ts", "")))
        if message.place.only_for not in (None, user.id):
            raise ApiError("message_not_found")
        chosen = body.get("chosen")
        values = tuple(str(each) for each in chosen) if isinstance(chosen, list) else ()
        self._acting.press(user.id, message, _element(message, body), values)
        return jsonify(ok=True), HTTPStatus.ACCEPTED

    def _move_clock(self) -> Response:
        """Move the workspace's clock to a local time, or on by a number of minutes."""
        body = _body()
        minutes, moment = body.get("minutes"), body.get("to")
        try:
            if isinstance(minutes, int):
                self._clock.advance(timedelta(minutes=minutes))
            else:
                self._clock.move_to(datetime.fromisoformat(str(moment)).replace(tzinfo=self._zone()))
        except (ValueError, OverflowError) as error:
            raise ApiError("invalid_time", "Please give a date and a time.") from error
        self._workspace.clock_moved()
        return jsonify(self._time())

    def _user(self, named: Mapping[str, object]) -> User:
        """The person who acts; without a name the first of the workspace who is not a bot."""
        people = [each for each in self._workspace.users() if each.bot_id is None]
        people.remove(self._workspace.slackbot)
        asked = named.get("user") or people[0].id
        return self._workspace.user(str(asked))

    def _sees(self, user: User, change: Change) -> bool:
        if change.message is None:
            return True
        place = change.message.place
        return place.only_for in (None, user.id) and user.id in self._workspace.channel(place.channel).members

    def _channel(self, channel: Channel, user: User) -> Payload:
        direct = channel.kind is Kind.DIRECT
        other = min(channel.members - {user.id}, default=user.id)
        name = self._workspace.user(other).real_name if direct else channel.name
        return {"id": channel.id, "name": name, "kind": channel.kind.value, "members": len(channel.members)}

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._user({}).timezone)

    def _time(self) -> Payload:
        return {"now": self._clock.now().isoformat(), "timezone": self._zone().key}


def _guard() -> None:
    """The JSON API needs a header that no other origin's page can send without being asked first."""
    if request.path.startswith("/page/") and OWN_HEADER not in request.headers:
        abort(HTTPStatus.FORBIDDEN)


def _body() -> Payload:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(HTTPStatus.BAD_REQUEST)
    return body


def _refused(error: ApiError | NotPressable) -> Response:
    name, reasons = (error.error, error.reasons) if isinstance(error, ApiError) else ("not_pressable", (str(error),))
    return make_response(jsonify(ok=False, error=name, reason=" ".join(reasons)), HTTPStatus.CONFLICT)


def _person(user: User) -> Payload:
    return {"name": user.real_name, "is_bot": user.bot_id is not None}


def _message(message: Message) -> Payload:
    place = message.place
    return {**message.as_slack(), "channel": place.channel, "is_ephemeral": message.is_ephemeral}


def _change(change: Change) -> Payload:
    if change.message is None:
        return {"kind": change.kind.value}
    if change.kind is ChangeKind.DELETED:
        return {"kind": "deleted", "channel": change.message.place.channel, "ts": change.message.ts}
    return {"kind": change.kind.value, "message": _message(change.message)}


def _element(message: Message, body: Payload) -> Element:
    wanted = (body.get("block_id"), body.get("action_id"))
    for each in elements(message):
        if wanted == (each.block_id, each.action_id):
            return each
    raise NotPressable("the message no longer has this element")

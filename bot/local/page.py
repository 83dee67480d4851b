"""The page, and what it reads as JSON. Everything is asked as one person: `user`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, jsonify, render_template, request

from bot.local.clock import MovableClock
from bot.local.feed import Change, ChangeKind
from bot.local.model import ApiError, Channel, Kind, Message, Payload, User
from bot.local.page_requests import body, guarded, people, person
from bot.local.payloads import Payloads
from bot.local.registration import Registration
from bot.local.views import Views
from bot.local.workspace import Workspace

SECONDS_OF_PATIENCE = 20.0


@dataclass(frozen=True)
class Shown:
    """The views, and how they are written for the person who sees them."""

    views: Views
    payloads: Payloads


class Page:
    """Serves the page at `/` and what it reads under `/page/`."""

    def __init__(self, workspace: Workspace, clock: MovableClock, registration: Registration, shown: Shown) -> None:
        self._workspace = workspace
        self._clock = clock
        self._registration = registration
        self._views = shown.views
        self._payloads = shown.payloads

    def blueprint(self) -> Blueprint:
        page = guarded(
            Blueprint("page", __name__, static_folder="static", static_url_path="/static", template_folder="templates")
        )
        page.add_url_rule("/", "index", self._index)
        page.add_url_rule("/page/workspace", "workspace", self._state)
        page.add_url_rule("/page/messages", "messages", self._messages)
        page.add_url_rule("/page/changes", "changes", self._changes)
        page.add_url_rule("/page/views", "views", self._views_of)
        page.add_url_rule("/page/clock", "clock", self._move_clock, methods=["POST"])
        return page

    def _index(self) -> str:
        return render_template("index.html", team=self._workspace.team.name, modules=_modules())

    def _state(self) -> Response:
        user = self._user(request.args)
        channels = [each for each in self._workspace.channels() if user.id in each.members]
        return jsonify(
            team=self._workspace.team.name,
            team_id=self._workspace.team.id,
            user=user.id,
            bot=self._workspace.bot.id,
            people=[each.id for each in people(self._workspace)],
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

    def _views_of(self) -> Response:
        """The modals that are open for this person, the top one last, and their Home."""
        user = self._user(request.args)
        home = self._views.home(user.id)
        modals = [self._payloads.view(each) for each in self._views.modals(user.id)]
        return jsonify(modals=modals, home=self._payloads.view(home) if home else None)

    def _move_clock(self) -> Response:
        """Move the workspace's clock to a local time, or on by a number of minutes."""
        sent = body()
        minutes, moment = sent.get("minutes"), sent.get("to")
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
        return person(self._workspace, named)

    def _sees(self, user: User, change: Change) -> bool:
        if change.message is None:
            return change.viewer in (None, user.id)
        place = change.message.place
        return place.only_for in (None, user.id) and user.id in self._workspace.channel(place.channel).members

    def _channel(self, channel: Channel, user: User) -> Payload:
        direct = channel.kind is Kind.DIRECT
        other = min(channel.members - {user.id}, default=user.id)
        name = self._workspace.user(other).real_name if direct else channel.name
        return {
            "id": channel.id,
            "name": name,
            "kind": channel.kind.value,
            "members": len(channel.members),
            "is_shared": channel.is_shared,
        }

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._user({}).timezone)

    def _time(self) -> Payload:
        return {"now": self._clock.now().isoformat(), "timezone": self._zone().key}


def _modules() -> list[str]:
    """The page's modules, for the browser to fetch at once and not one after another."""
    return sorted(each.name for each in (Path(__file__).parent / "static").glob("*.js"))


def _person(user: User) -> Payload:
    return {
        "name": user.real_name,
        "title": user.title,
        "team": user.team_id,
        "is_bot": user.bot_id is not None,
        "is_guest": user.is_restricted,
    }


def _message(message: Message) -> Payload:
    place = message.place
    return {**message.as_slack(), "channel": place.channel, "is_ephemeral": message.is_ephemeral}


def _change(change: Change) -> Payload:
    if change.message is None:
        return {"kind": change.kind.value}
    if change.kind is ChangeKind.DELETED:
        return {"kind": "deleted", "channel": change.message.place.channel, "ts": change.message.ts}
    return {"kind": change.kind.value, "message": _message(change.message)}

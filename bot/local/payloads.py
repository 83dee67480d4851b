"""The payloads that Slack sends to an app, built from the workspace: commands, presses, events."""

import re
import secrets
from dataclasses import dataclass

from bot.local.feed import Change, ChangeKind
from bot.local.model import Channel, Kind, Message, Payload, User
from bot.local.workspace import Workspace

# Slack sends this deprecated field still; apps check signatures instead.
_LEGACY_TOKEN = "local-workspace"  # noqa: S105


@dataclass(frozen=True)
class WayBack:
    """How the bot may answer: a response URL and a trigger id."""

    response_url: str
    trigger_id: str


class Payloads:
    """Builds payloads of one workspace for one app."""

    def __init__(self, workspace: Workspace, app_id: str) -> None:
        self._workspace = workspace
        self._app_id = app_id

    def command(self, user: User, channel: Channel, line: tuple[str, str], back: WayBack) -> Payload:
        """A slash command; `line` is the command and the text after it."""
        names = {Kind.PUBLIC: channel.name, Kind.PRIVATE: "privategroup", Kind.DIRECT: "directmessage"}
        return {
            "token": _LEGACY_TOKEN,
            "team_id": self._workspace.team.id,
            "team_domain": self._workspace.team.domain,
            "channel_id": channel.id,
            "channel_name": names[channel.kind],
            "user_id": user.id,
            "user_name": user.name,
            "command": line[0],
            "text": line[1],
            "api_app_id": self._app_id,
            "is_enterprise_install": "false",
            "response_url": back.response_url,
            "trigger_id": back.trigger_id,
        }

    def press(self, user: User, message: Message, action: Payload, back: WayBack) -> Payload:
        """A block_actions payload. As in Slack, an ephemeral message is named but not sent along."""
        channel = self._workspace.channel(message.place.channel)
        return {
            "type": "block_actions",
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
            "api_app_id": self._app_id,
            "token": _LEGACY_TOKEN,
            "container": _container(message),
            "trigger_id": back.trigger_id,
            "team": {"id": self._workspace.team.id, "domain": self._workspace.team.domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            **({} if message.is_ephemeral else {"message": message.as_slack()}),
            "state": {"values": _state(action)},
            "response_url": back.response_url,
            "actions": [action],
        }

    def events(self, change: Change) -> list[Payload]:
        """The events that the bot has subscribed to: message.im (with its subtypes) and app_mention."""
        message = change.message
        if message is None or message.is_ephemeral:
            return []
        channel = self._workspace.channel(message.place.channel)
        if self._workspace.bot.id not in channel.members:
            return []
        if channel.kind is Kind.DIRECT:
            return [self._event(message.author, _direct(change, message))]
        mentioned = re.search(rf"<@{self._workspace.bot.id}(\|[^>]*)?>", message.text) is not None
        if change.kind is ChangeKind.POSTED and mentioned and message.author != self._workspace.bot:
            return [self._event(message.author, _with_channel({**message.as_slack(), "type": "app_mention"}, message))]
        return []

    def _event(self, user: User, event: Payload) -> Payload:
        team = self._workspace.team.id
        authorization: Payload = {
            "enterprise_id": None,
            "team_id": team,
            "user_id": self._workspace.bot.id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": _LEGACY_TOKEN,
            "team_id": team,
            "api_app_id": self._app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(self._workspace.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": user.team_id != team,
        }


def _container(message: Message) -> Payload:
    thread: Payload = {"thread_ts": message.place.thread_ts} if message.place.thread_ts else {}
    return {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.place.channel,
        "is_ephemeral": message.is_ephemeral,
        **thread,
    }


def _direct(change: Change, message: Message) -> Payload:
    shown = message.as_slack()
    if change.kind is ChangeKind.POSTED:
        return {**_with_channel(shown, message), "channel_type": "im"}
    event: Payload = {"type": "message", "channel_type": "im", "hidden": True, "ts": message.ts}
    before = change.before.as_slack() if change.before else shown
    if change.kind is ChangeKind.DELETED:
        subtype: Payload = {
            "subtype": "message_deleted",
            "deleted_ts": message.ts,
            "previous_message": before,
        }
    else:
        subtype = {"subtype": "message_changed", "message": shown, "previous_message": before}
    return _with_channel({**event, **subtype}, message)


def _with_channel(event: Payload, message: Message) -> Payload:
    return {**event, "channel": message.place.channel, "event_ts": message.ts}


def _state(action: Payload) -> Payload:
    """The state of what was just chosen; a button has none."""
    if action["type"] in ("button", "overflow"):
        return {}
    chosen = {key: value for key, value in action.items() if key.startswith("selected_") or key in ("type", "value")}
    return {str(action["block_id"]): {str(action["action_id"]): chosen}}

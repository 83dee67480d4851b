"""The events that Slack sends to an app that has subscribed to them."""

import re
import secrets

from bot.local.feed import Change, ChangeKind
from bot.local.model import Kind, Message, Payload, User
from bot.local.payloads import LEGACY_TOKEN, Payloads
from bot.local.views import View
from bot.local.workspace import Workspace


class Events:
    """Builds the events of one workspace for one app."""

    def __init__(self, workspace: Workspace, payloads: Payloads) -> None:
        self._workspace = workspace
        self._payloads = payloads

    def of(self, change: Change) -> list[Payload]:
        """The events that a change brings: message.im (with its subtypes) and app_mention."""
        message = change.message
        if message is None or message.is_ephemeral:
            return []
        channel = self._workspace.channel(message.place.channel)
        if self._workspace.bot.id not in channel.members:
            return []
        if channel.kind is Kind.DIRECT:
            return [self._event(channel.is_shared, _direct(change, message))]
        mentioned = re.search(rf"<@{self._workspace.bot.id}(\|[^>]*)?>", message.text) is not None
        if change.kind is ChangeKind.POSTED and mentioned and message.author != self._workspace.bot:
            mention = _with_channel({**message.as_slack(), "type": "app_mention"}, message)
            return [self._event(channel.is_shared, mention)]
        return []

    def home_opened(self, user: User, tab: str, home: View | None) -> Payload:
        """app_home_opened, with the Home as it was last published when that is the tab that was opened."""
        channel = self._workspace.direct(user.id, self._workspace.bot.id)
        event: Payload = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": channel.id,
            "tab": tab,
            "event_ts": f"{self._workspace.now().timestamp():.6f}",
        }
        if home is not None and tab == "home":
            event["view"] = self._payloads.view(home)
        return self._event(channel.is_shared, event)

    def _event(self, is_shared: bool, event: Payload) -> Payload:
        team = self._workspace.team.id
        authorization: Payload = {
            "enterprise_id": None,
            "team_id": team,
            "user_id": self._workspace.bot.id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": LEGACY_TOKEN,
            "team_id": team,
            "context_team_id": team,
            "api_app_id": self._payloads.app_id,
            "event": {**event, **_from_where(event, is_shared)},
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(self._workspace.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": is_shared,
        }


def _from_where(event: Payload, is_shared: bool) -> Payload:
    """In a channel shared with another workspace Slack says of which one the author is."""
    team = event.get("team")
    return {"user_team": team, "source_team": team} if is_shared and team else {}


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

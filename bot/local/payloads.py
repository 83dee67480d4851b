"""The payloads that Slack sends to an app when a person acts: commands, presses, submissions."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.local.filling import Fillings, state
from bot.local.model import Channel, Kind, Message, Payload, User
from bot.local.views import View
from bot.local.workspace import Workspace

# Slack sends this deprecated field still; apps check signatures instead.
LEGACY_TOKEN = "local-workspace"  # noqa: S105


@dataclass(frozen=True)
class WayBack:
    """How the bot may answer: a response URL and a trigger id."""

    response_url: str
    trigger_id: str


class Payloads:
    """Builds payloads of one workspace for one app."""

    def __init__(self, workspace: Workspace, app_id: str, fillings: Fillings) -> None:
        self.app_id = app_id
        self._workspace = workspace
        self._fillings = fillings

    def command(self, user: User, channel: Channel, line: tuple[str, str], back: WayBack) -> Payload:
        """A slash command; `line` is the command and the text after it."""
        names = {Kind.PUBLIC: channel.name, Kind.PRIVATE: "privategroup", Kind.DIRECT: "directmessage"}
        return {
            "token": LEGACY_TOKEN,
            "team_id": self._workspace.team.id,
            "team_domain": self._workspace.team.domain,
            "channel_id": channel.id,
            "channel_name": names[channel.kind],
            "user_id": user.id,
            "user_name": user.name,
            "command": line[0],
            "text": line[1],
            "api_app_id": self.app_id,
            "is_enterprise_install": "false",
            "response_url": back.response_url,
            "trigger_id": back.trigger_id,
        }

    def press(self, user: User, message: Message, action: Payload, back: WayBack) -> Payload:
        """A block_actions payload. As in Slack, an ephemeral message is named but not sent along.

        `team` is the app's own workspace even when somebody of another one presses (java-slack-sdk #1041).
        """
        channel = self._workspace.channel(message.place.channel)
        return {
            **self._interaction("block_actions", user),
            "team": self._team_of(self._workspace.bot),
            "container": _container(message),
            "trigger_id": back.trigger_id,
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            **({} if message.is_ephemeral else {"message": message.as_slack()}),
            "state": state(message, self._fillings.of(user.id, message)),
            "response_url": back.response_url,
            "actions": [action],
        }

    def view_press(self, user: User, view: View, action: Payload, trigger_id: str) -> Payload:
        """A block_actions payload from a modal or a Home: it has no channel and no response URL."""
        return {
            **self._interaction("block_actions", user),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": trigger_id,
            "view": self.view(view),
            "actions": [action],
        }

    def submission(self, user: User, view: View, trigger_id: str) -> Payload:
        """A view_submission payload, with everything that was filled in as its view's state."""
        submission = self._interaction("view_submission", user)
        return {**submission, "trigger_id": trigger_id, "view": self.view(view), "response_urls": []}

    def closed(self, user: User, view: View, *, whole: bool) -> Payload:
        """A view_closed payload; `whole` is whether all modals of the stack went at once."""
        return {**self._interaction("view_closed", user), "view": self.view(view), "is_cleared": whole}

    def view(self, view: View) -> Payload:
        """The view object as its viewer's payloads and the Web API show it, with its state."""
        viewer = self._workspace.user(view.user)
        return {
            **view.as_slack(),
            "team_id": viewer.team_id,
            "app_id": self.app_id,
            "app_installed_team_id": self._workspace.team.id,
            "bot_id": self._workspace.bot.bot_id,
            "state": state(view, self._fillings.of(view.user, view)),
        }

    def _interaction(self, kind: str, user: User) -> Payload:
        """What every interaction carries. In those of views `team` is the person's own (bolt-js #1614)."""
        return {
            "type": kind,
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
            "api_app_id": self.app_id,
            "token": LEGACY_TOKEN,
            "team": self._team_of(user),
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _team_of(self, user: User) -> Mapping[str, str]:
        team = self._workspace.team_of(user)
        return {"id": team.id, "domain": team.domain}


def _container(message: Message) -> Payload:
    thread: Payload = {"thread_ts": message.place.thread_ts} if message.place.thread_ts else {}
    return {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.place.channel,
        "is_ephemeral": message.is_ephemeral,
        **thread,
    }

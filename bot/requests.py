"""What Slack sends, as frozen values: a listener reads its payload here and sees no dictionary after that."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.views.buttons import Button, parse
from csp_core.permissions import Audience

Payload = Mapping[str, object]


class UnreadableRequest(Exception):
    """A payload lacks a field that Slack documents for its kind; `field` names it, never its value."""

    def __init__(self, field: str) -> None:
        super().__init__(f"the payload has no usable {field}")


@dataclass(frozen=True, slots=True)
class Account:
    """A person's Slack account: the workspace that they belong to, and their id."""

    team: str
    user: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in Slack an answer belongs; `thread` is None at the top level."""

    channel: str
    thread: str | None = None

    @property
    def is_direct(self) -> bool:
        """Slack's ids of direct messages begin with D."""
        return self.channel.startswith("D")


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question as it reaches the partnership of `workspace`; `text` is plain, without Slack's escapes."""

    text: str
    workspace: str
    asker: Account
    audience: Audience


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `can_be_shared` is false in a direct message, where nobody else would read it."""

    enquiry: Enquiry
    can_be_shared: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A mention of the bot or a direct message to it. `event_id` is the same when Slack sends it again."""

    event_id: str
    enquiry: Enquiry
    place: Place


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button in the message `ts`; `button` is None when this version did not write its value."""

    workspace: str
    presser: Account
    button: Button | None
    place: Place
    ts: str
    is_ephemeral: bool
    response_url: str


@dataclass(frozen=True, slots=True)
class _Fields:
    """A part of a payload, read by name; UnreadableRequest where a needed field is not as documented."""

    values: Payload

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            raise UnreadableRequest(name)
        return value

    def maybe(self, *names: str) -> str | None:
        found = (self.values.get(name) for name in names)
        return next((value for value in found if isinstance(value, str) and value), None)

    def part(self, name: str) -> "_Fields":
        value = self.values.get(name)
        return _Fields(value if isinstance(value, Mapping) else {})

    def first(self, name: str) -> "_Fields":
        value = self.values.get(name)
        return _Fields(value[0] if isinstance(value, list) and value and isinstance(value[0], Mapping) else {})

    def flag(self, name: str) -> bool:
        return self.values.get(name) is True


def command(body: Payload) -> Command:
    """A slash command, whatever name the workspace gave it."""
    fields = _Fields(body)
    asker = Account(fields.text("team_id"), fields.text("user_id"))
    text = plain(fields.maybe("text") or "")
    place = Place(fields.text("channel_id"))
    return Command(Enquiry(text, asker.team, asker, Audience.PRIVATE), can_be_shared=not place.is_direct)


def mention(body: Payload) -> Message | None:
    """A mention of the bot, answered in its thread; None for what a bot wrote or somebody edited."""
    fields = _Fields(body)
    event = fields.part("event")
    if _is_not_a_question(event):
        return None
    audience = Audience.SHARED_CHANNEL if fields.flag("is_ext_shared_channel") else Audience.CHANNEL
    text = plain(_without_mention(event.maybe("text") or "", fields.first("authorizations").maybe("user_id")))
    place = Place(event.text("channel"), event.maybe("thread_ts") or event.text("ts"))
    return Message(fields.text("event_id"), _enquiry(fields, text, audience), place)


def direct_message(body: Payload) -> Message | None:
    """A message to the bot alone; None for any other message, a bot's or an edited one."""
    fields = _Fields(body)
    event = fields.part("event")
    if _is_not_a_question(event) or event.maybe("channel_type") != "im":
        return None
    bot = fields.first("authorizations").maybe("user_id")
    text = event.maybe("text") or ""
    text = plain(_without_mention(text, bot) if bot else text)
    place = Place(event.text("channel"), event.maybe("thread_ts"))
    return Message(fields.text("event_id"), _enquiry(fields, text, Audience.PRIVATE), place)


def press(body: Payload) -> Press:
    """A press on a button."""
    fields = _Fields(body)
    user, container, message = fields.part("user"), fields.part("container"), fields.part("message")
    # Somebody from another organisation may press too: the message is of our workspace, `team` may be of theirs.
    workspace = message.maybe("team") or fields.part("team").maybe("id") or user.text("team_id")
    return Press(
        workspace=workspace,
        presser=Account(user.maybe("team_id") or workspace, user.text("id")),
        button=parse(fields.first("actions").text("value")),
        place=_beside(container),
        ts=container.text("message_ts"),
        is_ephemeral=container.flag("is_ephemeral"),
        response_url=fields.text("response_url"),
    )


def _beside(container: _Fields) -> Place:
    """Where something said about the message belongs: its thread, but no new thread where only one person reads."""
    place = Place(container.text("channel_id"), container.maybe("thread_ts"))
    alone = container.flag("is_ephemeral") or place.is_direct
    return place if alone or place.thread else Place(place.channel, container.text("message_ts"))


def plain(text: str) -> str:
    """What the person typed: Slack's links, channels and escapes undone. `<@U1>` stays, for the desk to name."""
    text = re.sub(r"<#[CG]\w+\|([^>]*)>", r"#\1", text)
    text = re.sub(r"<@([UW]\w+)\|[^>]*>", r"<@\1>", text)
    text = re.sub(r"<(?:https?:|mailto:)[^|>]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"<((?:https?:|mailto:)[^>]*)>", r"\1", text)
    return html.unescape(text).strip()


def _enquiry(fields: _Fields, text: str, audience: Audience) -> Enquiry:
    event = fields.part("event")
    workspace = fields.first("authorizations").maybe("team_id") or fields.text("team_id")
    team = event.maybe("user_team", "team") or workspace
    return Enquiry(text, workspace, Account(team, event.text("user")), audience)


def _is_not_a_question(event: _Fields) -> bool:
    return any(event.values.get(name) for name in ("bot_id", "bot_profile", "subtype", "edited", "hidden"))


def _without_mention(text: str, bot: str | None) -> str:
    """Without the bot's own mention, or without the first one where Slack does not say who the bot is."""
    who = re.escape(bot) if bot else r"[UW]\w+"
    return re.sub(rf"<@{who}(?:\|[^>]*)?>[:,]?", " ", text, count=0 if bot else 1)

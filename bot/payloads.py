"""Reads what Slack sends: a listener's first lines turn its payload into a value of `requests` here."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.places import Origin, Place
from bot.requests import Command, Enquiry, HomeOpened, Message, Press, Submission, View, ViewPress
from bot.views.buttons import parse
from csp_core.permissions import Account, Audience

Payload = Mapping[str, object]


class UnreadableRequest(Exception):
    """A payload lacks a field that Slack documents for its kind; `field` names it, never its value."""

    def __init__(self, field: str) -> None:
        super().__init__(f"the payload has no usable {field}")


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
    return Command(
        Enquiry(text, asker.team, asker, Audience.PRIVATE),
        can_be_shared=not place.is_direct,
        trigger=fields.maybe("trigger_id") or "",
    )


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


def press(body: Payload) -> Press | ViewPress:
    """A press on a button or a choice from a menu, in a message or in a view."""
    fields = _Fields(body)
    pressed = fields.first("actions")
    button = parse(pressed.maybe("value") or "")
    if fields.part("container").maybe("type") == "view":
        view = fields.part("view")
        workspace, presser = _in_view(fields)
        return ViewPress(workspace, presser, button, fields.text("trigger_id"), pressed.text("action_id"), _view(view))
    workspace, presser = _at_message(fields)
    return Press(workspace, presser, button, fields.maybe("trigger_id") or "", _origin(fields))


def submission(body: Payload) -> Submission:
    """A form that was sent."""
    fields = _Fields(body)
    view = fields.part("view")
    workspace, presser = _in_view(fields)
    return Submission(workspace, presser, view.text("callback_id"), fields.maybe("trigger_id") or "", _view(view))


def home_opened(body: Payload) -> HomeOpened | None:
    """The Home tab was opened; None when it was another tab of the app."""
    fields = _Fields(body)
    event = fields.part("event")
    if event.maybe("tab") != "home":
        return None
    workspace = fields.first("authorizations").maybe("team_id") or fields.text("team_id")
    return HomeOpened(workspace, Account(fields.text("team_id"), event.text("user")))


def _at_message(fields: _Fields) -> tuple[str, Account]:
    """Somebody from another organisation may press too: the message is of our workspace, `team` may be of theirs."""
    user, message = fields.part("user"), fields.part("message")
    workspace = message.maybe("team") or fields.part("team").maybe("id") or user.text("team_id")
    return workspace, Account(user.maybe("team_id") or workspace, user.text("id"))


def _in_view(fields: _Fields) -> tuple[str, Account]:
    """In the payloads of views `team` is the person's own; the view knows where the app is installed."""
    user, view = fields.part("user"), fields.part("view")
    own = user.maybe("team_id") or fields.part("team").text("id")
    return view.maybe("app_installed_team_id") or own, Account(own, user.text("id"))


def _origin(fields: _Fields) -> Origin:
    container = fields.part("container")
    return Origin(
        beside=_beside(container),
        ts=container.text("message_ts"),
        is_ephemeral=container.flag("is_ephemeral"),
        response_url=fields.text("response_url"),
    )


def _view(view: _Fields) -> View:
    """The fields of ours are named by their blocks, each of which holds one element."""
    blocks = view.part("state").part("values").values
    held = {name: next(iter(block.values()), None) for name, block in blocks.items() if isinstance(block, Mapping)}
    filled = {name: _chosen(element) for name, element in held.items() if isinstance(element, Mapping)}
    return View(
        id=view.text("id"),
        hash=view.maybe("hash") or "",
        is_home=view.maybe("type") == "home",
        behind=view.maybe("private_metadata") or "",
        filled={name: chosen for name, chosen in filled.items() if chosen},
        fields=tuple(held),
    )


def _chosen(element: Payload) -> tuple[str, ...]:
    """What an element holds, whatever its kind: texts, dates, ids, the values of options."""
    several = element.get("selected_options") or element.get("selected_users") or element.get("selected_conversations")
    found = list(several) if isinstance(several, list) else [element.get(name) for name in _ONE_HELD]
    values = (each.get("value") if isinstance(each, Mapping) else each for each in found)
    return tuple(value for value in values if isinstance(value, str) and value.strip())


_ONE_HELD = (
    "value", "selected_option", "selected_date", "selected_time", "selected_user", "selected_conversation",
    "selected_channel",
)  # fmt: skip


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

"""What a workspace is made of: people, channels, messages, as values."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

Payload: TypeAlias = dict[str, object]


class ApiError(Exception):
    """A refusal by Slack: the name of the error, as its documentation spells it, and why."""

    def __init__(self, error: str, *reasons: str, **details: str) -> None:
        super().__init__(error)
        self.error = error
        self.reasons = reasons
        self.details = details


@dataclass(frozen=True)
class Team:
    """The workspace as Slack names it."""

    id: str
    name: str
    domain: str


@dataclass(frozen=True)
class User:
    """A person or a bot. Names are roles: the local workspace has no invented people.

    A guest of several channels is `is_restricted`; a guest of one channel is `is_ultra_restricted` as well.
    """

    id: str
    name: str
    real_name: str
    team_id: str
    bot_id: str | None = None
    title: str = ""
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    timezone: str = "Europe/London"

    def as_slack(self) -> Payload:
        """The user object of users.info."""
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": False,
            "tz": self.timezone,
            "is_bot": self.bot_id is not None,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "profile": {
                "real_name": self.real_name,
                "display_name": self.real_name,
                "title": self.title,
                "bot_id": self.bot_id,
            },
        }


class Kind(Enum):
    """What sort of conversation a channel is; Slack names scopes and payload fields after it."""

    PUBLIC = "channels"
    PRIVATE = "groups"
    DIRECT = "im"


@dataclass(frozen=True)
class Channel:
    """A conversation and who is in it; a direct message has two members and no name of its own."""

    id: str
    name: str
    kind: Kind
    members: frozenset[str]
    is_archived: bool = False
    is_shared: bool = False

    def joined_by(self, user: str) -> "Channel":
        return replace(self, members=self.members | {user})

    def as_slack(self, viewer: str) -> Payload:
        """The conversation object of conversations.info, as `viewer` sees it."""
        direct = self.kind is Kind.DIRECT
        return {
            "id": self.id,
            "is_channel": self.kind is Kind.PUBLIC,
            "is_group": self.kind is Kind.PRIVATE,
            "is_im": direct,
            "is_private": self.kind is not Kind.PUBLIC,
            "is_archived": self.is_archived,
            "is_ext_shared": self.is_shared,
            "is_member": viewer in self.members,
            **({"user": min(self.members - {viewer}, default=viewer)} if direct else {"name": self.name}),
        }


@dataclass(frozen=True)
class Content:
    """What a message says; `unfurl` is whether its sender let Slack show previews of links."""

    text: str = ""
    blocks: tuple[Payload, ...] = ()
    metadata: Payload | None = None
    unfurl: bool = False


@dataclass(frozen=True)
class Place:
    """Where a message goes: a channel, maybe a thread in it, maybe for one person only."""

    channel: str
    thread_ts: str | None = None
    only_for: str | None = None


@dataclass(frozen=True)
class Reaction:
    """An emoji and who added it, in that order."""

    name: str
    users: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """A message as it stands now; `ts` is its id within the channel and the moment of posting."""

    ts: str
    place: Place
    author: User
    content: Content
    edited: str | None = None
    reactions: tuple[Reaction, ...] = field(default=())

    @property
    def text(self) -> str:
        """The text, for a message of blocks its fallback."""
        return self.content.text

    @property
    def blocks(self) -> tuple[Payload, ...]:
        """Its blocks; every block and element has an id, as Slack gives them."""
        return self.content.blocks

    @property
    def metadata(self) -> Payload | None:
        return self.content.metadata

    @property
    def key(self) -> str:
        """What tells this message from every other in the workspace."""
        return f"{self.place.channel}/{self.ts}"

    @property
    def is_ephemeral(self) -> bool:
        return self.place.only_for is not None

    def as_slack(self) -> Payload:
        """The message object of Slack's history and events, with all its metadata."""
        optional: Payload = {
            "thread_ts": self.place.thread_ts,
            "bot_id": self.author.bot_id,
            "blocks": list(self.content.blocks),
            "metadata": self.content.metadata,
            "edited": {"user": self.author.id, "ts": self.edited} if self.edited else None,
            "reactions": [{"name": r.name, "users": list(r.users), "count": len(r.users)} for r in self.reactions],
        }
        return {
            "type": "message",
            "user": self.author.id,
            "team": self.author.team_id,
            "ts": self.ts,
            "text": self.content.text,
            **{name: value for name, value in optional.items() if value},
        }


def with_ids(block: Mapping[str, object]) -> Payload:
    """The block with the ids that Slack adds where a sender left them out."""
    filled: Payload = {"block_id": secrets.token_hex(3), **block}
    elements, accessory, element = block.get("elements"), block.get("accessory"), block.get("element")
    if block.get("type") == "actions" and isinstance(elements, list):
        filled["elements"] = [_with_action_id(each) for each in elements]
    if isinstance(accessory, dict):
        filled["accessory"] = _with_action_id(accessory)
    if isinstance(element, dict):
        filled["element"] = _with_action_id(element)
    return filled


def _with_action_id(element: Mapping[str, object]) -> Payload:
    if element.get("type") == "image":
        return dict(element)
    return {"action_id": secrets.token_hex(3), **element}

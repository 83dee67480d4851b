"""One call of the Web API: who calls, with what, and the arguments as values."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from bot.local.model import ApiError, Channel, Content, Payload, User, with_ids
from bot.local.workspace import Workspace
from bot.views.limits import Problem, problems

MOST_METADATA_BYTES = 8_000  # Slack publishes no number; small enough to keep a message's key, not its data


class TokenKind(Enum):
    BOT = "bot"
    APP = "app"


@dataclass(frozen=True)
class Token:
    """Whom a token stands for and what it may do."""

    kind: TokenKind
    user: User
    scopes: frozenset[str]


@dataclass(frozen=True)
class Call:
    """The arguments as they came: strings of a form, typed values of JSON; both are read alike."""

    workspace: Workspace
    token: Token
    arguments: Mapping[str, object]

    @property
    def caller(self) -> User:
        return self.token.user

    def need(self, scope: str) -> None:
        """Refuse a token without this scope."""
        if scope not in self.token.scopes:
            provided = ",".join(sorted(self.token.scopes))
            raise ApiError("missing_scope", needed=scope, provided=provided)

    def text(self, name: str) -> str | None:
        value = self.arguments.get(name)
        return None if value is None or value == "" else str(value)

    def required(self, name: str, error: str = "invalid_arguments") -> str:
        value = self.text(name)
        if value is None:
            raise ApiError(error, f"[ERROR] missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        return self.arguments.get(name) in (True, 1, "true", "True", "1")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError as error:
            raise ApiError("invalid_arguments", f"[ERROR] must be a number: {name}") from error

    def structure(self, name: str) -> object:
        """An argument that is JSON, whether it came as such or written into a form field."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except json.JSONDecodeError as error:
            raise ApiError(f"invalid_{name}_format" if name == "blocks" else "invalid_arguments") from error

    def channel(self, name: str = "channel") -> Channel:
        """The channel argument, as far as the caller can see it."""
        named = self.required(name, "channel_not_found")
        return self.workspace.channel_seen_by(self.caller.id, named)

    def content(self) -> Content:
        """The message of a chat method, checked against Slack's limits."""
        if self.arguments.get("attachments") not in (None, "", [], "[]"):
            raise ApiError("invalid_attachments", "attachments are not offered by the local workspace")
        return content_of(
            {**self.arguments, "blocks": self.structure("blocks"), "metadata": self.structure("metadata")}
        )


def content_of(payload: Mapping[str, object]) -> Content:
    """A message payload as a value, or the refusal that Slack would give."""
    refuse(problems(payload))
    blocks = payload.get("blocks")
    text = payload.get("text")
    return Content(
        text=text if isinstance(text, str) else "",
        blocks=tuple(with_ids(block) for block in blocks) if isinstance(blocks, list) else (),
        metadata=_metadata(payload.get("metadata")),
        unfurl=any(payload.get(name) not in (False, "false", "0", 0) for name in ("unfurl_links", "unfurl_media")),
    )


def refuse(found: tuple[Problem, ...]) -> None:
    """Refuse with the first problem's error; every problem of that name is among the reasons."""
    if found:
        error = found[0].error
        raise ApiError(error, *_reasons(found, error))


def _reasons(found: tuple[Problem, ...], error: str) -> Iterator[str]:
    return (f"[ERROR] {each.reason} [json-pointer:{each.path}]" for each in found if each.error == error)


def _metadata(value: object) -> Payload | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("event_type"), str):
        raise ApiError("invalid_metadata_format")
    if not isinstance(value.get("event_payload"), dict):
        raise ApiError("invalid_metadata_schema")
    if len(json.dumps(value).encode()) > MOST_METADATA_BYTES:
        raise ApiError("metadata_too_large")
    return dict(value)

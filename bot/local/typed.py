"""What a person types, turned into the text that Slack sends."""

import re
from enum import Enum

from bot.local.model import Kind
from bot.local.workspace import Workspace

_TOKEN = re.compile(r"<[@#][A-Z0-9]+(?:\|[^<>]*)?>")
_URL = re.compile(r"https?://[^\s<>|]+")


class Reader(Enum):
    """Who gets the text: a command's mentions carry names, a message's do not."""

    COMMAND = "command"
    MESSAGE = "message"


def as_sent(typed: str, workspace: Workspace, reader: Reader = Reader.MESSAGE) -> str:
    """The typed text with & < > escaped, and with @names, #channels and links as Slack writes them.

    Mentions that are written `<@U…>` or `<#C…>` already stay as they are.
    """
    pieces, end = [], 0
    for token in _TOKEN.finditer(typed):
        pieces += [_plain(typed[end : token.start()], workspace, reader), token.group()]
        end = token.end()
    return "".join([*pieces, _plain(typed[end:], workspace, reader)])


def _plain(typed: str, workspace: Workspace, reader: Reader) -> str:
    text = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _URL.sub(lambda link: f"<{link.group()}>", text)
    named = reader is Reader.COMMAND
    for user in workspace.users():
        mention = f"<@{user.id}|{user.name}>" if named else f"<@{user.id}>"
        for name in (user.real_name, user.name):
            text = re.sub(rf"@{re.escape(name)}(?!\w)", mention, text, flags=re.IGNORECASE)
    for channel in workspace.channels():
        if channel.kind is not Kind.DIRECT:
            name = channel.name if channel.kind is Kind.PUBLIC else ""
            text = re.sub(rf"#{re.escape(channel.name)}(?![\w-])", f"<#{channel.id}|{name}>", text)
    return text

"""The Web API methods that read: conversations.*, users.*, team.info, auth.test."""

import base64

from bot.local.api_call import Call
from bot.local.model import ApiError, Channel, Kind, Message, Payload, User


def auth_test(call: Call) -> Payload:
    """auth.test"""
    team, caller = call.workspace.team, call.caller
    return {
        "url": f"https://{team.domain}.example/",
        "team": team.name,
        "team_id": team.id,
        "user": caller.name,
        "user_id": caller.id,
        "bot_id": caller.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Payload:
    """api.test, which gives back what it was given."""
    if error := call.text("error"):
        raise ApiError(error)
    return {"args": dict(call.arguments)}


def team_info(call: Call) -> Payload:
    """team.info"""
    call.need("team:read")
    team = call.workspace.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain}}


def users_info(call: Call) -> Payload:
    """users.info"""
    call.need("users:read")
    return {"user": _person(call, call.workspace.user(call.required("user", "user_not_found")))}


def users_list(call: Call) -> Payload:
    """users.list"""
    call.need("users:read")
    return _page(call, "members", [_person(call, user) for user in call.workspace.users()], 200)


def open_direct(call: Call) -> Payload:
    """conversations.open with one user; groups of several are not offered here."""
    call.need("im:write")
    users = [each for each in (call.text("users") or "").split(",") if each]
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > 1:
        raise ApiError("too_many_users")
    channel = call.workspace.direct(call.caller.id, users[0])
    return {"channel": {"id": channel.id}}


def info(call: Call) -> Payload:
    """conversations.info"""
    channel = _read(call, "read")
    return {"channel": {**channel.as_slack(call.caller.id), "num_members": len(channel.members)}}


def list_channels(call: Call) -> Payload:
    """conversations.list of the kinds asked for, public channels by default."""
    asked = (call.text("types") or "public_channel").split(",")
    names = {"public_channel": Kind.PUBLIC, "private_channel": Kind.PRIVATE, "im": Kind.DIRECT}
    kinds = {names[each.strip()] for each in asked if each.strip() in names}
    for kind in sorted(kinds, key=lambda each: each.value):
        call.need(f"{kind.value}:read")
    seen = [each for each in call.workspace.channels() if each.kind in kinds and _visible(call, each)]
    return _page(call, "channels", [channel.as_slack(call.caller.id) for channel in seen], 100)


def members(call: Call) -> Payload:
    """conversations.members"""
    return _page(call, "members", [*sorted(_read(call, "read").members)], 100)


def join(call: Call) -> Payload:
    """conversations.join of a public channel."""
    call.need("channels:join")
    channel = call.channel()
    if channel.kind is not Kind.PUBLIC:
        raise ApiError("method_not_supported_for_channel_type")
    joined = call.workspace.add_channel(channel.joined_by(call.caller.id))
    return {"channel": joined.as_slack(call.caller.id)}


def history(call: Call) -> Payload:
    """conversations.history, newest first, without the replies in threads."""
    channel = _readable(call)
    everything = call.workspace.messages(channel.id)
    tops = [each for each in everything if each.place.thread_ts in (None, each.ts)]
    newest_first = sorted(_between(call, tops), key=lambda each: float(each.ts), reverse=True)
    page = _page(call, "messages", [_shown(call, each) for each in newest_first], 100)
    return {**page, "pin_count": 0}


def replies(call: Call) -> Payload:
    """conversations.replies: the message and its replies, oldest first."""
    channel = _readable(call)
    ts = call.required("ts", "thread_not_found")
    everything = call.workspace.messages(channel.id)
    thread = [each for each in everything if ts in (each.ts, each.place.thread_ts)]
    if not thread:
        raise ApiError("thread_not_found")
    oldest_first = sorted(_between(call, thread), key=lambda each: float(each.ts))
    return _page(call, "messages", [_shown(call, each) for each in oldest_first], 1000)


def _person(call: Call, user: User) -> Payload:
    """The user object; Slack adds `is_stranger` for people of other workspaces only."""
    if user.team_id == call.workspace.team.id:
        return user.as_slack()
    return {**user.as_slack(), "is_stranger": call.workspace.is_stranger(user)}


def _read(call: Call, what: str) -> Channel:
    channel = call.channel()
    call.need(f"{channel.kind.value}:{what}")
    return channel


def _readable(call: Call) -> Channel:
    channel = _read(call, "history")
    if call.caller.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _visible(call: Call, channel: Channel) -> bool:
    return channel.kind is Kind.PUBLIC or call.caller.id in channel.members


def _between(call: Call, messages: list[Message]) -> list[Message]:
    try:
        oldest, latest = float(call.text("oldest") or 0), float(call.text("latest") or "inf")
    except ValueError as error:
        raise ApiError("invalid_ts_oldest") from error
    if call.flag("inclusive"):
        return [each for each in messages if oldest <= float(each.ts) <= latest]
    return [each for each in messages if oldest < float(each.ts) < latest]


def _shown(call: Call, message: Message) -> Payload:
    """Without include_all_metadata Slack tells the type of the metadata only."""
    shown = message.as_slack()
    if message.metadata is not None and not call.flag("include_all_metadata"):
        shown["metadata"] = {"event_type": message.metadata["event_type"]}
    return shown


def _page(call: Call, name: str, items: list[Payload] | list[str], most: int) -> Payload:
    limit = max(1, min(call.number("limit", most), 1000))
    start = _position(call.text("cursor"))
    end = start + limit
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return {
        name: items[start:end],
        "has_more": bool(following),
        "response_metadata": {"next_cursor": following},
    }


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError as error:
        raise ApiError("invalid_cursor") from error

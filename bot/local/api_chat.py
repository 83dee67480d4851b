"""The Web API methods that write messages: chat.* and reactions.add."""

from bot.local.api_call import Call
from bot.local.model import ApiError, Channel, Content, Kind, Message, Payload, Place


def post_message(call: Call) -> Payload:
    """chat.postMessage; a user's id as the channel means the direct message with that user."""
    channel = _addressed(call)
    if call.caller.id not in channel.members:
        raise ApiError("not_in_channel")
    place = Place(channel.id, thread_ts=call.text("thread_ts"))
    message = call.workspace.post(place, call.caller, call.content())
    return {"channel": channel.id, "ts": message.ts, "message": message.as_slack()}


def post_ephemeral(call: Call) -> Payload:
    """chat.postEphemeral; the person must be in the channel, and Slack promises no delivery."""
    channel = call.channel()
    if call.caller.id not in channel.members:
        raise ApiError("not_in_channel")
    user = call.required("user", "invalid_arguments")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    place = Place(channel.id, thread_ts=call.text("thread_ts"), only_for=user)
    return {"message_ts": call.workspace.post(place, call.caller, call.content()).ts}


def update(call: Call) -> Payload:
    """chat.update; blocks that are not named stay, an empty list removes them."""
    message = _own_message(call, "cant_update_message")
    content = _updated(message, call)
    changed = call.workspace.update(message, content)
    return {
        "channel": message.place.channel,
        "ts": message.ts,
        "text": changed.text,
        "message": changed.as_slack(),
    }


def delete(call: Call) -> Payload:
    """chat.delete of a message of one's own."""
    message = _own_message(call, "cant_delete_message")
    call.workspace.delete(message)
    return {"channel": message.place.channel, "ts": message.ts}


def add_reaction(call: Call) -> Payload:
    """reactions.add"""
    name = call.required("name", "no_reaction")
    channel = call.channel()
    message = call.workspace.message(channel.id, call.required("timestamp", "no_item_specified"))
    call.workspace.react(message, call.caller.id, name.strip(":"))
    return {}


def _addressed(call: Call) -> Channel:
    named = call.required("channel", "channel_not_found")
    if named.startswith(("U", "W")):
        return call.workspace.direct(call.caller.id, named)
    return call.channel()


def _own_message(call: Call, error: str) -> Message:
    """An ephemeral message cannot be found: Slack changes it through its response_url only."""
    channel = call.channel()
    message = call.workspace.message(channel.id, call.required("ts", "message_not_found"))
    if message.is_ephemeral:
        raise ApiError("message_not_found")
    if message.author.id != call.caller.id:
        raise ApiError(error)
    if channel.is_archived and channel.kind is not Kind.DIRECT:
        raise ApiError("is_archived")
    return message


def _updated(message: Message, call: Call) -> Content:
    new = call.content()
    keeps_blocks = call.structure("blocks") is None
    keeps_metadata = call.structure("metadata") is None
    return Content(
        text=new.text,
        blocks=message.blocks if keeps_blocks else new.blocks,
        metadata=message.metadata if keeps_metadata else new.metadata,
        unfurl=message.content.unfurl,
    )

"""How the bot is registered with the stand-in: what a Slack app's settings page would say."""

from dataclasses import dataclass

ALL_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "reactions:write",
        "team:read",
        "users:read",
    }
)


@dataclass(frozen=True)
class Registration:
    """The app's settings.

    `request_url` is where payloads go; without it, the bot attached to the stand-in's own port gets them.
    With `socket_mode` they go over the bot's websocket instead. `retries` are the seconds after which an
    event that was not acknowledged is sent again. `patience` is how many seconds an acknowledgement may
    take: Slack's own 3, less only where a test must not wait so long.
    """

    app_id: str = "A0LOCALCSP"
    command: str = "/csp"
    command_hint: str = "[your question]"
    socket_mode: bool = False
    request_url: str | None = None
    scopes: frozenset[str] = ALL_SCOPES
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    patience: float = 3.0

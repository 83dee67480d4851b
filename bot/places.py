"""Where in Slack something belongs, and the message that a press came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation; `thread` is None at its top level."""

    channel: str
    thread: str | None = None

    @property
    def is_direct(self) -> bool:
        """Slack's ids of direct messages begin with D."""
        return self.channel.startswith("D")


@dataclass(frozen=True, slots=True)
class Origin:
    """A message of ours that somebody pressed on. `beside` is where something said about it belongs.

    The response URL serves that one press: for half an hour, five times.
    """

    beside: Place
    ts: str
    is_ephemeral: bool
    response_url: str

    @property
    def channel(self) -> str:
        return self.beside.channel

    @property
    def is_private(self) -> bool:
        """Whether one person alone reads along."""
        return self.is_ephemeral or self.beside.is_direct

"""Who is asking or changing something, and what that lets them see."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What someone is to one partnership."""

    COORDINATOR = "coordinator"
    PARTNER = "partner"
    STRANGER = "stranger"


class Audience(Enum):
    """Where an answer will be seen: by the asker alone, in a channel of the partnership's own workspace,
    or in a channel that another organisation shares."""

    PRIVATE = "private"
    CHANNEL = "channel"
    SHARED_CHANNEL = "shared_channel"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone as the partnership's directory knows them today.

    `organisation` and `posts` are names of the book; a post is listed while it is held. All are empty
    for somebody whom the directory does not know.
    """

    role: Role
    name: str | None = None
    organisation: str | None = None
    posts: tuple[str, ...] = ()

    @property
    def may_see_partner_figures(self) -> bool:
        """Figures marked `partner` are for people in the directory only."""
        return self.role is not Role.STRANGER


COORDINATOR = Actor(Role.COORDINATOR)
STRANGER = Actor(Role.STRANGER)

"""Who is asking or changing something, and what that lets them see."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from csp_core.book import Book, Person
from csp_core.errors import PersonUnknown


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


@dataclass(frozen=True, slots=True)
class Enquirer:
    """Who asks, where the answer will be seen, and the day it counts from."""

    actor: Actor
    audience: Audience
    today: date


def actor_of(book: Book, account: tuple[str, str], today: date) -> Actor:
    """Whoever the directory knows under a Slack account (workspace, user) on a day; a stranger otherwise."""
    person = next((person for person in book.people if account in person.accounts), None)
    return _actor(book, person, today) if person else STRANGER


def actor_named(book: Book, text: str, today: date) -> Actor:
    """The person with this name or Slack user id; PersonUnknown when the directory has none."""
    for person in book.people:
        if text.casefold() == person.name.casefold() or text in (user for _, user in person.accounts):
            return _actor(book, person, today)
    raise PersonUnknown(
        f"Nobody in the directory of {book.name} is called {text!r}.",
        "Give a name or a Slack user id as the directory has it.",
    )


def _actor(book: Book, person: Person, today: date) -> Actor:
    posts = [
        post.title
        for post in book.posts
        if any(holding.person == person.name and holding.on(today) for holding in post.holdings)
    ]
    role = Role.COORDINATOR if person.is_coordinator else Role.PARTNER
    return Actor(role, person.name, person.organisation, tuple(posts))

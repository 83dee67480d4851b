"""Who is asking or changing something, as the directory knows them on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Protocol
from uuid import UUID

from csp_core.book import Book, Holding, Organisation, Person, Post
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
class Account:
    """A Slack user. Whether it is a guest is what Slack says now; whether its workspace is the partnership's own
    is looked up."""

    team: str
    user: str
    is_guest: bool = False

    def __str__(self) -> str:
        return f"{self.team}/{self.user}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone as the partnership's directory knows them today.

    `organisation` and `posts` are names of the book; a post is listed while it is held or deputised for, and
    `leads` are the organisations that they are a named lead of. All are empty for somebody whom the directory
    does not know. `is_foreign` says that the account is of another workspace.
    """

    role: Role
    name: str | None = None
    organisation: str | None = None
    posts: tuple[str, ...] = ()
    account: Account | None = field(default=None, compare=False)
    is_foreign: bool = field(default=False, compare=False)
    person_id: UUID | None = None
    post_ids: frozenset[UUID] = frozenset()
    leads: tuple[str, ...] = ()

    @property
    def may_see_partner_figures(self) -> bool:
        """Figures marked `partner` are for people in the directory only."""
        return self.role is not Role.STRANGER

    @property
    def is_unknown_here(self) -> bool:
        """Somebody of the partnership's own workspace whom the directory does not know."""
        return self.role is Role.STRANGER and not self.is_foreign


COORDINATOR = Actor(Role.COORDINATOR)
STRANGER = Actor(Role.STRANGER)


@dataclass(frozen=True, slots=True)
class Enquirer:
    """Who asks, where the answer will be seen, and the day it counts from."""

    actor: Actor
    audience: Audience
    today: date


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody before the records of one partnership, on a day."""

    book: Book
    actor: Actor
    today: date


class Known(Protocol):
    """Who is in a partnership: a book, or the directory inside a transaction."""

    @property
    def organisations(self) -> tuple[Organisation, ...]: ...
    @property
    def posts(self) -> tuple[Post, ...]: ...
    @property
    def people(self) -> tuple[Person, ...]: ...
    @property
    def workspaces(self) -> tuple[str, ...]: ...


def actor_of(
    known: Known, account: Account | tuple[str, str], today: date, first_coordinators: frozenset[str] = frozenset()
) -> Actor:
    """Whoever the directory knows under a Slack account on a day; a stranger otherwise.

    `first_coordinators` are Slack user ids that the settings name: they coordinate, in the partnership's own
    workspaces only, whether or not the directory knows them.
    """
    given = account if isinstance(account, Account) else Account(*account)
    owners = (each for each in known.people if (given.team, given.user) in each.accounts and each.is_there(today))
    person, is_foreign = next(owners, None), given.team not in known.workspaces
    is_first = given.user in first_coordinators and not is_foreign and not given.is_guest
    if person is None:
        return Actor(Role.COORDINATOR if is_first else Role.STRANGER, account=given, is_foreign=is_foreign)
    role = Role.COORDINATOR if is_first or person.is_coordinator else Role.PARTNER
    return replace(_actor(known, person, today), role=role, account=given, is_foreign=is_foreign)


def actor_named(book: Book, text: str, today: date) -> Actor:
    """The person with this name or Slack user id; PersonUnknown when the directory has none."""
    for person in book.people:
        if text.casefold() == person.name.casefold() or text in (user for _, user in person.accounts):
            return _actor(book, person, today)
    raise PersonUnknown(
        f"Nobody in the directory of {book.name} is called {text!r}.",
        "Give a name or a Slack user id as the directory has it.",
    )


def _actor(known: Known, person: Person, today: date) -> Actor:
    posts = [post for post in known.posts if _holds(person, (*post.holdings, *post.deputies), today)]
    return Actor(
        Role.COORDINATOR if person.is_coordinator else Role.PARTNER,
        person.name,
        person.organisation,
        tuple(post.title for post in posts),
        person_id=person.id,
        post_ids=frozenset(post.id for post in posts if post.id),
        leads=tuple(each.name for each in known.organisations if _holds(person, each.leads, today)),
    )


def _holds(person: Person, terms: Sequence[Holding], today: date) -> bool:
    return any((each.person_id, each.person) == (person.id, person.name) and each.on(today) for each in terms)

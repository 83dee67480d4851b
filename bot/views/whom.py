"""Whom to turn to, so that one press is enough: the coordinators, each by a mention where Slack knows them."""

from bot.views.mrkdwn import Mrkdwn, clipped, join, mention
from csp_core.book import Book, Person
from csp_core.permissions import who_coordinates

MOST_NAMED = 5
MOST_NAME = 150


def a_coordinator(book: Book, by_settings: frozenset[str] = frozenset()) -> Mrkdwn:
    """ "a coordinator (@Person A or Person B)"; those whom the settings name where the directory names nobody."""
    named = [_called(person, book) for person in who_coordinates(book.people)]
    known = named or [mention(user) for user in sorted(by_settings)]
    said = join(Mrkdwn(" or "), known[:MOST_NAMED])
    return Mrkdwn(f"a coordinator ({said})") if said else Mrkdwn("a coordinator")


def _called(person: Person, book: Book) -> Mrkdwn:
    """An account of another workspace may not be known where this is read, so that the name stands there."""
    users = (user for team, user in person.accounts if team in book.workspaces)
    user = next(users, None)
    return mention(user) if user else clipped(person.name, MOST_NAME)

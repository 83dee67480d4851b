"""To whom an action may be handed over: names as people write them, found in the directory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from csp_core.book import Organisation, Person, Post
from csp_core.changes.results import Field, NotPossible
from csp_core.directory import Directory
from csp_core.text import tokens_of


@dataclass(frozen=True, slots=True)
class NewOwner:
    """A post, a person, or an organisation alone; `lead` None leaves the lead as it is."""

    owner: str | None = None
    post_id: UUID | None = None
    person_id: UUID | None = None
    lead: str | None = None
    lead_id: UUID | None = None


def new_owner(directory: Directory, to: str, organisation: str | None, today: date) -> NewOwner | NotPossible:
    """Whoever a name means: a post takes the lead to its organisation, an organisation takes it without an owner,
    and a person stands for the one post that they hold."""
    if not to.strip():
        return NotPossible("Please name a post or an organisation.", Field.TO)
    home = _organisation(directory, organisation) if organisation else None
    if organisation and home is None:
        return NotPossible(f"No organisation here is called “{organisation}”.", Field.ORGANISATION)
    posts = _posts(directory, to, home)
    if posts:
        return _one(posts, to, directory)
    alone = _organisation(directory, to)
    if alone and alone.last_day and alone.last_day < today:
        return NotPossible(f"{alone.name} ended; its work went to {alone.successor or 'others'}.", Field.TO)
    if alone:
        return NewOwner(lead=alone.name, lead_id=_id_of(directory, alone.name))
    person = next((each for each in directory.people if _alike(to, each.name) and each.is_there(today)), None)
    return _of_person(directory, person, today) if person else _unknown(to)


def _posts(directory: Directory, to: str, home: Organisation | None) -> list[Post]:
    named = [post for post in directory.posts if any(_alike(to, title) for title in (post.title, *post.aliases))]
    return [post for post in named if home is None or post.organisation == home.name]


def _one(posts: list[Post], to: str, directory: Directory) -> NewOwner | NotPossible:
    if len(posts) > 1:
        homes = "; ".join(sorted(post.organisation or "no organisation" for post in posts))
        return NotPossible(f"Several have a post “{to}”: {homes}. Please say which.", Field.ORGANISATION)
    post = posts[0]
    lead_id = _id_of(directory, post.organisation) if post.organisation else None
    return NewOwner(owner=post.title, post_id=post.id, lead=post.organisation, lead_id=lead_id)


def _of_person(directory: Directory, person: Person, today: date) -> NewOwner | NotPossible:
    held = [
        post
        for post in directory.posts
        if any(each.person_id == person.id and each.on(today) for each in post.holdings)
    ]
    if len(held) > 1:
        titles = "; ".join(post.title for post in held)
        return NotPossible(f"{person.name} holds several posts: {titles}. Please name one.", Field.TO)
    return _one(held, held[0].title, directory) if held else NewOwner(owner=person.name, person_id=person.id)


def _unknown(to: str) -> NotPossible:
    return NotPossible(f"No post, organisation or person here is called “{to}”.", Field.TO)


def _organisation(directory: Directory, name: str) -> Organisation | None:
    return next((each for each in directory.organisations if any(_alike(name, own) for own in _names(each))), None)


def _names(organisation: Organisation) -> Iterable[str]:
    return filter(None, (organisation.name, organisation.short_name, *organisation.aliases))


def _id_of(directory: Directory, name: str) -> UUID:
    return next(key for key, known in directory.organisation_names.items() if known == name)


def _alike(one: str, other: str) -> bool:
    return tokens_of(one) == tokens_of(other) != () or one.casefold().strip() == other.casefold()

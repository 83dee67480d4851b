"""Who is in a partnership, read from the database as values."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from csp_core import book, model
from csp_core.records import Records


@dataclass(frozen=True, slots=True)
class Directory:
    """Organisations, posts and people as values, and their names by id."""

    organisations: tuple[book.Organisation, ...]
    posts: tuple[book.Post, ...]
    people: tuple[book.Person, ...]
    organisation_names: dict[UUID, str]
    post_titles: dict[UUID, str]
    people_names: dict[UUID, str]

    def owner_of(self, action: model.Action) -> str | None:
        """The title of the post or the person's name, else what is written, unless that names nobody."""
        if action.owner_post_id:
            return self.post_titles[action.owner_post_id]
        if action.owner_person_id:
            return self.people_names[action.owner_person_id]
        written = action.owner_as_written or ""
        return None if model.names_nobody(written) else written


def load_directory(records: Records) -> Directory:
    """The directory of one partnership, in five queries."""
    organisations = records.of(model.Organisation, model.Organisation.name)
    posts = records.of(model.Post, model.Post.title)
    people = records.of(model.Person, model.Person.name)
    names = {each.id: each.name for each in organisations}
    people_names = {each.id: each.name for each in people}
    holdings, accounts = _holdings(records, people_names), _accounts(records)
    return Directory(
        organisations=tuple(_organisation(each, names) for each in organisations),
        posts=tuple(_post(each, names, tuple(holdings[each.id])) for each in posts),
        people=tuple(_person(each, names, tuple(accounts[each.id])) for each in people),
        organisation_names=names,
        post_titles={each.id: each.title for each in posts},
        people_names=people_names,
    )


def _holdings(records: Records, people: dict[UUID, str]) -> defaultdict[UUID, list[book.Holding]]:
    holdings: defaultdict[UUID, list[book.Holding]] = defaultdict(list)
    for each in records.of(model.Holding, model.Holding.first_day):
        holdings[each.post_id].append(book.Holding(people[each.person_id], each.first_day, each.last_day))
    return holdings


def _accounts(records: Records) -> defaultdict[UUID, list[tuple[str, str]]]:
    accounts: defaultdict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for each in records.of(model.Account, model.Account.team_id, model.Account.user_id):
        accounts[each.person_id].append((each.team_id, each.user_id))
    return accounts


def _organisation(each: model.Organisation, names: dict[UUID, str]) -> book.Organisation:
    return book.Organisation(
        name=each.name,
        short_name=each.short_name,
        aliases=tuple(each.aliases),
        last_day=each.last_day,
        successor=names[each.successor_id] if each.successor_id else None,
    )


def _post(each: model.Post, names: dict[UUID, str], holdings: tuple[book.Holding, ...]) -> book.Post:
    organisation = names[each.organisation_id] if each.organisation_id else None
    return book.Post(each.title, organisation, tuple(each.aliases), holdings)


def _person(each: model.Person, names: dict[UUID, str], accounts: tuple[tuple[str, str], ...]) -> book.Person:
    organisation = names[each.organisation_id] if each.organisation_id else None
    return book.Person(each.name, organisation, each.is_coordinator, accounts)

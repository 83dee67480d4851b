"""Who is in a partnership, read from the database as values."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from csp_core import book, model
from csp_core.records import Records


@dataclass(frozen=True, slots=True)
class Directory:
    """Organisations, posts, people and own workspaces as values, and the names by id."""

    organisations: tuple[book.Organisation, ...]
    posts: tuple[book.Post, ...]
    people: tuple[book.Person, ...]
    workspaces: tuple[str, ...]
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
    """The directory of one partnership, in seven queries."""
    organisations = records.of(model.Organisation, model.Organisation.name)
    posts = records.of(model.Post, model.Post.title)
    people = records.of(model.Person, model.Person.name)
    names = {each.id: each.name for each in organisations}
    people_names = {each.id: each.name for each in people}
    terms, accounts = _Terms(records, people_names), _accounts(records)
    return Directory(
        organisations=tuple(_organisation(each, names, tuple(terms.leads[each.id])) for each in organisations),
        posts=tuple(_post(each, names, terms) for each in posts),
        people=tuple(_person(each, names, tuple(accounts[each.id])) for each in people),
        workspaces=tuple(each.team_id for each in records.of(model.Workspace, model.Workspace.team_id)),
        organisation_names=names,
        post_titles={each.id: each.title for each in posts},
        people_names=people_names,
    )


Holdings = defaultdict[UUID, list[book.Holding]]


class _Terms:
    """Who holds posts, deputises for them, and leads organisations, from when to when."""

    def __init__(self, records: Records, people: dict[UUID, str]) -> None:
        self.holders: Holdings = defaultdict(list)
        self.deputies: Holdings = defaultdict(list)
        self.leads: Holdings = defaultdict(list)
        for each in records.of(model.Holding, model.Holding.first_day):
            term = book.Holding(people[each.person_id], each.first_day, each.last_day, each.person_id)
            (self.deputies if each.is_deputy else self.holders)[each.post_id].append(term)
        for lead in records.of(model.OrganisationLead, model.OrganisationLead.first_day):
            term = book.Holding(people[lead.person_id], lead.first_day, lead.last_day, lead.person_id)
            self.leads[lead.organisation_id].append(term)


def _accounts(records: Records) -> defaultdict[UUID, list[tuple[str, str]]]:
    accounts: defaultdict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for each in records.of(model.Account, model.Account.team_id, model.Account.user_id):
        accounts[each.person_id].append((each.team_id, each.user_id))
    return accounts


def _organisation(
    each: model.Organisation, names: dict[UUID, str], leads: tuple[book.Holding, ...]
) -> book.Organisation:
    return book.Organisation(
        name=each.name,
        short_name=each.short_name,
        aliases=tuple(each.aliases),
        last_day=each.last_day,
        successor=names[each.successor_id] if each.successor_id else None,
        leads=leads,
    )


def _post(each: model.Post, names: dict[UUID, str], terms: _Terms) -> book.Post:
    return book.Post(
        title=each.title,
        organisation=names[each.organisation_id] if each.organisation_id else None,
        aliases=tuple(each.aliases),
        holdings=tuple(terms.holders[each.id]),
        deputies=tuple(terms.deputies[each.id]),
        id=each.id,
    )


def _person(each: model.Person, names: dict[UUID, str], accounts: tuple[tuple[str, str], ...]) -> book.Person:
    return book.Person(
        name=each.name,
        organisation=names[each.organisation_id] if each.organisation_id else None,
        is_coordinator=each.is_coordinator,
        accounts=accounts,
        last_day=each.last_day,
        id=each.id,
    )

"""What the directory holds of one person, as a form shows it, and the deeds that lead from there to what is wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from csp_core.actors import Visit
from csp_core.book import Book, Holding, Person, Post
from csp_core.people.deeds import (
    AddPerson,
    EndLead,
    Leave,
    LeavePost,
    LinkAccount,
    NameLead,
    PeopleDeed,
    Rename,
    SetCoordinator,
    SetOrganisation,
    Stay,
    TakePost,
    UnlinkAccount,
)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person: posts and deputies by the ids of posts, `is_lead` for the lead of the own organisation.

    `account` is one Slack user as (workspace, user): of several, the first one of the partnership's own workspace.
    """

    name: str
    account: tuple[str, str] | None = None
    organisation: str | None = None
    posts: tuple[UUID, ...] = ()
    deputies: tuple[UUID, ...] = ()
    is_lead: bool = False
    is_coordinator: bool = False
    last_day: date | None = None


def person_called(book: Book, name: str, today: date) -> Person | None:
    """The person whom deeds mean by a name: of several the one who has not left; None where it is nobody's, or that
    of several."""
    named = [person for person in book.people if person.name == name]
    found = [person for person in named if person.is_there(today)] or named
    return found[0] if len(found) == 1 else None


def entry_of(book: Book, person: Person, today: date) -> PersonEntry:
    """What a person has today or from a later day on; of somebody who has left, what ended with them."""

    def has(terms: Sequence[Holding]) -> bool:
        return any(_goes_on(term, person, today) for term in _own(terms, person))

    home = book.organisation_by_name.get(person.organisation or "")
    return PersonEntry(
        name=person.name,
        account=_account(book, person),
        organisation=person.organisation,
        posts=tuple(post.id for post in book.posts if post.id and has(post.holdings)),
        deputies=tuple(post.id for post in book.posts if post.id and has(post.deputies)),
        is_lead=home is not None and has(home.leads),
        is_coordinator=person.is_coordinator,
        last_day=person.last_day,
    )


def deeds_for(
    visit: Visit, person: Person | None, wanted: PersonEntry, first_day: date | None = None
) -> tuple[PeopleDeed, ...]:
    """What leads from the directory to an entry, () when nothing differs; `person` None is somebody new.

    What is new begins on `first_day`, and without one since ever, or today where they had it before. What is taken
    away ended yesterday.
    """
    new = PersonEntry(wanted.name, organisation=wanted.organisation)
    held = entry_of(visit.book, person, visit.today) if person else new
    return tuple(_Difference(visit, person, held, wanted, first_day).deeds())


@dataclass(frozen=True, slots=True)
class _Difference:
    visit: Visit
    person: Person | None
    held: PersonEntry
    wanted: PersonEntry
    first_day: date | None

    def deeds(self) -> Iterator[PeopleDeed]:
        """In an order in which each finds what it needs: who leaves or stays decides how far terms may go."""
        yield from self._naming()
        yield from self._leaving()
        yield from self._accounts()
        yield from self._posts(self.held.posts, self.wanted.posts, is_deputy=False)
        yield from self._posts(self.held.deputies, self.wanted.deputies, is_deputy=True)
        yield from self._leading()
        if self.held.is_coordinator != self.wanted.is_coordinator:
            yield SetCoordinator(self.wanted.name, self.wanted.is_coordinator)

    def _naming(self) -> Iterator[PeopleDeed]:
        name, home = self.wanted.name, self.wanted.organisation
        if self.person is None:
            yield AddPerson(name, home)
        elif name != self.held.name:
            yield Rename(self.held.name, name)
        if home != self.held.organisation:
            yield SetOrganisation(name, home)

    def _leaving(self) -> Iterator[PeopleDeed]:
        if self.held.last_day == self.wanted.last_day:
            return
        yield Leave(self.wanted.name, self.wanted.last_day) if self.wanted.last_day else Stay(self.wanted.name)

    def _accounts(self) -> Iterator[PeopleDeed]:
        if self.held.account == self.wanted.account:
            return
        if self.held.account:
            yield UnlinkAccount(*self.held.account)
        others = self.person.accounts if self.person else ()
        if self.wanted.account and self.wanted.account not in others:
            yield LinkAccount(self.wanted.name, *self.wanted.account)

    def _posts(self, held: Sequence[UUID], wanted: Sequence[UUID], *, is_deputy: bool) -> Iterator[PeopleDeed]:
        name = self.wanted.name
        for post in self._named(set(held) - set(wanted)):
            yield LeavePost(name, post.title, self._ended, post.organisation, is_deputy)
        for post in self._named(set(wanted) - set(held)):
            first = self._first(post.deputies if is_deputy else post.holdings)
            yield TakePost(name, post.title, post.organisation, first, self.wanted.last_day, is_deputy)

    def _leading(self) -> Iterator[PeopleDeed]:
        before = self.held.organisation if self.held.is_lead else None
        after = self.wanted.organisation if self.wanted.is_lead else None
        if before == after:
            return
        if before:
            yield EndLead(self.wanted.name, before, self._ended)
        if after:
            first = self._first(self.visit.book.organisation_by_name[after].leads)
            yield NameLead(self.wanted.name, after, first, self.wanted.last_day)

    def _named(self, ids: set[UUID]) -> Iterator[Post]:
        return (post for post in self.visit.book.posts if post.id in ids)

    @property
    def _ended(self) -> date:
        """The last day in what is taken away: it is over now, and was over when they left."""
        yesterday = self.visit.today - timedelta(days=1)
        return min(yesterday, self.held.last_day or yesterday)

    def _first(self, terms: Sequence[Holding]) -> date | None:
        if self.first_day or self.person is None:
            return self.first_day
        return self.visit.today if any(_own(terms, self.person)) else None


def _own(terms: Sequence[Holding], person: Person) -> Iterator[Holding]:
    return (term for term in terms if (term.person_id, term.person) == (person.id, person.name))


def _goes_on(term: Holding, person: Person, today: date) -> bool:
    return term.last_day is None or term.last_day >= today or term.last_day == person.last_day


def _account(book: Book, person: Person) -> tuple[str, str] | None:
    own = (account for account in person.accounts if account[0] in book.workspaces)
    return next(own, next(iter(person.accounts), None))

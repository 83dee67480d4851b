"""The directory as it is read: who is in it, organisation by organisation, and which posts nobody holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from csp_core.answering.phrases import counted, day_words, listed
from csp_core.book import Book, Holding, Person, Post

NO_ORGANISATION = "Without an organisation"
LEFT = "No longer here"


@dataclass(frozen=True, slots=True)
class Listed:
    """A person below a heading; `says` is what they are and hold, in words."""

    person: Person
    heading: str
    says: str


@dataclass(frozen=True, slots=True)
class Unheld:
    """A post that nobody holds or deputises for, and how many open actions of the current plan it owns."""

    post: Post
    actions: int

    @property
    def words(self) -> str:
        """ "Roads Policing Sergeant (2)"."""
        return f"{self.post.title} ({self.actions})"


def people_of(book: Book, today: date) -> tuple[Listed, ...]:
    """Everybody, by organisation and name; those without one stand behind the others, leavers last."""
    there = sorted((each for each in book.people if each.is_there(today)), key=_place)
    gone = sorted((each for each in book.people if not each.is_there(today)), key=lambda each: each.name.casefold())
    headed = [(each, each.organisation or NO_ORGANISATION) for each in there] + [(each, LEFT) for each in gone]
    return tuple(Listed(each, heading, says_of(book, each, today)) for each, heading in headed)


def says_of(book: Book, person: Person, today: date) -> str:
    """What somebody is and holds: "coordinator · holds Crime Manager (since 1 May 2014) · linked to Slack"."""
    return " · ".join(_said(book, person, today))


def unheld_posts(book: Book, today: date) -> tuple[Unheld, ...]:
    """Posts that own open actions of the current plan and have nobody today, those with most actions first."""
    plan = book.current_plan(today)
    owning = Counter(each.owner_post_id for each in plan.actions if each.is_open) if plan else Counter()
    found = (Unheld(post, owning[post.id]) for post in book.posts if post.id and owning[post.id])
    there = {each.id for each in book.people if each.is_there(today)}
    vacant = (each for each in found if not _has_somebody(each.post, there, today))
    return tuple(sorted(vacant, key=lambda each: (-each.actions, each.post.title)))


def counts(book: Book, today: date) -> str:
    """ "4 people · 3 linked to Slack · 1 coordinator"."""
    there = [each for each in book.people if each.is_there(today)]
    linked = sum(bool(each.accounts) for each in there)
    coordinators = sum(each.is_coordinator for each in there)
    return " · ".join(
        (counted(len(there), "person", "people"), f"{linked} linked to Slack", counted(coordinators, "coordinator"))
    )


def _place(person: Person) -> tuple[bool, str, str]:
    return person.organisation is None, (person.organisation or "").casefold(), person.name.casefold()


def _said(book: Book, person: Person, today: date) -> Iterator[str]:
    if not person.is_there(today):
        yield from (f"last day {day_words(day)}" for day in (person.last_day,) if day)
        return
    if person.is_coordinator:
        yield "coordinator"
    posts = [(post.title, post.holdings) for post in book.posts]
    deputies = [(post.title, post.deputies) for post in book.posts]
    leads = [(each.name, each.leads) for each in book.organisations]
    for verb, terms in (("holds", posts), ("deputy for", deputies), ("named lead of", leads)):
        if current := list(_current(terms, person, today)):
            yield f"{verb} {listed(current)}"
    yield _linked(book, person)
    if person.last_day:
        yield f"leaves after {day_words(person.last_day)}"


def _current(terms: Sequence[tuple[str, Sequence[Holding]]], person: Person, today: date) -> Iterator[str]:
    """What somebody has today or from a later day on, in words."""
    for name, holdings in terms:
        for term in holdings:
            is_own = (term.person_id, term.person) == (person.id, person.name)
            if is_own and (term.last_day or date.max) >= today:
                yield _term(name, term, today)


def _term(name: str, term: Holding, today: date) -> str:
    """A post with its days, as far as they are recorded."""
    begun = "since" if term.first_day and term.first_day <= today else "from"
    first = f"{begun} {day_words(term.first_day)}" if term.first_day else ""
    last = f"until {day_words(term.last_day)}" if term.last_day else ""
    days = " ".join(filter(None, (first, last)))
    return f"{name} ({days})" if days else name


def _linked(book: Book, person: Person) -> str:
    if not person.accounts:
        return "not linked to Slack"
    is_here = any(team in book.workspaces for team, _ in person.accounts)
    return "linked to Slack" if is_here else "linked to Slack in another workspace"


def _has_somebody(post: Post, there: set[UUID | None], today: date) -> bool:
    return any(term.on(today) and term.person_id in there for term in (*post.holdings, *post.deputies))

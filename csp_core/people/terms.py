"""Posts, deputies and named leads: from which day to which day somebody has them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from csp_core import model
from csp_core.answering.phrases import day_words
from csp_core.changes.results import NotPossible
from csp_core.people.deeds import EndLead, LeavePost, NameLead, TakePost
from csp_core.people.naming import organisation_named, person_named, post_named
from csp_core.people.telling import Kept
from csp_core.work import Work

Outcome = Kept | NotPossible
Term = model.Holding | model.OrganisationLead


def take_post(work: Work, deed: TakePost) -> Outcome:
    """A term of nobody overlaps with one of their own in the same post, or outlasts their last day here."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    post = post_named(work, deed.post, deed.organisation)
    if isinstance(post, NotPossible):
        return post
    if problem := _wrong_days(person, deed):
        return problem
    held = [each for each in _holdings(work, person.id) if each.post_id == post.id and each.is_deputy == deed.is_deputy]
    if any(_overlap(each, deed.first_day, deed.last_day) for each in held):
        return NotPossible(f"{person.name} is in the post {post.title} then already.")
    term = model.Holding(post_id=post.id, person_id=person.id, first_day=deed.first_day, last_day=deed.last_day)
    term.is_deputy = deed.is_deputy
    work.records.add(term)
    return Kept(person.name, after={"deputy of" if deed.is_deputy else "post": post.title, **_days(term)})


def leave_post(work: Work, deed: LeavePost) -> Outcome:
    """Ends whatever goes on beyond the day."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    post = post_named(work, deed.post, deed.organisation)
    if isinstance(post, NotPossible):
        return post
    terms = [each for each in _holdings(work, person.id) if each.post_id == post.id]
    meant = [each for each in terms if deed.is_deputy in (None, each.is_deputy)]
    if not end_terms(work, meant, deed.last_day):
        return NotPossible(f"{person.name} is not in the post {post.title} on that day.")
    return Kept(person.name, {"post": post.title}, {"post": post.title, "last_day": deed.last_day.isoformat()})


def name_lead(work: Work, deed: NameLead) -> Outcome:
    """As with posts."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    home = organisation_named(work, deed.organisation)
    if isinstance(home, NotPossible):
        return home
    if problem := _wrong_days(person, deed):
        return problem
    terms = [each for each in _leads(work, person.id) if each.organisation_id == home.id]
    if any(_overlap(each, deed.first_day, deed.last_day) for each in terms):
        return NotPossible(f"{person.name} is a named lead of {home.name} then already.")
    term = model.OrganisationLead(organisation_id=home.id, person_id=person.id)
    term.first_day, term.last_day = deed.first_day, deed.last_day
    work.records.add(term)
    return Kept(person.name, after={"lead of": home.name, **_days(term)})


def end_lead(work: Work, deed: EndLead) -> Outcome:
    """Ends whatever goes on beyond the day."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    home = organisation_named(work, deed.organisation)
    if isinstance(home, NotPossible):
        return home
    terms = [each for each in _leads(work, person.id) if each.organisation_id == home.id]
    if not end_terms(work, terms, deed.last_day):
        return NotPossible(f"{person.name} is not a named lead of {home.name} on that day.")
    return Kept(person.name, {"lead of": home.name}, {"lead of": home.name, "last_day": deed.last_day.isoformat()})


def terms_of(work: Work, person: model.Person) -> list[Term]:
    """All that somebody has or had."""
    return [*_holdings(work, person.id), *_leads(work, person.id)]


def end_terms(work: Work, terms: Sequence[Term], last_day: date) -> int:
    """Ends the terms that go on beyond a day, and takes those away that begin after it; how many that were."""
    going_on = [each for each in terms if (each.last_day or date.max) > last_day]
    for each in going_on:
        if each.first_day is not None and each.first_day > last_day:
            work.session.delete(each)
        else:
            each.last_day = last_day
    return len(going_on)


def resume_terms(terms: Sequence[Term], ended_on: date) -> None:
    """Lets the terms that ended on a day go on."""
    for each in terms:
        if each.last_day == ended_on:
            each.last_day = None


def _wrong_days(person: model.Person, deed: TakePost | NameLead) -> NotPossible | None:
    if deed.first_day and deed.last_day and deed.last_day < deed.first_day:
        return NotPossible("The last day lies before the first.")
    if person.last_day and (deed.last_day or date.max) > person.last_day:
        return NotPossible(f"The last day of {person.name} is {day_words(person.last_day)}; nothing goes beyond it.")
    return None


def _holdings(work: Work, person_id: UUID) -> list[model.Holding]:
    return [each for each in work.records.of(model.Holding) if each.person_id == person_id]


def _leads(work: Work, person_id: UUID) -> list[model.OrganisationLead]:
    return [each for each in work.records.of(model.OrganisationLead) if each.person_id == person_id]


def _overlap(term: Term, first: date | None, last: date | None) -> bool:
    return (term.first_day or date.min) <= (last or date.max) and (first or date.min) <= (term.last_day or date.max)


def _days(term: Term) -> dict[str, Any]:
    days = {"first_day": term.first_day, "last_day": term.last_day}
    return {name: day.isoformat() for name, day in days.items() if day}

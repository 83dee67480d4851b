"""What each deed makes of the directory, or the rule that stands against it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from csp_core import model
from csp_core.changes.results import NotPossible
from csp_core.people.deeds import (
    AddPerson,
    AddPost,
    Leave,
    LeavePost,
    LinkAccount,
    NameLead,
    PeopleDeed,
    SetCoordinator,
    SetReading,
    SetSignOff,
    TakePost,
    UnlinkAccount,
)
from csp_core.people.naming import organisation_named, person_named, post_named
from csp_core.people.settings import set_sign_off
from csp_core.people.telling import Kept
from csp_core.text import printable
from csp_core.work import Work

Outcome = Kept | NotPossible
__all__ = ["Kept", "kept"]


def kept(work: Work, deed: PeopleDeed) -> Outcome:
    """Writes a deed that a coordinator may do; nothing is written where a rule stands against it."""
    match deed:
        case AddPerson():
            return _add_person(work, deed)
        case LinkAccount():
            return _link(work, deed)
        case UnlinkAccount():
            return _unlink(work, deed)
        case AddPost():
            return _add_post(work, deed)
        case TakePost():
            return _take_post(work, deed)
        case LeavePost():
            return _leave_post(work, deed)
        case NameLead():
            return _name_lead(work, deed)
        case Leave():
            return _leave(work, deed)
        case SetCoordinator():
            return _set_coordinator(work, deed)
        case SetReading():
            before, work.partnership.open_reading = work.partnership.open_reading, deed.is_open
            return Kept("partnership", {"open_reading": before}, {"open_reading": deed.is_open})
        case SetSignOff():
            return set_sign_off(work, deed)
        case _:
            assert_never(deed)


def _add_person(work: Work, deed: AddPerson) -> Outcome:
    name = " ".join(printable(deed.person).split())
    if not name:
        return NotPossible("Please give a name.")
    if not isinstance(person_named(work, name), NotPossible):
        return NotPossible(f"There is a {name} in the directory; tell the new one apart.")
    home = organisation_named(work, deed.organisation) if deed.organisation else None
    if isinstance(home, NotPossible):
        return home
    work.records.add(model.Person(name=name, organisation_id=home.id if home else None))
    return Kept(name, after={"organisation": home.name if home else None})


def _link(work: Work, deed: LinkAccount) -> Outcome:
    """An account is of one person at most; that of somebody who has left goes over."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    known = _account(work, deed.team, deed.user)
    if known is not None:
        other = work.session.get_one(model.Person, (work.partnership.id, known.person_id))
        if other.id == person.id or _is_there(other, work.today):
            return NotPossible(f"This Slack user is linked to {other.name} already.")
        work.session.delete(known)
        work.session.flush()
    work.records.add(model.Account(person_id=person.id, team_id=deed.team, user_id=deed.user))
    return Kept(person.name, after={"account": f"{deed.team}/{deed.user}"})


def _unlink(work: Work, deed: UnlinkAccount) -> Outcome:
    known = _account(work, deed.team, deed.user)
    if known is None:
        return NotPossible("This Slack user is linked to nobody.")
    person = work.session.get_one(model.Person, (work.partnership.id, known.person_id))
    work.session.delete(known)
    return Kept(person.name, before={"account": f"{deed.team}/{deed.user}"})


def _add_post(work: Work, deed: AddPost) -> Outcome:
    home = organisation_named(work, deed.organisation) if deed.organisation else None
    if isinstance(home, NotPossible):
        return home
    title = " ".join(printable(deed.post).split())
    same = [each for each in work.directory.posts if each.title.casefold() == title.casefold()]
    if not title or any(each.organisation == (home.name if home else None) for each in same):
        return NotPossible("Please give a title." if not title else f"There is a post {title} there already.")
    work.records.add(model.Post(title=title, organisation_id=home.id if home else None, aliases=[]))
    return Kept(title, after={"organisation": home.name if home else None})


def _take_post(work: Work, deed: TakePost) -> Outcome:
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    post = post_named(work, deed.post, deed.organisation)
    if isinstance(post, NotPossible):
        return post
    if deed.first_day and deed.last_day and deed.last_day < deed.first_day:
        return NotPossible("The last day lies before the first.")
    held = [each for each in _holdings(work, person.id) if each.post_id == post.id and each.is_deputy == deed.is_deputy]
    if any(_overlap(each, deed.first_day, deed.last_day) for each in held):
        return NotPossible(f"{person.name} is in the post {post.title} then already.")
    term = model.Holding(post_id=post.id, person_id=person.id, first_day=deed.first_day, last_day=deed.last_day)
    term.is_deputy = deed.is_deputy
    work.records.add(term)
    return Kept(person.name, after={"deputy of" if deed.is_deputy else "post": post.title, **_days(term)})


def _leave_post(work: Work, deed: LeavePost) -> Outcome:
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    post = post_named(work, deed.post, deed.organisation)
    if isinstance(post, NotPossible):
        return post
    terms = [each for each in _holdings(work, person.id) if each.post_id == post.id]
    ended = _end(terms, deed.last_day)
    if not ended:
        return NotPossible(f"{person.name} is not in the post {post.title} on that day.")
    return Kept(person.name, {"post": post.title}, {"post": post.title, "last_day": deed.last_day.isoformat()})


def _name_lead(work: Work, deed: NameLead) -> Outcome:
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    home = organisation_named(work, deed.organisation)
    if isinstance(home, NotPossible):
        return home
    if deed.first_day and deed.last_day and deed.last_day < deed.first_day:
        return NotPossible("The last day lies before the first.")
    terms = [each for each in _leads(work, person.id) if each.organisation_id == home.id]
    if any(_overlap(each, deed.first_day, deed.last_day) for each in terms):
        return NotPossible(f"{person.name} is a named lead of {home.name} then already.")
    term = model.OrganisationLead(organisation_id=home.id, person_id=person.id)
    term.first_day, term.last_day = deed.first_day, deed.last_day
    work.records.add(term)
    return Kept(person.name, after={"lead of": home.name, **_days(term)})


def _leave(work: Work, deed: Leave) -> Outcome:
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    if _is_last_coordinator(work, person):
        return NotPossible(f"{person.name} is the last coordinator; name another first.")
    before, person.last_day = person.last_day, deed.last_day
    _end([*_holdings(work, person.id), *_leads(work, person.id)], deed.last_day)
    return Kept(
        person.name, {"last_day": before.isoformat() if before else None}, {"last_day": deed.last_day.isoformat()}
    )


def _set_coordinator(work: Work, deed: SetCoordinator) -> Outcome:
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    if not deed.is_coordinator and _is_last_coordinator(work, person):
        return NotPossible(f"{person.name} is the last coordinator; name another first.")
    before, person.is_coordinator = person.is_coordinator, deed.is_coordinator
    return Kept(person.name, {"coordinator": before}, {"coordinator": deed.is_coordinator})


def _is_last_coordinator(work: Work, person: model.Person) -> bool:
    others = (each for each in work.directory.people if each.is_coordinator and each.last_day is None)
    return person.is_coordinator and all(each.id == person.id for each in others)


def _account(work: Work, team: str, user: str) -> model.Account | None:
    accounts = work.records.of(model.Account)
    return next((each for each in accounts if (each.team_id, each.user_id) == (team, user)), None)


def _holdings(work: Work, person_id: UUID) -> list[model.Holding]:
    return [each for each in work.records.of(model.Holding) if each.person_id == person_id]


def _leads(work: Work, person_id: UUID) -> list[model.OrganisationLead]:
    return [each for each in work.records.of(model.OrganisationLead) if each.person_id == person_id]


Term = model.Holding | model.OrganisationLead


def _end(terms: Sequence[Term], last_day: date) -> int:
    """Ends the terms that go on beyond a day; how many that were."""
    going_on = [each for each in terms if (each.last_day or date.max) > last_day and not _begins_after(each, last_day)]
    for each in going_on:
        each.last_day = last_day
    return len(going_on)


def _begins_after(term: Term, day: date) -> bool:
    return term.first_day is not None and term.first_day > day


def _overlap(term: Term, first: date | None, last: date | None) -> bool:
    return (term.first_day or date.min) <= (last or date.max) and (first or date.min) <= (term.last_day or date.max)


def _days(term: Term) -> dict[str, Any]:
    days = {"first_day": term.first_day, "last_day": term.last_day}
    return {name: day.isoformat() for name, day in days.items() if day}


def _is_there(person: model.Person, today: date) -> bool:
    return today <= (person.last_day or date.max)

"""Persons of the directory: their names, organisations and Slack accounts, who coordinates, and who leaves."""

from datetime import date

from csp_core import model
from csp_core.changes.results import NotPossible
from csp_core.people.deeds import (
    AddPerson,
    Leave,
    LinkAccount,
    Rename,
    SetCoordinator,
    SetOrganisation,
    Stay,
    UnlinkAccount,
)
from csp_core.people.naming import organisation_named, people_called, person_named
from csp_core.people.telling import Kept
from csp_core.people.terms import end_terms, resume_terms, terms_of
from csp_core.text import printable
from csp_core.work import Work

Outcome = Kept | NotPossible


def add_person(work: Work, deed: AddPerson) -> Outcome:
    """Names tell people apart."""
    name = _name(work, deed.person)
    if isinstance(name, NotPossible):
        return name
    home = organisation_named(work, deed.organisation) if deed.organisation else None
    if isinstance(home, NotPossible):
        return home
    work.records.add(model.Person(name=name, organisation_id=home.id if home else None))
    return Kept(name, after={"organisation": home.name if home else None})


def rename(work: Work, deed: Rename) -> Outcome:
    """Another way to write the same name is taken too."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    name = _name(work, deed.name, but=person)
    if isinstance(name, NotPossible):
        return name
    before, person.name = person.name, name
    return Kept(name, {"name": before}, {"name": name})


def set_organisation(work: Work, deed: SetOrganisation) -> Outcome:
    """The posts that somebody holds stay theirs."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    home = organisation_named(work, deed.organisation) if deed.organisation else None
    if isinstance(home, NotPossible):
        return home
    before = work.directory.organisation_names[person.organisation_id] if person.organisation_id else None
    person.organisation_id = home.id if home else None
    return Kept(person.name, {"organisation": before}, {"organisation": home.name if home else None})


def link(work: Work, deed: LinkAccount) -> Outcome:
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


def unlink(work: Work, deed: UnlinkAccount) -> Outcome:
    """What they did under it stays known."""
    known = _account(work, deed.team, deed.user)
    if known is None:
        return NotPossible("This Slack user is linked to nobody.")
    person = work.session.get_one(model.Person, (work.partnership.id, known.person_id))
    work.session.delete(known)
    return Kept(person.name, before={"account": f"{deed.team}/{deed.user}"})


def leave(work: Work, deed: Leave) -> Outcome:
    """The last coordinator stays."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    if _is_last_coordinator(work, person):
        return NotPossible(f"{person.name} is the last coordinator; name another first.")
    before, terms = person.last_day, terms_of(work, person)
    if before is not None:
        resume_terms(terms, before)
    person.last_day = deed.last_day
    end_terms(work, terms, deed.last_day)
    return Kept(person.name, {"last_day": before and before.isoformat()}, {"last_day": deed.last_day.isoformat()})


def stay(work: Work, deed: Stay) -> Outcome:
    """Takes a last day back."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    if person.last_day is None:
        return NotPossible(f"{person.name} has no last day here.")
    before, person.last_day = person.last_day, None
    resume_terms(terms_of(work, person), before)
    return Kept(person.name, {"last_day": before.isoformat()}, {"last_day": None})


def set_coordinator(work: Work, deed: SetCoordinator) -> Outcome:
    """The last coordinator stays one."""
    person = person_named(work, deed.person)
    if isinstance(person, NotPossible):
        return person
    if not deed.is_coordinator and _is_last_coordinator(work, person):
        return NotPossible(f"{person.name} is the last coordinator; name another first.")
    before, person.is_coordinator = person.is_coordinator, deed.is_coordinator
    return Kept(person.name, {"coordinator": before}, {"coordinator": deed.is_coordinator})


def _name(work: Work, wish: str, but: model.Person | None = None) -> str | NotPossible:
    """A name as it is kept, unless it is that of somebody else."""
    name = " ".join(printable(wish).split())
    if not name:
        return NotPossible("Please give a name.")
    if any(each is not but for each in people_called(work, name)):
        return NotPossible(f"There is a {name} in the directory; tell the new one apart.")
    return name


def _account(work: Work, team: str, user: str) -> model.Account | None:
    accounts = work.records.of(model.Account)
    return next((each for each in accounts if (each.team_id, each.user_id) == (team, user)), None)


def _is_last_coordinator(work: Work, person: model.Person) -> bool:
    coordinators = (each for each in work.records.of(model.Person) if each.is_coordinator and each.last_day is None)
    return person.is_coordinator and all(each.id == person.id for each in coordinators)


def _is_there(person: model.Person, today: date) -> bool:
    return today <= (person.last_day or date.max)

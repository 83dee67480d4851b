"""What each deed makes of the directory, or the rule that stands against it."""

from typing import assert_never

from csp_core import model
from csp_core.changes.results import NotPossible
from csp_core.people import persons, terms
from csp_core.people.deeds import (
    AddPerson,
    AddPost,
    EndLead,
    Leave,
    LeavePost,
    LinkAccount,
    NameLead,
    PeopleDeed,
    Rename,
    SetCoordinator,
    SetOrganisation,
    SetReading,
    SetSignOff,
    Stay,
    TakePost,
    UnlinkAccount,
)
from csp_core.people.naming import organisation_named
from csp_core.people.settings import set_reading, set_sign_off
from csp_core.people.telling import Kept
from csp_core.text import printable
from csp_core.work import Work

Outcome = Kept | NotPossible
__all__ = ["Kept", "kept"]

_OfAPerson = AddPerson | Rename | SetOrganisation | LinkAccount | UnlinkAccount | Leave | Stay | SetCoordinator


def kept(work: Work, deed: PeopleDeed) -> Outcome:
    """Writes a deed that a coordinator may do; nothing is written where a rule stands against it."""
    match deed:
        case AddPost():
            return _add_post(work, deed)
        case TakePost():
            return terms.take_post(work, deed)
        case LeavePost():
            return terms.leave_post(work, deed)
        case NameLead():
            return terms.name_lead(work, deed)
        case EndLead():
            return terms.end_lead(work, deed)
        case SetReading():
            return set_reading(work, deed)
        case SetSignOff():
            return set_sign_off(work, deed)
        case _:
            return _of_a_person(work, deed)


def _of_a_person(work: Work, deed: _OfAPerson) -> Outcome:
    match deed:
        case AddPerson():
            return persons.add_person(work, deed)
        case Rename():
            return persons.rename(work, deed)
        case SetOrganisation():
            return persons.set_organisation(work, deed)
        case LinkAccount():
            return persons.link(work, deed)
        case UnlinkAccount():
            return persons.unlink(work, deed)
        case Leave():
            return persons.leave(work, deed)
        case Stay():
            return persons.stay(work, deed)
        case SetCoordinator():
            return persons.set_coordinator(work, deed)
        case _:
            assert_never(deed)


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

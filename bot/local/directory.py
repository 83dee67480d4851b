"""The directory of the sample: the people of the local workspace, each named by the post they hold."""

from collections.abc import Iterator
from datetime import datetime

from bot.local.sample import COORDINATOR, COUNCIL_OWNER, PARTNER, PEOPLE, POLICE_OWNER, TEAM
from csp_core.library import Library
from csp_core.people.deeds import AddPerson, LinkAccount, PeopleDeed, SetCoordinator, TakePost
from csp_core.people.keeping import People
from csp_core.permissions import Account
from csp_core.work import Request, Via

_POSTS = {
    POLICE_OWNER: ("Neighbourhood Inspector", "Kent Police"),
    COUNCIL_OWNER: ("Community Safety Manager", "Thanet District Council"),
    PARTNER: ("IDVA Team Leader", "Oasis Domestic Abuse Service"),
}


def fill_directory(library: Library, now: datetime) -> None:
    """Takes the coordinator, two owners and a partner into the sample's directory; the others stay strangers to it."""
    partnership_id = library.partnership_of_workspace(TEAM.id)
    if partnership_id is None or library.book(partnership_id).people:
        return
    request = Request(partnership_id, Account(TEAM.id, COORDINATOR), Via.COMMAND, now)
    People(library.database, frozenset({COORDINATOR})).make_all(tuple(_deeds()), request)


def _deeds() -> Iterator[PeopleDeed]:
    names = {person.id: person.real_name for person in PEOPLE}
    coordinator = names[COORDINATOR]
    yield AddPerson(coordinator)
    yield LinkAccount(coordinator, TEAM.id, COORDINATOR)
    yield SetCoordinator(coordinator, is_coordinator=True)
    for user, (post, organisation) in _POSTS.items():
        yield AddPerson(names[user], organisation)
        yield LinkAccount(names[user], TEAM.id, user)
        yield TakePost(names[user], post, organisation)

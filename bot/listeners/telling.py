"""Tells others what somebody has done: the coordinators, and the owners whose report was judged or undone."""

from collections.abc import Iterable

from slack_sdk.errors import SlackApiError

from bot import failures
from bot.desk import Act
from bot.office import Office
from bot.places import Place
from bot.views import confirmations
from bot.views.blocks import Message
from csp_core.book import Person
from csp_core.changes.results import Changed, Result
from csp_core.permissions import Visit
from csp_core.reminders.choosing import Owners


def tell_others(office: Office, act: Act, result: Result) -> None:
    """A direct message to each who should hear of it, can be reached and did not do it themselves."""
    if not isinstance(result, Changed):
        return
    visit = office.desk.visit(act.workspace, act.account)
    if result.is_for_coordinators:
        message = confirmations.message(result, visit, for_coordinators=True)
        _tell(office, _coordinators(office, visit, act.workspace) - {act.account.user}, message)
    if result.is_for_owners:
        message = confirmations.message(result, visit, can_undo=False)
        _tell(office, _owners(visit, result, act.workspace) - {act.account.user}, message)


def _tell(office: Office, users: Iterable[str], message: Message) -> None:
    """One who cannot be told stops nobody: the change stands, and their Home shows it."""
    for user in sorted(users):
        try:
            office.sender.post(Place(user), message)
        except (SlackApiError, OSError) as error:
            failures.record(error)


def _coordinators(office: Office, visit: Visit, workspace: str) -> set[str]:
    """The Slack ids of those who coordinate today, in the workspace where it happened."""
    people = [each for each in visit.book.people if each.is_coordinator and each.is_there(visit.today)]
    return _accounts(people, workspace) | office.desk.first_coordinators


def _owners(visit: Visit, result: Changed, workspace: str) -> set[str]:
    owners = Owners(visit.book, visit.today)
    return _accounts((person for action in result.actions for person in owners.of(action)), workspace)


def _accounts(people: Iterable[Person], workspace: str) -> set[str]:
    return {user for each in people for team, user in each.accounts if team == workspace}

"""Tells the coordinators what somebody else has done, with what they can do about it."""

from slack_sdk.errors import SlackApiError

from bot import failures
from bot.desk import Act
from bot.office import Office
from bot.places import Place
from bot.views import confirmations
from csp_core.changes.results import Changed, Result
from csp_core.permissions import Visit


def tell_coordinators(office: Office, act: Act, result: Result) -> None:
    """A direct message to each coordinator who can be reached and did not do it. One who cannot be told stops nobody:
    the change stands, and their Home shows it."""
    if not isinstance(result, Changed) or not result.is_for_coordinators:
        return
    visit = office.desk.visit(act.workspace, act.account)
    message = confirmations.message(result, visit, for_coordinators=True)
    for user in sorted(_coordinators(office, visit, act.workspace) - {act.account.user}):
        try:
            office.sender.post(Place(user), message)
        except (SlackApiError, OSError) as error:
            failures.record(error)


def _coordinators(office: Office, visit: Visit, workspace: str) -> set[str]:
    """The Slack ids of those who coordinate today, in the workspace where it happened."""
    people = (each for each in visit.book.people if each.is_coordinator and each.is_there(visit.today))
    linked = {user for each in people for team, user in each.accounts if team == workspace}
    return linked | office.desk.first_coordinators

"""The Home tab: what one person is to do, and how the plan stands."""

from collections.abc import Callable
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot import failures, payloads
from bot.listeners.acknowledging import LATER, Acknowledgement, taken_up
from bot.office import Office
from bot.payloads import Payload
from bot.requests import HomeOpened
from bot.views import home as views
from bot.views.blocks import Block
from bot.views.buttons import GoHome
from csp_core.home import Home, Outside, home_of
from csp_core.permissions import Account
from csp_core.reminders.upkeep import load_sentences

OVERVIEW = GoHome()
ELSEWHERE = "elsewhere"  # no workspace has this id


def on_home_opened(office: Office, body: Payload) -> Acknowledgement:
    """Somebody opened the Home tab."""
    opened = payloads.home_opened(body)
    return taken_up(office, lambda: _open(office, opened)) if opened else LATER


def show(office: Office, workspace: str, account: Account, page: GoHome | None = None) -> None:
    """Publishes the Home of one person anew, with one of its lists open where a page is named.

    What Slack refuses is recorded and not raised: the records are right, and the next opening shows them.
    """
    _publish(office, account.user, lambda: _view(office, workspace, account, page or OVERVIEW))


def _open(office: Office, opened: HomeOpened) -> None:
    who = opened.visitor.user
    _publish(office, who, lambda: _view(office, opened.workspace, _own_account(office, opened), OVERVIEW))


def _own_account(office: Office, opened: HomeOpened) -> Account:
    """The event names the workspace of the app, also when somebody of another one opens the Home. For whom the
    directory does not know there, Slack is asked; where it does not tell, they are from elsewhere."""
    visit = office.desk.visit(opened.workspace, opened.visitor)
    if not visit.actor.is_unknown_here:
        return opened.visitor
    member = office.desk.member(opened.visitor.user)
    return replace(opened.visitor, team=member.team if member else ELSEWHERE)


def _view(office: Office, workspace: str, account: Account, page: GoHome) -> Block:
    visit = office.desk.visit(workspace, account)
    measures = [measure.name for measure in visit.book.measures]
    figures = office.desk.library.figures(visit.book.partnership_id, measures)
    home = _with_reminders(office, home_of(visit, figures))
    return views.view(home, page, office.desk.first_coordinators)


def _with_reminders(office: Office, home: Home | Outside) -> Home | Outside:
    """For coordinators: how the reminders stand, and what went wrong with them."""
    if isinstance(home, Outside) or home.upkeep is None:
        return home
    key = home.visit.book.partnership_id
    sentences = load_sentences(office.desk.library.database, key, office.desk.clock.now())
    return replace(home, upkeep=replace(home.upkeep, reminders=sentences))


def _publish(office: Office, user: str, made: Callable[[], Block]) -> None:
    shown = failures.told(made, views.sorry)
    try:
        office.sender.publish_home(user, shown)
    except (SlackApiError, OSError) as error:
        failures.record(error)

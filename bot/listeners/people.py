"""The directory, kept by coordinators in chat: a list, a form for each person, the settings."""

from bot import people_forms
from bot.listeners import modals, people_list
from bot.listeners.people_list import Reader
from bot.listeners.people_saving import submit
from bot.office import Office
from bot.people_forms import Behind
from bot.places import Origin
from bot.requests import Enquiry, Press, ViewPress
from bot.views import forms
from bot.views.blocks import Block, Message
from bot.views.buttons import Open, Panel
from bot.views.first_steps import MYSELF
from csp_core.people.entries import PersonEntry, entry_of, person_called
from csp_core.people.keeping import may_keep
from csp_core.people.listing import says_of
from csp_core.people.settings import settings_of
from csp_core.permissions import NotAllowed, Visit

__all__ = ["CALLBACK", "directory", "open_panel", "submit"]

CALLBACK = people_forms.CALLBACK


def directory(office: Office, enquiry: Enquiry) -> Message:
    """Who is in the directory, with buttons for those who may change it."""
    return people_list.directory(office.desk, enquiry)


def open_panel(office: Office, press: Press | ViewPress, button: Open) -> None:
    """Shows a page of the list, or opens a form of the directory."""
    match button.panel:
        case Panel.PEOPLE:
            _turn_to(office, press, button.page)
        case Panel.SETTINGS:
            modals.show(office, press, "Settings", lambda: _settings(office, press, button))
        case Panel.PERSON:
            modals.show(office, press, "People", lambda: _person(office, press, button))
        case _:
            return


def _turn_to(office: Office, press: Press | ViewPress, page: int) -> None:
    """In the place of the page before it; where others read along, to the presser alone."""
    reader = Reader(press.workspace, press.presser)
    if isinstance(press, ViewPress):
        modals.show(office, press, "People", lambda: people_list.page_modal(office.desk, reader, page))
        return
    message = people_list.page_message(office.desk, reader, page)
    if press.origin.is_private:
        office.sender.replace(press.origin, message)
    else:
        office.sender.tell(press.origin, message)


def _settings(office: Office, press: Press | ViewPress, button: Open) -> Block:
    visit = office.desk.visit(press.workspace, press.presser)
    if refused := _refused(visit):
        return refused
    plan = visit.book.current_plan(visit.today)
    year = plan.year if plan else None
    settings = settings_of(office.desk.library.database, visit.book.partnership_id, year)
    behind = Behind(button.page, _origin(press), year, people_forms.seen_version(settings))
    return forms.modal(people_forms.settings_form(settings, year, behind))


def _person(office: Office, press: Press | ViewPress, button: Open) -> Block:
    visit = office.desk.visit(press.workspace, press.presser)
    if refused := _refused(visit):
        return refused
    name = visit.actor.name if button.about == MYSELF else button.about
    if name is None:
        entry = _myself(office, press) if button.about == MYSELF else None
        return forms.modal(people_forms.person_form(entry, visit.book, Behind(button.page, _origin(press))))
    person = person_called(visit.book, name, visit.today)
    if person is None:
        return forms.notice("People", (f"Nobody in the directory is called {name} any more.",))
    held = entry_of(visit.book, person, visit.today)
    behind = Behind(button.page, _origin(press), name, people_forms.seen_version(held))
    return forms.modal(people_forms.person_form(held, visit.book, behind, says_of(visit.book, person, visit.today)))


def _myself(office: Office, press: Press | ViewPress) -> PersonEntry:
    """The coordinator who presses, by the name that Slack has."""
    member = office.desk.member(press.presser.user)
    account = (press.presser.team, press.presser.user)
    return PersonEntry(member.name if member else "", account, is_coordinator=True)


def _refused(visit: Visit) -> Block | None:
    refusal = may_keep(visit.actor, visit.book.people)
    return forms.notice("People", (refusal.sentence,)) if isinstance(refusal, NotAllowed) else None


def _origin(press: Press | ViewPress) -> Origin | None:
    return press.origin if isinstance(press, Press) else None

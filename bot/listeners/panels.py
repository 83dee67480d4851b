"""What opens from a button and is no form of a deed: the directory, a letter to an owner."""

from bot.listeners import modals, people
from bot.office import Office
from bot.requests import Press, ViewPress
from bot.views import forms
from bot.views.blocks import Block
from bot.views.buttons import Open, Panel
from bot.views.people import letter
from csp_core.book import Action, Book
from csp_core.letters import letter_about
from csp_core.permissions import Role, Visit, coordinator_words, coordinators_of

TITLE = "E-mail text"
NOT_YOURS = "Sorry, only {who} can write to owners from here."
NOT_THERE = "The plan has no action {about} any more."
NOTHING_TO_ASK = "{ref} is {state} now; there is nothing to ask."


def open_panel(office: Office, press: Press | ViewPress, button: Open) -> None:
    """Opens it for whoever pressed."""
    if button.panel is Panel.LETTER:
        about = button.about or ""
        modals.show(office, press, TITLE, lambda: _letter(office.desk.visit(press.workspace, press.presser), about))
    else:
        people.open_panel(office, press, button)


def _letter(visit: Visit, about: str) -> Block:
    if visit.actor.role is not Role.COORDINATOR:
        who = coordinator_words(coordinators_of(visit.book.people))
        return forms.notice(TITLE, (NOT_YOURS.format(who=who),))
    action = _action(visit, about)
    if action is None:
        return forms.notice(TITLE, (NOT_THERE.format(about=about),))
    if not action.is_open:
        state = action.status.value.replace("_", " ")
        return forms.notice(TITLE, (NOTHING_TO_ASK.format(ref=action.ref, state=state),))
    return forms.modal(letter(letter_about(action, visit.book, visit.today, visit.actor.name)))


def _action(visit: Visit, about: str) -> Action | None:
    """`about` is a ref of the current plan, or a plan year and a ref."""
    year, _, ref = about.partition(" ")
    found = _in_plan(visit.book, year, ref)
    plan = visit.book.current_plan(visit.today)
    return found or (plan.by_ref.get(about) if plan else None)


def _in_plan(book: Book, year: str, ref: str) -> Action | None:
    plan = book.plan_of(year)
    return plan.by_ref.get(ref) if plan else None

"""Changes of actions: a press that does something, the form of a deed, and what follows either."""

from dataclasses import replace

from bot.deed_forms import SEVERAL, Behind, Choice, behind_of, choosing, chosen_actions, chosen_deed, edit_of, form_of
from bot.desk import Act
from bot.listeners import home, modals, telling
from bot.listeners.acknowledging import Acknowledgement
from bot.listeners.again import audience_at, enquiry_of, refresh
from bot.listeners.reminding import refresh_reminder
from bot.office import Office
from bot.places import Origin
from bot.requests import Command, Filled, Press, Submission, ViewPress
from bot.views import confirmations, forms
from bot.views.blocks import Block, Message
from bot.views.buttons import Do, Fill, GoHome, Listing, parse
from bot.views.controls import label_of
from csp_core.book import Action, Book
from csp_core.changes.deeds import Intention, Seen, Undo, seen
from csp_core.changes.offering import offered
from csp_core.changes.results import Changed, NotPossible, Result, Stale
from csp_core.permissions import Deed, Visit, coordinator_words, coordinators_of
from csp_core.work import Via

NOTHING_TO_CHOOSE = "Sorry, only the owners of these actions or {who} can change them."


def do(office: Office, press: Press, button: Do) -> None:
    """Does what a button in a message says, at once. The message it stands in then shows the new state."""
    via = Via.WORDS if button.is_in_words else Via.BUTTON
    act = Act(press.workspace, press.presser, via, press.trigger or None)
    result = office.desk.change(button.deed, act)
    listing = Listing(button.shown, press.origin) if button.shown else None
    said = confirmations.message(result, office.desk.visit(press.workspace, press.presser), listing=listing)
    if not isinstance(result, Changed):
        office.sender.tell(press.origin, said)
    elif button.shown is None and button.reminder is None:
        office.sender.replace(press.origin, said)
    else:
        office.sender.reply(press.origin, said)
    if button.reminder and isinstance(result, Changed | Stale):
        refresh_reminder(office, press.workspace, press.origin, button.reminder)
    if button.shown and isinstance(result, Changed | Stale):
        refresh(office, press.workspace, press.origin, button.shown)
    if button.listing and isinstance(result, Changed):
        refresh(office, press.workspace, button.listing.origin, button.listing.shown)
    telling.tell_others(office, act, result)


def do_in_view(office: Office, press: ViewPress, button: Do) -> None:
    """The same from a modal or the Home: what came of it is said in a modal."""
    act = Act(press.workspace, press.presser, Via.BUTTON, press.trigger or None)
    result = office.desk.change(button.deed, act)
    said = _outcome(office, act, result)
    if press.view.is_home:
        office.sender.open_modal(press.trigger, said)
    else:
        office.sender.update_modal(press.view.id, said)
    home.show(office, press.workspace, press.presser, _part(press))
    telling.tell_others(office, act, result)


def undo_last(office: Office, command: Command) -> Message:
    """`/csp undo`: takes the last change of this person back."""
    enquiry = command.enquiry
    act = Act(enquiry.workspace, enquiry.asker, Via.COMMAND, command.trigger or None)
    result = office.desk.change(Undo(), act)
    office.workers.take(lambda: telling.tell_others(office, act, result))
    return confirmations.message(result, office.desk.visit(enquiry.workspace, enquiry.asker))


def open_form(office: Office, press: Press | ViewPress, fill: Fill) -> None:
    """Opens the form of a deed: first an empty modal, for which Slack gives three seconds, then its content."""
    behind = Behind(fill, press.origin) if isinstance(press, Press) else Behind(fill, home=_part(press))
    act = Act(press.workspace, press.presser, Via.BUTTON)
    title = _title(office.desk.book_of(press.workspace), fill)
    modals.show(office, press, title, lambda: _opened(office, act, behind))


def change_form(office: Office, press: ViewPress) -> None:
    """Another choice in a form: its fields and the count on its button follow."""
    behind = behind_of(press.view.behind)
    if behind is None:
        return
    act = Act(press.workspace, press.presser, Via.FORM)
    view = _form(office, act, behind, press.view.filled)
    office.sender.update_modal(press.view.id, view, press.view.hash)


def submit(office: Office, sent: Submission) -> Acknowledgement:
    """A form of a deed that was sent: the change is made before it is acknowledged, the rest follows."""
    behind = behind_of(sent.view.behind)
    act = Act(sent.workspace, sent.presser, Via.FORM, f"view {sent.view.id}")
    deed = chosen_deed(behind, sent.view.filled) if behind else None
    if behind is None or deed is None:
        return modals.turned_into(modals.OUT_OF_DATE)
    actions = chosen_actions(behind, sent.view.filled)
    visit = office.desk.visit(act.workspace, act.account)
    edit = edit_of(deed, actions, sent.view.filled, visit.today)
    result = edit if isinstance(edit, NotPossible) else office.desk.change(edit, act)
    match result:
        case NotPossible():
            return modals.error_at(sent, result.field.value if result.field else "", result.sentence)
        case Stale():
            return modals.turned_into(_again(office, act, behind, sent.view.filled, result))
        case Changed():
            office.workers.take(lambda: _follow(office, act, behind, result))
            return modals.turned_into(_outcome(office, act, result)) if behind.origin is None else {}
        case _:
            return modals.turned_into(_outcome(office, act, result))


def _follow(office: Office, act: Act, behind: Behind, result: Changed) -> None:
    """After a form: the list it came from shows the new state, the change is confirmed beside it, others hear of it."""
    visit = office.desk.visit(act.workspace, act.account)
    if behind.origin is None:
        home.show(office, act.workspace, act.account, behind.home)
    else:
        listing = Listing(behind.fill.shown, behind.origin) if behind.fill.shown else None
        _confirm(office, behind, behind.origin, confirmations.message(result, visit, listing=listing))
        if behind.fill.shown:
            refresh(office, act.workspace, behind.origin, behind.fill.shown)
        if behind.fill.reminder:
            refresh_reminder(office, act.workspace, behind.origin, behind.fill.reminder)
    telling.tell_others(office, act, result)


def _confirm(office: Office, behind: Behind, origin: Origin, said: Message) -> None:
    """A form that was opened from a proposal takes its place, one that was opened from a list stands beside it."""
    if behind.fill.shown is None and behind.fill.reminder is None:
        office.sender.replace(origin, said)
    else:
        office.sender.reply(origin, said)


def _part(press: ViewPress) -> GoHome | None:
    """Which part of the Home is open, where the press was there."""
    at = parse(press.view.behind)
    return at if isinstance(at, GoHome) else None


def _title(book: Book, fill: Fill) -> str:
    """The words of the button: a screen reader says the title when the modal opens, before its content is there."""
    return label_of(fill.deed, *_meant(book, fill.actions)) if fill.deed else SEVERAL


def _opened(office: Office, act: Act, behind: Behind) -> Block:
    fill = behind.fill
    against = office.desk.check(Intention(fill.deed, fill.actions), act) if fill.deed and fill.actions else None
    return _outcome(office, act, against) if against else _form(office, act, behind, {})


def _form(office: Office, act: Act, behind: Behind, filled: Filled, warning: str = "") -> Block:
    visit = office.desk.visit(act.workspace, act.account)
    is_given = behind.fill.deed or behind.fill.shown is None
    actions = _meant(visit.book, behind.fill.actions) if is_given else _listed(office, act, behind)
    if not actions:
        who = coordinator_words(coordinators_of(visit.book.people))
        return forms.notice("Nothing to change", (NOTHING_TO_CHOOSE.format(who=who),))
    deeds = _deeds(visit, actions)
    deed = chosen_deed(behind, filled) or deeds[0]
    fitting = tuple(action for action in actions if behind.fill.deed or deed in offered(visit.actor, action))
    wanted = chosen_actions(behind, filled)
    chosen = tuple(each for each in seen(*fitting) if each in wanted)
    return forms.modal(form_of(Choice(deed, fitting, chosen, visit.book, visit.today, deeds), behind, filled, warning))


def _meant(book: Book, which: tuple[Seen, ...]) -> tuple[Action, ...]:
    found = ((plan.by_ref.get(each.ref) if (plan := book.plan_of(each.year)) else None) for each in which)
    return tuple(action for action in found if action is not None)


def _listed(office: Office, act: Act, behind: Behind) -> tuple[Action, ...]:
    """The actions of the answer that the form was opened from, as far as this person may change them."""
    if behind.fill.shown is None:
        return ()
    audience = audience_at(office, behind.origin)
    reply = office.desk.answer(enquiry_of(behind.fill.shown, act.workspace, audience))
    actor = office.desk.visit(act.workspace, act.account).actor
    return tuple(line.action for line in reply.answer.actions if offered(actor, line.action))


def _deeds(visit: Visit, actions: tuple[Action, ...]) -> tuple[Deed, ...]:
    """What can be done to any of them, the likeliest first."""
    return tuple(dict.fromkeys(deed for action in actions for deed in offered(visit.actor, action)))


def _again(office: Office, act: Act, behind: Behind, filled: Filled, stale: Stale) -> Block:
    """The form stays with what was typed; it says what has changed, and being sent again it means the new state."""
    visit = office.desk.visit(act.workspace, act.account)
    now = seen(*_meant(visit.book, chosen_actions(behind, filled)))
    warning = f"{' '.join(confirmations.texts(stale, visit))} Send it again if you still want it."
    renewed = replace(behind, fill=replace(behind.fill, actions=now)) if behind.fill.deed else behind
    return _form(office, act, renewed, choosing(now, filled), warning)


def _outcome(office: Office, act: Act, result: Result) -> Block:
    visit = office.desk.visit(act.workspace, act.account)
    title = "Done" if isinstance(result, Changed) else "Nothing was changed"
    return forms.notice(title, confirmations.texts(result, visit), list(confirmations.undo_button(result)))

"""The reminders in chat: what the buttons of their list do, the forms they open, and what words proposed."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never
from uuid import UUID

from bot import reminder_forms
from bot.channels import Reach, problem_with, reach_of, remark_on
from bot.desk import Act
from bot.listeners import modals, reminder_list, reminding
from bot.listeners.reminder_list import TITLE, change_refused
from bot.office import Office
from bot.places import Origin
from bot.reminder_forms import Behind, Offer
from bot.requests import Press, ViewPress
from bot.views import forms, reminder_previews, reminder_words
from bot.views.blocks import Block
from bot.views.buttons import Open, Panel, Remind
from bot.views.mrkdwn import Mrkdwn, escape
from bot.views.notices import notice
from bot.views.reminder_previews import Letter, Previewed
from csp_core.book import Book
from csp_core.permissions import Visit
from csp_core.reminders.deeds import AddSchedule, EditSchedule, OptOut, ReminderDeed
from csp_core.reminders.keeping import ReminderResult, RemindersChanged
from csp_core.reminders.previewing import DEFAULT, preview_now
from csp_core.reminders.previewing import Letter as Due
from csp_core.reminders.schedules import Schedule, Wish
from csp_core.work import Via

GONE = "This reminder is not there any more."
PANELS = frozenset({Panel.REMINDERS, Panel.REMINDER, Panel.QUIET, Panel.PREVIEW})


def open_panel(office: Office, press: Press | ViewPress, button: Open) -> None:
    """Shows a page of the list or a preview, or opens a form."""
    match button.panel:
        case Panel.REMINDERS:
            reminder_list.show(office, press, button.page)
        case Panel.REMINDER:
            modals.show(office, press, TITLE, lambda: _guarded(office, press, button, _reminder_form))
        case Panel.QUIET:
            modals.show(office, press, TITLE, lambda: _guarded(office, press, button, _quiet_form))
        case Panel.PREVIEW:
            _preview(office, press, button)
        case Panel.PEOPLE | Panel.PERSON | Panel.SETTINGS | Panel.LETTER:
            return
        case _:
            assert_never(button.panel)


def do(office: Office, press: Press | ViewPress, button: Remind) -> None:
    """Does what a button of the list says, or confirms what words proposed: the list or the outcome takes the place
    of its message. Of a proposal that others read along, whoever confirms for themselves is told alone."""
    via = Via.WORDS if button.is_in_words else Via.BUTTON
    news = _done(office, button.deed, Act(press.workspace, press.presser, via, press.trigger or None))
    if isinstance(press, ViewPress) or button.page:
        reminder_list.show(office, press, button.page, news)
    elif isinstance(button.deed, OptOut) and not press.origin.is_private:
        office.sender.tell(press.origin, reminder_previews.told(news))
    else:
        office.sender.replace(press.origin, reminder_previews.told(news))


def change_form(office: Office, press: ViewPress) -> None:
    """Another kind in the form of a reminder: its fields follow, and keep what was filled in."""
    behind = reminder_forms.behind_of(press.view.behind)
    if behind is None:
        return
    visit = office.desk.visit(press.workspace, press.presser)
    filled = reminder_forms.merged(behind.kept, press.view.filled, press.view.fields)
    offer = offer_of(visit, schedule_of(office, visit, behind.schedule_id))
    form = reminder_forms.reminder_form(filled, offer, replace(behind, kept=filled))
    office.sender.update_modal(press.view.id, forms.modal(form), press.view.hash)


def schedule_of(office: Office, visit: Visit, schedule_id: UUID | None) -> Schedule | None:
    """A reminder in use."""
    found = office.desk.reminders(visit).reminder(schedule_id) if schedule_id else None
    return found.schedule if found else None


def offer_of(visit: Visit, schedule: Schedule | None) -> Offer:
    """The priorities of the current plan and the organisations that are there, and those that the reminder names."""
    plan, held = visit.book.current_plan(visit.today), schedule.wish.filter if schedule else None
    priorities = [*(each.name for each in (plan.priorities if plan else ())), held.priority if held else None]
    there = [each.name for each in visit.book.organisations if each.last_day is None]
    organisations = [*there, held.organisation if held else None]
    return Offer(tuple(dict.fromkeys(filter(None, priorities))), tuple(dict.fromkeys(filter(None, organisations))))


def reach_for(office: Office, wish: Wish) -> Reach:
    """Whether posts can be made in the channel of a wish; without one there is nothing to ask."""
    return reach_of(office.sender.client, wish.channel.id) if wish.channel else Reach.FINE


def outcome(deed: ReminderDeed, result: ReminderResult, reach: Reach) -> tuple[Mrkdwn, ...]:
    """What came of a deed, and what is still to be done for it."""
    if not isinstance(result, RemindersChanged):
        return (escape(reminding.words_of(deed, result)),)
    wish = deed.wish if isinstance(deed, AddSchedule | EditSchedule) else None
    channel = reminder_words.channel_words(wish.channel) if wish and wish.channel else ""
    remark = Mrkdwn(remark_on(reach, channel))
    return (reminder_words.done(deed, result.subject), *([remark] if remark else []))


def _done(office: Office, deed: ReminderDeed, act: Act) -> tuple[Mrkdwn, ...]:
    """An edit that words proposed may name a channel in which nothing can be posted."""
    reach = reach_for(office, deed.wish) if isinstance(deed, EditSchedule) else Reach.FINE
    if problem := problem_with(reach):
        return (escape(problem),)
    return outcome(deed, office.desk.remind(deed, act), reach)


Opened = Callable[[Office, Visit, Press | ViewPress, Open], Block]


def _guarded(office: Office, press: Press | ViewPress, button: Open, made: Opened) -> Block:
    """A form, for those who may send it."""
    visit = office.desk.visit(press.workspace, press.presser)
    refused = change_refused(visit)
    return forms.notice(TITLE, (refused.sentence,)) if refused else made(office, visit, press, button)


def _reminder_form(office: Office, visit: Visit, press: Press | ViewPress, button: Open) -> Block:
    schedule = schedule_of(office, visit, _id_in(button.about))
    if button.about and schedule is None:
        return forms.notice(TITLE, (GONE,))
    behind = Behind(button.page, _origin(press))
    if schedule is not None:
        behind = replace(behind, schedule_id=schedule.id, version=schedule.version)
    filled = reminder_forms.filled_from(schedule.wish if schedule else DEFAULT)
    behind = replace(behind, kept=dict(filled))
    return forms.modal(reminder_forms.reminder_form(filled, offer_of(visit, schedule), behind))


def _quiet_form(_: Office, __: Visit, press: Press | ViewPress, button: Open) -> Block:
    return forms.modal(reminder_forms.quiet_form(Behind(button.page, _origin(press))))


def _preview(office: Office, press: Press | ViewPress, button: Open) -> None:
    """To the presser alone: beside the list, or in its place with the way back."""
    if isinstance(press, ViewPress):
        modals.show(office, press, TITLE, lambda: _preview_modal(office, press, button))
        return
    found = _previewed(office, press, button)
    office.sender.tell(press.origin, notice(found) if isinstance(found, str) else reminder_previews.preview(found))


def _preview_modal(office: Office, press: ViewPress, button: Open) -> Block:
    found = _previewed(office, press, button)
    if isinstance(found, str):
        return forms.notice(TITLE, (found,))
    return reminder_previews.preview_modal(found, button.page)


def _previewed(office: Office, press: Press | ViewPress, button: Open) -> Previewed | str:
    """What would be posted now, or why it is not shown."""
    visit = office.desk.visit(press.workspace, press.presser)
    if refused := change_refused(visit):
        return refused.sentence
    schedule = schedule_of(office, visit, _id_in(button.about))
    if schedule is None:
        return GONE
    found = preview_now(office.desk.library.database, schedule, office.desk.clock.now())
    return Previewed(found.wish, tuple(_letter(each, visit.book) for each in found.letters), found.held)


def _letter(due: Due, book: Book) -> Letter:
    """In a channel the headline says where it goes; a person is named."""
    person_id = due.to.person_id if due.to else None
    return Letter(next((each.name for each in book.people if person_id and each.id == person_id), None), due.content)


def _id_in(about: str | None) -> UUID | None:
    try:
        return UUID(about) if about else None
    except ValueError:
        return None


def _origin(press: Press | ViewPress) -> Origin | None:
    return press.origin if isinstance(press, Press) else None

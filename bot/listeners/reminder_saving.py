"""Forms of reminders that were sent: what they want is done, or they say at the field what is wrong with it."""

from dataclasses import dataclass, replace

from bot import reminder_forms
from bot.channels import Reach, problem_with
from bot.desk import Act
from bot.listeners import modals, reminder_list, scheduling
from bot.listeners.acknowledging import Acknowledgement
from bot.office import Office
from bot.reminder_forms import CALLBACK, Behind
from bot.requests import Submission
from bot.views import forms
from bot.views.mrkdwn import Mrkdwn
from bot.views.reminder_words import title_words
from csp_core.changes.results import NotPossible
from csp_core.permissions import Visit
from csp_core.reminders.deeds import AddSchedule, EditSchedule, ReminderDeed
from csp_core.reminders.keeping import RemindersChanged
from csp_core.reminders.schedules import Schedule
from csp_core.work import Via

__all__ = ["CALLBACK", "submit"]

SAME = "This is how the reminder is already: change something, or press Cancel."
CHANGED_MEANWHILE = (
    "Somebody has changed this reminder since you opened the form. It is now: {words}. "
    "Send the form again if you want what stands in its fields."
)
MISSING_DAY = "Please choose both days."


@dataclass(frozen=True, slots=True)
class _Case:
    """A form that was sent, by whom, and before which records."""

    office: Office
    sent: Submission
    behind: Behind
    act: Act
    visit: Visit


def submit(office: Office, sent: Submission) -> Acknowledgement:
    """Any form of reminders. What was typed stays until it is taken."""
    behind = reminder_forms.behind_of(sent.view.behind)
    if behind is None:
        return modals.turned_into(modals.OUT_OF_DATE)
    # The same modal may hold one form after the other: its hash tells them apart.
    act = Act(sent.workspace, sent.presser, Via.FORM, f"view {sent.view.id} {sent.view.hash}")
    case = _Case(office, sent, behind, act, office.desk.visit(act.workspace, act.account))
    return _quiet(case) if sent.form == reminder_forms.QUIET else _reminder(case)


def _quiet(case: _Case) -> Acknowledgement:
    deed = reminder_forms.quiet_in(case.sent.view.filled)
    return _made(case, deed) if deed else modals.error_at(case.sent, reminder_forms.LAST_DAY, MISSING_DAY)


def _reminder(case: _Case) -> Acknowledgement:
    behind, filled = case.behind, case.sent.view.filled
    schedule = scheduling.schedule_of(case.office, case.visit, behind.schedule_id)
    wish = reminder_forms.wish_in(filled, scheduling.offer_of(case.visit, schedule), case.act.workspace)
    if behind.schedule_id is None:
        return _reached(case, AddSchedule(wish))
    if schedule is None:
        return modals.turned_into(forms.notice(reminder_list.TITLE, (scheduling.GONE,)))
    if schedule.version != behind.version:
        return modals.turned_into(_changed_meanwhile(case, schedule))
    if schedule.wish == wish:
        return modals.error_at(case.sent, reminder_forms.KIND, SAME)
    return _reached(case, EditSchedule(schedule.id, schedule.version, wish))


def _changed_meanwhile(case: _Case, schedule: Schedule) -> dict[str, object]:
    """The form with all that was filled in, which now means the reminder as it has become."""
    behind = replace(case.behind, version=schedule.version)
    warning = CHANGED_MEANWHILE.format(words=title_words(schedule.wish))
    offer = scheduling.offer_of(case.visit, schedule)
    return forms.modal(reminder_forms.reminder_form(case.sent.view.filled, offer, behind, warning))


def _reached(case: _Case, deed: AddSchedule | EditSchedule) -> Acknowledgement:
    reach = scheduling.reach_for(case.office, deed.wish)
    if problem := problem_with(reach):
        return modals.error_at(case.sent, reminder_forms.CHANNEL, problem)
    return _made(case, deed, reach)


def _made(case: _Case, deed: ReminderDeed, reach: Reach = Reach.FINE) -> Acknowledgement:
    result = case.office.desk.remind(deed, case.act)
    if isinstance(result, NotPossible):
        return modals.error_at(case.sent, reminder_forms.field_of(result, case.sent.view.fields), result.sentence)
    news = scheduling.outcome(deed, result, reach)
    if isinstance(result, RemindersChanged):
        return _shown(case, news)
    return modals.turned_into(forms.notice("Nothing was changed", news))


def _shown(case: _Case, news: tuple[Mrkdwn, ...]) -> Acknowledgement:
    """A form that was opened from a message closes, and its list is renewed; one from a modal becomes the list."""
    who, page, origin = (case.act.workspace, case.act.account), case.behind.page, case.behind.origin
    if origin is None:
        return modals.turned_into(reminder_list.page_modal(case.office.desk, who, page, news))
    case.office.workers.take(lambda: reminder_list.renew(case.office, who, page, origin, news))
    return {}

"""Words about reminders: a deed that they clearly wish for is proposed, everything else leads to the list."""

from bot.listeners.reminder_list import change_refused, refusal_for, reminders
from bot.office import Office
from bot.requests import Enquiry
from bot.views import reminder_previews
from bot.views.blocks import Message
from bot.views.notices import notice
from bot.views.reminder_previews import Understood
from csp_core.answering.answers import Answer, Outcome
from csp_core.book import ChangeKind
from csp_core.permissions import Audience, Visit
from csp_core.reminders.deeds import EVERYBODYS, ReminderDeed
from csp_core.reminders.schedules import Schedule
from csp_core.reminders.understanding import asks, is_about, wanted

NO_ANSWER = frozenset({Outcome.NOT_HELD, Outcome.NOT_UNDERSTOOD})


def heard(office: Office, enquiry: Enquiry, typed: str) -> Message | None:
    """The list, or the proposal of what is wished for; None for words that are not about reminders alone.

    `typed` is the text with its channels by their ids. A stranger reads who can add them.
    """
    if not is_about(typed):
        return None
    if asks(typed):
        return reminders(office.desk, enquiry)
    visit = office.desk.visit(enquiry.workspace, enquiry.asker)
    schedules = tuple(each.schedule for each in office.desk.reminders(visit).reminders)
    deed = wanted(typed, schedules, visit.today)
    if deed is None:
        return None
    refusal = refusal_for(visit)
    if refusal:
        return notice(refusal)
    if enquiry.audience is Audience.SHARED_CHANNEL:
        return reminders(office.desk, enquiry)  # another organisation reads along: it says where to turn to
    return _proposed(deed, schedules, visit)


def with_way(message: Message, answer: Answer, text: str) -> Message:
    """What is not clear about reminders, or not answered from the plan, leads to the list; any other answer stays."""
    is_wish = answer.change is not None and answer.change.kind is ChangeKind.REMINDERS
    is_open = answer.outcome in NO_ANSWER and is_about(text)
    return reminder_previews.with_way_to_the_list(message) if is_wish or is_open else message


def _proposed(deed: ReminderDeed, schedules: tuple[Schedule, ...], visit: Visit) -> Message:
    refusal = None if isinstance(deed, EVERYBODYS) else change_refused(visit)
    return reminder_previews.proposal(Understood(deed, schedules, refusal))

"""Answers to reminders, where they stand: it's done, still open, need help, stop these messages."""

from typing import assert_never
from uuid import UUID

from slack_sdk.errors import SlackApiError

from bot import failures
from bot.desk import Act
from bot.listeners.again import asked_again
from bot.office import Office
from bot.places import Origin
from bot.posting import metadata_of
from bot.requests import Press
from bot.views import reminders as views
from bot.views.buttons import Alone, Remind, Shown
from bot.views.notices import notice
from csp_core.changes.results import NotPossible, Repeated
from csp_core.permissions import NotAllowed
from csp_core.reminders.deeds import AskForHelp, OptOut, SettleDoubt
from csp_core.reminders.keeping import ReminderResult, RemindersChanged
from csp_core.work import Via

ALL_DONE = "Everything in this reminder is dealt with. Thank you."
HELP_IS_COMING = "The coordinators are told that you need help with {subject}."
NO_MORE = "You get no more of these messages. `/csp reminders` turns them on again."
MESSAGES_AGAIN = "You get these messages again."
SETTLED = "Noted: it was posted."
WILL_BE_POSTED = "It will be posted again within a minute."
ALREADY = "That was done already."


def remind(office: Office, press: Press, button: Remind) -> None:
    """Does what a button of a reminder says. Of a doubt that is settled the message says so; else the presser hears."""
    act = Act(press.workspace, press.presser, Via.BUTTON, press.trigger or None)
    result = office.desk.remind(button.deed, act)
    said = notice(words_of(button.deed, result))
    if isinstance(button.deed, SettleDoubt) and isinstance(result, RemindersChanged):
        office.sender.replace(press.origin, said)
    else:
        office.sender.tell(press.origin, said)


def answer_alone(office: Office, press: Press, button: Alone) -> None:
    """The answer to a question, for whoever pressed and for nobody else."""
    shown = Shown(button.question, press.presser)
    private = Origin(press.origin.beside, press.origin.ts, is_ephemeral=True, response_url=press.origin.response_url)
    office.sender.tell(press.origin, asked_again(office, press.workspace, private, shown))


def refresh_reminder(office: Office, workspace: str, origin: Origin, key: UUID) -> None:
    """Shows a reminder anew where it stands. When that fails the records are right all the same."""
    content = office.desk.reminder_again(workspace, key)
    message = notice(ALL_DONE) if content is None else views.message(content, key)
    try:
        office.sender.replace(origin, {**message, "metadata": metadata_of(key)})
    except (SlackApiError, OSError) as error:
        failures.record(error)


def words_of(deed: object, result: ReminderResult) -> str:
    """What came of it, in a sentence."""
    match result:
        case RemindersChanged():
            return _done(deed, result)
        case NotAllowed() | NotPossible():
            return result.sentence
        case Repeated():
            return ALREADY
        case _:
            assert_never(result)


def _done(deed: object, result: RemindersChanged) -> str:
    match deed:
        case AskForHelp():
            return HELP_IS_COMING.format(subject=result.subject)
        case OptOut():
            return NO_MORE if deed.is_out else MESSAGES_AGAIN
        case SettleDoubt():
            return SETTLED if deed.was_posted else WILL_BE_POSTED
        case _:
            return f"Done: {result.subject}."

"""Reminders in words for Slack, where a channel is a mention: what one is, and what a deed would do and has done."""

import re
from collections.abc import Sequence
from typing import assert_never
from uuid import UUID

from bot.views.mrkdwn import DOT, NEW_LINE, NOTHING, Mrkdwn, bold, clipped, escape, join
from csp_core.answering.phrases import sentence_case
from csp_core.reminders.deeds import (
    AddQuiet,
    AddSchedule,
    AskForHelp,
    EditSchedule,
    OptOut,
    PauseSchedule,
    PostNow,
    ReminderDeed,
    RemoveQuiet,
    RemoveSchedule,
    SettleDoubt,
)
from csp_core.reminders.listing import about_words, quiet_words, title_of, when_words
from csp_core.reminders.naming import wish_words
from csp_core.reminders.schedules import Channel, Quiet, Schedule, Wish

MOST_WORDS = 600
NO_MORE_TO_YOU = "Stop sending you reminders as direct messages?"
GOES_ON = "Posts in channels go on as before."
AGAIN_TO_YOU = "Send you reminders as direct messages again?"
OFF = "You get no more reminders as direct messages. You can turn them on again in the list of reminders."
ON = "You get reminders as direct messages again."


def reminder_words(wish: Wish) -> Mrkdwn:
    """ "*Weekly digest* in #csp-exec · Mondays at 09:00 · about Streets"."""
    head = join(Mrkdwn(" "), (bold(escape(title_of(wish.kind))), place_words(wish)))
    return join(DOT, (head, escape(when_words(wish.timetable)), clipped(about_words(wish.filter), 300)))


def place_words(wish: Wish) -> Mrkdwn:
    """ "in #csp-exec"; nothing where people are written to directly."""
    return Mrkdwn(f"in {channel_words(wish.channel)}") if wish.channel else NOTHING


def channel_words(channel: Channel) -> Mrkdwn:
    """A mention of a channel, by its Slack id; anything else is shown as text."""
    return Mrkdwn(f"<#{channel.id}>") if re.fullmatch(r"[CG][A-Z0-9]+", channel.id) else escape(channel.id)


def proposed(deed: ReminderDeed, schedules: Sequence[Schedule]) -> Mrkdwn:
    """What a deed would do: a question, and below it what it is about."""
    match deed:
        case OptOut():
            return _asked(NO_MORE_TO_YOU, escape(GOES_ON)) if deed.is_out else _asked(AGAIN_TO_YOU)
        case AddQuiet():
            return _asked("Post no reminders?", clipped(_quiet_words(deed), MOST_WORDS))
        case AddSchedule():
            return _asked("Add this reminder?", reminder_words(deed.wish))
        case EditSchedule():
            before, after = _called(deed.schedule_id, schedules), reminder_words(deed.wish)
            return _asked("Change this reminder?", Mrkdwn(f"Now: {before}"), Mrkdwn(f"Then: {after}"))
        case PauseSchedule():
            asked = "Pause this reminder?" if deed.is_paused else "Resume this reminder?"
            return _asked(asked, _called(deed.schedule_id, schedules))
        case RemoveSchedule():
            return _asked("Remove this reminder?", _called(deed.schedule_id, schedules))
        case PostNow():
            return _asked("Post this reminder now?", _called(deed.schedule_id, schedules))
        case RemoveQuiet() | SettleDoubt() | AskForHelp():
            return _asked("Do this?")
        case _:
            assert_never(deed)


def done(deed: ReminderDeed, subject: str) -> Mrkdwn:
    """What a deed has done; `subject` is what the records call it."""
    what = clipped(sentence_case(subject), MOST_WORDS)
    match deed:
        case OptOut():
            return escape(OFF if deed.is_out else ON)
        case AddSchedule() | EditSchedule():
            return Mrkdwn(f"Saved: {reminder_words(deed.wish)}.")
        case PauseSchedule():
            return Mrkdwn(f"{'Paused' if deed.is_paused else 'Resumed'}: {what}.")
        case RemoveSchedule():
            return Mrkdwn(f"Removed: {what}.")
        case AddQuiet():
            return clipped(f"No reminders are posted. {_quiet_words(deed)}", MOST_WORDS)
        case RemoveQuiet():
            return Mrkdwn(f"Reminders are posted again. The quiet period is removed: {what}")
        case PostNow():
            return Mrkdwn(f"On its way, within a minute: {what}.")
        case SettleDoubt() | AskForHelp():
            return Mrkdwn(f"Done: {what}.")
        case _:
            assert_never(deed)


def title_words(wish: Wish) -> str:
    """A reminder as one line of plain text, for buttons and dialogs."""
    return sentence_case(wish_words(wish))


def _asked(question: str, *about: Mrkdwn) -> Mrkdwn:
    return join(NEW_LINE, (bold(escape(question)), *about))


def _quiet_words(deed: AddQuiet) -> str:
    return quiet_words(Quiet(UUID(int=0), deed.first_day, deed.last_day, deed.reason))


def _called(schedule_id: UUID, schedules: Sequence[Schedule]) -> Mrkdwn:
    found = next((each for each in schedules if each.id == schedule_id), None)
    return reminder_words(found.wish) if found else escape("it is not there any more")

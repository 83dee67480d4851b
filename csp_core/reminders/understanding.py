"""Reads words that wish for one deed about reminders, and say nothing else.

    wanted("move the reminder to Tuesday 10am", schedules, today)   # EditSchedule(...), or None

Pure, and careful: every word must be understood, and one reminder alone be meant; all else is left to people.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from csp_core.reminder_kinds import Kind
from csp_core.reminders.deeds import EditSchedule, OptOut, PauseSchedule, PostNow, ReminderDeed, RemoveSchedule
from csp_core.reminders.quieting import quiet_wanted
from csp_core.reminders.said import Said, said_in, words_in
from csp_core.reminders.schedules import Channel, Schedule, Timetable, Wish

Reader = Callable[[Said, Sequence[Schedule]], ReminderDeed | None]
_COURTESY = words_in(
    "please pls kindly can could would will you we id like want need to lets just ok okay hi hello thanks thank sorry "
    "the a an all our this that so and"
)
_ME, _NOT = words_in("me my mine myself"), words_in("dont not never")
_OUT = words_in("stop off mute unsubscribe dont not no never without alone")
_IN = words_in("on back again start resume restart unmute resubscribe")
_OWN = (_COURTESY | _ME | _OUT | _IN) | words_in(
    "i do send sending get getting receive any anymore more longer turn switch from of with leave remind reminding nag "
    "nagging chase chasing pester pestering messaging direct own personal these those post list"
)
_HALT = words_in("stop pause suspend off disable halt hold mute")
_GO_ON = words_in("resume restart unpause on back again start enable")
_REMOVE = words_in("remove delete")
_RULE = (_COURTESY | _HALT | _GO_ON | _REMOVE) | words_in("turn switch sending posting let go it for good in post list")
_POST = words_in("post send publish")
_MOVE = _POST | words_in("move change switch shift reschedule put go come have set make")
_EDIT = (_COURTESY | _MOVE) | words_in(
    "it us out in into on at of from for be instead now onwards should goes comes day time channel list morning "
    "afternoon"
)
_ASK = _COURTESY | words_in(
    "when what which who how where are is do does did my me us i they them there it have has set up go out sent posted "
    "come next due paused on off show list see settings schedule schedules about get"
)
_ASKED_FOR = re.compile(r"\b(?:reminders?|digests?|notifications?|chasers?|nudges?|my (?:direct )?messages)\b")
_SHOWING = ("show", "list", "see")
_NOON = 12


def is_about(text: str) -> bool:
    """Whether a text may be about reminders at all: most are not."""
    said = said_in(text)
    return said.is_about or said.channel is not None


def asks(text: str) -> bool:
    """Whether a text asks how the reminders stand, and nothing else."""
    said = said_in(text)
    begins = said.asks or said.head.startswith(_SHOWING)
    is_whole = not said.reason and not said.has_target and said.words <= _ASK
    return begins and is_whole and bool(_ASKED_FOR.search(said.head))


def wanted(text: str, schedules: Sequence[Schedule], today: date) -> ReminderDeed | None:
    """The one deed that a text clearly wishes for; None where it is not clear."""
    said = said_in(text)
    if said.asks:
        return None
    readers: tuple[Reader, ...] = () if said.reason else (_own, _rule, _post_now, _edit)
    found = (read(said, schedules) for read in readers)
    return next((deed for deed in found if deed), None) or quiet_wanted(said, schedules, today)


def _own(said: Said, _: Sequence[Schedule]) -> OptOut | None:
    """One's own direct messages, whatever reminder is named: it is all or nothing. Escalations cannot be stopped."""
    is_own = not said.words.isdisjoint(_ME | {"unsubscribe", "resubscribe"}) or {"i", "want"} <= said.words
    if not (said.is_about and is_own) or said.has_target or Kind.ESCALATION in said.kinds or not said.words <= _OWN:
        return None
    out, back = said.words & _OUT, said.words & _IN
    is_denied = bool(out & _NOT and out - _NOT - {"no", "alone"})  # "don't stop …"
    return OptOut(is_out=bool(out)) if bool(out) != bool(back) and not is_denied else None


def _rule(said: Said, schedules: Sequence[Schedule]) -> PauseSchedule | RemoveSchedule | None:
    """Pauses a reminder, lets it go on, or removes it; a channel says which is meant."""
    named = replace(said, channel=None, from_channel=said.channel or said.from_channel)
    halts, goes_on, removes = (bool(said.words & each) for each in (_HALT, _GO_ON, _REMOVE))
    is_clear = said.is_about and not named.has_target and said.words <= _RULE and halts + goes_on + removes == 1
    meant = _meant(named, schedules) if is_clear else []
    if removes:
        return RemoveSchedule(meant[0].id) if len(meant) == 1 else None
    one = _the_one([each for each in meant if each.is_paused != halts]) or _the_one(meant)
    return PauseSchedule(one.id, halts) if one else None


def _post_now(said: Said, schedules: Sequence[Schedule]) -> PostNow | None:
    is_wish = said.is_about and "now" in said.words and bool(said.words & _POST) and not said.has_target
    is_clear = is_wish and said.words <= _COURTESY | _POST | {"now", "out", "list"}
    one = _the_one([each for each in _meant(said, schedules) if not each.is_paused]) if is_clear else None
    return PostNow(one.id) if one else None


def _edit(said: Said, schedules: Sequence[Schedule]) -> EditSchedule | None:
    """Another weekday, day of the month, time or channel, for the one that this would change."""
    is_about = said.is_about or (said.channel is not None and not said.words.isdisjoint({"instead", "now"}))
    if not (is_about and said.has_target and said.words & _MOVE and said.words <= _EDIT):
        return None
    moved = [(each, _moved(said, each.wish)) for each in _that_can(said, _meant(said, schedules))]
    changed = [(each, wish) for each, wish in moved if wish and wish != each.wish]
    return EditSchedule(changed[0][0].id, changed[0][0].version, changed[0][1]) if len(changed) == 1 else None


def _meant(said: Said, schedules: Sequence[Schedule]) -> list[Schedule]:
    """Those that what is named fits; all, where nothing is."""
    return [
        each
        for each in schedules
        if (not said.kinds or each.kind in said.kinds)
        and (said.source is None or each.wish.timetable.weekday == said.source)
        and (said.from_channel is None or (each.wish.channel and each.wish.channel.id == said.from_channel))
    ]


def _that_can(said: Said, meant: list[Schedule]) -> list[Schedule]:
    """Of several those that are due on a weekday, on a day of the month, or in a channel, as it is to be."""
    if len(meant) < 2:
        return meant
    return [
        each
        for each in meant
        if (said.weekday is None or each.wish.timetable.weekday is not None)
        and (said.day_of_month is None or each.wish.timetable.day_of_month is not None)
        and (said.channel is None or each.wish.channel is not None)
    ]


def _the_one(meant: list[Schedule]) -> Schedule | None:
    return meant[0] if len(meant) == 1 else None


def _moved(said: Said, wish: Wish) -> Wish | None:
    """The wish with what is to be; None where a reminder of its kind cannot be so."""
    before = wish.timetable
    is_monthly = before.day_of_month is not None
    if (said.weekday is not None and is_monthly) or (said.day_of_month is not None and not is_monthly):
        return None
    if said.channel and wish.channel is None:
        return None
    weekday, at = before.weekday if said.weekday is None else said.weekday, said.at or before.at
    if ("morning" in said.words and at.hour >= _NOON) or ("afternoon" in said.words and at.hour < _NOON):
        return None
    timetable = Timetable(weekday, said.day_of_month or before.day_of_month, at, before.region)
    channel = Channel(wish.channel.team, said.channel) if said.channel and wish.channel else wish.channel
    return replace(wish, timetable=timetable, channel=channel)

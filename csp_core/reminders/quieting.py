"""Reads a wish for a quiet period: "no reminders next week, it's purdah"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from csp_core.asking.dates import DateSpan, Relation, dates_in, moved_after
from csp_core.periods import Period
from csp_core.reminders.deeds import AddQuiet
from csp_core.reminders.said import NAMED, Said, words_in
from csp_core.reminders.schedules import Schedule
from csp_core.text import Word, words_of

LONGEST_REASON = 200
_DAY = timedelta(days=1)
_REASON = re.compile(
    r"\bpurdah\b|\bpre-?\s?election period\b|\b(?:the )?(?:local |general |pcc |mayoral )?elections?(?: period)?\b"
    r"|\bmajor incident\b|\bhalf[ -]term\b|\b(?:school|summer|easter|bank) holidays?\b|\bsummer (?:break|recess)\b"
)
_STILL = words_in("no nothing hold stop pause suspend skip quiet silence mute without dont")
_WORDS = _STILL | words_in(
    "please pls can could would will you we id like want need to lets just ok okay hi hello thanks the a an all our "
    "this that and any more keep back off there should be go out reminders reminder sending posting send post digest "
    "digests summary summaries weekly monthly overdue messages message posts direct notifications chasing chase "
    "nudges reminding remind us have set add make period for in over during of on until till til up from between"
)
_UNTIL = frozenset({"until", "till", "til", "up"})


def quiet_wanted(said: Said, schedules: Sequence[Schedule], today: date) -> AddQuiet | None:
    """The quiet period that a text clearly wishes for, with its days and its reason.

    It holds every reminder: where a single one of several is named, it is not what was meant.
    """
    if (said.kinds or said.source is not None) and len(schedules) > 1:
        return None
    found = _REASON.search(said.head)
    reason = said.reason or (found[0].removeprefix("the ") if found else "")
    words = words_of(NAMED.sub(" ", _REASON.sub(" ", said.head)))
    spans = dates_in(words, today)
    days = _days(words, spans, today)
    is_clear = said.is_about and bool(reason) and len(reason) <= LONGEST_REASON and _is_wish(words, spans)
    return AddQuiet(days.first, days.last, reason) if days and is_clear else None


def _is_wish(words: Sequence[Word], spans: Sequence[DateSpan]) -> bool:
    dated = {at for span in spans for at in range(span.first, span.last)}
    rest = {word.text for at, word in enumerate(words) if at not in dated}
    still = rest & _STILL
    is_denied = "dont" in rest and bool(still - {"dont"})  # "don't stop …"
    return bool(still) and not is_denied and rest <= _WORDS


def _days(words: Sequence[Word], spans: Sequence[DateSpan], today: date) -> Period | None:
    """The days that one date or two name, from today on; both ends are included."""
    periods = [moved_after(span, today) for span in spans]
    if len(spans) == 1 and periods[0]:
        found = _alone(words, spans[0], periods[0], today)
    elif len(spans) == 2 and periods[0] and periods[1]:
        found = Period(periods[0].first, periods[1].last)
    else:
        return None
    return Period(max(found.first, today), found.last) if found and max(found.first, today) <= found.last else None


def _alone(words: Sequence[Word], span: DateSpan, period: Period, today: date) -> Period | None:
    """ "Until" the 12th ends on the 11th, as a snooze does; "till after the 12th" and "until the end" include it."""
    said = {word.text for word in words[max(0, span.first - 1) : span.last]}
    if said & _UNTIL:
        is_whole = span.relation is Relation.AFTER or "end" in said
        return Period(today, period.last if is_whole else period.first - _DAY)
    if span.relation in (None, Relation.IN, Relation.AS_AT):
        return period
    return None

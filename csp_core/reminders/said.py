"""What a text about reminders says, taken apart: which are meant, and which day, time and channel are named.

A channel stands in it by its Slack id: "#C0123". What is not taken out is left in `words`, for the reader to judge.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from csp_core.reminder_kinds import Kind
from csp_core.reminders.naming import WEEKDAYS
from csp_core.text import words_of

_DAY = "|".join(day.casefold() for day in WEEKDAYS)
_NOUNS = r"(?:reminder|digest|post|list|message|notification|update|e-?mail|nudge|chaser|alert|summary|one)s?\b"
_MENTION = re.compile(r"<@[^>]*>|^\s*/\S+")
_REASON = re.compile(
    r"[;–—]|,\s|(?<!\d):\s|\s-\s|\.\s|\bbecause(?: of)?\b|\bdue to\b|\bas (?=the|we|they|it)\b|\bsince (?=the|we|they|it)\b"
)
_LEAD_IN = re.compile(r"^(?:(?:it['’]?s|it is|we['’]?re in|we are in|there['’]?s|there is|of|the|a)\s+)+", re.IGNORECASE)
_KINDS = (
    (Kind.MONTHLY_SUMMARY, rf"\bmonthly {_NOUNS}|\bboard summary\b|\bsummary\b"),
    (Kind.ESCALATION, r"\bescalations?(?: to (?:the )?coordinators?)?\b"),
    (Kind.OWNER_MESSAGES, r"\b(?:direct )?messages? to (?:the )?owners?\b|\bowners?['’]? messages?\b"),
    (Kind.WEEKLY_DIGEST, rf"\bweekly (?:overdue )?{_NOUNS}|\boverdue (?:list|post|digest)s?\b|\bdigests?\b"),
)
_GENERIC = re.compile(
    r"\b(?:reminders?|posts?(?! (?:it|the|them)\b)|(?:direct )?messages?|notifications?|nudges?|chasers?|alerts?)\b"
)
_VERBS = re.compile(r"\b(?:re?mind(?:ing)?|nag(?:ging)?|chas(?:e|ing)|pester(?:ing)?|unsubscribe|resubscribe)\b")
_NAMED = re.compile(rf"\b({_DAY})(?:['’]s|s['’]?)?\s+(?={_NOUNS})")
_SOURCE = re.compile(rf"\b(?:instead of|from)(?: on)?(?: an?| the)? ({_DAY})s?\b")
_TARGET = re.compile(rf"\b(?:(?:to|on|for|every|each) )?(?:an? )?({_DAY})s?\b")
_OF_MONTH = re.compile(r"\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?: of (?:the|each|every) month)?")
_FROM_CHANNEL = re.compile(r"\bfrom #([cg][a-z0-9]{4,})(?![\w-])")
_CHANNEL = re.compile(r"#([cg][a-z0-9]{4,})(?![\w-])")
_CLOCK = re.compile(r"\b(?:at |to |for )?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)\b|\b(?:at |to |for )?(\d{1,2})[:.](\d{2})\b")
_HOUR = re.compile(r"\bat (\d{1,2})(?: o['’]?clock)?(?![\w:.])")
_NOON = re.compile(r"\b(?:at |to )?(?:noon|midday)\b")
_EARLIEST, _LATEST = 8, 23
"""Hours that mean themselves without "am" or "pm"."""


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of a text. `asks` says that it begins like a question; `source` and `from_channel` name what is,
    `weekday`, `day_of_month`, `at` and `channel` what is to be; `reason` is the clause behind it."""

    head: str
    reason: str
    words: frozenset[str]
    kinds: frozenset[Kind]
    is_about: bool
    asks: bool
    source: int | None = None
    weekday: int | None = None
    day_of_month: int | None = None
    at: time | None = None
    channel: str | None = None
    from_channel: str | None = None

    @property
    def has_target(self) -> bool:
        return any(each is not None for each in (self.weekday, self.day_of_month, self.at, self.channel))


def said_in(text: str) -> Said:
    """A text taken apart; what it names twice is left among its words."""
    whole = " ".join(_MENTION.sub(" ", text).split()).strip(" .!?")
    parts = _REASON.split(whole, maxsplit=1)
    head, rest = parts[0].casefold().strip(), _Rest(parts[0].casefold())
    from_channel, channel = rest.take(_FROM_CHANNEL), rest.take(_CHANNEL)
    at = _time_in(rest)
    source = rest.take(_NAMED) or rest.take(_SOURCE)
    kinds = frozenset(kind for kind, pattern in _KINDS if rest.take_any(pattern))
    weekday, of_month = rest.take(_TARGET), rest.take(_OF_MONTH)
    is_generic = rest.take_any(_GENERIC.pattern)
    words = tuple(word.text for word in words_of(rest.text)) if "#" not in rest.text else ("#",)
    return Said(
        head=head,
        reason=_LEAD_IN.sub("", parts[1].strip(" .!")) if len(parts) > 1 else "",
        words=frozenset(words),
        kinds=kinds,
        is_about=bool(kinds or is_generic or _VERBS.search(head)),
        asks=_asks(head),
        source=_weekday(source),
        weekday=_weekday(weekday),
        day_of_month=int(of_month) if of_month else None,
        at=at,
        channel=channel.upper() if channel else None,
        from_channel=from_channel.upper() if from_channel else None,
    )


class _Rest:
    """A text from which parts are taken out."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], str] = lambda found: found[1]) -> str:
        """What one place says, taken out; nothing is taken where there are several."""
        found = list(pattern.finditer(self.text))
        if len(found) != 1:
            return ""
        self.text = pattern.sub(" ", self.text)
        return read(found[0])

    def take_any(self, pattern: str) -> bool:
        """Whether it is there, taken out wherever it is."""
        self.text, number = re.subn(pattern, " ", self.text)
        return number > 0


def _time_in(rest: _Rest) -> time | None:
    """A time of day; "at 3" may be the afternoon, and stays among the words."""
    if rest.take(_NOON, lambda _: "noon"):
        return time(12)
    before = rest.text
    written = rest.take(_CLOCK, _clock) or rest.take(_HOUR, lambda found: f"{int(found[1])}:00")
    hour, _, minute = written.partition(":")
    if not written or not _EARLIEST <= int(hour) <= _LATEST and ":" in written and not _CLOCK.search(before):
        rest.text = before
        return None
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1] or found[4]), found[2] or found[5] or "00"
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return f"{hour}:{minute}"


def _weekday(name: str) -> int | None:
    return next((number for number, day in enumerate(WEEKDAYS) if day.casefold() == name), None)


_ASKS = ("are", "is", "am", "does", "did", "was", "were", "why", "when", "what", "which", "who", "how", "where", "if")


def _asks(head: str) -> bool:
    first, _, rest = head.partition(" ")
    return first in _ASKS or (first == "do" and not rest.startswith(("not ", "nt ")))

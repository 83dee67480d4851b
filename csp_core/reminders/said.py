"""What a text about reminders says, taken apart: which are meant, and which day, time and channel are named.

A channel stands in it by its Slack id ("#C0123"). What is not taken out is left in `words`, for the reader to judge.
"""

import re
from dataclasses import dataclass
from datetime import time

from csp_core.reminder_kinds import Kind
from csp_core.reminders.naming import WEEKDAYS
from csp_core.text import words_of

_DAY = "|".join(day.casefold() for day in WEEKDAYS)
_NOUN = r"(?:reminder|digest|post|list|message|notification|update|e-?mail|nudge|chaser|alert|summary|one)s?\b"
_MENTION = re.compile(r"<@[^>]*>|^\s*/\S+")
_REASON = re.compile(
    r"[;–—]|,\s|(?<!\d):\s|\s-\s|\.\s|\bbecause(?: of)?\b|\bdue to\b|\b(?:as|since) (?=(?:the|we|they|it)\b)"
)
_LEAD_IN = re.compile(
    r"^(?:(?:it['’]?s|it is|we['’]?re in|we are in|there['’]?s|there is|of|the|a)\s+)+", re.IGNORECASE
)
_KINDS = (
    (Kind.MONTHLY_SUMMARY, re.compile(rf"\bmonthly {_NOUN}|\bboard summary\b")),
    (Kind.ESCALATION, re.compile(r"\bescalations?(?: to (?:the )?coordinators?)?\b")),
    (Kind.OWNER_MESSAGES, re.compile(r"\b(?:direct )?messages? to (?:the )?owners?\b|\bowners?['’]? messages?\b")),
    (Kind.WEEKLY_DIGEST, re.compile(rf"\bweekly (?:overdue )?{_NOUN}|\boverdue (?:list|post)s?\b|\bdigests?\b")),
)
# A post alone is somebody's office, and a list alone one of actions.
_GENERIC = re.compile(r"\b(?:reminders?|(?:direct )?messages?|notifications?|nudges?|chasers?|alerts?)\b")
_ABOUT = re.compile(
    r"\b(?:remind(?:ing)?|nag(?:ging)?|chas(?:e|ing)|pester(?:ing)?|(?:un|re)subscribe|(?:un)?mute me|leave me alone"
    r"|quiet (?:period|day|week)s?)\b"
)
NAMED = re.compile(rf"\b({_DAY})(?:['’]s|s['’]?)?\s+(?={_NOUN})")
_SOURCE = re.compile(rf"\b(?:instead of|from)(?: on)?(?: an?| the)? ({_DAY})s?\b")
_TARGET = re.compile(rf"\b(?:(?:to|on|for|every|each) )?(?:an? )?({_DAY})s?\b")
_OF_MONTH = re.compile(r"\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?: of (?:the|each|every) month)?")
_CHANNEL = re.compile(r"#([cg][a-z0-9]{4,})(?![\w-])")
_FROM_CHANNEL = re.compile(rf"\b(?:instead of|from) {_CHANNEL.pattern}")
_NOON = re.compile(r"\b(?:at |to |for )?(?:noon|midday)\b")
_HALF_DAY = re.compile(r"\b(?:at |to |for )?(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])m\b")
# Hours that mean themselves; "at 3" may be the afternoon, and stays among the words.
_FULL_DAY = re.compile(r"\b(?:at |to |for )?(0\d|[7-9]|1\d|2[0-3])[:.]([0-5]\d)\b(?!\.\d)")
_HOUR = re.compile(r"\bat ([89]|1\d|2[0-3])\b(?![:.]\d)")
_ASKING = ("are", "is", "am", "does", "did", "was", "were", "why", "when", "what", "which", "who", "how", "where", "if")


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of a text. `head` is the wish, `reason` the clause behind it; `asks`: it begins like a question.

    `source` (a weekday) and `from_channel` name what is, `weekday`, `day_of_month`, `at` and `channel` what is to be.
    """

    head: str
    reason: str
    words: frozenset[str]
    is_about: bool
    asks: bool
    kinds: frozenset[Kind] = frozenset()
    source: int | None = None
    weekday: int | None = None
    day_of_month: int | None = None
    at: time | None = None
    channel: str | None = None
    from_channel: str | None = None

    @property
    def has_target(self) -> bool:
        return any(each is not None for each in (self.weekday, self.day_of_month, self.at, self.channel))


def words_in(text: str) -> frozenset[str]:
    """A set of words, as readers keep those that they understand."""
    return frozenset(text.split())


def said_in(text: str) -> Said:
    """A text taken apart; what it names twice stays among its words."""
    whole = " ".join(_MENTION.sub(" ", text).split()).strip(" .!?")
    parts = [each.strip(" .!") for each in _REASON.split(whole, maxsplit=1)]
    head = parts[0].casefold()
    rest = _Rest(head)
    from_channel, channel = rest.take(_FROM_CHANNEL), rest.take(_CHANNEL)
    at = _time_in(rest)
    named = rest.take(NAMED)
    source = named or rest.take(_SOURCE)
    kinds = frozenset(kind for kind, pattern in _KINDS if rest.has(pattern))
    weekday, of_month = rest.take(_TARGET), rest.take(_OF_MONTH)
    is_generic = rest.has(_GENERIC)
    return Said(
        head=head,
        reason=_LEAD_IN.sub("", parts[1]) if len(parts) > 1 else "",
        words=rest.words,
        is_about=bool(kinds or named or is_generic or _ABOUT.search(head)),
        asks=_asks(head),
        kinds=kinds,
        source=_weekday(source),
        weekday=_weekday(weekday),
        day_of_month=int(of_month[1]) if of_month else None,
        at=at,
        channel=channel[1].upper() if channel else None,
        from_channel=from_channel[1].upper() if from_channel else None,
    )


class _Rest:
    """A text from which parts are taken out."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def words(self) -> frozenset[str]:
        """A channel that is not known by its id leaves its sign."""
        return frozenset(word.text for word in words_of(self._text)) | ({"#"} if "#" in self._text else set())

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The one place that says it; where there are several, all stay."""
        found = list(pattern.finditer(self._text))
        if len(found) != 1:
            return None
        self._text = pattern.sub(" ", self._text)
        return found[0]

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether it is there; it is taken out wherever it is."""
        self._text, number = pattern.subn(" ", self._text)
        return number > 0


def _time_in(rest: _Rest) -> time | None:
    if rest.take(_NOON):
        return time(12)
    if found := rest.take(_HALF_DAY):
        return time(int(found[1]) % 12 + (12 if found[3] == "p" else 0), int(found[2] or 0))
    if found := rest.take(_FULL_DAY):
        return time(int(found[1]), int(found[2]))
    found = rest.take(_HOUR)
    return time(int(found[1])) if found else None


def _weekday(found: re.Match[str] | None) -> int | None:
    return [day.casefold() for day in WEEKDAYS].index(found[1]) if found else None


def _asks(head: str) -> bool:
    first, _, rest = head.partition(" ")
    return first in _ASKING or (first == "do" and not rest.startswith("not "))

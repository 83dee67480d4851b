"""What a press on a button of ours means. The value holds all of it, so that any process can answer the press."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TypeAlias
from uuid import UUID

from bot.places import Origin
from bot.values import packed, tell_apart, unpacked
from csp_core.changes.deeds import Edit, Seen, Undo
from csp_core.permissions import Account, Deed
from csp_core.reminders.deeds import ReminderDeed

MOST_VALUE = 2_000  # characters, as Slack keeps them
FORMAT = "2 "


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer that a message shows: whose question it was ("my actions" stays theirs), and the page."""

    question: str
    asker: Account
    page: int = 1


class Kind(Enum):
    """What is wanted of an answer: another page of it, all of it for the channel, or an answer to another question."""

    PAGE = "page"
    SHARE = "share"
    CHOOSE = "choose"


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks a question, or once more."""

    kind: Kind
    shown: Shown


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer and the message that it stands in."""

    shown: Shown
    origin: Origin


@dataclass(frozen=True, slots=True)
class Do:
    """Does it at once. `shown` is the answer that the button stands in; `reminder` the
    message of ours that it stands in, `listing` the list beside it that is to follow; what was said in words is
    confirmed by it."""

    deed: Edit | Undo
    shown: Shown | None = None
    is_in_words: bool = False
    reminder: UUID | None = None
    listing: Listing | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """Opens the form of a deed on the actions as they were seen, with what is known already.

    `deed` of None lets the person say what is to be done, no action lets them choose among those of the answer.
    """

    deed: Deed | None = None
    actions: tuple[Seen, ...] = ()
    shown: Shown | None = None
    day: date | None = None
    to: str | None = None
    text: str | None = None
    reminder: UUID | None = None


class Panel(Enum):
    """What opens as a modal or a message of its own."""

    PEOPLE = "people"
    PERSON = "person"
    SETTINGS = "settings"
    LETTER = "letter"
    REMINDERS = "reminders"
    REMINDER = "reminder"
    QUIET = "quiet"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Open:
    """Opens a panel; `about` is whom or what it is about, by name, ref or id, `page` counts from 1."""

    panel: Panel
    about: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class GoHome:
    """Shows a page of one part of the Home."""

    part: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Remind:
    """Does something to the reminders at once. `reminder` is the message of ours that the button stands in, `page`
    that of the list of reminders (0: it is none); what was said in words is confirmed by it."""

    deed: ReminderDeed
    reminder: UUID | None = None
    page: int = 0
    is_in_words: bool = False


@dataclass(frozen=True, slots=True)
class Alone:
    """Asks a question for whoever presses, and answers them alone."""

    question: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Takes a proposal away; nothing is changed."""


Button: TypeAlias = Ask | Do | Fill | Open | GoHome | Remind | Alone | Dismiss

tell_apart(Button)


@lru_cache(maxsize=4_096)
def value_of(button: Button) -> str:
    """The value that Slack keeps for us; see `fits`."""
    return FORMAT + packed(button, Button)


def fits(button: Button) -> bool:
    """Whether Slack can keep this button; a question that says nothing has none."""
    asks_nothing = isinstance(button, Ask) and not button.shown.question
    return not asks_nothing and len(value_of(button)) <= MOST_VALUE


def parse(value: str) -> Button | None:
    """The button that wrote this value; None for anything else."""
    found: Button | None = unpacked(value.removeprefix(FORMAT), Button) if value.startswith(FORMAT) else None
    return found

"""What Slack sends, as frozen values: nothing behind them sees its dictionaries."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.places import Origin, Place
from bot.views.buttons import Button
from csp_core.permissions import Account, Audience


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question as it reaches the partnership of `workspace`; `text` is plain, without Slack's escapes."""

    text: str
    workspace: str
    asker: Account
    audience: Audience


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `can_be_shared` is false in a direct message, where nobody else would read it."""

    enquiry: Enquiry
    can_be_shared: bool
    trigger: str


@dataclass(frozen=True, slots=True)
class Message:
    """A mention of the bot or a direct message to it. `event_id` is the same when Slack sends it again."""

    event_id: str
    enquiry: Enquiry
    place: Place


Filled = Mapping[str, tuple[str, ...]]
"""What a form holds, by the name of the field; an empty field holds nothing."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button in a message; `button` is None when this version did not write its value.

    `trigger` opens one modal within three seconds, and names this press: a repetition has the same.
    """

    workspace: str
    presser: Account
    button: Button | None
    trigger: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class View:
    """A modal or the Home, as it was when something happened there; `behind` is what we put behind it,
    `fields` are the names of all fields, the empty ones too."""

    id: str
    hash: str
    is_home: bool
    behind: str
    filled: Filled
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewPress:
    """A press in a modal or in the Home; `named` is the element, `button` its meaning where it is a button."""

    workspace: str
    presser: Account
    button: Button | None
    trigger: str
    named: str
    view: View


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was sent; `form` says which."""

    workspace: str
    presser: Account
    form: str
    trigger: str
    view: View


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody opened the Home tab of the app."""

    workspace: str
    visitor: Account

"""What coordinators do to the directory, as frozen values. People and organisations are named as it has them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

Day = date | None
"""A first day of None is since ever, a last day of None is still."""


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody new, at home in an organisation or in none."""

    kind: ClassVar[str] = "add_person"
    person: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """Somebody is called otherwise now; what they did stays told under the name of then."""

    kind: ClassVar[str] = "rename"
    person: str
    name: str


@dataclass(frozen=True, slots=True)
class SetOrganisation:
    """Somebody is at home in another organisation now, or in none."""

    kind: ClassVar[str] = "set_organisation"
    person: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class LinkAccount:
    """A Slack user is this person. Somebody of another workspace becomes a partner by it."""

    kind: ClassVar[str] = "link_account"
    person: str
    team: str
    user: str


@dataclass(frozen=True, slots=True)
class UnlinkAccount:
    """A Slack user is nobody of the directory any more."""

    kind: ClassVar[str] = "unlink_account"
    team: str
    user: str


@dataclass(frozen=True, slots=True)
class AddPost:
    """A post that actions can be handed over to."""

    kind: ClassVar[str] = "add_post"
    post: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class TakePost:
    """Somebody holds a post, or deputises for it, from a day to a day; `organisation` says which of one title."""

    kind: ClassVar[str] = "take_post"
    person: str
    post: str
    organisation: str | None = None
    first_day: Day = None
    last_day: Day = None
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class LeavePost:
    """The last day of somebody in a post, as its deputy, or as either (None); what begins later does not begin."""

    kind: ClassVar[str] = "leave_post"
    person: str
    post: str
    last_day: date
    organisation: str | None = None
    is_deputy: bool | None = None


@dataclass(frozen=True, slots=True)
class NameLead:
    """Somebody answers for all that an organisation leads, from a day to a day."""

    kind: ClassVar[str] = "name_lead"
    person: str
    organisation: str
    first_day: Day = None
    last_day: Day = None


@dataclass(frozen=True, slots=True)
class EndLead:
    """The last day of somebody as a named lead; what begins later does not begin."""

    kind: ClassVar[str] = "end_lead"
    person: str
    organisation: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Leave:
    """The last day of somebody in the partnership: it ends what they hold, and what they did stays known.

    Another last day takes along what ended with the one before.
    """

    kind: ClassVar[str] = "leave"
    person: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody does not leave, or is back: what ended with them goes on."""

    kind: ClassVar[str] = "stay"
    person: str


@dataclass(frozen=True, slots=True)
class SetCoordinator:
    """Whether somebody coordinates."""

    kind: ClassVar[str] = "set_coordinator"
    person: str
    is_coordinator: bool


@dataclass(frozen=True, slots=True)
class SetReading:
    """Whether full members of the partnership's own workspace read the plan without being in the directory."""

    kind: ClassVar[str] = "set_reading"
    is_open: bool


@dataclass(frozen=True, slots=True)
class SetSignOff:
    """Whether what owners report done waits for a coordinator: in a plan year, or in all that do not say (None)."""

    kind: ClassVar[str] = "set_sign_off"
    is_wanted: bool
    year: str | None = None


PeopleDeed = (
    AddPerson
    | Rename
    | SetOrganisation
    | LinkAccount
    | UnlinkAccount
    | AddPost
    | TakePost
    | LeavePost
    | NameLead
    | EndLead
    | Leave
    | Stay
    | SetCoordinator
    | SetReading
    | SetSignOff
)

"""What someone is to an action, what they may do to it, and what they may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from csp_core.actors import (
    COORDINATOR,
    STRANGER,
    Account,
    Actor,
    Audience,
    Enquirer,
    Role,
    Visit,
    actor_named,
    actor_of,
)
from csp_core.book import Action, Book, Person, Status

__all__ = [
    "COORDINATOR", "STRANGER", "Account", "Actor", "Allowed", "Audience", "Deed", "Enquirer", "NotAllowed", "Role",
    "Standing", "Visit", "actor_named", "actor_of", "coordinator_words", "coordinators_of", "may", "may_read",
    "standing_of", "who_coordinates",
]  # fmt: skip

CANNOT_READ = "Sorry, only people in the partnership's directory can read the plan; {who} can add you."


class Standing(Enum):
    """What someone is to one action today."""

    COORDINATOR = "coordinator"
    OWNER = "owner"
    PARTNER = "partner"
    STRANGER = "stranger"


class Deed(Enum):
    """What can be done to an action."""

    COMPLETE = "complete"
    REPORT_PROGRESS = "progress"
    REOPEN = "reopen"
    REASSIGN = "reassign"
    MOVE_DEADLINE = "move_deadline"
    SNOOZE = "snooze"
    CARRY_FORWARD = "carry_forward"
    CANCEL = "cancel"
    CONFIRM_ON_TRACK = "confirm"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    ASK_SIGN_OFF = "ask_sign_off"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Nothing stands against it."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """One polite sentence that says who can."""

    sentence: str


_COORDINATORS_ONLY = frozenset(
    {Deed.CANCEL, Deed.CARRY_FORWARD, Deed.ACCEPT, Deed.SEND_BACK, Deed.ASK_SIGN_OFF, Deed.UNDO}
)
_WORDS = {
    Deed.COMPLETE: "complete {}",
    Deed.REPORT_PROGRESS: "report progress on {}",
    Deed.REOPEN: "reopen {}",
    Deed.REASSIGN: "hand {} over",
    Deed.MOVE_DEADLINE: "move the deadline of {}",
    Deed.SNOOZE: "snooze the reminders of {}",
    Deed.CARRY_FORWARD: "carry {} forward",
    Deed.CANCEL: "cancel {}",
    Deed.CONFIRM_ON_TRACK: "confirm {} as on track",
    Deed.ACCEPT: "sign {} off",
    Deed.SEND_BACK: "send {} back",
    Deed.ASK_SIGN_OFF: "say whether {} needs sign-off",
    Deed.UNDO: "undo this change of {}",
}


def standing_of(actor: Actor, action: Action) -> Standing:
    """Owner is who holds or deputises for the owning post today, owns it in person, or leads the lead organisation."""
    if actor.role is Role.COORDINATOR:
        return Standing.COORDINATOR
    if actor.role is Role.STRANGER:
        return Standing.STRANGER
    owns = action.owner_post_id in actor.post_ids or actor.person_id in ({action.owner_person_id} - {None})
    return Standing.OWNER if owns or action.lead in actor.leads else Standing.PARTNER


def may(actor: Actor, deed: Deed, action: Action, coordinators: Sequence[str] = ()) -> Allowed | NotAllowed:
    """Whether someone may do something to an action; `coordinators` are names for the sentence that says who can.

    People of the lead and of partner organisations may report progress, people of the lead confirm it is on track.
    That whoever made a change may undo it is known to the audit, not here.
    """
    standing = standing_of(actor, action)
    if standing is Standing.COORDINATOR:
        return Allowed()
    if standing is Standing.OWNER and not _is_for_coordinators(deed, action):
        return Allowed()
    if standing is Standing.PARTNER and actor.organisation in _whose_people_may(deed, action) - {None}:
        return Allowed()
    return NotAllowed(f"Sorry, only {_who_can(deed, action, coordinators)} can {_WORDS[deed].format(action.ref)}.")


def _is_for_coordinators(deed: Deed, action: Action) -> bool:
    """What a coordinator has ended, by cancelling it or carrying it forward, a coordinator begins again."""
    ended = action.status in {Status.CANCELLED, Status.CARRIED_FORWARD}
    return deed in _COORDINATORS_ONLY or (deed is Deed.REOPEN and ended)


def may_read(actor: Actor, book: Book) -> Allowed | NotAllowed:
    """Whether someone may read the published plan: people of the directory always, otherwise full members of the
    partnership's own workspaces where the partnership lets them."""
    if actor.role is not Role.STRANGER:
        return Allowed()
    account = actor.account
    if book.open_reading and account is not None and not account.is_guest and not actor.is_foreign:
        return Allowed()
    return NotAllowed(CANNOT_READ.format(who=coordinator_words(coordinators_of(book.people))))


def coordinators_of(people: Sequence[Person]) -> tuple[str, ...]:
    """The names of those who coordinate and are there."""
    return tuple(person.name for person in who_coordinates(people))


def who_coordinates(people: Sequence[Person]) -> tuple[Person, ...]:
    """Those who coordinate and are there."""
    return tuple(person for person in people if person.is_coordinator and person.last_day is None)


def coordinator_words(names: Sequence[str]) -> str:
    """ "a coordinator (Person A or Person B)"."""
    return f"a coordinator ({' or '.join(names)})" if names else "a coordinator"


def _whose_people_may(deed: Deed, action: Action) -> set[str | None]:
    match deed:
        case Deed.REPORT_PROGRESS:
            return {action.lead, *action.partners}
        case Deed.CONFIRM_ON_TRACK:
            return {action.lead}
        case _:
            return set()


def _who_can(deed: Deed, action: Action, coordinators: Sequence[str]) -> str:
    coordinator = coordinator_words(coordinators)
    if deed is Deed.UNDO:
        return f"whoever made it or {coordinator}"
    if _is_for_coordinators(deed, action):
        return coordinator
    owner = f"its owner ({action.owner})" if action.owner else "its owner"
    people = sorted(_whose_people_may(deed, action) - {None}, key=str)
    return ", ".join([owner, *(f"people of {name}" for name in people)]) + f" or {coordinator}"

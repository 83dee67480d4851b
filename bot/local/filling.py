"""What a person has filled in and not yet sent: the fields of a modal, a Home or a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

from bot.local.model import Payload
from bot.local.pressing import Element, NotPressable, Surface, elements, find, value

Chosen: TypeAlias = tuple[str, ...]
STATELESS = frozenset({"button", "overflow"})
INITIAL = ("initial_value", "initial_date", "initial_time", "initial_user", "initial_conversation", "initial_channel")


@dataclass(frozen=True)
class Spot:
    """A field of a surface. It is the same field after an update that keeps both ids, as it is to Slack."""

    block_id: str
    action_id: str


Filled: TypeAlias = Mapping[Spot, Chosen]
Values: TypeAlias = Mapping[str, str | Sequence[str]]


class Fillings:
    """What each person has filled in, by surface; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[str, str], dict[Spot, Chosen]] = {}

    def of(self, user: str, surface: Surface) -> Filled:
        with self._lock:
            return dict(self._kept.get((user, surface.key), {}))

    def add(self, user: str, surface: Surface, filled: Filled) -> None:
        with self._lock:
            self._kept.setdefault((user, surface.key), {}).update(filled)

    def forget(self, user: str, surface: Surface) -> None:
        with self._lock:
            self._kept.pop((user, surface.key), None)


def spot(element: Element) -> Spot:
    return Spot(element.block_id, element.action_id)


def filled_in(surface: Surface, values: Values) -> Filled:
    """The values of fields named by block_id, action_id or label. Options are given by value or text.

    Raises `NotPressable` for a field or an option that is not there.
    """
    filled = {}
    for named, given in values.items():
        element = find(surface, named)
        chosen = (given,) if isinstance(given, str) else tuple(given)
        value(element, chosen)
        filled[spot(element)] = chosen
    return filled


def state(surface: Surface, filled: Filled) -> Payload:
    """Slack's `state`: every field of the surface with what it holds now, filled in or from the start."""
    values: dict[str, Payload] = {}
    for each in elements(surface):
        if each.kind not in STATELESS:
            values.setdefault(each.block_id, {})[each.action_id] = {"type": each.kind, **_held(each, filled)}
    return {"values": values}


def chosen_in(element: Element, filled: Filled) -> Chosen:
    """What the field holds: what was filled in, else what the bot put there."""
    return filled.get(spot(element), _initial(element.payload))


def _held(element: Element, filled: Filled) -> Payload:
    """An update may have taken away an option that was chosen: then nothing is."""
    try:
        return value(element, chosen_in(element, filled))
    except NotPressable:
        return value(element, ())


def _initial(payload: Payload) -> Chosen:
    options, users = payload.get("initial_options"), payload.get("initial_users")
    if isinstance(users, list):
        return tuple(str(each) for each in users)
    several = options if isinstance(options, list) else [payload.get("initial_option")]
    if chosen := tuple(str(each["value"]) for each in several if isinstance(each, dict)):
        return chosen
    return tuple(str(payload[name]) for name in INITIAL if payload.get(name))

"""A press on a message or a view: which element is meant, and the action that Slack makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.local.model import Payload

ONE_OPTION = frozenset({"static_select", "overflow", "radio_buttons"})
SEVERAL_OPTIONS = frozenset({"checkboxes", "multi_static_select"})
ONE_PICKED = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
}
SEVERAL_PICKED = {"multi_users_select": "selected_users"}
KEPT_ON_A_BUTTON = ("text", "value", "style")


class NotPressable(LookupError):
    """The surface has no such element, or several."""


class Surface(Protocol):
    """What has blocks and a key of its own: a message, a modal, a Home."""

    @property
    def key(self) -> str: ...

    @property
    def blocks(self) -> tuple[Payload, ...]: ...


@dataclass(frozen=True)
class Element:
    """An element that can be pressed or filled in, and the block that holds it."""

    block: Payload
    payload: Payload

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.payload["action_id"])

    @property
    def kind(self) -> str:
        return str(self.payload["type"])

    @property
    def is_input(self) -> bool:
        """Whether it stands in an input block: what is chosen there is sent with the form, not at once."""
        return self.block.get("type") == "input"

    @property
    def is_required(self) -> bool:
        return self.is_input and not self.block.get("optional")

    @property
    def label(self) -> str:
        """What a person reads on it, or beside it."""
        own = text_of(self.payload.get("text") or self.payload.get("placeholder"))
        return text_of(self.block.get("label")) if self.is_input else own

    def options(self) -> list[Payload]:
        groups = _dicts(self.payload.get("option_groups"))
        grouped = [option for group in groups for option in _dicts(group.get("options"))]
        return [*_dicts(self.payload.get("options")), *grouped]


def elements(surface: Surface) -> Iterator[Element]:
    """Everything on the surface that a person can press, choose or fill in."""
    for block in surface.blocks:
        held = [block.get("accessory"), block.get("element")]
        if block.get("type") == "actions":
            held += _dicts(block.get("elements"))
        for each in held:
            if isinstance(each, dict) and "action_id" in each:
                yield Element(block, each)


def find(surface: Surface, named: str, option: str | None = None) -> Element:
    """The one element with this action_id, block_id or label; of buttons that share it, the one of this value."""
    found = [each for each in elements(surface) if named in (each.action_id, each.label, _input_id(each))]
    if len(found) > 1 and option is not None:
        found = [each for each in found if each.kind != "button" or each.payload.get("value") == option]
    if len(found) != 1:
        offered = ", ".join(f"{each.label or each.kind} ({each.action_id})" for each in elements(surface))
        raise NotPressable(f"{len(found)} elements are called {named!r}; there are {offered or 'none'}")
    return found[0]


def action(element: Element, chosen: tuple[str, ...], at: str) -> Payload:
    """One entry of a block_actions payload. `chosen`: the values or texts of options, a date, ids, a text."""
    if element.kind == "button":
        held: Payload = {name: element.payload[name] for name in KEPT_ON_A_BUTTON if name in element.payload}
    else:
        held = value(element, chosen)
    return {
        "type": element.kind,
        "action_id": element.action_id,
        "block_id": element.block_id,
        "action_ts": at,
        **held,
    }


def value(element: Element, chosen: tuple[str, ...]) -> Payload:
    """What has been chosen or written, in the field that Slack has for this type of element."""
    first = chosen[0] if chosen and chosen[0] else None
    if element.kind in ONE_OPTION:
        options = _options(element, chosen)
        return {"selected_option": options[0] if options else None}
    if element.kind in SEVERAL_OPTIONS:
        return {"selected_options": _options(element, chosen)}
    if element.kind in SEVERAL_PICKED:
        return {SEVERAL_PICKED[element.kind]: list(chosen)}
    return {ONE_PICKED.get(element.kind, "value"): first}


def text_of(value: object) -> str:
    """The text of a text object, or nothing."""
    return str(value.get("text", "")) if isinstance(value, dict) else ""


def _options(element: Element, chosen: tuple[str, ...]) -> list[Payload]:
    known = {key: each for each in element.options() for key in (text_of(each.get("text")), str(each["value"]))}
    missing = [each for each in chosen if each not in known]
    if missing:
        raise NotPressable(f"no option {missing[0]!r} among {', '.join(known)}")
    return [known[each] for each in chosen]


def _input_id(element: Element) -> str | None:
    return element.block_id if element.is_input else None


def _dicts(value: object) -> list[Payload]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

"""A press on a message: which element is meant, and the action that Slack makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.local.model import Message, Payload

ONE_OPTION = frozenset({"static_select", "overflow", "radio_buttons"})
SEVERAL_OPTIONS = frozenset({"checkboxes", "multi_static_select"})


class NotPressable(LookupError):
    """The message has no such element, or several."""


@dataclass(frozen=True)
class Element:
    """An element that can be pressed, and the block that holds it."""

    block_id: str
    payload: Payload

    @property
    def action_id(self) -> str:
        return str(self.payload["action_id"])

    @property
    def kind(self) -> str:
        return str(self.payload["type"])

    @property
    def label(self) -> str:
        """What a person reads on it."""
        return _text(self.payload.get("text") or self.payload.get("placeholder"))

    def options(self) -> list[Payload]:
        groups = _dicts(self.payload.get("option_groups"))
        grouped = [option for group in groups for option in _dicts(group.get("options"))]
        return [*_dicts(self.payload.get("options")), *grouped]


def elements(message: Message) -> Iterator[Element]:
    """Everything on the message that a person can press, choose or fill in."""
    for block in message.blocks:
        held = [block.get("accessory"), block.get("element")]
        if block.get("type") == "actions":
            held += _dicts(block.get("elements"))
        for each in held:
            if isinstance(each, dict) and "action_id" in each:
                yield Element(str(block["block_id"]), each)


def find(message: Message, named: str, option: str | None = None) -> Element:
    """The one element with this action_id or label; of buttons that share it, the one of this value."""
    found = [each for each in elements(message) if named in (each.action_id, each.label)]
    if len(found) > 1 and option is not None:
        found = [each for each in found if each.kind != "button" or each.payload.get("value") == option]
    if len(found) != 1:
        offered = ", ".join(f"{each.label or each.kind} ({each.action_id})" for each in elements(message))
        raise NotPressable(f"{len(found)} elements are called {named!r}; the message offers {offered or 'none'}")
    return found[0]


def action(element: Element, chosen: tuple[str, ...], at: str) -> Payload:
    """One entry of a block_actions payload. `chosen`: the values or texts of options, a date, a text."""
    return {
        "type": element.kind,
        "action_id": element.action_id,
        "block_id": element.block_id,
        "action_ts": at,
        **_chosen(element, chosen),
    }


def _chosen(element: Element, chosen: tuple[str, ...]) -> Payload:
    if element.kind == "button":
        return {name: element.payload[name] for name in ("text", "value", "style") if name in element.payload}
    if element.kind in ONE_OPTION:
        options = _options(element, chosen)
        return {"selected_option": options[0] if options else None}
    if element.kind in SEVERAL_OPTIONS:
        return {"selected_options": _options(element, chosen)}
    if element.kind == "datepicker":
        return {"selected_date": chosen[0] if chosen else None}
    return {"value": chosen[0] if chosen else None}


def _options(element: Element, chosen: tuple[str, ...]) -> list[Payload]:
    known = {key: each for each in element.options() for key in (_text(each.get("text")), str(each["value"]))}
    missing = [each for each in chosen if each not in known]
    if missing:
        raise NotPressable(f"no option {missing[0]!r} among {', '.join(known)}")
    return [known[each] for each in chosen]


def _text(value: object) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else ""


def _dicts(value: object) -> list[Payload]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

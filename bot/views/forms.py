"""Modals: a form of labelled fields, or a few sentences with buttons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from zlib import crc32

from bot.views import blocks
from bot.views.blocks import Block, plain
from bot.views.mrkdwn import Mrkdwn, escape

MOST_TITLE = 24
MOST_LABEL = 2_000
MOST_HINT = 150
MOST_OPTION = 75
MOST_OPTION_VALUE = 150
MOST_OPTIONS = 100
MOST_WRITTEN = 3_000
CHANNELS_ONLY: Block = {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}


class Control(Enum):
    """How a field is filled in."""

    LINE = "line"
    LINES = "lines"
    DAY = "day"
    TIME = "time"
    NUMBER = "number"
    LINK = "link"
    ONE = "one"
    SEVERAL = "several"
    YES = "yes"
    RADIO = "radio"
    PERSON = "person"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `value` comes back."""

    value: str
    label: str

    @property
    def fits(self) -> bool:
        return 0 < len(self.value) <= MOST_OPTION_VALUE


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. `name` is where its content comes back, and where an error of it stands.

    `initial` is what it holds at first: a text, an ISO date, values of options. `tells` sends a press at each choice.
    """

    name: str
    label: str
    control: Control
    hint: str = ""
    initial: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    is_optional: bool = False
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A modal to fill in. `callback` says which form it is, `behind` comes back with it unseen."""

    callback: str
    title: str
    submit: str
    fields: tuple[Field, ...]
    behind: str = ""
    intro: tuple[Mrkdwn, ...] = ()
    close: str = "Cancel"


def modal(form: Form) -> Block:
    """The form as Slack shows it."""
    return {
        **_frame(form.title, [*map(blocks.section, form.intro), *map(_input, form.fields)]),
        "callback_id": form.callback,
        "private_metadata": form.behind,
        "submit": plain(form.submit, MOST_TITLE),
        "close": plain(form.close, MOST_TITLE),
    }


def notice(title: str, texts: Sequence[str], buttons: Sequence[Block] = ()) -> Block:
    """A modal that only says something, with buttons below."""
    said = [blocks.section(escape(text)) for text in texts if text]
    return _frame(title, [*said, *([blocks.actions(buttons)] if buttons else [])])


def loading(title: str) -> Block:
    """What stands in a modal while its content is looked up: Slack gives us three seconds to open one."""
    return notice(title, ("One moment …",))


def _frame(title: str, body: list[Block]) -> Block:
    return {"type": "modal", "title": plain(title, MOST_TITLE), "blocks": body, "close": plain("Close", MOST_TITLE)}


def _input(field: Field) -> Block:
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, MOST_LABEL),
        "element": {"action_id": _id(field), **_ELEMENTS[field.control](field)},
        "optional": field.is_optional,
        "dispatch_action": field.tells,
        **({"hint": plain(field.hint, MOST_HINT)} if field.hint else {}),
    }


def _id(field: Field) -> str:
    """Slack keeps what was filled in under the same id; where the options have changed it is to begin anew."""
    if field.control is not Control.SEVERAL:
        return f"csp_{field.name}"
    return f"csp_{field.name}_{crc32(repr([option.value for option in field.options]).encode()):08x}"


def _text(field: Field, *, is_long: bool) -> Block:
    initial = {"initial_value": field.initial[0][:MOST_WRITTEN]} if field.initial else {}
    return {"type": "plain_text_input", "multiline": is_long, "max_length": MOST_WRITTEN, **initial}


def _number(field: Field) -> Block:
    initial = {"initial_value": field.initial[0]} if field.initial else {}
    limits = {"is_decimal_allowed": False, "min_value": "0", "max_value": "100"}
    return {"type": "number_input", **limits, **initial}


def _picker(kind: str, initial: str, field: Field) -> Block:
    return {"type": kind, **({initial: field.initial[0]} if field.initial else {})}


def _select(field: Field, *, many: bool) -> Block:
    known = [option for option in field.options if option.fits]
    chosen = [_option(option) for option in known if option.value in field.initial]
    initial: Block = {"initial_options": chosen} if many else {"initial_option": chosen[0] if chosen else None}
    return {
        "type": "multi_static_select" if many else "static_select",
        "placeholder": plain("Choose", MOST_HINT),
        **_options(known),
        **(initial if chosen else {}),
    }


def _options(known: Sequence[Option]) -> Block:
    """One list, or groups of it where Slack's hundred are not enough."""
    if len(known) <= MOST_OPTIONS:
        return {"options": [_option(option) for option in known]}
    return {"option_groups": list(_groups(known))}


def _groups(known: Sequence[Option]) -> Iterator[Block]:
    for start in range(0, len(known), MOST_OPTIONS):
        part = known[start : start + MOST_OPTIONS]
        label = f"{part[0].label[:30]} … {part[-1].label[:30]}"
        yield {"label": plain(label, MOST_OPTION), "options": [_option(option) for option in part]}


def _option(option: Option) -> Block:
    return {"text": plain(option.label, MOST_OPTION), "value": option.value}


def _radios(field: Field) -> Block:
    options = [_option(option) for option in field.options]
    chosen = next((option for option in options if option["value"] in field.initial), None)
    return {"type": "radio_buttons", "options": options, **({"initial_option": chosen} if chosen else {})}


def _boxes(field: Field) -> Block:
    options = [_option(option) for option in field.options]
    chosen = [option for option in options if option["value"] in field.initial]
    return {"type": "checkboxes", "options": options, **({"initial_options": chosen} if chosen else {})}


_ELEMENTS: dict[Control, Callable[[Field], Block]] = {
    Control.LINE: lambda field: _text(field, is_long=False),
    Control.LINES: lambda field: _text(field, is_long=True),
    Control.DAY: lambda field: _picker("datepicker", "initial_date", field),
    Control.TIME: lambda field: _picker("timepicker", "initial_time", field),
    Control.NUMBER: _number,
    Control.LINK: lambda field: _picker("url_text_input", "initial_value", field),
    Control.ONE: lambda field: _select(field, many=False),
    Control.SEVERAL: lambda field: _select(field, many=True),
    Control.YES: _boxes,
    Control.RADIO: _radios,
    Control.PERSON: lambda field: _picker("users_select", "initial_user", field),
    Control.CHANNEL: lambda field: _picker("conversations_select", "initial_conversation", field) | CHANNELS_ONLY,
}

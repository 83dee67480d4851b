"""The elements of Slack's blocks as far as this bot uses them, each field with its limit."""

from collections.abc import Iterator

from bot.views.limits_rules import (
    Broken,
    Rule,
    anything,
    array,
    flag,
    matching,
    needing,
    number,
    one_of,
    plain,
    shape,
    string,
    text,
)


def starting_among_options(rule: Rule) -> Rule:
    """The rule, and what is chosen from the start must be one of the options, to the letter."""

    def check(value: object, path: str) -> Iterator[Broken]:
        yield from rule(value, path)
        if isinstance(value, dict):
            options = _options(value)
            yield from (Broken(f"{path}/{name}", "is not among the options") for name in _absent(value, options))

    return check


def _absent(element: dict[str, object], options: list[object]) -> Iterator[str]:
    if "initial_option" in element and element["initial_option"] not in options:
        yield "initial_option"
    several = element.get("initial_options")
    if isinstance(several, list) and any(each not in options for each in several):
        yield "initial_options"


def _options(element: dict[str, object]) -> list[object]:
    options, groups = element.get("options"), element.get("option_groups")
    grouped = [each.get("options") for each in groups if isinstance(each, dict)] if isinstance(groups, list) else []
    return [each for some in (options, *grouped) if isinstance(some, list) for each in some]


ID = string(255)
TRIGGERS = one_of("on_enter_pressed", "on_character_entered")
DISPATCH = shape({}, trigger_actions_on=array(TRIGGERS, 2))
CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    style=one_of("primary", "danger"),
)
OPTION = shape({"text": plain(75), "value": string(150)}, description=plain(75), url=string(3000))
MARKED_OPTION = shape({"text": text(75), "value": string(150)}, description=text(75))
GROUP = shape({"label": plain(75), "options": array(OPTION, 100)})
BUTTON = shape(
    {"text": plain(75)},
    action_id=ID,
    value=string(2000),
    url=string(3000),
    style=one_of("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=string(75),
)
STATIC_SELECT = starting_among_options(
    needing(
        shape(
            {},
            action_id=ID,
            placeholder=plain(150),
            options=array(OPTION, 100),
            option_groups=array(GROUP, 100),
            initial_option=OPTION,
            confirm=CONFIRM,
            focus_on_load=flag,
        ),
        "options",
        "option_groups",
    )
)
MULTI_STATIC_SELECT = starting_among_options(
    needing(
        shape(
            {},
            action_id=ID,
            placeholder=plain(150),
            options=array(OPTION, 100),
            option_groups=array(GROUP, 100),
            initial_options=array(OPTION, 100),
            max_selected_items=number(1, 100),
            confirm=CONFIRM,
            focus_on_load=flag,
        ),
        "options",
        "option_groups",
    )
)
OVERFLOW = shape({"options": array(OPTION, 5)}, action_id=ID, confirm=CONFIRM)
CHECKBOXES = starting_among_options(
    shape(
        {"options": array(MARKED_OPTION, 10)},
        action_id=ID,
        initial_options=array(MARKED_OPTION, 10),
        confirm=CONFIRM,
        focus_on_load=flag,
    )
)
RADIO_BUTTONS = starting_among_options(
    shape(
        {"options": array(MARKED_OPTION, 10)},
        action_id=ID,
        initial_option=MARKED_OPTION,
        confirm=CONFIRM,
        focus_on_load=flag,
    )
)
_PICKER: dict[str, Rule] = {"action_id": ID, "placeholder": plain(150), "confirm": CONFIRM, "focus_on_load": flag}
DATEPICKER = shape({}, **_PICKER, initial_date=matching(r"\d{4}-\d{2}-\d{2}", "YYYY-MM-DD"))
TIMEPICKER = shape({}, **_PICKER, initial_time=matching(r"([01]\d|2[0-3]):[0-5]\d", "HH:MM"), timezone=string(100))
USERS_SELECT = shape({}, **_PICKER, initial_user=ID)
MULTI_USERS_SELECT = shape({}, **_PICKER, initial_users=array(ID, 100, 0), max_selected_items=number(1, 100))
CONVERSATIONS_SELECT = shape(
    {},
    **_PICKER,
    initial_conversation=ID,
    default_to_current_conversation=flag,
    response_url_enabled=flag,
    filter=anything,
)
CHANNELS_SELECT = shape({}, **_PICKER, initial_channel=ID, response_url_enabled=flag)

_WRITTEN: dict[str, Rule] = {
    "action_id": ID,
    "placeholder": plain(150),
    "initial_value": string(3000, 0),
    "dispatch_action_config": DISPATCH,
    "focus_on_load": flag,
}
PLAIN_TEXT_INPUT = shape({}, **_WRITTEN, multiline=flag, min_length=number(0, 3000), max_length=number(1, 3000))
NUMBER_INPUT = shape({"is_decimal_allowed": flag}, **_WRITTEN, min_value=string(50), max_value=string(50))
ADDRESS_INPUT = shape({}, **_WRITTEN)
IMAGE_FIELDS: dict[str, Rule] = {"image_url": string(3000), "slack_file": anything}
IMAGE = needing(shape({"alt_text": string(2000)}, **IMAGE_FIELDS), "image_url", "slack_file")

PRESSED: dict[str, Rule] = {
    "button": BUTTON,
    "static_select": STATIC_SELECT,
    "multi_static_select": MULTI_STATIC_SELECT,
    "overflow": OVERFLOW,
    "checkboxes": CHECKBOXES,
    "radio_buttons": RADIO_BUTTONS,
    "datepicker": DATEPICKER,
    "timepicker": TIMEPICKER,
    "users_select": USERS_SELECT,
    "multi_users_select": MULTI_USERS_SELECT,
    "conversations_select": CONVERSATIONS_SELECT,
    "channels_select": CHANNELS_SELECT,
}
INPUTS: dict[str, Rule] = {
    **{name: rule for name, rule in PRESSED.items() if name not in ("button", "overflow")},
    "plain_text_input": PLAIN_TEXT_INPUT,
    "number_input": NUMBER_INPUT,
    "email_text_input": ADDRESS_INPUT,
    "url_text_input": ADDRESS_INPUT,
}

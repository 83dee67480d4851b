"""The shapes of Slack's blocks and elements as far as this bot uses them, each field with its limit."""

from collections.abc import Iterator

from bot.views.limits_rules import (
    Broken,
    Rule,
    anything,
    array,
    by_type,
    flag,
    needing,
    number,
    one_of,
    plain,
    shape,
    string,
    text,
)

ID = string(255)
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
STATIC_SELECT = needing(
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
MULTI_STATIC_SELECT = needing(
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
OVERFLOW = shape({"options": array(OPTION, 5)}, action_id=ID, confirm=CONFIRM)
CHECKBOXES = shape(
    {"options": array(MARKED_OPTION, 10)},
    action_id=ID,
    initial_options=array(MARKED_OPTION, 10),
    confirm=CONFIRM,
    focus_on_load=flag,
)
RADIO_BUTTONS = shape(
    {"options": array(MARKED_OPTION, 10)},
    action_id=ID,
    initial_option=MARKED_OPTION,
    confirm=CONFIRM,
    focus_on_load=flag,
)
DATEPICKER = shape(
    {}, action_id=ID, placeholder=plain(150), initial_date=string(10, 10), confirm=CONFIRM, focus_on_load=flag
)
PLAIN_TEXT_INPUT = shape(
    {},
    action_id=ID,
    placeholder=plain(150),
    initial_value=string(3000, 0),
    multiline=flag,
    min_length=number(0, 3000),
    max_length=number(1, 3000),
    dispatch_action_config=anything,
    focus_on_load=flag,
)
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
}
INPUTS: dict[str, Rule] = {
    **{name: rule for name, rule in PRESSED.items() if name not in ("button", "overflow")},
    "plain_text_input": PLAIN_TEXT_INPUT,
}
IN_CONTEXT = {
    "image": IMAGE,
    "plain_text": shape({"text": string(3000)}, emoji=flag),
    "mrkdwn": shape({"text": string(3000)}, verbatim=flag),
}
RICH_PART = by_type(
    dict.fromkeys(("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"), anything)
)
RICH_TEXT = shape({"elements": array(RICH_PART, 100)}, block_id=ID)
CELL = by_type({"raw_text": shape({"text": string(10_000)}), "rich_text": RICH_TEXT})
COLUMN = shape({}, align=one_of("left", "center", "right"), is_wrapped=flag)


def even_rows(value: object, path: str) -> Iterator[Broken]:
    """The rows of a table: 100 of 20 cells at most, all of one length (Slack draws ragged ones badly)."""
    yield from array(array(CELL, 20), 100)(value, path)
    if isinstance(value, list) and len({len(row) for row in value if isinstance(row, list)}) > 1:
        yield Broken(path, "rows differ in length")


BLOCK = by_type(
    {
        "section": needing(
            shape(
                {},
                block_id=ID,
                text=text(3000),
                fields=array(text(2000), 10),
                accessory=by_type({**PRESSED, "image": IMAGE}),
                expand=flag,
            ),
            "text",
            "fields",
        ),
        "divider": shape({}, block_id=ID),
        "header": shape({"text": plain(150)}, block_id=ID),
        "context": shape({"elements": array(by_type(IN_CONTEXT), 10)}, block_id=ID),
        "actions": shape({"elements": array(by_type(PRESSED), 25)}, block_id=ID),
        "image": needing(
            shape({"alt_text": string(2000)}, block_id=ID, title=plain(2000), **IMAGE_FIELDS),
            "image_url",
            "slack_file",
        ),
        "input": shape(
            {"label": plain(2000), "element": by_type(INPUTS)},
            block_id=ID,
            hint=plain(2000),
            optional=flag,
            dispatch_action=flag,
        ),
        "markdown": shape({"text": string(12_000)}, block_id=ID),
        "table": shape({"rows": even_rows}, block_id=ID, column_settings=array(COLUMN, 20)),
        "rich_text": RICH_TEXT,
    }
)
MESSAGES_ONLY = frozenset({"markdown", "table"})

_VIEW: dict[str, Rule] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
    "blocks": anything,
}
HOME = by_type({"home": shape({}, **_VIEW)})
MODAL = by_type(
    {
        "modal": shape(
            {"title": plain(24)},
            **_VIEW,
            submit=plain(24),
            close=plain(24),
            clear_on_close=flag,
            notify_on_close=flag,
            submit_disabled=flag,
        )
    }
)

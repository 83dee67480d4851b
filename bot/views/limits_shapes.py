"""The shapes of Slack's blocks and views as far as this bot uses them, each field with its limit."""

from collections.abc import Iterator

from bot.views.limits_elements import ID, IMAGE, IMAGE_FIELDS, INPUTS, PRESSED
from bot.views.limits_rules import (
    Broken,
    Rule,
    anything,
    array,
    by_type,
    flag,
    needing,
    one_of,
    plain,
    shape,
    string,
    text,
)

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

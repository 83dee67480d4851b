import pytest

from bot.views.limits import Surface, problems

TEXT = {"type": "mrkdwn", "text": "x"}
PLAIN = {"type": "plain_text", "text": "x"}
OPTION = {"text": PLAIN, "value": "v"}
BUTTON = {"type": "button", "text": PLAIN, "action_id": "a"}
INPUT = {"type": "input", "label": PLAIN, "element": {"type": "plain_text_input", "action_id": "a"}}
CELL = {"type": "raw_text", "text": "x"}
MODAL = {"type": "modal", "title": PLAIN, "blocks": [INPUT], "submit": PLAIN}


def mrkdwn(size: int) -> dict[str, object]:
    return {"type": "mrkdwn", "text": "x" * size}


def plain(size: int) -> dict[str, object]:
    return {"type": "plain_text", "text": "x" * size}


def actions(*elements: object, **more: object) -> dict[str, object]:
    return {"type": "actions", "elements": list(elements), **more}


def section(**fields: object) -> dict[str, object]:
    return {"type": "section", **fields}


def select(**fields: object) -> dict[str, object]:
    return {"type": "static_select", "action_id": "a", **fields}


def table(*rows: list[object]) -> dict[str, object]:
    return {"type": "table", "rows": list(rows)}


ALLOWED = [
    section(text=mrkdwn(3000)),
    section(fields=[mrkdwn(1200)] * 10),
    section(text=TEXT, accessory={"type": "overflow", "options": [OPTION] * 5}),
    section(text=TEXT, accessory={"type": "image", "image_url": "/x", "alt_text": "x"}),
    {"type": "header", "text": plain(150)},
    {"type": "context", "elements": [TEXT] * 10},
    actions(*[{**BUTTON, "action_id": str(each)} for each in range(25)]),
    actions({**BUTTON, "text": plain(75), "value": "v" * 2000, "style": "danger"}),
    actions(select(options=[OPTION] * 100, placeholder=PLAIN)),
    actions(select(option_groups=[{"label": PLAIN, "options": [OPTION]}])),
    actions({"type": "checkboxes", "options": [OPTION] * 10}),
    actions({"type": "datepicker", "initial_date": "2014-12-01"}),
    {**INPUT, "element": {"type": "plain_text_input", "max_length": 3000}},
    {"type": "markdown", "text": "x" * 12000},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    table(*[[CELL] * 20] * 100),
]

REFUSED = [
    ({"type": "carousel"}, "/blocks/0"),
    ("text", "/blocks/0"),
    (section(), "/blocks/0"),
    (section(text=mrkdwn(3001)), "/blocks/0/text/text"),
    (section(text=mrkdwn(0)), "/blocks/0/text/text"),
    (section(text="x"), "/blocks/0/text"),
    (section(fields=[TEXT] * 11), "/blocks/0/fields"),
    (section(fields=[mrkdwn(2001)]), "/blocks/0/fields/0/text"),
    (section(text=TEXT, colour="red"), "/blocks/0/colour"),
    (section(text=TEXT, block_id="b" * 256), "/blocks/0/block_id"),
    (section(text=TEXT, accessory={"type": "plain_text_input"}), "/blocks/0/accessory"),
    (section(text=TEXT, accessory={"type": "overflow", "options": [OPTION] * 6}), "/blocks/0/accessory/options"),
    (section(text=TEXT, accessory={"type": "image", "alt_text": "x"}), "/blocks/0/accessory"),
    ({"type": "header", "text": plain(151)}, "/blocks/0/text/text"),
    ({"type": "header", "text": TEXT}, "/blocks/0/text"),
    ({"type": "context", "elements": []}, "/blocks/0/elements"),
    ({"type": "context", "elements": [TEXT] * 11}, "/blocks/0/elements"),
    ({"type": "context", "elements": [BUTTON]}, "/blocks/0/elements/0"),
    (actions(), "/blocks/0/elements"),
    (actions(*[{**BUTTON, "action_id": str(each)} for each in range(26)]), "/blocks/0/elements"),
    (actions(BUTTON, BUTTON), "/blocks/0"),
    (actions({**BUTTON, "text": plain(76)}), "/blocks/0/elements/0/text/text"),
    (actions({**BUTTON, "text": TEXT}), "/blocks/0/elements/0/text"),
    (actions({**BUTTON, "value": "v" * 2001}), "/blocks/0/elements/0/value"),
    (actions({**BUTTON, "style": "green"}), "/blocks/0/elements/0/style"),
    (
        actions({**BUTTON, "confirm": {"title": PLAIN, "text": TEXT, "confirm": PLAIN}}),
        "/blocks/0/elements/0/confirm/deny",
    ),
    (actions(select()), "/blocks/0/elements/0"),
    (actions(select(options=[OPTION] * 101)), "/blocks/0/elements/0/options"),
    (actions(select(options=[{**OPTION, "text": plain(76)}])), "/blocks/0/elements/0/options/0/text/text"),
    (actions(select(options=[{**OPTION, "value": "v" * 151}])), "/blocks/0/elements/0/options/0/value"),
    (actions({"type": "checkboxes", "options": [OPTION] * 11}), "/blocks/0/elements/0/options"),
    ({**INPUT, "label": plain(2001)}, "/blocks/0/label/text"),
    ({**INPUT, "element": BUTTON}, "/blocks/0/element"),
    ({**INPUT, "element": {"type": "plain_text_input", "max_length": 3001}}, "/blocks/0/element/max_length"),
    ({**INPUT, "optional": "yes"}, "/blocks/0/optional"),
    (table(*[[CELL]] * 101), "/blocks/0/rows"),
    (table([CELL] * 21), "/blocks/0/rows/0"),
    (table([CELL], [CELL, CELL]), "/blocks/0/rows"),
    (table([{"type": "raw_text", "text": ""}]), "/blocks/0/rows/0/0/text"),
    (table([{"type": "raw_text", "text": "x" * 5001}, {"type": "raw_text", "text": "x" * 5000}]), "/blocks"),
]


def name_of(block: object) -> str:
    return str(block)[:60]


@pytest.mark.parametrize("block", ALLOWED, ids=name_of)
def test_what_slack_allows_has_no_problem(block: dict[str, object]) -> None:
    assert problems({"text": "x", "blocks": [block]}) == ()


@pytest.mark.parametrize(("block", "path"), REFUSED, ids=[name_of(block) for block, _ in REFUSED])
def test_what_slack_refuses_is_found_in_its_place(block: object, path: str) -> None:
    found = problems({"text": "x", "blocks": [block]})

    assert [(each.path, each.error) for each in found] == [(path, "invalid_blocks")]


@pytest.mark.parametrize(
    ("message", "path", "error"),
    [
        ({}, "/text", "no_text"),
        ({"text": ""}, "/text", "no_text"),
        ({"text": "x" * 4001}, "/text", "msg_too_long"),
        ({"text": "x", "blocks": "divider"}, "/blocks", "invalid_blocks_format"),
        ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "/blocks", "invalid_blocks"),
        ({"text": "x", "blocks": [section(text=mrkdwn(2500))] * 5}, "/blocks", "msg_blocks_too_long"),
        ({"text": "x", "blocks": [{"type": "divider", "block_id": "b"}] * 2}, "/blocks", "invalid_blocks"),
        ({"text": "x", "blocks": [table([CELL]), table([CELL])]}, "/blocks", "invalid_blocks"),
    ],
)
def test_what_breaks_a_whole_message_is_found(message: dict[str, object], path: str, error: str) -> None:
    assert [(each.path, each.error) for each in problems(message)] == [(path, error)]


def test_a_message_at_its_limits_has_no_problem() -> None:
    assert problems({"text": "x" * 4000, "blocks": [{"type": "divider"}] * 50}) == ()


def test_every_problem_is_found_not_only_the_first() -> None:
    found = problems({"text": "x" * 5000, "blocks": [section(), {"type": "nope"}]})

    assert [each.path for each in found] == ["/text", "/blocks/0", "/blocks/1"]


def test_a_modal_with_a_hundred_blocks_has_no_problem() -> None:
    assert problems({**MODAL, "blocks": [{"type": "divider"}] * 100}, Surface.MODAL) == ()


@pytest.mark.parametrize(
    ("view", "path", "error"),
    [
        ({**MODAL, "title": plain(25)}, "/title/text", "invalid_arguments"),
        ({"type": "modal", "blocks": []}, "/title", "invalid_arguments"),
        ({"type": "modal", "title": PLAIN, "blocks": [INPUT]}, "/submit", "invalid_arguments"),
        ({**MODAL, "private_metadata": "x" * 3001}, "/private_metadata", "invalid_arguments"),
        ({**MODAL, "callback_id": "x" * 256}, "/callback_id", "invalid_arguments"),
        ({**MODAL, "blocks": [{"type": "divider"}] * 101}, "/blocks", "invalid_blocks"),
        ({**MODAL, "blocks": [{"type": "markdown", "text": "x"}]}, "/blocks/0", "invalid_blocks"),
        ({"type": "modal", "title": PLAIN}, "/blocks", "invalid_blocks_format"),
        ({"type": "sidebar", "blocks": []}, "", "invalid_arguments"),
        ({**MODAL, "blocks": [section(text=mrkdwn(3000))] * 90}, "", "view_too_large"),
    ],
)
def test_what_breaks_a_modal_is_found(view: dict[str, object], path: str, error: str) -> None:
    assert [(each.path, each.error) for each in problems(view, Surface.MODAL)] == [(path, error)]


@pytest.mark.parametrize(
    ("view", "path"),
    [
        ({"type": "home", "blocks": [table([CELL])]}, "/blocks/0"),
        ({"type": "home", "blocks": [], "title": PLAIN}, "/title"),
    ],
)
def test_what_breaks_a_home_is_found(view: dict[str, object], path: str) -> None:
    assert [each.path for each in problems(view, Surface.HOME)] == [path]

"""Slack's limits for what is filled in, and for the views that hold it."""

import pytest
from form_bot import EVERYTHING, HOME, button, entry, modal, option, plain

from bot.local.model import Payload
from bot.views.limits import Surface, problems

YES, NO = option("Yes", "y"), option("No", "n")
TWICE = {"type": "plain_text_input", "focus_on_load": True}

REFUSED = [
    ({"type": "timepicker", "initial_time": "24:00"}, "/initial_time"),
    ({"type": "timepicker", "initial_time": "9:30"}, "/initial_time"),
    ({"type": "datepicker", "initial_date": "01/12/2014"}, "/initial_date"),
    ({"type": "number_input"}, "/is_decimal_allowed"),
    ({"type": "number_input", "is_decimal_allowed": False, "min_value": 0}, "/min_value"),
    ({"type": "email_text_input", "max_length": 10}, "/max_length"),
    ({"type": "url_text_input", "placeholder": plain("x" * 151)}, "/placeholder/text"),
    ({"type": "users_select", "options": [YES]}, "/options"),
    ({"type": "channels_select", "initial_conversation": "C1"}, "/initial_conversation"),
    ({"type": "multi_users_select", "max_selected_items": 0}, "/max_selected_items"),
    ({"type": "radio_buttons", "options": [YES], "initial_option": NO}, "/initial_option"),
    ({"type": "checkboxes", "options": [YES], "initial_options": [YES, NO]}, "/initial_options"),
    ({"type": "static_select", "options": [YES], "initial_option": {**YES, "value": "n"}}, "/initial_option"),
    (
        {"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_click"]}},
        "/dispatch_action_config/trigger_actions_on/0",
    ),
    ({"type": "plain_text_input", "initial_value": "x" * 3001}, "/initial_value"),
    (button("Go", "go"), ""),
]


@pytest.mark.parametrize(("element", "path"), REFUSED)
def test_what_a_field_may_not_hold_is_found_in_its_place(element: Payload, path: str) -> None:
    found = problems(modal("x", entry("b", "Label", element)), Surface.MODAL)

    assert [(each.path, each.error) for each in found] == [(f"/blocks/0/element{path}", "invalid_blocks")]


def test_a_modal_with_every_kind_of_field_has_no_problem() -> None:
    assert problems(EVERYTHING, Surface.MODAL) == ()


def test_what_stands_in_a_group_is_an_option_too() -> None:
    groups = [{"label": plain("Answers"), "options": [YES, NO]}]
    element: Payload = {"type": "static_select", "option_groups": groups, "initial_option": NO}

    assert problems(modal("x", entry("b", "Label", element)), Surface.MODAL) == ()


@pytest.mark.parametrize("kind", ["number_input", "email_text_input", "url_text_input", "plain_text_input"])
def test_what_is_typed_stands_in_input_blocks_only(kind: str) -> None:
    blocks = [{"type": "actions", "elements": [{"type": kind, "action_id": "a", "is_decimal_allowed": True}]}]

    assert [each.path for each in problems({"type": "home", "blocks": blocks}, Surface.HOME)] == [
        "/blocks/0/elements/0"
    ]


def test_only_one_field_of_a_view_has_the_focus_when_it_opens() -> None:
    one, two = entry("a", "A", TWICE), entry("b", "B", TWICE)

    assert problems(modal("x", one), Surface.MODAL) == ()
    assert [each.path for each in problems(modal("x", one, two), Surface.MODAL)] == ["/blocks"]


def test_a_home_takes_fields_but_no_submit_button() -> None:
    home = {**HOME, "blocks": [entry("a", "A", {"type": "datepicker"})]}

    assert problems(home, Surface.HOME) == ()
    assert [each.path for each in problems({**home, "submit": plain("Save")}, Surface.HOME)] == ["/submit"]

"""What a change made of an action, as people read it."""

from typing import Any

import pytest

from csp_core.differences import difference_words

Values = dict[str, Any]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"awaiting_sign_off": False}, {"awaiting_sign_off": True}, "now awaits sign-off"),
        ({"awaiting_sign_off": True}, {"awaiting_sign_off": False}, "no longer awaits sign-off"),
        ({"needs_sign_off": False}, {"needs_sign_off": True}, "now needs sign-off"),
        ({"status": "not_started"}, {"status": "in_progress"}, "status: in progress (was not started)"),
        ({"due": None}, {"due": "2015-01-30"}, "deadline: 30 January 2015"),
        ({"due": "2015-01-30"}, {"due": None}, "deadline: none (was 30 January 2015)"),
        (
            {"due": "2014-11-21", "moves": 0},
            {"due": "2015-01-30", "moves": 1},
            "deadline: 30 January 2015 (was 21 November 2014)",
        ),
        ({"moves": 1}, {"moves": 3}, "moves: 3 (was 1)"),
        ({"owner": None}, {"owner": "Crime Manager"}, "owner: Crime Manager"),
        ({"note": None}, {"note": "ten trained"}, "note: “ten trained”"),
        ({}, {"continued_in": "2015-16"}, "continued in: 2015-16"),
        ({"title": "2014-13-45"}, {"title": ""}, "title: none (was 2014-13-45)"),
        ({}, {"snoozed_until": "2015-01-30", "confirmed_on": "2014-12-01"},
         "snoozed until: 30 January 2015; confirmed on: 1 December 2014"),
        (None, None, ""),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_plain_words(before: Values | None, after: Values | None, words: str) -> None:
    assert difference_words(before, after) == words

import pytest

from bot.views.mrkdwn import Mrkdwn, bold, clean, clipped, escape, mention


def test_what_slack_would_act_on_is_escaped_once() -> None:
    assert escape("<!channel> & <http://evil|text> &amp;") == (
        "&lt;!channel&gt; &amp; &lt;http://evil|text&gt; &amp;amp;"
    )


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u200f", "\u2028", "\x00", "\x1b", "\x85", "\xad", "\U000e0041"]
)
def test_characters_that_hide_or_turn_text_are_left_out(hidden: str) -> None:
    assert clean(f"DA{hidden}-01") == "DA-01"


def test_joiners_stay_where_a_script_or_an_emoji_needs_them_and_nowhere_else() -> None:
    assert clean("می‌خواهم") == "می‌خواهم"
    assert clean("Kent\u200dPolice") == "KentPolice"


def test_line_breaks_and_letters_of_any_script_stay() -> None:
    assert clean("Ynys Môn\nŁódź 中文 עברית") == "Ynys Môn\nŁódź 中文 עברית"


def test_bold_text_cannot_be_ended_by_what_it_holds() -> None:
    assert bold(escape("one *two*\nthree")) == "*one ∗two∗ three*"


def test_nothing_in_bold_is_nothing() -> None:
    assert bold(Mrkdwn(" ")) == ""


@pytest.mark.parametrize("room", [10, 20, 57, 3_000])
def test_what_is_cut_off_shows_and_no_escape_is_cut_in_two(room: int) -> None:
    shown = clipped("<&>" * 2_000, room)

    assert len(shown) <= room
    assert shown.endswith("…")
    assert shown.replace("&lt;", "").replace("&amp;", "").replace("&gt;", "") == "…"


def test_a_text_with_room_is_not_cut() -> None:
    assert clipped("Kent Fire & Rescue", 30) == "Kent Fire &amp; Rescue"


def test_only_a_slack_id_becomes_a_mention() -> None:
    assert mention("U024BE7LH") == "<@U024BE7LH>"
    assert mention("!channel") == "!channel"

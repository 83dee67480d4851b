"""Typing errors are put right only in words that mean nothing as they stand."""

import pytest

from csp_core.asking.parsing import sentence_of
from csp_core.asking.questions import AskAction, AskActions
from csp_core.asking.spelling import Spelling
from tests.core.asking.invented import DA, TODAY, WESTMERE_WORDS, filters, reading

WORDS = ("domestic", "abuse", "burglary", "overdue", "deadline", "police", "leaflet", "haven", "asb", "wdc")
SPELLING = Spelling.of(WORDS, ("haven", "marsh"), ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("domestc", "domestic"), ("doemstic", "domestic"), ("burglery", "burglary"), ("burglarry", "burglary"),
        ("overdeu", "overdue"), ("deadlne", "deadline"), ("polcie", "police"), ("leaflat", "leaflet"),
        ("hven", "haven"), ("havven", "haven"),
    ],
)  # fmt: skip
def test_one_slip_is_put_right(typed: str, meant: str | None) -> None:
    assert SPELLING.mended(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["abs", "wcd", "dv", "abise", "drones", "umbrella", "123456", "da1", "x" * 31, "", "lead", "quiver"],
)
def test_short_strange_or_long_words_are_left_alone(typed: str) -> None:
    assert SPELLING.mended(typed) is None


def test_a_form_of_an_everyday_word_is_no_slip_of_another() -> None:
    spelling = Spelling.of(["stalking", "fighting"], [], ["talk", "right"])

    assert spelling.mended("talking") is None
    assert spelling.mended("righting") is None
    assert spelling.mended("stalkign") == "stalking"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("actions for domestic abuze", (("abuze", "abuse"),)),
        ("ovrdue actions", (("ovrdue", "overdue"),)),
        ("actions for domestic abuse", ()),
        ("speedwatch kit", ()),
    ],
)
def test_a_sentence_says_which_words_were_put_right(text: str, mended: tuple[tuple[str, str], ...]) -> None:
    assert sentence_of(text, WESTMERE_WORDS, TODAY).mended == mended


@pytest.mark.parametrize(
    "text",
    [
        "actions domestic abuse",
        "acitons domestic abuse",
        "actions domstic abuse",
        "actoins domestic abuze",
        "domestic abusse actions",
    ],
)
def test_a_list_survives_a_slip(text: str) -> None:
    assert reading(text) == AskActions(filters(priorities=(DA,)))


def test_a_title_survives_a_slip() -> None:
    right, slipped = reading("who owns the awareness campaign"), reading("who owns the awarness campaing")

    assert isinstance(right, AskAction)
    assert isinstance(slipped, AskAction)
    assert {stems for term in right.filters.terms for stems in term.stems} & {
        stems for term in slipped.filters.terms for stems in term.stems
    } != set() or slipped.filters.terms != ()


def test_words_of_up_to_three_letters_match_exactly_or_not_at_all() -> None:
    assert reading("actions da") == AskActions(filters(priorities=(DA,)))
    assert reading("actions dq") != AskActions(filters(priorities=(DA,)))


def test_one_word_typed_as_two_is_still_that_word() -> None:
    assert reading("over due actions") == reading("overdue actions")
    joined = reading("actions on nuisancebikes")

    assert isinstance(joined, AskActions)
    assert ("nuisanc", "bike") in joined.filters.terms[0].stems

"""How text is taken apart: words, refs, plurals of abbreviations, accents and apostrophes."""

import pytest

from csp_core.text import initials_of, ref_key, singular, stem, stems_of, tokens_of, words_of


@pytest.mark.parametrize("written", ["DA-01", "da1", "DA 1", "da-1", "Da01", "DA/1", "da.001", "DA - 1"])
def test_a_ref_is_the_same_however_it_is_spelled(written: str) -> None:
    assert ref_key(written) == "da 1"


@pytest.mark.parametrize(
    ("one", "other"), [("1.1", "1.10"), ("DA-1", "DA-10"), ("DA-1", "DB-1"), ("2.11", "21.1"), ("A1", "A1a")]
)
def test_refs_that_differ_stay_apart(one: str, other: str) -> None:
    assert ref_key(one) != ref_key(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's overdue?", ["whats", "overdue"]),
        ("what’s overdue", ["whats", "overdue"]),
        ("Clare's Law", ["clares", "law"]),
        ("drugs & alcohol", ["drugs", "and", "alcohol"]),
        ("3.9%", ["3", "9", "percent"]),
        ("fly-tipping", ["fly", "tipping"]),
        ("20mph", ["20", "mph"]),
        ("007", ["7"]),
        ("000", ["0"]),
        ("Café Zoë", ["cafe", "zoe"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("L’été d’Été", ["lete", "dete"]),
        ("snake_case", ["snake", "case"]),
        ("ΑΒΓ 保安 безопасность", ["αβγ", "保安", "безопасность"]),
        ("", []),
        ("?!… —", []),
    ],
)
def test_words_are_folded_runs_of_letters_or_digits(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


def test_a_word_knows_its_place_and_what_stood_before_it() -> None:
    words = words_of("by 31/12-x")

    assert [(word.start, word.end, word.glue) for word in words] == [(0, 2, ""), (3, 5, " "), (6, 8, "/"), (9, 10, "-")]


@pytest.mark.parametrize(
    ("written", "word"),
    [("PSPOs", "pspo"), ("ASBOs", "asbo"), ("GPs", "gp"), ("As", "as"), ("Police", "police"), ("buses", "buses")],
)
def test_the_plural_of_an_abbreviation_shows_in_its_capitals(written: str, word: str) -> None:
    assert words_of(written)[0].text == word


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("actions", "action"), ("priorities", "priority"), ("boxes", "box"), ("crashes", "crash"), ("class", "class"),
        ("analysis", "analysis"), ("campus", "campus"), ("bus", "bus"), ("gas", "gas"), ("ties", "tie"),
        ("classes", "class"), ("searches", "search"), ("needles", "needle"), ("car", "car"),
    ],
)  # fmt: skip
def test_a_plural_loses_its_s_in_the_regular_forms(word: str, one: str) -> None:
    assert singular(word) == one


def test_phrases_are_compared_without_case_hyphens_and_plurals() -> None:
    assert tokens_of("Anti-Social Behaviours") == tokens_of("anti social behaviour")


@pytest.mark.parametrize(
    ("one", "other"),
    [("training", "trained"), ("reports", "reporting"), ("marking", "mark"), ("burglaries", "burglary")],
)
def test_words_of_one_family_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_stems_keep_the_order_of_the_words() -> None:
    assert stems_of("Marking bikes") == ("mark", "bike")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Westmere District Council", "wdc"),
        ("Marshire Fire and Rescue Service", "mfrs"),
        ("Violence against Women & Girls", "vawg"),
        ("Department for the Use of Parks", "dup"),
        ("", ""),
    ],
)
def test_initials_leave_little_words_out(name: str, initials: str) -> None:
    assert initials_of(name) == initials

"""What the names of a book mean, and how people shorten them."""

import pytest

from csp_core.asking.general import Kind, general
from csp_core.asking.vocabulary import Vocabulary, vocabulary_of
from csp_core.book import Measure, Organisation, Person, Post, Priority
from csp_core.text import tokens_of
from tests.core.asking.invented import (
    ASB,
    ASB_COUNCIL,
    ASB_POLICE,
    DA,
    DRUGS,
    FIRE,
    HAVEN,
    MCC,
    POLICE,
    PROBATION,
    ROADS,
    VIOLENCE,
    WDC,
    WESTMERE_WORDS,
    YEAR,
    action,
    book_of,
    plan,
)


def meaning(said: str, kind: Kind, words: Vocabulary = WESTMERE_WORDS) -> tuple[str, ...]:
    return words.phrases.get(tokens_of(said), {}).get(kind, ())


@pytest.mark.parametrize(
    ("said", "organisation"),
    [
        ("Westmere District Council", WDC), ("WDC", WDC), ("wdc", WDC), ("Westmere District", WDC),
        ("District Council", WDC), ("MCC", MCC), ("Marshire County", MCC), ("Marshire Fire", FIRE), ("MFRS", FIRE),
        ("Marshire Police", POLICE), ("nps", PROBATION), ("National Probation", PROBATION),
        ("haven house", HAVEN), ("hh", HAVEN),
    ],
)  # fmt: skip
def test_an_organisation_is_called_by_its_name_its_first_words_or_its_initials(said: str, organisation: str) -> None:
    assert meaning(said, Kind.ORGANISATION) == (organisation,)


@pytest.mark.parametrize(
    ("said", "organisation"),
    [
        ("police", POLICE), ("the cops", POLICE), ("council", WDC), ("borough", WDC), ("county council", MCC),
        ("county hall", MCC), ("fire service", FIRE), ("fire brigade", FIRE), ("probation", PROBATION),
    ],
)  # fmt: skip
def test_a_kind_of_organisation_means_the_one_whose_name_says_so(said: str, organisation: str) -> None:
    assert organisation in meaning(said.removeprefix("the "), Kind.ROLE)


def test_the_council_is_not_the_county_where_a_district_has_one() -> None:
    assert MCC not in meaning("council", Kind.ROLE)


def test_the_commissioner_is_not_the_police() -> None:
    commissioner = "Marshire Police and Crime Commissioner"
    words = vocabulary_of(book_of(organisations=(Organisation(commissioner), Organisation(POLICE))))

    assert meaning("police", Kind.ROLE, words) == (POLICE,)
    assert meaning("pcc", Kind.ROLE, words) == (commissioner,)


def test_the_whole_name_of_one_organisation_is_never_a_part_of_another() -> None:
    commissioner = "Marshire Police and Crime Commissioner"
    words = vocabulary_of(book_of(organisations=(Organisation(commissioner), Organisation(POLICE))))

    assert meaning("Marshire Police", Kind.ORGANISATION, words) == (POLICE,)


def test_the_area_may_be_left_out_of_a_name() -> None:
    names = ("Westmere Farmers' Network", "Neighbourhood Watch Westmere", "Westmere Homes")
    words = vocabulary_of(book_of(organisations=tuple(map(Organisation, names))))

    assert meaning("farmers network", Kind.ORGANISATION, words) == (names[0],)
    assert meaning("neighbourhood watch", Kind.ORGANISATION, words) == (names[1],)
    assert meaning("homes", Kind.ORGANISATION, words) == ()


@pytest.mark.parametrize(
    ("theme", "priority"),
    [
        ("domestic_abuse", DA), ("anti_social_behaviour", ASB), ("violent_crime", VIOLENCE),
        ("substance_misuse", DRUGS), ("road_safety", ROADS),
    ],
)  # fmt: skip
def test_a_theme_means_the_priority_whose_name_holds_it(theme: str, priority: str) -> None:
    assert WESTMERE_WORDS.priorities_of(theme, YEAR) == (priority,)


def test_a_theme_without_a_priority_means_none() -> None:
    assert WESTMERE_WORDS.priorities_of("rural_crime", YEAR) == ()
    assert WESTMERE_WORDS.priorities_of("road_safety", "2025-26") == ()


def test_the_longest_name_of_a_theme_claims_its_words() -> None:
    words = vocabulary_of(book_of(plan(priorities=(Priority("Violence against women and girls"),))))

    assert words.priorities_of("vawg", YEAR) == ("Violence against women and girls",)
    assert words.priorities_of("violent_crime", YEAR) == ()


def test_both_halves_and_the_initials_name_a_priority() -> None:
    words = vocabulary_of(book_of(plan(priorities=(Priority("Hate crime and cohesion"), Priority("Roads & the rest")))))

    assert meaning("cohesion", Kind.PRIORITY, words) == ("Hate crime and cohesion",)
    assert meaning("hate crime", Kind.PRIORITY, words) == ("Hate crime and cohesion",)
    assert meaning("hcc", Kind.PRIORITY, words) == ("Hate crime and cohesion",)
    assert meaning("the rest", Kind.PRIORITY, words) == ()


def test_an_alias_means_its_priority_and_its_post() -> None:
    assert meaning("nuisance", Kind.PRIORITY) == (ASB,)
    assert meaning("DA lead", Kind.POST) == ("Domestic Abuse Coordinator",)


def test_a_theme_names_all_its_series() -> None:
    assert set(WESTMERE_WORDS.theme_measures["anti_social_behaviour"]) == {ASB_POLICE, ASB_COUNCIL}


def test_an_average_is_called_by_its_area_too() -> None:
    assert meaning("Marshire", Kind.AREA) == ("Marshire average",)
    assert meaning("average", Kind.AREA) == ("Marshire average",)
    assert meaning("Westmere as a whole", Kind.AREA) == ("Westmere",)


def test_plain_crime_means_the_series_of_all_crime() -> None:
    recorded = vocabulary_of(book_of(measures=(Measure("Fear of crime"), Measure("Total recorded crime"))))
    without = vocabulary_of(book_of(measures=(Measure("Burglary"),)))

    assert meaning("crime", Kind.MEASURE, recorded) == ("Total recorded crime",)
    assert meaning("crime", Kind.MEASURE, without) == ()


def test_people_and_status_words_are_names_too() -> None:
    written = action("1", "Patrols", status_as_written="On target")
    book = book_of(plan(written), people=(Person("the holder"),), posts=(Post("Chief"),))
    words = vocabulary_of(book)

    assert meaning("on target", Kind.STATUS_WORD, words) == ("On target",)
    assert meaning("the holder", Kind.PERSON, words) == ("the holder",)


def test_runs_of_a_title_begin_and_end_with_words_of_weight() -> None:
    words = vocabulary_of(book_of(plan(action("1", "Clear the needles in 12 parks"))))

    assert meaning("clear the needles", Kind.TITLE, words)
    assert meaning("the needles", Kind.TITLE, words) == ()
    assert meaning("needles in", Kind.TITLE, words) == ()


def test_the_general_vocabulary_names_nothing_twice_in_one_kind() -> None:
    doubled = [
        (phrase, meaning)
        for phrase, meanings in general().phrases.items()
        for meaning in meanings
        if list(meanings).count(meaning) > 1
    ]

    assert doubled == []


def test_every_refusal_that_is_called_for_is_written() -> None:
    assert set(general().declined.values()) <= set(general().refusals)


def test_every_near_theme_exists() -> None:
    assert {near for theme in general().themes.values() for near in theme.near} <= set(general().themes)


def test_an_empty_book_still_has_a_vocabulary() -> None:
    words = vocabulary_of(book_of())

    assert meaning("overdue", Kind.CUE, words)
    assert words.ref_shapes == {}

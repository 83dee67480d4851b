"""What people call priorities, objectives, organisations and groups of refs."""

import pytest

from csp_core.asking.filters import Filters
from csp_core.asking.questions import AskAction, AskActions, AskProgress
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import Vocabulary, vocabulary_of
from csp_core.book import Organisation, Priority
from tests.core.asking.invented import TODAY, action, book_of, plan

NIGHT, DRUGS = "A safe night-time economy", "Tackling drugs, alcohol and gangs"
TRUST, HOMES, HOSPITAL, BOARD = "Northgate Housing Trust", "Westmere Homes", "Westmere Hospitals", "NHS Westmere Board"


def words(*, refs: tuple[str, ...] = ("NT1.1", "NT1.2", "NT2.1", "DG1.1")) -> Vocabulary:
    actions = [
        action(
            ref,
            f"Patrol number {number}",
            priority=DRUGS if ref.startswith("DG") else NIGHT,
            objective="Getting home safely" if ref.startswith("NT1") else "Well-run venues",
            funding="Safer Streets Fund" if ref == "NT2.1" else None,
        )
        for number, ref in enumerate(refs, 1)
    ]
    organisations = tuple(Organisation(name) for name in (TRUST, HOMES, HOSPITAL, BOARD))
    priorities = (Priority(NIGHT), Priority(DRUGS))
    return vocabulary_of(book_of(plan(*actions, priorities=priorities), organisations=organisations))


def filters(text: str) -> Filters:
    question = read(text, words(), TODAY)
    assert isinstance(question, AskActions | AskAction | AskProgress), question
    return question.filters


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("night time economy actions", NIGHT), ("how are we doing on the night-time economy", NIGHT),
        ("NT actions", NIGHT), ("list DG", DRUGS), 
        ("what is the economy lot doing", NIGHT), ("drugs, alcohol and gangs actions", DRUGS),
        ("actions under priority 2", DRUGS), ("actions of the first priority", NIGHT),
    ],
)  # fmt: skip
def test_a_priority_is_known_without_its_aim_by_its_refs_and_by_its_place(text: str, priority: str) -> None:
    assert filters(text).priorities == (priority,)


def test_a_group_of_refs_is_all_of_them() -> None:
    assert filters("NT1 actions").refs == ("NT1.1", "NT1.2")


def test_a_ref_that_does_not_exist_is_not_its_priority() -> None:
    assert (filters("NT1.9 owner").priorities, filters("NT1.9 owner").refs) == ((), ("NT1.9",))


@pytest.mark.parametrize("text", ["NT1.1 to NT2.1", "NT1.1 - NT2.1"])
def test_a_range_of_refs_holds_those_between(text: str) -> None:
    assert set(filters(f"actions {text}").refs) == {"NT1.1", "NT1.2", "NT2.1"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actions under the objective Getting home safely", "getting home safely"),
        ("safer streets actions", "safer streets"),
    ],
)
def test_an_objective_and_a_fund_are_searched_as_one_phrase(text: str, said: str) -> None:
    assert [term.said.casefold() for term in filters(text).terms] == [said]


@pytest.mark.parametrize(
    ("text", "organisation"), [("housing trust actions", TRUST), ("hospital actions", HOSPITAL), ("nhs actions", BOARD)]
)
def test_the_name_that_says_the_word_is_meant(text: str, organisation: str) -> None:
    assert filters(text).organisations == (organisation,)

"""Questions about the plan as a whole: said in any nouns for its document, its priorities and who takes part."""

import pytest

from csp_core.answering.records import UNDATED
from csp_core.asking.questions import AskDocument, AskOrganisations, AskPriorities, Question
from tests.core.asking.invented import asked, reading


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what topics does our plan cover", AskPriorities),
        ("what subjects is the plan divided into", AskPriorities),
        ("what does the partnership focus on this year", AskPriorities),
        ("title of the plan document please", AskDocument),
        ("I need to cite the plan, what is the document called", AskDocument),
        ("what paper is the plan out of", AskDocument),
        ("what agencies are involved in this plan", AskOrganisations),
        ("show every organisation in the plan", AskOrganisations),
        ("who is in the westmere community safety partnership", AskOrganisations),
    ],
)
def test_nothing_but_nouns_of_the_plan_asks_about_all_of_it(text: str, kind: type[Question]) -> None:
    assert isinstance(reading(text), kind)


@pytest.mark.parametrize(
    "text",
    ["which agency leads on noise", "community safety manager actions", "which actions have no partner agencies"],
)
def test_whoever_says_more_asks_for_that(text: str) -> None:
    assert not isinstance(reading(text), AskOrganisations)


def test_the_day_of_a_document_is_not_known_and_said_so() -> None:
    assert UNDATED in asked("when was the plan published").notes
    assert UNDATED not in asked("which document is this from").notes

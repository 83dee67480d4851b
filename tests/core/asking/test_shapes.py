"""What is asked of a series, told by the shape of the sentence; common names of series; what nothing counts."""

import pytest

from csp_core.answering.answers import Outcome
from csp_core.asking.questions import AskFigures, Aspect
from tests.core.asking.invented import BURGLARY, KSI, asked, reading


def figures(text: str) -> AskFigures:
    question = reading(text)
    assert isinstance(question, AskFigures), question
    return question


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("residential burglary, both years please", Aspect.COMPARE_PERIODS),
        ("burglary - current yr and the one before", Aspect.COMPARE_PERIODS),
        ("which way has burglary gone", Aspect.CHANGE),
        ("did we get more or fewer burglaries", Aspect.CHANGE),
        ("I need the note on how burglary is counted", Aspect.DEFINITION),
        ("what's burglary made up of", Aspect.DEFINITION),
        ("what dates does the burglary number cover", Aspect.PERIOD),
        ("burglary, the latest we've got", Aspect.LATEST),
        ("is the burglary number confirmed", Aspect.LATEST),
    ],
)
def test_the_shape_of_a_sentence_tells_what_is_asked_of_a_series(text: str, aspect: Aspect) -> None:
    question = figures(text)
    assert BURGLARY in question.measures
    assert question.aspect is aspect


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("number of homes burgled", BURGLARY),
        ("latest no. of break-ins to people's homes", BURGLARY),
        ("how many were hurt on the roads", KSI),
        ("road casualties, most recent", KSI),
    ],
)
def test_a_common_series_has_more_names_than_its_own(text: str, measure: str) -> None:
    assert figures(text).measures == (measure,)


@pytest.mark.parametrize("text", ["is shoplifting falling", "how many bikes were stolen, is bike theft up"])
def test_what_no_series_counts_is_not_held_rather_than_told_by_an_action(text: str) -> None:
    answer = asked(text)
    assert answer.outcome is Outcome.NOT_HELD
    assert not answer.actions

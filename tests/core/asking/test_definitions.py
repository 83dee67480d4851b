"""What terms mean, and by which rule an action is overdue: asked in many words, never taken for a list."""

import pytest

from csp_core.asking.questions import AskActions, AskDefinition, AskProgress
from tests.core.asking.invented import reading


def defined(text: str) -> tuple[str, ...]:
    question = reading(text)
    assert isinstance(question, AskDefinition), question
    return tuple(definition.term for definition in question.definitions) or question.status_words


@pytest.mark.parametrize(
    "text",
    [
        "how do you decide something's overdue",
        "what makes an action count as late",
        "overdue - what's the rule?",
        "what do you class as overdue",
        "when do you call an action late",
    ],
)
def test_the_rule_of_overdue_is_told(text: str) -> None:
    assert defined(text) == ("overdue",)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("do cancelled ones go on the overdue list", "cancelled"),
        ("if it's rolled into next year is it overdue", "carried forward"),
        ("does rolling an action over stop it being overdue", "carried forward"),
        ("cancelled - does that show as overdue", "cancelled"),
    ],
)
def test_what_is_ended_and_overdue_cannot_be_and_the_rule_is_told(text: str, state: str) -> None:
    assert defined(text) == (state, "overdue")


@pytest.mark.parametrize("text", ["what is overdue and what is not started", "overdue", "which open ones are late"])
def test_what_can_be_is_a_list(text: str) -> None:
    assert isinstance(reading(text), AskActions | AskProgress)


@pytest.mark.parametrize(
    "text",
    [
        "PSPO in full please",
        "i keep seeing pspo, what is it",
        "spell out PSPO",
        "jargon check: PSPO",
        "pspo, short for?",
    ],
)
def test_a_term_is_spelled_out(text: str) -> None:
    assert defined(text) == ("pspo",)


def test_a_term_is_known_by_what_it_stands_for() -> None:
    assert defined("what do we mean by a public spaces protection order") == ("pspo",)


@pytest.mark.parametrize("text", ["are the amber ones done", "should I tell the board that amber ones are done"])
def test_a_status_word_that_is_never_done_is_explained(text: str) -> None:
    assert [word.casefold() for word in defined(text)] == ["amber"]

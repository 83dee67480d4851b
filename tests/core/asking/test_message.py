"""What a message asks, without greetings, thanks and explanations; several questions in one message."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from csp_core import model
from csp_core.asking.message import asks_in, sentences_that_ask, without_courtesy
from csp_core.asking.questions import AskAction, AskActions, AskChange, AskFigures, Conversation, Unheld
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import Vocabulary
from csp_core.book import ChangeKind
from csp_core.conversations import Conversations, Speaker
from csp_core.database import Database
from tests.core.asking.invented import TODAY, WESTMERE_WORDS


def reading(text: str, words: Vocabulary = WESTMERE_WORDS) -> object:
    return read(text, words, TODAY)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Good morning. What is overdue? Thank you.", "What is overdue?"),
        ("Bore da, what is overdue?", "what is overdue?"),
        ("Forgive my ignorance, but what is a MARAC?", "what is a MARAC?"),
        ("Would you be able to tell me who owns ASB-1?", "who owns ASB-1?"),
        ("The Chief Executive has asked what is late.", "what is late."),
        ("what is late. Kind regards, Office of the Chief Executive", "what is late"),
        ("Leaving the police to one side, what is late?", "what is late except the police?"),
        ("hello", "hello"),
        ("thank you", "thank you"),
    ],
)
def test_courtesy_is_left_out(typed: str, asked: str) -> None:
    assert without_courtesy(typed) == asked


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("What is overdue? The auditor is asking for a list.", ("What is overdue?",)),
        ("I sit on the panel. Which actions are late?", ("Which actions are late?",)),
        ("I have seen both 712 and 702. Which is right?", ("I have seen both 712 and 702.", "Which is right?")),
        ("Please send me all actions, I am new in this office.", ("Please send me all actions",)),
    ],
)
def test_explanations_are_left_out_unless_they_hold_a_number(typed: str, asked: tuple[str, ...]) -> None:
    assert sentences_that_ask(typed) == asked


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("what is late, and who owns ASB-1", ("what is late", "who owns ASB-1")),
        ("the figure (1) for burglary and (2) for arson", ("for burglary", "for arson")),
        ("what was due in May and is still open", ("what was due in May and is still open",)),
    ],
)
def test_the_questions_of_one_sentence_are_told_apart(typed: str, asked: tuple[str, ...]) -> None:
    assert asks_in(typed) == asked


def test_two_questions_are_answered_together() -> None:
    question = reading("what is overdue, and who owns ASB-1?")

    assert isinstance(question, AskAction)
    assert question.besides is not None
    assert [asked.filters.overdue for asked in question.besides.lists] == [True]


def test_a_figure_and_a_list_are_answered_together() -> None:
    question = reading("latest figures for burglary, and what is overdue?")

    assert isinstance(question, AskFigures)
    assert question.besides is not None
    assert len(question.besides.lists) == 1


@pytest.mark.parametrize(
    "text", ["what is overdue, and who owns ASB-1?", "latest figures for burglary, and what is overdue?"]
)
def test_what_was_asked_together_is_kept_for_a_follow_up(text: str, tmp_path: Path) -> None:
    question = read(text, WESTMERE_WORDS, TODAY)
    now, speaker = datetime(2026, 10, 14, 9, tzinfo=UTC), Speaker("C1", "U1")
    with Database.open(f"sqlite:///{tmp_path / 'kept.db'}") as database:
        with database.writing() as session:
            partnership = model.Partnership(id=uuid4(), name="Westmere", area="Westmere")
            session.add(partnership)
        conversations = Conversations(database)

        conversations.keep(partnership.id, speaker, Conversation(question), now)

        assert conversations.before(partnership.id, speaker, now) == Conversation(question)


def test_how_many_of_them_means_those_just_asked_for() -> None:
    question = reading("how many actions does the council lead and how many are late")

    assert isinstance(question, AskActions)
    assert question.besides is not None
    assert question.besides.lists[0].filters.organisations == question.filters.organisations


def test_haste_is_read_as_what_is_meant() -> None:
    assert reading("not started but due b4 xmas") == reading("not started but due before xmas")


@pytest.mark.parametrize("text", ["snooze ASB-1 till after the 20th", "snooze ASB-1 until after the board on the 20th"])
def test_until_after_a_day_is_from_the_next_one(text: str) -> None:
    question = reading(text)

    assert isinstance(question, AskChange)
    assert question.kind is ChangeKind.SNOOZE
    assert question.day == date(2026, 10, 21)


def test_what_is_so_since_a_month_has_no_day_of_completion() -> None:
    question = reading("ASB-1 is done, the hospital has sent its data since May")

    assert isinstance(question, AskChange)
    assert question.day is None


@pytest.mark.parametrize("text", ["when are reminders posted", "remind me about ASB-1 next week"])
def test_who_asks_about_reminders_is_told_where_they_are_shown(text: str) -> None:
    question = reading(text)

    assert isinstance(question, Unheld)
    assert "`/csp reminders`" in question.sentence


def test_what_starts_in_a_month_is_no_deadline() -> None:
    question = reading("what starts in january")

    assert isinstance(question, AskActions)
    assert question.filters.starting is not None
    assert question.filters.due is None


@pytest.mark.parametrize("text", ["don't close ASB-1", "should ASB-1 be cancelled?", "if ASB-1 is not done close it"])
def test_what_is_no_wish_changes_nothing(text: str) -> None:
    assert not isinstance(reading(text), AskChange)

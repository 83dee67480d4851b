"""What a follow-up goes on from: kept per person and place, for a day, on both databases."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from csp_core import model
from csp_core.asking.filters import Field, Filters, Order, Part, Term
from csp_core.asking.questions import About, AskAction, AskActions, AskFigures, Aspect, Conversation
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import vocabulary_of
from csp_core.book import Status
from csp_core.conversations import Conversations, Speaker
from csp_core.database import Database
from csp_core.library import Library
from csp_core.periods import Period
from csp_core.permissions import COORDINATOR, Audience, Enquirer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THREAD = Speaker("T1/C1/1700000000.000100", "T1/U1")
EVERYTHING = Filters(
    year="2026-27",
    refs=("DA-01",),
    priorities=("Domestic Abuse",),
    organisations=("Northmoor Police",),
    part=Part.LEAD,
    statuses=frozenset({Status.NOT_STARTED, Status.IN_PROGRESS}),
    due=Period(date.min, date(2026, 12, 25)),
    lacking=frozenset({Field.OWNER}),
    terms=(Term("needles", (("needl",), ("sharp",)), literal=True),),
)


@pytest.fixture
def partnership(either_database: Database) -> UUID:
    with either_database.writing() as session:
        added = model.Partnership(id=uuid4(), name="Northmoor", area="Northmoor")
        session.add(added)
    return added.id


@pytest.mark.parametrize(
    "question",
    [
        AskActions(EVERYTHING, Order.SOONEST, count=True, first=3),
        AskAction(About.WHY_LATE, EVERYTHING),
        AskFigures(Aspect.CHANGE, ("All crime",), ("Kent",), (Period(date(2026, 4, 1), date(2027, 3, 31)),), (3.9,)),
        None,
    ],
)
def test_a_conversation_comes_back_as_it_was_kept(
    question: AskActions | None, either_database: Database, partnership: UUID
) -> None:
    conversations = Conversations(either_database)
    kept = Conversation(question, refs=("DA-01", "DA-02"), listed=("DA-01", "DA-02", "DA-03"))

    conversations.keep(partnership, THREAD, kept, NOW)

    assert conversations.before(partnership, THREAD, NOW + timedelta(hours=23)) == kept


def test_a_conversation_is_forgotten_after_a_day(either_database: Database, partnership: UUID) -> None:
    conversations = Conversations(either_database)
    conversations.keep(partnership, THREAD, Conversation(refs=("DA-01",)), NOW)

    assert conversations.before(partnership, THREAD, NOW + timedelta(days=1)) == Conversation()


def test_old_conversations_leave_the_database_when_a_new_one_is_kept(
    either_database: Database, partnership: UUID
) -> None:
    conversations = Conversations(either_database)
    conversations.keep(partnership, THREAD, Conversation(refs=("DA-01",)), NOW)
    conversations.keep(partnership, Speaker("T1/D2", "T1/U2"), Conversation(), NOW + timedelta(days=2))

    with either_database.reading() as session:
        assert [kept.place for kept in session.query(model.Conversation)] == ["T1/D2"]


@pytest.mark.parametrize(
    "other",
    [
        Speaker(THREAD.place, "T1/U2"),
        Speaker(THREAD.place, "T2/U1"),
        Speaker("T1/C1/1700000000.000200", THREAD.person),
        Speaker("T2/C1/1700000000.000100", THREAD.person),
    ],
    ids=["another person", "the same id in another workspace", "another thread", "another workspace"],
)
def test_nobody_goes_on_from_what_somebody_else_asked(
    other: Speaker, either_database: Database, partnership: UUID
) -> None:
    conversations = Conversations(either_database)
    conversations.keep(partnership, THREAD, Conversation(refs=("DA-01",)), NOW)

    assert conversations.before(partnership, other, NOW) == Conversation()


def test_nothing_is_kept_across_partnerships(either_database: Database, partnership: UUID) -> None:
    conversations = Conversations(either_database)
    conversations.keep(partnership, THREAD, Conversation(refs=("DA-01",)), NOW)

    assert conversations.before(uuid4(), THREAD, NOW) == Conversation()


def test_what_another_version_kept_in_other_words_is_forgotten(either_database: Database, partnership: UUID) -> None:
    conversations = Conversations(either_database)
    conversations.keep(partnership, THREAD, Conversation(refs=("DA-01",)), NOW)
    with either_database.writing() as session:
        kept = session.query(model.Conversation).one()
        kept.content = {"question": {"_type": "AskTheMoon"}, "refs": [], "listed": []}

    assert conversations.before(partnership, THREAD, NOW) == Conversation()


def test_every_question_of_a_conversation_can_be_kept(sample: Library) -> None:

    partnership_id = sample.partnership_named(None)
    vocabulary = vocabulary_of(sample.book(partnership_id))
    enquirer = Enquirer(COORDINATOR, Audience.PRIVATE, date(2014, 12, 1))
    conversations = Conversations(sample.database)
    texts = (
        "overdue", "who owns DA-01", "how far are we", "what changed since monday", "figures asb", "funding",
        "last plan actions completed", "legislation", "what does marac mean", "priorities",
        "who is in the partnership", "who took over from probation", "which document is this from", "help",
        "mark DA-01 as done", "drink driving", "actions due before the next exec meeting", "give me the marac list",
        "wibble",
    )  # fmt: skip
    questions = [read(text, vocabulary, enquirer.today) for text in texts]

    for question in questions:
        conversations.keep(partnership_id, THREAD, Conversation(question), NOW)
        assert conversations.before(partnership_id, THREAD, NOW).question == question

    assert len({type(question) for question in questions}) == 19

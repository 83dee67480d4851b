"""Asks a library in words: reads the question, loads what it needs, answers it."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from csp_core.answering.answering import answer
from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.enquiry import Enquiry
from csp_core.asking.questions import (
    AskAction,
    AskActions,
    AskDefinition,
    AskFigures,
    AskFunding,
    Conversation,
    Question,
)
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import Vocabulary, vocabulary_of
from csp_core.book import Book
from csp_core.library import KEPT, Library
from csp_core.permissions import Enquirer


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and answer of a conversation; `conversation` is what the next question may go on from."""

    answer: Answer
    conversation: Conversation


class Assistant:
    """Answers questions for the partnerships of one library; keeps the vocabulary of each book it has seen."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._vocabularies: OrderedDict[UUID, Vocabulary] = OrderedDict()
        self._lock = Lock()

    def ask(self, text: str, partnership_id: UUID, enquirer: Enquirer) -> Answer:
        """The answer to any text. PartnershipUnknown when there is no such partnership; otherwise only
        the database's own errors: no text is an error."""
        return self.converse(text, partnership_id, enquirer, Conversation()).answer

    def converse(self, text: str, partnership_id: UUID, enquirer: Enquirer, before: Conversation) -> Turn:
        """The answer to a text that may go on from what was asked and shown before it."""
        return self.converse_on(self.library.book(partnership_id), text, enquirer, before)

    def converse_on(self, book: Book, text: str, enquirer: Enquirer, before: Conversation) -> Turn:
        """The same, from a book that the library has just given out."""
        question = read(text, self._vocabulary(book), enquirer.today, before)
        answered = self.answer(question, book, enquirer)
        return Turn(answered, _remembered(question, answered, before))

    def answer(self, question: Question, book: Book, enquirer: Enquirer) -> Answer:
        """The answer to a question that was read already."""
        measures = measures_needed(question, book)
        figures = self.library.figures(book.partnership_id, measures) if measures else ()
        return answer(question, Enquiry(book, figures, enquirer))

    def _vocabulary(self, book: Book) -> Vocabulary:
        with self._lock:
            kept = self._vocabularies.get(book.partnership_id)
            if kept is None or kept.book is not book:
                kept = vocabulary_of(book)
            self._vocabularies[book.partnership_id] = kept
            self._vocabularies.move_to_end(book.partnership_id)
            if len(self._vocabularies) > KEPT:
                self._vocabularies.popitem(last=False)
            return kept


def measures_needed(question: Question, book: Book) -> tuple[str, ...]:
    """The measures whose figures a question is answered from; all of them when it names none."""
    match question:
        case AskFigures():
            return question.measures or tuple(measure.name for measure in book.measures)
        case AskDefinition() | AskFunding():
            return question.measures
        case _:
            return ()


def _remembered(question: Question, answered: Answer, before: Conversation) -> Conversation:
    """What the next question may go on from; one that led nowhere leaves the conversation where it was."""
    refs = tuple(line.action.ref for line in answered.actions)
    match answered.outcome:
        case Outcome.ANSWERED | Outcome.PROPOSED:
            listed = len(refs) > 1 and not _counts_a_part(question)
            return Conversation(question, refs, refs if listed else before.listed)
        case Outcome.CHOOSE:
            asked = question if isinstance(question, AskAction) else before.question
            return Conversation(asked, refs or before.refs, refs or before.listed)
        case Outcome.NOTHING_FOUND:
            return Conversation(question, before.refs, before.listed)
        case _:
            return before if before.question else Conversation(question)


def _counts_a_part(question: Question) -> bool:
    """ "How many of those are overdue?": the list that was shown before stays the one that is spoken of."""
    return isinstance(question, AskActions) and question.count and bool(question.filters.refs)

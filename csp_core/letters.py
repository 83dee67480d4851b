"""A ready e-mail about an action, for an owner who is not on Slack: it says what is recorded, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from csp_core.answering.phrases import counted, day_words, due_words, listed, moves_words
from csp_core.book import Action, Book, Holding, Person, Post, Progress
from csp_core.permissions import coordinators_of

MOST_SUBJECT = 200
MOST_TITLE = 300
MOST_NAMES = 150
MOST_TOLD = 500
HOW_TO_ANSWER = (
    "A short reply to this e-mail is enough:\n"
    "- if it is done: the date, and a sentence on what shows it;\n"
    "- if it is under way: how far it is;\n"
    "- if the deadline or the owner should change: to what, and why."
)


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body as plain text, to be copied; `to` says whom it is for, as far as that is recorded."""

    to: str
    subject: str
    body: str


def needs_letter(action: Action, book: Book, today: date) -> bool:
    """Whether the owner should answer for an open action and cannot be reached in Slack: nobody who holds the post,
    deputises for it or owns the action in person today has a linked account."""
    if action.owner is None or not action.is_open or action.awaiting_sign_off:
        return False
    post = _post(action, book)
    deputies = _people_in(post.deputies, book, today) if post else []
    return not any(person.accounts for person in [*_holders(action, book, today), *deputies])


def letter_about(action: Action, book: Book, today: date, asks: str | None = None) -> Letter:
    """The letter in which a coordinator asks where an action stands; `asks` is the coordinator's name. The body has
    fewer than 3,000 characters."""
    parts = (
        f"Dear {_short(_addressed(action, book, today), MOST_NAMES)},",
        _opening(action, book),
        "\n".join(_facts(action, today)),
        f"{_question(action, today)}\n{HOW_TO_ANSWER}",
        "With thanks and kind regards,",
        "\n".join(_signed(book, asks)),
    )
    return Letter(_to(action), _short(f"{action.ref}: {action.title}", MOST_SUBJECT), "\n\n".join(parts))


def _opening(action: Action, book: Book) -> str:
    whose = ", and you are recorded as its owner" if action.owner else ""
    return f"The plan {action.year} of {_short(book.name, MOST_NAMES)} holds this action{whose}:"


def _question(action: Action, today: date) -> str:
    so_far = "It is not recorded as completed. " if action.is_overdue(today) else ""
    return f"{so_far}Could you please tell us where it stands?"


def _facts(action: Action, today: date) -> Iterator[str]:
    yield _short(f"{action.ref} {action.title}", MOST_TITLE)
    if action.lead:
        yield _short(f"Lead: {action.lead}", MOST_NAMES)
    if action.partners:
        yield _short(f"Partners: {listed(action.partners)}", MOST_NAMES)
    yield _short(f"Deadline: {'; '.join(_deadline(action, today))}", MOST_TOLD)
    yield f"Status: {action.status.value.replace('_', ' ')}"
    yield from (_short(f"Last report: {_reported(update)}", MOST_TOLD) for update in action.progress[-1:])


def _deadline(action: Action, today: date) -> Iterator[str]:
    words = due_words(action)
    yield words.removeprefix("due ") if action.due else f"none{words.removeprefix('no deadline')}"
    days = action.days_overdue(today)
    if days is not None:
        yield f"{counted(days, 'day')} overdue on {day_words(today)}"
    if moved := moves_words(action):
        yield moved


def _reported(update: Progress) -> str:
    said = (update.text, f"{update.percent} per cent" if update.percent is not None else None, update.organisation)
    return f"{day_words(update.on)}: {', '.join(filter(None, said))}"


def _addressed(action: Action, book: Book, today: date) -> str:
    """Those who hold the post today, by name; else the post as the plan has it."""
    holders = listed([person.name for person in _holders(action, book, today)])
    return holders or action.owner or f"colleagues at {action.lead or book.name}"


def _to(action: Action) -> str:
    lead = action.lead if action.lead != action.owner else None
    return ", ".join(filter(None, (action.owner, lead)))


def _signed(book: Book, asks: str | None) -> Iterator[str]:
    """Whoever asks, else whoever coordinates."""
    names = [asks] if asks else list(coordinators_of(book.people))
    office = {0: "", 1: "Coordinator, "}.get(len(names), "Coordinators, ")
    yield from filter(None, (_short(listed(names), MOST_NAMES),))
    yield f"{office}{_short(book.name, MOST_NAMES)}"


def _holders(action: Action, book: Book, today: date) -> list[Person]:
    """Who holds the owning post today, or owns the action in person."""
    if action.owner_person_id:
        return [each for each in book.people if each.id == action.owner_person_id and each.is_there(today)]
    post = _post(action, book)
    return _people_in(post.holdings, book, today) if post else []


def _post(action: Action, book: Book) -> Post | None:
    return next((post for post in book.posts if post.id and post.id == action.owner_post_id), None)


def _people_in(terms: Sequence[Holding], book: Book, today: date) -> list[Person]:
    current = {term.person_id for term in terms if term.on(today)}
    return [each for each in book.people if each.id in current and each.is_there(today)]


def _short(text: str, room: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"

"""Whether a question costs the same when 349 other partnerships share the database."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.timing import in_turn
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import vocabulary_of
from csp_core.assistant import Assistant
from csp_core.book import Status
from csp_core.database import Database
from csp_core.library import Library
from csp_core.model import Action, Partnership, Plan, Priority
from csp_core.permissions import COORDINATOR, Audience, Enquirer

PARTNERSHIPS, ACTIONS, ACTIONS_ASKED = 350, 400_000, 114
TODAY = date(2026, 11, 23)
QUESTIONS = ("actions violent crime", "what is overdue?", "actions about patrols due this quarter", "who owns X-7?")


def run() -> None:
    """Prints the times of the same questions on the same plan, alone and among the others."""
    with TemporaryDirectory() as folder:
        alone = _database(Path(folder) / "alone.db", {"Askham": ACTIONS_ASKED})
        others = (ACTIONS - ACTIONS_ASKED) // (PARTNERSHIPS - 1)
        crowd = _database(
            Path(folder) / "crowd.db",
            {"Askham": ACTIONS_ASKED} | {f"Elsewhere {number}": others for number in range(PARTNERSHIPS - 1)},
        )
        with alone, crowd:
            calls = [_ask(alone), _ask(crowd), _revision_query(crowd)]
            by_itself, among, revision = in_turn(calls, 200)
    print(f"  four questions on a plan of {ACTIONS_ASKED} actions, alone: {by_itself}")
    print(f"  the same among {PARTNERSHIPS - 1} others with the rest of {ACTIONS:,} actions: {among}")
    print(f"  ratio of the medians: {among.median / by_itself.median:.2f} (budget 1.3)")
    print(f"  the revision query alone: {revision}")


def _ask(database: Database) -> Callable[[], object]:
    assistant = Assistant(Library(database))
    partnership_id = assistant.library.partnership_named("Askham")
    enquirer = Enquirer(COORDINATOR, Audience.PRIVATE, TODAY)
    book = assistant.library.book(partnership_id)
    vocabulary = vocabulary_of(book)
    return lambda: [assistant.answer(read(text, vocabulary, TODAY), book, enquirer) for text in QUESTIONS]


def _revision_query(database: Database) -> Callable[[], object]:
    library = Library(database)
    partnership_id = library.partnership_named("Askham")
    return lambda: library.book(partnership_id)


def _database(file: Path, sizes: Mapping[str, int]) -> Database:
    database = Database.open(f"sqlite:///{file}")
    with database.writing() as session:
        for name, size in sizes.items():
            _fill(session, name, size)
    return database


def _fill(session: Session, name: str, size: int) -> None:
    partnership, plan, priority = uuid4(), uuid4(), uuid4()
    session.add(
        Partnership(
            id=partnership, name=name, area=name, time_zone="Europe/London", plan_revision=1, figures_revision=1
        )
    )
    session.flush()
    session.add(
        Plan(
            partnership_id=partnership, id=plan, year="2026-27", first_day=date(2026, 4, 1), last_day=date(2027, 3, 31)
        )
    )
    session.flush()
    session.add(Priority(partnership_id=partnership, id=priority, plan_id=plan, position=1, name="Violent Crime"))
    session.flush()
    session.execute(insert(Action), [_action(partnership, plan, priority, number) for number in range(size)])


def _action(partnership: UUID, plan: UUID, priority: UUID, number: int) -> dict[str, object]:
    words = ("patrols", "leaflets", "training", "cameras", "surgeries", "checks")
    places = ("high street", "harbour", "estate", "station", "park", "school")
    return {
        "partnership_id": partnership,
        "id": uuid4(),
        "plan_id": plan,
        "priority_id": priority,
        "ref": f"X-{number}",
        "ref_key": f"x {number}",
        "position": number,
        "title": f"More {words[number % 6]} at the {places[number // 6 % 6]}, round {number // 36}",
        "due": date(2026, 4 + number % 9, 1 + number % 28),
        "status": (Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED)[number % 3],
        "moves": 0,
        "awaiting_sign_off": False,
        "illustrative": False,
        "version": 1,
    }

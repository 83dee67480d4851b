"""All fixture partnerships in one database, loaded once for all tests of questions."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from csp_core.assistant import Assistant
from csp_core.database import Database
from csp_core.library import Library
from tests.questions.scoring import Partnership, load_partnerships

# The same examples on every machine, and no deadline: a slow runner is no fault of the engine.
settings.register_profile("questions", derandomize=True, deadline=None, database=None, max_examples=60)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with all fixture partnerships and the Thanet sample."""
    path = tmp_path_factory.mktemp("questions") / "questions.db"
    with Database.open(f"sqlite:///{path}") as opened:
        yield opened


@pytest.fixture(scope="session")
def partnerships(loaded: Database) -> dict[str, Partnership]:
    return load_partnerships(loaded)


@pytest.fixture(scope="session")
def assistant(loaded: Database, partnerships: dict[str, Partnership]) -> Assistant:
    """An assistant that has all partnerships; it keeps their books from one question to the next."""
    assert partnerships
    return Assistant(Library(loaded))

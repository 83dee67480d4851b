"""The invented world in databases of each kind."""

import pytest

from csp_core.database import Database
from tests.core.reminders.world import World


@pytest.fixture
def world(database: Database) -> World:
    """On SQLite."""
    return World(database)


@pytest.fixture
def either_world(either_database: Database) -> World:
    """On SQLite and on PostgreSQL."""
    return World(either_database)

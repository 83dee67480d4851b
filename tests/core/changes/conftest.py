"""The invented partnership in databases of each kind."""

from pathlib import Path

import pytest

from tests.core.changes.scene import Scene, scene_in
from tests.databases import Renewable, SqliteFile


@pytest.fixture
def scene(sqlite: SqliteFile, tmp_path: Path) -> Scene:
    """On SQLite."""
    return scene_in(sqlite, tmp_path)


@pytest.fixture
def either_scene(either: Renewable, tmp_path: Path) -> Scene:
    """On SQLite and on PostgreSQL."""
    return scene_in(either, tmp_path)

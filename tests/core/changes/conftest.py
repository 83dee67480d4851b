"""The invented partnership in databases of each kind."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from csp_core.database import Database
from tests.core.changes.scene import Scene, fill


@pytest.fixture(scope="session")
def scene_template(template: Path) -> Path:
    """A SQLite database that holds the invented partnership: copying it is quicker than filling it."""
    path = Path(shutil.copy(template, template.with_name("scene.db")))
    with Database.open(f"sqlite:///{path}") as opened:
        fill(opened, path.parent)
    return path


@pytest.fixture
def scene(scene_template: Path, tmp_path: Path) -> Iterator[Scene]:
    """On SQLite."""
    shutil.copy(scene_template, tmp_path / "scene.db")
    with Database.open(f"sqlite:///{tmp_path / 'scene.db'}") as opened:
        yield Scene(opened)


@pytest.fixture
def either_scene(either_database: Database, tmp_path: Path) -> Scene:
    """On SQLite and on PostgreSQL."""
    fill(either_database, tmp_path)
    return Scene(either_database)

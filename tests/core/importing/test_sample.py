from pathlib import Path

import pytest

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.errors import ImportRefused
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.library import Library


def test_the_sample_loads_on_either_database(either_database: Database, origin: Origin) -> None:
    loaded = load_sample(either_database, sample_folder(), origin)

    assert (loaded.partnership, loaded.actions, loaded.figures) == ("Thanet Community Safety Partnership", 42, 9)
    assert loaded.notices == ()


def test_loading_the_sample_again_changes_nothing(sample: Library, origin: Origin) -> None:
    book = sample.book(sample.partnership_named(None))

    load_sample(sample.database, sample_folder(), origin)

    assert sample.book(book.partnership_id) is book


def test_a_missing_sample_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="not installed"):
        sample_folder([tmp_path])

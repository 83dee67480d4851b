from datetime import date
from importlib import import_module

import pytest

import csp_core
from csp_core import COORDINATOR, Assistant, Audience, Enquirer, Library, actions_frame


def test_every_public_name_is_there() -> None:
    assert all(getattr(csp_core, name) for name in csp_core.__all__)


def test_a_name_that_is_not_public_is_missing() -> None:
    with pytest.raises(AttributeError, match="csp_core has no Nothing"):
        import_module("csp_core").Nothing  # noqa: B018 - looking it up is the test


def test_another_program_asks_and_lists(sample: Library) -> None:
    thanet = sample.partnership_named(None)
    enquirer = Enquirer(COORDINATOR, Audience.PRIVATE, date(2014, 12, 1))

    assert "DA-06" in [line.action.ref for line in Assistant(sample).ask("what is overdue?", thanet, enquirer).actions]
    assert len(actions_frame(sample, thanet)) == 42

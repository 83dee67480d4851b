import logging
import re

import pytest

from bot.failures import guarded, record, sentence_for, survived
from csp_core.errors import CspError

WORD = "".join(["quay", "side"])  # in no line of this file, for tracebacks quote lines


def failing() -> dict[str, object]:
    try:
        raise KeyError(f"margate {WORD}")
    except KeyError as error:
        raise RuntimeError(f"database is locked\n[SQL: SELECT {WORD}]") from error


def test_a_domain_error_shows_its_own_words() -> None:
    assert sentence_for(CspError("Nothing is recorded.", "Ask the coordinator.")) == (
        "Nothing is recorded. Ask the coordinator."
    )


def test_an_unexpected_failure_is_one_calm_sentence_with_a_reference_that_the_log_has(
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = guarded(failing, "about margate")

    reference = re.search(r"reference: ([A-Z2-9]{6})\.", str(message["text"]))
    assert reference is not None
    assert reference[1] in caplog.text
    assert "Traceback" not in str(message)
    assert "database is locked" not in str(message)


def test_the_log_says_what_failed_and_where_and_nothing_of_what_was_asked(caplog: pytest.LogCaptureFixture) -> None:
    guarded(failing, f"What about the {WORD.upper()} in Margate?")

    assert "RuntimeError: database is locked because of KeyError" in caplog.text
    assert "in failing" in caplog.text
    assert WORD not in caplog.text.lower()


def test_work_that_nobody_waits_for_fails_into_the_log_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    survived(failing)

    assert "RuntimeError: database is locked" in caplog.text


def test_each_failure_has_a_reference_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)

    assert record(ValueError("one")) != record(ValueError("one"))


def test_markup_in_an_errors_words_is_inert() -> None:
    def refuse() -> dict[str, object]:
        raise CspError("No partnership is called “<!channel>”.")

    assert "<!channel>" not in str(guarded(refuse))

"""The labelled questions: what partners type, with what a right answer contains. README.md explains the labels."""

from collections.abc import Mapping

import pytest

from csp_core.assistant import Assistant
from tests.questions.scoring import UNCHECKED, Label, Partnership, Scored, read_labels, score

# What counts as right, and whether the wrong ones may be shown: nobody tunes to the set that is held out.
SETS = [
    ("tuning", 0.99, True),
    ("tuning_more", 0.99, True),
    ("tuning_third", 0.99, True),
    ("tuning_fourth", 0.98, True),
    ("tuning_fifth", 0.98, True),
    ("tuning_sixth", 0.98, True),
    ("tuning_seventh", 0.96, True),
    ("tuning_eighth", 0.86, True),
    ("tuning_ninth", 0.95, True),
    ("tuning_tenth", 0.89, True),
    ("tuning_eleventh", 0.92, True),
    ("tuning_twelfth", 0.87, True),
    ("tuning_thirteenth", 0.87, True),
    ("tuning_wordings", 0.85, True),
    ("tuning_wordings_lists", 0.76, True),
    ("tuning_wordings_records", 0.73, True),
    ("held_out", 0.93, False),
    ("held_out_second", 0.83, False),
    ("held_out_third", 0.86, False),
    ("held_out_fourth", 0.65, False),
    ("held_out_fifth", 0.74, False),
    ("held_out_sixth", 0.85, False),
    ("held_out_seventh", 0.78, False),
    ("held_out_wordings", 0.71, False),
    ("held_out_wordings_lists", 0.77, False),
    ("held_out_wordings_records", 0.71, False),
]


@pytest.mark.parametrize(("name", "wanted", "shown"), SETS, ids=[name for name, _, _ in SETS])
def test_a_labelled_set_is_answered_right(
    name: str, wanted: float, shown: bool, assistant: Assistant, partnerships: Mapping[str, Partnership]
) -> None:
    scored = list(score(read_labels(name), assistant, partnerships))
    wrong = [one for one in scored if one.faults]
    share = 1 - len(wrong) / len(scored)

    assert share >= wanted, f"{share:.1%} of {len(scored)} are right\n" + "\n".join(map(_told, wrong if shown else ()))


def test_a_wrong_answer_is_found_out(assistant: Assistant, partnerships: Mapping[str, Partnership]) -> None:
    """A scorer that passes everything would prove nothing."""
    right = read_labels("thanet_sixty")[0]
    wrongs = {"outcome": "refused", "refs": "DA-01", "change": "undo", "says": "unicorn", "never_says": "illustrative"}
    labels = [
        Label(right.line, right.group, right.plan, right.question, False, {**right.expected, column: wrong})
        for column, wrong in wrongs.items()
        if column != "change"
    ]

    assert all(scored.faults for scored in score(labels, assistant, partnerships))


def test_each_of_the_sixty_questions_about_thanet_is_answered_right(
    assistant: Assistant, partnerships: Mapping[str, Partnership]
) -> None:
    scored = list(score(read_labels("thanet_sixty"), assistant, partnerships))
    wrong = [one for one in scored if one.faults]

    assert len(scored) == 60
    assert not wrong, "\n".join(map(_told, wrong))


@pytest.mark.parametrize("name", [*(name for name, _, _ in SETS), "thanet_sixty"])
def test_a_label_checks_something(name: str) -> None:
    unchecked = [
        label.line
        for label in read_labels(name)
        if all(label.expected[column] == UNCHECKED for column in ("outcome", "refs", "figures", "change", "says"))
    ]

    assert unchecked == []


def test_no_question_is_both_tuned_to_and_held_out() -> None:
    tuned, held_out = (
        {
            (label.plan, label.question.casefold())
            for name, _, may_be_read in SETS
            if may_be_read is wanted
            for label in read_labels(name)
            if not label.follows
        }
        for wanted in (True, False)
    )

    assert len(tuned & held_out) <= len(held_out) // 20


def _told(wrong: Scored) -> str:
    return f"line {wrong.label.line}, {wrong.label.plan}: {wrong.label.question!r}: {'; '.join(wrong.faults)}"

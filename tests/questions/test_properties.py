"""What holds for every text: it is answered, alike each time, from the records alone, and it changes nothing."""

import random
import string
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.selecting import select
from csp_core.answering.wording import LONGEST_TEXT, as_json, as_text
from csp_core.asking.filters import Field, Filters, Part, Term
from csp_core.asking.questions import AskAction, AskActions, AskChange, Conversation
from csp_core.asking.reading import LONGEST, read
from csp_core.assistant import Assistant
from csp_core.book import Action, Status
from csp_core.periods import Period
from csp_core.text import ref_key, stems_of, words_of
from tests.core.asking.invented import FIGURES, TODAY, WESTMERE, WESTMERE_WORDS, asked, told
from tests.questions.scoring import Label, Partnership, read_labels, score

QUESTIONS = settings(settings.get_profile("questions"))
FEW = settings(QUESTIONS, max_examples=25)

# Words that steer the readers, so that random sentences reach all of them.
STEERING = [
    "who owns", "when is", "overdue", "actions", "figures", "mark", "as done", "move", "to", "by", "since", "not",
    "except", "due", "in", "Q3", "31 February", "2014/15", "1/2", "30/02/2026", "next week", "what counts as",
    "compare", "Eastmere", "Marshire", "burglary", "asb", "DA-1", "da 01", "RS-1", "the second one", "it", "them",
    "half done", "50%", "-", "because", ",", '"car park"', "“", "police", "the council", "drink driving", "my",
    "how many", "top", "3", "2,894", "−811", "progress", "summary", "what changed", "reminders", "snooze", "till",
    "funding", "split", "priorities", "help", "undo", "close all", "domestic abuse", "rank", "good or bad",
    "percentage", "add up", "between", "and", "or", "was", "1st", "9999", "፩", "²", "٣", "<@U1|csp>", "/csp", "?",
    "who took over",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(STEERING), min_size=1, max_size=12).map(" ".join)
TEXTS = st.text(max_size=300) | SENTENCES | st.tuples(SENTENCES, st.text(max_size=40)).map(" ".join)
REFS = [action.ref for action in WESTMERE.plans[1].actions]


def whole(answer: Answer) -> tuple[Answer, str, dict[str, Any]]:
    return answer, as_text(answer), as_json(answer, "")


@given(TEXTS)
@example("")
@example("\x00\ud7ff￿")
@example("due after 31/12/9999")
@example("due in ፩ weeks")
@example("Q4 9999")
@QUESTIONS
def test_any_text_of_any_script_is_answered_without_an_error(text: str) -> None:
    answer = asked(text)

    assert answer.understood
    assert 0 < len(as_text(answer)) <= LONGEST_TEXT


@given(st.text(min_size=LONGEST // 2, max_size=LONGEST) | st.text("aé-/1٣ \n“", min_size=3_000, max_size=LONGEST))
@example("1/" * (LONGEST // 2))
@example("a" * LONGEST)
@example("'" * LONGEST)
@example("the " * (LONGEST // 4))
@example("da-1, " * (LONGEST // 6))
@example("half done, " * (LONGEST // 11))
@example("“" * LONGEST)
@example("<@" * (LONGEST // 2))
@settings(FEW, max_examples=10)
def test_a_text_of_up_to_4000_characters_is_read(text: str) -> None:
    answer = asked(text)

    assert not any("4,000" in words for words in answer.paragraphs)


@pytest.mark.parametrize("words", ["half done, ", "mark DA-1 done - ", "1/", "xqzvwk ", "the ", "da-1, ", '"a ', "it "])
def test_twice_the_text_takes_no_worse_than_a_few_times_as_long(words: str) -> None:
    """A text that is read again for each of its parts needs four times the steps, or more. Steps are counted, not
    timed: the same on every machine."""
    whole, half = (words * LONGEST)[:LONGEST], (words * LONGEST)[: LONGEST // 2]

    assert _steps(whole) < 3 * _steps(half)


def _steps(text: str) -> int:
    """How many calls it takes to answer a text."""
    asked(text)
    steps = count()
    sys.setprofile(lambda *_: next(steps))
    try:
        asked(text)
    finally:
        sys.setprofile(None)
    return next(steps)


@given(st.text(min_size=1, max_size=50))
@FEW
def test_a_longer_text_is_refused_politely(text: str) -> None:
    answer = asked((text * (LONGEST + 1))[: LONGEST + 1])

    assert answer.outcome is Outcome.NOT_UNDERSTOOD
    assert "longer than 4,000 characters" in answer.paragraphs[0]


@given(TEXTS)
@FEW
def test_the_same_question_has_the_same_answer(text: str) -> None:
    assert whole(asked(text)) == whole(asked(text))


@given(SENTENCES, SENTENCES)
@FEW
def test_a_text_in_a_conversation_is_answered_without_an_error(first: str, second: str) -> None:
    before = read(first, WESTMERE_WORDS, TODAY)
    shown = tuple(line.action.ref for line in told(before, figures=FIGURES).actions)

    following = read(second, WESTMERE_WORDS, TODAY, Conversation(before, shown))

    assert as_text(told(following, figures=FIGURES))


@given(TEXTS)
@QUESTIONS
def test_the_figures_and_actions_of_an_answer_are_those_of_the_book(text: str) -> None:
    answer = asked(text)

    recorded = {id(action) for plan in WESTMERE.plans for action in plan.actions}
    assert all(id(line.action) in recorded for line in answer.actions)
    assert all(line.figure in FIGURES for line in answer.figures)


@given(TEXTS)
@QUESTIONS
def test_no_answer_is_a_change(text: str) -> None:
    before = repr(WESTMERE.plans[1].actions)

    answer = asked(text)

    assert (answer.change is not None) == (answer.outcome is Outcome.PROPOSED)
    assert repr(WESTMERE.plans[1].actions) == before


@given(st.sampled_from(REFS), st.sampled_from(["-", " ", "", "/", " - "]), st.integers(0, 3), st.booleans())
@QUESTIONS
def test_a_ref_in_any_spelling_finds_its_action(ref: str, glue: str, zeros: int, upper: bool) -> None:
    letters, number = ref.split("-")
    spelled = f"{letters if upper else letters.lower()}{glue}{'0' * zeros}{number}"

    assert [line.action.ref for line in asked(f"who owns {spelled}?").actions] == [ref]
    assert ref_key(spelled) == ref_key(ref)


TERMS = st.sampled_from(["training", "patrols", "awareness", "car park", "unicorn", "drivers"]).map(
    lambda said: Term(said, (stems_of(said),))
)
PERIODS = st.tuples(st.integers(-200, 200), st.integers(0, 200)).map(
    lambda days: Period(TODAY + timedelta(days[0]), TODAY + timedelta(days[0] + days[1]))
)
PRIORITIES = [priority.name for priority in WESTMERE.plans[1].priorities]
ORGANISATIONS = [organisation.name for organisation in WESTMERE.organisations]
ADDED: list[st.SearchStrategy[dict[str, Any]]] = [
    st.fixed_dictionaries({"overdue": st.just(True)}),
    st.fixed_dictionaries({"not_overdue": st.just(True)}),
    st.fixed_dictionaries({"moved": st.just(True)}),
    st.fixed_dictionaries({"awaiting_sign_off": st.just(True)}),
    st.fixed_dictionaries({"mine": st.just(True)}),
    st.fixed_dictionaries({"due": PERIODS}),
    st.fixed_dictionaries({"completed": PERIODS}),
    st.fixed_dictionaries({"refs": st.lists(st.sampled_from(REFS), min_size=1).map(tuple)}),
    st.fixed_dictionaries({"priorities": st.lists(st.sampled_from(PRIORITIES), min_size=1).map(tuple)}),
    st.fixed_dictionaries({"organisations": st.lists(st.sampled_from(ORGANISATIONS), min_size=1).map(tuple)}),
    st.fixed_dictionaries({"owners": st.just(("Neighbourhood Inspector",))}),
    st.fixed_dictionaries({"statuses": st.frozensets(st.sampled_from(Status), min_size=1)}),
    st.fixed_dictionaries({"status_words": st.just(("Amber",))}),
    st.fixed_dictionaries({"lacking": st.frozensets(st.sampled_from(Field), min_size=1)}),
    st.fixed_dictionaries({"having": st.frozensets(st.sampled_from(Field), min_size=1)}),
    st.fixed_dictionaries({"terms": st.tuples(TERMS)}),
    st.fixed_dictionaries({"not_priorities": st.just((PRIORITIES[0],))}),
    st.fixed_dictionaries({"not_organisations": st.just((ORGANISATIONS[0],))}),
    st.fixed_dictionaries({"not_statuses": st.frozensets(st.sampled_from(Status), min_size=1)}),
    st.fixed_dictionaries({"not_terms": st.tuples(TERMS)}),
]


@given(st.lists(st.one_of(ADDED), max_size=4), st.one_of(ADDED), st.sampled_from(Part))
@settings(QUESTIONS, max_examples=60)
def test_a_filter_more_never_adds_an_action(held: list[dict[str, Any]], added: dict[str, Any], part: Part) -> None:
    filters = replace(Filters(year="2026-27", part=part), **{key: value for one in held for key, value in one.items()})
    if not added.keys().isdisjoint(key for one in held for key in one):
        return
    narrower = replace(filters, **added)

    assert set(_listed(narrower)) <= set(_listed(filters))


def _listed(filters: Filters) -> tuple[str, ...]:
    return tuple(line.action.ref for line in told(AskActions(filters)).actions)


WORDED = ["overdue", "for the police", "domestic abuse", "due in december", "with no owner", 'about "training"', "open"]


@given(st.lists(st.sampled_from(WORDED), unique=True, max_size=4), st.sampled_from(WORDED))
@QUESTIONS
def test_a_filter_more_in_words_never_adds_an_action(held: list[str], added: str) -> None:
    wider, narrower = " ".join(["actions", *held]), " ".join(["actions", *held, added])

    assert set(_refs(asked(narrower))) <= set(_refs(asked(wider)))


def _refs(answer: Answer) -> tuple[str, ...]:
    return tuple(line.action.ref for line in answer.actions) if answer.outcome is Outcome.ANSWERED else ()


@pytest.mark.parametrize("name", ["tuning", "thanet_sixty"])
def test_what_is_shown_for_a_labelled_question_is_in_the_records(
    name: str, assistant: Assistant, partnerships: Mapping[str, Partnership]
) -> None:
    for label in read_labels(name)[::7]:
        partnership = partnerships[label.plan]
        book = assistant.library.book(partnership.id)
        answer = assistant.ask(label.question, partnership.id, partnership.enquirer)
        held = assistant.library.figures(partnership.id, tuple(measure.name for measure in book.measures))

        assert all(line.figure in held for line in answer.figures), label.question
        assert all(line.action in _actions(book.plans) for line in answer.actions), label.question


def _actions(plans: Any) -> list[Action]:
    return [action for plan in plans for action in plan.actions]


# How often one wrong letter may change what is answered.
TYPOS, RIGHT_WITH_TYPO = 300, 0.95


def test_one_wrong_letter_in_a_long_word_seldom_changes_the_answer(
    assistant: Assistant, partnerships: Mapping[str, Partnership], capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(2014)
    labels = [label for label in read_labels("tuning") if not label.follows and _long_words(label.question)]
    right = {label.line for label in _alone(labels, assistant, partnerships)}
    pairs = [_with_typo(chance.choice(labels), chance) for _ in range(TYPOS)]
    asked_wrong = [(label, typed) for label, typed in pairs if label.line in right]

    changed = [
        typed
        for label, typed in asked_wrong
        if _shown(label.question, label, assistant, partnerships) != _shown(typed, label, assistant, partnerships)
    ]
    share = 1 - len(changed) / len(asked_wrong)
    with capsys.disabled():
        print(f"\n{share:.1%} of {len(asked_wrong)} answers are the same with one wrong letter")  # noqa: T201

    assert share >= RIGHT_WITH_TYPO, f"{share:.1%} of {len(asked_wrong)} are the same\n" + "\n".join(changed)


def _alone(labels: list[Label], assistant: Assistant, partnerships: Mapping[str, Partnership]) -> list[Label]:
    return [scored.label for scored in score(labels, assistant, partnerships) if not scored.faults]


def _long_words(question: str) -> list[tuple[int, int]]:
    """Where words of six letters or more stand, outside quotation marks, where they are meant literally."""
    if '"' in question or "“" in question:
        return []
    return [(word.start, word.end) for word in words_of(question) if word.end - word.start >= 6 and word.text.isalpha()]


def _with_typo(label: Label, chance: random.Random) -> tuple[Label, str]:
    """One letter of one word, not the first, is replaced, left out, doubled or swapped with the next."""
    start, end = chance.choice(_long_words(label.question))
    at = chance.randrange(start + 1, end - 1)
    text, letter = label.question, chance.choice(string.ascii_lowercase)
    slips = (
        text[:at] + letter + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    )
    return label, chance.choice(slips)


def _shown(
    text: str, label: Label, assistant: Assistant, partnerships: Mapping[str, Partnership]
) -> tuple[object, ...]:
    partnership = partnerships[label.plan]
    answer = assistant.ask(text, partnership.id, partnership.enquirer)
    return (
        answer.outcome,
        frozenset(line.action.ref for line in answer.actions),
        frozenset(map(_number, answer.figures)),
    )


def _number(line: Any) -> object:
    return line.figure


def test_a_choice_leads_to_an_answer(assistant: Assistant, partnerships: Mapping[str, Partnership]) -> None:
    """Whatever an answer offers to ask next is understood when it is sent as it stands."""
    lost = []
    for label in read_labels("tuning")[::3]:
        partnership = partnerships[label.plan]
        offered = assistant.ask(label.question, partnership.id, partnership.enquirer).choices
        for choice in offered[:3]:
            outcome = assistant.ask(choice, partnership.id, partnership.enquirer).outcome
            if outcome in {Outcome.NOT_UNDERSTOOD, Outcome.REFUSED}:
                lost.append((label.plan, choice))

    assert sorted(set(lost)) == []


def test_the_readers_give_what_the_answers_take() -> None:
    """The kinds that carry filters select on the same plan, whatever they ask of it."""
    kinds = (AskActions, AskAction, AskChange)
    questions = [read(text, WESTMERE_WORDS, TODAY) for text in ("asb actions", "who owns DA-1", "mark DA-1 as done")]

    assert [type(question) for question in questions] == list(kinds)
    assert all(question.filters.year == "2026-27" for question in questions if isinstance(question, kinds))
    assert select.__doc__

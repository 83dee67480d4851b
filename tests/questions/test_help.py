"""What help shows works: every example of every partnership is answered, from its own records."""

from collections.abc import Mapping

from csp_core.answering.answers import Outcome
from csp_core.asking.examples import examples_of
from csp_core.asking.vocabulary import vocabulary_of
from csp_core.assistant import Assistant
from tests.questions.scoring import Partnership


def test_every_example_of_help_is_answered(assistant: Assistant, partnerships: Mapping[str, Partnership]) -> None:
    outcomes = {}
    for name, partnership in partnerships.items():
        vocabulary = vocabulary_of(assistant.library.book(partnership.id))
        for example in examples_of(vocabulary, partnership.enquirer.today):
            answer = assistant.ask(example, partnership.id, partnership.enquirer)
            outcomes[name, example] = answer.outcome

    wrong = {key: outcome for key, outcome in outcomes.items() if outcome is not Outcome.ANSWERED}

    assert wrong == {}
    assert len(outcomes) >= 10 * len(partnerships)


def test_every_choice_that_help_offers_is_one_of_its_examples(
    assistant: Assistant, partnerships: Mapping[str, Partnership]
) -> None:
    thanet = partnerships["thanet"]

    answer = assistant.ask("help", thanet.id, thanet.enquirer)

    assert answer.choices == examples_of(vocabulary_of(assistant.library.book(thanet.id)), thanet.enquirer.today)

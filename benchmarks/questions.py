"""The labelled questions: how many are answered right, by group, and how long reading and answering take."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.timing import Times, timed
from csp_core.answering.answering import answer
from csp_core.answering.enquiry import Enquiry
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import vocabulary_of
from csp_core.assistant import Assistant, measures_needed
from csp_core.database import Database
from csp_core.library import Library
from tests.questions.scoring import Label, Partnership, load_partnerships, read_labels, score

USED = "used while the engine was made"
SETS = {"tuning": USED, "tuning_more": USED, "tuning_third": USED, "held_out": "never read, only scored"}
SCRIPTS = "abcdefghijklmnopqrstuvwxyz      0123456789/-.,'\"?!äéŷøßжшщ你好سلام😀"


def run() -> None:
    """Prints the score of each set by group, and the times."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{Path(folder) / 'csp.db'}") as database:
        partnerships = load_partnerships(database)
        assistant = Assistant(Library(database))
        for name, use in SETS.items():
            _print_score(name, use, assistant, partnerships)
        labels = [label for name in SETS for label in read_labels(name)]
        print(f"  reading plus answering, one question: {_times(labels, assistant.library, partnerships)}")
        _print_slowest(assistant.library, partnerships["thanet"])


def _print_score(name: str, use: str, assistant: Assistant, partnerships: Mapping[str, Partnership]) -> None:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for scored in score(read_labels(name), assistant, partnerships):
        asked[scored.label.group] += 1
        right[scored.label.group] += not scored.faults
    total, all_right = asked.total(), right.total()
    print(f"  {name} ({use}): {all_right} of {total} right, {100 * all_right / total:.1f} %")
    print("   ", ", ".join(f"{group} {right[group]}/{asked[group]}" for group in sorted(asked)))


def _times(labels: Sequence[Label], library: Library, partnerships: Mapping[str, Partnership]) -> Times:
    """Without the revision query and the loading of figures, which are other people's time."""
    vocabularies = {name: vocabulary_of(library.book(partnership.id)) for name, partnership in partnerships.items()}
    taken = []
    for round_number in range(3):
        for label in labels:
            partnership, vocabulary = partnerships[label.plan], vocabularies[label.plan]
            question = read(label.question, vocabulary, partnership.enquirer.today)
            figures = library.figures(partnership.id, measures_needed(question, vocabulary.book))
            enquiry = Enquiry(vocabulary.book, figures, partnership.enquirer)
            once = timed(
                lambda label=label, vocabulary=vocabulary, enquiry=enquiry: answer(
                    read(label.question, vocabulary, enquiry.today), enquiry
                )
            )
            taken += [once] if round_number else []
    return Times(tuple(taken))


def _print_slowest(library: Library, partnership: Partnership) -> None:
    vocabulary = vocabulary_of(library.book(partnership.id))
    random = Random(1)  # noqa: S311 - texts to read, not secrets
    texts = ["".join(random.choices(SCRIPTS, k=random.randint(1, 4000))) for _ in range(100)]
    slowest = max(timed(lambda text=text: read(text, vocabulary, partnership.enquirer.today)) for text in texts)
    print(f"  the slowest of 100 random texts of up to 4,000 characters was read in {slowest:.0f} ms")

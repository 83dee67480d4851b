"""The labelled questions: how many are answered right, by group, and how long reading and answering take."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import thread_time

from benchmarks.timing import Times, timed
from csp_core.answering.answering import answer
from csp_core.answering.answers import Answer
from csp_core.answering.enquiry import Enquiry
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import Vocabulary, vocabulary_of
from csp_core.assistant import Assistant, measures_needed
from csp_core.database import Database
from csp_core.library import Library
from tests.questions.scoring import Label, Partnership, load_partnerships, read_labels, score

# The plan on which times are measured, whatever plan a question was written for: it has 114 actions.
LARGE = "wrenbury"
ROUNDS = 6
SCRIPTS = "abcdefghijklmnopqrstuvwxyz      0123456789/-.,'\"?!äéŷøßжшщ你好سلام😀"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A set of labelled questions; `first_sight` is how many per cent were right before anybody had read them."""

    name: str
    first_sight: float
    held_out: bool = False


SETS = (
    LabelledSet("tuning", 73.5),
    LabelledSet("tuning_more", 71.4),
    LabelledSet("tuning_third", 87.0),
    LabelledSet("tuning_fourth", 82.4),
    LabelledSet("tuning_fifth", 60.7),
    LabelledSet("tuning_sixth", 51.3),
    LabelledSet("tuning_seventh", 81.6),
    LabelledSet("tuning_eighth", 53.8),
    LabelledSet("tuning_ninth", 67.7),
    LabelledSet("tuning_tenth", 64.5),
    LabelledSet("tuning_eleventh", 80.8),
    LabelledSet("tuning_twelfth", 69.6),
    LabelledSet("tuning_thirteenth", 82.9),
    LabelledSet("tuning_wordings", 70.4),
    LabelledSet("tuning_wordings_lists", 77.6),
    LabelledSet("tuning_wordings_records", 74.1),
    LabelledSet("held_out", 90.7, held_out=True),
    LabelledSet("held_out_second", 78.2, held_out=True),
    LabelledSet("held_out_third", 83.3, held_out=True),
    LabelledSet("held_out_fourth", 64.5, held_out=True),
    LabelledSet("held_out_fifth", 76.9, held_out=True),
    LabelledSet("held_out_sixth", 76.1, held_out=True),
    LabelledSet("held_out_seventh", 78.6, held_out=True),
    LabelledSet("held_out_wordings", 70.3, held_out=True),
    LabelledSet("held_out_wordings_lists", 78.7, held_out=True),
    LabelledSet("held_out_wordings_records", 72.3, held_out=True),
)


@dataclass(frozen=True, slots=True)
class Score:
    """How many questions of a set were asked and answered right, by group."""

    of: LabelledSet
    asked: Counter[str]
    right: Counter[str]

    @property
    def percent(self) -> float:
        return 100 * self.right.total() / self.asked.total()


@contextmanager
def fixtures() -> Iterator[tuple[Assistant, Mapping[str, Partnership]]]:
    """All fixture partnerships in a database of their own."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{Path(folder) / 'csp.db'}") as database:
        partnerships = load_partnerships(database)
        yield Assistant(Library(database)), partnerships


def score_of(labelled: LabelledSet, assistant: Assistant, partnerships: Mapping[str, Partnership]) -> Score:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for scored in score(read_labels(labelled.name), assistant, partnerships):
        asked[scored.label.group] += 1
        right[scored.label.group] += not scored.faults
    return Score(labelled, asked, right)


def run() -> None:
    """Prints the score of each set, by group where the set may be read, and the times."""
    with fixtures() as (assistant, partnerships):
        for labelled in SETS:
            _print_score(score_of(labelled, assistant, partnerships))
        labels = [label for labelled in SETS for label in read_labels(labelled.name)]
        _print_times("each on its own plan", labels, assistant.library, partnerships)
        on_large = dict.fromkeys(partnerships, partnerships[LARGE])
        _print_times(f"all on {LARGE}'s 114 actions (budget 1 and 5 ms)", labels, assistant.library, on_large)
        _print_slowest(assistant.library, partnerships["thanet"])


def _print_score(score: Score) -> None:
    use = "never read, only scored" if score.of.held_out else "used while the engine was made"
    right, asked = score.right, score.asked
    print(f"  {score.of.name} ({use}): {right.total()} of {asked.total()} right, {score.percent:.1f} %")
    if not score.of.held_out:
        print("   ", ", ".join(f"{group} {right[group]}/{asked[group]}" for group in sorted(asked)))


def _print_times(
    where: str, labels: Sequence[Label], library: Library, partnerships: Mapping[str, Partnership]
) -> None:
    """Without the revision query and the loading of figures, which are other people's time.

    Processor time, because nothing here waits for anything. The questions are asked in turn, so that none finds
    its words in a warm cache; of several rounds the best says what the engine costs.
    """
    vocabularies = {name: vocabulary_of(library.book(each.id)) for name, each in partnerships.items()}
    calls = [_call(label, vocabularies[label.plan], library, partnerships[label.plan]) for label in labels]
    rounds = [[_processor_time(call) for call in calls] for _ in range(ROUNDS)][1:]
    best = Times(tuple(map(min, zip(*rounds, strict=True))))
    every = Times(tuple(once for one_round in rounds for once in one_round))
    print(f"  reading plus answering, {where}: {every}; the best of {ROUNDS - 1}: {best}")


def _processor_time(call: Callable[[], object]) -> float:
    """How long one call kept the processor, in milliseconds."""
    start = thread_time()
    call()
    return 1000 * (thread_time() - start)


def _call(label: Label, vocabulary: Vocabulary, library: Library, partnership: Partnership) -> Callable[[], Answer]:
    question = read(label.question, vocabulary, partnership.enquirer.today)
    figures = library.figures(partnership.id, measures_needed(question, vocabulary.book))
    return partial(_answered, label.question, vocabulary, Enquiry(vocabulary.book, figures, partnership.enquirer))


def _answered(text: str, vocabulary: Vocabulary, enquiry: Enquiry) -> Answer:
    return answer(read(text, vocabulary, enquiry.today), enquiry)


def _print_slowest(library: Library, partnership: Partnership) -> None:
    vocabulary = vocabulary_of(library.book(partnership.id))
    random = Random(1)  # noqa: S311 - texts to read, not secrets
    texts = ["".join(random.choices(SCRIPTS, k=random.randint(1, 4000))) for _ in range(100)]
    today = partnership.enquirer.today
    slowest = max(timed(partial(read, text, vocabulary, today)) for text in texts)
    print(f"  the slowest of 100 random texts of up to 4,000 characters was read in {slowest:.0f} ms")

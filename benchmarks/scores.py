"""Writes the scores into docs/questions.md: `python -m benchmarks.scores`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.questions import SETS, Score, fixtures, score_of

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
BEGIN, END = "<!-- written by: python -m benchmarks.scores -->", "<!-- end of what is written -->"


def main() -> None:
    """Puts the tables between the two marks of the page."""
    with fixtures() as (assistant, partnerships):
        scores = [score_of(labelled, assistant, partnerships) for labelled in SETS]
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    tables = "\n".join((*_by_set(scores), "", *_in_short(scores), "", *_by_group(scores)))
    PAGE.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", "utf-8")


def _by_set(scores: Sequence[Score]) -> Iterator[str]:
    yield "| set | questions | right at first sight | right now |"
    yield "|---|---|---|---|"
    for score in scores:
        name = f"`{score.of.name}`" + (": never read, only its total is known" if score.of.held_out else "")
        yield f"| {name} | {score.asked.total()} | {score.of.first_sight:.1f} % | {score.percent:.1f} % |"


def _in_short(scores: Sequence[Score]) -> Iterator[str]:
    for held_out, what in ((False, "the sets that were used"), (True, "the sets that were kept apart")):
        chosen = [score for score in scores if score.of.held_out is held_out]
        right, asked = (sum(counter.total() for counter in each) for each in _counters(chosen))
        yield f"Of {what}, {right} of {asked} questions are answered right: {100 * right / asked:.1f} %. "


def _by_group(scores: Sequence[Score]) -> Iterator[str]:
    """The sets that were used alone: where a held-out set fails is nobody's to know."""
    chosen = [score for score in scores if not score.of.held_out]
    rights, askeds = _counters(chosen)
    yield "| group | questions | right |"
    yield "|---|---|---|"
    for group in sorted({group for counter in askeds for group in counter}):
        asked, right = (sum(counter[group] for counter in counters) for counters in (askeds, rights))
        yield f"| {group} | {asked} | {100 * right / asked:.1f} % |"


def _counters(scores: Sequence[Score]) -> tuple[list[Counter[str]], list[Counter[str]]]:
    return [score.right for score in scores], [score.asked for score in scores]


if __name__ == "__main__":
    main()

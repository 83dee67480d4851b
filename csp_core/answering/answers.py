"""What may come back from a question: one frozen Answer, whose outcome says how to read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from csp_core.book import Action, ChangeKind, Figure


class Outcome(Enum):
    """How a question ended. Only ANSWERED, NOTHING_FOUND and PROPOSED speak of records."""

    ANSWERED = "answered"
    CHOOSE = "choose"
    NOTHING_FOUND = "nothing_found"
    NOT_HELD = "not_held"
    NOT_UNDERSTOOD = "not_understood"
    REFUSED = "refused"
    SIGNPOSTED = "signposted"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as an answer shows it; `says` is its second line in words (lead, owner, due)."""

    action: Action
    days_overdue: int | None
    says: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as an answer shows it: one sentence with its period, and the remarks that belong to it."""

    figure: Figure
    says: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """How far one part of the plan is. `priority` names the part: a priority, or an organisation."""

    priority: str
    total: int
    completed: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that was understood and not made. `owner` is the post or organisation to hand over to."""

    kind: ChangeKind
    refs: tuple[str, ...] = ()
    day: date | None = None
    owner: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything an answer says, in the order it is read; how it looks is for the views.

    `understood` is one line that says how the question was read. `headline` comes next ("6 actions ·
    2 overdue"), then `paragraphs`, the lines, `notes`. `choices` are complete questions that can be sent
    as they stand. `sources` say where the facts come from, `as_at` is the day the answer counts from.
    """

    outcome: Outcome
    as_at: date
    understood: str = ""
    headline: str = ""
    paragraphs: tuple[str, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    summary: tuple[SummaryRow, ...] = ()
    change: Proposal | None = None
    choices: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def joined(answers: Sequence[Answer]) -> Answer:
    """Several answers as one, in their order: what each understood stands in front of what it found."""
    if len(answers) == 1:
        return answers[0]
    answered = next((answer for answer in answers if answer.outcome is Outcome.ANSWERED), answers[0])
    lines = {line.action.id: line for answer in answers for line in answer.actions}
    return replace(
        answered,
        understood="; ".join(f"{number}. {answer.understood}" for number, answer in enumerate(answers, start=1)),
        headline="",
        paragraphs=tuple(words for number, answer in enumerate(answers, 1) for words in _numbered(number, answer)),
        actions=tuple(lines.values()),
        figures=tuple(line for answer in answers for line in answer.figures),
        choices=tuple(dict.fromkeys(choice for answer in answers for choice in answer.choices)),
        notes=tuple(dict.fromkeys(note for answer in answers for note in answer.notes)),
        sources=tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
    )


def _numbered(number: int, answer: Answer) -> tuple[str, ...]:
    """The headline and the sentences of one of several answers, with its number in front."""
    first, *others = (*filter(None, (answer.headline,)), *answer.paragraphs, "")
    return tuple(filter(None, (f"{number}. {first}" if first else "", *others)))

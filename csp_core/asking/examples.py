"""Questions that work, made from the partnership's own plan: for help, and for whoever was not understood."""

from collections.abc import Iterator
from datetime import date

from rapidfuzz import fuzz

from csp_core.asking.vocabulary import Vocabulary
from csp_core.book import Action, Book, Plan


def examples_of(vocabulary: Vocabulary, today: date) -> tuple[str, ...]:
    """A dozen questions, each answerable from the records of this partnership on this day."""
    book = vocabulary.book
    plan = book.current_plan(today)
    return tuple(dict.fromkeys([*(_of_plan(plan, today) if plan else ()), *_of_figures(book)]))


def closest(text: str, vocabulary: Vocabulary, today: date) -> tuple[str, ...]:
    """The three examples that are most like what was typed."""
    typed = text[:200]
    return tuple(sorted(examples_of(vocabulary, today), key=lambda example: -fuzz.token_set_ratio(typed, example))[:3])


def _of_plan(plan: Plan, today: date) -> Iterator[str]:
    yield from (f"actions {priority.name}" for priority in plan.priorities[:1])
    yield "what is overdue?"
    yield from (f"who owns {action.ref}?" for action in plan.actions[:1])
    dated = next((action for action in plan.actions if action.due and action.is_open), None)
    if dated:
        yield f"when is “{dated.title}” due?"
    yield "what is due in the next 6 weeks?"
    lead = _busiest_lead(plan.actions)
    if lead:
        yield f"open actions for {lead}"
    yield "how far are we, by priority?"
    yield "which actions have no owner?"
    if plan.grants:
        yield "how much funding do we have?"


def _busiest_lead(actions: tuple[Action, ...]) -> str | None:
    leads = [action.lead for action in actions if action.lead and action.is_open]
    return max(leads, key=leads.count, default=None)


def _of_figures(book: Book) -> Iterator[str]:
    for measure in book.measures[:1]:
        yield f"latest figures for {measure.name}"
        elsewhere = next((area for area in measure.areas if area != book.area), None)
        if elsewhere:
            yield f"how does {measure.name} compare with {elsewhere}?"
        yield f"what counts as {measure.name}?"

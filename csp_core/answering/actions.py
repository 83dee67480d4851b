"""Answers about actions: lists and counts, and one action's owner, partners, deadline or state."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from csp_core.answering.answers import ActionLine, Answer, Outcome, joined
from csp_core.answering.describing import described
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.phrases import counted, day_words, due_words, listed, moves_words, overdue_words
from csp_core.answering.selecting import Found, select
from csp_core.asking.filters import Filters, Order, firm
from csp_core.asking.questions import AskActions
from csp_core.book import Action, Plan, Status
from csp_core.permissions import Actor

ILLUSTRATIVE = "These actions are illustrative samples: no published plan holds them."
AS_RECORDED_NOW = "Statuses are as they are recorded now; only the dates are counted from that day."


def list_actions(question: AskActions, enquiry: Enquiry) -> Answer:
    """The actions that pass the filters, sorted and counted; the closest ones are named when none does."""
    others = question.besides.lists if question.besides else ()
    return joined([_list(asked, enquiry) for asked in (question, *others)])


def _list(question: AskActions, enquiry: Enquiry) -> Answer:
    enquiry = enquiry.on(question.filters.as_at)
    if question.filters.mine and (unknown := _nobody(enquiry.actor, enquiry.today)):
        return unknown
    found = select(question.filters, enquiry)
    if not found.actions:
        if len(question.filters.terms) > 1 and len(found.closest) == 1:
            near = actions_answer(found.closest, enquiry, described(question.filters))
            return replace(near, paragraphs=("No action fits all of that; this is the closest.",))
        return none_fits(question.filters, found, enquiry)
    shown = _sorted(found.actions, question.order)[: question.first]
    return replace(
        actions_answer(shown, enquiry, described(_without(question.filters, found.left_aside))),
        headline=_headline(found.actions, shown, enquiry),
        paragraphs=(*_counts(question, found.actions), *_told(question, shown)),
        notes=(
            *left_out(question.filters, found),
            *notes_on(shown),
            *([AS_RECORDED_NOW] if question.filters.as_at else []),
        ),
    )


def _without(filters: Filters, left_aside: Sequence[str]) -> Filters:
    """The filters that were heeded."""
    return replace(filters, terms=firm(filters.terms)) if left_aside else filters


def _counts(question: AskActions, actions: Sequence[Action]) -> tuple[str, ...]:
    """How many of each, where several states or priorities are counted: "18 Green, 16 Amber and 6 Red"."""
    if not question.count:
        return ()
    states = Counter((action.status_as_written or "").casefold() for action in actions)
    priorities = Counter(action.priority for action in actions)
    words = {word.casefold(): word for word in question.filters.status_words}
    counted_states = [f"{states[folded]} {word}" for folded, word in words.items()]
    counted_priorities = [f"{priorities[name]} {name}" for name in question.filters.priorities]
    return tuple(f"{listed(counts)}." for counts in (counted_states, counted_priorities) if len(counts) > 1)


def _told(question: AskActions, shown: Sequence[Action]) -> Iterator[str]:
    """What was reported: of each where reasons are asked for, else of an action that stands alone."""
    if question.why:
        yield from _reasons(shown)
    elif len(shown) == 1 and not question.first:
        yield from (f"{shown[0].ref}: {words}" for words in reported_words(shown[0])[-1:])


def _reasons(actions: Sequence[Action]) -> Iterator[str]:
    """What was reported last of each; a reason is never invented."""
    for action in actions[:_MOST_REASONS]:
        told = " ".join(reported_words(action)[-1:])
        yield f"{action.ref}: {told or 'no reason is recorded.'}"


_MOST_REASONS = 10


def reported_words(action: Action) -> list[str]:
    """What was reported of an action, the two newest, as sentences."""
    told = [f"{day_words(update.on)}: {update.text or f'{update.percent} %'}" for update in action.progress[-2:]]
    return [f"Reported {words.removesuffix('.')}." for words in told]


def actions_answer(actions: Sequence[Action], enquiry: Enquiry, understood: str) -> Answer:
    """An answer that shows actions, with their source."""
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=understood,
        actions=lines_of(actions, enquiry.today),
        notes=notes_on(actions),
        sources=plan_sources(enquiry, {action.year for action in actions}),
    )


def lines_of(actions: Iterable[Action], today: date) -> tuple[ActionLine, ...]:
    return tuple(ActionLine(action, action.days_overdue(today), line_words(action, today)) for action in actions)


def line_words(action: Action, today: date) -> str:
    """Lead, owner, deadline: the second line of an action in a list."""
    days = action.days_overdue(today)
    due = due_words(action) if action.is_open or action.due else None
    parts = (
        action.lead or "no lead recorded",
        action.owner or "no owner recorded",
        f"{due}, {overdue_words(days)}" if days is not None else due,
        moves_words(action),
        f"completed {day_words(action.completed_on)}" if action.completed_on else None,
    )
    return " · ".join(filter(None, parts))


def notes_on(actions: Iterable[Action]) -> tuple[str, ...]:
    return (ILLUSTRATIVE,) if any(action.illustrative for action in actions) else ()


def left_out(filters: Filters, found: Found) -> Iterator[str]:
    """Which words of the question were taken for chatter."""
    if filters.ignored:
        yield f"No action mentions {_quoted(filters.ignored)}, so I left that out."
    if found.left_aside:
        yield f"With {_quoted(found.left_aside)} nothing fits, so I left that out."


def _quoted(words: Iterable[str]) -> str:
    return listed([f"“{word}”" for word in words], "or")


def plan_sources(enquiry: Enquiry, years: Iterable[str]) -> tuple[str, ...]:
    """Which plans the facts come from, and their documents."""
    plans = [plan for plan in enquiry.book.plans if plan.year in set(years)]
    return tuple(_plan_source(enquiry.book.name, plan) for plan in plans)


def _plan_source(name: str, plan: Plan) -> str:
    if plan.is_illustrative:
        return f"{name}, plan {plan.year}, illustrative sample actions"
    return f"{name}, plan {plan.year}" + (f" ({plan.source})" if plan.source else "")


def _headline(actions: Sequence[Action], shown: Sequence[Action], enquiry: Enquiry) -> str:
    """Counts first: "6 actions · 2 overdue"."""
    overdue = sum(action.is_overdue(enquiry.today) for action in actions)
    completed = sum(action.completed_on is not None or action.status is Status.COMPLETED for action in actions)
    return " · ".join(
        part
        for part in (
            counted(len(actions), "action"),
            f"{overdue} overdue" if overdue else "",
            f"{completed} completed" if completed else "",
            f"the first {len(shown)} shown" if len(shown) < len(actions) else "",
        )
        if part
    )


def _sorted(actions: Sequence[Action], order: Order) -> list[Action]:
    """By date where that is asked; actions without a date stand last."""
    if order is Order.PLAN:
        return list(actions)
    back = order is Order.LATEST
    dated = sorted((a for a in actions if a.due), key=lambda action: action.due or date.max, reverse=back)
    return [*dated, *(action for action in actions if not action.due)]


def _nobody(actor: Actor, today: date) -> Answer | None:
    if actor.name or actor.posts or actor.organisation:
        return None
    return Answer(
        Outcome.NOTHING_FOUND,
        today,
        understood="Your own actions",
        paragraphs=("No action is recorded as yours: the directory does not link you to a post or an organisation.",),
        choices=("what is overdue?", "which actions have no owner?"),
    )


def none_fits(filters: Filters, found: Found, enquiry: Enquiry) -> Answer:
    """That no action passes the filters, with the closest ones or with wider questions."""
    nothing = Answer(
        Outcome.NOTHING_FOUND,
        enquiry.today,
        understood=described(filters),
        sources=plan_sources(enquiry, [filters.year] if filters.year else []),
    )
    if found.closest:
        return _with_closest(nothing, found.closest[:3])
    if words := _none_words(filters):
        return replace(nothing, paragraphs=(words,))
    return replace(nothing, paragraphs=("No action fits that.",), choices=_wider(filters, enquiry))


def _with_closest(nothing: Answer, near: Sequence[Action]) -> Answer:
    names = listed([f"{action.ref} “{action.title}”" for action in near], "or")
    return replace(
        nothing,
        paragraphs=(f"No action fits all of that. The closest: {names}.",),
        choices=tuple(f"status of {action.ref}" for action in near),
        notes=notes_on(near),
    )


def _none_words(filters: Filters) -> str | None:
    """What it means that there is none, where the filters leave no doubt."""
    if len(filters.refs) == 1:
        return f"There is no action {filters.refs[0]} in the plan that fits."
    if filters.refs:
        return "None of them fits."
    if filters.done_late is not None:
        return "No action fits that, as far as the days of completion are recorded."
    return f"Nothing is overdue{_where(filters)}." if filters.overdue and not filters.terms else None


def _where(filters: Filters) -> str:
    names = (*filters.priorities, *filters.organisations, *filters.owners)
    return f" for {listed(names)}" if names else ""


def _wider(filters: Filters, enquiry: Enquiry) -> tuple[str, ...]:
    """Questions with one filter fewer that do find something."""
    wider = {f"actions {name}": Filters(filters.year, priorities=(name,)) for name in filters.priorities}
    wider |= {f"actions for {name}": Filters(filters.year, organisations=(name,)) for name in filters.organisations}
    if filters.due is not None:
        wider["what is due this quarter?"] = Filters(filters.year)
    return tuple(question for question, fewer in wider.items() if select(fewer, enquiry).actions)[:3]

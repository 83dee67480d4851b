"""Answers about the plan as a whole: how far it is, and what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from csp_core.answering.actions import actions_answer, notes_on, plan_sources
from csp_core.answering.answers import Answer, Outcome, SummaryRow
from csp_core.answering.describing import described, status_words
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.phrases import counted, day_words, overdue_words, period_words
from csp_core.answering.selecting import select
from csp_core.asking.filters import Filters
from csp_core.asking.questions import AskChanges, AskProgress
from csp_core.book import Action, Change, Status

UNNAMED_PRIORITY, UNNAMED_LEAD = "No priority recorded", "No lead recorded"


def tell_progress(question: AskProgress, enquiry: Enquiry) -> Answer:
    """Completed, open and overdue by priority or lead organisation; in two lines when a summary was asked."""
    enquiry = enquiry.on(question.filters.as_at)
    actions = select(question.filters, enquiry).actions
    years = {question.filters.year} if question.filters.year else {action.year for action in actions}
    if not actions:
        return Answer(
            Outcome.NOTHING_FOUND, enquiry.today, described(question.filters), paragraphs=("No action fits that.",)
        )
    by = "status" if question.by_status else "lead organisation" if question.by_organisation else "priority"
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=f"Progress of {_whole(question.filters)}, by {by}",
        headline=_headline(actions, enquiry),
        paragraphs=_brief(actions, enquiry) if question.brief else (),
        summary=_rows(actions, enquiry, by),
        notes=notes_on(actions),
        sources=plan_sources(enquiry, {year for year in years if year}),
    )


def _whole(filters: Filters) -> str:
    """What the progress is of: the whole plan, or the part that the filters leave."""
    if replace(filters, ignored=()) == Filters(year=filters.year):
        return f"the plan {filters.year}" if filters.year else "the plan"
    return described(filters)


def _headline(actions: Sequence[Action], enquiry: Enquiry) -> str:
    """Every status with its count, so that nothing is left out of the whole."""
    count = {status: sum(action.status is status for action in actions) for status in Status}
    overdue = sum(action.is_overdue(enquiry.today) for action in actions)
    percent = 100 * count[Status.COMPLETED] / len(actions)
    parts = [
        f"{count[Status.COMPLETED]} of {counted(len(actions), 'action')} completed ({percent:.0f} %)",
        f"{count[Status.IN_PROGRESS]} in progress",
        f"{count[Status.NOT_STARTED]} not started",
        f"{overdue} overdue",
        *(f"{count[status]} {words}" for status, words in _ENDED.items() if count[status]),
    ]
    return " · ".join(parts)


_ENDED = {Status.CARRIED_FORWARD: "carried forward", Status.CANCELLED: "cancelled"}


def _rows(actions: Sequence[Action], enquiry: Enquiry, by: str) -> tuple[SummaryRow, ...]:
    parts: dict[str, list[Action]] = {}
    for action in actions:
        parts.setdefault(_part_of(action, by), []).append(action)
    return tuple(_row(name, part, enquiry) for name, part in parts.items())


def _part_of(action: Action, by: str) -> str:
    """The part of the plan that an action is counted in: its priority, its lead, or its status as written."""
    if by == "status":
        return action.status_as_written or status_words(action.status).capitalize()
    return (action.lead or UNNAMED_LEAD) if by == "lead organisation" else (action.priority or UNNAMED_PRIORITY)


def _row(name: str, actions: Sequence[Action], enquiry: Enquiry) -> SummaryRow:
    return SummaryRow(
        name,
        total=len(actions),
        completed=sum(action.status is Status.COMPLETED for action in actions),
        open=sum(action.is_open for action in actions),
        overdue=sum(action.is_overdue(enquiry.today) for action in actions),
    )


def _brief(actions: Sequence[Action], enquiry: Enquiry) -> tuple[str, ...]:
    """Two lines for a portfolio holder: the longest overdue, and what falls due next."""
    overdue = sorted((a for a in actions if a.is_overdue(enquiry.today)), key=lambda action: str(action.due))
    ahead = sorted(
        (a for a in actions if a.is_open and a.due and a.due >= enquiry.today), key=lambda action: str(action.due)
    )
    late = (
        f"Longest overdue: {_named(overdue[0])}, {overdue_words(overdue[0].days_overdue(enquiry.today) or 0)}, "
        f"led by {overdue[0].lead or 'nobody recorded'}."
        if overdue
        else "Nothing is overdue."
    )
    following = (
        f"Due next: {_named(ahead[0])}, {day_words(ahead[0].due)}."
        if ahead and ahead[0].due
        else "Nothing more has a date."
    )
    return late, following


def _named(action: Action) -> str:
    return f"{action.ref} “{action.title}”"


def tell_changes(question: AskChanges, enquiry: Enquiry) -> Answer:
    """What was recorded as changed in a period, the newest last."""
    wanted = {action.ref: action for action in select(question.filters, enquiry).actions}
    changes = [change for change in enquiry.book.changes if change.on in question.period and change.ref in wanted]
    understood = f"What changed {period_words(question.period)}"
    if not changes:
        return Answer(
            Outcome.NOTHING_FOUND,
            enquiry.today,
            understood,
            paragraphs=(f"No change is recorded {period_words(question.period)}.",),
            choices=("how far are we, by priority?", "what is overdue?"),
        )
    refs = dict.fromkeys(change.ref for change in changes)
    answer = actions_answer([wanted[ref] for ref in refs], enquiry, understood)
    return replace(answer, headline=counted(len(changes), "change"), paragraphs=tuple(_changes_in_words(changes)))


def _changes_in_words(changes: Iterable[Change]) -> list[str]:
    return [f"{day_words(change.on)}: {change.ref} {change.summary}" for change in changes]

"""Says in one line how a question was understood."""

from collections.abc import Iterator

from csp_core.answering.phrases import day_words, listed, period_words, sentence_case
from csp_core.asking.filters import Field, Filters, Part
from csp_core.book import OPEN_STATUSES, Status

STATUS_WORDS = {
    Status.NOT_STARTED: "not started",
    Status.IN_PROGRESS: "in progress",
    Status.COMPLETED: "completed",
    Status.CARRIED_FORWARD: "carried forward",
    Status.CANCELLED: "cancelled",
}
_FIELD_WORDS = {
    Field.DUE: "date",
    Field.OWNER: "owner",
    Field.LEAD: "lead organisation",
    Field.PARTNERS: "partners",
    Field.PROGRESS: "reported progress",
    Field.FUNDING: "funding",
    Field.START: "start",
    Field.MEASURE: "measure of success",
    Field.COMPLETED: "day of completion",
}


def described(filters: Filters, noun: str = "actions") -> str:
    """ "Open Domestic Abuse actions of Kent Police due up to 25 December 2014": all filters in one line."""
    before = " ".join(_before(filters))
    after = " ".join(_after(filters))
    return sentence_case(" ".join(filter(None, (before, noun, after))))


def status_words(status: Status) -> str:
    return STATUS_WORDS[status]


def _before(filters: Filters) -> Iterator[str]:
    if filters.mine:
        yield "your"
    if filters.overdue:
        yield "overdue"
    if filters.done_late is not None:
        yield "late" if filters.done_late else "in-time"
    if filters.not_overdue:
        yield "not overdue"
    if filters.awaiting_sign_off:
        yield "awaiting sign-off"
    if filters.statuses:
        yield "open" if filters.statuses == OPEN_STATUSES else listed(_sorted(filters.statuses), "or")
    if filters.status_words:
        yield listed([f"“{word}”" for word in filters.status_words], "or")
    if filters.priorities:
        yield listed(filters.priorities)


def _after(filters: Filters) -> Iterator[str]:
    if filters.refs:
        yield listed(filters.refs)
    yield from _whose(filters)
    if filters.terms:
        yield f"about {listed([f'“{term.said}”' for term in filters.terms])}"
    yield from (f"with no {_FIELD_WORDS[field]}" for field in sorted(filters.lacking, key=lambda field: field.value))
    yield from (f"with {_FIELD_WORDS[field]}" for field in sorted(filters.having, key=lambda field: field.value))
    yield from _when(filters)
    yield from _excluded(filters)
    if filters.as_at:
        yield f"as at {day_words(filters.as_at)}"


def _whose(filters: Filters) -> Iterator[str]:
    if filters.organisations:
        part = {Part.ANY: "of", Part.LEAD: "led by", Part.PARTNER: "partnered by"}[filters.part]
        yield f"{part} {listed(filters.organisations, 'and' if filters.together else 'or')}"
    if filters.helpers:
        yield f"with {listed(filters.helpers)} as a partner"
    if filters.funds:
        yield f"funded by {listed(filters.funds, 'or')}"
    if filters.owners:
        yield f"owned by {listed(filters.owners, 'or')}"


def _when(filters: Filters) -> Iterator[str]:
    if filters.moved:
        yield "with a moved date" if filters.moved == 1 else f"whose date moved at least {filters.moved} times"
    if filters.due:
        yield f"due {period_words(filters.due)}"
    if filters.completed:
        yield f"completed {period_words(filters.completed)}"
    if filters.silent_since:
        yield f"with nothing reported since {day_words(filters.silent_since)}"
    if filters.starting:
        yield f"starting {period_words(filters.starting)}"


def _excluded(filters: Filters) -> Iterator[str]:
    names = (
        *filters.not_refs,
        *filters.not_priorities,
        *filters.not_organisations,
        *filters.not_owners,
        *(f"money of {name}" for name in filters.not_funds),
        *_sorted(filters.not_statuses),
        *(f"“{word}”" for word in filters.not_status_words),
        *(f"“{term.said}”" for term in filters.not_terms),
    )
    if names:
        yield f"without {listed(names, 'or')}"


def _sorted(statuses: frozenset[Status]) -> list[str]:
    return [STATUS_WORDS[status] for status in Status if status in statuses]

"""Which days, and which plan year, a sentence means."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from csp_core.asking.dates import DateSpan, Relation, is_plan_year, moved_before
from csp_core.asking.filters import STATUSES, Filters
from csp_core.asking.general import Kind
from csp_core.asking.sentence import Sentence
from csp_core.book import Plan
from csp_core.periods import Period

# What is late as well as what falls due.
OR_LATE = ("or overdue", "overdue or", "and overdue", "or late")


@lru_cache(maxsize=64)
def plan_meant(sentence: Sentence) -> Plan | None:
    """The plan year a sentence speaks of, else the current one; None when no plan has such a year."""
    book = sentence.vocabulary.book
    current = book.current_plan(sentence.today)
    for span in sentence.dates:
        if span.period and is_plan_year(span.period) and not limits_due(sentence, span) and not _ahead(sentence, span):
            return next((plan for plan in book.plans if plan.first_day == span.period.first), None)
    if sentence.has("previous plan", "last plan", "earlier plan", "the plan before", "old plan", "last years plan"):
        return book.plan_before(current) if current else None
    return current


def _ahead(sentence: Sentence, span: DateSpan) -> bool:
    """ "Carried forward to next year" speaks of the plan that it was carried from."""
    return sentence.folded[span.first] in {"to", "into"} or sentence.folded[max(span.first - 1, 0)] in {"to", "into"}


def limits_due(sentence: Sentence, span: DateSpan) -> bool:
    """Whether a date says when actions are due, rather than which plan year or reporting day is meant."""
    if span.relation is Relation.AS_AT or span.period is None:
        return False
    if not is_plan_year(span.period):
        return True
    return span.relation in {Relation.BY, Relation.BEFORE, Relation.AFTER} or (
        sentence.cue("due", "deadline") and not sentence.cue("overdue")
    )


def with_dates(sentence: Sentence, filters: Filters) -> Filters:
    as_at = sentence.dated(Relation.AS_AT)
    windows = [span for span in sentence.dates if limits_due(sentence, span)]
    if as_at and as_at.period:
        filters = replace(filters, as_at=as_at.period.last)
    if not windows:
        return filters
    if sentence.cue("no_progress") and windows[0].relation is Relation.SINCE and windows[0].period:
        return replace(filters, silent_since=windows[0].period.first)
    if says_overdue(sentence, negated=False) and sentence.has(*OR_LATE):
        ahead = _joined(sentence, windows)
        return replace(filters, due=ahead and Period(date.min, ahead.last))
    if sentence.cue("starting") and not sentence.cue("due", "deadline", "overdue") and not filters.statuses:
        return replace(filters, starting=_joined(sentence, windows))
    if says_overdue(sentence, negated=False) and (late := _overdue_by(sentence, windows)):
        return replace(filters, due=late)
    if filters.statuses == STATUSES["completed"] and not sentence.cue("due", "deadline", "overdue"):
        behind = [replace(span, period=moved_before(span, sentence.today)) for span in windows]
        return replace(filters, completed=_joined(sentence, behind))
    return replace(filters, due=_joined(sentence, windows))


def _overdue_by(sentence: Sentence, spans: list[DateSpan]) -> Period | None:
    """ "Overdue by more than a month" means that the date was more than a month ago."""
    span = spans[0]
    if span.period is None or not span.period.first == sentence.today != span.period.last:
        return None
    if sentence.has("next", "coming", "within", "this", "today"):
        return None
    if sentence.has("less than"):
        return Period(sentence.today - (span.period.last - sentence.today), sentence.today)
    return Period(date.min, sentence.today - (span.period.last - sentence.today))


def _joined(sentence: Sentence, spans: list[DateSpan]) -> Period | None:
    """One window from several dates: "between … and …" and "from … to …" span them, others must all hold."""
    windows = [window for span in spans if (window := span.window())]
    if not windows:
        return None
    first, last = spans[0], spans[-1]
    ranged = len(spans) == 2 and sentence.folded[last.first] in {"to", "until", "till", "til", "and", "through"}
    if ranged and first.period and last.period and first.period.first <= last.period.last:
        return Period(first.period.first, last.period.last)
    if len(spans) == 2 and sentence.folded[last.first - 1] == "or":
        return Period(min(window.first for window in windows), max(window.last for window in windows))
    return Period(max(window.first for window in windows), min(window.last for window in windows))


def says_overdue(sentence: Sentence, *, negated: bool) -> bool:
    return any(
        span.means(Kind.CUE, "overdue") and span.negated is negated and not span.means(Kind.STATUS_WORD)
        for span in sentence.spans
    )

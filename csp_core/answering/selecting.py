"""Which actions of a plan a question's filters let through, and which come closest when none does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from csp_core.answering.closeness import clearly_best, clearly_closest, closest_to
from csp_core.answering.enquiry import Enquiry
from csp_core.asking.filters import EVERYTHING, Field, Filters, Part, Term, firm, refs_holding_all
from csp_core.book import Action, Plan
from csp_core.periods import Period
from csp_core.permissions import Actor
from csp_core.text import stems_of, tokens_of

Check = Callable[[Action], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """The actions that fit; when none fits every word, `closest` hold most of them, the best first.

    `left_aside` are words of talk about a plan with which nothing would fit.
    """

    actions: tuple[Action, ...]
    closest: tuple[Action, ...] = ()
    left_aside: tuple[str, ...] = ()


def select(filters: Filters, enquiry: Enquiry) -> Found:
    """All actions of the plan meant that pass every filter, in the order of the plan."""
    plan = enquiry.plan(filters.year)
    if plan is None:
        return Found(())
    loose = _passing(plan.actions, _checks(filters, enquiry))
    if not filters.terms:
        return Found(loose)
    holding = refs_holding_all(filters.terms, plan)
    fitting = tuple(action for action in loose if action.ref in holding)
    if fitting:
        return Found(fitting)
    kept = firm(filters.terms)
    if len(kept) < len(filters.terms) and (kept or replace(filters, year=None, terms=(), ignored=()) != EVERYTHING):
        found = select(replace(filters, terms=kept), enquiry)
        return replace(found, left_aside=tuple(term.said for term in filters.terms if term.passing))
    return Found((), closest_to(filters.terms, loose, plan))


def _passing(actions: tuple[Action, ...], checks: Iterable[Check]) -> tuple[Action, ...]:
    for check in checks:
        actions = tuple(filter(check, actions))
    return actions


def the_one(filters: Filters, enquiry: Enquiry) -> Found:
    """The single action that is meant, when one is clearly best; else all that fit alike.

    A name of a priority or organisation may be part of the title that was typed, so that it does not
    exclude an action which holds the words.
    """
    found = select(filters, enquiry)
    if len(found.actions) > 1 and filters.terms:
        return Found(clearly_best(filters.terms, found.actions))
    plan = enquiry.plan(filters.year)
    if found.actions or not filters.terms or plan is None:
        return found
    if named := _named_in_full(filters.terms, plan):
        return Found((named,))
    closest = found.closest or closest_to((*filters.terms, *_as_terms(filters)), plan.actions, plan)
    return Found(clearly_closest(filters.terms, closest, plan), closest)


def _named_in_full(terms: Sequence[Term], plan: Plan) -> Action | None:
    """The action of whose title at least three words stand side by side among the words, where it is the only one."""
    phrases = (term for term in terms if len(term.said.split()) >= _WORDS_OF_A_NAME)
    held = {ref for term in phrases for ref in term.refs_in(plan)}
    return plan.by_ref[held.pop()] if len(held) == 1 else None


# So many words of a title in a row name it, whatever else is told.
_WORDS_OF_A_NAME = 3


def _checks(filters: Filters, enquiry: Enquiry) -> list[Check]:
    """What an action must pass besides the words: only what the filters say is looked at, in every action."""
    said = (*_checks_of_names(filters), *_checks_of_state(filters, enquiry), *_exclusions(filters))
    return [check for value, check in said if value]


def _checks_of_names(filters: Filters) -> Iterator[tuple[object, Check]]:
    yield filters.refs, lambda action: action.ref in filters.refs
    yield filters.priorities, lambda action: action.priority in filters.priorities
    yield filters.owners, lambda action: action.owner in filters.owners
    yield filters.helpers, lambda action: _has_part(action, filters.helpers, Part.PARTNER)
    yield filters.funds, lambda action: action.funding in filters.funds
    if filters.together:
        yield from ((name, partial(_has_part, names=(name,), part=filters.part)) for name in filters.organisations)
    else:
        yield filters.organisations, lambda action: _has_part(action, filters.organisations, filters.part)


def _checks_of_state(filters: Filters, enquiry: Enquiry) -> Iterator[tuple[object, Check]]:
    as_at = filters.as_at or enquiry.today
    yield filters.statuses, lambda action: action.status in filters.statuses
    yield filters.status_words, lambda action: _is_written(action, filters.status_words)
    yield filters.awaiting_sign_off, lambda action: action.awaiting_sign_off
    yield filters.moved, lambda action: action.moves >= filters.moved
    yield filters.due, lambda action: _is_within(action.due, filters.due)
    yield filters.completed, lambda action: _is_within(action.completed_on, filters.completed)
    yield filters.starting, lambda action: _is_within(action.start, filters.starting)
    yield filters.silent_since, lambda action: _is_silent(action, filters.silent_since)
    yield filters.overdue, lambda action: action.is_overdue(as_at)
    yield filters.done_late is not None, lambda action: _was_done_late(action) is filters.done_late
    yield filters.not_overdue, lambda action: not action.is_overdue(as_at)
    yield filters.mine, lambda action: _is_of(action, enquiry.actor)
    yield filters.lacking, lambda action: not any(_value(action, field) for field in filters.lacking)
    yield filters.having, lambda action: all(_value(action, field) for field in filters.having)


def _exclusions(filters: Filters) -> Iterator[tuple[object, Check]]:
    yield filters.not_refs, lambda action: action.ref not in filters.not_refs
    yield filters.not_priorities, lambda action: action.priority not in filters.not_priorities
    yield filters.not_owners, lambda action: action.owner not in filters.not_owners
    yield filters.not_statuses, lambda action: action.status not in filters.not_statuses
    yield filters.not_status_words, lambda action: not _is_written(action, filters.not_status_words)
    part = Part.LEAD if not set(filters.organisations).isdisjoint(filters.not_organisations) else filters.part
    yield filters.not_organisations, lambda action: not _has_part(action, filters.not_organisations, part)
    yield filters.not_funds, lambda action: action.funding not in filters.not_funds
    yield filters.not_terms, lambda action: not any(term.is_in(action) for term in filters.not_terms)


def _was_done_late(action: Action) -> bool | None:
    """Whether it was completed after its date; None where one of the days is not known."""
    return action.completed_on > action.due if action.completed_on and action.due else None


def _is_within(day: date | None, period: Period | None) -> bool:
    return day is not None and period is not None and day in period


def _is_silent(action: Action, since: date | None) -> bool:
    return since is not None and all(told.on < since for told in action.progress)


def _has_part(action: Action, names: Sequence[str], part: Part) -> bool:
    leads = part is not Part.PARTNER and action.lead in names
    return leads or (part is not Part.LEAD and any(partner in names for partner in action.partners))


def _is_written(action: Action, status_words: Sequence[str]) -> bool:
    words = tokens_of(action.status_as_written or "")
    return any(tokens_of(word) == words for word in status_words)


def _is_of(action: Action, actor: Actor) -> bool:
    """Somebody's actions: those of their posts or name; of their organisation when they hold no post."""
    if action.owner is not None and action.owner in (*actor.posts, actor.name):
        return True
    return not actor.posts and actor.organisation is not None and action.lead == actor.organisation


def _value(action: Action, field: Field) -> object:
    match field:
        case Field.DUE:
            return action.due
        case Field.OWNER:
            return action.owner
        case Field.LEAD:
            return action.lead
        case Field.PARTNERS:
            return action.partners
        case Field.PROGRESS:
            return action.progress
        case Field.FUNDING:
            return action.funding
        case Field.START:
            return action.start
        case Field.MEASURE:
            return action.measure
        case Field.COMPLETED:
            return action.completed_on


def _as_terms(filters: Filters) -> tuple[Term, ...]:
    """The names among the filters as words of a title."""
    return tuple(Term(name, (stems_of(name),)) for name in (*filters.priorities, *filters.organisations))

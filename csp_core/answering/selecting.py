"""Which actions of a plan a question's filters let through, and which come closest when none does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from csp_core.answering.enquiry import Enquiry
from csp_core.asking.filters import Field, Filters, Part, Term
from csp_core.book import Action
from csp_core.permissions import Actor
from csp_core.text import stems_of, tokens_of

# How much of the words' weight an action must hold to count as close, and how far ahead of the next one the
# best must be to be taken alone.
CLOSE = 0.55
CLEAR_LEAD = 1.25


@dataclass(frozen=True, slots=True)
class Found:
    """The actions that fit; when none fits every word, `closest` hold most of them, the best first."""

    actions: tuple[Action, ...]
    closest: tuple[Action, ...] = ()


def select(filters: Filters, enquiry: Enquiry) -> Found:
    """All actions of the plan meant that pass every filter, in the order of the plan."""
    plan = enquiry.plan(filters.year)
    actions = plan.actions if plan else ()
    loose = [action for action in actions if _passes(action, filters, enquiry)]
    fitting = tuple(action for action in loose if all(term.is_in(action) for term in filters.terms))
    if fitting or not filters.terms:
        return Found(fitting)
    return Found((), tuple(_closest(loose, filters.terms, actions)))


def the_one(filters: Filters, enquiry: Enquiry) -> Found:
    """The single action that is meant, when one is clearly best; else all that fit alike.

    A name of a priority or organisation may be part of the title that was typed, so that it does not
    exclude an action which holds the words.
    """
    found = select(filters, enquiry)
    if len(found.actions) > 1 and filters.terms:
        return Found(_clearly_best(found.actions, filters.terms))
    if found.actions or not filters.terms:
        return found
    closest = found.closest
    if not closest:
        plan = enquiry.plan(filters.year)
        everything = plan.actions if plan else ()
        words = (*filters.terms, *_as_terms(filters))
        closest = tuple(_closest(everything, words, everything))
    return Found(_clearly_closest(closest, filters.terms, enquiry), closest)


def _passes(action: Action, filters: Filters, enquiry: Enquiry) -> bool:
    """Whether an action passes every filter but the words."""
    return (
        _is_named(action, filters)
        and _stands_as(action, filters)
        and _is_dated(action, filters, filters.as_at or enquiry.today)
        and not _is_excluded(action, filters)
        and (not filters.mine or _is_of(action, enquiry.actor))
        and not any(_value(action, field) for field in filters.lacking)
        and all(_value(action, field) for field in filters.having)
    )


def _is_named(action: Action, filters: Filters) -> bool:
    return (
        (not filters.refs or action.ref in filters.refs)
        and (not filters.priorities or action.priority in filters.priorities)
        and (not filters.owners or action.owner in filters.owners)
        and (not filters.organisations or _has_part(action, filters.organisations, filters.part))
    )


def _has_part(action: Action, organisations: Sequence[str], part: Part) -> bool:
    leads = part is not Part.PARTNER and action.lead in organisations
    return leads or (part is not Part.LEAD and any(partner in organisations for partner in action.partners))


def _is_written(action: Action, status_words: Sequence[str]) -> bool:
    words = tokens_of(action.status_as_written or "")
    return any(tokens_of(word) == words for word in status_words)


def _stands_as(action: Action, filters: Filters) -> bool:
    return (
        (not filters.statuses or action.status in filters.statuses)
        and (not filters.status_words or _is_written(action, filters.status_words))
        and (not filters.awaiting_sign_off or action.awaiting_sign_off)
        and (not filters.moved or action.moves > 0)
    )


def _is_dated(action: Action, filters: Filters, as_at: date) -> bool:
    return (
        (filters.due is None or (action.due is not None and action.due in filters.due))
        and (
            filters.completed is None or (action.completed_on is not None and action.completed_on in filters.completed)
        )
        and (not filters.overdue or action.is_overdue(as_at))
        and not (filters.not_overdue and action.is_overdue(as_at))
    )


def _is_excluded(action: Action, filters: Filters) -> bool:
    return (
        action.priority in filters.not_priorities
        or action.owner in filters.not_owners
        or action.status in filters.not_statuses
        or (bool(filters.not_status_words) and _is_written(action, filters.not_status_words))
        or (bool(filters.not_organisations) and _has_part(action, filters.not_organisations, filters.part))
        or any(term.is_in(action) for term in filters.not_terms)
    )


def _is_of(action: Action, actor: Actor) -> bool:
    """Somebody's actions: those of their posts or name; of their organisation when they hold no post."""
    if action.owner is not None and action.owner in (*actor.posts, actor.name):
        return True
    return not actor.posts and actor.organisation is not None and action.lead == actor.organisation


def _value(action: Action, field: Field) -> object:
    return {Field.DUE: action.due, Field.OWNER: action.owner, Field.LEAD: action.lead}[field]


def _as_terms(filters: Filters) -> tuple[Term, ...]:
    """The names among the filters as words of a title."""
    return tuple(Term(name, (stems_of(name),)) for name in (*filters.priorities, *filters.organisations))


def _closest(candidates: Iterable[Action], terms: Sequence[Term], everything: Sequence[Action]) -> list[Action]:
    """Those that hold most of the words, rare words counting more, the best first."""
    weights = {term: _weight(term, everything) for term in terms}
    whole = sum(weights.values())
    scored = [(sum(weights[term] * _share(action, term) for term in terms) / whole, action) for action in candidates]
    close = [(score, action) for score, action in scored if score >= CLOSE]
    return [action for _, action in sorted(close, key=lambda pair: -pair[0])]


def _weight(term: Term, actions: Sequence[Action]) -> float:
    holding = sum(term.is_in(action) for action in actions)
    return log((len(actions) + 1) / (holding + 0.5)) + 0.1


def _share(action: Action, term: Term) -> float:
    """How much of a term an action holds: all of it in the text, or part of its words in the title."""
    if term.is_in(action):
        return 1.0
    return max((len(action.title_stems.intersection(stems)) / len(stems) for stems in term.stems if stems), default=0.0)


def _clearly_best(actions: Sequence[Action], terms: Sequence[Term]) -> tuple[Action, ...]:
    """One of several that hold all the words, when its title says them and says little else."""
    ranked = sorted(actions, key=lambda action: -_title_share(action, terms))
    best, second = (_title_share(action, terms) for action in ranked[:2])
    if best > 0 and best >= CLEAR_LEAD * second:
        return (ranked[0],)
    return tuple(action for action in actions if _title_share(action, terms) * CLEAR_LEAD > best) or tuple(actions)


def _title_share(action: Action, terms: Sequence[Term]) -> float:
    """How much of an action's title the words make up, where the title holds all of them."""
    held = [next((stems for stems in term.stems if action.title_stems.issuperset(stems)), None) for term in terms]
    if any(stems is None for stems in held):
        return 0.0
    return len({stem for stems in held if stems for stem in stems}) / max(len(action.title_stems), 1)


def _clearly_closest(closest: Sequence[Action], terms: Sequence[Term], enquiry: Enquiry) -> tuple[Action, ...]:
    if len(closest) < 2:
        return tuple(closest)
    plan = enquiry.plan(None)
    everything = plan.actions if plan else tuple(closest)
    weights = {term: _weight(term, everything) for term in terms}
    scores = [sum(weights[term] * _share(action, term) for term in terms) for action in closest]
    alike = [action for action, score in zip(closest, scores, strict=True) if score * CLEAR_LEAD > scores[0]]
    return tuple(alike)

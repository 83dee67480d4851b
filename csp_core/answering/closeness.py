"""How close actions come to words: which of several is meant, and which are nearest when none holds every word."""

from collections.abc import Iterator, Sequence, Set
from math import log
from operator import mul

from csp_core.asking.filters import Term
from csp_core.book import Action, Plan

# How much of the words' weight an action must hold to count as close, and how far ahead of the next one the
# best must be to be taken alone.
CLOSE = 0.55
CLEAR_LEAD = 1.25
# How much of a title the words must be for the shorter of two titles to be meant rather than both.
MOST_OF_A_TITLE = 0.5


def closest_to(terms: Sequence[Term], candidates: Sequence[Action], plan: Plan) -> tuple[Action, ...]:
    """Those that hold most of the words, words that are rare in the plan counting more; the best first."""
    scored = zip(_scores(terms, candidates, plan), candidates, strict=True)
    close = [(score, action) for score, action in scored if score >= CLOSE]
    return tuple(action for _, action in sorted(close, key=lambda pair: -pair[0]))


def clearly_closest(terms: Sequence[Term], closest: Sequence[Action], plan: Plan) -> tuple[Action, ...]:
    """The first of the closest, and those that are not clearly behind it."""
    if len(closest) < 2:
        return tuple(closest)
    scores = list(_scores(terms, closest, plan))
    return tuple(action for score, action in zip(scores, closest, strict=True) if score * CLEAR_LEAD > scores[0])


def clearly_best(terms: Sequence[Term], actions: Sequence[Action]) -> tuple[Action, ...]:
    """One of several that hold all the words, when its title says them and says little else."""
    shares = [_title_share(action, terms) for action in actions]
    second, best = sorted(shares)[-2:]
    if best > 0 and best >= CLEAR_LEAD * second and (best >= MOST_OF_A_TITLE or second == 0):
        return (actions[shares.index(best)],)
    lead = CLEAR_LEAD if best >= MOST_OF_A_TITLE else 2 * CLEAR_LEAD
    alike = (action for share, action in zip(shares, actions, strict=True) if share * lead > best)
    return tuple(alike) or tuple(actions)


def _scores(terms: Sequence[Term], candidates: Sequence[Action], plan: Plan) -> Iterator[float]:
    """How much of the words' weight each candidate holds, from 0 to 1."""
    holding = [term.refs_in(plan) for term in terms]
    weights = [log((len(plan.actions) + 1) / (len(refs) + 0.5)) + 0.1 for refs in holding]
    whole = sum(weights)
    shares = (_shares(term, candidates, refs) for term, refs in zip(terms, holding, strict=True))
    for held in zip(*shares, strict=True):
        yield sum(map(mul, weights, held)) / whole


def _shares(term: Term, actions: Sequence[Action], holding: Set[str]) -> list[float]:
    """How much of a term each action holds: all of it in the text, or part of a phrase in the title."""
    phrases = [stems for stems in term.stems if len(stems) > 1]
    words = frozenset(stem for stems in phrases for stem in stems)
    return [
        1.0 if action.ref in holding else 0.0 if words.isdisjoint(action.title_stems) else _part_held(action, phrases)
        for action in actions
    ]


def _part_held(action: Action, phrases: Sequence[tuple[str, ...]]) -> float:
    return max(len(action.title_stems.intersection(stems)) / len(stems) for stems in phrases)


def _title_share(action: Action, terms: Sequence[Term]) -> float:
    """How much of an action's title the words make up, where the title holds all of them."""
    held = [next((stems for stems in term.stems if action.title_stems.issuperset(stems)), None) for term in terms]
    if any(stems is None for stems in held):
        return 0.0
    return len({stem for stems in held if stems for stem in stems}) / max(len(action.title_stems), 1)

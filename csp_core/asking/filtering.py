"""Which actions a sentence means: its names, statuses, dates and words as filters."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from csp_core.asking.chatter import is_chatter
from csp_core.asking.facets import Facet, facets_of
from csp_core.asking.filters import EVERYTHING, Field, Filters, Term
from csp_core.asking.funds import Funds, funds_meant
from csp_core.asking.general import Kind, alternatives
from csp_core.asking.limits import with_cues
from csp_core.asking.numbers import NUMBER_WORDS, ORDINALS, number_in
from csp_core.asking.refs import is_prefix, may_be_ref, refs_between, unknown_refs
from csp_core.asking.sentence import Sentence
from csp_core.asking.windows import plan_meant, with_dates
from csp_core.book import Plan, Status
from csp_core.text import stem, stems_of


@lru_cache(maxsize=64)
def filters_of(sentence: Sentence) -> Filters:
    """All filters of a sentence; words that mean nothing else are looked for in the text of actions."""
    plan, funds = plan_meant(sentence), funds_meant(sentence)
    gathered = _gathered(sentence, plan, funds)
    named = gathered.filters(plan.year if plan else None)
    filters = _with_funds(with_cues(sentence, with_dates(sentence, named)), funds)
    if gathered.ignored and replace(filters, year=None) == EVERYTHING:
        return replace(filters, terms=_topic(gathered.ignored, sentence))
    return _without_descriptions(filters, gathered.ignored, sentence)


def _gathered(sentence: Sentence, plan: Plan | None, funds: Funds) -> "_Gathered":
    """What all phrases say, apart from those of a fund."""
    gathered = _Gathered()
    for ref in (*unknown_refs(sentence, plan), *refs_between(sentence, plan)):
        gathered.add(Facet("refs", ref, negated=False))
    for name in _numbered_priorities(sentence, plan):
        gathered.add(Facet("priorities", name, negated=False))
    year = plan.year if plan else None
    for at, span in enumerate(sentence.spans):
        if is_chatter(sentence, at):
            gathered.ignored.append(span.said)
            continue
        if is_prefix(sentence, span) or (span.first < funds.last and span.last > funds.first):
            continue
        for facet in facets_of(span, sentence, year):
            if facet.field != "refs" or may_be_ref(sentence, at):
                gathered.add(facet, either=_is_behind_or(sentence, at))
    return gathered


class _Gathered:
    """The facets of a sentence by field, before they are frozen, and the words that were taken for chatter."""

    def __init__(self) -> None:
        self.names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.terms: defaultdict[bool, dict[Term, None]] = defaultdict(dict)
        self.statuses: defaultdict[bool, set[Status]] = defaultdict(set)
        self.ignored: list[str] = []

    def add(self, facet: Facet, *, either: bool = False) -> None:
        """Takes a facet in; `either` joins a word with the one before it, as in "taxis or trams"."""
        match facet.value:
            case Term():
                terms = self.terms[facet.negated]
                joined = _either(terms.popitem()[0], facet.value) if either and terms else facet.value
                terms[joined] = None
            case Status():
                self.statuses[facet.negated].add(facet.value)
            case str():
                self.names[f"not_{facet.field}" if facet.negated else facet.field][facet.value] = None

    def filters(self, year: str | None) -> Filters:
        names = {field: tuple(values) for field, values in self.names.items()}
        return Filters(
            year=year,
            refs=names.get("refs", ()),
            priorities=names.get("priorities", ()),
            organisations=names.get("organisations", ()),
            owners=names.get("owners", ()),
            status_words=names.get("status_words", ()),
            statuses=frozenset(self.statuses[False]),
            terms=tuple(self.terms[False]),
            not_priorities=names.get("not_priorities", ()),
            not_organisations=names.get("not_organisations", ()),
            not_owners=names.get("not_owners", ()),
            not_statuses=frozenset(self.statuses[True]),
            not_status_words=names.get("not_status_words", ()),
            not_terms=tuple(self.terms[True]),
            not_refs=names.get("not_refs", ()),
        )


def _either(one: Term, other: Term) -> Term:
    return Term(f"{one.said} or {other.said}", (*one.stems, *other.stems))


def _numbered_priorities(sentence: Sentence, plan: Plan | None) -> tuple[str, ...]:
    """ "Priority 3" and "the third priority", counted as the plan prints them."""
    words, names = sentence.folded, plan.priorities if plan else ()
    at = next((at for at, word in enumerate(words) if word == "priority"), None)
    if at is None:
        return ()
    behind = number_in(words[at + 1]) if at + 1 < len(words) else None
    number = behind or (ORDINALS.get(words[at - 1]) if at else None)
    return (names[number - 1].name,) if number and number <= len(names) else ()


def _is_behind_or(sentence: Sentence, at: int) -> bool:
    """Whether a searched word stands right behind "or" and another searched word."""
    before = [span for span in sentence.spans[:at] if span.read not in {"the", "a", "in", "on", "for"}][-2:]
    kinds = {Kind.TITLE, Kind.THEME_WORD, Kind.TOPIC, Kind.NICKNAME}
    searched = len(before) == 2 and before[0].meanings.keys() <= kinds and not before[0].quoted
    return searched and before[1].read == "or"


def _with_funds(filters: Filters, funds: Funds) -> Filters:
    if not funds.names:
        return filters
    if funds.negated:
        return replace(filters, not_funds=funds.names, lacking=filters.lacking - {Field.FUNDING})
    return replace(filters, funds=funds.names)


def _topic(ignored: Sequence[str], sentence: Sentence) -> tuple[Term, ...]:
    """Chatter, where nothing else was said: then it is what the question is about."""
    counts = NUMBER_WORDS.keys() if sentence.has("action") else {*NUMBER_WORDS, *filter(str.isdigit, ignored)}
    passing = sentence.vocabulary.general.passing
    return tuple(
        Term(said, alternatives(said), passing=stem(said.casefold()) in passing)
        for said in ignored
        if said not in counts
    )


def _without_descriptions(filters: Filters, ignored: Sequence[str], sentence: Sentence) -> Filters:
    """A ref says exactly which action is meant, and a name whose: what else was said describes it."""
    described = len(filters.refs) == 1 or not sentence.has("which of", "any of", "how many of")
    searched = () if filters.refs and described else filters.terms
    terms = tuple(term for term in searched if not _is_part_of_name(term, filters))
    chatter = tuple(said for said in ignored if not number_in(said))
    unchanged = terms == filters.terms and not chatter
    return filters if unchanged else replace(filters, terms=terms, ignored=chatter)


def _is_part_of_name(term: Term, filters: Filters) -> bool:
    """Whether a word is part of a name that was recognised anyway: "gangs" of "Drugs, alcohol and gangs"."""
    names = (*filters.priorities, *filters.organisations, *filters.owners)
    held = {stem for name in names for stem in stems_of(name)}
    return not term.literal and any(held.issuperset(stems) for stems in term.stems)

"""Which actions a sentence means: its names, statuses, dates and words as filters."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from csp_core.asking.chatter import is_chatter
from csp_core.asking.filters import EVERYTHING, STATUSES, Field, Filters, Term
from csp_core.asking.funds import Funds, funds_meant
from csp_core.asking.general import Kind, alternatives
from csp_core.asking.limits import with_cues
from csp_core.asking.numbers import NUMBER_WORDS, ORDINALS, number_in
from csp_core.asking.refs import is_prefix, may_be_ref, refs_between, unknown_refs
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.windows import plan_meant, with_dates
from csp_core.book import Plan, Status
from csp_core.text import stems_of, tokens_of

# What a phrase is taken for, where it could mean several things; earlier is more telling.
_PREFERENCE = (
    Kind.REF, Kind.PERSON, Kind.POST, Kind.PRIORITY, Kind.ORGANISATION, Kind.ROLE, Kind.STATUS, Kind.STATUS_WORD,
    Kind.THEME, Kind.COLLISION, Kind.TITLE, Kind.THEME_WORD,
)  # fmt: skip
_SEARCHED = {Kind.THEME, Kind.COLLISION, Kind.TITLE, Kind.THEME_WORD}
# Cues of questions about actions; the words of other cues may still be words of a title.
_CUES_OF_ACTIONS = {
    "list", "owner", "partners", "deadline", "due", "overdue", "progress", "changed", "count", "status", "why", "mine",
    "oldest_first", "newest_first", "no_date", "no_owner", "no_lead", "no_partners", "no_progress", "no_funding",
    "no_start", "no_measure", "no_completed", "starting", "by_status", "together", "with_funding",
    "with_date", "with_owner", "moved", "sign_off",
    "funded_by", "by_organisation", "by_priority", "lead_only", "partner_only", "all_of_them", "negation", "reminders",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Facet:
    """One value of one field of the filters."""

    field: str
    value: str | Term | Status
    negated: bool


class _Gathered:
    """The facets of a sentence by field, before they are frozen."""

    def __init__(self) -> None:
        self.names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.terms: defaultdict[bool, dict[Term, None]] = defaultdict(dict)
        self.statuses: defaultdict[bool, set[Status]] = defaultdict(set)

    def add(self, facet: _Facet, *, either: bool = False) -> None:
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


def _is_behind_or(sentence: Sentence, at: int) -> bool:
    """Whether a searched word stands right behind "or" and another searched word."""
    before = [span for span in sentence.spans[:at] if span.read not in {"the", "a", "in", "on", "for"}][-2:]
    kinds = {Kind.TITLE, Kind.THEME_WORD, Kind.TOPIC, Kind.NICKNAME}
    searched = len(before) == 2 and before[0].meanings.keys() <= kinds and not before[0].quoted
    return searched and before[1].read == "or"


@lru_cache(maxsize=64)
def filters_of(sentence: Sentence) -> Filters:
    """All filters of a sentence; words that mean nothing else are looked for in the text of actions."""
    plan = plan_meant(sentence)
    year = plan.year if plan else None
    gathered = _Gathered()
    funds = funds_meant(sentence)
    for ref in (*unknown_refs(sentence, plan), *refs_between(sentence, plan)):
        gathered.add(_Facet("refs", ref, negated=False))
    for name in _numbered_priorities(sentence, plan):
        gathered.add(_Facet("priorities", name, negated=False))
    ignored = []
    for at, span in enumerate(sentence.spans):
        if is_chatter(sentence, at):
            ignored.append(span.said)
            continue
        if is_prefix(sentence, span) or (span.first < funds.last and span.last > funds.first):
            continue
        for facet in _facets(span, sentence, year):
            if facet.field != "refs" or may_be_ref(sentence, at):
                gathered.add(facet, either=_is_behind_or(sentence, at))
    filters = _with_funds(with_cues(sentence, with_dates(sentence, gathered.filters(year))), funds)
    if ignored and replace(filters, year=None) == EVERYTHING:
        # Nothing else was said: then it is what the question is about.
        counts = NUMBER_WORDS.keys() if sentence.has("action") else {*NUMBER_WORDS, *filter(str.isdigit, ignored)}
        return replace(filters, terms=tuple(Term(said, alternatives(said)) for said in ignored if said not in counts))
    # A ref says exactly which action is meant; what else was said describes it.
    described = len(filters.refs) == 1 or not sentence.has("which of", "any of", "how many of")
    searched = () if filters.refs and described else filters.terms
    terms = tuple(term for term in searched if not _is_part_of_name(term, filters))
    ignored = [said for said in ignored if not number_in(said)]
    unchanged = terms == filters.terms and not ignored
    return filters if unchanged else replace(filters, terms=terms, ignored=tuple(ignored))


def _with_funds(filters: Filters, funds: Funds) -> Filters:
    if not funds.names:
        return filters
    if funds.negated:
        return replace(filters, not_funds=funds.names, lacking=filters.lacking - {Field.FUNDING})
    return replace(filters, funds=funds.names)


def _numbered_priorities(sentence: Sentence, plan: Plan | None) -> tuple[str, ...]:
    """ "Priority 3" and "the third priority", counted as the plan prints them."""
    words, names = sentence.folded, plan.priorities if plan else ()
    at = next((at for at, word in enumerate(words) if word == "priority"), None)
    if at is None:
        return ()
    behind = number_in(words[at + 1]) if at + 1 < len(words) else None
    number = behind or (ORDINALS.get(words[at - 1]) if at else None)
    return (names[number - 1].name,) if number and number <= len(names) else ()


def _is_part_of_name(term: Term, filters: Filters) -> bool:
    """Whether a word is part of a name that was recognised anyway: "gangs" of "Drugs, alcohol and gangs"."""
    names = (*filters.priorities, *filters.organisations, *filters.owners)
    held = {stem for name in names for stem in stems_of(name)}
    return not term.literal and any(held.issuperset(stems) for stems in term.stems)


def _facets(span: Span, sentence: Sentence, year: str | None) -> Iterator[_Facet]:
    if span.quoted:
        yield _Facet("terms", Term(span.said, (stems_of(span.said),), literal=True), span.negated)
        return
    if not span.meanings:
        yield from _unknown(span)
        return
    if span.means(Kind.NICKNAME) and _is_against_another(span, sentence):
        yield from (_Facet("organisations", name, span.negated) for name in span.values(Kind.NICKNAME))
        return
    if span.meanings.keys() == {Kind.NICKNAME}:
        yield from _unknown(span)
        return
    kind = next(filter(span.meanings.__contains__, _PREFERENCE), None)
    if kind is Kind.PRIORITY and _is_narrower(span, sentence, year):
        yield _Facet("terms", Term(span.said, (stems_of(span.said),), literal=True), span.negated)
        return
    if kind is Kind.STATUS and span.means(Kind.STATUS_WORD) and _beside_status_words(sentence, span):
        kind = Kind.STATUS_WORD
    if kind is None and _is_word_of_an_action(span, sentence):
        yield _Facet("terms", term_for(span, sentence), span.negated)
        return
    if kind is None or (kind in _SEARCHED and _only_asks(span)):
        return
    if kind in {Kind.THEME, Kind.THEME_WORD, Kind.COLLISION, Kind.TITLE}:
        yield from _themed(span, sentence, year)
        return
    for value in span.values(kind):
        yield from _named(kind, value, span.negated)


def _is_against_another(span: Span, sentence: Sentence) -> bool:
    """ "Foxglove v Homes": beside another organisation."""
    named = {other.last for other in sentence.of_kind(Kind.ORGANISATION, Kind.ROLE)}
    joined = sentence.folded[span.first - 1] in {"v", "vs", "versus"} if span.first else False
    return joined and span.first - 1 in named


def _is_narrower(span: Span, sentence: Sentence, year: str | None) -> bool:
    """ "Prevent" of "Hate crime, cohesion and Prevent", where titles speak of it: those actions are meant, unless
    another part of the name is said as well."""
    if span.last - span.first > 1 or not (span.means(Kind.THEME_WORD) and span.means(Kind.TITLE)):
        return False
    whole = {
        name for theme in span.values(Kind.THEME_WORD) for name in sentence.vocabulary.priorities_of(theme, year or "")
    }
    others = (other for other in sentence.of_kind(Kind.PRIORITY, Kind.THEME) if other is not span)
    return whole.issuperset(span.values(Kind.PRIORITY)) and not any(others)


def _beside_status_words(sentence: Sentence, span: Span) -> bool:
    """ "On target, at risk and complete": all three as the plan writes them."""
    others = (other for other in sentence.of_kind(Kind.STATUS_WORD) if other is not span and not other.negated)
    return any(not other.means(Kind.STATUS) for other in others)


def _is_word_of_an_action(span: Span, sentence: Sentence) -> bool:
    """A word that elsewhere asks for money or figures, where actions are asked for and their texts hold it."""
    asks = span.means(Kind.FILLER) or not _CUES_OF_ACTIONS.isdisjoint(span.values(Kind.CUE))
    held = sentence.vocabulary.text_stems.issuperset(stems_of(span.read))
    return not asks and sentence.has("action", "actions") and held


def _only_asks(span: Span) -> bool:
    """Whether a phrase serves as a cue of a question about actions, or as mere filler, not as a word to look for."""
    return bool(_CUES_OF_ACTIONS.intersection(span.values(Kind.CUE))) or (
        span.means(Kind.FILLER) and not span.means(Kind.THEME)
    )


def _unknown(span: Span) -> Iterator[_Facet]:
    if not span.said.isdigit() and len(span.said) > 1 and span.read not in NUMBER_WORDS:
        yield _Facet("terms", Term(span.said, alternatives(span.read)), span.negated)


def _named(kind: Kind, value: str, negated: bool) -> Iterator[_Facet]:
    field = {
        Kind.REF: "refs", Kind.PRIORITY: "priorities", Kind.ORGANISATION: "organisations", Kind.ROLE: "organisations",
        Kind.POST: "owners", Kind.PERSON: "owners", Kind.STATUS_WORD: "status_words",
    }.get(kind)  # fmt: skip
    if field:
        yield _Facet(field, value, negated)
    elif kind is Kind.STATUS:
        yield from (_Facet("statuses", status, negated) for status in STATUSES[value])


def _themed(span: Span, sentence: Sentence, year: str | None) -> Iterator[_Facet]:
    """A name of a whole theme means its priority, where the plan has one; anything else is looked for in the text."""
    priorities = [
        name
        for theme in (*span.values(Kind.THEME), *_only_theme(span, sentence))
        for name in sentence.vocabulary.priorities_of(theme, year or "")
    ]
    if priorities:
        yield from (_Facet("priorities", name, span.negated) for name in priorities)
        return
    yield _Facet("terms", term_for(span, sentence), span.negated)


def _only_theme(span: Span, sentence: Sentence) -> tuple[str, ...]:
    """The theme of a word like "domestic burglary", which has one meaning and which no action holds."""
    general = sentence.vocabulary.general
    alternatives_of = [general.collisions[key] for key in span.values(Kind.COLLISION)]
    if len(alternatives_of) != 1 or len(alternatives_of[0]) != 1 or span.means(Kind.TITLE):
        return ()
    return general.theme_names.get(tokens_of(alternatives_of[0][0]), ())


def term_for(span: Span, sentence: Sentence) -> Term:
    """What to look for when a phrase is searched: its own words, its synonyms, and other names of its theme."""
    vocabulary = sentence.vocabulary
    names = [name for theme in span.values(Kind.THEME) for name in vocabulary.general.themes[theme].names]
    titles = list(span.values(Kind.TITLE)) or [span.read]
    stems = dict.fromkeys(
        alternative
        for said in (*titles, span.read, span.read.replace(" ", ""), *names)
        for alternative in alternatives(said)
    )
    return Term(span.said, tuple(stems))

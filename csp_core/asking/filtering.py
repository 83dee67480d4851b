"""Which actions a sentence means: its names, statuses, dates and words as filters."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from csp_core.asking.dates import DateSpan, Relation, is_plan_year, moved_before
from csp_core.asking.filters import Field, Filters, Part, Term
from csp_core.asking.general import Kind, alternatives
from csp_core.asking.refs import may_be_ref, unknown_refs
from csp_core.asking.sentence import Sentence, Span, all_filler
from csp_core.book import OPEN_STATUSES, Plan, Status
from csp_core.periods import Period
from csp_core.text import stem, stems_of, tokens_of

_STATUSES = {status.value: frozenset({status}) for status in Status} | {"open": OPEN_STATUSES}
# What a phrase is taken for, where it could mean several things; earlier is more telling.
_PREFERENCE = (
    Kind.REF, Kind.PERSON, Kind.POST, Kind.PRIORITY, Kind.ORGANISATION, Kind.ROLE, Kind.STATUS, Kind.STATUS_WORD,
    Kind.THEME, Kind.COLLISION, Kind.TITLE, Kind.THEME_WORD,
)  # fmt: skip
_SEARCHED = {Kind.THEME, Kind.COLLISION, Kind.TITLE, Kind.THEME_WORD}
# Cues of questions about actions; the words of other cues may still be words of a title.
_CUES_OF_ACTIONS = {
    "list", "owner", "partners", "deadline", "due", "overdue", "progress", "changed", "count", "status", "why", "mine",
    "oldest_first", "newest_first", "no_date", "no_owner", "no_lead", "with_date", "with_owner", "moved", "sign_off",
    "by_organisation", "by_priority", "lead_only", "partner_only", "all_of_them", "negation", "reminders",
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

    def add(self, facet: _Facet) -> None:
        match facet.value:
            case Term():
                self.terms[facet.negated][facet.value] = None
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
        )


def plan_meant(sentence: Sentence) -> Plan | None:
    """The plan year a sentence speaks of, else the current one; None when no plan has such a year."""
    book = sentence.vocabulary.book
    current = book.current_plan(sentence.today)
    for span in sentence.dates:
        if span.period and is_plan_year(span.period) and not limits_due(sentence, span) and not _ahead(sentence, span):
            return next((plan for plan in book.plans if plan.first_day == span.period.first), None)
    if sentence.has("previous plan", "last plan", "earlier plan", "the plan before", "old plan"):
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


@lru_cache(maxsize=64)
def filters_of(sentence: Sentence) -> Filters:
    """All filters of a sentence; words that mean nothing else are looked for in the text of actions."""
    plan = plan_meant(sentence)
    year = plan.year if plan else None
    gathered = _Gathered()
    for ref in unknown_refs(sentence, plan):
        gathered.add(_Facet("refs", ref, negated=False))
    ignored = []
    for at, span in enumerate(sentence.spans):
        if _is_chatter(sentence, at):
            ignored.append(span.said)
            continue
        for facet in _facets(span, sentence, year):
            if facet.field != "refs" or may_be_ref(sentence, at):
                gathered.add(facet)
    filters = _with_cues(sentence, _with_dates(sentence, gathered.filters(year)))
    if ignored and replace(filters, year=None) == Filters():
        # Nothing else was said: then it is what the question is about.
        return replace(filters, terms=tuple(Term(said, (stems_of(said),)) for said in ignored))
    # A ref says exactly which action is meant; what else was said describes it.
    terms = () if filters.refs else tuple(term for term in filters.terms if not _is_part_of_name(term, filters))
    return replace(filters, terms=terms, ignored=tuple(ignored))


def _is_part_of_name(term: Term, filters: Filters) -> bool:
    """Whether a word is part of a name that was recognised anyway: "gangs" of "Drugs, alcohol and gangs"."""
    names = (*filters.priorities, *filters.organisations, *filters.owners)
    held = {stem for name in names for stem in stems_of(name)}
    return not term.literal and any(held.issuperset(stems) for stems in term.stems)


_TOPICAL = {
    "about", "on", "regarding", "concerning", "mention", "mentions", "mentioning", "re", "called", "named", "involving",
    "saying", "says", "containing", "covering", "around",
}  # fmt: skip
_PASSED_OVER = {"the", "a", "an", "any", "all", "our", "your", "some", "this", "that", "new", "more"}
_NOUNS_OF_ACTIONS = {"action", "actions", "project", "projects", "scheme", "schemes", "task", "tasks", "one", "ones"}


def _is_chatter(sentence: Sentence, at: int) -> bool:
    """Whether a word that nothing here knows is taken for chatter: nothing says that it is the topic."""
    span = sentence.spans[at]
    if span.meanings or span.quoted or stem(span.read) in sentence.vocabulary.text_stems:
        return False
    others = [other for other in sentence.spans if other is not span and other.meanings and not all_filler(other)]
    if not others and not sentence.dates:
        return False
    return not (_is_topic(sentence, span) or _is_capital(sentence, span))


def _is_topic(sentence: Sentence, span: Span) -> bool:
    """After "about", or right before "actions"; words between that nothing knows are passed over."""
    unknown = {other.first for other in sentence.spans if not other.meanings}
    before = span.first - 1
    while before >= 0 and (sentence.folded[before] in _PASSED_OVER or before in unknown):
        before -= 1
    after = sentence.folded[span.last] if span.last < len(sentence.folded) else ""
    return (before >= 0 and sentence.folded[before] in _TOPICAL) or after in _NOUNS_OF_ACTIONS


def may_be_place(sentence: Sentence, span: Span) -> bool:
    """Whether an unknown word stands where a place would: after "in" or "for", or with a capital."""
    before = sentence.folded[span.first - 1] if span.first else ""
    return before in {"in", "for", "at", "of", "near"} or _is_capital(sentence, span)


def _is_capital(sentence: Sentence, span: Span) -> bool:
    """A capital inside a sentence that has small letters too is a name."""
    return span.first > 0 and span.said[:1].isupper() and not sentence.text.isupper()


def _facets(span: Span, sentence: Sentence, year: str | None) -> Iterator[_Facet]:
    if span.quoted:
        yield _Facet("terms", Term(span.said, (stems_of(span.said),), literal=True), span.negated)
        return
    if not span.meanings:
        yield from _unknown(span)
        return
    kind = next((kind for kind in _PREFERENCE if span.means(kind)), None)
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
    if not span.said.isdigit() and len(span.said) > 1:
        yield _Facet("terms", Term(span.said, alternatives(span.read)), span.negated)


def _named(kind: Kind, value: str, negated: bool) -> Iterator[_Facet]:
    field = {
        Kind.REF: "refs", Kind.PRIORITY: "priorities", Kind.ORGANISATION: "organisations", Kind.ROLE: "organisations",
        Kind.POST: "owners", Kind.PERSON: "owners", Kind.STATUS_WORD: "status_words",
    }.get(kind)  # fmt: skip
    if field:
        yield _Facet(field, value, negated)
    elif kind is Kind.STATUS:
        yield from (_Facet("statuses", status, negated) for status in _STATUSES[value])


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


def _with_dates(sentence: Sentence, filters: Filters) -> Filters:
    as_at = sentence.dated(Relation.AS_AT)
    windows = [span for span in sentence.dates if limits_due(sentence, span)]
    if as_at and as_at.period:
        filters = replace(filters, as_at=as_at.period.last)
    if not windows:
        return filters
    if _says_overdue(sentence, negated=False) and (late := _overdue_by(sentence, windows)):
        return replace(filters, due=late)
    if filters.statuses == _STATUSES["completed"] and not sentence.cue("due", "deadline", "overdue"):
        behind = [replace(span, period=moved_before(span, sentence.today)) for span in windows]
        return replace(filters, completed=_joined(sentence, behind))
    return replace(filters, due=_joined(sentence, windows))


def _overdue_by(sentence: Sentence, spans: list[DateSpan]) -> Period | None:
    """ "Overdue by more than a month" means that the date was more than a month ago."""
    span = spans[0]
    if span.period is None or not span.period.first == sentence.today != span.period.last:
        return None
    if sentence.has("next", "coming", "within"):
        return None
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


def _with_cues(sentence: Sentence, filters: Filters) -> Filters:
    ahead = filters.due is not None and filters.due.first >= sentence.today
    lacking = {"no_date": Field.DUE, "no_owner": Field.OWNER, "no_lead": Field.LEAD}
    having = {"with_date": Field.DUE, "with_owner": Field.OWNER}
    return replace(
        filters,
        overdue=_says_overdue(sentence, negated=False) and not ahead,
        not_overdue=_says_overdue(sentence, negated=True),
        mine=sentence.cue("mine") or _says_my(sentence),
        moved=sentence.cue("moved"),
        awaiting_sign_off=sentence.cue("sign_off"),
        lacking=frozenset(field for cue, field in lacking.items() if sentence.cue(cue)),
        having=frozenset(field for cue, field in having.items() if sentence.cue(cue)),
        part=_part(sentence, filters),
    )


_OWNED = {
    "action", "actions", "task", "tasks", "list", "deadline", "deadlines", "work", "stuff", "job", "jobs", "ones",
    "items", "overdue", "outstanding", "open", "due", "next", "late",
}  # fmt: skip


def _says_my(sentence: Sentence) -> bool:
    """ "My open actions", but not "for my briefing"."""
    words = sentence.folded
    return any(word == "my" and not _OWNED.isdisjoint(words[at + 1 : at + 4]) for at, word in enumerate(words))


def _says_overdue(sentence: Sentence, *, negated: bool) -> bool:
    return any(span.means(Kind.CUE, "overdue") and span.negated is negated for span in sentence.spans)


def _part(sentence: Sentence, filters: Filters) -> Part:
    if not (filters.organisations or filters.not_organisations):
        return Part.ANY
    if sentence.cue("partner_only", "partners"):
        return Part.PARTNER
    return Part.LEAD if filters.owners or sentence.cue("lead_only", "owner") else Part.ANY

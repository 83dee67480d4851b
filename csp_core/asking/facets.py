"""What one phrase of a sentence says of the actions that are meant: a ref, a name, a status or words to look for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from csp_core.asking.filters import STATUSES, Term
from csp_core.asking.general import Kind, alternatives
from csp_core.asking.numbers import NUMBER_WORDS
from csp_core.asking.sentence import Sentence, Span
from csp_core.book import Status
from csp_core.text import stem, stems_of, tokens_of


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of one field of the filters."""

    field: str
    value: str | Term | Status
    negated: bool


def facets_of(span: Span, sentence: Sentence, year: str | None) -> Iterable[Facet]:
    """What a phrase adds to the filters on the plan of a year; nothing, where it only asks."""
    if span.quoted:
        return (_literally(span),)
    if span.means(Kind.NICKNAME) and _is_against_another(span, sentence):
        return [Facet("organisations", name, span.negated) for name in span.values(Kind.NICKNAME)]
    if span.meanings.keys() <= _SHORT_FORMS:
        return _unknown(span, sentence)
    kind = next(filter(span.meanings.__contains__, _PREFERENCE), None)
    if kind is None:
        return (_searched(span, sentence),) if _is_word_of_an_action(span, sentence) else ()
    if kind in _SEARCHED:
        return () if _only_asks(span) else _themed(span, sentence, year)
    if kind is Kind.PRIORITY and _is_narrower(span, sentence, year):
        return (_literally(span),)
    if kind is Kind.STATUS and span.means(Kind.STATUS_WORD) and _beside_status_words(sentence, span):
        kind = Kind.STATUS_WORD
    return [facet for value in span.values(kind) for facet in _named(kind, value, negated=span.negated)]


# A short form of a name that is said for nobody is a word like any other.
_SHORT_FORMS = {Kind.NICKNAME}
# What a phrase is taken for, where it could mean several things; earlier is more telling.
_PREFERENCE = (
    Kind.REF, Kind.PERSON, Kind.POST, Kind.PRIORITY, Kind.ORGANISATION, Kind.ROLE, Kind.STATUS, Kind.STATUS_WORD,
    Kind.THEME, Kind.COLLISION, Kind.TITLE, Kind.THEME_WORD,
    Kind.SERIES,
)  # fmt: skip
_SEARCHED = {Kind.THEME, Kind.COLLISION, Kind.TITLE, Kind.THEME_WORD, Kind.SERIES}


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


# Cues of questions about actions; the words of other cues may still be words of a title.
_CUES_OF_ACTIONS = {
    "list", "owner", "partners", "deadline", "due", "overdue", "progress", "changed", "count", "status", "why", "mine",
    "oldest_first", "newest_first", "no_date", "no_owner", "no_lead", "no_partners", "no_progress", "no_funding",
    "no_start", "no_measure", "no_completed", "starting", "by_status", "together", "with_funding",
    "with_date", "with_owner", "moved", "sign_off",
    "funded_by", "by_organisation", "by_priority", "lead_only", "partner_only", "all_of_them", "negation", "reminders",
}  # fmt: skip


def _literally(span: Span) -> Facet:
    return Facet("terms", Term(span.said, (stems_of(span.said),), literal=True), span.negated)


def _searched(span: Span, sentence: Sentence) -> Facet:
    term = term_for(span, sentence)
    return Facet("terms", replace(term, passing=True) if _is_passing(span, sentence) else term, span.negated)


def _is_passing(span: Span, sentence: Sentence) -> bool:
    """Whether a word is of talk about a plan, and not behind "about"."""
    if span.last - span.first > 1 or span.negated or stem(span.read) not in sentence.vocabulary.general.passing:
        return False
    return not (span.first and sentence.folded[span.first - 1] in _TOPICAL)


_TOPICAL = {"about", "mention", "mentions", "mentioning", "regarding", "concerning", "called", "named"}


def _unknown(span: Span, sentence: Sentence) -> Iterable[Facet]:
    """A word that nothing here knows is looked for in the text, unless it only counts."""
    if span.said.isdigit() or len(span.said) < 2 or span.read in NUMBER_WORDS:
        return ()
    term = Term(span.said, alternatives(span.read), passing=_is_passing(span, sentence))
    return (Facet("terms", term, span.negated),)


def _named(kind: Kind, value: str, *, negated: bool) -> Iterable[Facet]:
    if kind is Kind.STATUS:
        return [Facet("statuses", status, negated) for status in STATUSES[value]]
    return (Facet(_FIELDS[kind], value, negated),)


_FIELDS = {
    Kind.REF: "refs", Kind.PRIORITY: "priorities", Kind.ORGANISATION: "organisations", Kind.ROLE: "organisations",
    Kind.POST: "owners", Kind.PERSON: "owners", Kind.STATUS_WORD: "status_words",
}  # fmt: skip


def _themed(span: Span, sentence: Sentence, year: str | None) -> Iterable[Facet]:
    """A name of a whole theme means its priority, where the plan has one; anything else is looked for in the text."""
    priorities = [
        name
        for theme in (*span.values(Kind.THEME), *_only_theme(span, sentence))
        for name in sentence.vocabulary.priorities_of(theme, year or "")
    ]
    if priorities:
        return [Facet("priorities", name, span.negated) for name in priorities]
    return (_searched(span, sentence),)


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

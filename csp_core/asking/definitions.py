"""Reads what terms mean, how series are counted, and by which rule an action is overdue or closed."""

import re
from collections.abc import Iterable

from csp_core.asking.filtering import filters_of
from csp_core.asking.general import Kind
from csp_core.asking.questions import AskDefinition, Definition, Question
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said
from csp_core.asking.windows import plan_meant
from csp_core.book import OPEN_STATUSES, Status
from csp_core.text import stems_of, tokens_of


def read_definition(sentence: Sentence) -> Question | None:
    """What terms mean or how they are counted."""
    if rule := _asks_for_a_rule(sentence) or _asks_what_cannot_be(sentence):
        return rule
    if _asks_what_a_term_is(sentence) and not sentence.cue("list", "due", "status", "figures", "change"):
        return AskDefinition(_defined(sentence, sentence.values(Kind.GLOSSARY)))
    if (
        not sentence.cue("definition")
        or sentence.cue("brief")
        or sentence.has("doing about", "do about", "doing to")
        or any(sentence.of_kind(Kind.REF))
    ):
        return None
    spelled = sentence.has("mean", "means", "meaning", "stand for", "stands for", "acronym", "meant")
    measures = () if spelled and any(sentence.of_kind(Kind.GLOSSARY)) else series_said(sentence)
    terms = () if measures else sentence.values(Kind.GLOSSARY)
    topics = sentence.values(Kind.TOPIC)
    if terms or measures or topics:
        return AskDefinition(_defined(sentence, terms), measures, topics)
    if status_words := sentence.values(Kind.STATUS_WORD):
        return AskDefinition(status_words=status_words)
    return _unknown_term(sentence)


def _defined(sentence: Sentence, terms: Iterable[str]) -> tuple[Definition, ...]:
    glossary = sentence.vocabulary.general.glossary
    return tuple(Definition(term, glossary.get(term)) for term in terms)


def _unknown_term(sentence: Sentence) -> AskDefinition | None:
    """A term that no vocabulary has, unless the glossary explains another one with just these words."""
    if any(span.said.isdigit() for span in sentence.spans):
        return None
    said = [span.said for span in sentence.telling if not (span.means(Kind.CUE) or span.means(Kind.AREA))]
    if not said:
        return None
    unknown = " ".join(said)
    glossary = sentence.vocabulary.general.glossary
    spelled = next((term for term, meaning in glossary.items() if _begins_with(meaning, unknown)), unknown.casefold())
    known = spelled in glossary
    return AskDefinition((Definition(spelled if known else unknown, glossary.get(spelled)),))


def _begins_with(meaning: str, said: str) -> bool:
    """ "Public spaces protection order", which is what PSPO means."""
    return tokens_of(meaning.partition(",")[0]) == tokens_of(said)


def _asks_what_a_term_is(sentence: Sentence) -> bool:
    """ "What is an IDVA?", "IDVA in full"; "what's red?" and "what's been carried forward" ask for actions."""
    telling = sentence.telling
    terms = [span for span in telling if span.means(Kind.GLOSSARY)]
    spelled = len(terms) == 1 and _WANTS_IT_SPELLED.search(sentence.text) is not None
    if spelled and not sentence.cue("overdue", "owner", "deadline", "count", "partners"):
        return not any(sentence.of_kind(Kind.REF, Kind.PRIORITY, Kind.ORGANISATION, Kind.POST))
    alone = len(sentence.spans) == 1 and sentence.text.endswith("?") and not _is_a_series_alone(sentence)
    opened = alone or sentence.starts("what is a", "what is an", "whats a", "whats an", "what is", "whats")
    if sentence.has("been") or any(sentence.of_kind(Kind.STATUS_WORD)):
        return False
    return opened and bool(telling) and len(terms) == len(telling) and not sentence.cue("overdue")


_WANTS_IT_SPELLED = re.compile(
    r"\b(?:in full|spell(?:ed|t)? out|written out|short for|abbreviat\w*|acronym|initials|jargon|never heard of"
    r"|(?:plain|simple|layman['’]?s) (?:words|english|terms)|new to (?:this|it|csp)|what (?:it|that|this) is"
    r"|what is (?:it|that|this)|what['’]?s (?:it|that|this)|whats? (?:it|that)|decode"
    r"|what (?:exactly )?(?:do|does) (?:a|an|the) \w{2,20} (?:actually )?do)\b",
    re.IGNORECASE,
)


def _is_a_series_alone(sentence: Sentence) -> bool:
    """ "KSI?", where a series counts them and no action speaks of them."""
    return bool(series_said(sentence)) and sentence.vocabulary.text_stems.isdisjoint(stems_of(sentence.text))


def _asks_for_a_rule(sentence: Sentence) -> AskDefinition | None:
    """ "How do you decide something's overdue", "overdue - what's the rule?"."""
    if not sentence.cue("overdue") or any(sentence.of_kind(Kind.REF, Kind.MEASURE)):
        return None
    if not _RULE.search(sentence.text) or sentence.cue("count", "by_organisation", "by_priority"):
        return None
    return AskDefinition(_defined(sentence, (*_closed_terms(sentence), "overdue")))


_RULE = re.compile(
    r"\b(?:what['’]?s|what is|which|your|the) (?:rule|rules|criteria|criterion|definition|test|threshold|cut[- ]?off)\b"
    r"|\b(?:do|does|would|will|can|should) (?:you|we|it|that|one|they|an? action) (?:still )?"
    r"(?:decide|class|call|treat|count|consider|define|judge|work out|flag|regard|say)\b"
    r"|\b(?:makes?|made|turns?) (?:an?|the|something|some) ?(?:action|thing|one)?s? ?(?:count(?:ed)? as |go |be )?"
    r"(?:late|overdue)\b"
    r"|\b(?:count|counts|counted|class|classed|treat|treated|flagged?|regarded?|considered) (?:as )?(?:late|overdue)\b",
    re.IGNORECASE,
)


def _asks_what_cannot_be(sentence: Sentence) -> AskDefinition | None:
    """ "Do cancelled ones show as overdue?", "are the green ones done?": no action can be both, so that what the words
    mean is the answer."""
    if any(sentence.of_kind(Kind.REF, Kind.MEASURE, Kind.PRIORITY, Kind.ORGANISATION)) or sentence.cue("count"):
        return None
    filters = filters_of(sentence)
    if sentence.cue("overdue") and (terms := _closed_terms(sentence)) and not filters.terms:
        return AskDefinition(_defined(sentence, (*terms, "overdue")))
    plan = plan_meant(sentence)
    words = {word.casefold() for word in filters.status_words}
    written = {a.status for a in plan.actions if (a.status_as_written or "").casefold() in words} if plan else set()
    excluded = bool(written) and written.isdisjoint(filters.statuses) and filters.statuses == {Status.COMPLETED}
    return AskDefinition(status_words=filters.status_words) if excluded and not sentence.has("and") else None


def _closed_terms(sentence: Sentence) -> tuple[str, ...]:
    """Which states that end work, other than completion, a sentence speaks of; none, where open work is meant too."""
    statuses = filters_of(sentence).statuses
    if _ROLLED_OVER.search(sentence.text):
        statuses = statuses | {Status.CARRIED_FORWARD}
    if not statuses.isdisjoint({*OPEN_STATUSES, Status.COMPLETED}):
        return ()
    return tuple(term for status, term in _ENDED.items() if status in statuses)


_ENDED = {Status.CARRIED_FORWARD: "carried forward", Status.CANCELLED: "cancelled"}
_ROLLED_OVER = re.compile(
    r"\b(?:roll|carr|put|push|defer|mov|held|hold|shift)\w* (?:\w+ ){0,4}?(?:(?:in)?to|over to|until|till) "
    r"(?:the )?next (?:year|plan)|\broll(?:ed|ing)?\b(?: \w+){0,2} over\b",
    re.IGNORECASE,
)

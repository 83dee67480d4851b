"""Reads questions about the plan as a whole: its document, its priorities, who takes part, which year it is."""

from collections.abc import Set

from csp_core.asking.filtering import filters_of
from csp_core.asking.general import Kind
from csp_core.asking.questions import AskDocument, AskOrganisations, AskPriorities, AskStatements, Question, Unheld
from csp_core.asking.sentence import Sentence
from csp_core.asking.windows import plan_meant
from csp_core.text import tokens_of

_DOCUMENTS = set(tokens_of("document doc paper title publication edition version source"))
_OF_DOCUMENTS = set(
    tokens_of(
        "cite cited quote quoted reference called name written wrote write behind underlying published publish dated"
        " date named taken drawn based using from when figures issued produced agreed adopted full record records"
        " information answers use used official printed out"
    )
)
_PRIORITIES = set(tokens_of("topic subject theme heading strand pillar focus aim chapter section priority goal"))
_OF_PRIORITIES = set(
    tokens_of(
        "area key main top divided split organised organized structured cover covered concentrate set out under into"
    )
)
_PARTNERS = set(tokens_of("organisation organization agency agencies body bodies partner member service partnership"))
_OF_PARTNERS = set(
    tokens_of(
        "involved part take takes taking lead leads leading help helps helping sit sits belong belongs join joined"
        " signed sign up name named work works working different full supporting support community safety other"
    )
)


def read_document(sentence: Sentence) -> Question | None:
    """Which document the records come from."""
    named = any(sentence.of_kind(Kind.REF, Kind.MEASURE, Kind.TITLE)) or any(
        span.said.isdigit() for span in sentence.spans
    )
    topics = sentence.values(Kind.TOPIC)
    if sentence.cue("document") and topics and sentence.has("signed", "signatories"):
        return AskStatements(topics, sentence.text)
    published = sentence.has("published", "publication", "dated") and sentence.has("plan")
    asked = (sentence.cue("document") and not named) or _is_all_about(sentence, _DOCUMENTS, _OF_DOCUMENTS)
    dated = (
        published or sentence.has("date") or (sentence.starts("when") and sentence.has("written", "issued", "produced"))
    )
    if asked or (published and _is_all_about(sentence, _OF_DOCUMENTS, frozenset())):
        return AskDocument(dated=dated)
    return None


def read_priorities(sentence: Sentence) -> Question | None:
    if any(span.means(Kind.PRIORITY) or span.means(Kind.REF) for span in sentence.telling):
        return None
    if not (sentence.cue("priorities") or _is_all_about(sentence, _PRIORITIES, _OF_PRIORITIES)):
        return None
    if filters_of(sentence).priorities:
        return None
    if any(sentence.cue(cue) for cue in ("progress", "by_priority", "owner", "overdue")) or sentence.leads_with("list"):
        return None
    plan = plan_meant(sentence)
    return AskPriorities(plan.year if plan else None)


def read_organisations(sentence: Sentence) -> Question | None:
    telling = any(sentence.of_kind(Kind.REF, Kind.TITLE, Kind.THEME_WORD, Kind.PRIORITY)) or sentence.cue("owner")
    counted = sentence.cue("by_organisation", "overdue", "count", "progress") or sentence.has("most", "fewest", "least")
    if sentence.cue("organisations") and not (telling or counted):
        return AskOrganisations()
    ranked = sentence.has("most", "fewest", "least", "by", "per", "each") or sentence.cue("overdue", "progress")
    return AskOrganisations() if not ranked and _is_all_about(sentence, _PARTNERS, _OF_PARTNERS) else None


def read_missing_year(sentence: Sentence) -> Question | None:
    """A plan year that is in no record."""
    if plan_meant(sentence) is not None or not sentence.vocabulary.book.plans:
        return None
    held = " and ".join(plan.year for plan in sentence.vocabulary.book.plans)
    return Unheld(f"I do not hold a plan for that year, only for {held}.", ("what are our priorities?",))


def _is_all_about(sentence: Sentence, nouns: Set[str], others: Set[str]) -> bool:
    """Whether nothing is said but nouns of the plan as a whole and what is done with them: "what topics does our plan
    cover". The partnership's own name and area say nothing."""
    book, general = sentence.vocabulary.book, sentence.vocabulary.general
    said = {word for span in sentence.telling for word in tokens_of(span.said)} - general.filler - _ASKING
    if any(sentence.of_kind(Kind.POST, Kind.PERSON, Kind.REF)) or any(cue.startswith("no_") for cue in sentence.cues):
        return False
    own = {*tokens_of(book.name), *tokens_of(book.area or "")} - nouns
    said |= nouns & {*tokens_of(sentence.text)}
    return not nouns.isdisjoint(said) and said <= nouns | others | own


_ASKING = {"list", "show", "year", "name", "this", "how", "many", "whole", "full"}

"""Reads questions about the other records: money, documents, priorities, partners, terms, facts, earlier plans."""

from csp_core.asking.actions import about_actions
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.funds import funds_meant
from csp_core.asking.general import Kind
from csp_core.asking.questions import (
    About,
    AskAction,
    AskActions,
    AskDefinition,
    AskDocument,
    AskFigures,
    AskFunding,
    AskOrganisations,
    AskOutcomes,
    AskPriorities,
    AskStatements,
    AskSuccessor,
    Aspect,
    Definition,
    Question,
    Unheld,
)
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said
from csp_core.asking.windows import plan_meant
from csp_core.text import stems_of


def read_document(sentence: Sentence) -> Question | None:
    """Which document the records come from."""
    named = any(sentence.of_kind(Kind.REF, Kind.MEASURE, Kind.TITLE)) or any(
        span.said.isdigit() for span in sentence.spans
    )
    topics = sentence.values(Kind.TOPIC)
    if sentence.cue("document") and topics and sentence.has("signed", "signatories"):
        return AskStatements(topics, sentence.text)
    return AskDocument() if sentence.cue("document") and not named else None


def read_funded(sentence: Sentence) -> Question | None:
    """Which actions a fund pays for, or who pays for one action."""
    if funds_meant(sentence).names:
        return None if sentence.cue("split") else AskActions(filters_of(sentence), count=sentence.cue("count"))
    paying = sentence.cue("funded_by") or sentence.has("who funds", "who pays for", "paid for", "funded")
    one = paying and sentence.starts("is", "are", "was", "who", "whos", "how is", "how are", "does")
    if not one or sentence.has("how much"):
        return None
    filters = filters_of(sentence)
    if not filters.terms or filters.lacking:
        return None
    return AskAction(About.FUNDING, Filters(filters.year, terms=filters.terms))


def read_funding(sentence: Sentence) -> Question | None:
    """Money given to the partnership; the money of one action stands with the action."""
    asked = sentence.cue("funding") or any(sentence.of_kind(Kind.GRANT)) or _splits_a_grant(sentence)
    if (
        not asked
        or any(sentence.of_kind(Kind.REF))
        or sentence.has("action", "actions")
        or sentence.cue("owner", "deadline")
    ):
        return None
    titled = [
        span for span in sentence.of_kind(Kind.TITLE) if span.last - span.first > 1 and not span.means(Kind.GRANT)
    ]
    if (
        titled
        and not any(sentence.of_kind(Kind.GRANT))
        and not sentence.has("how much", "amount", "how big", "split", "shared")
    ):
        return None
    plan = plan_meant(sentence)
    held = plan is not None and bool(plan.grants)
    return AskFunding(
        plan.year if plan else None,
        split=sentence.cue("split"),
        total=sentence.cue("split") and sentence.has("sum", "amount", "how much is", "how much was", "total"),
        measures=() if held else _of_money(sentence),
    )


def _splits_a_grant(sentence: Sentence) -> bool:
    """ "How is the violence reduction grant split?": a series of that name, which is money."""
    money = sentence.vocabulary.measures_with(("grant",)) | sentence.vocabulary.measures_with(("fund",))
    return sentence.cue("split") and not money.isdisjoint(series_said(sentence))


def _of_money(sentence: Sentence) -> tuple[str, ...]:
    """Series that record a grant, where the plan itself records none."""
    # "Funding" alone is in the name of many a series.
    named = series_said(sentence) if any(not span.means(Kind.CUE) for span in sentence.telling) else ()
    funded = {name for stem in ("grant", "fund") for name in sentence.vocabulary.measures_with((stem,))}
    money = tuple(measure.name for measure in sentence.vocabulary.book.measures if measure.name in funded)
    return tuple(name for name in named if name in money) or money


def read_outcomes(sentence: Sentence) -> Question | None:
    """How the actions of an earlier plan ended."""
    book = sentence.vocabulary.book
    current = book.current_plan(sentence.today)
    before = book.plan_before(current) if current else None
    meant = plan_meant(sentence)
    told = next((plan for plan in (meant, before) if plan and plan.outcomes and plan is not current), None)
    asked = sentence.cue("outcome") or (sentence.has("last year", "previous year") and about_actions(sentence))
    if told is None or any(sentence.of_kind(Kind.REF)):
        return None
    return AskOutcomes(told.year) if asked or (meant is told and about_actions(sentence)) else None


def read_successor(sentence: Sentence) -> Question | None:
    organisations = filters_of(sentence).organisations if sentence.cue("successor") else ()
    return AskSuccessor(organisations) if organisations else None


def _asks_what_a_term_is(sentence: Sentence) -> bool:
    """ "What is an IDVA?"; "what's red?" and "what's been carried forward" ask for actions."""
    alone = len(sentence.spans) == 1 and sentence.text.endswith("?") and not _is_a_series_alone(sentence)
    opened = alone or sentence.starts("what is a", "what is an", "whats a", "whats an", "what is", "whats")
    if sentence.has("been") or any(sentence.of_kind(Kind.STATUS_WORD)):
        return False
    telling = sentence.telling
    return (
        opened and bool(telling) and all(span.means(Kind.GLOSSARY) for span in telling) and not sentence.cue("overdue")
    )


def _is_a_series_alone(sentence: Sentence) -> bool:
    """ "KSI?", where a series counts them and no action speaks of them."""
    return bool(series_said(sentence)) and sentence.vocabulary.text_stems.isdisjoint(stems_of(sentence.text))


def read_definition(sentence: Sentence) -> Question | None:
    """What terms mean or how they are counted."""
    if _asks_what_a_term_is(sentence) and not sentence.cue("list", "due", "status", "figures", "change"):
        terms = sentence.values(Kind.GLOSSARY)
        return AskDefinition(tuple(Definition(term, sentence.vocabulary.general.glossary[term]) for term in terms))
    if (
        not sentence.cue("definition")
        or sentence.cue("brief")
        or sentence.has("doing about", "do about", "doing to")
        or any(sentence.of_kind(Kind.REF))
    ):
        return None
    glossary = sentence.vocabulary.general.glossary
    spelled = sentence.has("mean", "means", "meaning", "stand for", "stands for", "acronym", "meant")
    measures = () if spelled and any(sentence.of_kind(Kind.GLOSSARY)) else series_said(sentence)
    terms = () if measures else sentence.values(Kind.GLOSSARY)
    topics = sentence.values(Kind.TOPIC)
    if terms or measures or topics:
        return AskDefinition(tuple(Definition(term, glossary[term]) for term in terms), measures, topics)
    if status_words := sentence.values(Kind.STATUS_WORD):
        return AskDefinition(status_words=status_words)
    if any(span.said.isdigit() for span in sentence.spans):
        return None
    unknown = " ".join(span.said for span in sentence.telling if not span.means(Kind.CUE))
    return AskDefinition((Definition(unknown, glossary.get(unknown.casefold())),)) if unknown else None


def read_priorities(sentence: Sentence) -> Question | None:
    telling = sentence.telling
    if not sentence.cue("priorities") or any(span.means(Kind.PRIORITY) or span.means(Kind.REF) for span in telling):
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
    return AskOrganisations() if sentence.cue("organisations") and not (telling or counted) else None


def read_statements(sentence: Sentence) -> Question | None:
    """Facts without a number, where the words of the question are words of their topics."""
    topics = sentence.values(Kind.TOPIC)
    if not topics or about_actions(sentence):
        return None
    others = [span.said for span in sentence.of_kind(Kind.THEME, Kind.THEME_WORD) if not span.means(Kind.TOPIC)]
    if sentence.starts("how many") and others:
        return AskFigures(Aspect.LATEST, said=" ".join(others))
    titled = any(span.last - span.first > 1 and not span.means(Kind.TOPIC) for span in sentence.of_kind(Kind.TITLE))
    named = any(sentence.of_kind(Kind.PRIORITY)) and not sentence.has("what", "does", "did", "is", "are", "how", "why")
    return None if titled or named else AskStatements(topics, sentence.text)


def read_staffing(sentence: Sentence) -> Question | None:
    """How many people an organisation has is in no plan."""
    if not sentence.cue("staffing") or _is_of_the_plan(sentence):
        return None
    return Unheld(
        "I hold the partnership's plan and its figures, not how many people an organisation employs.",
        ("what is overdue?", "latest figures"),
    )


def _is_of_the_plan(sentence: Sentence) -> bool:
    return sentence.has("action", "actions") or any(sentence.of_kind(Kind.REF, Kind.STATUS))


def read_missing_year(sentence: Sentence) -> Question | None:
    """A plan year that is in no record."""
    if plan_meant(sentence) is not None or not sentence.vocabulary.book.plans:
        return None
    held = " and ".join(plan.year for plan in sentence.vocabulary.book.plans)
    return Unheld(f"I do not hold a plan for that year, only for {held}.", ("what are our priorities?",))

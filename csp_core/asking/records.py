"""Reads questions about the other records: money, facts, staffing, earlier plans."""

from csp_core.asking.actions import about_actions
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.funds import funds_meant
from csp_core.asking.general import Kind
from csp_core.asking.questions import (
    About,
    AskAction,
    AskActions,
    AskFigures,
    AskFunding,
    AskOutcomes,
    AskStatements,
    AskSuccessor,
    Aspect,
    Question,
    Unheld,
)
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said
from csp_core.asking.windows import plan_meant


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

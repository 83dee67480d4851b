"""Which change is told by what is named: one action, with a new date or somebody who takes it on.

However it is said, "NB-2 … extension … 18 December" moves a deadline and "… sergeant … takes on NB-2" hands it over.
"""

import re
from functools import lru_cache

from csp_core.asking.deed_days import shift_meant
from csp_core.asking.deed_words import PARTLY, PERCENT
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.reports import counts_parts, is_pointed_at
from csp_core.asking.sentence import Sentence
from csp_core.book import ChangeKind
from csp_core.text import stem


@lru_cache(maxsize=64)
def kind_anchored(sentence: Sentence) -> ChangeKind | None:
    """The change that a statement about one action tells by a date ahead, or by a post, and a word of the deed."""
    if sentence.asks and not sentence.starts("can", "could", "may", "please"):
        return None
    stems = frozenset(map(stem, sentence.folded))
    if stems & _OF_CARRYING and names_the_next_plan(sentence):
        kind = ChangeKind.CARRY_FORWARD
    elif shift_meant(sentence) and not sentence.asks:
        kind = ChangeKind.MOVE_DEADLINE
    elif _tells_a_part(sentence):
        kind = ChangeKind.PROGRESS
    elif _was_completed(sentence, stems):
        kind = ChangeKind.COMPLETE
    elif _is_handed_to_somebody(sentence, stems):
        kind = ChangeKind.REASSIGN
    elif _moves(sentence, stems) and _names_a_day_ahead(sentence):
        kind = ChangeKind.MOVE_DEADLINE
    else:
        return None
    return kind if stems.isdisjoint(_OF_OTHERS) and _names_one(sentence) else None


def _is_handed_to_somebody(sentence: Sentence, stems: frozenset[str]) -> bool:
    somebody = list(sentence.of_kind(Kind.POST, Kind.PERSON))
    return bool(somebody and stems & _OF_HANDING) or any(is_pointed_at(sentence, span.first) for span in somebody)


def _moves(sentence: Sentence, stems: frozenset[str]) -> bool:
    pointed = any(is_pointed_at(sentence, span.first) for span in sentence.dates)
    return pointed or bool(stems & _OF_MOVING) or sentence.has("to go to")


def names_the_next_plan(sentence: Sentence) -> bool:
    """ "Into the 2027-28 plan", "over to next year"."""
    return _NEXT_PLAN.search(sentence.text) is not None


_NEXT_PLAN = re.compile(
    r"\b(?:in)?to (?:the )?(?:next (?:year|plan)|following (?:year|plan)|new plan|20\d\d ?[-/–] ?(?:20)?\d\d plan)\b",
    re.IGNORECASE,
)


def _was_completed(sentence: Sentence, stems: frozenset[str]) -> bool:
    """ "Completion date for BT-03 was 18 September, mark it accordingly"."""
    behind = bool(sentence.dates) and all(span.period and span.period.last <= sentence.today for span in sentence.dates)
    return behind and sentence.has("completion") and bool(stems & _OF_SETTING)


def _names_one(sentence: Sentence) -> bool:
    refs = {ref for span in sentence.of_kind(Kind.REF) for ref in span.values(Kind.REF)}
    if refs:
        return len(refs) == 1
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    titled = sentence.of(tuple(span for span in sentence.spans if span.means(Kind.TITLE)))
    terms = filters_of(titled).terms if titled.spans and plan else ()
    return plan is not None and bool(terms) and len(refs_holding_all(terms, plan)) == 1


def _tells_a_part(sentence: Sentence) -> bool:
    """ "10 hung so far", "60% of the way through", "one left of the eleven"."""
    if sentence.has(*PARTLY, "so far", "nearly there", "almost there"):
        return True
    return sentence.has_numbers and (counts_parts(sentence) or bool(PERCENT.search(sentence.text)))


def _names_a_day_ahead(sentence: Sentence) -> bool:
    ahead = any(span.period and span.period.last > sentence.today for span in sentence.dates)
    return ahead or shift_meant(sentence) is not None


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


# Of reminders and lists, not of a change.
_OF_OTHERS = _stems("remind chase snooze nag list show actions overdue nobody")
_OF_MOVING = _stems(
    "extension extend become postpone reschedule later earlier extra longer amend pull put push move slip delay defer "
    "date deadline"
)
_OF_CARRYING = _stems("carry carried roll rolled defer postpone move push slip slipping bump put shift kick")
_OF_SETTING = _stems("mark backdate record set date note put")
_OF_HANDING = _stems(
    "owner lead leading take reassign allocate reallocate swap assign pick new transfer change set moving handed pop"
)

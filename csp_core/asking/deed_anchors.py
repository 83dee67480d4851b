"""Which change is told by what is named: one action, with a new date or somebody who takes it on.

However it is said, "NB-2 … extension … 18 December" moves a deadline and "… sergeant … takes on NB-2" hands it over.
"""

from csp_core.asking.deed_days import shift_meant
from csp_core.asking.deed_words import PARTLY, PERCENT
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.reports import counts_parts
from csp_core.asking.sentence import Sentence
from csp_core.book import ChangeKind
from csp_core.text import stem


def kind_anchored(sentence: Sentence) -> ChangeKind | None:
    """The change that a statement about one action tells by a date ahead, or by a post, and a word of the deed."""
    if sentence.asks and not sentence.starts("can", "could", "may", "please"):
        return None
    stems, partly = set(map(stem, sentence.folded)), _tells_a_part(sentence)
    told = partly or stems & _OF_MOVING or stems & _OF_HANDING
    if not told or not stems.isdisjoint(_DENYING) or not _names_one(sentence):
        return None
    if partly:
        return ChangeKind.PROGRESS
    if any(sentence.of_kind(Kind.POST, Kind.PERSON)) and not stems.isdisjoint(_OF_HANDING):
        return ChangeKind.REASSIGN
    return ChangeKind.MOVE_DEADLINE if not stems.isdisjoint(_OF_MOVING) and _names_a_day_ahead(sentence) else None


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
    counted = sentence.has_numbers and counts_parts(sentence)
    return (
        counted
        or bool(PERCENT.search(sentence.text))
        or sentence.has(*PARTLY, "so far", "nearly there", "almost there")
    )


def _names_a_day_ahead(sentence: Sentence) -> bool:
    ahead = (span.period for span in sentence.dates if span.period and span.period.last > sentence.today)
    return any(ahead) or shift_meant(sentence) is not None


_DENYING = {stem(word) for word in ("remind", "chase", "snooze", "nag", "list", "show", "actions", "overdue", "nobody")}
_OF_MOVING = {
    stem(word)
    for word in (
        *(
            "extension",
            "extend",
            "extended",
            "becomes",
            "become",
            "postpone",
            "reschedule",
            "later",
            "earlier",
            "extra",
        ),
        *(
            "amend",
            "pull",
            "put",
            "putting",
            "push",
            "move",
            "moved",
            "slip",
            "delay",
            "defer",
            "longer",
            "date",
            "deadline",
        ),
    )
}
_OF_HANDING = {
    stem(word)
    for word in (
        *("takes", "taking", "take", "reassign", "allocate", "reallocate", "swap", "assign", "pick", "new", "transfer"),
        *("change", "set", "moving", "handed", "pop"),
    )
}

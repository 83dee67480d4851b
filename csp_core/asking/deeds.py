"""Whether a sentence would change the plan at all, and which change that is."""

from csp_core.asking.deed_anchors import kind_anchored, names_the_next_plan
from csp_core.asking.deed_words import BEGUN, HANDED, NEW_DATE, NEXT_YEAR, PARTLY, PERCENT, REOPENED, SETTING, VERBS
from csp_core.asking.general import Kind
from csp_core.asking.reports import counts_parts, kind_reported, names_a_new_date, says_it_slipped
from csp_core.asking.sentence import Sentence
from csp_core.asking.wishes import asks_for_a_date, kind_of_setting, kind_of_verb, wished_of_it, without_politeness
from csp_core.book import ChangeKind


def may_change(sentence: Sentence) -> bool:
    """Whether any word could tell of a change at all: most questions are passed over here."""
    return (
        not _VERBS_OF_CHANGE.isdisjoint(sentence.folded)
        or any(sentence.of_kind(Kind.STATUS))
        or wished_of_it(sentence) is not None
        or bool(PERCENT.search(sentence.text))
        or says_it_slipped(sentence)
        or asks_for_a_date(sentence)
        or names_a_new_date(sentence)
        or kind_anchored(sentence) is not None
        or (sentence.has_numbers and counts_parts(sentence))
        or sentence.has(*_PHRASES_OF_CHANGE)
    )


def kind_of(sentence: Sentence) -> ChangeKind | None:
    """The change that is wished for or reported; None where there is none."""
    kind = _kind_of(sentence)
    carried = kind is ChangeKind.MOVE_DEADLINE and names_the_next_plan(sentence)
    return ChangeKind.CARRY_FORWARD if carried else kind


def _kind_of(sentence: Sentence) -> ChangeKind | None:
    words = without_politeness(list(sentence.folded))
    if not words or words[0] in {"dont", "never"} or words[:2] == ["do", "not"]:
        return None
    if sentence.has(*_TAKEN_BACK) and len(words) < 7 and not any(sentence.of_kind(Kind.REF)):
        return ChangeKind.UNDO
    if words[0] in SETTING or (words[0] in VERBS and VERBS[words[0]] is ChangeKind.COMPLETE):
        return kind_of_setting(sentence, words) or VERBS.get(words[0]) or _otherwise(sentence)
    if words[0] in VERBS:
        return kind_of_verb(sentence, words[0])
    if words[:2] == ["re", "open"] or (words[0] == "un" and words[1:2] and words[1] in VERBS):
        return ChangeKind.REOPEN
    if words[0] == "show" and sentence.has("as"):
        return kind_of_setting(sentence, words)
    if words[0] in _PUTTING_OFF and any(sentence.of_kind(Kind.REF)):
        return ChangeKind.SNOOZE
    return _otherwise(sentence)


def _otherwise(sentence: Sentence) -> ChangeKind | None:
    return kind_reported(sentence) or kind_anchored(sentence)


_TAKEN_BACK = (
    "ctrl z",
    "that was a mistake",
    "that was wrong",
    "my mistake",
    "wrong one",
    "made a mistake",
    "didnt mean that",
)
_PUTTING_OFF = {"park", "shelve"}
_PHRASES_OF_CHANGE = (
    *PARTLY, *NEW_DATE, *HANDED, *_TAKEN_BACK, *NEXT_YEAR, "now with", "over to", "responsibility of", "signed off",
    "approved", "should", "sorted", "is at", "are at", "now at", "from now on",
    *REOPENED, *BEGUN, "pulled the plug", "off the plan",
)  # fmt: skip
_VERBS_OF_CHANGE = VERBS.keys() | SETTING | _PUTTING_OFF

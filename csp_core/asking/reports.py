"""Which change a statement reports: "DA-1 is done", "we've finished the leaflet", "RS-03 half done"."""

import re

from csp_core.asking.dates import Relation
from csp_core.asking.deed_subject import subject_of
from csp_core.asking.deed_words import BEGUN, HANDED, NEW_DATE, NEXT_YEAR, OF_STATUS, PARTLY, PERCENT, REOPENED
from csp_core.asking.filters import Filters
from csp_core.asking.general import Kind
from csp_core.asking.numbers import number_in
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.wishes import asks_for_a_date, status_said, wished_of_it
from csp_core.book import ChangeKind


def kind_reported(sentence: Sentence) -> ChangeKind | None:
    """A report in the form of a statement: "DA-1 is done", "we've finished the leaflet", "RS-03 half done"."""
    if _denies_or_asks(sentence):
        return None
    subject = subject_of(sentence)
    if not subject.refs and not (subject.terms and _states(sentence)):
        return None
    if (wished := wished_of_it(sentence)) is not None:
        return wished
    if (set_to := _to_be_set(sentence)) is not None:
        return set_to
    if (
        sentence.has(*PARTLY)
        or (sentence.has(*BEGUN) and sentence.has("only"))
        or PERCENT.search(sentence.text)
        or counts_parts(sentence)
    ):
        return ChangeKind.PROGRESS
    if _is_handed(sentence) or changes_hands(sentence):
        return ChangeKind.REASSIGN
    if sentence.dates and (sentence.has(*NEW_DATE) or _moves_a_deadline(sentence)):
        return ChangeKind.MOVE_DEADLINE
    return _by_status(sentence, subject)


def _states(sentence: Sentence) -> bool:
    """Whether words say something of what is named, so that it is no bare name."""
    return (
        wished_of_it(sentence) is not None
        or asks_for_a_date(sentence)
        or sentence.has(*BEGUN, *REOPENED, "pulled the plug on", "off the plan", *HANDED, *NEW_DATE)
        or sentence.has("will", "is", "has", "have", "weve", "ive", "are", "was", "now", *PARTLY)
    )


def _to_be_set(sentence: Sentence) -> ChangeKind | None:
    """ "Can the visits be shown as underway", "the status of VC-2 should be in progress"."""
    found = _SET_TO.search(sentence.text)
    if found is None:
        return None
    behind = (span for span in sentence.of_kind(Kind.STATUS) if sentence.words[span.first].start >= found.end() - 1)
    status = next((value for span in behind for value in span.values(Kind.STATUS)), None)
    return OF_STATUS[status] if status else None


_SET_TO = re.compile(
    r"\b(?:be|being) (?:shown|marked|set|recorded|put|put down|flagged|logged|listed|changed|updated) (?:as|to)\s"
    r"|\bshould (?:now )?(?:be|read|say|show)(?: as)?\s",
    re.IGNORECASE,
)


def _by_status(sentence: Sentence, subject: Filters) -> ChangeKind | None:
    if sentence.has(*REOPENED):
        return ChangeKind.REOPEN
    if sentence.has(*BEGUN) and not any(span.means(Kind.STATUS, "completed") for span in sentence.of_kind(Kind.STATUS)):
        return ChangeKind.PROGRESS
    if sentence.has("pulled the plug on", "off the plan"):
        return ChangeKind.CANCEL
    if subject.refs and sentence.has("signed off", "approved"):
        return ChangeKind.COMPLETE
    if sentence.has("sorted") and not sentence.has("sorted by", "get sorted", "be sorted", "getting sorted"):
        return ChangeKind.COMPLETE
    if subject.refs and sentence.has(*NEXT_YEAR):
        return ChangeKind.CARRY_FORWARD
    status = status_said(sentence)
    if status == "completed" and sentence.has(*_BY_MISTAKE):
        return ChangeKind.REOPEN
    return OF_STATUS[status] if status and status not in {"open", "not_started"} else None


_BY_MISTAKE = (
    "too soon", "too early", "prematurely", "by mistake", "in error", "by accident", "wrongly", "shouldnt have been",
    "should not have been",
)  # fmt: skip


def _denies_or_asks(sentence: Sentence) -> bool:
    """Whether words say that something is not so, or want to be told something."""
    named = any(sentence.of_kind(Kind.REF))
    if named and PERCENT.search(sentence.text):
        return sentence.has("when", "if", "not yet")
    if _given_up(sentence):
        return sentence.has("when", "if")
    if sentence.cue("negation") or sentence.has(*_DENYING) or sentence.dated(Relation.BY):
        return not (sentence.has(*NEW_DATE) or asks_for_a_date(sentence))
    if _is_handed(sentence) or sentence.has(*NEW_DATE) or _moves_a_deadline(sentence):
        return False
    if wished_of_it(sentence) is not None:
        return False
    asks = sentence.cue("list", "overdue", "share", "progress", "due", "mine", "owner")
    return asks or (sentence.cue("count", "figures") and not named)


_DENYING = (
    "nobody", "nobodys", "neither", "wrong to say", "still open", "stays open", "not", "no", "never", "isnt", "hasnt",
    "havent", "arent", "wont", "yet", "when", "if",
)  # fmt: skip


def _given_up(sentence: Sentence) -> bool:
    """ "VC-2 no longer needed": the denial is part of the status."""
    cancelled = (span for span in sentence.of_kind(Kind.STATUS) if span.means(Kind.STATUS, "cancelled"))
    return any(sentence.of_kind(Kind.REF, Kind.TITLE)) and any(" " in span.read for span in cancelled)


def _is_handed(sentence: Sentence) -> bool:
    """ "Now led by the police"; "now with" and "over to" hand something over only to somebody."""
    if sentence.has(*HANDED) or (sentence.has("from now on") and _is_somebodys(sentence)):
        return True
    words = [word for word in sentence.folded if word != "the"]
    somebody = {
        sentence.folded[span.first] for span in sentence.of_kind(Kind.POST, Kind.PERSON, Kind.ORGANISATION, Kind.ROLE)
    }
    return any(
        (words[at - 2], words[at - 1]) in {("now", "with"), ("over", "to"), ("responsibility", "of")}
        for at, word in enumerate(words)
        if at > 1 and word in somebody
    )


def changes_hands(sentence: Sentence) -> bool:
    """ "From the council to the health board", "show the Health Board as owner"."""
    words = [word for word in sentence.folded if word not in {"the", "our"}]
    somebody = [
        (_right_before(sentence, span), sentence.folded[span.last : span.last + 3])
        for span in sentence.of_kind(Kind.POST, Kind.PERSON, Kind.ORGANISATION, Kind.ROLE)
    ]
    passed = {before for before, _ in somebody} >= {"from", "to"}
    named = any(behind in _AS_OWNER or behind[:2] in _AS_OWNER for _, behind in somebody)
    return passed or (named and not {"show", "make", "put", "record", "set", "mark", "list", "have"}.isdisjoint(words))


_AS_OWNER = [("as", role) for role in ("owner", "lead")] + [("as", "the", role) for role in ("owner", "lead")]


def _right_before(sentence: Sentence, span: Span) -> str:
    before = [word for word in sentence.folded[max(span.first - 2, 0) : span.first] if word not in {"the", "our"}]
    return before[-1] if before else ""


def _is_somebodys(sentence: Sentence) -> bool:
    """ "BT-10 is the Station Manager's": a post or person, or a name in the genitive."""
    return any(sentence.of_kind(Kind.POST, Kind.PERSON)) or "'s from" in sentence.text or "’s from" in sentence.text


def _moves_a_deadline(sentence: Sentence) -> bool:
    slipped = says_it_slipped(sentence) or asks_for_a_date(sentence)
    return slipped or _sets_a_deadline(sentence) or names_a_new_date(sentence)


def names_a_new_date(sentence: Sentence) -> bool:
    """ "RS-04 to 30 January", "4b push to end of April": nothing but a ref, a verb of moving perhaps, and a date."""
    ref = next(sentence.of_kind(Kind.REF), None)
    span = next(
        (span for span in sentence.dates if sentence.folded[span.first] == "to" or is_pointed_at(sentence, span.first)),
        None,
    )
    if ref is None or span is None or ref.first or span.first < ref.last:
        return False
    between = sentence.folded[ref.last : span.first]
    return span.last >= len(sentence.words) - 1 and len(between) < 3 and _BETWEEN.issuperset(between)


def is_pointed_at(sentence: Sentence, place: int) -> bool:
    """Whether an arrow stands before a word: "NB-02 -> 18 December"."""
    return any(arrow in sentence.words[place].glue for arrow in ("->", "→", "=>"))


_BETWEEN = {
    "push", "move", "back", "put", "shift", "extend", "slip", "bump", "shove", "shunt", "moved", "moves", "deadline",
    "date", "please", "now", "needs", "chuck",
}  # fmt: skip


def _sets_a_deadline(sentence: Sentence) -> bool:
    """ "Deadline for NT3.1 should be 28 February"."""
    wished = sentence.has("should be", "should now be", "needs to be", "needs moving", "has to be")
    return wished and bool(sentence.dates) and sentence.cue("deadline") and any(sentence.of_kind(Kind.REF))


def says_it_slipped(sentence: Sentence) -> bool:
    """ "Slipped again, now 26 February"."""
    now = any(span.first and sentence.folded[span.first - 1] == "now" for span in sentence.dates)
    return now and sentence.has("slipped", "slips", "slipping", "moved", "put back", "pushed back", "delayed")


def counts_parts(sentence: Sentence) -> bool:
    """ "Five patrols done out of six", "two of the four reporting centres": a part of the whole is done."""
    words = [word for word in sentence.folded if word not in {"the", "all", "our", "planned"}]
    numbers = [number_in(word) for word in words]
    if any(
        words[at - 2 : at] in (["is", "at"], ["are", "at"], ["now", "at"], ["up", "to"])
        for at in range(2, len(words))
        if numbers[at]
    ):
        return True
    return any(
        word == "of" and (numbers[at - 1] or words[at - 1] == "out") and numbers[at + 1]
        for at, word in enumerate(words)
        if 0 < at < len(words) - 1
    )

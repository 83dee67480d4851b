"""What cues say of actions: lacking, moved, late, shared, somebody's own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from csp_core.asking.filters import STATUSES, Field, Filters, Part
from csp_core.asking.general import Kind
from csp_core.asking.numbers import number_in
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.windows import OR_LATE, says_overdue

_LACKING = {
    "no_date": Field.DUE, "no_owner": Field.OWNER, "no_lead": Field.LEAD, "no_partners": Field.PARTNERS,
    "no_progress": Field.PROGRESS, "no_funding": Field.FUNDING, "no_start": Field.START, "no_measure": Field.MEASURE,
    "no_completed": Field.COMPLETED,
}  # fmt: skip
_HAVING = {"with_date": Field.DUE, "with_owner": Field.OWNER, "with_funding": Field.FUNDING}


def with_cues(sentence: Sentence, filters: Filters) -> Filters:
    """The filters with all that the cues of a sentence say of actions."""
    filters = _led_by_others(sentence, _with_helpers(sentence, filters))
    moved = _times_moved(sentence)
    late = _says_late(sentence, filters, moved)
    done_late = _done_late(sentence, filters, late=late)
    silent = {Field.PROGRESS} if filters.silent_since else set()
    return replace(
        filters,
        overdue=late and done_late is None and not _is_late_otherwise(sentence, filters),
        done_late=done_late,
        together=len(filters.organisations) > 1 and sentence.has(*_TOGETHER),
        not_overdue=says_overdue(sentence, negated=True) or _is_open_in_time(sentence, filters),
        mine=sentence.cue("mine") or _says_my(sentence),
        moved=moved,
        awaiting_sign_off=any(
            not span.negated for span in sentence.of_kind(Kind.CUE) if span.means(Kind.CUE, "sign_off")
        ),
        lacking=_fields(sentence, _LACKING) - silent,
        having=_fields(sentence, _HAVING),
        part=_part(sentence, filters),
    )


def _fields(sentence: Sentence, cues: Mapping[str, Field]) -> frozenset[Field]:
    return frozenset(map(cues.__getitem__, sentence.cues.intersection(cues)))


def _says_late(sentence: Sentence, filters: Filters, moved: int) -> bool:
    ahead = filters.due is not None and filters.due.first >= sentence.today
    return says_overdue(sentence, negated=False) and not ahead and moved < 2


def _done_late(sentence: Sentence, filters: Filters, *, late: bool) -> bool | None:
    """Whether work that was completed late, or in time, is meant; None for neither."""
    if filters.statuses != STATUSES["completed"]:
        return None
    if late:
        return True
    in_time = sentence.has("on time", "in time", "early", "ahead of time", "by the deadline")
    return False if in_time else None


def _is_late_otherwise(sentence: Sentence, filters: Filters) -> bool:
    """Whether "late" is said of reports, or of work beside what falls due."""
    return filters.silent_since is not None or (filters.due is not None and sentence.has(*OR_LATE))


_LEADING, _HELPING = {"lead", "leads", "led", "leading"}, {
    "help", "helps", "helping", "helped", "support", "supports", "supporting", "partner", "partners", "partnering",
    "assist", "assists", "contributes", "contributing",
}  # fmt: skip


def _with_helpers(sentence: Sentence, filters: Filters) -> Filters:
    """ "Police lead and Kestrel House help", "what is fire supporting that the police lead": one of two leads, and the
    other is a partner of what that one leads."""
    named = [span for span in sentence.of_kind(Kind.ORGANISATION, Kind.ROLE) if not span.negated]
    if len(filters.organisations) != 2 or len(named) != 2:
        return filters
    said = [_said_of(sentence, named[0], named[1].first), _said_of(sentence, named[1], len(sentence.words))]
    leading = [at for at, words in enumerate(said) if not _LEADING.isdisjoint(words)]
    helping = [at for at, words in enumerate(said) if not _HELPING.isdisjoint(words)]
    if len(leading) != 1 or helping != [1 - leading[0]]:
        return filters
    leader, helper = (filters.organisations[at] for at in (*leading, *helping))
    return replace(filters, organisations=(leader,), helpers=(helper,), part=Part.LEAD)


def _led_by_others(sentence: Sentence, filters: Filters) -> Filters:
    """ "Actions the police don't lead", where nothing is said of helping."""
    helping = not _HELPING.isdisjoint(sentence.folded)
    if helping or not filters.organisations or filters.not_organisations or not _without_leading(sentence):
        return filters
    return replace(filters, organisations=(), not_organisations=filters.organisations)


def _is_open_in_time(sentence: Sentence, filters: Filters) -> bool:
    """ "Unfinished but on time"."""
    return filters.statuses == STATUSES["open"] and sentence.has("on time", "in time", "on schedule")


def _said_of(sentence: Sentence, span: Span, last: int) -> tuple[str, ...]:
    """The words behind an organisation, up to a place; those in front of "by" it."""
    words = sentence.folded
    by = [at for at in range(max(span.first - 2, 0), span.first) if words[at] == "by"]
    return words[by[0] - 1 : by[0]] if by else words[span.last : last]


def _without_leading(sentence: Sentence) -> bool:
    """ "Help but don't lead"."""
    words = sentence.folded
    led = [at for at, word in enumerate(words) if word in _LEADING]
    return any(not _DENYING.isdisjoint(words[max(at - 2, 0) : at]) for at in led)


_DENYING = {"not", "dont", "doesnt", "arent", "isnt", "never"}


def _either_part(sentence: Sentence) -> bool:
    """ "As lead or as partner", "leading or helping"."""
    words = set(sentence.folded)
    return "or" in words and not words.isdisjoint(_LEADING) and not words.isdisjoint(_HELPING)


_TOGETHER = (
    "joint ones", "joint actions", "with both", "involve both", "involving both", "by both",
    "joint", "jointly", "shared by", "shared between",
    "together",
)  # fmt: skip
_OWNED = {
    "action", "actions", "task", "tasks", "list", "deadline", "deadlines", "work", "stuff", "job", "jobs", "ones",
    "items", "overdue", "outstanding", "open", "due", "next", "late",
}  # fmt: skip


def _times_moved(sentence: Sentence) -> int:
    """How often a date must have been put back: once, where nothing else is said."""
    if not (sentence.cue("moved") or sentence.has("slipped")):
        return 0
    if sentence.has("more than twice", "thrice"):
        return 3
    if sentence.has("twice", "more than once", "repeatedly", "again and again"):
        return 2
    return _times_said(sentence.folded) or int(sentence.cue("moved"))


def _times_said(words: Sequence[str]) -> int | None:
    """ "Three times", "2 or more times", "more than 3 times"."""
    for at, word in enumerate(words):
        if word == "times" and (counted := [n for n in map(number_in, words[max(at - 3, 0) : at]) if n]):
            return counted[-1] + (words[max(at - 3, 0) : at - 1] == ("more", "than"))
    return None


def _says_my(sentence: Sentence) -> bool:
    """ "My open actions", but not "for my briefing"."""
    words = sentence.folded
    return any(word == "my" and not _OWNED.isdisjoint(words[at + 1 : at + 4]) for at, word in enumerate(words))


_BY_OTHERS = tuple(f"by {who}" for who in ("anybody", "anyone", "somebody", "someone", "others", "any organisation"))


def _part(sentence: Sentence, filters: Filters) -> Part:
    if filters.helpers:
        return Part.LEAD
    if not (filters.organisations or filters.not_organisations) or _either_part(sentence):
        return Part.ANY
    if not set(filters.organisations).isdisjoint(filters.not_organisations):
        return Part.PARTNER
    others = sentence.has(*_BY_OTHERS) or _without_leading(sentence)
    if filters.not_organisations and not filters.organisations and others:
        return Part.LEAD
    if sentence.cue("partner_only", "partners") or (filters.organisations and _without_leading(sentence)):
        return Part.PARTNER
    return Part.LEAD if filters.owners or sentence.cue("lead_only", "owner") else Part.ANY

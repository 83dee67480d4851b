"""What cues say of actions: lacking, moved, late, shared, somebody's own."""

from dataclasses import replace

from csp_core.asking.filters import STATUSES, Field, Filters, Part
from csp_core.asking.sentence import Sentence
from csp_core.asking.windows import says_overdue


def with_cues(sentence: Sentence, filters: Filters) -> Filters:
    ahead = filters.due is not None and filters.due.first >= sentence.today
    moved = _times_moved(sentence)
    late = says_overdue(sentence, negated=False) and not ahead and moved < 2
    done = filters.statuses == STATUSES["completed"]
    in_time = done and sentence.has("on time", "in time", "early", "ahead of time", "by the deadline")
    done_late = True if late and done else False if in_time else None
    lacking = {
        "no_date": Field.DUE,
        "no_owner": Field.OWNER,
        "no_lead": Field.LEAD,
        "no_partners": Field.PARTNERS,
        "no_progress": Field.PROGRESS,
        "no_funding": Field.FUNDING,
        "no_start": Field.START,
    }
    having = {"with_date": Field.DUE, "with_owner": Field.OWNER}
    return replace(
        filters,
        overdue=late and done_late is None,
        done_late=done_late,
        together=len(filters.organisations) > 1 and sentence.has(*_TOGETHER),
        not_overdue=says_overdue(sentence, negated=True),
        mine=sentence.cue("mine") or _says_my(sentence),
        moved=moved,
        awaiting_sign_off=sentence.cue("sign_off"),
        lacking=frozenset(field for cue, field in lacking.items() if sentence.cue(cue)),
        having=frozenset(field for cue, field in having.items() if sentence.cue(cue)),
        part=_part(sentence, filters),
    )


_TOGETHER = (
    "with both", "involve both", "involving both", "by both", "joint", "jointly", "shared by", "shared between",
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
    if sentence.has("three times", "3 times", "more than twice", "thrice"):
        return 3
    if sentence.has("twice", "two times", "2 times", "more than once", "repeatedly", "again and again"):
        return 2
    return int(sentence.cue("moved"))


def _says_my(sentence: Sentence) -> bool:
    """ "My open actions", but not "for my briefing"."""
    words = sentence.folded
    return any(word == "my" and not _OWNED.isdisjoint(words[at + 1 : at + 4]) for at, word in enumerate(words))


def _part(sentence: Sentence, filters: Filters) -> Part:
    if not (filters.organisations or filters.not_organisations):
        return Part.ANY
    if not set(filters.organisations).isdisjoint(filters.not_organisations):
        return Part.PARTNER
    if sentence.cue("partner_only", "partners"):
        return Part.PARTNER
    return Part.LEAD if filters.owners or sentence.cue("lead_only", "owner") else Part.ANY

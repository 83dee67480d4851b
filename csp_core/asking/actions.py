"""Reads questions about actions: lists and counts, progress, what changed."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from csp_core.asking.dates import moved_before
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import EVERYTHING, Filters, Order, Term, firm
from csp_core.asking.general import Kind
from csp_core.asking.numbers import number_in
from csp_core.asking.questions import AskActions, AskChanges, AskProgress, Question, Unheld
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.windows import plan_meant
from csp_core.book import OPEN_STATUSES
from csp_core.periods import Period, months_later

_NEXT_ONE = ("next thing due", "next one due", "next thing", "next action due", "next deadline", "due next", "next due")


@lru_cache(maxsize=64)
def about_actions(sentence: Sentence) -> bool:
    """Whether words say that entries of the plan are meant, not figures."""
    return (
        sentence.has("action", "actions", "task", "tasks", "projects", "plan", "activities", "activity")
        or any(sentence.of_kind(Kind.REF, Kind.STATUS, Kind.STATUS_WORD))
        or sentence.cue("overdue", "no_date", "no_owner", "owner", "deadline", "due", "sign_off", "partners")
    )


def read_meeting(sentence: Sentence) -> Question | None:
    """Dates of meetings are in no record."""
    if not sentence.cue("meeting") or sentence.dates or sentence.cue("brief"):
        return None
    if not any(
        _stands_before(sentence, span) for span in sentence.of_kind(Kind.CUE) if span.means(Kind.CUE, "meeting")
    ):
        return None
    return Unheld(
        "I do not hold the dates of meetings, so I cannot tell what is due before one.",
        ("actions due this month", "actions due next month", "what is overdue?"),
    )


def _stands_before(sentence: Sentence, meeting: Span) -> bool:
    """Whether a meeting is a day that limits something: "for the next board"."""
    before = sentence.folded[max(meeting.first - 3, 0) : meeting.first]
    # "How many are red, for the board" is for its papers.
    limits = (
        {"before", "by", "until", "till"} if sentence.cue("count") else {"before", "by", "until", "for", "at", "till"}
    )
    return not limits.isdisjoint(before)


def read_impossible_date(sentence: Sentence) -> Question | None:
    wrong = next((span for span in sentence.dates if span.period is None), None)
    if wrong is None:
        return None
    said = sentence.text[sentence.words[wrong.first].start : sentence.words[wrong.last - 1].end]
    return Unheld(
        f"There is no such date as “{said}”: the calendar does not have that day.", ("what is due this month?",)
    )


def read_changes_since(sentence: Sentence) -> Question | None:
    """What changed; without a date, in the last seven days."""
    if not sentence.cue("changed") or any(sentence.of_kind(Kind.MEASURE, Kind.REF)):
        return None
    if sentence.folded[-1:] in (("update",), ("updates",)) and any(sentence.of_kind(Kind.TITLE)) and not sentence.dates:
        return None
    filters = replace(filters_of(sentence), due=None, completed=None, moved=0, statuses=frozenset())
    span = sentence.dates[0] if sentence.dates else None
    period = moved_before(span, sentence.today) if span else None
    while period is not None and period.first > sentence.today and not (span and span.yearless):
        period = Period(months_later(period.first, -1), months_later(period.last, -1), period.precision)
    if span is None or period is None:
        return AskChanges(Period(sentence.today - timedelta(days=7), sentence.today), filters)
    last = sentence.today if span.relation and span.relation.value == "since" else min(period.last, sentence.today)
    return AskChanges(Period(period.first, last), filters)


def read_progress(sentence: Sentence) -> Question | None:
    """How far the plan is, or a part of it; one action's progress is its status."""
    side_by_side = _sets_side_by_side(sentence)
    grouped = side_by_side or sentence.cue("by_organisation", "by_priority", "by_status")
    if _counts_states(sentence):
        every = replace(filters_of(sentence), statuses=frozenset(), status_words=(), overdue=False, done_late=None)
        return AskProgress(every)
    asked = sentence.cue("progress", "brief", "share") or (grouped and not sentence.leads_with("list"))
    asked = asked or (sentence.cue("organisations", "priorities") and _ranks(sentence)) or _asks_on_track(sentence)
    if not asked or sentence.cue("owner", "deadline") or (sentence.cue("overdue") and not grouped):
        return None
    filters = filters_of(sentence)
    if sentence.cue("brief"):
        filters = replace(filters, terms=tuple(term for term in filters.terms if _is_summed_up(sentence, term)))
    if filters.refs or firm(filters.terms):
        return None
    filters = replace(filters, terms=(), statuses=frozenset(), overdue=False, due=None, completed=None)
    by_status = bool(filters.status_words) and sentence.cue("share", "progress")
    filters = replace(filters, status_words=()) if by_status else filters
    by_organisation = side_by_side or sentence.cue("by_organisation", "organisations")
    by_status = by_status or sentence.cue("by_status") or (grouped and sentence.has("colour", "color", "rag"))
    return AskProgress(filters, by_organisation=by_organisation, brief=sentence.cue("brief"), by_status=by_status)


def _sets_side_by_side(sentence: Sentence) -> bool:
    """ "Compare police and council on overdue"."""
    return sentence.cue("compare") and about_actions(sentence) and len(filters_of(sentence).organisations) > 1


def _asks_on_track(sentence: Sentence) -> bool:
    """ "Is safe homes on track", where that is no status in the plan's own words."""
    written = any(span.read == "on track" for span in sentence.of_kind(Kind.STATUS_WORD))
    return sentence.has("on track") and sentence.starts("is", "are") and not written


def _ranks(sentence: Sentence) -> bool:
    return sentence.cue("rank") or sentence.has("most", "fewest", "least")


def _counts_states(sentence: Sentence) -> bool:
    """ "How many are overdue and how many complete": two states of which no action can have both."""
    states = [span for span in sentence.of_kind(Kind.STATUS) if not span.negated]
    late = sentence.cue("overdue") and any(span.means(Kind.STATUS, "completed") for span in states)
    joined = sentence.has("and") or "," in sentence.text or "/" in sentence.text
    return late and (sentence.cue("progress") or (sentence.cue("count") and joined))


def _is_summed_up(sentence: Sentence, term: Term) -> bool:
    """Whether a summary is wanted of just what a word is about: "a summary of the training"."""
    at = next((span.first for span in sentence.spans if span.said == term.said), 0)
    before = [word for word in sentence.folded[:at] if word not in {"the", "our", "all"}][-1:]
    known = any(map(term.refs_in, sentence.vocabulary.book.plans))
    return known and before in (["of"], ["on"], ["about"])


def read_other_status(sentence: Sentence) -> Question | None:
    """ "At risk", in a plan that has no such status: its own words are named, none is guessed."""
    said = next((span for span in sentence.of_kind(Kind.CUE) if span.means(Kind.CUE, "other_status")), None)
    if said is None or any(sentence.of_kind(Kind.STATUS_WORD, Kind.REF)) or filters_of(sentence).terms:
        return None
    plan = plan_meant(sentence)
    written = dict.fromkeys(action.status_as_written for action in plan.actions if action.is_open) if plan else {}
    words = [word for word in written if word][:6]
    if not words:
        return None
    return Unheld(
        f"This plan has no status “{said.said}”. For open actions it says: {', '.join(words)}.",
        tuple(f"which actions are “{word}”?" for word in words[:3]),
    )


def read_list(sentence: Sentence) -> Question | None:
    """Actions, as a list or counted; every filter combines with every other."""
    filters = _from_today(sentence, filters_of(sentence))
    if not (says_something(filters) or sentence.cue("list", "count") or asks_about_something(sentence)):
        return None
    filters = _open_only(sentence, filters)
    return AskActions(
        filters,
        _order(sentence, filters),
        count=sentence.cue("count"),
        first=_first(sentence),
        why=wants_reasons(sentence),
    )


def wants_reasons(sentence: Sentence) -> bool:
    """ "What is on hold, and why?"."""
    told = sentence.has("and why", "and the reason", "and the reasons", "and how come", "with reasons")
    return told or (len(sentence.words) > 2 and sentence.folded[-1] in {"why", "reason", "reasons"})


def _from_today(sentence: Sentence, filters: Filters) -> Filters:
    """ "The next deadline" is the first that has not passed."""
    ahead = sentence.has(*_NEXT_ONE, "coming up", "upcoming") or next_few(sentence)
    if filters.due or filters.overdue or sentence.dates or not ahead:
        return filters
    return replace(filters, due=Period(sentence.today, date.max))


_AHEAD = {"deadline", "deadlines", "due", "action", "actions", "task", "tasks", "date", "dates", "to", "ones", "things"}


def next_few(sentence: Sentence) -> int | None:
    """How many of the next are wanted: "the next ten deadlines", "next 5 due"."""
    words = sentence.folded
    found = (
        number_in(words[at + 1])
        for at, word in enumerate(words[:-2])
        if word in {"next", "following"} and words[at + 2] in _AHEAD
    )
    return next(filter(None, found), None)


def says_something(filters: Filters) -> bool:
    return filters.as_at is not None or replace(filters, year=None, terms=(), ignored=()) != EVERYTHING


def asks_about_something(sentence: Sentence) -> bool:
    """Whether there is something to look for: words of the plan's texts, or any word after "about"."""
    if not filters_of(sentence).terms:
        return False
    known = any(sentence.of_kind(Kind.TITLE, Kind.THEME, Kind.THEME_WORD, Kind.COLLISION))
    quoted = any(span.quoted for span in sentence.spans)
    return (
        known
        or quoted
        or sentence.has("about", "on", "for", "regarding", "mention", "mentions", "anything", "any", "with")
    )


def _open_only(sentence: Sentence, filters: Filters) -> Filters:
    """What is due, what somebody has to do and what lacks something is about open work, unless a status is said."""
    said = filters.statuses or filters.not_statuses or filters.status_words
    ahead = filters.due is not None and filters.due.last >= (filters.as_at or sentence.today)
    chasing = sentence.cue("due", "deadline", "oldest_first") or not sentence.cue("list")
    if not said and (filters.lacking or filters.silent_since or (ahead and chasing)):
        return replace(filters, statuses=OPEN_STATUSES)
    return filters


def _order(sentence: Sentence, filters: Filters) -> Order:
    if sentence.cue("newest_first"):
        return Order.LATEST
    chasing = sentence.cue("oldest_first") or (sentence.cue("deadline") and not filters.moved)
    if chasing or filters.overdue or filters.due:
        return Order.SOONEST
    return Order.PLAN


def _first(sentence: Sentence) -> int | None:
    """How many were asked for: "top 5", "first three", "the next one due"."""
    words = sentence.folded
    if few := next_few(sentence):
        return few
    dated = {at for span in sentence.dates for at in range(span.first, span.last)}
    for at, word in enumerate(words[:-1]):
        number = number_in(words[at + 1])
        if (
            word in {"top", "first", "oldest", "latest", "longest", "worst"}
            and number
            and number < 1000
            and at + 1 not in dated
        ):
            return number
    if most := _most_of(words):
        return most
    if _asks_for_one(sentence) and not sentence.dates:
        return 1
    return (
        1
        if sentence.has(*_NEXT_ONE, "most overdue", "longest overdue", "furthest behind", "furthest past")
        and not sentence.dates
        and not sentence.has("first", "top", "all", "list")
        else None
    )


def _asks_for_one(sentence: Sentence) -> bool:
    """ "Which one's been late longest", "what is the oldest overdue action"."""
    # "Which one's" is folded to "which ones".
    apostrophe = sentence.starts("which ones") and sentence.text[9:10] in {"'", "’"}
    single = apostrophe or sentence.starts("which one", "which action", "what is the", "whats the")
    plural = {"actions", "tasks", "things", "items", "list", "are", "have"}.intersection(sentence.folded)
    return single and not plural and sentence.folded[-1] in {"longest", "worst"}


def _most_of(words: tuple[str, ...]) -> int | None:
    """ "3 longest overdue", "the five oldest": a number right before the word that ranks."""
    ranking = {"longest", "oldest", "most", "worst", "latest", "furthest", "soonest"}
    found = (number_in(words[at]) for at in range(len(words) - 1) if words[at + 1] in ranking)
    return next(filter(None, found), None)

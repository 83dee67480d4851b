"""Reads questions about one action: its owner, partners, deadline, start, state, details and history."""

from dataclasses import replace
from itertools import pairwise

from csp_core.asking.actions import next_few, says_something, wants_reasons
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters
from csp_core.asking.general import Kind
from csp_core.asking.questions import About, AskAction, Question, Unread
from csp_core.asking.sentence import Sentence
from csp_core.book import Status

_ABOUT = (
    ("partners", About.PARTNERS),
    ("owner", About.OWNER),
    ("why", About.WHY_LATE),
    ("deadline", About.DEADLINE),
    ("status", About.STATUS),
)
_DONE = (
    "changed", "completed", "closed", "moved", "cancelled", "reopened", "marked", "signed off", "snoozed", "updated",
    "handed over", "carried", "undid",
)  # fmt: skip
_STARTING = ("start", "starts", "started", "starting", "begin", "begins", "began", "commence", "kick off")
_DETAILS = (
    "description", "describe", "details", "detail", "objective", "measure", "success", "how will we know", "funded",
    "target", "targets", "aiming for", "goal", "funding", "funds", "paid for", "pays for",
    "what priority", "which priority",
)  # fmt: skip


def read_history(sentence: Sentence) -> Question | None:
    """What has become of one action, and who did it."""
    asked = sentence.starts("history", "story") or sentence.has("history of", "story of", "history for")
    who = sentence.starts("who") and sentence.has(*_DONE)
    if not asked and not who:
        return None
    filters = filters_of(sentence)
    return AskAction(About.HISTORY, Filters(refs=filters.refs, year=filters.year)) if filters.refs else None


def read_which(sentence: Sentence) -> Question | None:
    """ "Why is it late", where nothing was shown that "it" could be."""
    if not sentence.cue("why"):
        return None
    filters = filters_of(sentence)
    if filters.refs or filters.terms or filters.priorities or filters.organisations:
        return None
    if wants_reasons(sentence) and says_something(filters):
        return None
    return Unread("Say which action you mean, by its ref or by words of its title.", ("what is overdue?",))


def read_action(sentence: Sentence) -> Question | None:
    """One thing about one action."""
    if sentence.leads_with("list") or sentence.cue("no_owner", "no_date", "mine"):
        return None
    filters = filters_of(sentence)
    about = _about(sentence, filters)
    if about is None or not (filters.refs or filters.terms):
        return None
    if about is About.DEADLINE and (next_few(sentence) or (filters.due and not filters.refs)):
        return None
    if filters.refs:
        return AskAction(about, Filters(year=filters.year, refs=filters.refs))
    if is_either_or(sentence) or sentence.has("is it", "us or") or about is About.PARTNERS:
        filters = replace(filters, organisations=(), not_organisations=(), not_terms=())
    return AskAction(about, replace(filters, statuses=frozenset(), overdue=False, due=None, mine=False, moved=0))


def _about(sentence: Sentence, filters: Filters) -> About | None:
    """What is wanted of the action; None where nothing says so."""
    if len(filters.refs) == 1 and sentence.asks and (special := _special(sentence)):
        return special
    if is_either_or(sentence) and (filters.terms or filters.refs):
        return About.OWNER
    if _asks_who_takes_part(sentence, filters):
        return About.PARTNERS
    about = next((about for cue, about in _ABOUT if sentence.cue(cue)), None)
    if about is None and sentence.folded[-1:] in (("update",), ("updates",)):
        return About.STATUS
    if about is None and sentence.starts("who", "whos", "whom") and _speaks_of_actions(sentence, filters):
        return About.OWNER
    if about in (None, About.STATUS) and filters.terms and _asks_how_it_stands(sentence, filters):
        return None if sentence.has("any", "anything") or filters.priorities else About.STATUS
    if about is About.STATUS and sentence.cue("overdue", "due") and not filters.refs:
        return None
    if len(filters.refs) == 1 and about is None and not sentence.cue("list"):
        return About.STATUS
    return about


def _asks_who_takes_part(sentence: Sentence, filters: Filters) -> bool:
    """ "Which agencies have a hand in the locks", "are BTP on the cycle marking", "cycle marking, who was it with"."""
    if not (filters.refs or filters.terms or filters.not_terms) or sentence.cue("overdue", "due", "count", "deadline"):
        return False
    if sentence.has("actions", "ones", "all", "most", "fewest") or any(sentence.of_kind(Kind.STATUS)):
        return False
    if sentence.has(*_AGENCIES) or sentence.has(*_TAKING_PART):
        return True
    named = any(sentence.of_kind(Kind.ORGANISATION, Kind.ROLE))
    return named and (
        sentence.has("anybody", "anyone", "others", "both", "have a part", "has a part", "play a part")
        or (sentence.starts("are", "is", "was", "were") and sentence.has("on", "in", "involved", "part"))
    )


_AGENCIES = (
    "partners", "partner", "agencies", "organisations", "supporting organisations", "supporting agencies", "bodies",
)  # fmt: skip
_TAKING_PART = (
    "with who", "with whom", "who with", "who was it with", "who is it with", "joint with", "alongside", "who assisted",
    "who helped", "who helps", "who had a hand", "have a hand", "who is in on", "who do we have with us",
    "who did we have with us", "who we had with us", "who is involved", "who was involved", "others too",
    "does anyone support", "does anyone help", "who supports", "who supported",
)  # fmt: skip


def about_said(sentence: Sentence) -> About | None:
    """What is wanted of an action, by the words that ask alone."""
    about = next((about for cue, about in _ABOUT if sentence.cue(cue)), None)
    if about is None and (sentence.cue("overdue", "due") or any(sentence.of_kind(Kind.STATUS))):
        return About.STATUS
    return About.OWNER if about is None and sentence.starts("who", "whos", "whom") else about


def _special(sentence: Sentence) -> About | None:
    """What only a ref can be asked for: "when did DA-1 start", "how is DA-1 funded"."""
    if sentence.starts("when", "whens") and sentence.has(*_STARTING):
        return About.START
    if sentence.has(*_DETAILS) and not sentence.cue("owner", "partners"):
        return About.DETAILS
    return None


def is_either_or(sentence: Sentence) -> bool:
    """ "Police or fire?": which of two organisations it is."""
    named = list(sentence.of_kind(Kind.ORGANISATION, Kind.ROLE))
    return any(
        sentence.folded[one.last : other.first] in (("or",), ("or", "the"), ("or", "is", "it"))
        for one, other in pairwise(named)
    )


def _asks_how_it_stands(sentence: Sentence, filters: Filters) -> bool:
    asked = sentence.starts("is", "has", "was", "have", "did", "are")
    return asked or _is_said_of_one(sentence, filters)


def _is_said_of_one(sentence: Sentence, filters: Filters) -> bool:
    """ "Doorstep scam training complete": words of a title and a status, with nothing that asks for a list."""
    listing = sentence.cue("list", "count", "negation") or sentence.has("which", "what", "all", "any", "everything")
    named = filters.priorities or filters.organisations or filters.owners or filters.due
    return filters.statuses == frozenset({Status.COMPLETED}) and not listing and not named


def _speaks_of_actions(sentence: Sentence, filters: Filters) -> bool:
    """Whether the plan's texts hold every word that is looked for."""
    known = sentence.vocabulary.text_stems
    return not filters.ignored and all(any(known.issuperset(s) for s in term.stems) for term in filters.terms)

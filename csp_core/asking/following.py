"""Reads a question that goes on from the one before: "the second one", "same again but just the police ones"."""

from dataclasses import fields, replace

from csp_core.asking.about_figures import STATES_OF_FIGURES, years_back
from csp_core.asking.deed_days import day_meant
from csp_core.asking.figures import aspect_of
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters, Order, refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.pointers import MANY, ONE
from csp_core.asking.questions import (
    About,
    Ambiguous,
    AskAction,
    AskActions,
    AskChange,
    AskFigures,
    AskProgress,
    Aspect,
    Conversation,
    Question,
)
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said
from csp_core.book import OPEN_STATUSES, ChangeKind

_OPENERS = (
    "and", "what about", "how about", "just", "only", "same", "but", "now", "or", "not", "except", "without", "ok and",
    "ok just", "ok now", "ok what about", "and what about", "an what about", "an how about", "what if", "then",
    "show only", "show just", "drop", "also", "which is", "which are", "which one", "which ones", "any of", "how is",
    "hows", "plus", "minus", "leaving out", "excluding", "bar", "make it", "sorry", "i meant", "meant", "i mean",
    "actually", "no", "with", "led by", "owned by", "that are", "leave out", "take out", "exclude", "hide", "lose",
    "forget", "hang on", "wait", "skip",
)  # fmt: skip
_WHOLE = (
    "whole plan", "entire plan", "whole thing", "across the board", "all of the plan", "all priorities", "overall",
)  # fmt: skip


def continued(sentence: Sentence, question: Question, before: Conversation) -> Question:
    """The question, put together with the one before where it only changes a part of that."""
    if isinstance(before.question, AskFigures):
        return _continued_figures(sentence, question, before.question)
    question = _of_those_shown(question, sentence, before)
    if again := _of_the_same(sentence, before):
        return again
    opened = sentence.starts(*_OPENERS) or _is_a_part(sentence)
    if not opened and not sentence.cue(*_ORDERS):
        return question
    changed = _with_nickname(filters_of(sentence), sentence, before)
    if isinstance(before.question, AskActions) and (ordered := _in_order(before.question, changed, sentence)):
        return ordered
    return question if changed == Filters(year=changed.year) else _changed(sentence, question, changed, before)


def _of_the_same(sentence: Sentence, before: Conversation) -> Question | None:
    """What asks anew of the very actions that were asked for: how many, the worst, or those of the whole plan."""
    if isinstance(before.question, AskActions) and _counts_them(sentence):
        return replace(before.question, count=True)
    if isinstance(before.question, AskActions) and before.question.filters.overdue and _asks_for_the_worst(sentence):
        return replace(before.question, order=Order.SOONEST, first=1)
    if isinstance(before.question, AskActions | AskProgress) and _widens(sentence):
        return replace(before.question, filters=_everywhere(before.question.filters))
    return None


def _in_order(asked: AskActions, changed: Filters, sentence: Sentence) -> AskActions | None:
    """ "Oldest first", where nothing else is said that would change the list."""
    if not sentence.cue(*_ORDERS) or replace(changed, overdue=False, ignored=()) != Filters(year=changed.year):
        return None
    order = Order.LATEST if sentence.cue("newest_first") else Order.SOONEST
    ahead = sentence.has("due first", "due next", "next due", "due soonest")
    return replace(asked, filters=_still_open(asked.filters) if ahead else asked.filters, order=order)


_ORDERS = ("oldest_first", "newest_first")


def _changed(sentence: Sentence, question: Question, changed: Filters, before: Conversation) -> Question:
    """The question before with the filters that were said anew, where it has any."""
    match before.question:
        case AskProgress(filters=filters) if _names_ones(sentence):
            return AskActions(_merged(filters, changed, sentence))
        case AskActions() | AskProgress():
            return replace(before.question, filters=_merged(before.question.filters, changed, sentence))
        case AskChange() if not isinstance(question, AskChange):
            return _corrected(before.question, changed, sentence) or question
        case AskAction() if changed.refs or changed.terms:
            return replace(before.question, filters=changed)
        case AskAction(about=About.STATUS) if not before.question.filters.refs:
            return AskActions(_merged(before.question.filters, changed, sentence))
        case _:
            return question


def _names_ones(sentence: Sentence) -> bool:
    """ "The late two", "the police ones": actions, not how many there are."""
    return sentence.folded[-1] in {"ones", "two", "three", "four", "five"}


def _is_a_part(sentence: Sentence) -> bool:
    """ "The police ones?", "due by Christmas?": no question by itself, but a part of one."""
    if sentence.starts(*_ASKING):
        return False
    dated = bool(sentence.dates) and all(span.means(Kind.CUE, "due") for span in sentence.telling)
    few = sentence.starts("the") and sentence.folded[-1] in {"two", "three", "four", "five"}
    closed = sentence.folded[-1] in {"only", "then", "instead", "ones"}
    return few or closed or (dated and len(sentence.words) < 6)


_ASKING = (
    "which", "what", "whats", "how", "who", "whos", "are", "is", "any", "do", "does", "when", "where", "show", "list",
)  # fmt: skip


def _still_open(filters: Filters) -> Filters:
    return filters if filters.statuses or filters.status_words else replace(filters, statuses=OPEN_STATUSES)


def _widens(sentence: Sentence) -> bool:
    """ "And across the whole plan?"."""
    return sentence.has(*_WHOLE) and sentence.starts("and", "what about", "across", "now", "how about", "the")


def _everywhere(filters: Filters) -> Filters:
    """The filters without those that name a part of the plan or somebody's."""
    return replace(filters, priorities=(), organisations=(), owners=(), terms=(), refs=(), mine=False, ignored=())


def _of_those_shown(question: Question, sentence: Sentence, before: Conversation) -> Question:
    """ "Push the tram one to January": of the actions shown before, the one that the words fit."""
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    if not isinstance(question, AskChange | AskAction) or question.filters.refs or plan is None or len(before.refs) < 2:
        return question
    holding = refs_holding_all(question.filters.terms, plan) if question.filters.terms else frozenset()
    late = sentence.cue("overdue")
    fitting = tuple(
        ref for ref in before.refs if ref in holding and (not late or plan.by_ref[ref].is_overdue(sentence.today))
    )
    return replace(question, filters=Filters(question.filters.year, refs=fitting)) if len(fitting) == 1 else question


def _corrected(asked: AskChange, said: Filters, sentence: Sentence) -> AskChange | None:
    """ "Sorry, I meant end of March": the change that was proposed, with another day, owner or action."""
    day = day_meant(asked.kind, sentence)
    if asked.kind is ChangeKind.REASSIGN and (owner := next(iter((*said.owners, *said.organisations)), None)):
        return replace(asked, owner=owner)
    if said.refs or said.terms:
        return replace(asked, filters=Filters(said.year, refs=said.refs, terms=said.terms))
    return replace(asked, day=day, shift_days=None) if day else None


def _with_nickname(changed: Filters, sentence: Sentence, before: Conversation) -> Filters:
    """ "Homes then", after the actions of another organisation."""
    asked = before.question.filters if isinstance(before.question, AskActions | AskProgress) else Filters()
    names = tuple(name for span in sentence.telling for name in span.values(Kind.NICKNAME))
    if not asked.organisations or len(names) != 1 or len(sentence.telling) != 1:
        return changed
    return Filters(year=changed.year, organisations=names, part=asked.part)


def _counts_them(sentence: Sentence) -> bool:
    """ "How many?" and nothing else: of what was listed before."""
    telling = sentence.telling
    return not sentence.dates and bool(telling) and all(span.means(Kind.CUE, "count") for span in telling)


def _asks_for_the_worst(sentence: Sentence) -> bool:
    """ "Which is worst?", of what is overdue: the one that has been longest."""
    return sentence.has("worst") and all(span.means(Kind.CUE) for span in sentence.telling)


def _continued_figures(sentence: Sentence, question: Question, before: AskFigures) -> Question:
    """The same figures of another place, period or series, or asked something else; actions are a new question."""
    ours = (sentence.vocabulary.book.area,) if sentence.has(*_OURS) else before.areas
    if sentence.has(*STATES_OF_FIGURES) and not series_said(sentence):
        return replace(before, aspect=Aspect.LATEST, areas=ours)
    if sentence.has("percent", "percentage", "pct") and len(sentence.words) < 4:
        return before if before.aspect in _COMPARED else replace(before, aspect=Aspect.PERCENTAGE)
    if not _goes_on_from_figures(sentence):
        return question
    return (
        _compared(sentence, before, ours)
        or _of_others(sentence, question, before)
        or _asked_else(sentence, question, before)
        or question
    )


# What tells a percentage anyway.
_COMPARED = {Aspect.CHANGE, Aspect.COMPARE_PERIODS, Aspect.COMPARE_AREAS}
_OURS = ("ourselves", "us", "here", "our own", "ours", "our one")


def _goes_on_from_figures(sentence: Sentence) -> bool:
    if sentence.cue("list", "overdue") or any(sentence.of_kind(Kind.REF)):
        return False
    short = aspect_of(sentence) in _ABOUT_ONE and not series_said(sentence) and len(sentence.words) < 6
    earlier = not series_said(sentence) and years_back(sentence) is not None
    return short or earlier or sentence.starts(*_OPENERS) or _points(sentence) or sentence.has(*_BY_HOW_MUCH)


def _compared(sentence: Sentence, before: AskFigures, areas: tuple[str, ...]) -> AskFigures | None:
    """ "By how much?", "than two years ago?", "altogether?": the figures before, compared or added."""
    named = bool(series_said(sentence))
    if sentence.has(*_BY_HOW_MUCH) and not named:
        return replace(before, aspect=Aspect.CHANGE if before.aspect is Aspect.LATEST else before.aspect)
    if back := years_back(sentence):
        return replace(before, aspect=Aspect.COMPARE_PERIODS, periods=(), areas=areas, years_back=back)
    return replace(before, aspect=Aspect.ADD) if aspect_of(sentence) is Aspect.ADD and not named else None


def _of_others(sentence: Sentence, question: Question, before: AskFigures) -> AskFigures | None:
    """ "And for Kent?", "what about robbery": the same of another area or series."""
    if not sentence.starts(*_OPENERS):
        return None
    measures, areas = series_said(sentence), sentence.values(Kind.AREA)
    if isinstance(question, Ambiguous) and not measures:
        return replace(before, measures=(), said=sentence.text)
    if measures or areas:
        return replace(before, measures=measures or before.measures, areas=areas or before.areas)
    return None


def _asked_else(sentence: Sentence, question: Question, before: AskFigures) -> AskFigures | None:
    """ "Where is that from?": something else of the same figures."""
    aspect = aspect_of(sentence)
    asks_only = all(span.means(Kind.CUE) for span in sentence.telling)
    if asks_only and aspect in _ABOUT_ONE and not isinstance(question, AskActions):
        return replace(before, aspect=aspect)
    if _points(sentence) and aspect is not Aspect.LATEST and not series_said(sentence):
        return replace(before, aspect=aspect, areas=sentence.values(Kind.AREA) or before.areas)
    return None


_BY_HOW_MUCH = (
    "by how much", "how much by", "how many fewer", "how many more", "how many less", "how much more", "how much less",
    "how much higher", "how much lower",
)  # fmt: skip
_ABOUT_ONE = {Aspect.SOURCE, Aspect.PERIOD, Aspect.DEFINITION, Aspect.GOOD_OR_BAD, Aspect.CHANGE}


def _points(sentence: Sentence) -> bool:
    return not ONE.isdisjoint(sentence.folded) or not MANY.isdisjoint(sentence.folded)


def _merged(old: Filters, new: Filters, sentence: Sentence) -> Filters:
    """The filters before, with every part that was said anew."""
    empty = Filters(year=new.year)
    said = {
        field.name: getattr(new, field.name)
        for field in fields(Filters)
        if getattr(new, field.name) != getattr(empty, field.name)
    }
    kept = old if not said.get("due") or sentence.starts("same") else replace(old, overdue=False)
    if said.get("overdue") and not said.get("due") and not sentence.starts("same"):
        kept = replace(kept, due=None)
    part = said.pop("part", kept.part)
    if kept.refs and not new.refs and sentence.starts("what about", "how about", "and what about"):
        kept = replace(kept, refs=())
    merged = replace(kept, **said)
    return replace(merged, part=part) if new.organisations or new.not_organisations else merged

"""Several questions in one message, put together into one that is answered at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from csp_core.asking.actions import says_something
from csp_core.asking.one_action import about_said
from csp_core.asking.questions import AskAction, AskActions, AskFigures, AskFunding, Besides, Question
from csp_core.asking.sentence import Sentence

_POINTING = {"it", "its", "that", "this", "they", "them", "each", "those", "these", "their", "he", "she"}


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions, as it stands by itself."""

    sentence: Sentence
    question: Question

    @property
    def points(self) -> bool:
        return not _POINTING.isdisjoint(self.sentence.folded)


def joined(parts: Sequence[Part]) -> Question | None:
    """One question for all the parts; None where they do not stand by themselves, so that they are read together."""
    first, *others = parts
    if not _stands(first):
        return None
    asked: list[Question] = [first.question]
    for part in others:
        if part.points:
            more = _of_the_same(part, asked[-1])
            if more is None:
                return None
            asked += more
        elif _stands(part):
            asked.append(_narrowed(part, asked[-1]))
        else:
            return None
    return _put_together(asked)


def _narrowed(part: Part, before: Question) -> Question:
    """ "… and how many are late": of those that were asked for before."""
    question = part.question
    if not (isinstance(question, AskActions) and isinstance(before, AskActions)):
        return question
    filters, whole = question.filters, before.filters
    names = (filters.organisations, filters.priorities, filters.owners, filters.terms, filters.due)
    if any(names) or not part.sentence.starts("how many", "which are", "which of", "are any", "how many are"):
        return question
    kept = replace(
        filters, organisations=whole.organisations, part=whole.part, priorities=whole.priorities,
        owners=whole.owners, terms=whole.terms,
    )  # fmt: skip
    return replace(question, filters=kept)


def _of_the_same(part: Part, before: Question) -> list[Question] | None:
    """ "… and why was it carried forward?": of the action before. A list tells owners and dates anyway."""
    if isinstance(before, AskAction):
        about = about_said(part.sentence)
        return [replace(before, about=about)] if about else None
    return [] if isinstance(before, AskActions) and about_said(part.sentence) else None


def _stands(part: Part) -> bool:
    match part.question:
        case AskActions(filters=filters):
            return says_something(filters) or bool(filters.terms)
        case AskAction() | AskFunding():
            return True
        case AskFigures(measures=measures):
            return bool(measures)
        case _:
            return False


def _put_together(asked: Sequence[Question]) -> Question | None:
    """The first about money or figures, else about one action, with the others besides."""
    figures = [question for question in asked if isinstance(question, AskFigures | AskFunding)]
    details = [question for question in asked if isinstance(question, AskAction)]
    lists = [question for question in asked if isinstance(question, AskActions)]
    if len(figures) == 1:
        return replace(figures[0], besides=Besides(tuple(details), tuple(lists)))
    if figures:
        return None
    if details:
        return _with(details[0], Besides(tuple(details[1:]), tuple(lists)))
    return _with(lists[0], Besides(lists=tuple(lists[1:])))


def _with(question: AskAction | AskActions, besides: Besides) -> Question:
    return replace(question, besides=besides) if besides != Besides() else question

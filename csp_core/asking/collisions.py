"""Reads words that could mean two things: they ask back, where the plan holds more than one of them."""

from collections.abc import Iterator
from dataclasses import replace

from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Term
from csp_core.asking.general import Kind
from csp_core.asking.questions import Ambiguous, Question
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.series import series_said
from csp_core.book import Action
from csp_core.text import stems_of, tokens_of


def read_collision(sentence: Sentence) -> Question | None:
    """A short word with two meanings asks back, where the plan holds more than one of them."""
    span = next(iter(sentence.of_kind(Kind.COLLISION)), None)
    if span is None or sentence.cue("owner", "deadline", "partners", "figures", "change", "definition"):
        return None
    filters = filters_of(replace(sentence, spans=tuple(other for other in sentence.spans if other is not span)))
    if filters.priorities or filters.organisations or filters.refs:
        return None
    key = span.values(Kind.COLLISION)[0]
    alternatives = sentence.vocabulary.general.collisions[key]
    held = [choice for alternative in alternatives for choice in _choices(alternative, span, sentence)]
    if len(held) == 1 or len(alternatives) == 1 or (not held and _is_known(span, sentence)):
        return None
    meanings = " or ".join(alternatives)
    return Ambiguous(
        f"“{span.said}” can mean {meanings}.",
        tuple(held) or tuple(f"actions about {alternative}" for alternative in alternatives),
    )


def _is_known(span: Span, sentence: Sentence) -> bool:
    """Whether the word itself stands in an action or in the name of a series."""
    return span.means(Kind.TITLE) or bool(series_said(sentence))


def _choices(alternative: str, span: Span, sentence: Sentence) -> Iterator[str]:
    """The complete question for one meaning, where it leads to an action."""
    book = sentence.vocabulary.book
    plan = book.current_plan(sentence.today)
    actions = plan.actions if plan else ()
    organisation = next((o.name for o in book.organisations if tokens_of(o.name) == tokens_of(alternative)), None)
    priorities = [
        name
        for theme in sentence.vocabulary.general.theme_names.get(tokens_of(alternative), ())
        for name in sentence.vocabulary.priorities_of(theme, plan.year if plan else "")
    ]
    if organisation and any(organisation in (action.lead, *action.partners) for action in actions):
        yield f"actions for {organisation}"
    elif priorities:
        yield from (
            f"“{span.said}” actions under {name}" for name in priorities[:1] if _mentioned(span.said, actions, name)
        )
    elif any(_mentions(action, alternative) for action in actions):
        yield f"actions about {alternative}"


def _mentioned(said: str, actions: tuple[Action, ...], priority: str) -> bool:
    return any(action.priority == priority and _mentions(action, said) for action in actions)


def _mentions(action: Action, said: str) -> bool:
    return Term(said, (stems_of(said),)).is_in(action)

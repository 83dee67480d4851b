"""A text that points at what was shown before, rewritten with the refs or names that it means."""

from dataclasses import replace

from csp_core.asking.deeds import may_change
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters, refs_holding_all
from csp_core.asking.general import Kind
from csp_core.asking.parsing import reread
from csp_core.asking.pointers import ONE, Pointer, pointer_in
from csp_core.asking.questions import (
    About,
    Ambiguous,
    AskAction,
    AskActions,
    AskChange,
    AskFigures,
    Conversation,
)
from csp_core.asking.sentence import Sentence
from csp_core.book import ChangeKind
from csp_core.text import stem


def restated(sentence: Sentence, before: Conversation) -> Sentence:
    """ "Drop the completed ones", said of a list, as "not the completed ones"; "and 4c to the sergeant", said after
    a wish, as the same wish; "make it the sergeant", said of an owner, as a wish."""
    if wish := _WISHED_AGAIN.get(before.question.kind) if isinstance(before.question, AskChange) else None:
        goes_on = sentence.starts("and", "also", "plus", "then") and any(sentence.of_kind(Kind.REF))
        to_whom = goes_on and sentence.has("to") and not may_change(sentence)
        again = f"{wish} {sentence.text.partition(' ')[2]}"
        return reread(sentence, again) if to_whom else sentence
    if isinstance(before.question, AskAction) and before.question.about is About.OWNER and not _sets_else(sentence):
        setting = next((words for words in _SETTING_IT if sentence.starts(words)), "")
        behind = sentence.text[sentence.words[len(setting.split()) - 1].end :] if setting else ""
        return reread(sentence, f"reassign it to{behind}") if behind.strip() else sentence
    if not (isinstance(before.question, AskActions) and sentence.starts(*_REMOVING) and sentence.folded[-1] in _ONES):
        return sentence
    return reread(sentence, f"not {sentence.text.partition(' ')[2]}")


def _sets_else(sentence: Sentence) -> bool:
    return bool(sentence.dates) or any(sentence.of_kind(Kind.STATUS, Kind.STATUS_WORD))


_WISHED_AGAIN = {ChangeKind.REASSIGN: "give", ChangeKind.MOVE_DEADLINE: "move"}
_SETTING_IT = ("change it to", "change that to", "change to", "set it to", "make it", "make that", "put it to")
_REMOVING = ("drop", "hide", "remove", "ditch", "lose", "exclude", "skip", "forget")
_ONES = {"ones", "those", "them", "actions"}


def rewritten(sentence: Sentence, before: Conversation) -> str | Ambiguous | None:
    """The text with the refs that its pointing words mean, a choice where one of several is meant, or None."""
    if any(sentence.of_kind(Kind.REF)):
        return None
    if _is_about_figures(sentence, before):
        return _done_about_them(sentence, before)
    if described := _described(sentence, before):
        return described
    pointer = pointer_in(sentence) if before.refs or before.listed else None
    if pointer is None or _undoes(sentence):
        return _completed(sentence, before)
    if pointer.place is not None:
        return _placed(sentence, pointer, before)
    return _referring(sentence, pointer, before)


def _done_about_them(sentence: Sentence, before: Conversation) -> str | None:
    """ "What are we doing about it", after figures: about what these count."""
    asked = before.question if isinstance(before.question, AskFigures) else None
    said = asked and (asked.said or next(iter(asked.measures), ""))
    return f"which actions are about {said}" if said and sentence.has(*_DOING_ABOUT) else None


_DOING_ABOUT = tuple(
    f"{doing} about {it}" for doing in ("doing", "do", "done") for it in ("it", "that", "this", "them", "those")
)


def _is_about_figures(sentence: Sentence, before: Conversation) -> bool:
    return isinstance(before.question, AskFigures) and not sentence.cue("owner", "deadline", "status")


def _described(sentence: Sentence, before: Conversation) -> str | None:
    """The text by what is said of those shown, where no single word or place points at them."""
    if len(before.refs) == 1 and _DONE.issuperset(_telling(sentence)) and not sentence.asks:
        return f"{before.refs[0]} is done"
    if owner := _owner_pointed_at(sentence, before):
        return f"actions of {owner}"
    return _named_before(sentence, before) or _picked(sentence, before)


_DONE = {"done", "finished", "complete", "completed", "sorted"}


def _telling(sentence: Sentence) -> set[str]:
    """The words that are more than filler; {"?"} when there is none."""
    return {span.read for span in sentence.telling} or {"?"}


def _owner_pointed_at(sentence: Sentence, before: Conversation) -> str | None:
    """ "What else do they own": whoever owns the one action that was shown, or leads it."""
    words = set(sentence.folded)
    others = {"else", "other", "others"} & words and {"they", "them", "he", "she", "their"} & words
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    action = plan.by_ref.get(before.refs[0]) if plan and len(before.refs) == 1 else None
    telling = [span for span in sentence.telling if not span.means(Kind.CUE)]
    if not others or action is None or telling or _HOLDING.isdisjoint(words):
        return None
    return action.owner or action.lead


_HOLDING = {"own", "owns", "lead", "leads", "have", "has", "got", "do", "does", "doing", "run", "on", "for", "to"}


def _named_before(sentence: Sentence, before: Conversation) -> str | None:
    """ "What are they supporting", after the actions of one organisation or post: with its name for "they"."""
    filters = before.question.filters if isinstance(before.question, AskActions) else Filters()
    names = (*filters.organisations, *filters.owners)
    words = sentence.folded
    at = words.index("they") if "they" in words else 0
    asked = sentence.starts("what", "which", "when", "how many", "and what", "anything", "have", "do")
    if len(names) != 1 or not at or at + 1 == len(words) or not asked:
        return None
    if words[at - 1] not in {"are", "do", "have", "did", "should", "must", "else"}:
        return None
    word = sentence.words[at]
    return f"{sentence.text[: word.start]}{names[0]}{sentence.text[word.end :]}"


def _picked(sentence: Sentence, before: Conversation) -> str | None:
    """ "The tram one", where several were shown and one of them speaks of trams; "the tram one, who runs that"."""
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    said, behind = _before_one(sentence)
    if plan is None or said is None or len(before.refs) < 2 or said.cue("owner", "deadline"):
        return None
    shown = (plan.by_ref[ref] for ref in before.refs if ref in plan.by_ref)
    terms = filters_of(said).terms
    fitting = [action.ref for action in shown if terms and all(term.is_in(action) for term in terms)]
    if len(fitting) != 1:
        return None
    if behind is not None:
        pointer = pointer_in(behind)
        return _with_refs(behind, pointer, (fitting[0],)) if pointer else f"{behind.text} {_named((fitting[0],))}"
    asked = before.question.about if isinstance(before.question, AskAction) else About.STATUS
    return _ASKING.get(asked, "status of {}").format(_named((fitting[0],)))


def _before_one(sentence: Sentence) -> tuple[Sentence | None, Sentence | None]:
    """What says which one is meant, and what is asked of it behind a comma, where that is."""
    if not sentence.starts("the", "just the", "i mean the", "and the", "whats the") or "one" not in sentence.folded:
        return None, None
    at = sentence.folded.index("one") + 1
    if at == len(sentence.words):
        return sentence, None
    if not {",", "-", "–", ":"} & set(sentence.words[at].glue):
        return None, None
    parts = sentence.text[: sentence.words[at - 1].end], sentence.text[sentence.words[at].start :]
    said, behind = (reread(sentence, part) for part in parts)
    return said, behind


_ASKING = {
    About.OWNER: "who owns {}", About.PARTNERS: "who are the partners on {}", About.DEADLINE: "when is {} due",
    About.WHY_LATE: "why is {} late",
}  # fmt: skip


def _placed(sentence: Sentence, pointer: Pointer, before: Conversation) -> str | None:
    """ "The second one" and "the first two" point into the last list."""
    refs = before.refs if len(before.refs) > 1 else before.listed or before.refs
    place = pointer.place or 0
    first = place - 1 if place > 0 else len(refs) - pointer.count
    return _with_refs(sentence, pointer, refs[first : first + pointer.count]) if 0 <= first < len(refs) else None


def _referring(sentence: Sentence, pointer: Pointer, before: Conversation) -> str | Ambiguous:
    """ "Those" are all that were shown; "it" is the one that was shown or is named, else a choice."""
    if pointer.is_one and (ref := _introduced(sentence, pointer)):
        return _with_refs(sentence, pointer, (ref,))
    refs = before.listed if _asks_of_the_whole(sentence, before) else before.refs or before.listed
    if len(refs) == 1 and len(before.listed) > 1 and sentence.has("both"):
        refs = before.listed
    if pointer.is_one and len(refs) > 1 and (ref := _named_in_front(sentence, pointer, refs)):
        return _with_refs(sentence, pointer, (ref,))
    if pointer.is_one and len(refs) > 1 and not sentence.cue("count"):
        choices = tuple(_with_refs(sentence, pointer, (ref,)) for ref in refs[:_MOST_CHOICES])
        return Ambiguous(_SEVERAL, choices)
    return _with_refs(sentence, pointer, refs)


def _introduced(sentence: Sentence, pointer: Pointer) -> str | None:
    """ "And the locks for homes at risk, how close are we on that": the action that is named before the comma."""
    parted = next((at for at in range(pointer.first, 1, -1) if "," in sentence.words[at].glue), None)
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    if parted is None or plan is None:
        return None
    head = reread(sentence, sentence.text[: sentence.words[parted - 1].end])
    terms = filters_of(head).terms if any(head.of_kind(Kind.TITLE)) and not head.asks else ()
    held = refs_holding_all(terms, plan) if sum(len(term.said.split()) for term in terms) > 1 else frozenset()
    return next(iter(held)) if len(held) == 1 else None


def _asks_of_the_whole(sentence: Sentence, before: Conversation) -> bool:
    """ "And which of them …" after "how many of those …": one more question about the same list."""
    counted = isinstance(before.question, AskActions) and before.question.count and bool(before.question.filters.refs)
    return counted and bool(before.listed) and sentence.starts("and which", "and how many", "and any", "how many")


def _named_in_front(sentence: Sentence, pointer: Pointer, refs: tuple[str, ...]) -> str | None:
    """Which of those shown the words before a pointer name: "the taxi drivers one is done, we held it on Friday"."""
    plan = sentence.vocabulary.book.current_plan(sentence.today)
    said = frozenset(map(stem, sentence.folded[: pointer.first]))
    held = (
        {ref: len(said & plan.by_ref[ref].title_stems - _LITTLE) for ref in refs if ref in plan.by_ref} if plan else {}
    )
    most = max(held.values(), default=0)
    best = [ref for ref, count in held.items() if count == most]
    return best[0] if most and len(best) == 1 else None


_LITTLE = frozenset(map(stem, ("a", "an", "the", "of", "for", "in", "on", "at", "to", "and", "with", "is", "one")))


def _undoes(sentence: Sentence) -> bool:
    return sentence.starts("undo", "revert")


def _completed(sentence: Sentence, before: Conversation) -> str | Ambiguous | None:
    """ "Why so late?", "who's the lead": asked of an action, and none is named."""
    filters = filters_of(sentence)
    if replace(filters, overdue=False, ignored=(), statuses=frozenset(), moved=0) != Filters(year=filters.year):
        return None
    if not before.refs or not sentence.cue("why", "owner", "deadline", "partners") or sentence.cue("list", "count"):
        return None
    asked = sentence.text.rstrip(" ?.!")
    if len(before.refs) == 1:
        return f"{asked} {_named(before.refs)}"
    if (sentence.cue("why") and ONE.isdisjoint(sentence.folded)) or not _PLURALS.isdisjoint(sentence.folded):
        return f"{asked} {_named(before.refs[:_MOST_REASONS])}"
    return Ambiguous(_SEVERAL, tuple(f"{asked} {_named((ref,))}" for ref in before.refs[:_MOST_CHOICES]))


_SEVERAL = "Several actions were shown."
_MOST_CHOICES, _MOST_REASONS = 10, 10
_PLURALS = {"owners", "deadlines", "dates", "leads", "partners", "reasons"}


def _with_refs(sentence: Sentence, pointer: Pointer, refs: tuple[str, ...]) -> str:
    start, end = sentence.words[pointer.first].start, sentence.words[pointer.last - 1].end
    return f"{sentence.text[:start]}{_named(refs)}{sentence.text[end:]}"


def _named(refs: tuple[str, ...]) -> str:
    return " and ".join(f"action {ref}" if ref.isdigit() else ref for ref in refs)

"""Answers to a wish for a change: a proposal that names the actions. Asking alone changes nothing."""

from datetime import date, timedelta

from csp_core.answering.actions import lines_of, notes_on, plan_sources
from csp_core.answering.answers import Answer, Outcome, Proposal
from csp_core.answering.describing import described, status_words
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.lookups import choose_action
from csp_core.answering.phrases import counted, day_words, listed
from csp_core.answering.selecting import select, the_one
from csp_core.asking.filters import Filters
from csp_core.asking.questions import AskChange
from csp_core.book import Action, ChangeKind
from csp_core.permissions import Deed, NotAllowed, coordinators_of, may

_WORDS = {
    ChangeKind.COMPLETE: "Mark {} as completed",
    ChangeKind.PROGRESS: "Report progress on {}",
    ChangeKind.REOPEN: "Reopen {}",
    ChangeKind.REASSIGN: "Hand {} over",
    ChangeKind.MOVE_DEADLINE: "Move the deadline of {}",
    ChangeKind.SNOOZE: "Snooze the reminders of {}",
    ChangeKind.CARRY_FORWARD: "Carry {} forward",
    ChangeKind.CANCEL: "Cancel {}",
    ChangeKind.UNDO: "Undo your last change",
    ChangeKind.REMINDERS: "Change the reminders",
}
_AGAIN = {
    ChangeKind.COMPLETE: "mark {} as done",
    ChangeKind.PROGRESS: "set {} to in progress",
    ChangeKind.REOPEN: "reopen {}",
    ChangeKind.REASSIGN: "hand {} over to {}",
    ChangeKind.MOVE_DEADLINE: "move the deadline of {} to {}",
    ChangeKind.SNOOZE: "snooze {} until {}",
    ChangeKind.CARRY_FORWARD: "carry {} forward",
    ChangeKind.CANCEL: "cancel {}",
}
NOT_YET = "Nothing is changed until you confirm it."


def propose(question: AskChange, enquiry: Enquiry) -> Answer:
    """What would be changed; one action is proposed, several only when all of them were asked for."""
    if question.kind in {ChangeKind.UNDO, ChangeKind.REMINDERS}:
        return _proposed(question, (), enquiry)
    if question.filters == Filters(year=question.filters.year):
        return _which(question, enquiry)
    actions = _meant(question, enquiry)
    if not actions:
        return Answer(
            Outcome.NOTHING_FOUND,
            enquiry.today,
            understood=_WORDS[question.kind].format(described(question.filters).lower()),
            paragraphs=("No action fits that. Name it by its ref or by words of its title.",),
            choices=("what is overdue?", "help"),
        )
    if len(actions) == 1 or question.all_of_them or len(question.filters.refs) > 1:
        return _proposed(question, actions, enquiry)
    return choose_action(actions, enquiry, _sentence(question))


def _meant(question: AskChange, enquiry: Enquiry) -> tuple[Action, ...]:
    """The actions that fit; of several, only those that the change can still apply to."""
    if question.all_of_them and not question.filters.refs:
        fitting = select(question.filters, enquiry).actions
    else:
        fitting = the_one(question.filters, enquiry).actions
    if len(fitting) < 2 or question.filters.refs:
        return fitting
    wants_open = question.kind is not ChangeKind.REOPEN
    return tuple(action for action in fitting if action.is_open == wants_open) or fitting


def _sentence(question: AskChange) -> str:
    when = day_words(question.day) if question.day else "…"
    return _AGAIN[question.kind].format("{}", question.owner or when)


def _which(question: AskChange, enquiry: Enquiry) -> Answer:
    return Answer(
        Outcome.NOT_UNDERSTOOD,
        enquiry.today,
        understood=_WORDS[question.kind].format("an action"),
        paragraphs=("Which action do you mean? Name it by its ref or by words of its title.",),
        choices=("what is overdue?", "help"),
    )


def _proposed(question: AskChange, actions: tuple[Action, ...], enquiry: Enquiry) -> Answer:
    day = _day(question, actions)
    change = Proposal(question.kind, tuple(action.ref for action in actions), day, question.owner, question.note)
    return Answer(
        Outcome.PROPOSED,
        enquiry.today,
        understood=_in_words(question, actions, day),
        headline=counted(len(actions), "action") if len(actions) > 1 else "",
        paragraphs=(_against(question, actions, enquiry) or _not_yet(question, day, enquiry),),
        actions=lines_of(actions, enquiry.today),
        change=change,
        notes=notes_on(actions),
        sources=plan_sources(enquiry, {action.year for action in actions}),
    )


def _not_yet(question: AskChange, day: date | None, enquiry: Enquiry) -> str:
    """Nothing is changed yet; what a form will ask for is said."""
    reason = "a reason" if question.kind in _NEED_A_REASON and not question.note else ""
    when = "a date" if question.kind in _NEED_A_DAY and day is None else ""
    owner = "a new owner" if question.kind is ChangeKind.REASSIGN and not question.owner else ""
    needed = listed([each for each in (when, owner, reason) if each])
    sentences = (NOT_YET, f"It still needs {needed}." if needed else None, _unknown_owner(question, enquiry))
    return " ".join(filter(None, sentences))


def _unknown_owner(question: AskChange, enquiry: Enquiry) -> str | None:
    """That nobody here has the name of the new owner, so that somebody must be chosen."""
    book = enquiry.book
    people, organisations = {each.name for each in book.people}, {each.name for each in book.organisations}
    names = people | organisations | {post.title for post in book.posts}
    if question.owner is None or question.owner in names:
        return None
    return f"No post, organisation or person here is called “{question.owner}”: please choose the new owner."


_NEED_A_REASON = frozenset({ChangeKind.MOVE_DEADLINE, ChangeKind.CANCEL})
_NEED_A_DAY = frozenset({ChangeKind.MOVE_DEADLINE, ChangeKind.SNOOZE})


def _against(question: AskChange, actions: tuple[Action, ...], enquiry: Enquiry) -> str | None:
    """Why the change cannot be made: an action is not in the state for it, or this person is not who can."""
    wants_open = question.kind is not ChangeKind.REOPEN
    unfit = [action for action in actions if action.is_open != wants_open]
    return " ".join(map(_already, unfit)) or _refusal(question, actions, enquiry)


def _already(action: Action) -> str:
    """ "ASB-02 is completed already, dated 1 December 2014." """
    when = f", dated {day_words(action.completed_on)}" if action.completed_on else ""
    state = "open" if action.is_open else status_words(action.status)
    return f"{action.ref} is {state} already{when}."


def _refusal(question: AskChange, actions: tuple[Action, ...], enquiry: Enquiry) -> str | None:
    """Who can make the change, where this person cannot."""
    names = coordinators_of(enquiry.book.people)
    answers = (may(enquiry.actor, Deed(question.kind.value), action, names) for action in actions)
    return next((answer.sentence for answer in answers if isinstance(answer, NotAllowed)), None)


def _day(question: AskChange, actions: tuple[Action, ...]) -> date | None:
    if question.shift_days is None or not actions or actions[0].due is None:
        return question.day
    return actions[0].due + timedelta(days=question.shift_days)


def _in_words(question: AskChange, actions: tuple[Action, ...], day: date | None) -> str:
    parts = [_WORDS[question.kind].format(listed([action.ref for action in actions]))]
    if question.owner:
        parts.append(f"to {question.owner}")
    if day:
        word = {ChangeKind.MOVE_DEADLINE: "to", ChangeKind.SNOOZE: "until"}.get(question.kind, "dated")
        parts.append(f"{word} {day_words(day)}")
    return f"{' '.join(parts)}{_with_note(question)}?"


def _with_note(question: AskChange) -> str:
    if not question.note or question.kind is ChangeKind.REMINDERS:
        return ""
    return f", because “{question.note}”" if question.kind in _NEED_A_REASON else f", with the note “{question.note}”"

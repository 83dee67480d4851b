"""Answers about one action: its owner, partners, deadline or state; several that fit alike are asked back."""

from collections.abc import Sequence
from dataclasses import replace

from csp_core.answering.actions import actions_answer, lines_of, list_actions, none_fits, notes_on, reported_words
from csp_core.answering.answers import Answer, Outcome, joined
from csp_core.answering.describing import described, status_words
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.histories import story_lines
from csp_core.answering.phrases import counted, day_words, due_words, listed, moves_words, overdue_words
from csp_core.answering.selecting import the_one
from csp_core.asking.questions import About, AskAction, Besides
from csp_core.book import Action


def tell_action(question: AskAction, enquiry: Enquiry) -> Answer:
    """One thing about one action; several that fit alike are asked back."""
    return with_besides(_tell(question, enquiry), question.besides, enquiry)


def with_besides(answer: Answer, besides: Besides | None, enquiry: Enquiry) -> Answer:
    """An answer together with those to what else was asked in the same message."""
    if besides is None or answer.outcome is Outcome.CHOOSE:
        return answer
    told = [_tell(asked, enquiry) for asked in besides.details]
    return joined([answer, *told, *(list_actions(asked, enquiry) for asked in besides.lists)])


def _tell(question: AskAction, enquiry: Enquiry) -> Answer:
    found = the_one(question.filters, enquiry)
    if not found.actions:
        return none_fits(question.filters, found, enquiry)
    if len(found.actions) == 1 or len(question.filters.refs) > 1:
        return _told(question.about, found.actions, enquiry)
    if question.about is About.STATUS:
        return actions_answer(found.actions, enquiry, described(question.filters))
    return choose_action(found.actions, enquiry, _QUESTIONS[question.about])


_QUESTIONS = {
    About.OWNER: "who owns {}?",
    About.PARTNERS: "who else is a partner on {}?",
    About.DEADLINE: "when is {} due?",
    About.STATUS: "status of {}",
    About.WHY_LATE: "why is {} late?",
    About.HISTORY: "history of {}",
    About.START: "when does {} start?",
    About.DETAILS: "details of {}",
    About.FUNDING: "who funds {}?",
}


def choose_action(actions: Sequence[Action], enquiry: Enquiry, question: str) -> Answer:
    """Asks which of several actions is meant; each choice is the whole question about one."""
    return Answer(
        Outcome.CHOOSE,
        enquiry.today,
        understood=f"{counted(len(actions), 'action')} could be meant",
        paragraphs=("Which one do you mean?",),
        actions=lines_of(actions, enquiry.today),
        choices=tuple(question.format(action.ref) for action in actions[:10]),
        notes=notes_on(actions),
    )


def _told(about: About, actions: Sequence[Action], enquiry: Enquiry) -> Answer:
    titles = listed([f"{action.ref} “{action.title}”" for action in actions])
    answer = actions_answer(actions, enquiry, f"{_SUBJECTS[about]} {titles}")
    if about is About.HISTORY:
        return replace(answer, paragraphs=story_lines(actions, enquiry))
    sentences = {
        About.OWNER: _owner_sentences,
        About.PARTNERS: _partner_sentences,
        About.DEADLINE: _deadline_sentences,
        About.STATUS: _status_sentences,
        About.WHY_LATE: _why_sentences,
        About.START: _start_sentences,
        About.DETAILS: _detail_sentences,
        About.FUNDING: _funding_sentences,
    }[about]
    return replace(answer, paragraphs=tuple(" ".join(sentences(action, enquiry)) for action in actions))


_SUBJECTS = {
    About.OWNER: "Owner of",
    About.PARTNERS: "Partners of",
    About.DEADLINE: "Deadline of",
    About.STATUS: "Where it stands:",
    About.WHY_LATE: "What is recorded of",
    About.HISTORY: "The history of",
    About.START: "Start of",
    About.DETAILS: "Details of",
    About.FUNDING: "Funding of",
}


def _owner_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    sentences = [
        f"{action.ref} is owned by {action.owner}{_holder(action, enquiry)}."
        if action.owner
        else f"{action.ref} has no owner recorded."
    ]
    sentences.append(f"{action.lead} leads." if action.lead else "No lead organisation is recorded.")
    if action.partners:
        sentences.append(f"Partners: {listed(action.partners)}.")
    return sentences


def _holder(action: Action, enquiry: Enquiry) -> str:
    """Who holds the owning post on the day, where the directory knows."""
    holders = [
        holding.person
        for post in enquiry.book.posts
        if post.title == action.owner
        for holding in post.holdings
        if holding.on(enquiry.today)
    ]
    return f" ({listed(holders)})" if holders else ""


def _partner_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    partners = (
        f"Partners on {action.ref}: {listed(action.partners)}."
        if action.partners
        else f"{action.ref} has no partners recorded."
    )
    return [partners, *_owner_sentences(action, enquiry)[:2]]


def _deadline_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    days = action.days_overdue(enquiry.today)
    if action.due is None:
        return [f"{action.ref} has {due_words(action)}, so it is never counted as overdue."]
    sentences = [f"{action.ref} is {due_words(action)}."]
    if days is not None:
        sentences.append(f"It is {overdue_words(days)}.")
    elif action.is_open:
        left = (action.due - enquiry.today).days
        sentences.append("That is today." if left == 0 else f"That is in {counted(left, 'day')}.")
    else:
        sentences.append(f"It is {status_words(action.status)}.")
    if moved := moves_words(action):
        sentences.append(f"The date was {moved}.")
    return sentences


def _start_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    # A month stands as its last day.
    told = f"starts by {day_words(action.start)}" if action.start else "has no start recorded"
    return [f"{action.ref} {told}.", *_status_sentences(action, enquiry)]


def _funding_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    told = f"is funded by: {action.funding.removesuffix('.')}" if action.funding else "has no funding recorded"
    return [f"{action.ref} {told}."]


def _detail_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    """Everything that is written of an action besides its title; what is not written is left out."""
    written = {
        "Priority": action.priority,
        "Objective": action.objective,
        "Description": action.description,
        "Measure": action.measure,
        "Funding": action.funding,
    }
    told = [f"{name}: {text.removesuffix('.')}." for name, text in written.items() if text]
    return [*told, *_status_sentences(action, enquiry)]


def _status_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    written = f" (written: “{action.status_as_written}”)" if action.status_as_written else ""
    sentences = [f"{action.ref} is {status_words(action.status)}{written}."]
    if action.awaiting_sign_off:
        sentences.append("It was reported done and awaits sign-off.")
    if action.completed_on:
        sentences.append(f"It was completed on {day_words(action.completed_on)}.")
    if action.is_open:
        sentences += _deadline_sentences(action, enquiry)
    return sentences + reported_words(action)


def _why_sentences(action: Action, enquiry: Enquiry) -> list[str]:
    """No reason is invented: what was reported, and how the date moved, is all that is known."""
    reported = reported_words(action)
    return (
        [*_status_sentences(action, enquiry)]
        if reported
        else [
            *_status_sentences(action, enquiry),
            "No reason is recorded.",
        ]
    )

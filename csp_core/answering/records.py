"""Answers from the other records: money, earlier plans, facts, terms, priorities, partners, documents."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from csp_core.answering.actions import actions_answer, plan_sources
from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.describing import STATUS_WORDS
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.figure_lines import figures_answer, newest
from csp_core.answering.judging import definition_words
from csp_core.answering.lookups import with_besides
from csp_core.answering.phrases import counted, day_words, listed, number_words
from csp_core.asking.questions import (
    AskDefinition,
    AskDocument,
    AskFunding,
    AskOrganisations,
    AskOutcomes,
    AskPriorities,
    AskStatements,
    AskSuccessor,
)
from csp_core.book import OPEN_STATUSES, Grant, Organisation, Plan, StatedOutcome, Statement, Status

GLOSSARY = "the bot's glossary of general terms"
UNDATED = "The day on which a plan was published is not recorded here."
_ENDED = {"completed": "completed", "ongoing": "still ongoing", "carried_forward": "carried forward"}


def tell_funding(question: AskFunding, enquiry: Enquiry) -> Answer:
    """Grants with what is and is not known of them; a split is never worked out."""
    return with_besides(_tell_funding(question, enquiry), question.besides, enquiry)


def _tell_funding(question: AskFunding, enquiry: Enquiry) -> Answer:
    plan = enquiry.plan(question.year)
    grants = plan.grants if plan else ()
    understood = f"Funding of the plan {plan.year}" if plan else "Funding"
    if not grants and (seen := [figure for figure in enquiry.figures if enquiry.may_see(figure)]):
        shown = figures_answer(newest(seen), enquiry, understood)
        return replace(
            shown, outcome=Outcome.NOT_HELD if question.split else Outcome.ANSWERED, paragraphs=_split(question)
        )
    if not grants:
        return Answer(Outcome.NOT_HELD, enquiry.today, understood, paragraphs=("No grant is recorded for that plan.",))
    facts = [fact for fact in _statements(enquiry) if "fund" in fact.topic.casefold()]
    held = Outcome.NOT_HELD if question.split and not question.total else Outcome.ANSWERED
    return Answer(
        held,
        enquiry.today,
        understood,
        paragraphs=(*_split(question), *(_grant_words(grant) for grant in grants), *(fact.text for fact in facts)),
        notes=tuple(_notes([*grants, *facts])),
        sources=tuple(_sources([*grants, *facts])),
    )


def _split(question: AskFunding) -> tuple[str, ...]:
    return ("How it was shared between agencies is not recorded: only the total is.",) if question.split else ()


def _grant_words(grant: Grant) -> str:
    amount = f"£{number_words(grant.amount)}" if grant.unit == "GBP" else f"{number_words(grant.amount)} {grant.unit}"
    funder = f" from {grant.funder}" if grant.funder else ""
    return f"{grant.name}: {amount}{funder}."


def tell_outcomes(question: AskOutcomes, enquiry: Enquiry) -> Answer:
    """How an earlier plan's actions ended as stated, and whether the numbers add up."""
    plan = enquiry.book.plan_of(question.year)
    if plan is None or not plan.outcomes:
        return Answer(
            Outcome.NOT_HELD, enquiry.today, "An earlier plan", paragraphs=("No outcomes are recorded for it.",)
        )
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=f"How the actions of the plan {plan.year} ended, as stated",
        paragraphs=tuple(_outcome_sentences(plan)),
        notes=tuple(note for note in (plan.note, *(outcome.note for outcome in plan.outcomes)) if note),
        sources=tuple(_sources(plan.outcomes)),
    )


def _outcome_sentences(plan: Plan) -> Iterable[str]:
    agreed = next((outcome for outcome in plan.outcomes if outcome.kind == "agreed"), None)
    ended = [outcome for outcome in plan.outcomes if outcome.kind != "agreed"]
    if agreed:
        yield f"{counted(agreed.count, 'action')} agreed."
    counts = [f"{outcome.count} {_ENDED.get(outcome.kind, outcome.kind)}" for outcome in ended]
    yield f"Stated as ended: {listed(counts)}."
    total = sum(outcome.count for outcome in ended)
    if agreed and ended and total != agreed.count:
        missing = agreed.count - total
        verb = "is" if abs(missing) == 1 else "are"
        rest = f"{missing} {verb} not accounted for" if missing > 0 else f"{-missing} more than were agreed"
        yield f"Those add up to {total}, not {agreed.count}: {rest}, so I give no percentage."


def tell_statements(question: AskStatements, enquiry: Enquiry) -> Answer:
    """Facts of the topics that were named, those of most topics first."""
    facts = [fact for fact in _statements(enquiry) if fact.topic in question.topics]
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=f"What is recorded about {listed([topic.lower() for topic in question.topics])}",
        paragraphs=tuple(fact.text for fact in facts),
        notes=tuple(_notes(facts)),
        sources=tuple(_sources(facts)),
    )


def _statements(enquiry: Enquiry) -> list[Statement]:
    return [statement for plan in enquiry.book.plans for statement in plan.statements]


def _notes(records: Sequence[Grant | Statement | StatedOutcome]) -> Iterable[str]:
    return dict.fromkeys(record.note for record in records if record.note)


def _sources(records: Sequence[Grant | Statement | StatedOutcome]) -> Iterable[str]:
    return dict.fromkeys(record.source for record in records if record.source)


def tell_definition(question: AskDefinition, enquiry: Enquiry) -> Answer:
    """The partnership's own definition of a series first, then the general glossary, then its own status words."""
    if question.status_words:
        return _status_words(question, enquiry)
    measures = [enquiry.book.measure_by_name[name] for name in question.measures]
    facts = [fact for fact in _statements(enquiry) if fact.topic in question.topics]
    known = [definition for definition in question.definitions if definition.meaning]
    terms = listed([*(m.name for m in measures), *(f"“{d.term}”" for d in question.definitions)])
    if not measures and not known and not facts:
        return Answer(
            Outcome.NOT_HELD,
            enquiry.today,
            f"What {terms} means",
            paragraphs=(f"I hold no definition of {terms}.",),
            choices=("help",),
        )
    shown = figures_answer(newest(figure for figure in enquiry.figures if enquiry.may_see(figure)), enquiry, "")
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=f"What is meant by {terms or listed(question.topics)}",
        paragraphs=(
            *(definition_words(measure) for measure in measures),
            *(f"{_spelled(definition.term)}: {definition.meaning}." for definition in known),
            *(fact.text for fact in facts),
        ),
        figures=shown.figures if measures else (),
        notes=tuple(_notes(facts)),
        sources=(*(shown.sources if measures else ()), *_sources(facts), *([GLOSSARY] if known else [])),
    )


def _status_words(question: AskDefinition, enquiry: Enquiry) -> Answer:
    """What the plan's own words for a state are read as; what they mean beyond that is the plan's to say."""
    plan = enquiry.plan(None)
    written = [
        action
        for action in (plan.actions if plan else ())
        if (action.status_as_written or "").casefold() in map(str.casefold, question.status_words)
    ]
    read_as = {(action.status_as_written, action.status): None for action in written}
    terms = listed([f"“{word}”" for word in question.status_words])
    return Answer(
        Outcome.ANSWERED if written else Outcome.NOT_HELD,
        enquiry.today,
        understood=f"What {terms} means in the plan",
        paragraphs=tuple(
            f"An action with the status “{word}” counts here as {STATUS_WORDS[status]}, {_openness(status)}."
            for word, status in read_as
        )
        or (f"No action of this plan has the status {terms}.",),
        sources=plan_sources(enquiry, {action.year for action in written}),
    )


def _openness(status: Status) -> str:
    if status in OPEN_STATUSES:
        return "so it is open and not finished"
    return "so the work is finished" if status is Status.COMPLETED else "so it is no longer open"


def _spelled(term: str) -> str:
    return term.upper() if len(term) < 6 and " " not in term and not term.endswith("s") else term[:1].upper() + term[1:]


def tell_priorities(question: AskPriorities, enquiry: Enquiry) -> Answer:
    plan = enquiry.plan(question.year)
    if plan is None or not plan.priorities:
        return Answer(Outcome.NOT_HELD, enquiry.today, "Priorities", paragraphs=("No priorities are recorded.",))
    names = [priority.name for priority in plan.priorities]
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=f"Priorities of the plan {plan.year}",
        headline=counted(len(names), "priority", "priorities"),
        paragraphs=(f"{listed(names)}. Their order carries no rank.",),
        notes=tuple(priority.note for priority in plan.priorities if priority.note),
        choices=tuple(f"actions {name}" for name in names[:7]) if plan.actions else (),
        sources=plan_sources(enquiry, [plan.year]),
    )


def tell_organisations(question: AskOrganisations, enquiry: Enquiry) -> Answer:
    organisations = enquiry.book.organisations
    if not organisations:
        return Answer(Outcome.NOT_HELD, enquiry.today, "Partners", paragraphs=("No organisations are recorded.",))
    names = [f"{o.name} ({o.short_name})" if o.short_name else o.name for o in organisations]
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood="Organisations in the partnership's records",
        headline=counted(len(names), "organisation"),
        paragraphs=(f"{'; '.join(names)}.",),
        sources=plan_sources(enquiry, [plan.year for plan in enquiry.book.plans[-1:]]),
    )


def tell_successor(question: AskSuccessor, enquiry: Enquiry) -> Answer:
    """Who took over from an organisation that ended, and what it leads now."""
    named = [enquiry.book.organisation_by_name[name] for name in question.organisations]
    followed = [organisation for organisation in named if organisation.successor]
    names = listed([organisation.name for organisation in followed or named])
    understood = f"Who took over from {names}"
    if not followed:
        unknown = f"No successor of {names} is recorded."
        return Answer(Outcome.NOT_HELD, enquiry.today, understood, paragraphs=(unknown,))
    plan = enquiry.plan(None)
    successors = {organisation.successor for organisation in followed}
    actions = [action for action in (plan.actions if plan else ()) if action.lead in successors]
    return replace(
        actions_answer(actions, enquiry, understood),
        headline=f"{counted(len(actions), 'action')} led by {listed(sorted(filter(None, successors)))} now",
        paragraphs=tuple(map(_successor_words, followed)),
    )


def _successor_words(ended: Organisation) -> str:
    last_day = f" on {day_words(ended.last_day)}" if ended.last_day else ""
    return f"{ended.name} ended{last_day}; {ended.successor} took over its work."


def tell_document(question: AskDocument, enquiry: Enquiry) -> Answer:
    """The documents behind the records, year by year."""
    plans = enquiry.book.plans
    if not plans:
        return Answer(Outcome.NOT_HELD, enquiry.today, "Source documents", paragraphs=("No plan is recorded.",))
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood="Where the records come from",
        paragraphs=tuple(
            f"Plan {plan.year} ({day_words(plan.first_day)} to {day_words(plan.last_day)}): "
            f"{plan.source or 'imported from the coordinator’s plan file; no published document is recorded'}."
            for plan in reversed(plans)
        ),
        notes=(*(plan.note for plan in reversed(plans) if plan.note), *([UNDATED] if question.dated else [])),
        sources=plan_sources(enquiry, [plan.year for plan in plans]),
    )

"""A deed of one or several actions: found, permitted, as they were seen, by the rules; then all are made, or none."""

from collections.abc import Iterable, Mapping, Sequence

from csp_core import book, model
from csp_core.audit import Entry, record
from csp_core.changes.deeds import ConfirmOnTrack, Edit, Intention, Reassign
from csp_core.changes.finding import actions_meant, last_change, seen_versions
from csp_core.changes.owners import NewOwner, new_owner
from csp_core.changes.results import NotPossible, Result, Stale
from csp_core.changes.rules import Case, ruling, text_problem
from csp_core.changes.watching import values_of
from csp_core.changes.writing import Target, write
from csp_core.permissions import NotAllowed, Role, coordinator_words, coordinators_of, may, standing_of
from csp_core.text import printable
from csp_core.work import Work

Found = Mapping[model.Action, book.Action]


def edit(work: Work, deed: Edit) -> Result:
    """Nothing is changed unless every action may be, is as it was seen, and no rule stands against it."""
    found = _found(work, deed)
    if isinstance(found, NotPossible | NotAllowed | Stale):
        return found
    if problem := text_problem(deed):
        return problem
    targets = _targets(work, deed, found)
    return targets if isinstance(targets, NotPossible) else write(work, deed, targets)


def checked(work: Work, intention: Intention) -> NotPossible | NotAllowed | Stale | None:
    """What stands against a deed that is not yet said in full."""
    found = _found(work, intention)
    return found if isinstance(found, NotPossible | NotAllowed | Stale) else None


def _found(work: Work, deed: Edit | Intention) -> Found | NotPossible | NotAllowed | Stale:
    """The actions of a deed, each with its values, where this person may do it and they are as they were seen."""
    found = actions_meant(work, deed)
    if isinstance(found, NotPossible):
        return _refuse_stranger(work, deed) if work.actor.role is Role.STRANGER else found
    actions = values_of(work, found)
    return _refused(work, deed, actions.values()) or _stale(work, deed, actions) or actions


def _refuse_stranger(work: Work, deed: Edit | Intention) -> NotAllowed:
    """A stranger is not told what there is, and what there is not."""
    who = coordinator_words(coordinators_of(work.directory.people))
    sentence = f"Sorry, only people of the partnership's directory can change the plan; {who} can add you."
    subject = printable(", ".join(each.ref for each in deed.actions))[:200] or "actions"
    record(work.session, work.partnership.id, work.origin, Entry(deed.kind.value, subject, refusal=sentence))
    return NotAllowed(sentence)


def _refused(work: Work, deed: Edit | Intention, actions: Iterable[book.Action]) -> NotAllowed | None:
    """The first refusal; each action that may not be changed gets its entry."""
    names = coordinators_of(work.directory.people)
    answers = [(each, may(work.actor, deed.kind, each, names)) for each in actions]
    refusals = [(each, answer) for each, answer in answers if isinstance(answer, NotAllowed)]
    entries = [
        Entry(deed.kind.value, each.ref, action_id=each.id, refusal=answer.sentence) for each, answer in refusals
    ]
    record(work.session, work.partnership.id, work.origin, *entries)
    return refusals[0][1] if refusals else None


def _stale(work: Work, deed: Edit | Intention, actions: Found) -> Stale | None:
    changed = [value for each, value in actions.items() if seen_versions(deed, each, value.year) - {value.version}]
    return Stale(tuple(last_change(work, each) for each in changed)) if changed else None


def _targets(work: Work, deed: Edit, actions: Found) -> Sequence[Target] | NotPossible:
    owner = new_owner(work.directory, deed.to, deed.organisation, work.today) if isinstance(deed, Reassign) else None
    if isinstance(owner, NotPossible):
        return owner
    targets = []
    for each, value in actions.items():
        if isinstance(deed, ConfirmOnTrack) and value.confirmed_on == work.today:
            continue
        ruled = ruling(deed, value, _case(work, value, owner))
        if isinstance(ruled, NotPossible):
            return ruled
        targets.append(Target(each, value, ruled))
    return targets or NotPossible("That was confirmed today already.")


def _case(work: Work, action: book.Action, owner: NewOwner | None) -> Case:
    return Case(work.today, standing_of(work.actor, action), owner)

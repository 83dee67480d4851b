"""Which actions a deed means, and who changed them last."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from csp_core import book, model
from csp_core.book import OPEN_STATUSES
from csp_core.changes.deeds import ConfirmOnTrack, Edit, Intention, Seen
from csp_core.changes.results import Field, LastChange, NotPossible
from csp_core.text import printable
from csp_core.work import Work


def actions_meant(work: Work, deed: Edit | Intention) -> tuple[model.Action, ...] | NotPossible:
    """The actions of a deed, each once; NotPossible when one is not in its plan, or none is named."""
    if isinstance(deed, ConfirmOnTrack) and not deed.actions:
        return _led_by(work, deed.organisation or work.actor.organisation)
    found = _by_seen(work, deed.actions)
    missing = [each.ref for each in deed.actions if each not in found]
    if missing:
        return NotPossible(f"There is no action {' or '.join(missing)} in the plan any more.")
    if not found:
        return NotPossible("Please name an action.")
    return tuple({action.id: action for action in found.values()}.values())


def seen_versions(deed: Edit | Intention, action: model.Action, year: str) -> set[int]:
    """The versions of an action that somebody had before their eyes; none where all of an organisation were meant."""
    return {
        each.version
        for each in deed.actions
        if (each.year, model.ref_key(printable(each.ref))) == (year, action.ref_key)
    }


def last_entry(work: Work, action_id: UUID) -> model.AuditEntry | None:
    """The latest change of an action that was not refused."""
    entry = model.AuditEntry
    query = select(entry).where(
        entry.partnership_id == work.partnership.id, entry.action_id == action_id, entry.refusal.is_(None)
    )
    return work.session.scalar(query.order_by(entry.sequence.desc()).limit(1))


def last_change(work: Work, action: book.Action) -> LastChange:
    """What an action is now, and who made it so."""
    entry = last_entry(work, action.id)
    return LastChange(action, entry.actor, entry.kind, entry.at) if entry else LastChange(action)


def _by_seen(work: Work, seen: Sequence[Seen]) -> dict[Seen, model.Action]:
    keys = {(each.year, model.ref_key(printable(each.ref))): each for each in seen}
    action, plan = model.Action, model.Plan
    query = (
        select(action, plan.year)
        .join(plan, (plan.partnership_id == action.partnership_id) & (plan.id == action.plan_id))
        .where(action.partnership_id == work.partnership.id, action.ref_key.in_({key for _, key in keys}))
    )
    found = {(year, each.ref_key): each for each, year in work.session.execute(query)}
    pairs = ((each, found.get((each.year, model.ref_key(printable(each.ref))))) for each in seen)
    return {each: known for each, known in pairs if known is not None}


def _led_by(work: Work, organisation: str | None) -> tuple[model.Action, ...] | NotPossible:
    """The open actions of the current plan that an organisation leads, without those that await sign-off."""
    if organisation is None:
        return NotPossible("Please say which organisation you speak for.", Field.ORGANISATION)
    leads = [key for key, name in work.directory.organisation_names.items() if name == organisation]
    plan = _current_plan(work)
    query = select(model.Action).where(
        model.Action.partnership_id == work.partnership.id,
        model.Action.plan_id == (plan.id if plan else None),
        model.Action.lead_id.in_(leads),
        model.Action.status.in_(OPEN_STATUSES),
        model.Action.awaiting_sign_off.is_(False),
    )
    actions = tuple(work.session.scalars(query.order_by(model.Action.position)))
    if not actions:
        return NotPossible(f"{organisation} leads no open action of the current plan.", Field.ORGANISATION)
    return actions


def _current_plan(work: Work) -> model.Plan | None:
    """As a book tells it: the plan whose dates hold today, else the latest that has begun."""
    begun = [plan for plan in work.records.of(model.Plan, model.Plan.first_day) if plan.first_day <= work.today]
    holding = [plan for plan in begun if plan.last_day >= work.today]
    return next(iter(holding[-1:] or begun[-1:]), None)

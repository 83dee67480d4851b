"""Carrying an action forward: it is begun in the next plan year, once, and both are linked."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from csp_core import model
from csp_core.book import Precision, plan_year_starting
from csp_core.changes.watching import ActionChange, whole
from csp_core.states import Exact, as_json
from csp_core.text import tokens_of
from csp_core.work import Work

COPIED = (
    *("title", "objective", "description", "lead_id", "lead_as_written", "owner_post_id", "owner_person_id"),
    *("owner_as_written", "measure", "funding", "illustrative", "sign_off"),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """The action in which the work goes on, None when that was there before; and what was made for it."""

    action_id: UUID | None = None
    state: dict[str, Any] | None = None
    made: tuple[tuple[str, UUID], ...] = ()

    def beside(self, change: ActionChange) -> dict[str, Any]:
        """The exact change of the action that was carried, and that this one came into being."""
        changes = {change.after.id: change.exact}
        if self.action_id:
            changes[self.action_id] = Exact(None, self.state)
        return as_json(changes, dict(self.made))


def carry_forward(work: Work, action: model.Action, due: date | None) -> Carried:
    """Begins the action in the next plan, which is made if need be; nothing more if it goes on there already."""
    link = model.Continuation
    known = select(link.id).where(link.partnership_id == work.partnership.id, link.action_id == action.id)
    if work.session.scalar(known):
        return Carried()
    plan, made = _next_plan(work, work.session.get_one(model.Plan, (work.partnership.id, action.plan_id)))
    priority_id, made_priority = _priority(work, action, plan)
    following = _copy(work, action, plan, due)
    following.priority_id = priority_id
    work.records.add(following)
    work.records.add(link(action_id=action.id, next_action_id=following.id), *_partners(work, action, following))
    return Carried(following.id, whole(work, following), (*made, *made_priority))


def take_back(work: Work, action_id: UUID, made: dict[str, UUID]) -> None:
    """Removes an action that a carrying made, and the plan and priority made for it where nothing else uses them."""
    own = work.partnership.id
    for kind, column in (
        (model.Continuation, model.Continuation.next_action_id),
        (model.ActionPartner, model.ActionPartner.action_id),
        (model.ProgressUpdate, model.ProgressUpdate.action_id),
        (model.Action, model.Action.id),
    ):
        work.session.execute(delete(kind).where(kind.partnership_id == own, column == action_id))
    priority, action, plan = model.Priority, model.Action, model.Plan
    if "priority" in made and not _used(work, action.priority_id == made["priority"], action):
        work.session.execute(delete(priority).where(priority.partnership_id == own, priority.id == made["priority"]))
    if "plan" in made and not any(_used(work, kind.plan_id == made["plan"], kind) for kind in (action, priority)):
        work.session.execute(delete(plan).where(plan.partnership_id == own, plan.id == made["plan"]))


def _used(work: Work, condition: Any, kind: type[model.Action] | type[model.Priority]) -> bool:
    query = select(kind.id).where(kind.partnership_id == work.partnership.id, condition)
    return work.session.scalar(query.limit(1)) is not None


def _next_plan(work: Work, plan: model.Plan) -> tuple[model.Plan, tuple[tuple[str, UUID], ...]]:
    """The plan year that follows, and whether it was made: of the same length, from the day after."""
    later = (each for each in work.records.of(model.Plan, model.Plan.first_day) if each.first_day > plan.last_day)
    known = next(later, None)
    if known is not None:
        return known, ()
    first = plan.last_day + timedelta(days=1)
    year = str(first.year) if (first.month, first.day) == (1, 1) else plan_year_starting(first)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    new = model.Plan(id=uuid4(), year=year, first_day=first, last_day=last, sign_off=plan.sign_off)
    work.records.add(new)
    return new, (("plan", new.id),)


def _priority(work: Work, action: model.Action, plan: model.Plan) -> tuple[UUID | None, tuple[tuple[str, UUID], ...]]:
    """The priority of the same name in the next plan; made where it has none."""
    if action.priority_id is None:
        return None, ()
    every = work.records.of(model.Priority, model.Priority.position)
    old = next(each for each in every if each.id == action.priority_id)
    there = [each for each in every if each.plan_id == plan.id]
    same = next((each for each in there if tokens_of(each.name) == tokens_of(old.name)), None)
    if same is not None:
        return same.id, ()
    position = max((each.position for each in there), default=0) + 1
    new = model.Priority(id=uuid4(), plan_id=plan.id, position=position, name=old.name, aliases=list(old.aliases))
    work.records.add(new)
    return new.id, (("priority", new.id),)


def _copy(work: Work, action: model.Action, plan: model.Plan, due: date | None) -> model.Action:
    """The first deadline and the count of moves go with it; a deadline of the old year does not."""
    kept = action.due if action.due and action.due >= plan.first_day else None
    there = [each for each in work.records.of(model.Action, model.Action.position) if each.plan_id == plan.id]
    is_put_back = due is not None and action.due is not None and due > action.due
    copied = {name: getattr(action, name) for name in COPIED}
    return model.Action(
        id=uuid4(),
        plan_id=plan.id,
        position=max((each.position for each in there), default=0) + 1,
        ref=_free_ref(action.ref, {each.ref_key for each in there}),
        status=action.status,
        due=due or kept,
        due_precision=Precision.DAY if due else action.due_precision if kept else None,
        original_due=action.original_due or action.due or due,
        moves=action.moves + is_put_back,
        awaiting_sign_off=False,
        **copied,
    )


def _free_ref(ref: str, taken: set[str]) -> str:
    """The same ref where the next plan has none like it, else CF-DA-01, CF-DA-01-2 …"""
    candidates = chain((ref, f"CF-{ref}"), (f"CF-{ref}-{number}" for number in count(2)))
    return next(each for each in candidates if model.ref_key(each) not in taken)


def _partners(work: Work, action: model.Action, following: model.Action) -> list[model.ActionPartner]:
    partner = model.ActionPartner
    query = select(partner).where(partner.partnership_id == work.partnership.id, partner.action_id == action.id)
    return [
        partner(action_id=following.id, organisation_id=each.organisation_id, position=each.position)
        for each in work.session.scalars(query.order_by(partner.position))
    ]

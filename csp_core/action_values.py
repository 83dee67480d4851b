"""Actions read from the database as values: all of a partnership, or a few."""

from collections import defaultdict
from collections.abc import Collection
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import Select, select

from csp_core import book, model
from csp_core.directory import Directory
from csp_core.records import Records

Row = TypeVarTuple("Row")


class ActionValues:
    """Turns mapped actions into values: what belongs to them is read once, in a query a kind."""

    def __init__(self, records: Records, directory: Directory, only: Collection[UUID] | None = None) -> None:
        self._records = records
        self._only = only
        self._directory = directory
        self._priorities = {each.id: each.name for each in records.of(model.Priority)}
        self._plans = {each.id: each for each in records.of(model.Plan)}
        self._partnership = records.session.get_one(model.Partnership, records.partnership_id)
        self._partners = self._partners_by_action()
        self._progress = self._progress_by_action()
        self._years = {each: plan.year for each, plan in self._plans.items()}
        self._before, self._after = self._continuations()

    def value(self, action: model.Action) -> book.Action:
        """The action as it is now in the transaction."""
        names = self._directory.organisation_names
        return book.Action(
            id=action.id, ref=action.ref, version=action.version, year=self._years[action.plan_id],
            title=action.title, description=action.description, objective=action.objective,
            measure=action.measure, funding=action.funding, illustrative=action.illustrative,
            priority=self._priorities[action.priority_id] if action.priority_id else None,
            lead=names[action.lead_id] if action.lead_id else None, partners=tuple(self._partners[action.id]),
            owner=self._directory.owner_of(action),
            owner_post_id=action.owner_post_id, owner_person_id=action.owner_person_id,
            start=action.start, due=action.due, due_precision=action.due_precision,
            due_as_written=action.due_as_written, original_due=action.original_due, moves=action.moves,
            status=action.status, status_as_written=action.status_as_written, snoozed_until=action.snoozed_until,
            progress=tuple(self._progress[action.id]), confirmed_on=action.confirmed_on,
            reported_done_on=action.reported_done_on, completed_on=action.completed_on,
            evidence=action.completion_note, link=action.completion_link,
            needs_sign_off=self._needs_sign_off(action), awaiting_sign_off=action.awaiting_sign_off,
            continues=self._before.get(action.id), continued_in=self._after.get(action.id),
        )  # fmt: skip

    def _needs_sign_off(self, action: model.Action) -> bool:
        said = (action.sign_off, self._plans[action.plan_id].sign_off, self._partnership.sign_off)
        return next(each for each in said if each is not None)

    def _partners_by_action(self) -> defaultdict[UUID, list[str]]:
        """The names of partners by action: columns alone, because there are several for each action."""
        partner = model.ActionPartner
        query = select(partner.action_id, partner.organisation_id).order_by(partner.position)
        partners: defaultdict[UUID, list[str]] = defaultdict(list)
        for action_id, organisation_id in self._records.session.execute(self._of(query, partner)):
            partners[action_id].append(self._directory.organisation_names[organisation_id])
        return partners

    def _progress_by_action(self) -> defaultdict[UUID, list[book.Progress]]:
        update = model.ProgressUpdate
        query = select(update.action_id, update.day, update.text, update.percent, update.organisation_id)
        progress: defaultdict[UUID, list[book.Progress]] = defaultdict(list)
        for action_id, day, text, percent, part in self._records.session.execute(
            self._of(query.order_by(update.day, update.position), update)
        ):
            name = self._directory.organisation_names[part] if part else None
            progress[action_id].append(book.Progress(day, text, percent, name))
        return progress

    def _continuations(self) -> tuple[dict[UUID, str], dict[UUID, str]]:
        """The plan years that actions come from, and those that they go on in."""
        link, action, own = model.Continuation, model.Action, self._records.partnership_id
        query = select(link.action_id, link.next_action_id).where(link.partnership_id == own)
        links = [(each, following) for each, following in self._records.session.execute(query)]
        if not links:
            return {}, {}
        plans = select(action.id, action.plan_id).where(action.partnership_id == own)
        linked = plans.where(action.id.in_({each for pair in links for each in pair}))
        years = {key: self._years[plan_id] for key, plan_id in self._records.session.execute(linked)}
        before = {following: years[each] for each, following in links}
        return before, {each: years[following] for each, following in links}

    def _of(self, query: Select[*Row], kind: type[model.ActionPartner] | type[model.ProgressUpdate]) -> Select[*Row]:
        """The rows of this partnership, and of the wanted actions alone."""
        own = query.where(kind.partnership_id == self._records.partnership_id)
        return own if self._only is None else own.where(kind.action_id.in_(self._only))

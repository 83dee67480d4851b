"""Takes a partnership file into the database: what is there already is brought up to date."""

from dataclasses import asdict
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from csp_core import model
from csp_core.importing.partnership import PartnershipEntry, PartnershipFile, StatementEntry, WholePlan
from csp_core.records import Records

OwnedRecord = TypeVar("OwnedRecord", bound=model.Owned)


def take_partnership(session: Session, file: PartnershipFile) -> tuple[model.Partnership, bool]:
    """The partnership with its directory, plans, measures and statements, and whether anything changed."""
    partnership, is_new = _partnership(session, file.partnership)
    taking = _Taking(Records(session, partnership.id))
    organisations = taking.organisations(file)
    for post in file.posts:
        home = organisations[post.organisation] if post.organisation else None
        taking.put(model.Post, {"title": post.title, "organisation_id": home}, {"aliases": list(post.aliases)})
    plans = {each.plan.year: taking.plan(each) for each in file.plans}
    for measure in file.measures:
        taking.put(model.Measure, {"name": measure.name}, _values(measure))
    taking.statements(file.statements, plans)
    if is_new or taking.changed:
        partnership.plan_revision += 1
    session.flush()
    return partnership, is_new or taking.changed


def _partnership(session: Session, entry: PartnershipEntry) -> tuple[model.Partnership, bool]:
    query = select(model.Partnership).where(model.Partnership.name == entry.name).with_for_update()
    known = session.scalar(query)
    if known is not None:
        return known, False
    new = model.Partnership(
        id=uuid4(),
        name=entry.name,
        area=entry.area,
        time_zone=entry.time_zone,
        pinned_today=entry.today,
        plan_revision=0,
        figures_revision=0,
    )
    session.add(new)
    session.flush()
    return new, True


class _Taking:
    """Puts records where they are missing, and mends those that differ."""

    def __init__(self, records: Records) -> None:
        self.changed = False
        self._records = records

    def put(self, kind: type[OwnedRecord], key: dict[str, Any], values: dict[str, Any]) -> UUID:
        """The record with a key, new if need be, with these values; returns its id."""
        known = next((each for each in self._records.of(kind) if _has(each, key)), None)
        if known is None:
            known = kind()
            _set(known, {"id": uuid4()} | key | values)
            self._records.add(known)
            self.changed = True
        elif not _has(known, values):
            _set(known, values)
            self.changed = True
        return known.id

    def organisations(self, file: PartnershipFile) -> dict[str, UUID]:
        """Every organisation by name; successors are set once all are there."""
        ids = {}
        for each in file.organisations:
            values = _values(each)
            values.pop("successor")
            ids[each.name] = self.put(model.Organisation, {"name": each.name}, values)
        for each in file.organisations:
            successor = ids[each.successor] if each.successor else None
            self.put(model.Organisation, {"name": each.name}, {"successor_id": successor})
        return ids

    def plan(self, whole: WholePlan) -> UUID:
        """A plan year with its priorities, outcomes and grants."""
        plan_id = self.put(model.Plan, {"year": whole.plan.year}, _values(whole.plan))
        for position, priority in enumerate(whole.priorities, 1):
            values = _values(priority) | {"position": position}
            self.put(model.Priority, {"plan_id": plan_id, "name": priority.name}, values)
        for position, outcome in enumerate(whole.outcomes, 1):
            values = _values(outcome) | {"position": position}
            self.put(model.StatedOutcome, {"plan_id": plan_id, "kind": outcome.kind}, values)
        for grant in whole.grants:
            self.put(model.Grant, {"plan_id": plan_id, "name": grant.name}, _values(grant))
        return plan_id

    def statements(self, entries: tuple[StatementEntry, ...], plans: dict[str, UUID]) -> None:
        """Statements have no name of their own: their place in the file is what tells them apart."""
        for position, entry in enumerate(entries, 1):
            values = _values(entry)
            year = values.pop("plan")
            self.put(model.Statement, {"position": position}, values | {"plan_id": plans[year] if year else None})
        for surplus in self._records.of(model.Statement):
            if surplus.position > len(entries):
                self._records.session.delete(surplus)
                self.changed = True


def _values(entry: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(entry).items()}


def _set(record: model.Owned, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _has(record: model.Owned, values: dict[str, Any]) -> bool:
    return all(getattr(record, name) == value for name, value in values.items())

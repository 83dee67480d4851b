"""Writes what rules have made of actions, with one entry of the audit for each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from csp_core import book, model
from csp_core.audit import Entry, record
from csp_core.changes.carrying import carry_forward
from csp_core.changes.deeds import CarryForward, Edit, ReportProgress
from csp_core.changes.results import Changed
from csp_core.changes.rules import Ruling, words_of_deed
from csp_core.changes.watching import ActionChange, Watched
from csp_core.permissions import Deed, Role, Standing, standing_of
from csp_core.states import as_json
from csp_core.work import Work


@dataclass(frozen=True, slots=True)
class Target:
    """An action of the transaction, its value before, and what is to become of it."""

    record: model.Action
    value: book.Action
    ruling: Ruling


def write(work: Work, deed: Edit, targets: Sequence[Target]) -> Changed:
    """Makes every change; what fails half way fails as a whole."""
    watched = Watched(work, {each.record: each.value for each in targets})
    carried = [carry_forward(work, each.record, deed.due) for each in targets if isinstance(deed, CarryForward)]
    for each in targets:
        _apply(work, each)
    changes = watched.changes()
    entries = [_entry(work, deed, each) for each in changes]
    for at, copy in enumerate(carried):
        entries[at] = replace(entries[at], exact=copy.beside(changes[at]))
    return recorded(work, deed.kind, changes, entries)


def recorded(work: Work, kind: Deed, changes: Sequence[ActionChange], entries: Sequence[Entry]) -> Changed:
    """Adds the entries of one deed to the audit, and says what was done."""
    is_coordinator = work.actor.role is Role.COORDINATOR
    deed_id = uuid4()
    record(work.session, work.partnership.id, work.origin, *(replace(each, deed_id=deed_id) for each in entries))
    return Changed(
        kind=kind,
        actions=tuple(each.after for each in changes),
        by=work.origin.actor,
        at=work.request.now,
        deed_id=deed_id,
        note=next((each.evidence for each in entries if each.evidence), None),
        is_for_coordinators=not is_coordinator,
        is_for_owners=is_coordinator and kind in {Deed.ACCEPT, Deed.SEND_BACK},
    )


def for_whom(work: Work, action: book.Action) -> str | None:
    """The owner, where somebody else acts."""
    return None if standing_of(work.actor, action) is Standing.OWNER else action.owner


def _apply(work: Work, target: Target) -> None:
    for name, value in target.ruling.columns.items():
        setattr(target.record, name, value)
    flag_modified(target.record, "title")  # what is only added to an action raises its version, too
    if target.ruling.progress is not None:
        _report(work, target.record.id, target.ruling.progress)


def _report(work: Work, action_id: UUID, deed: ReportProgress) -> None:
    update, names = model.ProgressUpdate, work.directory.organisation_names
    own = (update.partnership_id == work.partnership.id) & (update.action_id == action_id)
    last = work.session.scalar(select(func.max(update.position)).where(own)) or 0
    part = next((key for key, name in names.items() if name == deed.organisation), None)
    new = update(day=work.today, position=last + 1, text=words_of_deed(deed), percent=deed.percent)
    new.action_id, new.organisation_id = action_id, part
    work.records.add(new)


def _entry(work: Work, deed: Edit, change: ActionChange) -> Entry:
    before, after = change.told()
    return Entry(
        kind=deed.kind.value,
        subject=change.after.ref,
        before=before,
        after=after,
        evidence=words_of_deed(deed),
        action_id=change.after.id,
        for_whom=for_whom(work, change.before),
        exact=as_json({change.after.id: change.exact}),
    )

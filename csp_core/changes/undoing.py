"""Takes a deed back, exactly, as long as nobody has changed the same actions since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm.attributes import flag_modified

from csp_core import book, model
from csp_core.audit import Entry, record
from csp_core.changes.carrying import take_back
from csp_core.changes.deeds import Undo
from csp_core.changes.finding import last_change
from csp_core.changes.results import UNDO_FOR, LastDeed, NotPossible, Result, Stale
from csp_core.changes.watching import ActionChange, Watched, values_of, whole
from csp_core.changes.writing import for_whom, recorded
from csp_core.permissions import Deed, NotAllowed, Role, coordinators_of, may
from csp_core.states import Exact, as_json, changes_in, made_in, restore
from csp_core.work import Work

NOTHING_TO_UNDO = "There is no change of yours from the last 30 minutes to undo."
Entries = Sequence[model.AuditEntry]


def undo(work: Work, deed: Undo) -> Result:
    """The last deed of whoever asks, or the one with an id: by whoever did it, or by a coordinator who was told."""
    entries = _entries_of(work, deed.deed_id or _last_deed(work))
    if not entries:
        return NotPossible(NOTHING_TO_UNDO)
    against = _refused(work, entries) or _too_late(work, entries) or _changed_since(work, entries)
    return against or _undone(work, entries)


def last_deed(work: Work) -> LastDeed | NotPossible | Stale:
    """What an Undo of whoever asks would take back at this moment, or why nothing; it changes nothing."""
    entries = _entries_of(work, _last_deed(work))
    deed_id = entries[0].deed_id if entries else None
    if deed_id is None:
        return NotPossible(NOTHING_TO_UNDO)
    kept = {each.action_id for each in entries}
    actions = tuple(each for each in _now(work, _records(work, entries)) if each.id in kept)
    return _changed_since(work, entries) or LastDeed(deed_id, entries[0].kind, actions, entries[0].at)


def _last_deed(work: Work) -> UUID | None:
    """The latest deed of this person that is no undoing and was not undone."""
    entry = model.AuditEntry
    query = select(entry.deed_id).where(
        entry.partnership_id == work.partnership.id,
        entry.at >= work.request.now - UNDO_FOR,
        entry.deed_id.is_not(None),
        entry.kind != Deed.UNDO.value,
        entry.deed_id.not_in(_undone_deeds(work)),
        _is_mine(work),
    )
    return work.session.scalar(query.order_by(entry.sequence.desc()).limit(1))


def _is_mine(work: Work) -> ColumnElement[bool]:
    entry, person_id = model.AuditEntry, work.actor.person_id
    by_account = entry.account == str(work.request.account)
    return by_account if person_id is None else or_(entry.person_id == person_id, by_account)


def _entries_of(work: Work, deed_id: UUID | None) -> Entries:
    entry = model.AuditEntry
    query = select(entry).where(entry.partnership_id == work.partnership.id, entry.deed_id == deed_id)
    undoable = query.where(entry.kind != Deed.UNDO.value, entry.exact.is_not(None))
    return work.session.scalars(undoable.order_by(entry.sequence)).all() if deed_id else ()


def _refused(work: Work, entries: Entries) -> NotAllowed | None:
    """Whoever did it may undo it while the directory knows them, whatever the deed made of their part in it."""
    first, me = entries[0], work.actor
    if _was_mine(work, entries) and me.role is not Role.STRANGER:
        return None
    found = [each for each in _records(work, entries) if each.id == first.action_id]
    answers = [may(me, Deed.UNDO, each, coordinators_of(work.directory.people)) for each in _now(work, found)]
    refusal = next((each for each in answers if isinstance(each, NotAllowed)), None)
    if refusal:
        entry = Entry(Deed.UNDO.value, first.subject, action_id=first.action_id, refusal=refusal.sentence)
        record(work.session, work.partnership.id, work.origin, entry)
    return refusal


def _was_mine(work: Work, entries: Entries) -> bool:
    first, me = entries[0], work.actor
    by_account = first.account == str(work.request.account)
    return by_account or (me.person_id is not None and first.person_id == me.person_id)


def _too_late(work: Work, entries: Entries) -> NotPossible | None:
    entry = model.AuditEntry
    query = select(entry).where(entry.partnership_id == work.partnership.id, entry.undoes_id == entries[0].deed_id)
    before = work.session.scalar(query.limit(1))
    if before is not None:
        return NotPossible(f"That was undone already, by {before.actor}.")
    if work.request.now - entries[0].at > UNDO_FOR:
        return NotPossible("A change can be undone for 30 minutes; reopen the action or change it again instead.")
    return None


def _changed_since(work: Work, entries: Entries) -> Stale | None:
    """Who has changed one of the actions since, and what; deeds that were undone in between are as if never done."""
    ids = {key for each in entries for key in changes_in(each.exact)}
    entry = model.AuditEntry
    later = select(entry).where(
        entry.partnership_id == work.partnership.id,
        entry.action_id.in_(ids),
        entry.sequence > entries[-1].sequence,
        entry.refusal.is_(None),
        entry.kind != Deed.UNDO.value,
        or_(entry.deed_id.is_(None), entry.deed_id.not_in(_undone_deeds(work))),
    )
    found = work.session.scalars(later.order_by(entry.sequence.desc())).all()
    if not found:
        return None
    changed = [each for each in _records(work, entries) if each.id in {other.action_id for other in found}]
    return Stale(tuple(last_change(work, each) for each in _now(work, changed)))


def _undone(work: Work, entries: Entries) -> Result:
    records = {each.id: each for each in _records(work, entries)}
    kept = {each.action_id: each for each in entries}
    watched = Watched(work, values_of(work, [records[key] for key in kept if key in records]))
    removed = {key: _removed(work, each, records) for key, each in kept.items()}
    for each in entries:
        for key, change in changes_in(each.exact).items():
            if change.before is not None:
                restore(work.records, records[key], change)
                flag_modified(records[key], "title")
    changes = watched.changes()
    made = [_entry(work, each, kept[each.after.id], removed[each.after.id]) for each in changes]
    told = recorded(work, Deed.UNDO, changes, made)
    return replace(told, is_for_owners=not told.is_for_coordinators and not _was_mine(work, entries))


def _removed(work: Work, entry: model.AuditEntry, records: Mapping[UUID, model.Action]) -> dict[UUID, Exact]:
    """Takes away the actions that came into being with a deed, and says what they were."""
    gone = {}
    for key, change in changes_in(entry.exact).items():
        if change.before is None:
            gone[key] = Exact(whole(work, records[key]), None)
            take_back(work, key, made_in(entry.exact))
    return gone


def _entry(work: Work, change: ActionChange, undone: model.AuditEntry, removed: Mapping[UUID, Exact]) -> Entry:
    before, after = change.told()
    return Entry(
        kind=Deed.UNDO.value,
        subject=change.after.ref,
        before=before,
        after=after,
        action_id=change.after.id,
        for_whom=for_whom(work, change.before),
        undoes_id=undone.deed_id,
        exact=as_json({change.after.id: change.exact, **removed}),
    )


def _records(work: Work, entries: Entries) -> Sequence[model.Action]:
    """Every action that a deed changed or made, in the order of the plan."""
    ids = {key for each in entries for key in changes_in(each.exact)}
    query = select(model.Action).where(model.Action.partnership_id == work.partnership.id, model.Action.id.in_(ids))
    return work.session.scalars(query.order_by(model.Action.position)).all()


def _now(work: Work, records: Sequence[model.Action]) -> list[book.Action]:
    return list(values_of(work, records).values())


def _undone_deeds(work: Work) -> Select[UUID | None]:
    entry = model.AuditEntry
    return select(entry.undoes_id).where(entry.partnership_id == work.partnership.id, entry.undoes_id.is_not(None))

"""Adds the actions of a file to a plan and updates those it knows; none is deleted."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified

from csp_core import model
from csp_core.audit import Entry
from csp_core.book import Status
from csp_core.importing.actions import Difference, Known, Values, apply, partners_of, readable, values_of
from csp_core.importing.organisations import Organisations
from csp_core.importing.owners import Owners
from csp_core.importing.plan_rows import PlanRow
from csp_core.importing.watching import Watch, unwatched
from csp_core.records import Records
from csp_core.text import tokens_of


@dataclass(frozen=True, slots=True)
class _Taken:
    """A row, its action, and what the row changed of it."""

    row: PlanRow
    action: model.Action
    difference: Difference | None
    is_new: bool


class TakingPlan:
    """One import into one plan year: `added` counts new actions, `entries` are the audit of changed ones."""

    def __init__(self, records: Records, plan: model.Plan, columns: frozenset[str], today: date) -> None:
        self.plan = plan
        self.added = 0
        self.entries: list[Entry] = []
        self._records = records
        self._columns = columns
        self._today = today
        self._shelf = _Shelf(records, plan, by_ref="ref" in columns)
        self._partners = _Partners(records)
        self._progress = _Progress(records, today)
        self._priority_names: Mapping[UUID, str] = {}
        self._new_organisations: Sequence[str] = ()

    def take(self, rows: Sequence[PlanRow], watch: Watch = unwatched) -> None:
        """Takes every row over, in order."""
        known = self._known(rows)
        taken = []
        for number, row in enumerate(rows, 1):
            taken.append(self._take(row, known))
            watch(number, len(rows))
        self._records.session.flush()  # partners and progress point to actions that are there
        for each in taken:
            self._complete(each, known)
        self._records.session.flush()

    def notices(self) -> Iterable[str]:
        """Names that may be two, and which actions of the plan the file does not have."""
        for name in self._new_organisations:
            if "," in name:
                yield f"“{name}” is taken as one organisation; part two with a semicolon."
        missing = self._shelf.untouched()
        if missing:
            refs = ", ".join(action.ref for action in missing)
            yield f"In the plan and not in the file, kept as they are: {refs}."

    def _known(self, rows: Sequence[PlanRow]) -> Known:
        organisations = Organisations(self._records)
        organisations.learn((row.texts["lead"] for row in rows), (row.texts["partners"] for row in rows))
        self._records.session.flush()
        self._new_organisations = organisations.created
        priorities = _priorities(self._records, self.plan, [row.texts["priority"] for row in rows])
        self._priority_names = {each.id: each.name for each in self._records.of(model.Priority)}
        return Known(organisations, Owners(self._records), priorities)

    def _take(self, row: PlanRow, known: Known) -> _Taken:
        values = values_of(row, self._columns, known)
        action = self._shelf.find(row)
        taken_to = action or self._shelf.add(row)
        return _Taken(row, taken_to, apply(taken_to, values), is_new=action is None)

    def _complete(self, taken: _Taken, known: Known) -> None:
        said: Values = {}
        if {"lead", "partners"} & self._columns:
            said |= self._partners.set(taken.action, partners_of(taken.row, known))
        said |= self._progress.add(taken.action, taken.row.text("progress"))
        if taken.is_new:
            self.added += 1
        elif taken.difference or said:
            if taken.difference is None:
                flag_modified(taken.action, "title")  # partners and progress raise the version too
            self.entries.append(_entry(taken, self._priority_names, said))


def _entry(taken: _Taken, names: Mapping[UUID, str], said: Values) -> Entry:
    difference = taken.difference or Difference({}, {})
    return Entry(
        kind="update_from_file",
        subject=taken.action.ref,
        before=readable(difference.before, names),
        after=readable(difference.after, names) | said,
        action_id=taken.action.id,
    )


class _Shelf:
    """The actions of a plan, found by their ref, or by their title where a file has no refs."""

    def __init__(self, records: Records, plan: model.Plan, *, by_ref: bool) -> None:
        self._records = records
        self._plan = plan
        self._by_ref = by_ref
        every = records.of(model.Action, model.Action.position)
        self._actions = [action for action in every if action.plan_id == plan.id]
        self._found: set[UUID] = set()
        self._waiting: defaultdict[object, deque[model.Action]] = defaultdict(deque)
        for action in self._actions:
            self._waiting[action.ref_key if by_ref else tokens_of(action.title)].append(action)
        self._known = tuple(self._actions)
        self._next_ref = max((int(each.ref) for each in self._actions if each.ref.isdecimal()), default=0) + 1

    def find(self, row: PlanRow) -> model.Action | None:
        """The action that a row is about; of several with one title, the first not found yet."""
        waiting = self._waiting[model.ref_key(row.ref or "") if self._by_ref else tokens_of(row.title)]
        if not waiting:
            return None
        self._found.add(waiting[0].id)
        return waiting.popleft()

    def add(self, row: PlanRow) -> model.Action:
        """A new action at the end of the plan, numbered on where the file has no refs."""
        action = model.Action(
            id=uuid4(),
            partnership_id=self._records.partnership_id,
            plan_id=self._plan.id,
            position=len(self._actions) + 1,
            ref=row.ref or str(self._next_ref),
            title=row.title,
            status=Status.NOT_STARTED,
            moves=0,
            awaiting_sign_off=False,
            illustrative=False,
        )
        self._next_ref += not row.ref
        self._actions.append(action)
        self._records.session.add(action)
        return action

    def untouched(self) -> list[model.Action]:
        return [action for action in self._known if action.id not in self._found]


class _Partners:
    """Which organisations help with which action."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known: defaultdict[UUID, list[UUID]] = defaultdict(list)
        for partner in records.of(model.ActionPartner, model.ActionPartner.position):
            self._known[partner.action_id].append(partner.organisation_id)

    def set(self, action: model.Action, partners: list[UUID]) -> Values:
        """Replaces the partners of an action when they differ; returns what the audit says about it."""
        if self._known[action.id] == partners:
            return {}
        kind, session = model.ActionPartner, self._records.session
        if self._known[action.id]:
            own = (kind.partnership_id == self._records.partnership_id) & (kind.action_id == action.id)
            session.execute(delete(kind).where(own))
        session.add_all(
            kind(
                partnership_id=self._records.partnership_id,
                action_id=action.id,
                organisation_id=organisation,
                position=position,
            )
            for position, organisation in enumerate(partners, 1)
        )
        return {"partners": len(partners)}


class _Progress:
    """What was reported before, so that the same words are not reported twice."""

    def __init__(self, records: Records, today: date) -> None:
        self._records = records
        self._today = today
        self._known: defaultdict[UUID, list[str | None]] = defaultdict(list)
        for update in records.of(model.ProgressUpdate, model.ProgressUpdate.position):
            self._known[update.action_id].append(update.text)

    def add(self, action: model.Action, text: str | None) -> Values:
        """Adds words that are new; returns what the audit says about it."""
        known = self._known[action.id]
        if text is None or text in known:
            return {}
        known.append(text)
        self._records.session.add(
            model.ProgressUpdate(
                partnership_id=self._records.partnership_id,
                action_id=action.id,
                day=self._today,
                position=len(known),
                text=text,
            )
        )
        return {"progress": text}


def _priorities(records: Records, plan: model.Plan, written: Iterable[str]) -> dict[str, UUID]:
    """The priorities of a plan under every name the file gives them; new ones are added in order."""
    known = [each for each in records.of(model.Priority, model.Priority.position) if each.plan_id == plan.id]
    by_name = {tokens_of(name): each.id for each in known for name in (each.name, *each.aliases)}
    position = len(known)
    for name in dict.fromkeys(name for name in written if name):
        if tokens_of(name) not in by_name:
            position += 1
            new = model.Priority(id=uuid4(), plan_id=plan.id, position=position, name=name, aliases=[])
            records.add(new)
            by_name[tokens_of(name)] = new.id
    return {name: by_name[tokens_of(name)] for name in written if name}

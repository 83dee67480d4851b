"""Books with what reminders need and no more: the current plan's actions and who is who, many partnerships at once.

A few queries serve any number of partnerships: a Monday's digests are due all at the same minute.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Table, select
from sqlalchemy.orm import Session

from csp_core import model
from csp_core.book import OPEN_STATUSES, Action, Book, Change, Holding, Person, Plan, Post
from csp_core.reminders.choosing import MOVED
from csp_core.reminders.rows import table_of

Rows = defaultdict[UUID, list[Row[Any]]]
Beside = tuple[tuple[Table, Any], ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Which actions of the current plan are needed: those that may be chased (open, with a date), or all whatever
    their status; of those only a few by their ids, where it says so."""

    all_statuses: bool = False
    only: frozenset[UUID] | None = None


def load_books(session: Session, days: Mapping[UUID, date], need: Need = Need()) -> dict[UUID, Book]:
    """The books of some partnerships, each with the plan that is current on its day. Progress, partners, figures
    and the documents' facts are left out, and of the changes all but moved deadlines."""
    tables = _Tables(session, days, need)
    return {row.partnership_id: tables.book(row) for row in tables.partnerships}


class _Tables:
    """The rows of some partnerships, by what they belong to."""

    def __init__(self, session: Session, days: Mapping[UUID, date], need: Need) -> None:
        self._session, self._own, self._need = session, list(days), need
        self.partnerships = self._load_partnerships()
        plan, person, post = (table_of(kind).c for kind in (model.Plan, model.Person, model.Post))
        plans = self._by(plan.partnership_id, plan.id, plan.year, plan.first_day, plan.last_day, order=plan.first_day)
        self._plans = {key: _current(rows, days[key]) for key, rows in plans.items()}
        self._current = [row.id for row in self._plans.values()]
        self._people_of = self._by(
            person.partnership_id, person.id, person.name, person.is_coordinator, person.last_day, order=person.name
        )
        self._posts = self._by(post.partnership_id, post.id, post.title, order=post.title)
        self._people = {row.id: row.name for rows in self._people_of.values() for row in rows}
        self._titles = {row.id: row.title for rows in self._posts.values() for row in rows}
        self._accounts, self._holdings = self._load_accounts(), self._load_holdings()
        self._moves, self._actions = self._load_moves(), self._load_actions()

    def book(self, row: Row[Any]) -> Book:
        key = row.partnership_id
        return Book(
            partnership_id=key,
            name=row.name,
            area=row.area,
            time_zone=row.time_zone,
            revision=row.plan_revision,
            pinned_today=row.pinned_today,
            plans=self._plan(self._plans.get(key)),
            posts=tuple(self._post(each) for each in self._posts[key]),
            people=tuple(self._person(each) for each in self._people_of[key]),
            changes=tuple(Change(each.day, each.subject, MOVED, "") for each in self._moves[key] if each.day),
        )

    def _plan(self, row: Row[Any] | None) -> tuple[Plan, ...]:
        if row is None:
            return ()
        actions = tuple(self._action(each, row.year) for each in self._actions[row.id])
        return (Plan(row.year, row.first_day, row.last_day, actions=actions),)

    def _action(self, row: Row[Any], year: str) -> Action:
        """The columns come in the order of `_load_actions`; taking a row apart is quicker than asking for each."""
        (
            _, key, ref, title, priority, lead, written, due, precision, original_due, moves, status, awaiting,
            confirmed_on, illustrative, version, reported_on, snoozed_until, post_id, person_id,
        ) = tuple(row)  # fmt: skip
        return Action(
            id=key,
            ref=ref,
            title=title,
            year=year,
            priority=priority,
            lead=lead,
            owner=self._titles.get(post_id) or self._people.get(person_id) or _named(written),
            due=due,
            due_precision=precision,
            original_due=original_due,
            moves=moves,
            status=status,
            awaiting_sign_off=awaiting,
            confirmed_on=confirmed_on,
            illustrative=illustrative,
            version=version,
            reported_done_on=reported_on,
            snoozed_until=snoozed_until,
            owner_post_id=post_id,
            owner_person_id=person_id,
        )

    def _post(self, row: Row[Any]) -> Post:
        terms: dict[bool, list[Holding]] = {True: [], False: []}
        for each in self._holdings[row.id]:
            term = Holding(self._people[each.person_id], each.first_day, each.last_day, each.person_id)
            terms[each.is_deputy].append(term)
        return Post(row.title, holdings=tuple(terms[False]), deputies=tuple(terms[True]), id=row.id)

    def _person(self, row: Row[Any]) -> Person:
        accounts = tuple((each.team_id, each.user_id) for each in self._accounts[row.id])
        return Person(row.name, is_coordinator=row.is_coordinator, accounts=accounts, last_day=row.last_day, id=row.id)

    def _load_partnerships(self) -> list[Row[Any]]:
        each = table_of(model.Partnership).c
        columns: tuple[Any, ...] = (
            each.partnership_id, each.name, each.area, each.time_zone, each.plan_revision, each.pinned_today
        )  # fmt: skip
        return list(self._session.execute(select(*columns).where(each.partnership_id.in_(self._own))))

    def _load_accounts(self) -> Rows:
        each = table_of(model.Account).c
        return self._by(each.person_id, each.team_id, each.user_id, order=each.user_id)

    def _load_holdings(self) -> Rows:
        each = table_of(model.Holding).c
        columns = (each.person_id, each.first_day, each.last_day, each.is_deputy)
        return self._by(each.post_id, *columns, order=each.first_day)

    def _load_moves(self) -> Rows:
        """Deadlines that were moved, by partnership, on the days that counted as today."""
        each = table_of(model.AuditEntry).c
        if not self._need.all_statuses:
            return defaultdict(list)
        is_move = (each.kind == MOVED) & each.refusal.is_(None)
        return self._by(each.partnership_id, each.day, each.subject, where=is_move)

    def _load_actions(self) -> Rows:
        each = table_of(model.Action).c
        priority, lead = table_of(model.Priority), table_of(model.Organisation)
        columns = (
            each.id, each.ref, each.title, priority.c.name, lead.c.name, each.owner_as_written, each.due,
            each.due_precision, each.original_due, each.moves, each.status, each.awaiting_sign_off, each.confirmed_on,
            each.illustrative, each.version, each.reported_done_on, each.snoozed_until, each.owner_post_id,
            each.owner_person_id,
        )  # fmt: skip
        wanted: ColumnElement[bool] = each.plan_id.in_(self._current)
        if self._need.only is not None:
            wanted &= each.id.in_(self._need.only)
        if not self._need.all_statuses:
            wanted &= each.due.is_not(None) & each.status.in_(OPEN_STATUSES)
        beside = ((priority, each.priority_id), (lead, each.lead_id))
        return self._by(each.plan_id, *columns, order=each.position, where=wanted, beside=beside)

    def _by(self, key: Any, *columns: Any, order: Any = None, where: Any = None, beside: Beside = ()) -> Rows:
        """Columns of the records of these partnerships, and of what they point to, grouped by a key."""
        owned = key.table
        query: Select[Any] = select(key, *columns).select_from(owned).where(owned.c.partnership_id.in_(self._own))
        for table, pointer in beside:
            query = query.outerjoin(table, (table.c.partnership_id == owned.c.partnership_id) & (table.c.id == pointer))
        query = query if where is None else query.where(where)
        rows: Rows = defaultdict(list)
        for row in self._session.execute(query if order is None else query.order_by(order)):
            rows[row[0]].append(row)
        return rows


def _named(written: str | None) -> str | None:
    """What is written for an owner, unless it names nobody."""
    return written if written and not model.names_nobody(written) else None


def _current(plans: Sequence[Row[Any]], today: date) -> Row[Any]:
    """As the book chooses it: the plan that holds the day, else the latest that has begun, else the first to come."""
    holding = [plan for plan in plans if plan.first_day <= today <= plan.last_day]
    begun = [plan for plan in plans if plan.first_day <= today]
    return next(iter(holding[-1:] or begun[-1:] or plans[:1]))

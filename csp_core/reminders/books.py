"""Books with what reminders need and no more: the current plan's actions and who is who, many partnerships at once.

A few queries serve any number of partnerships: a Monday's digests are due all at the same minute.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from csp_core import model
from csp_core.book import OPEN_STATUSES, Action, Book, Change, Holding, Person, Plan, Post
from csp_core.reminders.choosing import MOVED
from csp_core.reminders.rows import table_of

Raw = Any
"""An id as the database's driver gives it. Most ids only say what belongs together, and a UUID is costly to make."""
Rows = defaultdict[Raw, list[Row[Any]]]
Names = Mapping[Raw, str]


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
    """The records of some partnerships, by the raw ids of what they belong to."""

    def __init__(self, session: Session, days: Mapping[UUID, date], need: Need) -> None:
        self._session, self._own, self._need = session, list(days), need
        self.partnerships = self._load_partnerships()
        self._plans = self._load_plans({row.key: days[row.partnership_id] for row in self.partnerships})
        self._people_of, self._posts_of = defaultdict[Raw, list[Person]](list), defaultdict[Raw, list[Post]](list)
        self._people = self._load_people(self._load_accounts())
        self._posts = self._load_posts(self._load_holdings())
        self._moves, self._actions = self._load_moves(), self._load_actions()

    def book(self, row: Row[Any]) -> Book:
        return Book(
            partnership_id=row.partnership_id,
            name=row.name,
            area=row.area,
            time_zone=row.time_zone,
            revision=row.plan_revision,
            pinned_today=row.pinned_today,
            plans=self._plan(row.key),
            posts=tuple(self._posts_of[row.key]),
            people=tuple(self._people_of[row.key]),
            changes=tuple(Change(each.day, each.subject, MOVED, "") for each in self._moves[row.key] if each.day),
        )

    def _plan(self, key: Raw) -> tuple[Plan, ...]:
        row = self._plans.get(key)
        if row is None:
            return ()
        return (Plan(row.year, row.first_day, row.last_day, actions=tuple(self._actions[key])),)

    def _action(self, row: Sequence[Any], priorities: Names, organisations: Names) -> Action:
        """The columns come in the order of `_load_actions`; taking a row apart is quicker than asking for each."""
        (
            partnership, key, ref, title, priority_id, lead_id, written, due, precision, original_due, moves, status,
            awaiting, confirmed_on, illustrative, version, reported_on, snoozed_until, post_id, person_id,
        ) = row  # fmt: skip
        post, person = self._posts.get(post_id), self._people.get(person_id)
        return Action(
            id=key,
            ref=ref,
            title=title,
            year=self._plans[partnership].year,
            priority=priorities.get(priority_id),
            lead=organisations.get(lead_id),
            owner=(post and post.title) or (person and person.name) or _named(written),
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
            owner_post_id=post.id if post else None,
            owner_person_id=person.id if person else None,
        )

    def _load_partnerships(self) -> list[Row[Any]]:
        each = table_of(model.Partnership).c
        columns: tuple[Any, ...] = (
            each.partnership_id, each.name, each.area, each.time_zone, each.plan_revision, each.pinned_today
        )  # fmt: skip
        query = select(_raw(each.partnership_id).label("key"), *columns)
        return list(self._session.execute(query.where(each.partnership_id.in_(self._own))))

    def _load_plans(self, days: Mapping[Raw, date]) -> dict[Raw, Row[Any]]:
        """The plan that is current on the day of each partnership."""
        each = table_of(model.Plan).c
        columns = (each.id, each.year, each.first_day, each.last_day)
        plans = self._by(each.partnership_id, *columns, order=each.first_day)
        return {key: _current(rows, days[key]) for key, rows in plans.items()}

    def _load_accounts(self) -> Rows:
        each = table_of(model.Account).c
        return self._by(each.person_id, each.team_id, each.user_id, order=each.user_id)

    def _load_people(self, accounts: Rows) -> dict[Raw, Person]:
        """Everybody by their id, and in the order of their names by their partnership."""
        each, people = table_of(model.Person).c, {}
        columns = (_raw(each.id), each.id, each.name, each.is_coordinator, each.last_day)
        for partnership, key, known, name, is_coordinator, last_day in self._rows(
            each.partnership_id, *columns, order=each.name
        ):
            own = tuple((account.team_id, account.user_id) for account in accounts[key])
            person = Person(name, is_coordinator=is_coordinator, accounts=own, last_day=last_day, id=known)
            people[key] = person
            self._people_of[partnership].append(person)
        return people

    def _load_holdings(self) -> Rows:
        each = table_of(model.Holding).c
        columns = (_raw(each.person_id).label("person"), each.first_day, each.last_day, each.is_deputy)
        return self._by(each.post_id, *columns, order=each.first_day)

    def _load_posts(self, holdings: Rows) -> dict[Raw, Post]:
        """Every post by its id, and in the order of their titles by their partnership."""
        each, posts = table_of(model.Post).c, {}
        columns = (_raw(each.id), each.id, each.title)
        for partnership, key, known, title in self._rows(each.partnership_id, *columns, order=each.title):
            terms: dict[bool, list[Holding]] = {True: [], False: []}
            for term in holdings[key]:
                person = self._people[term.person]
                terms[term.is_deputy].append(Holding(person.name, term.first_day, term.last_day, person.id))
            post = Post(title, holdings=tuple(terms[False]), deputies=tuple(terms[True]), id=known)
            posts[key] = post
            self._posts_of[partnership].append(post)
        return posts

    def _load_moves(self) -> Rows:
        """Deadlines that were moved, by partnership, on the days that counted as today."""
        each = table_of(model.AuditEntry).c
        if not self._need.all_statuses:
            return defaultdict(list)
        is_move = (each.kind == MOVED) & each.refusal.is_(None)
        return self._by(each.partnership_id, each.day, each.subject, where=is_move)

    def _load_actions(self) -> dict[Raw, list[Action]]:
        """The actions of the current plans, by partnership."""
        each = table_of(model.Action).c
        columns = (
            each.id, each.ref, each.title, _raw(each.priority_id), _raw(each.lead_id), each.owner_as_written, each.due,
            each.due_precision, each.original_due, each.moves, each.status, each.awaiting_sign_off, each.confirmed_on,
            each.illustrative, each.version, each.reported_done_on, each.snoozed_until, _raw(each.owner_post_id),
            _raw(each.owner_person_id),
        )  # fmt: skip
        wanted: ColumnElement[bool] = each.plan_id.in_([plan.id for plan in self._plans.values()])
        if self._need.only is not None:
            wanted &= each.id.in_(self._need.only)
        if not self._need.all_statuses:
            wanted &= each.due.is_not(None) & each.status.in_(OPEN_STATUSES)
        priorities, organisations = self._names(model.Priority), self._names(model.Organisation)
        actions = defaultdict[Raw, list[Action]](list)
        for row in self._rows(each.partnership_id, *columns, order=each.position, where=wanted):
            actions[row[0]].append(self._action(row, priorities, organisations))
        return actions

    def _names(self, kind: type[model.Priority] | type[model.Organisation]) -> Names:
        each = table_of(kind).c
        return {key: name for _, key, name in self._rows(each.partnership_id, _raw(each.id), each.name)}

    def _by(self, key: Any, *columns: Any, order: Any = None, where: Any = None) -> Rows:
        rows: Rows = defaultdict(list)
        for row in self._rows(key, *columns, order=order, where=where):
            rows[row[0]].append(row)
        return rows

    def _rows(self, key: Any, *columns: Any, order: Any = None, where: Any = None) -> Sequence[Any]:
        """Columns of the records of these partnerships, after a raw key."""
        query = select(_raw(key), *columns).where(key.table.c.partnership_id.in_(self._own))
        query = query if where is None else query.where(where)
        return self._session.execute(query if order is None else query.order_by(order)).all()


def _raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return type_coerce(column, NullType())


def _named(written: str | None) -> str | None:
    """What is written for an owner, unless it names nobody."""
    return written if written and not model.names_nobody(written) else None


def _current(plans: Sequence[Row[Any]], today: date) -> Row[Any]:
    """As the book chooses it: the plan that holds the day, else the latest that has begun, else the first to come."""
    holding = [plan for plan in plans if plan.first_day <= today <= plan.last_day]
    begun = [plan for plan in plans if plan.first_day <= today]
    return next(iter(holding[-1:] or begun[-1:] or plans[:1]))

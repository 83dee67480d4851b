"""The outbox: which messages may go now, taken under a lease, so that two processes never send one message.

Every claim is committed before Slack is called. Whoever sends to a place holds its lock: nobody else sends there
before the lease ends or what came of it is recorded.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, bindparam, exists, or_, select, tuple_, update
from sqlalchemy.orm import Session

from csp_core import model
from csp_core.database import Database
from csp_core.reminder_kinds import Sending
from csp_core.reminders.claims import Claim, as_claim, first_sending, messages_query
from csp_core.reminders.grounds import Listed
from csp_core.reminders.posting import Timing
from csp_core.reminders.rows import Moment, Values, changed, database_moment, insert_new, table_of

MESSAGE, OCCURRENCE, PLACE = (table_of(each) for each in (model.Message, model.Occurrence, model.Place))
STOPPED = "Its sender stopped before it could say what came of it."
TOO_LATE = "It was too late to post it."
_ROW = MESSAGE.c.partnership_id == bindparam("of_partnership"), MESSAGE.c.id == bindparam("of_message")
_OWN = (*_ROW, MESSAGE.c.fence == bindparam("of_fence"))
OWN = update(MESSAGE).where(*_OWN)
"""Writes a message while the fence of a claim stands; `values_of` says which claim."""
STANDING = OWN.where(MESSAGE.c.sending == Sending.SENDING)
"""Writes a message while the sender that claimed it may say what became of it."""
UNCLEAR = OWN.where(MESSAGE.c.sending == Sending.UNKNOWN)
"""Writes a message while it is unclear, and nobody claimed it since."""
_KEY = tuple_(MESSAGE.c.partnership_id, MESSAGE.c.id)
_HELD = select(MESSAGE.c.fence, MESSAGE.c.sending, MESSAGE.c.lease_until, MESSAGE.c.ts).where(*_ROW)
_FREE_AT = update(PLACE).where(
    PLACE.c.partnership_id == bindparam("of_partnership"), PLACE.c.id == bindparam("of_place")
)


class Outbox:
    """The messages of all partnerships in one database. `moment` is the clock that leases follow."""

    def __init__(self, database: Database, timing: Timing, moment: Moment = database_moment) -> None:
        self.database = database
        self.timing = timing
        self.moment = moment

    def now(self) -> datetime:
        """The moment by the clock that leases follow."""
        with self.database.reading() as session:
            return self.moment(session)

    def lapse(self) -> int:
        """Messages whose sender did not come back in its lease may or may not have arrived; how many those are."""
        with self.database.reading() as session:
            if not session.scalar(select(exists().where(*_lapsed(self.moment(session))))):
                return 0
        with self.database.writing() as session:
            moment = self.moment(session)
            unclear = {"sending": Sending.UNKNOWN, "not_before": moment + self.timing.settle, "problem": STOPPED}
            return changed(session, update(MESSAGE).where(*_lapsed(moment)).values(**unclear))

    def give_up_late(self, now: datetime) -> int:
        """Messages that still wait a day after they were wanted are too late: the next digest accounts for them."""
        late = (
            MESSAGE.c.sending == Sending.PENDING,
            MESSAGE.c.wanted_at < now - self.timing.catch_up,
        )
        with self.database.reading() as session:
            if not session.scalar(select(exists().where(*late))):
                return 0
        with self.database.writing() as session:
            return changed(session, update(MESSAGE).where(*late).values(sending=Sending.ABANDONED, problem=TOO_LATE))

    def claim(self) -> list[Claim]:
        """Takes messages that may go, one a place at most. The caller is their only sender until the lease ends."""
        if not self.has_any_within(timedelta()):
            return []
        with self.database.writing() as session:
            moment = self.moment(session)
            free = self._sendable(session, moment)
            taken = self._take(session, free, moment) if free else set()
        mine = (each for each in free if each.id in taken)
        return [replace(each, fence=each.fence + 1, attempts=each.attempts + 1) for each in mine]

    def claim_unclear(self) -> list[Claim]:
        """Takes messages that have to be looked for, once the settle delay has passed."""
        with self.database.reading() as session:
            if not session.scalar(select(exists().where(*_to_be_looked_for(self.moment(session))))):
                return []
        with self.database.writing() as session:
            moment = self.moment(session)
            query = messages_query().where(*_to_be_looked_for(moment)).order_by(MESSAGE.c.not_before)
            query = query.limit(self.timing.batch).with_for_update(of=MESSAGE, skip_locked=True)
            claims = [as_claim(row) for row in session.execute(query)]
            for each in claims:
                away = {"fence": each.fence + 1, "not_before": moment + self.timing.lease}
                session.execute(OWN, values_of(each) | away)
        return [replace(each, fence=each.fence + 1) for each in claims]

    def is_mine(self, claim: Claim) -> bool:
        """Whether this process may send the message now: its fence stands, and enough of its lease is left."""
        with self.database.reading() as session:
            row, moment = session.execute(_HELD, values_of(claim)).one(), self.moment(session)
        is_held = row.fence == claim.fence and row.sending is Sending.SENDING
        return is_held and row.lease_until is not None and row.lease_until - moment >= self.timing.margin

    def is_anothers(self, claim: Claim, ts: str) -> bool:
        """Whether somebody else has posted the message meanwhile, or is about to: then what stands at `ts` is a
        second one."""
        with self.database.reading() as session:
            row = session.execute(_HELD, values_of(claim)).one()
        return (row.sending is Sending.POSTED and row.ts != ts) or (
            row.sending is Sending.SENDING and row.fence != claim.fence
        )

    def freeze(self, pages: Sequence[tuple[Claim, Sequence[Listed]]]) -> None:
        """Writes which actions stand in which part, and the parts after the first, for claims that still stand."""
        with self.database.writing() as session:
            moment = self.moment(session)
            ids = _standing(session, [claim for claim, _ in pages])
            mine = [(claim, parts) for claim, parts in pages if claim.id in ids]
            if mine:
                session.execute(STANDING, [values_of(claim) | _first_part(parts) for claim, parts in mine])
            further = [row for claim, parts in mine for row in _further_parts(claim, parts, moment)]
            insert_new(session, model.Message, further)

    def has_any_within(self, rest: timedelta) -> bool:
        """Whether a message may go once so much time has passed."""
        with self.database.reading() as session:
            return bool(session.scalar(select(exists().where(*_free_with_waiting(self.moment(session) + rest)))))

    def _sendable(self, session: Session, moment: datetime) -> list[Claim]:
        """The first message of each free place, in the order that they were due; places that others hold are left."""
        places = select(PLACE.c.partnership_id, PLACE.c.id).where(*_free_with_waiting(moment)).order_by(PLACE.c.free_at)
        held = session.execute(places.limit(self.timing.batch).with_for_update(skip_locked=True)).all()
        if not held:
            return []
        query = messages_query().where(
            tuple_(MESSAGE.c.partnership_id, MESSAGE.c.place_id).in_([tuple(row) for row in held]),
            *_waiting(moment),
            or_(MESSAGE.c.part == 1, first_sending() == Sending.POSTED),
        )
        earliest: dict[UUID, Claim] = {}
        for row in session.execute(query.order_by(OCCURRENCE.c.due_at, OCCURRENCE.c.id, MESSAGE.c.part)):
            earliest.setdefault(row.place_id, as_claim(row))
        return list(earliest.values())

    def _take(self, session: Session, claims: Sequence[Claim], moment: datetime) -> set[UUID]:
        """Takes those that still wait: one may have been called off a moment ago. Which ones they are."""
        lease = moment + self.timing.lease
        waiting = _KEY.in_([(each.partnership_id, each.id) for each in claims]), MESSAGE.c.sending == Sending.PENDING
        taken = (
            update(MESSAGE)
            .where(*waiting)
            .values(
                sending=Sending.SENDING,
                fence=MESSAGE.c.fence + 1,
                attempts=MESSAGE.c.attempts + 1,
                attempted_at=moment,
                lease_until=lease,
            )
        )
        ids = set(session.scalars(taken.returning(MESSAGE.c.id)))
        places = [_place_of(each) | {"free_at": lease} for each in claims if each.id in ids]
        if places:
            session.execute(_FREE_AT, places)
        return ids


def lock_place(session: Session, claim: Claim, until: datetime) -> bool:
    """Nobody else sends to the claim's place before a moment."""
    return changed(session, _FREE_AT, _place_of(claim) | {"free_at": until}) == 1


def values_of(claim: Claim) -> Values:
    """Which message a claim is about, and its fence."""
    return {"of_partnership": claim.partnership_id, "of_message": claim.id, "of_fence": claim.fence}


def _place_of(claim: Claim) -> Values:
    return {"of_partnership": claim.partnership_id, "of_place": claim.place_id}


def _standing(session: Session, claims: Sequence[Claim]) -> set[UUID]:
    """The messages of the claims that still stand; nobody else writes them before the transaction ends."""
    fences = [(each.partnership_id, each.id, each.fence) for each in claims]
    is_mine = tuple_(MESSAGE.c.partnership_id, MESSAGE.c.id, MESSAGE.c.fence).in_(fences)
    query = select(MESSAGE.c.id).where(is_mine, MESSAGE.c.sending == Sending.SENDING)
    return set(session.scalars(query.order_by(MESSAGE.c.id).with_for_update()))


def _lapsed(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    return MESSAGE.c.sending == Sending.SENDING, MESSAGE.c.lease_until <= moment


def _waiting(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    return MESSAGE.c.sending == Sending.PENDING, MESSAGE.c.not_before <= moment


def _to_be_looked_for(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    return MESSAGE.c.sending == Sending.UNKNOWN, MESSAGE.c.not_before <= moment


def _free_with_waiting(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """Places that nobody sends to, with a message that may go: the first part, or one whose first part is there."""
    first = MESSAGE.alias()
    is_first_there = exists().where(
        first.c.partnership_id == MESSAGE.c.partnership_id,
        first.c.occurrence_id == MESSAGE.c.occurrence_id,
        first.c.place_id == MESSAGE.c.place_id,
        first.c.part == 1,
        first.c.sending == Sending.POSTED,
    )
    waiting = select(MESSAGE.c.partnership_id, MESSAGE.c.place_id)
    waiting = waiting.where(*_waiting(moment), or_(MESSAGE.c.part == 1, is_first_there))
    return PLACE.c.free_at <= moment, tuple_(PLACE.c.partnership_id, PLACE.c.id).in_(waiting)


def _first_part(parts: Sequence[Listed]) -> Values:
    return {"listed": parts[0].as_json(), "parts": len(parts)}


def _further_parts(claim: Claim, parts: Sequence[Listed], moment: datetime) -> list[Values]:
    return [
        {
            "partnership_id": claim.partnership_id,
            "id": uuid4(),
            "occurrence_id": claim.occurrence_id,
            "place_id": claim.place_id,
            "person_id": claim.person_id,
            "part": number,
            "parts": len(parts),
            "is_direct": claim.message.is_direct,
            "sending": Sending.PENDING,
            "wanted_at": claim.wanted_at,
            "not_before": moment,
            "listed": part.as_json(),
        }
        for number, part in enumerate(parts[1:], 2)
    ]

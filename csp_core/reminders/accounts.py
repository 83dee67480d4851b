"""The account of what was posted before, and what was not, read for many messages at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import Session

from csp_core.model import Message, Occurrence
from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.claims import Claim
from csp_core.reminders.contents import Section, Skipped
from csp_core.reminders.grounds import Account, Listed, listed_in

MISSED = "the reminders were not running"
NOT_KNOWN = "it is not clear whether it was posted"
NOT_YET = "it has not gone out yet"
LOOKED_BACK = {
    Kind.WEEKLY_DIGEST: timedelta(days=60),
    Kind.OWNER_MESSAGES: timedelta(days=20),
    Kind.ESCALATION: timedelta(days=400),
    Kind.MONTHLY_SUMMARY: timedelta(days=130),
}
"""How far back an account goes."""
TOLD = (Sending.SENDING, Sending.POSTED, Sending.UNKNOWN, Sending.DOUBTED)
"""What somebody has read, or may have."""


@dataclass(frozen=True, slots=True)
class Past:
    """One message of an occurrence, or an occurrence without any (no `sending`)."""

    occurrence_id: UUID
    schedule_id: UUID | None
    partnership_id: UUID
    kind: Kind
    day: date
    due_at: datetime
    fate: Fate
    reason: str | None
    place_id: UUID | None = None
    part: int | None = None
    sending: Sending | None = None
    problem: str | None = None
    kept: dict[str, object] | None = None

    @property
    def listed(self) -> Listed | None:
        return listed_in(self.kept)


Pasts = defaultdict[UUID, list[Past]]


def load_pasts(session: Session, partnerships: Iterable[UUID], kinds: Iterable[Kind], now: datetime) -> Pasts:
    """What became of schedules of some kinds, the oldest first, by partnership."""
    row, message, pasts = Occurrence, Message, defaultdict[UUID, list[Past]](list)
    columns: tuple[Any, ...] = (
        row.id, row.schedule_id, row.partnership_id, row.kind, row.day, row.due_at, row.fate, row.reason,
        message.place_id, message.part, message.sending, message.problem, message.listed,
    )  # fmt: skip
    of_row = (message.partnership_id == row.partnership_id) & (message.occurrence_id == row.id)
    recent = [and_(row.kind == kind, row.due_at >= now - LOOKED_BACK[kind]) for kind in kinds if kind in LOOKED_BACK]
    query: Select[Any] = select(*columns).outerjoin(message, of_row)
    query = query.where(row.partnership_id.in_(list(partnerships)), or_(false(), *recent))
    for each in session.execute(query.order_by(row.due_at, row.id, message.part)):
        pasts[each.partnership_id].append(Past(*each))
    return pasts


def account_for(claim: Claim, pasts: Sequence[Past], today: date) -> Account:
    """What a message has to know of the past of its partnership's schedules of its kind."""
    others = [past for past in pasts if past.occurrence_id != claim.occurrence_id]
    own = [past for past in others if past.schedule_id == claim.schedule_id]
    before = [past for past in own if past.due_at < claim.due_at]
    match claim.message.kind:
        case Kind.WEEKLY_DIGEST | Kind.MONTHLY_SUMMARY:
            return account_of_channel(before)
        case Kind.OWNER_MESSAGES:
            same_place = (past for past in others if past.place_id == claim.place_id)
            return Account(_last_planned(before), told=_told_on(same_place, today))
        case Kind.ESCALATION:
            return Account(_last_planned(before), told=_told(own))
        case _:
            return Account()


def planned_account(kind: Kind, schedule_id: UUID, pasts: Sequence[Past]) -> Account:
    """What planning has to know to find whom messages are for."""
    own = [past for past in pasts if past.schedule_id == schedule_id]
    return Account(_last_planned(own), told=_told(own) if kind is Kind.ESCALATION else {})


def _last_planned(pasts: Iterable[Past]) -> date | None:
    return max((past.day for past in pasts if past.fate is Fate.PLANNED), default=None)


def account_of_channel(before: Sequence[Past]) -> Account:
    """From what became of one schedule before: what was posted last, and the periods without a post since."""
    posted = [past for past in before if past.part == 1 and past.sending is Sending.POSTED]
    if not posted:
        return Account(skipped=tuple(_skipped(before)))
    last = posted[-1]
    parts = (past.listed for past in before if past.occurrence_id == last.occurrence_id)
    entries = (entry for part in parts if part for entry in part.entries)
    overdue = frozenset(entry.action_id for entry in entries if entry.section is Section.OVERDUE)
    return Account(last.day, overdue, tuple(_skipped(past for past in before if past.due_at > last.due_at)))


def _skipped(pasts: Iterable[Past]) -> Iterator[Skipped]:
    """Periods without a post, each with its reason."""
    for past in pasts:
        if past.part in (None, 1) and past.sending not in (Sending.POSTED, Sending.DROPPED):
            yield Skipped(past.day, _reason(past))


def _reason(past: Past) -> str:
    if past.fate is Fate.HELD:
        return past.reason or "a quiet period"
    if past.fate is Fate.MISSED or past.sending is None:
        return MISSED
    if past.sending in (Sending.REFUSED, Sending.ABANDONED):
        return past.problem or NOT_KNOWN
    return NOT_KNOWN if past.sending in (Sending.UNKNOWN, Sending.DOUBTED) else NOT_YET


def _told_on(pasts: Iterable[Past], today: date) -> dict[UUID, date]:
    """Nobody hears of one action twice in a day."""
    return {key: day for key, day in _told(pasts).items() if day == today}


def _told(pasts: Iterable[Past]) -> dict[UUID, date]:
    """The actions that somebody has read of, or may have, and when that was decided last."""
    listed = (past.listed for past in pasts if past.sending in TOLD)
    told = [(entry.action_id, part.day) for part in listed if part for entry in part.entries]
    return dict(sorted(told, key=lambda pair: pair[1]))

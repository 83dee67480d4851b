"""What coordinators are told: written in the transaction of what it tells, and sent like every other message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from csp_core import model
from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.claims import Claim
from csp_core.reminders.rows import insert_new, table_of
from csp_core.reminders.schedules import Channel

_PLACE = table_of(model.Place).c
_PLACE_ID = select(_PLACE.id).where(
    _PLACE.partnership_id == bindparam("partnership_id"),
    _PLACE.team == bindparam("team"),
    _PLACE.channel == bindparam("channel"),
)
SINCE_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""For what may go at once, whatever the database's clock says."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where a message goes, and to whom where it is direct."""

    channel: Channel
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class New:
    """An occurrence that is to be written, with its messages where it is planned. `wanted_at` None is never too
    late."""

    kind: Kind
    period: str
    day: date
    due_at: datetime
    schedule_id: UUID | None = None
    wanted_at: datetime | None = None
    about: dict[str, Any] | None = None
    fate: Fate = Fate.PLANNED
    reason: str | None = None


def tell_coordinators(session: Session, claim: Claim, about: dict[str, Any], moment: datetime) -> None:
    """Tells them about a message, once for each of its fences; a notice about a notice would never end."""
    if claim.message.kind is Kind.NOTICE:
        return
    period = f"notice:{claim.id.hex}:{claim.fence}"
    new = New(Kind.NOTICE, period, claim.message.day, moment, claim.schedule_id, about=about)
    write_occurrence(session, claim.partnership_id, new, coordinators(session, claim.partnership_id, claim.message.day))


def write_occurrence(session: Session, partnership_id: UUID, new: New, addressees: Iterable[Addressee]) -> bool:
    """Writes an occurrence and the first part for each addressee; False where its period is taken already."""
    row = {
        "partnership_id": partnership_id,
        "id": uuid4(),
        "schedule_id": new.schedule_id,
        "kind": new.kind,
        "period": new.period,
        "day": new.day,
        "due_at": new.due_at,
        "about": new.about,
        "fate": new.fate,
        "reason": new.reason,
    }
    if not insert_new(session, model.Occurrence, [row]):
        return False
    messages = [_message(session, partnership_id, new, each) | {"occurrence_id": row["id"]} for each in addressees]
    insert_new(session, model.Message, messages)
    return True


def coordinators(session: Session, partnership_id: UUID, day: date) -> tuple[Addressee, ...]:
    """The Slack users of everybody who coordinates and is there, one for each person."""
    person, account = model.Person, model.Account
    query = (
        select(person.id, account.team_id, account.user_id)
        .join(account, (account.partnership_id == person.partnership_id) & (account.person_id == person.id))
        .where(person.partnership_id == partnership_id, person.is_coordinator)
        .where(person.last_day.is_(None) | (person.last_day >= day))
        .order_by(person.id, account.team_id, account.user_id)
    )
    found: dict[UUID, Addressee] = {}
    for key, team, user in session.execute(query):
        found.setdefault(key, Addressee(Channel(team, user), key))
    return tuple(found.values())


def _message(session: Session, partnership_id: UUID, new: New, to: Addressee) -> dict[str, Any]:
    return {
        "partnership_id": partnership_id,
        "id": uuid4(),
        "place_id": _place(session, partnership_id, to.channel),
        "person_id": to.person_id,
        "part": 1,
        "is_direct": to.person_id is not None,
        "sending": Sending.PENDING,
        "wanted_at": new.wanted_at,
        "not_before": SINCE_EVER,
    }


def _place(session: Session, partnership_id: UUID, channel: Channel) -> UUID:
    """The place of a channel, made where it is new."""
    place = {"partnership_id": partnership_id, "team": channel.team, "channel": channel.id}
    known: UUID | None = session.scalar(_PLACE_ID, place)
    if known is not None:
        return known
    insert_new(session, model.Place, [place | {"id": uuid4(), "free_at": SINCE_EVER}])
    made: UUID = session.execute(_PLACE_ID, place).scalar_one()
    return made

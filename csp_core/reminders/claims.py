"""Messages as they are taken out of the outbox: by one process, under a lease with a fence."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from csp_core import model
from csp_core.reminder_kinds import Kind
from csp_core.reminders.grounds import Listed, listed_in
from csp_core.reminders.posting import Message
from csp_core.reminders.rows import table_of
from csp_core.reminders.schedules import Channel


@dataclass(frozen=True, slots=True)
class Claim:
    """A message of which one process may write what became of it, while its fence stands.

    `wanted_at` is when it was due, or wanted again (None: it is never too late); `about` is what a notice tells.
    """

    message: Message
    occurrence_id: UUID
    schedule_id: UUID | None
    place_id: UUID
    person_id: UUID | None
    due_at: datetime
    wanted_at: datetime | None
    fence: int
    attempts: int
    listed: Listed | None
    about: dict[str, Any] | None

    @property
    def partnership_id(self) -> UUID:
        return self.message.partnership_id

    @property
    def id(self) -> UUID:
        return self.message.id


_MESSAGE, _OCCURRENCE, _PLACE = (table_of(each) for each in (model.Message, model.Occurrence, model.Place))
_FIRST = _MESSAGE.alias("first")


def messages_query() -> Select[Any]:
    """Messages with what belongs to them; `as_claim` reads its rows."""
    row, occurrence, place, first = _MESSAGE.c, _OCCURRENCE.c, _PLACE.c, _FIRST.c
    columns: tuple[Any, ...] = (
        row.partnership_id, row.id, row.occurrence_id, row.place_id, row.person_id, row.part, row.parts,
        row.is_direct, row.fence, row.attempts, row.attempted_at, row.wanted_at, row.listed,
        occurrence.schedule_id, occurrence.kind, occurrence.day, occurrence.due_at, occurrence.about,
        place.team, place.channel, first.ts.label("thread_ts"),
    )  # fmt: skip
    is_first = (
        (first.partnership_id == row.partnership_id)
        & (first.occurrence_id == row.occurrence_id)
        & (first.place_id == row.place_id)
        & (first.part == 1)
    )
    of_occurrence = (occurrence.partnership_id == row.partnership_id) & (occurrence.id == row.occurrence_id)
    at_place = (place.partnership_id == row.partnership_id) & (place.id == row.place_id)
    query: Select[Any] = select(*columns)
    return query.join(_OCCURRENCE, of_occurrence).join(_PLACE, at_place).join(_FIRST, is_first)


def first_sending() -> Any:
    """The column that says where part 1 stands."""
    return _FIRST.c.sending


def as_claim(row: Row[Any]) -> Claim:
    """One row of `messages_query`, with the fence and the attempts that it has there."""
    message = Message(
        partnership_id=row.partnership_id,
        id=row.id,
        kind=Kind(row.kind),
        day=row.day,
        channel=Channel(row.team, row.channel),
        is_direct=row.is_direct,
        part=row.part,
        parts=row.parts,
        thread_ts=row.thread_ts if row.part > 1 else None,
        attempted_at=row.attempted_at,
    )
    return Claim(
        message, row.occurrence_id, row.schedule_id, row.place_id, row.person_id, row.due_at, row.wanted_at,
        row.fence, row.attempts, listed_in(row.listed), row.about,
    )  # fmt: skip

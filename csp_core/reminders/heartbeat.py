"""When the reminders of each partnership were last gone through to the end: the truth behind "they are running"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update

from csp_core.database import Database
from csp_core.model import Partnership, Tick
from csp_core.reminders.rows import changed, insert_new, table_of

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class LastTick:
    """A partnership's last tick that ran through (None: none did yet), and what has stopped it since."""

    partnership_id: UUID
    at: datetime | None
    problem: str | None


def last_ticks(database: Database) -> tuple[LastTick, ...]:
    """Of every partnership, the longest ago first: health is that of the first."""
    query = select(Partnership.id, Tick.at, Tick.problem).outerjoin(Tick, Tick.partnership_id == Partnership.id)
    with database.reading() as session:
        ticks = [LastTick(*row) for row in session.execute(query)]
    return tuple(sorted(ticks, key=lambda tick: (tick.at is not None, tick.at)))


def note_ticks(
    database: Database, partnerships: Sequence[UUID], problems: Mapping[UUID | None, str], now: datetime
) -> None:
    """Keeps the moment for those without a problem; a problem of nobody in particular is everybody's."""
    with database.writing() as session:
        known = set(session.scalars(select(Tick.partnership_id).order_by(Tick.partnership_id).with_for_update()))
        insert_new(session, Tick, [{"partnership_id": key, "id": uuid4()} for key in partnerships if key not in known])
        if None in problems:
            changed(session, update(table_of(Tick)).values(problem=problems[None][:LONGEST]))
            return
        stopped = {key: text for key, text in problems.items() if key is not None}
        for key, text in stopped.items():
            changed(session, update(table_of(Tick)).where(Tick.partnership_id == key).values(problem=text[:LONGEST]))
        well = update(table_of(Tick)).where(Tick.partnership_id.not_in(stopped)).values(at=now, problem=None)
        changed(session, well)

"""What became of every delivery: by our own rows, and by what stands in the channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select

from csp_core.database import Database
from csp_core.model import Message, Occurrence, Place
from csp_core.reminder_kinds import Kind, Sending
from tests.faults.failing_slack import UNREADABLE, FailingSlack
from tests.faults.partnerships import DELIVERIES_A_WEEK, Posting

ON_THEIR_WAY = (Sending.PENDING, Sending.SENDING, Sending.UNKNOWN)


@dataclass(frozen=True)
class Report:
    """`lost`: was to be posted, stands nowhere, and nobody was told. `doubled` and `sent_unasked` are messages too
    many in channels whose history may be read, and in those where it may not; `doubled_direct` those in direct
    messages, which prefer delivery. `unknown`: what a coordinator was asked about. `longest`: seconds from due to
    posted. `foreign`: what stands in a channel and in no row. `missing` says of each lost message where it ended."""

    deliveries: int
    lost: int
    doubled: int
    sent_unasked: int
    doubled_direct: int
    unknown: int
    foreign: int
    longest: float
    missing: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.lost == self.doubled == self.sent_unasked == self.foreign == 0


def waiting(database: Database) -> int:
    """How many messages are still on their way."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Message).where(Message.sending.in_(ON_THEIR_WAY))) or 0


def begun(database: Database) -> int:
    """How many messages there are, without those that tell of others."""
    of_occurrence = (Occurrence.partnership_id == Message.partnership_id) & (Occurrence.id == Message.occurrence_id)
    query = select(func.count()).select_from(Message).join(Occurrence, of_occurrence)
    with database.reading() as session:
        return session.scalar(query.where(Occurrence.kind != Kind.NOTICE)) or 0


def accounted(
    database: Database, slack: FailingSlack, postings: Sequence[Posting], weeks: Mapping[date, datetime]
) -> Report:
    """Compares what was to be posted in the weeks of these days (and when each began here) with what was."""
    rows, times = _rows(database), slack.times()
    due = [row for row in rows if row.kind is not Kind.NOTICE]
    asked = [row for row in rows if row.sending is Sending.DOUBTED]
    missing = [row for row in due if not times[row.id.hex] and row not in asked]
    extra = {row: times[row.id.hex] - 1 for row in rows if times[row.id.hex] > 1}
    known = {row.id.hex for row in rows}
    return Report(
        deliveries=len(due),
        lost=len(missing) + len(weeks) * len(postings) * DELIVERIES_A_WEEK - len(due),
        doubled=sum(count for row, count in extra.items() if not row.is_direct and not _is_hidden(row)),
        sent_unasked=sum(count for row, count in extra.items() if not row.is_direct and _is_hidden(row)),
        doubled_direct=sum(count for row, count in extra.items() if row.is_direct),
        unknown=len(asked),
        foreign=len(set(times) - known),
        longest=max(_delays(due, weeks), default=0.0),
        missing=tuple(
            f"{row.kind.value} of {row.day}, part {row.part}: {row.sending.value}, {row.problem}" for row in missing
        ),
    )


def _rows(database: Database) -> Sequence[Row[Any]]:
    query = (
        select(
            Message.id,
            Message.sending,
            Message.is_direct,
            Message.posted_at,
            Message.part,
            Message.problem,
            Place.channel,
            Occurrence.kind,
            Occurrence.day,
        )
        .join(
            Occurrence, (Occurrence.partnership_id == Message.partnership_id) & (Occurrence.id == Message.occurrence_id)
        )
        .join(Place, (Place.partnership_id == Message.partnership_id) & (Place.id == Message.place_id))
    )
    with database.reading() as session:
        return session.execute(query).all()


def _is_hidden(row: Row[Any]) -> bool:
    return str(row.channel).startswith(UNREADABLE)


def _delays(rows: Sequence[Row[Any]], weeks: Mapping[date, datetime]) -> list[float]:
    return [(row.posted_at - weeks[row.day]).total_seconds() for row in rows if row.posted_at]

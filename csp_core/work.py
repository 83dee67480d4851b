"""One change at a time: a transaction that holds the partnership, knows who acts, and what day it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from csp_core import model
from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.directory import Directory, load_directory
from csp_core.errors import PartnershipUnknown
from csp_core.permissions import Account, Actor, actor_of
from csp_core.records import Records


class Via(Enum):
    """The way a change comes in."""

    BUTTON = "button"
    FORM = "form"
    WORDS = "words"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Request:
    """Who wants something changed, by which way, and when.

    `delivery` is the id that Slack gives to the event, the press or the submitted form: it is taken once.
    `today` pins the day that counts; without it the partnership's own demonstration date or calendar decides.
    """

    partnership_id: UUID
    account: Account
    via: Via
    now: datetime
    delivery: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What a change needs to know, as it stands under the lock. `actor` is who asks, by the directory of today."""

    records: Records
    partnership: model.Partnership
    directory: Directory
    actor: Actor
    today: date
    request: Request

    @property
    def session(self) -> Session:
        return self.records.session

    @property
    def origin(self) -> Origin:
        account = str(self.request.account)
        return Origin(
            actor=self.actor.name or account,
            via=self.request.via.value,
            now=self.request.now,
            day=self.today,
            person_id=self.actor.person_id,
            account=account,
        )


@contextmanager
def locked(database: Database, request: Request, first_coordinators: frozenset[str]) -> Iterator[Work]:
    """A transaction in which nobody else changes this partnership; all of it is kept when the block ends, or nothing.

    Who acts and what they may is looked up behind the lock: a right that ended a moment ago has ended.
    Raises PartnershipUnknown.
    """
    with database.writing() as session:
        partnership = session.get(model.Partnership, request.partnership_id, with_for_update=True)
        if partnership is None:
            raise PartnershipUnknown("This partnership is not in the database.", "Ask your coordinator.")
        records = Records(session, partnership.id)
        directory = load_directory(records)
        here = request.now.astimezone(ZoneInfo(partnership.time_zone)).date()
        today = request.today or partnership.pinned_today or here
        actor = actor_of(directory, request.account, today, first_coordinators)
        yield Work(records, partnership, directory, actor, today, request)

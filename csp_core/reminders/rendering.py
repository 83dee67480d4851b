"""What claimed messages say now: their records are read a batch at a time, each is rendered by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from csp_core import model
from csp_core.book import Book, Person
from csp_core.database import Database
from csp_core.reminder_kinds import Kind
from csp_core.reminders.accounts import Past, account_for, load_pasts
from csp_core.reminders.books import Need, load_books
from csp_core.reminders.choosing import Choice
from csp_core.reminders.claims import Claim
from csp_core.reminders.composing import content_of, pages_of
from csp_core.reminders.contents import Content, Doubt, HelpWanted, Line, Notice, Part, Section
from csp_core.reminders.grounds import Account, Ground, Listed
from csp_core.reminders.loading import Partnership, load_partnerships
from csp_core.reminders.posting import Timing
from csp_core.reminders.schedules import SCHEDULED, Channel, Schedule

CHASING = frozenset({Kind.WEEKLY_DIGEST, Kind.OWNER_MESSAGES, Kind.ESCALATION, Kind.NOTICE})
"""What is about no other than open actions."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a message says, None when nothing is left to say; `pages` are what has to be frozen first, if it is new."""

    claim: Claim
    content: Content | None
    pages: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """The records behind some claims, as they are at one moment."""

    now: datetime
    timing: Timing
    partnerships: Mapping[UUID, Partnership]
    books: Mapping[UUID, Book]
    pasts: Mapping[UUID, Sequence[Past]]
    opted_out: frozenset[UUID]

    def rendered(self, claim: Claim) -> Rendered:
        """What a message says now. Raises whatever is wrong with its partnership's records."""
        if claim.message.kind not in SCHEDULED:
            return Rendered(claim, self._told(claim))
        schedule, person = self._schedule(claim), self._person(claim)
        if schedule is None or (claim.person_id is not None and person is None):
            return Rendered(claim, None)
        choice = Choice(self._ground(claim, schedule, person))
        pages = () if claim.listed else pages_of(choice, self.timing.actions_a_part)
        parts = len(pages) or claim.message.parts
        return Rendered(claim, content_of(choice, claim.listed or pages[0], claim.message.part, parts), pages)

    def _ground(self, claim: Claim, schedule: Schedule, person: Person | None) -> Ground:
        key = claim.partnership_id
        today = self._today(key)
        return Ground(
            kind=claim.message.kind,
            book=self.books[key],
            today=today,
            day=claim.message.day,
            filter=schedule.wish.filter,
            account=self._account(claim, schedule, today),
            person=person if claim.message.kind is Kind.OWNER_MESSAGES else None,
            is_late=self.now - claim.due_at >= self.timing.late_after,
        )

    def _account(self, claim: Claim, schedule: Schedule, today: date) -> Account:
        """What a schedule listed before it was changed is no measure for what it lists now."""
        account = account_for(claim, self.pasts.get(claim.partnership_id, ()), today)
        zone = self.partnerships[claim.partnership_id].zone
        is_other = account.last_day is not None and account.last_day < schedule.since.astimezone(zone).date()
        return replace(account, last_day=None, listed=frozenset()) if is_other else account

    def _schedule(self, claim: Claim) -> Schedule | None:
        """None when it was removed or paused since."""
        known = self.partnerships[claim.partnership_id].schedules
        return next((each for each in known if each.id == claim.schedule_id and not each.is_paused), None)

    def _person(self, claim: Claim) -> Person | None:
        """None when they left, or want no direct messages; coordinators' messages cannot be turned off."""
        people = self.books[claim.partnership_id].people
        found = next((each for each in people if each.id == claim.person_id), None)
        if found is None or not found.is_there(self._today(claim.partnership_id)):
            return None
        is_unwanted = claim.message.kind is Kind.OWNER_MESSAGES and found.id in self.opted_out
        return None if is_unwanted else found

    def _today(self, key: UUID) -> date:
        return self.now.astimezone(self.partnerships[key].zone).date()

    def _told(self, claim: Claim) -> Content | None:
        """What coordinators are told, from what was written for them."""
        about, part = claim.about or {}, Part(self._today(claim.partnership_id))
        if claim.message.kind is Kind.HELP:
            return self._help(claim, about, part)
        kind, day = Kind(about["kind"]), claim.message.day
        channel = Channel(about["team"], about["channel"])
        if about["tells"] == "doubt":
            return Doubt(part, kind, day, channel, UUID(hex=about["message"]))
        person = self._name(claim, about["person"])
        return Notice(part, kind, day, channel, person, about["sentence"], about["remedy"])

    def _help(self, claim: Claim, about: Mapping[str, Any], part: Part) -> Content | None:
        plans = self.books[claim.partnership_id].plans
        actions = (each for plan in plans for each in plan.actions)
        action = next((each for each in actions if each.id.hex == about["action"]), None)
        if action is None:
            return None
        line = Line(Section.OVERDUE, action, action.days_overdue(part.today))
        return HelpWanted(part, line, about["by"], about["note"])

    def _name(self, claim: Claim, key: str | None) -> str | None:
        people = self.books[claim.partnership_id].people
        return next((each.name for each in people if key and each.id == UUID(hex=key)), None)


def load_batch(database: Database, claims: Sequence[Claim], now: datetime, timing: Timing) -> Batch:
    """Reads what the claims need, in a dozen queries whatever their number. A partnership whose time zone is not
    known has no book in it: rendering its messages says so."""
    keys = {claim.partnership_id for claim in claims}
    kinds = {claim.message.kind for claim in claims}
    with database.reading() as session:
        partnerships = {each.id: each for each in load_partnerships(session, keys)}
        days = {key: day for key, each in partnerships.items() if (day := _local_day(each, now))}
        opted_out = select(model.OptOut.person_id).where(model.OptOut.partnership_id.in_(keys))
        return Batch(
            now,
            timing,
            partnerships,
            load_books(session, days, _need(claims)),
            load_pasts(session, keys, kinds, now),
            frozenset(session.scalars(opted_out)),
        )


def _need(claims: Sequence[Claim]) -> Need:
    """Parts after the first are about their own actions alone."""
    all_statuses = not {claim.message.kind for claim in claims} <= CHASING
    if any(claim.listed is None or claim.message.part == 1 for claim in claims):
        return Need(all_statuses)
    listed = (claim.listed for claim in claims if claim.listed)
    return Need(all_statuses, frozenset(entry.action_id for each in listed for entry in each.entries))


def _local_day(partnership: Partnership, now: datetime) -> date | None:
    try:
        return now.astimezone(partnership.zone).date()
    except (KeyError, ValueError, OSError):
        return None

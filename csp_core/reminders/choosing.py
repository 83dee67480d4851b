"""Which actions a reminder is about. Pure: what awaits sign-off, is closed or snoozed is never chased."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import assert_never

from csp_core.actors import Account
from csp_core.book import Action, Book, Holding, Person, Post
from csp_core.reminder_kinds import Kind
from csp_core.reminders.contents import Line, Section
from csp_core.reminders.grounds import Ground, Window

AHEAD = timedelta(days=14)
MARKS = (timedelta(days=-14), timedelta(days=-2), timedelta(days=1))
"""Days from a deadline on which its owner hears of it: 14 and 2 before, and the first that it is overdue."""
SILENCE = timedelta(weeks=3)
LONGEST_WINDOW, SUMMARY_DAYS, MONTH_DAYS = 14, 62, 31
"""How many days back a message looks, in days, however long ago the one before was."""
MOVED = "move_deadline"


def is_chased(action: Action, today: date) -> bool:
    """Open, not reported done, and not snoozed beyond today."""
    is_resting = action.snoozed_until is not None and action.snoozed_until > today
    return action.is_open and not action.awaiting_sign_off and not is_resting


def summary_window(ground: Ground) -> Window:
    """The days that a monthly summary tells of."""
    return ground.window(SUMMARY_DAYS, first=MONTH_DAYS)


class Choice:
    """What one ground lists: worked out once, however many parts it fills."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        plan = ground.book.current_plan(ground.today)
        self.plan = plan
        self.actions = tuple(filter(ground.filter.lets, plan.actions)) if plan else ()
        self.owners = Owners(ground.book, ground.today)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the occurrence, in the order that they are read."""
        match self.ground.kind:
            case Kind.WEEKLY_DIGEST:
                return (*self.overdue, *self._upcoming())
            case Kind.OWNER_MESSAGES:
                return tuple(self._of_owner())
            case Kind.ESCALATION:
                return tuple(self._unanswered())
            case Kind.MONTHLY_SUMMARY:
                return (*self._moved(), *self._awaiting())
            case Kind.NOTICE | Kind.HELP:
                return ()
            case _:
                assert_never(self.ground.kind)

    @cached_property
    def overdue(self) -> tuple[Line, ...]:
        """All that is overdue and chased: by lead organisation and owner, the longest overdue first in each."""
        today = self.ground.today
        chased = (each for each in self.actions if each.is_overdue(today) and is_chased(each, today))
        return _grouped(self._line(Section.OVERDUE, each) for each in chased)

    def _upcoming(self) -> tuple[Line, ...]:
        today = self.ground.today
        dated = ((each.due, each) for each in self.actions if each.due and today <= each.due <= today + AHEAD)
        ahead = sorted((pair for pair in dated if is_chased(pair[1], today)), key=lambda pair: pair[0])
        return tuple(Line(Section.UPCOMING, each) for _, each in ahead)

    def _of_owner(self) -> Iterator[Line]:
        """What came to one of its marks since the last message, of the person it is for, or of anybody's."""
        ground = self.ground
        window = ground.window(LONGEST_WINDOW)
        for action in self.actions:
            if action.due is None or action.id in ground.account.told or not is_chased(action, ground.today):
                continue
            due = action.due
            if any(due + mark in window for mark in MARKS) and self._is_for_them(action):
                section = Section.OVERDUE if action.is_overdue(ground.today) else Section.UPCOMING
                yield self._line(section, action)

    def _is_for_them(self, action: Action) -> bool:
        return self.ground.person is None or self.ground.person in self.owners.of(action)

    def _unanswered(self) -> Iterator[Line]:
        """Overdue by three weeks, and nobody has said a word since it was due; told once, unless it was put back
        since."""
        ground = self.ground
        for line in self.overdue:
            action, due = line.action, line.action.due
            if due is None or ground.today - due < SILENCE:
                continue
            is_answered = action.confirmed_on is not None and action.confirmed_on >= due
            if not is_answered and ground.account.told.get(action.id, date.min) <= due:
                yield line

    def _moved(self) -> tuple[Line, ...]:
        """The actions whose deadline was moved since the last summary."""
        window = summary_window(self.ground)
        refs = {each.ref for each in self.ground.book.changes if each.kind == MOVED and each.on in window}
        return _grouped(self._line(Section.MOVED, each) for each in self.actions if each.ref in refs)

    def _awaiting(self) -> tuple[Line, ...]:
        waiting = (each for each in self.actions if each.is_open and each.awaiting_sign_off)
        return _grouped(self._line(Section.AWAITING, each) for each in waiting)

    def _line(self, section: Section, action: Action) -> Line:
        return Line(section, action, action.days_overdue(self.ground.today))


class Owners:
    """Who answers for actions on a day: who holds its post, else the post's deputies, or the person it names."""

    def __init__(self, book: Book, day: date) -> None:
        self._day = day
        self._people = {person.id: person for person in book.people if person.id and person.is_there(day)}
        self._posts = {post.id: self._of_post(post) for post in book.posts if post.id}
        self._accounts = {key: _accounts(people) for key, people in self._posts.items()}

    def of(self, action: Action) -> tuple[Person, ...]:
        """The people, without doubles; none where nobody is known."""
        if action.owner_person_id:
            person = self._people.get(action.owner_person_id)
            return (person,) if person else ()
        return self._posts.get(action.owner_post_id, ()) if action.owner_post_id else ()

    def accounts_of(self, action: Action) -> tuple[Account, ...]:
        """The Slack users of those people, one of each."""
        if action.owner_person_id:
            return _accounts(self.of(action))
        return self._accounts.get(action.owner_post_id, ()) if action.owner_post_id else ()

    def _of_post(self, post: Post) -> tuple[Person, ...]:
        return self._there(post.holdings) or self._there(post.deputies)

    def _there(self, terms: Sequence[Holding]) -> tuple[Person, ...]:
        there = (self._people.get(term.person_id) for term in terms if term.person_id and term.on(self._day))
        return tuple(dict.fromkeys(person for person in there if person))


def _accounts(people: Iterable[Person]) -> tuple[Account, ...]:
    return tuple(dict.fromkeys(Account(*account) for person in people for account in person.accounts[:1]))


def _grouped(lines: Iterator[Line]) -> tuple[Line, ...]:
    """Those of one organisation and owner together, whatever is unknown last; the oldest deadline first in each."""
    return tuple(sorted(lines, key=_place_of))


def _place_of(line: Line) -> tuple[bool, str, bool, str, date]:
    action = line.action
    lead, owner = action.lead, action.owner
    return lead is None, (lead or "").casefold(), owner is None, (owner or "").casefold(), action.due or date.max

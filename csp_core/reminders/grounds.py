"""What a message's content is computed from: the book, the day, the schedule, and the account of what was before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from csp_core.book import Book, Person
from csp_core.reminder_kinds import Kind
from csp_core.reminders.contents import Section, Skipped
from csp_core.reminders.schedules import Filter


@dataclass(frozen=True, slots=True)
class Account:
    """What was posted before: the day of the last post (None: there was none), the actions that it listed as
    overdue, the periods since without a post; and the actions that were told of already, with the day."""

    last_day: date | None = None
    listed: frozenset[UUID] = frozenset()
    skipped: tuple[Skipped, ...] = ()
    told: Mapping[UUID, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """Days from one to another, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that the content of a message depends on. `today` is the day that counts, `day` the one that the
    occurrence falls on; `person` is who gets it, where it is direct."""

    kind: Kind
    book: Book
    today: date
    day: date
    filter: Filter = Filter()  # noqa: RUF009 - frozen
    account: Account = Account()
    person: Person | None = None
    is_late: bool = False

    def window(self, longest: int, *, first: int = 1) -> Window:
        """The days since the last post, up to `longest`, that this one accounts for; `first` where there was none."""
        before = self.account.last_day or self.day - timedelta(days=first)
        return Window(max(before, self.day - timedelta(days=longest)) + timedelta(days=1), self.day)


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of a message: in which section, by its id."""

    section: Section
    action_id: UUID


@dataclass(frozen=True, slots=True)
class Listed:
    """What one part is about, frozen: the local day that it was decided, its actions, and the Slack users
    (workspace/user) that the parts before it mention."""

    day: date
    entries: tuple[Entry, ...]
    mentioned: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "day": self.day.isoformat(),
            "entries": [[each.section.value, each.action_id.hex] for each in self.entries],
            "mentioned": list(self.mentioned),
        }


def listed_in(kept: dict[str, object] | None) -> Listed | None:
    """What `as_json` kept; None where nothing is frozen yet."""
    if kept is None:
        return None
    entries, mentioned = kept["entries"], kept["mentioned"]
    assert isinstance(entries, list)  # noqa: S101 - JSON knows no types
    assert isinstance(mentioned, list)  # noqa: S101
    return Listed(
        date.fromisoformat(str(kept["day"])),
        tuple(Entry(Section(section), UUID(hex=key)) for section, key in entries),
        tuple(mentioned),
    )

"""Where books and figures come from: loaded in a few queries, kept while their revision stands."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from csp_core.book import Book, Figure
from csp_core.database import Database
from csp_core.errors import PartnershipAmbiguous, PartnershipUnknown
from csp_core.loading import load_book, load_figures
from csp_core.model import Partnership, Workspace

KEPT = 64
PLAN_REVISION = select(Partnership.plan_revision).where(Partnership.id == bindparam("id"))
PLAN_REVISION_OF_WORKSPACE = (
    select(Partnership.id, Partnership.plan_revision)
    .join(Workspace, Workspace.partnership_id == Partnership.id)
    .where(Workspace.team_id == bindparam("team_id"))
)
FIGURES_REVISION = select(Partnership.figures_revision).where(Partnership.id == bindparam("id"))


@dataclass(slots=True)
class _Figures:
    """Figures by measure, as they were at one revision."""

    revision: int
    by_measure: dict[str, tuple[Figure, ...]] = field(default_factory=dict)


class Library:
    """Books and figures of every partnership in one database; the least recently asked are let go.

    Each request costs one small query, which compares the revision: a change made by any process is seen
    at the next request, and until then the very same object is given out.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._books: OrderedDict[UUID, Book] = OrderedDict()
        self._figures: OrderedDict[UUID, _Figures] = OrderedDict()
        self._lock = Lock()

    def partnerships(self) -> dict[UUID, str]:
        """The names of all partnerships by id, in the order of the alphabet."""
        with self.database.reading() as session:
            rows = session.execute(select(Partnership.id, Partnership.name).order_by(Partnership.name))
            return {key: name for key, name in rows}  # noqa: C416 - a Row is no pair to the type checker

    def partnership_named(self, name: str | None) -> UUID:
        """The id of the partnership with a name, whatever its case; without a name, of the only one.

        Raises PartnershipUnknown or PartnershipAmbiguous, with the names that there are.
        """
        partnerships = self.partnerships()
        if not partnerships:
            raise PartnershipUnknown(
                "The database holds no partnership.",
                "Load a plan with `csp import plan`, or run `csp sample`.",
            )
        fitting = [key for key, known in partnerships.items() if name is None or _alike(name) == _alike(known)]
        if len(fitting) == 1:
            return fitting[0]
        names = "; ".join(partnerships.values())
        if name is None:
            raise PartnershipAmbiguous("The database holds several partnerships.", f"Name one of: {names}.")
        raise PartnershipUnknown(f"No partnership is called “{name}”.", f"There are: {names}.")

    def partnership_of_workspace(self, team_id: str) -> UUID | None:
        """The partnership that a Slack workspace belongs to, None when that is not known.

        A workspace that nobody knows is linked to the only partnership of the database, if that has none yet.
        """
        with self.database.reading() as session:
            linked = _linked(session, team_id)
            alone = None if linked else _only_one_without_workspace(session)
        return linked or (self._link(team_id) if alone else None)

    def book(self, partnership_id: UUID) -> Book:
        """The partnership as it is now; PartnershipUnknown when the database does not have it."""
        found = self.database.glance(PLAN_REVISION, id=partnership_id)
        if found is None:
            raise PartnershipUnknown("This partnership is not in the database.", "Ask your coordinator.")
        return self._book_at(partnership_id, found[0])

    def book_of_workspace(self, team_id: str) -> Book | None:
        """The book of the partnership that a Slack workspace belongs to, in one small query; None when that is not
        known."""
        found = self.database.glance(PLAN_REVISION_OF_WORKSPACE, team_id=team_id)
        if found is not None:
            known, revision = found
            return self._book_at(known, revision)
        partnership_id = self.partnership_of_workspace(team_id)
        return self.book(partnership_id) if partnership_id else None

    def _book_at(self, partnership_id: UUID, revision: int) -> Book:
        kept = self._books.get(partnership_id)
        if kept is None or kept.revision != revision:
            with self.database.reading() as session:
                kept = load_book(session, session.get_one(Partnership, partnership_id))
        return self._keep_book(kept)

    def figures(self, partnership_id: UUID, measure_names: Iterable[str]) -> tuple[Figure, ...]:
        """The current figures of some measures, in the order asked, oldest period first."""
        names = tuple(dict.fromkeys(measure_names))
        kept = self._figures_at(partnership_id, self._figures_revision(partnership_id))
        missing = [name for name in names if name not in kept.by_measure]
        if missing:
            with self.database.reading() as session:
                loaded = load_figures(session, partnership_id, missing)
            kept.by_measure.update({name: tuple(figures) for name, figures in loaded.items()})
        return tuple(figure for name in names for figure in kept.by_measure[name])

    def _figures_revision(self, partnership_id: UUID) -> int:
        found = self.database.glance(FIGURES_REVISION, id=partnership_id)
        return found[0] if found else 0

    def _keep_book(self, book: Book) -> Book:
        with self._lock:
            known = self._books.get(book.partnership_id)
            if known is None or known.revision != book.revision:
                self._books[book.partnership_id] = known = book
            _make_newest(self._books, book.partnership_id)
            return known

    def _figures_at(self, partnership_id: UUID, revision: int) -> _Figures:
        with self._lock:
            kept = self._figures.get(partnership_id)
            if kept is None or kept.revision != revision:
                self._figures[partnership_id] = kept = _Figures(revision)
            _make_newest(self._figures, partnership_id)
            return kept

    def _link(self, team_id: str) -> UUID | None:
        with self.database.writing() as session:
            session.execute(select(Partnership.id).order_by(Partnership.id).with_for_update())
            alone = _only_one_without_workspace(session)  # again: another process may have been faster
            if alone is None:
                return _linked(session, team_id)
            session.add(Workspace(partnership_id=alone, team_id=team_id))
            session.get_one(Partnership, alone).plan_revision += 1  # the book names the workspaces
            return alone


def _linked(session: Session, team_id: str) -> UUID | None:
    return session.scalar(select(Workspace.partnership_id).where(Workspace.team_id == team_id))


def _only_one_without_workspace(session: Session) -> UUID | None:
    partnerships = session.scalars(select(Partnership.id).limit(2)).all()
    if len(partnerships) != 1 or session.scalar(select(Workspace.id).limit(1)):
        return None
    return partnerships[0]


def _make_newest(shelf: OrderedDict[UUID, Any], key: UUID) -> None:
    shelf.move_to_end(key)
    while len(shelf) > KEPT:
        shelf.popitem(last=False)


def _alike(name: str) -> str:
    return " ".join(name.casefold().split())

"""Adds figures to the database. A correction supersedes the figure before it; nothing is overwritten."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from csp_core import model
from csp_core.book import State
from csp_core.importing.figure_rows import FigureRow
from csp_core.records import Records
from csp_core.text import tokens_of

Key = tuple[UUID, str, date, date]
NUMBERS = ("value", "unit", "change", "change_percent")
PUBLISHING = ("publisher", "source", "published", "state", "visibility", "note")


class TakingFigures:
    """One import of figures, which takes the oldest publication first."""

    def __init__(self, records: Records) -> None:
        self.added = self.corrected = self.unchanged = 0
        self.new_measures: list[str] = []
        self.notices: list[str] = []
        self._records = records
        self._measures: dict[tuple[str, ...], UUID] = {}
        for measure in records.of(model.Measure):
            for name in (measure.name, *measure.aliases):
                self._measures.setdefault(tokens_of(name), measure.id)
        self._areas: dict[tuple[str, ...], str] = {}
        self._known: defaultdict[Key, list[model.Figure]] = defaultdict(list)
        self._current: dict[Key, model.Figure] = {}
        for figure in records.of(model.Figure):
            self._remember(figure)

    def take(self, row: FigureRow) -> None:
        """Adds a figure, lets it take the place of an older one, or passes over what is known already."""
        figure = self._figure(row)
        current = self._current.get(_key(figure))
        if current is not None and _same(figure, current):
            self.unchanged += 1
        elif current is not None and any(_same(figure, each) for each in self._known[_key(figure)]):
            self.unchanged += 1
            self._tell_of_correction(row, current)
        else:
            self._add(figure, current)

    def _add(self, figure: model.Figure, current: model.Figure | None) -> None:
        if current is None:
            self.added += 1
        elif _is_older(figure, current):
            self.added += 1
            figure.superseded_by_id = current.id
        else:
            self.corrected += 1
            current.superseded_by_id = figure.id
            self._records.session.flush()  # two cannot be current, not even for a moment
        self._records.session.add(figure)
        self._remember(figure)

    def _remember(self, figure: model.Figure) -> None:
        self._areas.setdefault(tokens_of(figure.area), figure.area)
        self._known[_key(figure)].append(figure)
        if figure.superseded_by_id is None:
            self._current[_key(figure)] = figure

    def _tell_of_correction(self, row: FigureRow, current: model.Figure) -> None:
        if current.published is None:
            self.notices.append(f"Row {row.number} is known and was corrected since: the correction stands.")

    def _figure(self, row: FigureRow) -> model.Figure:
        return model.Figure(
            id=uuid4(),
            partnership_id=self._records.partnership_id,
            measure_id=self._measure(row),
            area=self._areas.get(tokens_of(row.area), row.area),
            period_from=row.period_from,
            period_to=row.period_to,
            **{name: getattr(row, name) for name in (*NUMBERS, *PUBLISHING)},
        )

    def _measure(self, row: FigureRow) -> UUID:
        known = self._measures.get(tokens_of(row.measure))
        if known is not None:
            return known
        measure = model.Measure(id=uuid4(), name=row.measure, unit=row.unit, aliases=[])
        self._records.add(measure)
        self.new_measures.append(row.measure)
        self._measures[tokens_of(row.measure)] = measure.id
        return measure.id


def oldest_first(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """By day of publication, provisional before final; otherwise in the order of the file."""
    return sorted(rows, key=lambda row: (row.published or date.min, row.state is not State.PROVISIONAL))


def _key(figure: model.Figure) -> Key:
    return figure.measure_id, figure.area, figure.period_from, figure.period_to


def _same(one: model.Figure, other: model.Figure) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in (*NUMBERS, *PUBLISHING))


def _is_older(figure: model.Figure, current: model.Figure) -> bool:
    """Whether a figure was published before the one that stands, or is less firm where the days do not say."""
    if figure.published and current.published and figure.published != current.published:
        return figure.published < current.published
    return figure.state is State.PROVISIONAL and current.state is not State.PROVISIONAL

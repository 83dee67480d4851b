"""Plans and figures as pandas frames, for notebooks and dashboards."""

from collections.abc import Iterable
from dataclasses import asdict
from enum import Enum
from typing import Any
from uuid import UUID

import pandas as pd

from csp_core.book import Action
from csp_core.library import Library

ACTION_COLUMNS = (
    *("year", "ref", "priority", "objective", "action", "description", "lead", "owner", "partners", "start", "due"),
    *("due_precision", "due_as_written", "original_due", "moves", "status", "status_as_written", "awaiting_sign_off"),
    *("completed_on", "confirmed_on", "progress", "measure", "funding", "illustrative"),
)
FIGURE_COLUMNS = (
    *("measure", "area", "period_from", "period_to", "value", "unit", "change", "change_percent", "publisher"),
    *("source", "published", "state", "visibility", "note"),
)
DATES = ("start", "due", "original_due", "completed_on", "confirmed_on", "period_from", "period_to", "published")


def actions_frame(library: Library, partnership_id: UUID) -> pd.DataFrame:
    """Every action of every plan year, one a row; `partners` are joined by "; ", `progress` is the latest report.

    Dates are timestamps, NaT where there is none; statuses and precisions are their values.
    """
    plans = library.book(partnership_id).plans
    return _frame((action_row(action) for plan in plans for action in plan.actions), ACTION_COLUMNS)


def figures_frame(library: Library, partnership_id: UUID) -> pd.DataFrame:
    """Every current figure, one a row, those for partners alone as well; what is not available is NaN, never zero."""
    return _frame(figure_rows(library, partnership_id), FIGURE_COLUMNS)


def action_row(action: Action) -> dict[str, Any]:
    """An action by the names that a plan file gives to its fields."""
    values = {name: _plain(getattr(action, name)) for name in ACTION_COLUMNS if name not in ("action", "progress")}
    reported = [update.text for update in action.progress if update.text]
    return values | {
        "action": action.title,
        "partners": "; ".join(action.partners) or None,
        "progress": reported[-1] if reported else None,
    }


def figure_rows(library: Library, partnership_id: UUID) -> list[dict[str, Any]]:
    """The current figures by the names of a figures file."""
    measures = [measure.name for measure in library.book(partnership_id).measures]
    figures = library.figures(partnership_id, measures)
    return [{name: _plain(value) for name, value in asdict(figure).items()} for figure in figures]


def _frame(rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(columns))
    for name in DATES:
        if name in columns:
            frame[name] = pd.to_datetime(frame[name])
    return frame


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value

"""Reads workbooks in a process of their own: whatever a hostile file does, this process stays as it is."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

SECONDS = 20


def read_workbook_apart(path: Path, seconds: float = SECONDS) -> dict[str, list[list[str | date]]] | None:
    """The visible sheets of a workbook; None when it is damaged, or takes too much time or memory."""
    command = [sys.executable, "-m", "csp_core.importing.workbooks", str(path)]
    try:
        finished = subprocess.run(  # noqa: S603 - our own module, and the path is one argument
            command, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if finished.returncode != 0:
        return None
    sheets = json.loads(finished.stdout)
    return {name: [[_cell(cell) for cell in row] for row in rows] for name, rows in sheets.items()}


def _cell(cell: str | dict[str, str]) -> str | date:
    return cell if isinstance(cell, str) else date.fromisoformat(cell["date"])

"""What is wrong with a file, where, and what to do: one printed line each."""

from collections.abc import Iterable
from dataclasses import dataclass

from csp_core.errors import ImportRefused


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file, as a person would look it up: rows count from 1, with the header.

    `part` names a place in a file that has no rows.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    part: str | None = None

    def __str__(self) -> str:
        parts = [
            self.file,
            self.sheet and f"sheet {self.sheet}",
            self.row and f"row {self.row}",
            self.column and f"column {self.column}",
            self.part,
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be taken over as it is."""

    place: Place
    sentence: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence} {self.remedy}".strip()


def refuse(problems: Iterable[Problem]) -> ImportRefused:
    """The error for a file with problems; the caller raises it."""
    lines = [str(problem) for problem in problems]
    file = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return ImportRefused(f"The file was not imported: {file}.", lines)

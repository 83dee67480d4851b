"""Rows of a people file, read and checked: one row a post that somebody holds, or a person without one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csp_core.importing.headers import Headers
from csp_core.importing.plan_rows import NO, YES
from csp_core.importing.problems import Problem
from csp_core.importing.tables import Row, Sheet
from csp_core.importing.written_dates import NotADate, read_date

SLACK = re.compile(r"(?:(?P<team>[TE][A-Z0-9]+)\s*[/:]\s*)?(?P<user>[UW][A-Z0-9]+)")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row. `team` None is the partnership's own workspace, `is_coordinator` None leaves it as it is."""

    number: int
    name: str
    organisation: str | None
    post: str | None
    first_day: date | None
    last_day: date | None
    is_deputy: bool
    team: str | None
    user: str | None
    is_coordinator: bool | None


@dataclass(frozen=True, slots=True)
class PeopleRows:
    """What a sheet holds, and what is wrong with it."""

    rows: tuple[PersonRow, ...]
    problems: tuple[Problem, ...]


def read_people_rows(sheet: Sheet, headers: Headers) -> PeopleRows:
    """Reads every row below the header; blank rows are passed over."""
    reader = _Reader(sheet, headers)
    rows = tuple(reader.row(row) for row in sheet.rows if row.number > headers.row and not row.is_blank)
    if not rows:
        reader.problem(None, "name", "There is nobody below the header.", "Check that it is the right sheet.")
    reader.check_accounts(rows)
    return PeopleRows(rows, tuple(reader.problems))


class _Reader:
    """Reads rows one by one, and gathers what is wrong."""

    def __init__(self, sheet: Sheet, headers: Headers) -> None:
        self._sheet = sheet
        self._headers = headers
        self.problems: list[Problem] = []

    def problem(self, row: int | None, name: str, sentence: str, remedy: str) -> None:
        self.problems.append(Problem(self._sheet.place(row, self._headers.written.get(name)), sentence, remedy))

    def row(self, row: Row) -> PersonRow:
        """Reads one row; what is wrong with a cell becomes a problem, and the cell counts as blank."""
        name, post = self._text(row, "name"), self._text(row, "post")
        if name is None:
            self.problem(row.number, "name", "The row names nobody.", "Fill it in, or delete the row.")
        first, last = self._day(row, "from"), self._day(row, "to")
        if first and last and last < first:
            self.problem(row.number, "to", "The last day lies before the first.", "Correct one of them.")
        team, user = self._account(row)
        return PersonRow(
            number=row.number,
            name=name or "",
            organisation=self._text(row, "organisation"),
            post=post,
            first_day=first,
            last_day=last,
            is_deputy=self._yes(row, "deputy") or False,
            team=team,
            user=user,
            is_coordinator=self._yes(row, "coordinator"),
        )

    def check_accounts(self, rows: Sequence[PersonRow]) -> None:
        """A Slack user is one person."""
        first: dict[tuple[str | None, str], PersonRow] = {}
        for row in rows:
            other = first.setdefault((row.team, row.user), row) if row.user else row
            if other.name.casefold() != row.name.casefold():
                sentence = f"The Slack user {row.user} is that of {other.name} in row {other.number} already."
                self.problem(row.number, "slack", sentence, "Give each person an id of their own.")

    def _text(self, row: Row, name: str) -> str | None:
        return " ".join(self._headers.text(row, name).split()) or None

    def _day(self, row: Row, name: str) -> date | None:
        read = read_date(self._headers.cell(row, name))
        if isinstance(read, NotADate):
            self.problem(row.number, name, read.sentence, read.remedy)
            return None
        if read.day is None and read.as_written:
            self.problem(row.number, name, f"“{read.as_written}” is no day.", "Write it as 01/04/2026.")
        return read.day

    def _yes(self, row: Row, name: str) -> bool | None:
        text = self._headers.text(row, name).casefold()
        if text and text not in YES | NO:
            self.problem(row.number, name, f"“{text}” is neither yes nor no.", "Write yes or no.")
        return text in YES if text else None

    def _account(self, row: Row) -> tuple[str | None, str | None]:
        text = self._text(row, "slack")
        if text is None:
            return None, None
        match = SLACK.fullmatch(text)
        if match is None:
            self.problem(
                row.number, "slack", f"“{text}” is no Slack user id.", "Write it as U0123ABCD, or T0123ABCD/U0123ABCD."
            )
            return None, None
        return match["team"], match["user"]

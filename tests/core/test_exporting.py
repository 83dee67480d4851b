import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pandas as pd
import pytest
from openpyxl import load_workbook

from csp_core import model
from csp_core.audit import Origin
from csp_core.book import Plan, Status
from csp_core.database import Database
from csp_core.exporting import Format, Subject, exported
from csp_core.frames import actions_frame, figures_frame
from csp_core.importing.choosing import Tenant
from csp_core.importing.figures import FiguresWish, import_figures
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.library import Library
from csp_core.periods import financial_year
from csp_core.records import Records

DANGEROUS = ("=1+1", "+44 1843", "-2+3", "@SUM(A1)", "\tTab", '=HYPERLINK("http://example.org")')


def content(library: Library, subject: Subject, form: Format) -> bytes:
    return exported(library, library.partnership_named(None), subject, form)


def rows_of(library: Library, subject: Subject) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content(library, subject, Format.CSV).decode())))


def without_ids(plan: Plan) -> list[Any]:
    return [replace(action, id=UUID(int=0), version=1) for action in plan.actions]


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_exported_actions_import_as_the_same_plan(
    sample: Library, library: Library, tmp_path: Path, origin: Origin, form: Format
) -> None:
    path = tmp_path / f"plan.{form.value}"
    path.write_bytes(content(sample, Subject.ACTIONS, form))

    import_plan(library.database, path, PlanWish(Tenant("Thanet", today=date(2014, 12, 1))), origin)

    (plan,) = library.book(library.partnership_named(None)).plans
    assert without_ids(plan) == without_ids(sample.book(sample.partnership_named(None)).plans[-1])


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_an_export_taken_back_changes_nothing(sample: Library, tmp_path: Path, origin: Origin, form: Format) -> None:
    plan, figures = tmp_path / f"plan.{form.value}", tmp_path / f"figures.{form.value}"
    plan.write_bytes(content(sample, Subject.ACTIONS, form))
    figures.write_bytes(content(sample, Subject.FIGURES, form))

    taken = import_plan(sample.database, plan, PlanWish(), origin)
    counted = import_figures(sample.database, figures, FiguresWish(), origin)

    assert (taken.added, taken.changed, taken.unchanged) == (0, 0, 42)
    assert (counted.added, counted.corrected, counted.unchanged) == (0, 0, 9)


def test_words_of_the_plan_stand_only_while_they_are_true(sample: Library) -> None:
    partnership_id = sample.partnership_named(None)
    with sample.database.writing() as session:
        action = session.query(model.Action).filter_by(ref="DA-06").one()
        action.due, action.status = date(2015, 1, 31), Status.COMPLETED
        session.get_one(model.Partnership, partnership_id).plan_revision += 1

    row = next(row for row in rows_of(sample, Subject.ACTIONS) if row["ref"] == "DA-06")

    assert (row["due"], row["status"]) == ("2015-01-31", "completed")


def add_actions(database: Database, *titles: str) -> None:
    with database.writing() as session:
        partnership = model.Partnership(id=uuid4(), name="Arden", area="Arden")
        session.add(partnership)
        session.flush()
        records = Records(session, partnership.id)
        year = financial_year(2026)
        plan = model.Plan(id=uuid4(), year="2026-27", first_day=year.first, last_day=year.last)
        records.add(plan)
        records.add(
            *(
                model.Action(plan_id=plan.id, position=number, ref=str(number), title=title, objective="a\x07b")
                for number, title in enumerate(titles)
            )
        )


def test_no_cell_is_a_formula_for_a_spreadsheet(library: Library) -> None:
    add_actions(library.database, *DANGEROUS)

    assert [row["action"] for row in rows_of(library, Subject.ACTIONS)] == [f"'{title}" for title in DANGEROUS]
    sheet = load_workbook(BytesIO(content(library, Subject.ACTIONS, Format.XLSX))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "ab" in [cell.value for cell in cells]


def test_what_was_kept_from_being_a_formula_comes_back_as_it_was(
    library: Library, written: Callable[[str], Path], origin: Origin
) -> None:
    wish = PlanWish(Tenant("Arden"), financial_year(2026))
    import_plan(library.database, written("action\n=1+1\n@home visits\n"), wish, origin)
    taken = import_plan(library.database, written(content(library, Subject.ACTIONS, Format.CSV).decode()), wish, origin)

    assert taken.unchanged == 2


def test_numbers_stay_numbers_and_what_is_missing_stays_blank(sample: Library) -> None:
    rows = rows_of(sample, Subject.FIGURES)

    asb = next(row for row in rows if row["measure"] == "Anti-social behaviour reported to Kent Police")
    assert (asb["value"], asb["change"], asb["change_percent"]) == ("", "-811", "")
    assert next(row["value"] for row in rows if row["measure"] == "Domestic abuse incidents") == "2894"
    sheet = pd.read_excel(BytesIO(content(sample, Subject.FIGURES, Format.XLSX)), engine="openpyxl")
    assert sheet.loc[sheet["measure"] == "Domestic abuse incidents", "value"].item() == 2894


def test_json_keeps_nulls_numbers_and_dates(sample: Library) -> None:
    actions = {row["ref"]: row for row in json.loads(content(sample, Subject.ACTIONS, Format.JSON))}
    figures = json.loads(content(sample, Subject.FIGURES, Format.JSON))

    assert actions["AC-03"]["owner"] is None
    assert actions["SM-04"]["moves"] == 1
    assert actions["ASB-03"]["completed_on"] == "2014-10-17"
    assert figures[0]["period_from"] == "2012-10-01"


def test_the_audit_is_exported_with_what_was_changed(sample: Library) -> None:
    entries = json.loads(content(sample, Subject.AUDIT, Format.JSON))

    assert [(entry["sequence"], entry["kind"]) for entry in entries] == [(1, "import_figures"), (2, "import_plan")]
    assert entries[1]["after"] == {"added": 42, "changed": 0}
    assert entries[0]["at"] == "2026-10-14T09:30:00+00:00"
    assert rows_of(sample, Subject.AUDIT)[1]["after"] == '{"added": 42, "changed": 0}'


def test_actions_are_a_frame_for_notebooks(sample: Library) -> None:
    frame = actions_frame(sample, sample.partnership_named(None)).set_index("ref")

    assert len(frame) == 42
    assert frame.loc["DA-02", "due"] == pd.Timestamp(2015, 3, 31)
    assert pd.isna(frame.loc["ASB-01", "due"])
    assert frame.loc["DA-02", "partners"] == "Thanet District Council; Kent Police"
    assert (frame["status"] == "completed").sum() > 0


def test_figures_are_a_frame_for_notebooks(sample: Library) -> None:
    frame = figures_frame(sample, sample.partnership_named(None)).set_index("measure")

    assert frame.loc["Domestic abuse incidents", "value"] == 2894
    assert pd.isna(frame.loc["Burglary", "value"])


def test_frames_of_an_empty_partnership_have_their_columns(database: Database) -> None:
    with database.writing() as session:
        session.add(model.Partnership(name="Arden", area="Arden"))
    library = Library(database)

    assert list(actions_frame(library, library.partnership_named(None)).columns)[:2] == ["year", "ref"]
    assert figures_frame(library, library.partnership_named(None)).empty
    assert content(library, Subject.ACTIONS, Format.XLSX)

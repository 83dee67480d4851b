import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from csp_core.errors import ImportRefused
from csp_core.importing import workbooks
from csp_core.importing.reading_apart import read_workbook_apart
from csp_core.importing.tables import Sheet, read_sheets

CONTENT_TYPES = "[Content_Types].xml"


def refusal_of(path: Path) -> str:
    with pytest.raises(ImportRefused) as refusal:
        read_sheets(path)
    return "\n".join(refusal.value.problems)


def only_sheet(path: Path) -> Sheet:
    sheets = read_sheets(path)
    assert len(sheets) == 1
    return sheets[0]


def workbook_at(path: Path, rows: list[list[object]], name: str = "Plan") -> Path:
    workbook = Workbook()
    workbook.active.title = name
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def with_sheet_xml(source: Path, target: Path, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a workbook whose first sheet's XML is changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, change(content) if part.filename.endswith("sheet1.xml") else content)
    return target


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes("action,funding\nCafé – évening,£1,000\n".replace("£1,000", '"£1,000"').encode(encoding))

    assert only_sheet(path).rows[1].cells == ("Café – évening", "£1,000")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found_even_where_cells_hold_others(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "plan.csv"
    rows = [["ref", "action", "partners"], ["1", "Train", "Police / Council"], ["2", "Patrol", "Fire & Rescue"]]
    path.write_text("\n".join(delimiter.join(row) for row in rows))

    assert [list(row.cells) for row in only_sheet(path).rows] == rows


def test_rows_are_numbered_as_a_spreadsheet_shows_them(written: Callable[[str], Path]) -> None:
    sheet = only_sheet(written('\naction,note\n"Train\nall staff",x\n\nPatrol,y\n\n\n'))

    assert [(row.number, row.cells[:1]) for row in sheet.rows if not row.is_blank] == [
        (2, ("action",)),
        (3, ("Train\nall staff",)),
        (5, ("Patrol",)),
    ]
    assert len(sheet.rows) == 5


def test_control_signs_are_left_out(written: Callable[[str], Path]) -> None:
    assert only_sheet(written("a\x07ction\nTrain\x1b[31m staff\n")).rows[1].cells == ("Train[31m staff",)


def test_the_apostrophe_of_an_export_is_taken_off_again(written: Callable[[str], Path]) -> None:
    assert only_sheet(written("action,note\n'=1+1,'quoted'\n")).rows[1].cells == ("=1+1", "'quoted'")


def test_a_workbook_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    rows = [["action", "due"], ["Train", datetime(2026, 3, 31)], [2894.0, 3.9], [True, None], [0.1 + 0.2, "x"]]  # noqa: DTZ001 - a cell of a workbook knows no time zone
    sheet = only_sheet(workbook_at(tmp_path / "plan.xlsx", rows))

    assert (sheet.file, sheet.name) == ("plan.xlsx", "Plan")
    assert [row.cells for row in sheet.rows[1:]] == [
        ("Train", date(2026, 3, 31)),
        ("2894", "3.9"),
        ("Yes", ""),
        ("0.3", "x"),
    ]


def test_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["action"])
    hidden = workbook.create_sheet("Lists")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    workbook.save(tmp_path / "plan.xlsx")

    assert [sheet.name for sheet in read_sheets(tmp_path / "plan.xlsx")] == ["Sheet"]


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        '<office:spreadsheet><table:table table:name="Plan"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>action</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(tmp_path / "plan.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)

    assert only_sheet(tmp_path / "plan.ods").rows[0].cells == ("action",)


def test_the_process_that_reads_workbooks_gives_their_sheets(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["due", "change", "yes", "number"])
    workbook.active.append([date(2026, 3, 31), 0.039, True, 2894.0])
    workbook.active.append(["TBC", "-", False, 2.5])
    for cell in ("B2", "B3"):
        workbook.active[cell].number_format = "0.0%"
    workbook.save(tmp_path / "plan.xlsx")

    assert workbooks.visible_sheets(str(tmp_path / "plan.xlsx")) == {
        "Sheet": [
            ["due", "change", "yes", "number"],
            [{"date": "2026-03-31"}, "3.9%", "Yes", "2894"],
            ["TBC", "-", "No", "2.5"],
        ]
    }


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.csv", b"", "The file is empty"),
        ("plan.docx", b"PK\x03\x04", "A .docx file cannot be read"),
        ("plan", b"action", "A nameless file cannot be read"),
        ("plan.csv", b"PK\x03\x04 and more", "a workbook and no text file"),
        ("plan.xlsx", b"action,due\n", "no .xlsx workbook"),
        ("plan.xlsx", b"\xd0\xcf\x11\xe0 and more", "a password protects it"),
        ("plan.xlsx", b"PK\x03\x04 and no archive", "The workbook is damaged"),
        ("plan.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "The workbook is damaged, or too large"),
        ("plan.csv", b"action\n\0\0", "bytes that are no text"),
        ("plan.csv", b"action\n\x81\x8d", "letters cannot be read"),
        ("plan.csv", b'action\n"' + b"x" * 200_000 + b'"', "no table"),
        ("plan.csv", b"x" * 20_000_001, "larger than 20 MB"),
        ("plan.csv", b"action\n" * 20_001, "more than 20,000 rows"),
        ("plan.csv", b"action" + b",x" * 100, "more than 100 columns"),
        ("plan.csv", b"action\n" + b"x" * 4_001, "row 2: A cell holds more than 4,000 characters"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)

    refusal = refusal_of(tmp_path / name)

    assert sentence in refusal
    assert refusal.startswith(name)
    assert "\n" not in refusal


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal_of(tmp_path / "plan.csv")


def test_a_workbook_that_unpacks_to_more_than_its_limit_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"x" * 51_000_000)

    assert "larger than 50 MB once unpacked" in refusal_of(tmp_path / "bomb.xlsx")


def test_a_workbook_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as archive:
        for number in range(1_001):
            archive.writestr(str(number), b"")

    assert "larger than 50 MB once unpacked" in refusal_of(tmp_path / "bomb.xlsx")


def test_a_workbook_that_claims_a_cell_in_its_last_corner_does_no_harm(tmp_path: Path) -> None:
    plain = workbook_at(tmp_path / "plain.xlsx", [["action"], ["Train"]])
    bomb = with_sheet_xml(plain, tmp_path / "bomb.xlsx", lambda xml: xml.replace(b'"A2"', b'"XFD1048576"'))

    assert "damaged, or too large" in refusal_of(bomb)


def test_a_workbook_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    plain = workbook_at(tmp_path / "plan.xlsx", [["action"]])

    assert read_workbook_apart(plain) == {"Plan": [["action"]]}
    assert read_workbook_apart(plain, seconds=0.001) is None


def test_a_percentage_is_read_as_it_is_shown(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["change_percent", "value"])
    workbook.active.append([0.039, 0.039])
    workbook.active["A2"].number_format = "0.0%"
    workbook.save(tmp_path / "figures.xlsx")

    assert only_sheet(tmp_path / "figures.xlsx").rows[1].cells == ("3.9%", "0.039")

from collections.abc import Mapping

import pytest

from csp_core.errors import ImportRefused
from csp_core.importing.fields import FIGURES, PLAN
from csp_core.importing.headers import Headers, choose_sheet, find_headers
from csp_core.importing.tables import Row, Sheet


def sheet_of(*rows: tuple[str, ...], name: str | None = None) -> Sheet:
    return Sheet("plan.csv", name, tuple(Row(number, cells) for number, cells in enumerate(rows, 1)))


def headers_of(*columns: str, theirs: Mapping[str, str] | None = None) -> Headers:
    found = find_headers(sheet_of(columns), PLAN, theirs or {})
    assert isinstance(found, Headers), found
    return found


def problems_of(*columns: str, theirs: Mapping[str, str] | None = None) -> list[str]:
    found = find_headers(sheet_of(columns), PLAN, theirs or {})
    assert not isinstance(found, Headers)
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Lead Agency", "lead"),
        ("LEAD AGENCY / OFFICER", "lead"),
        ("Lead partner", "lead"),
        ("Lead Officer", "owner"),
        ("Nominated lead officer", "owner"),
        ("By whom?", "owner"),
        ("Person responsible", "owner"),
        ("Named lead", "owner"),
        ("Working with", "partners"),
        ("Finish by", "due"),
        ("Funded by", "funding"),
        ("Timescale(s)", "due"),
        ("Timescales (when achieved by)", "due"),
        ("Target completion date", "due"),
        ("By when", "due"),
        ("Target\ncompletion date", "due"),
        ("RAG", "status"),
        ("Complete Y/N", "status"),
        ("Progress/Update", "progress"),
        ("Success measure", "measure"),
        ("Indicative costs", "funding"),
        ("Priority Area", "priority"),
        ("original_due", "original_due"),
        ("Lead Agancy", "lead"),
    ],
)
def test_a_column_of_theirs_is_a_field_of_ours(column: str, field: str) -> None:
    assert headers_of("Action", column).columns == {"action": 0, field: 1}


def test_a_name_that_says_less_gives_way_to_a_column_that_says_more() -> None:
    assert headers_of("What we have promised", "Person responsible").columns == {"action": 0, "owner": 1}

    headers = headers_of("Action", "Milestone", "Owner", "Lead contact")

    assert headers.columns == {"action": 0, "owner": 2}
    assert headers.left_aside == ("Milestone", "Lead contact")


@pytest.mark.parametrize("column", ["Action / What", "Action / How, what activity?", "Actions", "What?", "Key action"])
def test_the_action_goes_by_many_names(column: str) -> None:
    assert headers_of(column).columns == {"action": 0}


def test_columns_that_are_not_known_are_left_aside_by_name() -> None:
    assert headers_of("Action", "Cross Reference", "", "Part").left_aside == ("Cross Reference", "Part")


def test_a_person_can_say_what_a_column_is() -> None:
    headers = headers_of("Action", "Who does it", "Part", theirs={"who does it": "owner", "Part": "-"})

    assert headers.columns == {"action": 0, "owner": 1}
    assert headers.left_aside == ("Part",)


def test_the_header_is_found_below_a_title() -> None:
    sheet = sheet_of(("Community Safety Plan",), (), ("Ref", "Action", "Due"), ("1", "Action on speeding", "March"))

    found = find_headers(sheet, PLAN, {})

    assert isinstance(found, Headers)
    assert found.row == 3
    assert found.written == {"ref": "Ref", "action": "Action", "due": "Due"}


def test_two_columns_for_one_field_are_a_problem_with_a_way_out() -> None:
    assert problems_of("Action", "Due date", "Deadline") == [
        "plan.csv, row 1: The columns “Due date” and “Deadline” would both be our field “due”. "
        'Leave one aside: --map "Deadline=-".'
    ]


def test_a_plan_without_a_column_for_the_action_is_a_problem_that_names_its_columns() -> None:
    assert problems_of("Priority", "Due") == [
        "plan.csv, row 1: No column is our field “action”; the columns are: Priority, Due. "
        'Say which one it is: --map "Their column=action".'
    ]


def test_a_wrong_map_is_a_problem() -> None:
    problems = problems_of("Action", theirs={"Nothing": "due", "Action": "deed"})

    assert "There is no column “Nothing”. There are: Action." in problems[0]
    assert "“deed” is none of our fields." in problems[1]


def test_a_sheet_without_rows_is_a_problem() -> None:
    assert "holds no rows" in problems_of("")[0]


def test_a_row_that_ends_early_has_blank_cells() -> None:
    headers = headers_of("Action", "Due")

    assert headers.text(Row(2, ("Train",)), "due") == ""
    assert headers.text(Row(2, ("Train",)), "owner") == ""


def test_the_only_sheet_that_fits_is_chosen() -> None:
    plan = sheet_of(("Action", "Due"), ("Train", "March"), name="Plan")

    assert choose_sheet([sheet_of(("Notes",), name="Cover"), plan], PLAN, {})[0] is plan


def test_one_of_several_fitting_sheets_has_to_be_named() -> None:
    sheets = [sheet_of(("Action",), name=name) for name in ("2025-26", "2026-27")]

    with pytest.raises(ImportRefused) as refusal:
        choose_sheet(sheets, PLAN, {})
    assert refusal.value.problems == (
        'plan.csv: Several sheets could be meant: “2025-26”, “2026-27”. Name one: --sheet "NAME".',
    )
    assert choose_sheet(sheets, PLAN, {}, "2026-27")[0] is sheets[1]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ImportRefused) as refusal:
        choose_sheet([sheet_of(("Action",), name="Plan")], PLAN, {}, "Plans")

    assert refusal.value.problems == ("plan.csv: There is no sheet “Plans”. There are: Plan.",)


def test_a_text_file_has_no_sheets() -> None:
    with pytest.raises(ImportRefused) as refusal:
        choose_sheet([sheet_of(("Action",))], PLAN, {}, "Plan")

    assert refusal.value.problems == (
        "plan.csv: There is no sheet “Plan”. There are: none, because it is a text file.",
    )


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (
            "Ref|Source|Part|Reference Point|Issue|Requirement|Action|Notes|Target completion date|Lead agency"
            "|Nominated lead officer|Complete Y/N|Cross Reference",
            {"ref", "action", "description", "due", "lead", "owner", "status"},
        ),
        (
            "Action / How, what activity?|Lead Agency, Officer|Timescales (when achieved by)|Indicative costs"
            "|National indicator",
            {"action", "lead", "due", "funding", "measure"},
        ),
        ("Objective|Action|Timescale|Lead Officer, Agency", {"objective", "action", "due", "owner"}),
        ("Action|Lead Partner|Outcome|Completion Date", {"action", "lead", "objective", "due"}),
    ],
)
def test_the_headers_of_published_plans_are_understood(columns: str, fields: set[str]) -> None:
    assert set(headers_of(*columns.split("|")).columns) == fields


def test_every_column_that_figures_need_is_asked_for() -> None:
    with pytest.raises(ImportRefused) as refusal:
        choose_sheet([sheet_of(("Measure", "Value"))], FIGURES, {})

    assert [problem.split("“")[1].split("”")[0] for problem in refusal.value.problems] == [
        "area",
        "period_from",
        "period_to",
    ]

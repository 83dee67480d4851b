import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from csp_core.cli import COMMANDS, main
from csp_core.commands.progress import watched
from tests.databases import EMPTY, SqliteFile

PLAN = "ref,action,lead,owner,due,status\n1,Train staff,Arden Council,Training Officer,31/12/2026,On track\n"
FIGURES = "measure,area,period_from,period_to,value\nBurglary,Arden,01/07/2025,30/06/2026,412\n"
Csp = Callable[..., Result]


@pytest.fixture
def first_csp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Csp:
    """Runs `csp` in a folder of its own, where csp.db shall be its database."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "CSP_TODAY", "CSP_TIMEZONE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, given: str | None = None, **environment: str) -> Result:
        settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'csp.db'}", **environment}
        return CliRunner().invoke(main, arguments, input=given, env=settings)

    return run


@pytest.fixture
def csp(first_csp: Csp, sqlite: SqliteFile, tmp_path: Path) -> Csp:
    """The same, with the tables made already."""
    shutil.copy(sqlite.kept(EMPTY), tmp_path / "csp.db")
    return first_csp


@pytest.fixture
def sampled(first_csp: Csp, thanet: Path, tmp_path: Path) -> Csp:
    """The same, with the sample in the database, as `csp sample` loads it."""
    shutil.copy(thanet, tmp_path / "csp.db")
    return first_csp


def plan_file(tmp_path: Path, text: str = PLAN, name: str = "plan.csv") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


def test_the_sample_is_loaded(first_csp: Csp) -> None:
    result = first_csp("sample")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Thanet Community Safety Partnership: 42 illustrative actions and 9 figures" in result.stdout


def test_the_sample_takes_no_partnership(csp: Csp) -> None:
    assert csp("sample", "--partnership", "Arden").exit_code == 2


def test_a_question_is_answered_in_words(sampled: Csp) -> None:
    result = sampled("ask", "who owns DA-02")

    assert result.exit_code == 0
    assert "IDVA Team Leader" in result.stdout


def test_questions_are_read_from_standard_input_one_a_line(sampled: Csp) -> None:
    result = sampled("ask", "--json", given="who owns DA-02\n\nwhat is overdue\n")

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == ["who owns DA-02", "what is overdue"]
    assert [answer["as_at"] for answer in answers] == ["2014-12-01", "2014-12-01"]


@pytest.mark.parametrize(
    ("arguments", "environment", "as_at"),
    [
        ((), {}, "2014-12-01"),
        ((), {"CSP_TODAY": "2015-01-05"}, "2015-01-05"),
        (("--today", "2015-02-01"), {"CSP_TODAY": "2015-01-05"}, "2015-02-01"),
    ],
)
def test_the_day_is_the_one_given_or_set_or_of_the_partnership(
    sampled: Csp, arguments: tuple[str, ...], environment: dict[str, str], as_at: str
) -> None:
    result = sampled("ask", "overdue", "--json", *arguments, **environment)

    assert json.loads(result.stdout)["as_at"] == as_at


def test_a_real_partnership_is_asked_on_the_day_of_its_calendar(csp: Csp, tmp_path: Path) -> None:
    csp("import", "plan", plan_file(tmp_path), "--area", "Arden")

    assert len(json.loads(csp("ask", "overdue", "--json").stdout)["as_at"]) == 10


def test_settings_are_read_from_a_dotenv_file(sampled: Csp, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CSP_TODAY=2015-03-01\n")

    assert json.loads(sampled("ask", "overdue", "--json").stdout)["as_at"] == "2015-03-01"


def test_somebody_who_is_not_in_the_directory_cannot_ask(sampled: Csp) -> None:
    result = sampled("ask", "overdue", "--as", "Nobody Known")

    assert result.exit_code == 2
    assert "Nobody in the directory" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("asks",), {}),
        (("ask", "x", "--today", "1st May"), {}),
        (("ask", "x"), {"CSP_TODAY": "1st May"}),
        (("import", "plan", "missing.csv"), {}),
        (("import", "plan", "plan.csv", "--year", "next"), {}),
        (("import", "plan", "plan.csv", "--map", "nonsense"), {}),
        (("import", "plan", "plan.csv"), {"CSP_TIMEZONE": "Mars/Olympus"}),
        (("import", "plan", "plan.csv"), {}),
        (("ask", "x", "--partnership", "Arden"), {}),
        (("export", "people"), {}),
        (("export",), {}),
        (("export", "actions", "--format", "docx"), {}),
    ],
)
def test_a_wrong_call_ends_with_status_2(
    csp: Csp, tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    plan_file(tmp_path)
    result = csp(*arguments, **environment)

    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_a_plan_and_figures_are_imported(csp: Csp, tmp_path: Path) -> None:
    plan = csp("import", "plan", plan_file(tmp_path), "--partnership", "Arden", "--year", "2026/27")
    figures = csp("import", "figures", plan_file(tmp_path, FIGURES, "figures.csv"))

    assert (plan.exit_code, plan.stdout) == (0, "Arden, plan 2026-27: 1 new, 0 changed, 0 as before.\n")
    assert (figures.exit_code, figures.stdout) == (
        0,
        "New measures: Burglary.\nArden, figures: 1 new, 0 corrected, 0 as before.\n",
    )


def test_a_dry_run_says_that_nothing_was_changed(csp: Csp, tmp_path: Path) -> None:
    result = csp("import", "plan", plan_file(tmp_path), "--partnership", "Arden", "--dry-run")

    assert "Nothing was changed: this was a dry run." in result.stdout
    assert "no partnership" in csp("ask", "overdue").stderr


def test_columns_are_named_on_the_command_line(csp: Csp, tmp_path: Path) -> None:
    path = plan_file(tmp_path, "Thing to do,a=b,Part\nTrain staff,31/12/2026,x\n")
    result = csp("import", "plan", path, "--area", "Arden", "--map", "Thing to do=Action", "--map", "a=b=due")

    assert result.exit_code == 0
    assert "Columns left aside: “Part”." in result.stdout
    assert "2026-12-31" in csp("export", "actions", "--format", "json").stdout.replace("31/12/2026", "2026-12-31")


def test_a_refused_import_prints_every_problem_on_a_line_and_ends_with_status_1(csp: Csp, tmp_path: Path) -> None:
    path = plan_file(tmp_path, "ref,action,due,status\n1,Train,31/02/2027,Banana\n1,Patrol,,\n")
    result = csp("import", "plan", path, "--partnership", "Arden")

    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in lines[:3]] == [
        "plan.csv, row 2, column due",
        "plan.csv, row 2, column status",
        "plan.csv, row 3, column ref",
    ]
    assert lines[3] == "The file was not imported: 3 problems. Nothing was changed."
    assert result.stdout == ""


def test_exports_go_to_standard_output_or_to_a_file_of_the_kind_it_is_named(sampled: Csp, tmp_path: Path) -> None:
    assert sampled("export", "figures").stdout.startswith("measure,area,")
    result = sampled("export", "actions", "--output", str(tmp_path / "out" / "plan.xlsx"))

    assert result.stdout == f"Written to {tmp_path / 'out' / 'plan.xlsx'}.\n"
    assert (tmp_path / "out" / "plan.xlsx").read_bytes().startswith(b"PK")


def test_a_file_that_cannot_be_written_is_said(sampled: Csp, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    result = sampled("export", "figures", "--output", str(tmp_path / "file" / "figures.csv"))

    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_the_database_is_upgraded_copied_and_looked_over(first_csp: Csp, tmp_path: Path) -> None:
    csp = first_csp
    assert "before: empty" in csp("database", "upgrade").stdout
    assert "already" in csp("database", "upgrade").stdout
    assert csp("database", "backup", "--output", str(tmp_path / "copy.db")).exit_code == 0
    assert "The database is well." in csp("database", "check").stdout
    assert csp("database", "check", "--database", f"sqlite:///{tmp_path / 'copy.db'}").exit_code == 0


def test_a_database_that_is_not_well_ends_with_status_1(csp: Csp, tmp_path: Path) -> None:
    (tmp_path / "csp.db").write_bytes(b"certainly no database" * 1000)

    result = csp("ask", "overdue")

    assert result.exit_code == 1
    assert "cannot be opened" in result.stderr


def test_every_command_explains_itself(csp: Csp) -> None:
    overview = csp("--help").stdout

    for name in COMMANDS:
        assert name in overview
        assert csp(name, "--help").exit_code == 0


def test_asking_loads_neither_pandas_nor_the_importers(sampled: Csp, tmp_path: Path) -> None:
    program = (
        "import sys; from csp_core.cli import main; main(['ask', 'overdue'], standalone_mode=False);"
        "unwanted = {'pandas', 'openpyxl', 'alembic', 'rich', 'csp_core.importing'}; print(unwanted & set(sys.modules))"
    )
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'csp.db'}", "PATH": ""}
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    )

    assert result.stdout.splitlines()[-1] == "set()"


def test_a_progress_bar_appears_only_once_the_work_has_taken_its_time() -> None:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True)

    with watched("Importing plan.csv", console=console) as watch:
        watch(1, 2)
    assert screen.getvalue() == ""

    with watched("Importing plan.csv", patience=0.0, console=console) as watch:
        watch(1, 2)
        watch(2, 2)
    assert "Importing plan.csv" in screen.getvalue()

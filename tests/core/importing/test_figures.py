from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from csp_core.audit import Origin
from csp_core.book import Figure, State, Visibility
from csp_core.database import Database
from csp_core.errors import ImportRefused
from csp_core.importing.choosing import Tenant
from csp_core.importing.figures import FiguresImported, FiguresWish, import_figures
from csp_core.library import Library

ARDEN = FiguresWish(Tenant("Arden"))
HEADER = "measure,area,period_from,period_to,value,change,change_percent,published,state,visibility,note\n"
BURGLARY = "Burglary,Arden,01/07/2025,30/06/2026,"


class Importer:
    """Imports texts as figures into one database."""

    def __init__(self, database: Database, write: Callable[[str], Path], origin: Origin) -> None:
        self.library = Library(database)
        self._write = write
        self._origin = origin

    def take(self, rows: str, wish: FiguresWish = ARDEN, header: str = HEADER) -> FiguresImported:
        return import_figures(self.library.database, self._write(header + rows), wish, self._origin)

    def problems(self, rows: str) -> list[str]:
        with pytest.raises(ImportRefused) as refusal:
            self.take(rows)
        return list(refusal.value.problems)

    def figures(self, *measures: str) -> tuple[Figure, ...]:
        return self.library.figures(self.library.partnership_named(None), measures)


@pytest.fixture
def importer(database: Database, written: Callable[[str], Path], origin: Origin) -> Importer:
    return Importer(database, written, origin)


def test_a_figure_is_taken_over(importer: Importer) -> None:
    row = 'Burglary,Arden,2025-07-01,30 June 2026,"1,204",-96,-7.4 %,20/08/2026,provisional,partner,Sheds left out\n'
    done = importer.take(row)

    assert (done.partnership, done.added, done.corrected, done.unchanged) == ("Arden", 1, 0, 0)
    assert done.notices == ("New measures: Burglary.",)
    assert importer.figures("Burglary") == (
        Figure(
            measure="Burglary",
            area="Arden",
            period_from=date(2025, 7, 1),
            period_to=date(2026, 6, 30),
            value=1204,
            change=-96,
            change_percent=-7.4,
            published=date(2026, 8, 20),
            state=State.PROVISIONAL,
            visibility=Visibility.PARTNER,
            note="Sheds left out",
        ),
    )


@pytest.mark.parametrize("mark", ["[x]", "*", "-", "", "n/a", ".."])
def test_not_available_is_never_zero(importer: Importer, mark: str) -> None:
    importer.take(f"{BURGLARY}{mark},,,,,,Suppressed\n")

    assert importer.figures("Burglary")[0].value is None


@pytest.mark.parametrize(
    ("number", "value"), [("0", 0), ("−811", -811), ("+400", 400), ('"£34,317"', 34317), ("2.5", 2.5)]
)
def test_numbers_are_read_as_they_are_written(importer: Importer, number: str, value: float) -> None:
    importer.take(f"{BURGLARY}{number},,,,,,\n")

    assert importer.figures("Burglary")[0].value == value


def test_every_problem_is_a_line_with_its_place_and_nothing_is_changed(importer: Importer) -> None:
    problems = importer.problems(
        ",Arden,01/07/2025,30/06/2026,7,,,,,,\n"
        "Burglary,Arden,31/02/2025,,7,,,,,,\n"
        "Burglary,Arden,01/07/2026,30/06/2025,7,,,,,,\n"
        "Burglary,Arden,01/07/2025,30/06/2026,many,,,soon,firm,all,\n"
        "Burglary,Arden,01/07/2025,30/06/2026,,,,,,,\n"
    )

    assert [problem.split(":")[0].removeprefix("plan.csv, ") for problem in problems] == [
        "row 2, column measure",
        "row 3, column period_from",
        "row 3, column period_to",
        "row 4, column period_to",
        "row 5, column value",
        "row 5, column published",
        "row 5, column state",
        "row 5, column visibility",
        "row 6, column value",
    ]
    assert importer.library.partnerships() == {}


def test_a_header_without_rows_is_refused(importer: Importer) -> None:
    assert "No figure stands below the header" in importer.problems("")[0]


def test_the_same_figures_again_change_nothing(importer: Importer) -> None:
    importer.take(f"{BURGLARY}412,,,,,,\n")
    book = importer.library.book(importer.library.partnership_named(None))

    done = importer.take(f"{BURGLARY}412,,,,,,\n")

    assert (done.added, done.corrected, done.unchanged) == (0, 0, 1)
    assert importer.library.book(book.partnership_id) is book


def test_another_value_for_the_same_period_is_a_correction(importer: Importer) -> None:
    importer.take(f"{BURGLARY}412,,,,,,\n")
    done = importer.take(f"{BURGLARY}431,,,,,,\n")

    assert (done.added, done.corrected) == (0, 1)
    assert [(figure.value, figure.corrects) for figure in importer.figures("Burglary")] == [(431, True)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_within_a_file_the_later_publication_stands(importer: Importer, order: tuple[int, int]) -> None:
    rows = (f"{BURGLARY}412,,,20/08/2026,provisional,,\n", f"{BURGLARY}431,,,18/09/2026,revised,,\n")
    importer.take("".join(rows[index] for index in order))

    assert [(figure.value, figure.corrects) for figure in importer.figures("Burglary")] == [(431, True)]


def test_a_figure_published_before_the_one_that_stands_does_not_replace_it(importer: Importer) -> None:
    importer.take(f"{BURGLARY}431,,,18/09/2026,revised,,\n")
    done = importer.take(f"{BURGLARY}412,,,20/08/2026,provisional,,\n")

    assert (done.added, done.corrected) == (1, 0)
    assert [(figure.value, figure.corrects) for figure in importer.figures("Burglary")] == [(431, True)]


def test_a_provisional_figure_does_not_replace_a_final_one(importer: Importer) -> None:
    importer.take(f"{BURGLARY}431,,,,final,,\n")
    importer.take(f"{BURGLARY}412,,,,provisional,,\n")

    assert [figure.value for figure in importer.figures("Burglary")] == [431]


def test_a_figure_that_was_corrected_since_is_passed_over_and_told(importer: Importer) -> None:
    importer.take(f"{BURGLARY}412,,,,,,\n")
    importer.take(f"{BURGLARY}431,,,,,,\n")
    done = importer.take(f"{BURGLARY}412,,,,,,\n")

    assert done.unchanged == 1
    assert "corrected since: the correction stands" in done.notices[0]
    assert [figure.value for figure in importer.figures("Burglary")] == [431]


def test_areas_and_measures_are_known_whatever_their_case(importer: Importer) -> None:
    importer.take(f"{BURGLARY}412,,,,,,\n")
    importer.take("burglary,ARDEN,01/07/2025,30/06/2026,431,,,,,,\n")

    assert [(figure.measure, figure.area, figure.value) for figure in importer.figures("Burglary")] == [
        ("Burglary", "Arden", 431)
    ]


def test_a_dry_run_changes_nothing(importer: Importer) -> None:
    done = importer.take(f"{BURGLARY}412,,,,,,\n", FiguresWish(Tenant("Arden"), dry_run=True))

    assert done.added == 1
    assert importer.library.partnerships() == {}


def test_columns_left_aside_are_told(importer: Importer) -> None:
    done = importer.take("Burglary,Arden,2025-07-01,2026-06-30,7,x\n", header="measure,area,from,to,count,Map square\n")

    assert "Columns left aside: “Map square”." in done.notices


def test_a_row_that_ends_early_has_no_percentage(importer: Importer) -> None:
    importer.take(f"{BURGLARY}412\n")

    assert importer.figures("Burglary")[0].change_percent is None


def test_figures_are_corrected_on_either_database(
    either_database: Database, written: Callable[[str], Path], origin: Origin
) -> None:
    importer = Importer(either_database, written, origin)
    importer.take(f"{BURGLARY}412,,,,,,\n")
    importer.take(f"{BURGLARY}431,,,,,,\n")

    assert [figure.value for figure in importer.figures("Burglary")] == [431]

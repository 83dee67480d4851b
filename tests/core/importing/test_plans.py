from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from csp_core.audit import Origin
from csp_core.book import Action, Book, Status
from csp_core.database import Database
from csp_core.errors import ImportRefused, PartnershipAmbiguous, PartnershipUnknown
from csp_core.importing.choosing import Tenant
from csp_core.importing.plan_rows import without_contacts
from csp_core.importing.plan_years import plan_year
from csp_core.importing.plans import PlanImported, PlanWish, import_plan
from csp_core.library import Library
from csp_core.periods import financial_year

ARDEN = PlanWish(Tenant("Arden"))
HEADER = "ref,priority,action,lead,owner,partners,due,status,progress\n"
ROW = (
    "DA-01,Domestic Abuse,Train staff,Arden Council,Training Officer,Arden Police; Oasis,"
    "31/12/2026,On track,Two sessions held\n"
)
LATER = Origin("tests", "tests", datetime(2026, 11, 2, 9, 0, tzinfo=UTC))


class Importer:
    """Imports texts as plans into one database."""

    def __init__(self, database: Database, folder: Path, origin: Origin) -> None:
        self.database = database
        self.library = Library(database)
        self._path = folder / "plan.csv"
        self._origin = origin

    def take(self, text: str, wish: PlanWish = ARDEN, origin: Origin | None = None) -> PlanImported:
        self._path.write_text(text, encoding="utf-8")
        return import_plan(self.database, self._path, wish, origin or self._origin)

    def problems(self, text: str, wish: PlanWish = ARDEN) -> list[str]:
        with pytest.raises(ImportRefused) as refusal:
            self.take(text, wish)
        return list(refusal.value.problems)

    @property
    def book(self) -> Book:
        return self.library.book(self.library.partnership_named("Arden"))

    def action(self, ref: str) -> Action:
        return self.book.plans[-1].by_ref[ref]


@pytest.fixture
def importer(database: Database, tmp_path: Path, origin: Origin) -> Importer:
    return Importer(database, tmp_path, origin)


def test_a_tidy_plan_is_taken_over(importer: Importer) -> None:
    done = importer.take(HEADER + ROW)

    assert (done.partnership, done.year, done.added, done.changed, done.unchanged) == ("Arden", "2026-27", 1, 0, 0)
    action = importer.action("DA-01")
    assert (action.title, action.priority, action.lead, action.owner) == (
        *("Train staff", "Domestic Abuse"),
        *("Arden Council", "Training Officer"),
    )
    assert action.partners == ("Arden Police", "Oasis")
    assert (action.due, action.original_due, action.moves) == (date(2026, 12, 31), date(2026, 12, 31), 0)
    assert action.status is Status.IN_PROGRESS
    assert [(update.on, update.text) for update in action.progress] == [(date(2026, 10, 14), "Two sessions held")]
    assert importer.book.posts[0].organisation == "Arden Council"


def test_only_the_action_is_required(importer: Importer) -> None:
    importer.take("What will we do?\nTrain staff\nPatrol at night\n")

    actions = importer.book.plans[0].actions
    assert [(action.ref, action.title, action.status) for action in actions] == [
        ("1", "Train staff", Status.NOT_STARTED),
        ("2", "Patrol at night", Status.NOT_STARTED),
    ]


def test_a_plan_is_taken_from_a_sheet_of_a_workbook(importer: Importer, tmp_path: Path, origin: Origin) -> None:
    workbook = Workbook()
    workbook.active.append(["Arden action plan"])
    workbook.active.append(["Action", "By when"])
    workbook.active.append(["Train staff", date(2027, 1, 31)])
    workbook.save(tmp_path / "plan.xlsx")

    import_plan(importer.database, tmp_path / "plan.xlsx", ARDEN, origin)

    assert importer.action("1").due == date(2027, 1, 31)


def test_every_problem_is_a_line_with_its_place_and_nothing_is_changed(importer: Importer) -> None:
    problems = importer.problems(
        "ref,action,due,status,moves,illustrative\n"
        "1,Train staff,31/02/2027,On track,,\n"
        "1,Patrol,31/03/2027,Banana,two,maybe\n"
        ",Visit,,,,\n"
        "4,,,Done,,\n"
    )

    assert [problem.split(":")[0] for problem in problems] == [
        "plan.csv, row 2, column due",
        "plan.csv, row 3, column status",
        "plan.csv, row 3, column moves",
        "plan.csv, row 3, column illustrative",
        "plan.csv, row 5, column action",
        "plan.csv, row 3, column ref",
        "plan.csv, row 4, column ref",
    ]
    assert all(problem.endswith(".") for problem in problems)
    assert importer.library.partnerships() == {}


def test_a_header_without_rows_is_refused(importer: Importer) -> None:
    assert "no action below the header" in importer.problems("action,due\n\n")[0]


def test_the_same_plan_again_changes_nothing(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    before = importer.book

    done = importer.take(HEADER + ROW)

    assert (done.added, done.changed, done.unchanged) == (0, 0, 1)
    assert importer.book is before


def test_other_words_for_the_same_thing_change_nothing(importer: Importer) -> None:
    importer.take(HEADER + ROW)

    done = importer.take(
        HEADER + ROW.replace("31/12/2026", "31 December 2026").replace("Arden Council", "arden  council")
    )

    assert (done.added, done.changed, done.unchanged) == (0, 0, 1)


def test_a_known_ref_is_updated_however_it_is_written(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    version = importer.action("DA-01").version

    done = importer.take(HEADER + ROW.replace("DA-01", "da 1").replace("On track", "Complete"), origin=LATER)

    assert (done.added, done.changed) == (0, 1)
    action = importer.action("DA-01")
    assert (action.status, action.status_as_written, action.version) == (Status.COMPLETED, "Complete", version + 1)


def test_without_refs_a_known_title_is_updated(importer: Importer) -> None:
    importer.take("action,status\nTrain staff,Not started\nPatrol,Not started\nPatrol,Not started\n")

    done = importer.take("action,status\nPatrol,Done\nPatrol,Not started\nTrain  STAFF,Done\nVisit,New\n")

    assert (done.added, done.changed, done.unchanged) == (1, 2, 1)
    assert [(action.ref, action.status) for action in importer.book.plans[0].actions] == [
        ("1", Status.COMPLETED),
        ("2", Status.COMPLETED),
        ("3", Status.NOT_STARTED),
        ("4", Status.NOT_STARTED),
    ]


def test_a_date_that_changes_is_a_move_and_the_first_one_is_kept(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    for day in ("31/01/2027", "28/02/2027", "28/02/2027"):
        importer.take(HEADER + ROW.replace("31/12/2026", day))

    action = importer.action("DA-01")
    assert (action.due, action.original_due, action.moves) == (date(2027, 2, 28), date(2026, 12, 31), 2)


def test_a_date_that_is_taken_away_is_no_move(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    importer.take(HEADER + ROW.replace("31/12/2026", "TBC"))

    action = importer.action("DA-01")
    assert (action.due, action.due_as_written, action.original_due, action.moves) == (
        None,
        "TBC",
        date(2026, 12, 31),
        0,
    )


def test_moves_and_first_date_of_the_file_count(importer: Importer) -> None:
    importer.take("ref,action,due,original_due,moves\n1,Train,31/12/2026,30/09/2026,3\n2,Patrol,31/12/2026,,\n")
    importer.take("ref,action,due,original_due,moves\n1,Train,31/01/2027,30/09/2026,4\n2,Patrol,31/12/2026,,\n")

    trained, patrolled = importer.book.plans[0].actions
    assert (trained.original_due, trained.moves) == (date(2026, 9, 30), 4)
    assert (patrolled.original_due, patrolled.moves) == (date(2026, 12, 31), 0)


def test_what_the_file_has_no_column_for_stays(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    importer.take("ref,action\nDA-01,Train all staff\n")

    action = importer.action("DA-01")
    assert action.title == "Train all staff"
    assert (action.owner, action.status_as_written, action.partners) == (
        "Training Officer",
        "On track",
        ("Arden Police", "Oasis"),
    )


def test_a_blank_status_changes_none(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    done = importer.take(HEADER + ROW.replace("On track", ""))

    assert importer.action("DA-01").status is Status.IN_PROGRESS
    assert "1 action has no status in the file." in done.notices


def test_actions_that_are_not_in_the_file_are_kept_and_listed(importer: Importer) -> None:
    importer.take(HEADER + ROW + ROW.replace("DA-01", "DA-02"))
    done = importer.take(HEADER + ROW)

    assert "In the plan and not in the file, kept as they are: DA-02." in done.notices
    assert [action.ref for action in importer.book.plans[0].actions] == ["DA-01", "DA-02"]


def test_partners_and_progress_are_changes_too(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    changed = ROW.replace("Arden Police; Oasis", "Oasis").replace("Two sessions held", "All sessions held")

    assert importer.take(HEADER + changed, origin=LATER).changed == 1

    action = importer.action("DA-01")
    assert action.partners == ("Oasis",)
    assert [(update.on, update.text) for update in action.progress] == [
        (date(2026, 10, 14), "Two sessions held"),
        (date(2026, 11, 2), "All sessions held"),
    ]
    assert action.version == 2


def test_the_audit_tells_what_a_file_changed(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    importer.take(HEADER + ROW.replace("On track", "Done").replace("Domestic Abuse", "Abuse"), origin=LATER)

    (change,) = importer.book.changes
    assert (change.on, change.ref, change.kind) == (date(2026, 11, 2), "DA-01", "update_from_file")
    assert "priority: Abuse (was Domestic Abuse)" in change.summary
    assert "status: completed (was in progress)" in change.summary


def test_a_lead_of_several_bodies_is_the_first_and_the_others_help(importer: Importer) -> None:
    importer.take(
        "action,lead,partners\nTrain,Sheffield City Council/ South Yorkshire Police,Probation; Sheffield City Council\n"
    )

    action = importer.action("1")
    assert action.lead == "Sheffield City Council"
    assert action.partners == ("South Yorkshire Police", "Probation")


def test_a_lead_that_may_be_two_bodies_is_told(importer: Importer) -> None:
    done = importer.take('action,lead\nTrain,"Dorset Council, BCP Council"\nPatrol,Police\n')

    assert "“Dorset Council, BCP Council” is taken as one organisation; part two with a semicolon." in done.notices


def test_an_owner_without_an_action_of_a_lead_is_the_known_post(importer: Importer) -> None:
    importer.take("action,lead,owner\nTrain,Council,Manager\nPatrol,Police,Inspector\n")
    importer.take("action,owner\nVisit,manager\n")

    assert len(importer.book.posts) == 2
    assert importer.action("3").owner == "Manager"


def test_an_owner_who_is_an_organisation_is_no_post(importer: Importer) -> None:
    importer.take("action,lead,owner\nTrain,Arden Council,Arden Council\n")

    assert importer.book.posts == ()
    assert importer.action("1").owner == "Arden Council"


@pytest.mark.parametrize("nobody", ["All", "All reps", "N/A", "TBC", ""])
def test_words_for_nobody_are_no_owner(importer: Importer, nobody: str) -> None:
    importer.take(f"action,lead,owner\nTrain,Arden Council,{nobody}\n")

    assert importer.action("1").owner is None
    assert importer.book.posts == ()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Community Safety Manager 01843 577 000", "Community Safety Manager"),
        ("Manager (tel: 01843 577000)", "Manager"),
        ("Manager, csm@arden.gov.uk", "Manager,"),
        ("Team 7", "Team 7"),
    ],
)
def test_telephone_numbers_and_addresses_are_not_kept_with_a_name(written: str, kept: str) -> None:
    assert without_contacts(written) == kept


def test_the_year_is_that_of_most_due_dates(importer: Importer) -> None:
    done = importer.take("action,due\nA,01/05/2024\nB,31/03/2025\nC,June 2024\nD,Q4\nE,30/06/2025\n")

    assert done.year == "2024-25"
    assert "2024-25, because most due dates lie in it" in done.notices[0]
    assert importer.action("4").due == date(2025, 3, 31)


def test_without_dates_the_year_is_the_present_one(importer: Importer) -> None:
    done = importer.take("action,due\nA,Ongoing\n")

    assert done.year == "2026-27"
    assert "it holds today, 14/10/2026" in done.notices[0]


def test_today_can_be_pinned(importer: Importer) -> None:
    assert importer.take("action\nA\n", PlanWish(Tenant("Arden", today=date(2015, 1, 5)))).year == "2014-15"


def test_the_year_can_be_named(importer: Importer) -> None:
    done = importer.take(HEADER + ROW, PlanWish(Tenant("Arden"), financial_year(2030)))

    assert (done.year, done.notices) == ("2030-31", ())


@pytest.mark.parametrize("written", ["2026-27", "2026/27", "2026-2027", "2026", " 2026–27 "])
def test_a_plan_year_is_written_in_several_ways(written: str) -> None:
    assert plan_year(written) == financial_year(2026)


@pytest.mark.parametrize("written", ["", "26-27", "2026-28", "next year"])
def test_what_is_no_plan_year_is_none(written: str) -> None:
    assert plan_year(written) is None


def test_a_file_of_several_years_needs_to_be_told_which(importer: Importer) -> None:
    text = "year,action\n2025-26,Train\n2026-27,Patrol\n2026-27,Visit\n"

    assert "several plan years: 2025-26, 2026-27" in importer.problems(text)[0]
    done = importer.take(text, PlanWish(Tenant("Arden"), financial_year(2026)))

    assert [action.title for action in importer.book.plans[0].actions] == ["Patrol", "Visit"]
    assert done.added == 2


def test_a_file_that_names_its_year_is_believed(importer: Importer) -> None:
    assert importer.take("plan year,action,due\n2025/26,Train,31/05/2026\n").year == "2025-26"


def test_dates_are_read_in_the_light_of_the_plan_year(importer: Importer) -> None:
    done = importer.take("action,due\nA,Annually in April\n", PlanWish(Tenant("Arden"), financial_year(2026)))

    assert done.notices[0].startswith("plan.csv, row 2, column due: “Annually in April” recurs")


def test_columns_left_aside_are_told(importer: Importer) -> None:
    assert "Columns left aside: “Cross reference”." in importer.take("action,Cross reference\nTrain,x\n").notices


def test_a_dry_run_says_what_would_change_and_changes_nothing(importer: Importer) -> None:
    importer.take(HEADER + ROW)
    before = importer.book

    rehearsal = PlanWish(Tenant("Arden"), dry_run=True)
    done = importer.take(HEADER + ROW.replace("On track", "Done") + ROW.replace("DA-01", "DA-02"), rehearsal)

    assert (done.added, done.changed) == (1, 1)
    assert importer.book is before


def test_a_dry_run_for_a_new_partnership_leaves_none(importer: Importer) -> None:
    importer.take(HEADER + ROW, PlanWish(Tenant("Arden"), dry_run=True))

    assert importer.library.partnerships() == {}


def test_a_new_partnership_gets_its_area_and_time_zone(importer: Importer) -> None:
    importer.take(HEADER + ROW, PlanWish(Tenant("Arden Community Safety Partnership", time_zone="Europe/Dublin")))
    importer.take(HEADER + ROW, PlanWish(Tenant("North CSP", area="Zetland")))

    books = [importer.library.book(key) for key in importer.library.partnerships()]
    assert [(book.name, book.area, book.time_zone) for book in books] == [
        ("Arden Community Safety Partnership", "Arden", "Europe/Dublin"),
        ("North CSP", "Zetland", "Europe/London"),
    ]


def test_without_a_name_the_only_partnership_is_meant(importer: Importer) -> None:
    with pytest.raises(PartnershipUnknown, match="--partnership NAME"):
        importer.take(HEADER + ROW, PlanWish())
    importer.take(HEADER + ROW, PlanWish(Tenant(area="Arden")))

    assert importer.take(HEADER + ROW, PlanWish()).partnership == "Arden Community Safety Partnership"
    assert (
        importer.take(HEADER + ROW, PlanWish(Tenant(area="arden"))).partnership == "Arden Community Safety Partnership"
    )
    importer.take(HEADER + ROW, PlanWish(Tenant("Zetland")))
    with pytest.raises(PartnershipAmbiguous, match="Arden Community Safety Partnership; Zetland"):
        importer.take(HEADER + ROW, PlanWish())


def test_an_import_tells_how_far_it_is(importer: Importer) -> None:
    seen: list[tuple[int, int]] = []

    importer.take(HEADER + ROW, PlanWish(Tenant("Arden"), watch=lambda done, total: seen.append((done, total))))

    assert seen == [(1, 1)]


def test_a_plan_is_taken_over_on_either_database(
    either_database: Database, written: Callable[[str], Path], origin: Origin
) -> None:
    import_plan(either_database, written(HEADER + ROW), ARDEN, origin)
    done = import_plan(either_database, written(HEADER + ROW.replace("Oasis", "Refuge")), ARDEN, origin)

    library = Library(either_database)
    action = library.book(library.partnership_named(None)).plans[0].actions[0]
    assert (done.changed, action.partners) == (1, ("Arden Police", "Refuge"))

from pathlib import Path

import pytest

from csp_core import model
from csp_core.actors import actor_of
from csp_core.audit import Origin
from csp_core.errors import ImportRefused
from csp_core.importing.choosing import Tenant
from csp_core.importing.people import PeopleImported, PeopleWish, import_people
from csp_core.permissions import Account, Role
from tests.core.changes.scene import NOON, TODAY, Scene

HEADER = "name,organisation,post,from,to,deputy,slack id,coordinator\n"
ROWS = (
    "Person P,Arden Fire,Watch Manager,01/04/2026,,,UP1,\n"
    "Person P,Arden Fire,Station Manager,01/04/2026,30/09/2026,,,\n"
    "Person Q,Arden Fire,Watch Manager,,,yes,T2/UQ1,\n"
    "Person A,,,,,,,yes\n"
)


def take(scene: Scene, folder: Path, rows: str, header: str = HEADER, **wish: object) -> PeopleImported:
    file = folder / "people.csv"
    file.write_text(header + rows, encoding="utf-8")
    return import_people(
        scene.database,
        file,
        PeopleWish(Tenant("Arden"), **wish),
        Origin("tests", "csp import people", NOON),  # type: ignore[arg-type]
    )


def test_a_file_brings_people_their_posts_and_accounts(either_scene: Scene, tmp_path: Path) -> None:
    scene = either_scene
    done = take(scene, tmp_path, ROWS)

    assert (done.added, done.changed, done.unchanged) == (2, 1, 0)
    assert done.notices == ("New post: Watch Manager.", "New post: Station Manager.")
    holder = actor_of(scene.book, Account("T1", "UP1"), TODAY)
    assert (holder.name, holder.organisation, holder.posts) == ("Person P", "Arden Fire", ("Watch Manager",))
    deputy = actor_of(scene.book, Account("T2", "UQ1"), TODAY)
    assert (deputy.posts, deputy.is_foreign) == (("Watch Manager",), True)
    assert actor_of(scene.book, Account("T1", "UA"), TODAY).role is Role.COORDINATOR
    summary, *people = scene.trail()[1:]
    assert (summary.kind, summary.after, summary.evidence) == (
        "import_people",
        {"added": 2, "changed": 1},
        "people.csv",
    )
    assert [entry.subject for entry in people] == ["Person P", "Person Q", "Person A"]


def test_the_same_file_again_changes_nothing(scene: Scene, tmp_path: Path) -> None:
    take(scene, tmp_path, ROWS)
    revision = scene.book.revision

    again = take(scene, tmp_path, ROWS)

    assert (again.added, again.changed, again.unchanged, again.notices) == (0, 0, 3, ())
    assert scene.book.revision == revision


def test_a_last_day_that_has_become_known_ends_the_term(scene: Scene, tmp_path: Path) -> None:
    take(scene, tmp_path, ROWS)
    done = take(scene, tmp_path, "person p,Arden Fire,watch manager,01/04/2026,12/10/2026,,,\n")

    assert (done.added, done.changed) == (0, 1)
    assert actor_of(scene.book, Account("T1", "UP1"), TODAY).posts == ()


def test_new_organisations_are_told(scene: Scene, tmp_path: Path) -> None:
    done = take(scene, tmp_path, "Person P,Arden Health,,,,,,\nPerson A,Arden Health,,,,,,\n")

    assert done.notices == ("New organisation: Arden Health.",)
    assert (done.added, done.changed) == (1, 1)


def test_a_dry_run_changes_nothing(scene: Scene, tmp_path: Path) -> None:
    assert take(scene, tmp_path, ROWS, dry_run=True).added == 2
    assert len(scene.trail()) == 1


def test_columns_that_are_not_known_are_left_aside(scene: Scene, tmp_path: Path) -> None:
    done = take(scene, tmp_path, "Person P,blue\n", "Full name,Favourite colour\n")

    assert done.notices == ("Columns left aside: “Favourite colour”.",)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",Arden Fire,Watch Manager,,,,,", "row 2, column name: The row names nobody."),
        ("Person P,,,soon,,,,", "column from"),
        ("Person P,,,01/04/2026,01/03/2026,,,", "The last day lies before the first."),
        ("Person P,,,,,maybe,,", "“maybe” is neither yes nor no."),
        ("Person P,,,,,,,perhaps", "“perhaps” is neither yes nor no."),
        ("Person P,,,,,,@someone,", "“@someone” is no Slack user id."),
        ("Person P,,,,,,UA,", "The Slack user UA is linked to somebody else."),
        ("Person P,,,,,,UP1,\nPerson Q,,,,,,UP1,", "The Slack user UP1 is that of Person P in row 2 already."),
    ],
)
def test_a_file_with_a_problem_is_refused_as_a_whole(scene: Scene, tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        take(scene, tmp_path, f"{row}\nPerson Z,,,,,,,\n")

    assert words in "\n".join(refusal.value.problems)
    assert "Person Z" not in {person.name for person in scene.book.people}


def test_a_file_without_anybody_is_refused(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refusal:
        take(scene, tmp_path, "")

    assert "There is nobody below the header." in refusal.value.problems[0]


def test_an_id_without_a_workspace_is_refused_where_that_is_not_known(scene: Scene, tmp_path: Path) -> None:
    with scene.database.writing() as session:
        session.add(model.Workspace(partnership_id=scene.partnership_id, team_id="T7"))
    with pytest.raises(ImportRefused) as refusal:
        take(scene, tmp_path, "Person P,,,,,,UP1,\n")

    assert "It is not known which workspace the Slack user UP1 is of." in refusal.value.problems[0]

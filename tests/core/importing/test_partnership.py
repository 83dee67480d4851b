from collections.abc import Callable
from pathlib import Path

import pytest

from csp_core.book import Direction
from csp_core.database import Database
from csp_core.errors import ImportRefused
from csp_core.importing.partnership import read_partnership
from csp_core.importing.taking_partnerships import take_partnership
from csp_core.library import Library

ARDEN = """
[partnership]
name = "Arden CSP"
area = "Arden"
[[organisation]]
name = "Arden Council"
short_name = "AC"
[[organisation]]
name = "Arden Probation"
last_day = 2021-06-25
successor = "Arden Council"
[[post]]
title = "Manager"
organisation = "Arden Council"
[[plan]]
year = "2026-27"
first_day = 2026-04-01
last_day = 2027-03-31
  [[plan.priority]]
  name = "Burglary"
  aliases = ["break-ins"]
  [[plan.outcome]]
  kind = "agreed"
  count = 12
  as_written = "twelve actions"
  source = "Plan, page 2"
  [[plan.grant]]
  name = "Fund"
  amount = 100.5
  unit = "GBP"
[[measure]]
name = "Burglary"
direction = "down"
[[statement]]
plan = "2026-27"
topic = "Law"
text = "A law is to come."
source = "Plan, page 3"
[[statement]]
topic = "Name"
text = "It has a name."
source = "Plan, page 4"
"""


def take(database: Database, path: Path) -> bool:
    with database.writing() as session:
        return take_partnership(session, read_partnership(path))[1]


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ImportRefused) as refusal:
        read_partnership(path)
    return list(refusal.value.problems)


def test_a_partnership_is_taken_over_with_all_that_belongs_to_it(
    library: Library, written: Callable[..., Path]
) -> None:
    assert take(library.database, written(ARDEN, "arden.toml"))

    book = library.book(library.partnership_named(None))
    assert book.organisation_by_name["Arden Probation"].successor == "Arden Council"
    assert book.posts[0].organisation == "Arden Council"
    assert book.measures[0].direction is Direction.DOWN
    (plan,) = book.plans
    assert plan.priorities[0].aliases == ("break-ins",)
    assert (plan.outcomes[0].count, plan.grants[0].amount) == (12, 100.5)
    assert [statement.topic for statement in plan.statements] == ["Law", "Name"]


def test_the_same_file_again_changes_nothing(library: Library, written: Callable[..., Path]) -> None:
    take(library.database, written(ARDEN, "arden.toml"))
    book = library.book(library.partnership_named(None))

    assert not take(library.database, written(ARDEN, "arden.toml"))
    assert library.book(book.partnership_id) is book


def test_a_changed_file_brings_records_up_to_date(library: Library, written: Callable[..., Path]) -> None:
    take(library.database, written(ARDEN, "arden.toml"))
    shorter = ARDEN[: ARDEN.rindex("[[statement]]")].replace("twelve actions", "a dozen actions")

    assert take(library.database, written(shorter, "arden.toml"))

    (plan,) = library.book(library.partnership_named(None)).plans
    assert plan.outcomes[0].as_written == "a dozen actions"
    assert [statement.topic for statement in plan.statements] == ["Law"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('area = "Arden"', "", "arden.toml, [partnership]: “area” is missing. Add it."),
        ('area = "Arden"', 'area = "Arden"\nzone = "x"', "“zone” is not known here."),
        ('area = "Arden"', "area = 7", "“area” is not of the right kind: 7."),
        ("2021-06-25", '"25/06/2021"', "[[organisation]] 2: “last_day” is not of the right kind"),
        ("2021-06-25", "2021-06-25T10:00:00", "[[organisation]] 2: “last_day” is not of the right kind"),
        ('["break-ins"]', '"break-ins"', "[[priority]] 1: “aliases” is not of the right kind"),
        ('["break-ins"]', "[1]", "[[priority]] 1: “aliases” is not of the right kind"),
        ('direction = "down"', 'direction = "sideways"', "[[measure]] 1: “direction” is not of the right kind"),
        ("first_day = 2026-04-01", "", "[[plan]] 1: “first_day” is missing"),
        (
            'successor = "Arden Council"',
            'successor = "Nobody"',
            "[[organisation]] Arden Probation: “Nobody” stands nowhere",
        ),
        ('plan = "2026-27"', 'plan = "2025-26"', "[[statement]] Law: “2025-26” stands nowhere else"),
        ("[partnership]", "[partnership", "The file is no TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_named_with_its_table(
    written: Callable[..., Path], old: str, new: str, problem: str
) -> None:
    assert problem in problems_of(written(ARDEN.replace(old, new), "arden.toml"))[0]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "arden.toml") == ["arden.toml: There is no such file. Check the name."]

from collections.abc import Iterator
from uuid import uuid4

import pytest

from csp_core import model
from csp_core.database import Database
from csp_core.importing.organisations import Organisations
from csp_core.records import Records


@pytest.fixture
def records(database: Database) -> Iterator[Records]:
    with database.writing() as session:
        partnership = model.Partnership(id=uuid4(), name="Arden", area="Arden")
        session.add(partnership)
        session.flush()
        yield Records(session, partnership.id)


def known_after(records: Records, *cells: str) -> list[tuple[str, str | None]]:
    organisations = Organisations(records)
    organisations.learn((), cells)
    records.session.flush()
    return [(each.name, each.short_name) for each in records.of(model.Organisation, model.Organisation.name)]


FIRE = ("Kent Fire and Rescue Service", "KFRS")


@pytest.mark.parametrize(
    "cells",
    [
        ("KFRS", "Kent Fire and Rescue Service (KFRS)"),
        ("Kent Fire and Rescue Service (KFRS)", "KFRS"),
        ("kent fire & rescue service", "Kent Fire and Rescue Service (KFRS)", "kfrs"),
        ("Kent Fire and Rescue Service (KFRS); KFRS",),
    ],
)
def test_one_body_under_several_names_is_one_organisation(records: Records, cells: tuple[str, ...]) -> None:
    assert [short for _, short in known_after(records, *cells)] == ["KFRS"]
    assert len(known_after(records, *cells)) == 1


def test_initials_are_a_name_where_only_one_body_has_them(records: Records) -> None:
    assert known_after(records, "Kent County Council", "KCC") == [("Kent County Council", None)]
    assert ("KCP", None) in known_after(records, "Kent Community Police", "Kent County Partnership", "KCP")


def test_a_short_name_of_an_earlier_file_is_explained_by_a_later_one(records: Records) -> None:
    assert known_after(records, "KFRS") == [("KFRS", None)]
    assert known_after(records, "Kent Fire and Rescue Service (KFRS)") == [FIRE]


def test_an_alias_of_the_directory_is_the_organisation(records: Records) -> None:
    records.add(model.Organisation(id=uuid4(), name="Thanet District Council", aliases=["the council"]))

    assert known_after(records, "The Council", "thanet  district council") == [("Thanet District Council", None)]


def test_brackets_that_are_no_short_name_stay_in_the_name(records: Records) -> None:
    assert known_after(records, "Council (lead)") == [("Council (lead)", None)]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Police; Council", ["Police", "Council"]),
        ("Police, Council / Probation", ["Police", "Council", "Probation"]),
        ("• Police\n• Council", ["Police", "Council"]),
        ("Police and Council", ["Police", "Council"]),
        ("TDC & KCC", ["TDC", "KCC"]),
        ("Kent Fire & Rescue Service", ["Kent Fire & Rescue Service"]),
        ("Kent Fire and Rescue Service and Police", ["Kent Fire and Rescue Service", "Police"]),
        ("Housing, Care and Support Ltd, Police", ["Housing, Care and Support Ltd", "Police"]),
        ("Trading Standards and Licensing", ["Trading Standards and Licensing"]),
        ("All partners", []),
        ("N/A", []),
        ("", []),
    ],
)
def test_a_cell_is_split_where_bodies_end(records: Records, cell: str, names: list[str]) -> None:
    for name in ("Police", "Council", "Kent Fire and Rescue Service", "Housing, Care and Support Ltd"):
        records.add(model.Organisation(id=uuid4(), name=name, aliases=[]))

    assert Organisations(records).split(cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Kent, Surrey and Sussex Company", ["Kent, Surrey and Sussex Company"]),
        ("Police, Council", ["Police", "Council"]),
        ("Police/Council", ["Police", "Council"]),
        ("Sheffield City Council/ South Yorkshire Police", ["Sheffield City Council", "South Yorkshire Police"]),
    ],
)
def test_a_cell_for_the_lead_is_split_at_a_comma_only_between_known_bodies(
    records: Records, cell: str, names: list[str]
) -> None:
    for name in ("Police", "Council"):
        records.add(model.Organisation(id=uuid4(), name=name, aliases=[]))

    assert Organisations(records).split_lead(cell) == names


def test_a_lead_with_a_comma_is_known_among_partners(records: Records) -> None:
    organisations = Organisations(records)
    organisations.learn(["Kent, Surrey and Sussex Company", "Police"], ["Police, Kent, Surrey and Sussex Company"])

    assert organisations.split("Police, Kent, Surrey and Sussex Company") == [
        "Police",
        "Kent, Surrey and Sussex Company",
    ]

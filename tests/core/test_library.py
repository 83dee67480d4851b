from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event

from csp_core import model
from csp_core.audit import Entry, Origin, record
from csp_core.book import Change, Holding, Person, Precision, Status
from csp_core.database import Database
from csp_core.errors import PartnershipAmbiguous, PartnershipUnknown
from csp_core.importing.choosing import Tenant
from csp_core.importing.figures import FiguresWish, import_figures
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.library import KEPT, Library
from csp_core.periods import financial_year
from csp_core.records import Records

FIGURES = "measure,area,period_from,period_to,value,published,state\n"


def add_partnership(database: Database, name: str) -> UUID:
    with database.writing() as session:
        partnership = model.Partnership(id=uuid4(), name=name, area=name)
        session.add(partnership)
    return partnership.id


def raise_revision(database: Database, partnership_id: UUID) -> None:
    with database.writing() as session:
        session.get_one(model.Partnership, partnership_id).plan_revision += 1


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Every statement that is sent to any database meanwhile."""
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    yield statements
    event.remove(Engine, "before_cursor_execute", count)


def test_partnerships_are_listed_by_name(library: Library) -> None:
    ids = {name: add_partnership(library.database, name) for name in ("Zetland", "Arden")}

    assert library.partnerships() == {ids["Arden"]: "Arden", ids["Zetland"]: "Zetland"}
    assert list(library.partnerships().values()) == ["Arden", "Zetland"]


def test_the_only_partnership_needs_no_name(library: Library) -> None:
    only = add_partnership(library.database, "Arden")

    assert library.partnership_named(None) == only
    assert library.partnership_named("  arden ") == only


def test_a_partnership_that_cannot_be_told_is_asked_for_with_the_names(library: Library) -> None:
    with pytest.raises(PartnershipUnknown, match="csp sample"):
        library.partnership_named(None)
    for name in ("Arden", "Zetland"):
        add_partnership(library.database, name)

    with pytest.raises(PartnershipAmbiguous, match="Arden; Zetland"):
        library.partnership_named(None)
    with pytest.raises(PartnershipUnknown, match="There are: Arden; Zetland"):
        library.partnership_named("Border")


def test_a_workspace_is_linked_to_the_only_partnership(either_database: Database) -> None:
    library = Library(either_database)
    assert library.partnership_of_workspace("T1") is None
    only = add_partnership(either_database, "Arden")

    assert library.partnership_of_workspace("T1") == only
    assert library.partnership_of_workspace("T1") == only
    assert library.partnership_of_workspace("T2") is None


def test_a_workspace_is_linked_to_none_of_several_partnerships(library: Library) -> None:
    for name in ("Arden", "Zetland"):
        add_partnership(library.database, name)

    assert library.partnership_of_workspace("T1") is None


def test_one_of_several_workspaces_wins_the_only_partnership(either_database: Database) -> None:
    only = add_partnership(either_database, "Arden")
    library = Library(either_database)

    with ThreadPoolExecutor(4) as pool:
        linked = list(pool.map(library.partnership_of_workspace, ["T1", "T2", "T3", "T4"]))

    assert sorted(linked, key=str) == sorted([only, None, None, None], key=str)


def test_a_partnership_that_is_not_there_has_no_book(library: Library) -> None:
    with pytest.raises(PartnershipUnknown):
        library.book(uuid4())


def test_the_same_book_is_given_out_until_something_changes(sample: Library) -> None:
    partnership_id = sample.partnership_named(None)
    first = sample.book(partnership_id)

    assert sample.book(partnership_id) is first
    raise_revision(sample.database, partnership_id)
    second = sample.book(partnership_id)

    assert second is not first
    assert second.revision == first.revision + 1


def test_a_known_book_costs_one_small_query(sample: Library) -> None:
    partnership_id = sample.partnership_named(None)
    sample.book(partnership_id)

    with counted_statements() as statements:
        sample.book(partnership_id)

    assert len(statements) == 1


def test_a_book_costs_as_many_queries_for_a_hundred_actions_as_for_two(
    library: Library, written: Callable[[str], Path], origin: Origin
) -> None:
    costs = []
    for name, count in (("Small", 2), ("Large", 114)):
        rows = "\n".join(f"Action {number},Body {number % 7},Police; Council,Done so far" for number in range(count))
        wish = PlanWish(Tenant(name), financial_year(2026))
        import_plan(library.database, written(f"action,lead,partners,progress\n{rows}"), wish, origin)
        with counted_statements() as statements:
            assert len(library.book(library.partnership_named(name)).plans[0].actions) == count
        costs.append(len(statements))

    assert costs[0] == costs[1] < 25


def test_every_reader_gets_the_same_book_from_several_threads(sample: Library) -> None:
    partnership_id = sample.partnership_named(None)

    with ThreadPoolExecutor(4) as pool:
        books = set(map(id, pool.map(sample.book, [partnership_id] * 8)))

    assert books == {id(sample.book(partnership_id))}


def test_the_books_least_recently_asked_for_are_let_go(library: Library) -> None:
    ids = [add_partnership(library.database, f"Partnership {number}") for number in range(KEPT + 1)]
    books = {partnership_id: library.book(partnership_id) for partnership_id in ids}

    assert library.book(ids[-1]) is books[ids[-1]]
    assert library.book(ids[0]) is not books[ids[0]]


def test_the_sample_stands_in_the_book_as_the_foreword_states_it(sample: Library) -> None:
    book = sample.book(sample.partnership_named(None))

    assert (book.name, book.area, book.pinned_today) == (
        "Thanet Community Safety Partnership",
        "Thanet",
        date(2014, 12, 1),
    )
    assert [plan.year for plan in book.plans] == ["2012-13", "2014-15"]
    before, plan = book.plans
    assert {outcome.kind: outcome.count for outcome in before.outcomes} == {
        "agreed": 36,
        "completed": 22,
        "ongoing": 9,
        "carried_forward": 4,
    }
    assert [len(each.priorities) for each in book.plans] == [5, 7]
    assert plan.grants[0].amount == 34317
    assert plan.statements
    assert len(plan.actions) == 42
    assert all(action.illustrative for action in plan.actions)


def test_an_action_is_read_as_the_plan_writes_it(sample: Library) -> None:
    book = sample.book(sample.partnership_named(None))
    action = book.plans[-1].by_ref["DA-02"]

    assert (action.lead, action.owner) == ("Oasis Domestic Abuse Service", "IDVA Team Leader")
    assert action.partners == ("Thanet District Council", "Kent Police")
    assert (action.due, action.due_precision, action.due_as_written) == (
        date(2015, 3, 31),
        Precision.MONTH,
        "March 2015",
    )
    assert (action.status, action.status_as_written) == (Status.IN_PROGRESS, "On track")
    assert action.progress[0].text == "Two of five sessions held."


def test_words_that_name_nobody_are_no_owner(sample: Library) -> None:
    book = sample.book(sample.partnership_named(None))

    assert book.plans[-1].by_ref["PP-04"].owner is None  # All reps
    assert book.plans[-1].by_ref["AC-03"].owner is None  # blank


def test_an_organisation_names_the_one_that_followed(sample: Library) -> None:
    probation = sample.book(sample.partnership_named(None)).organisation_by_name["Kent Probation"]

    assert probation.last_day == date(2014, 5, 31)
    assert probation.successor == "Kent, Surrey and Sussex Community Rehabilitation Company"


def test_people_hold_posts_and_have_accounts(library: Library) -> None:
    partnership_id = add_partnership(library.database, "Arden")
    with library.database.writing() as session:
        records = Records(session, partnership_id)
        council = model.Organisation(id=uuid4(), name="Arden Council", aliases=[])
        records.add(council)
        post = model.Post(id=uuid4(), title="Community Safety Manager", organisation_id=council.id, aliases=["CSM"])
        person = model.Person(id=uuid4(), name="Post holder", organisation_id=council.id, is_coordinator=True)
        records.add(post, person)
        records.add(
            model.Holding(post_id=post.id, person_id=person.id, first_day=date(2026, 4, 1)),
            model.Account(person_id=person.id, team_id="T1", user_id="U1"),
        )

    book = library.book(partnership_id)

    assert book.posts[0].holdings == (Holding("Post holder", date(2026, 4, 1)),)
    assert book.posts[0].aliases == ("CSM",)
    assert book.people == (Person("Post holder", "Arden Council", True, (("T1", "U1"),)),)


def test_an_owner_in_the_directory_is_shown_by_name(
    library: Library, written: Callable[[str], Path], origin: Origin
) -> None:
    partnership_id = add_partnership(library.database, "Arden")
    with library.database.writing() as session:
        Records(session, partnership_id).add(model.Person(name="Post Holder"))
    import_plan(library.database, written("action,owner,due\nTrain staff,post holder,Q4\n"), PlanWish(), origin)

    book = library.book(partnership_id)

    assert book.plans[0].actions[0].owner == "Post Holder"
    assert book.posts == ()


def test_changes_of_actions_are_told_on_the_days_of_the_place(
    library: Library, written: Callable[[str], Path], origin: Origin
) -> None:
    import_plan(library.database, written("ref,action\n1,Train staff\n"), PlanWish(Tenant("Arden")), origin)
    partnership_id = library.partnership_named(None)
    action = library.book(partnership_id).plans[0].actions[0]
    just_before_midnight_in_utc = Origin("a person", "button", datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    entry = Entry(
        "complete", "1", {"status": "in_progress"}, {"status": "completed", "note": "all trained"}, action_id=action.id
    )
    with library.database.writing() as session:
        record(session, partnership_id, just_before_midnight_in_utc, entry)
    raise_revision(library.database, partnership_id)

    assert library.book(partnership_id).changes == (
        Change(
            date(2026, 7, 2),
            "1",
            "complete",
            "status: completed (was in progress); note: “all trained”",
            "a person",
        ),
    )


def test_a_statement_without_a_plan_holds_for_every_year(sample: Library) -> None:
    partnership_id = sample.partnership_named(None)
    with sample.database.writing() as session:
        Records(session, partnership_id).add(
            model.Statement(
                position=99, topic="Name", text="It was founded in 1998.", source="Minutes", keywords=["founded"]
            )
        )
    raise_revision(sample.database, partnership_id)

    for plan in sample.book(partnership_id).plans:
        assert plan.statements[-1].text == "It was founded in 1998."


def test_figures_are_given_in_the_order_asked_and_oldest_first(
    library: Library, written: Callable[[str], Path], origin: Origin
) -> None:
    rows = (
        "Burglary,Arden,01/04/2025,31/03/2026,412,20/08/2026,provisional\n"
        "Burglary,Arden,01/04/2024,31/03/2025,468,,final\n"
        "Burglary,Arden,01/04/2025,31/03/2026,431,18/09/2026,revised\n"
        "Arson,Arden,01/04/2025,31/03/2026,[x],,final\n"
    )
    import_figures(library.database, written(FIGURES + rows), FiguresWish(Tenant("Arden")), origin)

    figures = library.figures(library.partnership_named(None), ["Burglary", "Arson", "Burglary", "Unheard of"])

    assert [(figure.measure, figure.value, figure.corrects) for figure in figures] == [
        ("Burglary", 468, False),
        ("Burglary", 431, True),
        ("Arson", None, False),
    ]


def test_figures_are_loaded_once_and_again_after_a_change(
    library: Library, written: Callable[[str], Path], origin: Origin
) -> None:
    wish = FiguresWish(Tenant("Arden"))
    import_figures(library.database, written(FIGURES + "Arson,Arden,01/04/2025,31/03/2026,7,,final\n"), wish, origin)
    partnership_id = library.partnership_named(None)
    first = library.figures(partnership_id, ["Arson"])

    with counted_statements() as statements:
        assert library.figures(partnership_id, ["Arson"]) == first
    assert len(statements) == 1
    import_figures(library.database, written(FIGURES + "Arson,Arden,01/04/2025,31/03/2026,9,,revised\n"), wish, origin)

    assert [figure.value for figure in library.figures(partnership_id, ["Arson"])] == [9]


def test_a_measure_lists_the_areas_it_has_figures_for(sample: Library) -> None:
    book = sample.book(sample.partnership_named(None))

    assert book.measure_by_name["All crime"].areas == ("Kent", "Thanet")
    assert book.measure_by_name["Burglary"].areas == ("Thanet",)


def test_partnerships_see_nothing_of_each_other(
    library: Library, written: Callable[[str], Path], origin: Origin
) -> None:
    for name in ("Arden", "Zetland"):
        plan = written(
            f"ref,action,lead,owner,partners,progress\n1,{name} action,{name} Council,{name} Manager,{name} Police,x"
        )
        import_plan(library.database, plan, PlanWish(Tenant(name)), origin)
        figures = written(f"{FIGURES}{name} crime,{name},01/04/2025,31/03/2026,7,,final\n")
        import_figures(library.database, figures, FiguresWish(Tenant(name)), origin)

    for name, other in (("Arden", "Zetland"), ("Zetland", "Arden")):
        partnership_id = library.partnership_named(name)
        assert other not in repr(library.book(partnership_id))
        assert library.figures(partnership_id, [f"{other} crime"]) == ()

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Enum as EnumType
from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from csp_core import model
from csp_core.audit import Entry, Origin, record
from csp_core.book import Status
from csp_core.database import Database
from csp_core.engines import engine_for_reading, engine_for_steps, understood
from csp_core.errors import DatabaseUnusable
from csp_core.importing.sample import load_sample, sample_folder
from csp_core.migrations import HEAD
from csp_core.migrations.stepping import bring_to
from tests.databases import SqliteFile

GLOBAL_KEYS = {("workspace", ("team_id",)), ("partnership", ("name",))}
"""What has to be unique across partnerships: by these a partnership is found."""


def add_partnership(database: Database, name: str = "Northmoor") -> UUID:
    with database.writing() as session:
        partnership = model.Partnership(id=uuid4(), name=name, area=name)
        session.add(partnership)
    return partnership.id


def add_plan(database: Database, partnership_id: UUID) -> UUID:
    day = datetime(2026, 4, 1, tzinfo=UTC).date()
    with database.writing() as session:
        plan = model.Plan(id=uuid4(), partnership_id=partnership_id, year="2026-27", first_day=day, last_day=day)
        session.add(plan)
    return plan.id


def new_action(partnership_id: UUID, plan_id: UUID) -> model.Action:
    return model.Action(
        id=uuid4(), partnership_id=partnership_id, plan_id=plan_id, position=1, ref="DA-01", title="Train staff"
    )


def run(url: str, *statements: str) -> None:
    engine = engine_for_steps(understood(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_an_empty_database_gets_its_folder_and_the_tables_of_this_version(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'folder' / 'csp.db'}"

    with Database.open(url) as database, database.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
        assert session.scalars(select(model.Partnership)).all() == []


def test_the_newest_revision_that_is_compared_with_is_that_of_the_newest_step() -> None:
    scripts = ScriptDirectory(str(Path(model.__file__).parents[1] / "migrations"))

    assert scripts.get_current_head() == HEAD


def test_the_steps_make_the_tables_that_the_model_has(url: str) -> None:
    Database.open(url).close()
    engine = engine_for_reading(understood(url))

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), model.Record.metadata) == []
    engine.dispose()


def test_the_steps_check_the_values_that_the_model_knows(url: str) -> None:
    Database.open(url).close()
    engine = engine_for_reading(understood(url))
    inspector = inspect(engine)
    choices = [
        (table.name, column.type.enums)
        for table in model.Record.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, EnumType)
    ]

    assert choices
    for table, values in choices:
        checks = [str(check["sqltext"]) for check in inspector.get_check_constraints(table)]
        assert any(all(f"'{value}'" in check for value in values) for check in checks), (table, values)
    engine.dispose()


def test_every_key_holds_the_partnership() -> None:
    for table in model.Record.metadata.tables.values():
        assert "partnership_id" in table.primary_key.columns
        for constraint in table.constraints:
            columns = tuple(column.name for column in getattr(constraint, "columns", ()))
            if isinstance(constraint, ForeignKeyConstraint | UniqueConstraint):
                assert "partnership_id" in columns or (table.name, columns) in GLOBAL_KEYS


def test_tables_with_rows_can_be_taken_down_and_brought_up_again(url: str, origin: Origin) -> None:
    with Database.open(url) as database:
        load_sample(database, sample_folder(), origin)
    engine = engine_for_steps(understood(url))

    bring_to(engine, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    bring_to(engine)
    engine.dispose()

    with Database.open(url) as database:
        loaded = load_sample(database, sample_folder(), origin)
    assert loaded.actions == 42


def test_a_step_that_is_made_already_changes_nothing(database: Database, sqlite: SqliteFile) -> None:
    partnership_id = add_partnership(database)
    engine = engine_for_steps(understood(sqlite.url))

    bring_to(engine)
    engine.dispose()

    with database.reading() as session:
        assert session.get(model.Partnership, partnership_id) is not None


def test_a_step_that_leaves_pointers_to_nothing_is_undone(sqlite_url: str) -> None:
    Database.open(sqlite_url).close()
    engine = engine_for_steps(understood(sqlite_url))
    nowhere = uuid4().hex
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO person (partnership_id, id, name, is_coordinator) VALUES (:id, :id, 'Somebody', 0)"),
            {"id": nowhere},
        )

    with pytest.raises(DatabaseUnusable, match="1 records would point to nothing"):
        bring_to(engine)
    engine.dispose()


def test_tables_of_another_version_are_refused_with_the_command_that_helps(url: str) -> None:
    Database.open(url).close()
    run(url, "UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(DatabaseUnusable, match="revision 0000") as refusal:
        Database.open(url)

    assert "csp database upgrade" in refusal.value.remedy


def test_tables_of_another_program_are_refused(url: str) -> None:
    run(url, "CREATE TABLE orders (id INTEGER)")

    with pytest.raises(DatabaseUnusable, match="another program"):
        Database.open(url)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("no url at all", "not a database URL"),
        ("mysql://localhost/csp", "mysql is not a database"),
        ("sqlite://", "SQLite needs a file"),
        ("sqlite:///:memory:", "SQLite needs a file"),
    ],
)
def test_what_is_no_usable_database_is_said_in_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(DatabaseUnusable, match=sentence):
        Database.open(url)


def test_a_file_that_is_no_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "csp.db").write_bytes(b"certainly no database" * 1000)

    with pytest.raises(DatabaseUnusable, match="cannot be opened"):
        Database.open(f"sqlite:///{tmp_path / 'csp.db'}")


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(DatabaseUnusable, match="cannot be made"):
        Database.open(f"sqlite:///{tmp_path / 'file' / 'csp.db'}")


def test_a_missing_driver_is_said_with_what_to_install() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from csp_core.database import Database; from csp_core.errors import DatabaseUnusable\n"
        "try: Database.open('postgresql://csp@/csp')\n"
        "except DatabaseUnusable as error: print(error)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "csp-assistant[postgresql]" in result.stdout


def test_a_server_out_of_reach_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="cannot be opened") as refusal:
        Database.open(f"postgresql://csp:verysecret@/csp?host={tmp_path}")

    assert "verysecret" not in str(refusal.value)


def test_several_processes_may_open_an_empty_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for opened in list(pool.map(lambda _: Database.open(url), range(4))):
            opened.close()


def test_no_update_is_lost_between_writers(either_database: Database) -> None:
    partnership_id = add_partnership(either_database)

    def raise_revision(_: int) -> None:
        for _ in range(10):
            with either_database.writing() as session:
                partnership = session.get_one(model.Partnership, partnership_id, with_for_update=True)
                partnership.plan_revision += 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(raise_revision, range(4)))

    with either_database.reading() as session:
        assert session.get_one(model.Partnership, partnership_id).plan_revision == 40


def test_reading_sees_one_moment_while_others_write(either_database: Database) -> None:
    partnership_id = add_partnership(either_database)
    revision = select(model.Partnership.plan_revision).where(model.Partnership.id == partnership_id)

    with either_database.reading() as reader:
        before = reader.scalar(revision)
        with either_database.writing() as writer:
            writer.get_one(model.Partnership, partnership_id).plan_revision = 9
        after = reader.scalar(revision)

    assert (before, after, either_database.glance(revision)) == (0, 0, (9,))


def test_reading_can_change_nothing(either_database: Database) -> None:
    with either_database.reading() as session, pytest.raises(DBAPIError):
        session.execute(text("DELETE FROM partnership"))


def test_a_change_that_fails_half_way_leaves_nothing(either_database: Database) -> None:
    def fail_half_way() -> None:
        with either_database.writing() as session:
            session.add(model.Partnership(name="Half made", area="Nowhere"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()

    with either_database.reading() as session:
        assert session.scalars(select(model.Partnership)).all() == []


def test_a_record_cannot_point_to_one_of_another_partnership(either_database: Database) -> None:
    ours, theirs = add_partnership(either_database, "Ours"), add_partnership(either_database, "Theirs")
    their_plan = add_plan(either_database, theirs)

    with pytest.raises(IntegrityError), either_database.writing() as session:
        session.add(new_action(ours, their_plan))


def test_the_audit_trail_only_grows(either_database: Database, origin: Origin) -> None:
    partnership_id = add_partnership(either_database)
    with either_database.writing() as session:
        record(session, partnership_id, origin, Entry("first", "plan"), Entry("second", "plan"))

    for deed in ("UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry"):
        with pytest.raises(DBAPIError, match="only grows"), either_database.writing() as session:
            session.execute(text(deed))
    with either_database.reading() as session:
        kinds = [(entry.sequence, entry.kind) for entry in session.scalars(select(model.AuditEntry))]
        assert kinds == [(1, "first"), (2, "second")]


def test_the_audit_trail_cannot_be_emptied_on_postgresql_either(postgresql_url: str) -> None:
    with (
        Database.open(postgresql_url) as database,
        pytest.raises(DBAPIError, match="only grows"),
        database.writing() as session,
    ):
        session.execute(text("TRUNCATE audit_entry"))


def test_moments_are_kept_in_utc(either_database: Database) -> None:
    partnership_id = add_partnership(either_database)
    summer_time = timezone(timedelta(hours=1))
    with either_database.writing() as session:
        record(
            session,
            partnership_id,
            Origin("x", "y", datetime(2026, 7, 1, 9, 0, tzinfo=summer_time)),
            Entry("first", "plan"),
        )

    with either_database.reading() as session:
        assert session.scalar(select(model.AuditEntry.at)) == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    partnership_id = add_partnership(database)
    naive = datetime(2026, 7, 1, 9, 0, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(StatementError, match="without a time zone"), database.writing() as session:
        record(session, partnership_id, Origin("x", "y", naive), Entry("first", "plan"))


def test_the_second_of_two_changes_of_one_version_is_refused(either_database: Database) -> None:
    partnership_id = add_partnership(either_database)
    action = new_action(partnership_id, add_plan(either_database, partnership_id))
    with either_database.writing() as session:
        session.add(action)
    with either_database.reading() as session:
        seen = session.get_one(model.Action, (partnership_id, action.id))
        session.expunge(seen)
    with either_database.writing() as session:
        session.get_one(model.Action, (partnership_id, action.id)).status = Status.COMPLETED

    seen.status = Status.CANCELLED
    with pytest.raises(StaleDataError), either_database.writing() as session:
        session.add(seen)

    with either_database.reading() as session:
        kept = session.get_one(model.Action, (partnership_id, action.id))
        assert (kept.status, kept.version) == (Status.COMPLETED, 2)


def test_sqlite_keeps_every_commit_through_a_loss_of_power(database: Database) -> None:
    with database.writing() as session:
        kept = [session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]

    assert kept == ["wal", 2, 1]


def test_one_ref_stands_once_in_a_plan_however_it_is_written(either_database: Database) -> None:
    partnership_id = add_partnership(either_database)
    plan_id = add_plan(either_database, partnership_id)
    one, other = new_action(partnership_id, plan_id), new_action(partnership_id, plan_id)
    other.ref = "da 1"

    with pytest.raises(IntegrityError), either_database.writing() as session:
        session.add_all([one, other])


def test_refs_of_signs_alone_stand_for_themselves() -> None:
    assert model.ref_key("*") != model.ref_key("**")
    assert model.ref_key("1.1") != model.ref_key("1.10")


def test_two_processes_may_use_one_sqlite_file(database: Database, sqlite: SqliteFile) -> None:
    add_partnership(database)

    with sqlite3.connect(sqlite.file) as other:
        other.execute("UPDATE partnership SET plan_revision = 7")
    other.close()

    assert database.glance(select(model.Partnership.plan_revision)) == (7,)

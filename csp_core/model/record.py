"""What every mapped class shares: its keys, how constraints are named, how time and choices are stored."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, ForeignKeyConstraint, MetaData
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored and read as UTC; a moment without a time zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


class Record(DeclarativeBase):
    """The base of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        list[str]: JSON,
        dict[str, Any]: JSON(none_as_null=True),
    }


class Owned:
    """A record of one partnership: the partnership is part of its key, and of every key that points to it."""

    partnership_id: Mapped[UUID] = mapped_column(
        ForeignKey("partnership.partnership_id"), primary_key=True, sort_order=-2
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4, sort_order=-1)


def points_to(table: str, column: str, *, checked_at_commit: bool = False) -> ForeignKeyConstraint:
    """A foreign key to a record of the same partnership, and of no other."""
    return ForeignKeyConstraint(
        ["partnership_id", column],
        [f"{table}.partnership_id", f"{table}.id"],
        deferrable=checked_at_commit or None,
        initially="DEFERRED" if checked_at_commit else None,
    )


def one_of(kind: type[Enum]) -> EnumType:
    """A column that holds the values of an enum, with a CHECK on every database."""
    return EnumType(
        kind,
        name=kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )

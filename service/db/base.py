"""The shape that all tables share: names of constraints, instants in UTC, and texts that compare byte by byte."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, cast

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Identity, Integer, MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware going in (a naive one is refused), aware in UTC coming out, on every engine."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Return the instant in UTC; raises `ValueError` for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the same
        """Return the stored instant as aware UTC (SQLite keeps no zone)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class OpenDate(TypeDecorator[date]):
    """A day, or none at all, which is kept as the last day there is: so that "no limit" sorts last on every engine."""

    impl = Date
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> date:  # noqa: ARG002  # SQLAlchemy's signature
        """Return the day that stands for the value."""
        return date.max if value is None else value

    def process_result_value(self, value: date | None, dialect: Dialect) -> date | None:  # noqa: ARG002  # the same
        """Return the day, None where there is none."""
        return None if value == date.max else value


# Text whose order and prefixes are those of its bytes, whatever language the database was made for.
BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")

Id = Annotated[str, mapped_column(String(32))]
PrimaryKey = Annotated[str, mapped_column(String(32), primary_key=True)]
Code = Annotated[str, mapped_column(String(80))]
Digest = Annotated[str, mapped_column(String(64))]
# SQLite numbers rows by itself only in a column whose type is called INTEGER.
ROW_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
RowNumber = Annotated[int, mapped_column(ROW_NUMBER, Identity(always=False), primary_key=True)]
BytewiseText = Annotated[str, mapped_column(BYTEWISE)]
Document = Annotated[dict[str, Any], mapped_column(JSON)]


class Base(DeclarativeBase):
    """The parent of all models: columns and constraints, no verbs."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime(), str: Text()}  # noqa: RUF012  # read once by SQLAlchemy


def table_of(model: type[Base]) -> Table:
    """Return the table of a model, for statements that don't need the object mapper."""
    return cast("Table", model.__table__)

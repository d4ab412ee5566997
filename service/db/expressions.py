"""Pieces of SQL that the two engines spell differently: membership in a list, rows as JSON, words in an index."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, TypeVar

import orjson
from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    ColumnElement,
    Date,
    Dialect,
    FromClause,
    ScalarSelect,
    Table,
    Text,
    bindparam,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeDecorator, TypeEngine

from service.db.base import UtcDateTime

R = TypeVar("R")


def columns_of(table: FromClause, row: Any) -> list[ColumnElement[Any]]:
    """Return the columns of a table in the order of the fields of a row type."""
    return [table.c[name] for name in row._fields]


class TextList(TypeDecorator[Sequence[str]]):
    """A list of texts as one parameter: an array on PostgreSQL, a JSON text on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the engine's own type."""
        return dialect.type_descriptor(ARRAY(Text()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:
        """Return what the driver takes."""
        texts = list(value or ())
        return texts if dialect.name == "postgresql" else orjson.dumps(texts).decode()


class Condition(ColumnElement[bool]):
    """A condition of our own; it stands bare in a WHERE, for behind `= 1` SQLite would use no index."""

    inherit_cache = False
    type = Boolean()

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002  # SQLAlchemy's signature
        """Return the condition itself: it needs no brackets, and is true or false as it is."""
        return self


class AnyOf(Condition):
    """Whether a column is one of the texts in a list given as one parameter, so that the statement never changes."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[str], parameter: str) -> None:
        self.column = column
        self.values = bindparam(parameter, type_=TextList())


@compiles(AnyOf, "sqlite")
def _any_of_sqlite(element: AnyOf, compiler: SQLCompiler, **kwargs: Any) -> str:
    column, values = compiler.process(element.column, **kwargs), compiler.process(element.values, **kwargs)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608  # parameters only


@compiles(AnyOf, "postgresql")
def _any_of_postgresql(element: AnyOf, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"{compiler.process(element.column, **kwargs)} = ANY({compiler.process(element.values, **kwargs)})"


class JsonRows(ColumnElement[Any]):
    """All rows of a select as one JSON array of arrays, so that one statement brings rows of several tables."""

    inherit_cache = False
    type = JSON()

    def __init__(self, columns: Iterable[ColumnElement[Any]]) -> None:
        self.columns = tuple(columns)

    @property
    def _from_objects(self) -> list[FromClause]:
        return [origin for column in self.columns for origin in column._from_objects]  # noqa: SLF001  # SQLAlchemy's hook


@compiles(JsonRows, "sqlite")
def _json_rows_sqlite(element: JsonRows, compiler: SQLCompiler, **kwargs: Any) -> str:
    parts = [
        f"json({text})" if isinstance(column.type, JSON) else text
        for column, text in ((column, compiler.process(column, **kwargs)) for column in element.columns)
    ]
    return f"json_group_array(json_array({', '.join(parts)}))"


@compiles(JsonRows, "postgresql")
def _json_rows_postgresql(element: JsonRows, compiler: SQLCompiler, **kwargs: Any) -> str:
    parts = ", ".join(compiler.process(column, **kwargs) for column in element.columns)
    return f"coalesce(json_agg(json_build_array({parts})), '[]'::json)"


class JsonList(ColumnElement[Any]):
    """Several values of JSON as one JSON array, so that they are one column."""

    inherit_cache = False
    type = JSON()

    def __init__(self, columns: Iterable[ColumnElement[Any]]) -> None:
        self.columns = tuple(columns)

    @property
    def _from_objects(self) -> list[FromClause]:
        return [origin for column in self.columns for origin in column._from_objects]  # noqa: SLF001  # SQLAlchemy's hook


@compiles(JsonList, "sqlite")
def _json_list_sqlite(element: JsonList, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"json_array({', '.join(f'json({compiler.process(column, **kwargs)})' for column in element.columns)})"


@compiles(JsonList, "postgresql")
def _json_list_postgresql(element: JsonList, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"json_build_array({', '.join(compiler.process(column, **kwargs) for column in element.columns)})"


class Nested(NamedTuple):
    """Rows of one table inside a row of another: the column that brings them, and how they are read."""

    column: ScalarSelect[Any]
    read: Callable[[Any], list[Any]]


def nested(table: Table, row: Any, where: ColumnElement[bool], order: str) -> Nested:
    """Return a column that brings all rows of a table, made into values of a row type and ordered by one field."""
    columns = columns_of(table, row)
    readers = [(place, read) for place, column in enumerate(columns) if (read := _reader(column.type)) is not None]
    position = row._fields.index(order)

    def read_rows(rows: list[list[Any]]) -> list[Any]:
        for values in rows:
            for place, read in readers:
                if values[place] is not None:
                    values[place] = read(values[place])
        rows.sort(key=lambda values: values[position])
        return [row._make(values) for values in rows]

    return Nested(select(JsonRows(columns)).select_from(table).where(where).scalar_subquery(), read_rows)


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """Return how a value of this type comes back from JSON, where JSON has no such type."""
    if isinstance(kind, UtcDateTime):
        return _read_instant
    if isinstance(kind, Date):
        return date.fromisoformat
    return bool if isinstance(kind, Boolean) else None


def _read_instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)

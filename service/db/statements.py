"""Statements prepared once: written with SQLAlchemy Core at import, compiled per engine, run on the driver's cursor.

The compiled text, the conversion of parameters and the conversion of results are SQLAlchemy's own; only the layers
between them are left out, which halves the cost of a transition.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy import ClauseElement, Dialect, Select, Table, bindparam, insert
from sqlalchemy.sql.compiler import SQLCompiler

R = TypeVar("R")
Reader = Callable[[Any], Any]


class Cursor(Protocol):
    """The part of a driver's cursor that is used here."""

    rowcount: int

    def fetchone(self) -> Sequence[Any] | None: ...  # noqa: D102  # as the driver has it
    def fetchall(self) -> list[Sequence[Any]]: ...  # noqa: D102  # as the driver has it


class Runner(Protocol):
    """What runs a prepared statement: the unit of work."""

    @property
    def dialect(self) -> Dialect: ...  # noqa: D102  # said by the unit of work

    def run(self, text: str, parameters: Sequence[Any] | Mapping[str, Any]) -> Cursor: ...  # noqa: D102  # said there too


class Compiled(NamedTuple):
    """A statement as one engine takes it: text, order of parameters (none if by name), defaults and conversions."""

    text: str
    positions: tuple[str, ...] | None
    defaults: dict[str, Any]
    writers: tuple[tuple[str, Reader], ...]
    readers: tuple[tuple[int, Reader], ...]


class Prepared:
    """A statement that returns no rows."""

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._compiled: dict[str, Compiled] = {}

    def execute(self, work: Runner, parameters: Mapping[str, Any]) -> int:
        """Run the statement and return how many rows it touched."""
        return self._cursor(work, self.compiled(work.dialect), parameters).rowcount

    def compiled(self, dialect: Dialect) -> Compiled:
        """Return the statement compiled for an engine, compiling it on first use."""
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = compile_statement(self.statement, dialect)
        return known

    @staticmethod
    def _cursor(work: Runner, compiled: Compiled, parameters: Mapping[str, Any]) -> Cursor:
        values = {**compiled.defaults, **parameters}
        for name, write in compiled.writers:
            values[name] = write(values[name])
        if compiled.positions is None:
            return work.run(compiled.text, values)
        return work.run(compiled.text, [values[name] for name in compiled.positions])


class Query(Prepared, Generic[R]):
    """A select whose rows are made into values of one type."""

    def __init__(self, statement: Select[*tuple[Any, ...]], make: Callable[[Sequence[Any]], R]) -> None:
        super().__init__(statement)
        self._make = make

    def first(self, work: Runner, parameters: Mapping[str, Any]) -> R | None:
        """Return the first row, or None."""
        compiled = self.compiled(work.dialect)
        row = self._cursor(work, compiled, parameters).fetchone()
        return None if row is None else self._make(read_row(row, compiled.readers))

    def all(self, work: Runner, parameters: Mapping[str, Any]) -> list[R]:
        """Return all rows in the order of the statement."""
        compiled = self.compiled(work.dialect)
        rows = self._cursor(work, compiled, parameters).fetchall()
        return [self._make(read_row(row, compiled.readers)) for row in rows]


class Insertion:
    """The insertion of whole rows into one table; columns that are not given take the defaults of the model."""

    def __init__(self, table: Table) -> None:
        columns = [column for column in table.columns if not column.identity and column.autoincrement is not True]
        self._names = frozenset(column.name for column in columns)
        self._defaults = {column.name: column.default for column in columns if column.default or column.nullable}
        self._prepared = Prepared(insert(table).values({c.name: bindparam(c.name, type_=c.type) for c in columns}))

    def run(self, work: Runner, values: Mapping[str, Any]) -> None:
        """Insert one row; raises `TypeError` when a column is unknown or one without a default is missing."""
        row = {name: default_value(default) for name, default in self._defaults.items()} | dict(values)
        if row.keys() != self._names:
            wrong = sorted(row.keys() ^ self._names)
            raise TypeError(f"columns unknown or missing: {', '.join(wrong)}")
        self._prepared.execute(work, row)


def default_value(default: Any) -> Any:
    """Return the value of a column's default: none, a plain value, or what a callable such as `dict` makes."""
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


def read_row(row: Sequence[Any], readers: tuple[tuple[int, Reader], ...]) -> Sequence[Any]:
    """Return the row with the columns that need it converted."""
    if not readers:
        return row
    values = list(row)
    for place, read in readers:
        values[place] = read(values[place])
    return values


def compile_statement(statement: ClauseElement, dialect: Dialect) -> Compiled:
    """Compile a statement for an engine, with the conversions of its parameters and of its columns."""
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only statements with parameters and rows can be prepared")
    writers = tuple(
        (name, write)
        for name, bind in compiled.binds.items()
        if (write := bind.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    )
    columns = list(statement.selected_columns) if isinstance(statement, Select) else []
    readers = tuple(
        (place, read)
        for place, column in enumerate(columns)
        if (read := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
    )
    positions = tuple(compiled.positiontup or ()) if compiled.positional else None
    defaults = {name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required}
    return Compiled(str(compiled), positions, defaults, writers, readers)

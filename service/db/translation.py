"""Driver errors in the words of this house, the same on both engines."""

from functools import cache

from sqlalchemy import UniqueConstraint

from service.db.base import Base
from service.db.errors import AppendOnly, BrokenReference, DuplicateKey, StaleWrite, UnusableValue

# Said by the triggers of the migrations: by message on SQLite, by SQLSTATE on PostgreSQL.
CHAIN_MESSAGE, CHAIN_STATE = "audit chain: not the next event", "VD001"
APPEND_ONLY_MESSAGE, APPEND_ONLY_STATE = "append only", "VD002"
CHAIN_CONSTRAINTS = frozenset(("uq_audit_event_stream_stream_seq", "uq_audit_event_hash"))
DATA_EXCEPTION = "22"  # the class of SQLSTATE for values that fit nowhere
UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION = "23505", "23503"
SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"
SQLITE_UNIQUE, SQLITE_FOREIGN_KEY = "UNIQUE constraint failed: ", "FOREIGN KEY constraint failed"


def translated(error: BaseException) -> BaseException:
    """Return what a driver's error means, or the error itself when it means nothing special."""
    state = getattr(error, "sqlstate", None)
    return (_from_sqlite(str(error)) if state is None else _from_postgresql(state, error)) or error


def _from_postgresql(state: str, error: BaseException) -> Exception | None:
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None) or ""
    if state == UNIQUE_VIOLATION:
        return _duplicate(constraint)
    if state in {CHAIN_STATE, SERIALIZATION_FAILURE, DEADLOCK}:
        return StaleWrite(str(error))
    if state.startswith(DATA_EXCEPTION):
        return UnusableValue(str(error))
    if state == FOREIGN_KEY_VIOLATION:
        return BrokenReference(constraint)
    return AppendOnly(str(error)) if state == APPEND_ONLY_STATE else None


def _from_sqlite(message: str) -> Exception | None:
    if message.startswith(SQLITE_UNIQUE):
        columns = message.removeprefix(SQLITE_UNIQUE)
        return _duplicate(constraints_by_columns().get(columns, columns))
    if message == SQLITE_FOREIGN_KEY:
        return BrokenReference("")
    if message == CHAIN_MESSAGE:
        return StaleWrite(message)
    return AppendOnly(message) if message.endswith(APPEND_ONLY_MESSAGE) else None


def _duplicate(constraint: str) -> Exception:
    return StaleWrite(constraint) if constraint in CHAIN_CONSTRAINTS else DuplicateKey(constraint)


@cache
def constraints_by_columns() -> dict[str, str]:
    """Return the names of unique constraints and primary keys by their columns as SQLite lists them."""
    return {
        ", ".join(f"{table.name}.{column.name}" for column in constraint.columns): str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in (*(c for c in table.constraints if isinstance(c, UniqueConstraint)), table.primary_key)
    }

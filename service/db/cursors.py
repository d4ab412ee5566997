"""How far somebody has read: a number under a name, moved on only from where it was."""

from sqlalchemy import bindparam, select, update

from service.db.keys import COUNTER
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

_VALUE = Query(select(COUNTER.c.value).where(COUNTER.c.name == bindparam("name")), lambda row: int(row[0]))
_INSERT = Insertion(COUNTER)
_MOVE = Prepared(
    update(COUNTER)
    .where(COUNTER.c.name == bindparam("of_name"), COUNTER.c.value == bindparam("expected"))
    .values(value=bindparam("to"))
)


def read_cursor(work: Work, name: str) -> int | None:
    """Return how far was read, None when nobody has begun."""
    return _VALUE.first(work, {"name": name})


def begin_cursor(work: Work, name: str, at: int) -> None:
    """Begin to read after a place; raises `DuplicateKey` when another has begun."""
    _INSERT.run(work, {"name": name, "value": at})


def move_cursor(work: Work, name: str, expected: int, to: int) -> bool:
    """Note that all up to a place was dealt with in this transaction; False when another was faster."""
    return _MOVE.execute(work, {"of_name": name, "expected": expected, "to": to}) == 1

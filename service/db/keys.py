"""Idempotency keys, and counters that number things."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Counter, IdempotencyKey
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, COUNTER = table_of(IdempotencyKey), table_of(Counter)


class KeyRow(NamedTuple):
    """The answer once given to a request that carried a key."""

    account_id: str
    key: str
    request_digest: str
    status: int
    response: dict[str, Any]
    created_at: datetime


_BY_KEY = Query(
    select(*columns_of(TABLE, KeyRow)).where(
        TABLE.c.account_id == bindparam("account_id"), TABLE.c.key == bindparam("key")
    ),
    KeyRow._make,
)
_INSERT = Insertion(TABLE)
_EXPIRE = Prepared(delete(TABLE).where(TABLE.c.created_at < bindparam("before", type_=TABLE.c.created_at.type)))
_FIRST = {"name": bindparam("name"), "value": 1}
_NEXT = {"value": COUNTER.c.value + 1}
_COUNT = {
    "sqlite": Prepared(
        sqlite.insert(COUNTER).values(_FIRST).on_conflict_do_update(index_elements=["name"], set_=_NEXT)
    ),
    "postgresql": Prepared(
        postgresql.insert(COUNTER).values(_FIRST).on_conflict_do_update(index_elements=["name"], set_=_NEXT)
    ),
}
_VALUE = Query(select(COUNTER.c.value).where(COUNTER.c.name == bindparam("name")), lambda row: int(row[0]))


def find_key(work: Work, account_id: str, key: str) -> KeyRow | None:
    """Return the answer kept under a key of an account, or None."""
    return _BY_KEY.first(work, {"account_id": account_id, "key": key})


def save_key(
    work: Work, account_id: str, key: str, *, request_digest: str, status: int, response: dict[str, Any]
) -> None:
    """Keep the answer to a request in the transaction of its act; raises `DuplicateKey` when a twin was first."""
    row = KeyRow(account_id, key, request_digest, status, response, work.now)
    _INSERT.run(work, row._asdict())


def expire_keys(work: Work, before: datetime) -> int:
    """Forget the answers older than an instant and return how many there were."""
    return _EXPIRE.execute(work, {"before": before})


def next_number(work: Work, name: str) -> int:
    """Return 1, 2, 3 … under a name; a number given to an act that fails is given again."""
    _COUNT[work.engine_name].execute(work, {"name": name})
    return _VALUE.first(work, {"name": name}) or 1

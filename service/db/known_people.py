"""Accounts by a part of their name, for those who read the trail and type whom they mean."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from service.db.base import table_of
from service.db.models import Account
from service.db.statements import Query
from service.db.work import Work
from workflows.names import fold

TABLE = table_of(Account)
MOST_ACCOUNTS = 20_000  # names are compared without diacritics, which the engines cannot do


class KnownAccount(NamedTuple):
    """An account as it is offered."""

    id: str
    username: str
    name: str


_ALL = Query(
    select(TABLE.c.id, TABLE.c.username, TABLE.c.name).order_by(TABLE.c.id).limit(bindparam("count")),
    KnownAccount._make,
)


def find_accounts(work: Work, query: str, *, limit: int) -> list[KnownAccount]:
    """Return accounts whose name has every word of a query, or whose user name it is, some at most."""
    words = fold(query).split()
    if not words:
        return []
    rows = _ALL.all(work, {"count": MOST_ACCOUNTS})
    return [row for row in rows if row.username == query.strip() or _has(row.name, words)][:limit]


def _has(name: str, words: list[str]) -> bool:
    folded = fold(name).split()
    return all(any(part.startswith(word) for part in folded) for word in words)

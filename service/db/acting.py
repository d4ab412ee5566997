"""Who an account is today, without a token: for work that is done in somebody's name while he is away."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from service.db.accounts import TABLE
from service.db.holdings import holdings_of, read_holdings
from service.db.statements import Query
from service.db.work import Work
from workflows.policy import Holding


class ActingRow(NamedTuple):
    """An account with the roles it holds today."""

    account_id: str
    name: str
    nominee_id: str | None
    is_active: bool
    holdings: tuple[Holding, ...]


def _read(row: Sequence[Any]) -> ActingRow:
    return ActingRow._make((*row[:4], read_holdings(row[4])))


_BY_ID = Query(
    select(TABLE.c.id, TABLE.c.name, TABLE.c.nominee_id, TABLE.c.is_active, holdings_of(TABLE.c.id)).where(
        TABLE.c.id == bindparam("id")
    ),
    _read,
)


def find_acting(work: Work, account_id: str) -> ActingRow | None:
    """Return an account with the roles it holds today, in one select, or None."""
    return _BY_ID.first(work, {"id": account_id, "today": work.today})

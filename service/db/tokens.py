"""Bearer tokens: found by digest together with the account and the roles it holds today, in one select."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, tuple_, update

from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.holdings import holdings_of, read_holdings
from service.db.models import ApiToken
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.policy import Holding

TABLE = table_of(ApiToken)


class TokenRow(NamedTuple):
    """A token with its account and the roles to act by on the day asked for; whether it is valid is for the caller."""

    id: str
    scopes: list[str]
    expires_at: datetime | None
    revoked_at: datetime | None
    account_id: str
    username: str
    account_name: str
    nominee_id: str | None
    is_active: bool
    holdings: tuple[Holding, ...]


class ListedToken(NamedTuple):
    """A token as its owner sees it: never the secret, only its beginning."""

    id: str
    account_id: str
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


TOKEN_COLUMNS = (
    TABLE.c.id,
    TABLE.c.scopes,
    TABLE.c.expires_at,
    TABLE.c.revoked_at,
    TABLE.c.account_id,
    ACCOUNT.c.username,
    ACCOUNT.c.name,
    ACCOUNT.c.nominee_id,
    ACCOUNT.c.is_active,
    holdings_of(TABLE.c.account_id),
)
TOKEN_ORIGIN = TABLE.join(ACCOUNT, ACCOUNT.c.id == TABLE.c.account_id)


def read_token(row: Sequence[Any]) -> TokenRow:
    """Return the token of a row that begins with `TOKEN_COLUMNS`."""
    values = list(row[: len(TOKEN_COLUMNS)])
    values[-1] = read_holdings(values[-1])
    return TokenRow._make(values)


_BY_DIGEST = Query(
    select(*TOKEN_COLUMNS).select_from(TOKEN_ORIGIN).where(TABLE.c.digest == bindparam("digest")), read_token
)
_INSERT = Insertion(TABLE)
_REVOKE = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("revoked_at", type_=TABLE.c.revoked_at.type))
)
_BY_ID = Query(select(*columns_of(TABLE, ListedToken)).where(TABLE.c.id == bindparam("id")), ListedToken._make)


def add_token(
    work: Work,
    account_id: str,
    digest: str,
    *,
    name: str,
    prefix: str,
    scopes: Sequence[str],
    expires_at: datetime | None,
) -> ListedToken:
    """Keep the digest of a new token and return what may be shown of it."""
    row = ListedToken(work.new_id(), account_id, name, prefix, list(scopes), work.now, expires_at, None)
    _INSERT.run(work, row._asdict() | {"digest": digest})
    return row


def find_token(work: Work, digest: str, on: date | None = None) -> TokenRow | None:
    """Return the token with this digest, its account and the roles held on a day (today when none is given)."""
    return _BY_DIGEST.first(work, {"digest": digest, "today": on or work.today})


def get_token(work: Work, token_id: str) -> ListedToken:
    """Return a token by id; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": token_id})
    if found is None:
        raise NotFound("api_token", token_id)
    return found


def revoke_token(work: Work, token_id: str) -> None:
    """Revoke a token from now on; a token already revoked keeps its instant."""
    _REVOKE.execute(work, {"of_id": token_id, "revoked_at": work.now})


def list_tokens(work: Work, account_id: str, *, after: str | None = None, limit: int = 100) -> list[ListedToken]:
    """Return the tokens of an account, oldest first; `after` is the id of the last token of the page before."""
    page = select(*columns_of(TABLE, ListedToken)).where(TABLE.c.account_id == account_id)
    if after is not None:
        last = select(TABLE.c.created_at, TABLE.c.id).where(TABLE.c.id == after).scalar_subquery()
        page = page.where(tuple_(TABLE.c.created_at, TABLE.c.id) > last)
    rows = work.execute(page.order_by(TABLE.c.created_at, TABLE.c.id).limit(limit))
    return [ListedToken._make(row) for row in rows]

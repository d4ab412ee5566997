"""Sign-ins of browsers: found by the digest of their cookie together with the account and its roles, in one select."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, or_, select, update

from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.holdings import holdings_of, read_holdings
from service.db.models import BrowserSession
from service.db.second_factors import TABLE as FACTOR
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.policy import Holding

TABLE = table_of(BrowserSession)


class SessionRow(NamedTuple):
    """One sign-in of a browser as its owner sees it; `ended_at` is None while it lasts."""

    id: str
    account_id: str
    method: str
    network: str
    agent: str
    created_at: datetime
    seen_at: datetime
    confirmed_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    factor_at: datetime | None


class FoundSession(NamedTuple):
    """A sign-in with its account and the roles held today; whether it still counts is for the caller."""

    session: SessionRow
    username: str
    account_name: str
    nominee_id: str | None
    is_active: bool
    has_factor: bool
    holdings: tuple[Holding, ...]


def _found(row: Sequence[Any]) -> FoundSession:
    own = len(SessionRow._fields)
    username, name, nominee_id, is_active, factor, holdings = row[own:]
    session, held = SessionRow._make(row[:own]), read_holdings(holdings)
    return FoundSession(session, username, name, nominee_id, is_active, factor is not None, held)


_COLUMNS = columns_of(TABLE, SessionRow)
_BY_DIGEST = Query(
    select(
        *_COLUMNS,
        ACCOUNT.c.username,
        ACCOUNT.c.name,
        ACCOUNT.c.nominee_id,
        ACCOUNT.c.is_active,
        FACTOR.c.confirmed_at,
        holdings_of(TABLE.c.account_id),
    )
    .select_from(
        TABLE.join(ACCOUNT, ACCOUNT.c.id == TABLE.c.account_id).outerjoin(
            FACTOR, FACTOR.c.account_id == TABLE.c.account_id
        )
    )
    .where(TABLE.c.digest == bindparam("digest")),
    _found,
)
_OPEN_OF = Query(
    select(*_COLUMNS)
    .where(
        TABLE.c.account_id == bindparam("account_id"),
        TABLE.c.ended_at.is_(None),
        TABLE.c.expires_at > bindparam("now", type_=TABLE.c.expires_at.type),
    )
    .order_by(TABLE.c.seen_at.desc(), TABLE.c.id),
    SessionRow._make,
)
_INSERT = Insertion(TABLE)
_SEEN = Prepared(
    update(TABLE).where(TABLE.c.id == bindparam("of_id")).values(seen_at=bindparam("seen", type_=TABLE.c.seen_at.type))
)
_CONFIRMED = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(
        digest=bindparam("new_digest"),
        seen_at=bindparam("at", type_=TABLE.c.seen_at.type),
        confirmed_at=bindparam("at", type_=TABLE.c.seen_at.type),
    )
)
_FACTOR = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(digest=bindparam("new_digest"), factor_at=bindparam("at", type_=TABLE.c.seen_at.type))
)
_END = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.ended_at.is_(None))
    .values(ended_at=bindparam("ended", type_=TABLE.c.seen_at.type))
)


def add_session(
    work: Work,
    account_id: str,
    digest: str,
    *,
    method: str,
    network: str,
    agent: str,
    expires_at: datetime,
    has_second_factor: bool,
    confirmed_at: datetime,
) -> SessionRow:
    """Keep a new sign-in under the digest of its cookie and return what may be shown of it."""
    row = SessionRow(
        id=work.new_id(),
        account_id=account_id,
        method=method,
        network=network,
        agent=agent,
        created_at=work.now,
        seen_at=work.now,
        confirmed_at=confirmed_at,
        expires_at=expires_at,
        ended_at=None,
        factor_at=work.now if has_second_factor else None,
    )
    _INSERT.run(work, row._asdict() | {"digest": digest})
    return row


def find_session(work: Work, digest: str) -> FoundSession | None:
    """Return the sign-in whose cookie has this digest, or None."""
    return _BY_DIGEST.first(work, {"digest": digest, "today": work.today})


def list_open_sessions(work: Work, account_id: str) -> list[SessionRow]:
    """Return the sign-ins of an account that have neither ended nor expired, last seen first."""
    return _OPEN_OF.all(work, {"account_id": account_id, "now": work.now})


def mark_seen(work: Work, session_id: str) -> None:
    """Note that a browser was here now."""
    _SEEN.execute(work, {"of_id": session_id, "seen": work.now})


def mark_confirmed(work: Work, session_id: str, digest: str) -> None:
    """Note that its owner proved now who he is; from here on another cookie speaks for it."""
    _CONFIRMED.execute(work, {"of_id": session_id, "new_digest": digest, "at": work.now})


def mark_factor(work: Work, session_id: str, digest: str) -> None:
    """Note that the second factor was proven now; from here on another cookie speaks for the sign-in."""
    _FACTOR.execute(work, {"of_id": session_id, "new_digest": digest, "at": work.now})


def end_session(work: Work, session_id: str) -> int:
    """End a sign-in from now on and return 1, or 0 for one that has ended before."""
    return _END.execute(work, {"of_id": session_id, "ended": work.now})


def forget_ended(work: Work, before: datetime, limit: int = 500) -> int:
    """Remove sign-ins that were over before an instant, so many at a time, and return how many there were."""
    over = select(TABLE.c.id).where(or_(TABLE.c.expires_at < before, TABLE.c.ended_at < before)).limit(limit)
    return len(work.execute(delete(TABLE).where(TABLE.c.id.in_(over)).returning(TABLE.c.id)).all())

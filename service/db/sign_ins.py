"""Attempts to sign in as throttling counts them: opened as failures, settled when the password was right."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, update

from service.db.base import table_of
from service.db.models import LoginAttempt
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(LoginAttempt)


class Failures(NamedTuple):
    """How many attempts failed since the last success, and when the last of them was."""

    number: int
    last_at: datetime | None


def _failures(name: str) -> Query[Failures]:
    earlier, column = TABLE.alias("earlier"), TABLE.c[name]
    since = bindparam("since", type_=TABLE.c.at.type)
    succeeded = select(func.max(earlier.c.at)).where(
        earlier.c[name] == bindparam("value"), earlier.c.at >= since, earlier.c.succeeded.is_(True)
    )
    start = func.coalesce(succeeded.scalar_subquery(), since)
    failed = (column == bindparam("value")) & (TABLE.c.at >= start) & TABLE.c.succeeded.is_(False)
    last = func.max(TABLE.c.at, type_=TABLE.c.at.type)
    return Query(select(func.count(), last).select_from(TABLE).where(failed), Failures._make)


_OF_NAME, _OF_NETWORK = _failures("username"), _failures("network")
_INSERT = Insertion(TABLE)
_SETTLE = Prepared(update(TABLE).where(TABLE.c.id == bindparam("of_id")).values(succeeded=True))


def open_attempt(work: Work, *, username: str, network: str) -> str:
    """Record an attempt as failed before its password is looked at, so that many at once cannot slip through."""
    key = work.new_id()
    values = {"id": key, "username": username, "network": network, "at": work.now, "succeeded": False}
    _INSERT.run(work, values)
    return key


def settle_attempt(work: Work, attempt_id: str) -> None:
    """Mark an attempt as successful."""
    _SETTLE.execute(work, {"of_id": attempt_id})


def forget_attempts(work: Work, before: datetime, limit: int = 500) -> int:
    """Remove attempts older than an instant, so many at a time, and return how many there were."""
    old = select(TABLE.c.id).where(TABLE.c.at < before).order_by(TABLE.c.id).limit(limit)
    return len(work.execute(delete(TABLE).where(TABLE.c.id.in_(old)).returning(TABLE.c.id)).all())


def failures_of_name(work: Work, username: str, since: datetime) -> Failures:
    """Return the failed attempts on a username since an instant or its last success."""
    return _OF_NAME.first(work, {"value": username, "since": since}) or Failures(0, None)


def failures_of_network(work: Work, network: str, since: datetime) -> Failures:
    """Return the failed attempts from a network since an instant or its last success."""
    return _OF_NETWORK.first(work, {"value": network, "since": since}) or Failures(0, None)

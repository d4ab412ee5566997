"""Long work in the database: asked for, taken under a lease, reported, finished by the one who holds the lease."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, literal, or_, select, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import Job
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(Job)
WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


class JobRow(NamedTuple):
    """One piece of long work."""

    id: str
    kind: str
    account_id: str
    scopes: list[str]
    params: dict[str, Any]
    state: str
    done: int
    total: int
    memo: dict[str, Any]
    result: dict[str, Any] | None
    error: str
    error_params: dict[str, Any]
    attempts: int
    lease_until: datetime | None
    lease_token: str | None
    file_digest: str | None
    file_name: str
    file_type: str
    file_size: int
    file_until: datetime | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


_COLUMNS = columns_of(TABLE, JobRow)
_INSTANT = TABLE.c.created_at.type
_INSERT = Insertion(TABLE)
_BY_ID = Query(select(*_COLUMNS).where(TABLE.c.id == bindparam("id")), JobRow._make)
_EXPIRED = (TABLE.c.state == RUNNING) & (TABLE.c.lease_until <= bindparam("now", type_=_INSTANT))
_READY = or_(TABLE.c.state == WAITING, _EXPIRED)
_WAITS = Query(select(literal(1)).where(_READY).limit(1), lambda row: int(row[0]))
# Several takers pass over what another is just taking; SQLite has one writer and leaves the clause out.
_NEXT = Query(
    select(*_COLUMNS).where(_READY).order_by(TABLE.c.id).limit(1).with_for_update(skip_locked=True), JobRow._make
)
_TAKE = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(
        state=RUNNING,
        lease_until=bindparam("lease_until", type_=_INSTANT),
        lease_token=bindparam("lease_token"),
        attempts=TABLE.c.attempts + 1,
        started_at=func.coalesce(TABLE.c.started_at, bindparam("at", type_=_INSTANT)),
    )
)
_HELD = (
    (TABLE.c.id == bindparam("of_id"))
    & (TABLE.c.lease_token == bindparam("held_by"))
    & (TABLE.c.state == RUNNING)
)  # fmt: skip
_RENEW = Prepared(update(TABLE).where(_HELD).values(lease_until=bindparam("lease_until", type_=_INSTANT)))
_FREE_ALL = Prepared(
    update(TABLE).where(TABLE.c.state == RUNNING).values(state=WAITING, lease_until=None, lease_token=None)
)


def add_job(
    work: Work, *, kind: str, account_id: str, scopes: list[str], params: Mapping[str, Any], total: int = 0
) -> str:
    """Add a job that waits to be taken and return its id; the commit rings the bell of this process."""
    key = work.new_id()
    values = {"id": key, "kind": kind, "account_id": account_id, "scopes": scopes, "params": dict(params)}
    settled = {"state": WAITING, "done": 0, "total": total, "error": "", "attempts": 0, "created_at": work.now}
    empty = {"file_name": "", "file_type": "", "file_size": 0, "memo": {}, "error_params": {}}
    _INSERT.run(work, values | settled | empty)
    work.rings = True
    return key


def get_job(work: Work, job_id: str) -> JobRow:
    """Return a job; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": job_id})
    if found is None:
        raise NotFound("job", job_id)
    return found


def list_jobs(work: Work, account_id: str, *, after: str | None = None, limit: int = 50) -> list[JobRow]:
    """Return the jobs of an account, newest first; `after` is the id of the last job of the page before."""
    page = select(*_COLUMNS).where(TABLE.c.account_id == account_id)
    page = page if after is None else page.where(TABLE.c.id < after)
    return [JobRow._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def is_any_ready(work: Work) -> bool:
    """Tell whether a job waits, or was left by somebody whose lease is over."""
    return _WAITS.first(work, {"now": work.now}) is not None


def take_next(work: Work, *, token: str, lease_until: datetime) -> JobRow | None:
    """Take the oldest job that is ready, under a lease, and return it as it is now; None when there is none."""
    found = _NEXT.first(work, {"now": work.now})
    if found is None:
        return None
    _TAKE.execute(work, {"of_id": found.id, "lease_until": lease_until, "lease_token": token, "at": work.now})
    return get_job(work, found.id)


def renew_lease(work: Work, job_id: str, token: str, lease_until: datetime) -> bool:
    """Hold a job on; False when it was taken away."""
    return _RENEW.execute(work, {"of_id": job_id, "held_by": token, "lease_until": lease_until}) == 1


def change_held(work: Work, job_id: str, token: str, values: Mapping[str, Any]) -> bool:
    """Change a job that is held by this token; False, and nothing changed, when it was taken away."""
    held = (TABLE.c.id == job_id) & (TABLE.c.lease_token == token) & (TABLE.c.state == RUNNING)
    return work.execute(update(TABLE).where(held).values(dict(values)).returning(TABLE.c.id)).first() is not None


def free_all(work: Work) -> int:
    """Make every job that somebody holds ready again, for the one process that just opened its own file."""
    return _FREE_ALL.execute(work, {})


def list_expired_files(work: Work, limit: int = 100) -> list[str]:
    """Return the ids of jobs whose file is kept no longer."""
    over = select(TABLE.c.id).where(TABLE.c.file_until <= work.now)
    return [str(row[0]) for row in work.execute(over.order_by(TABLE.c.file_until).limit(limit))]


def drop_files(work: Work, job_ids: Sequence[str]) -> None:
    """Forget the files of jobs; their names stay, so that people are told what was there."""
    work.execute(update(TABLE).where(TABLE.c.id.in_(job_ids)).values(file_digest=None, file_until=None))

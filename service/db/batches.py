"""Batches in the database: what was chosen, what the trial said, what became of each row."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import Batch, BatchRow
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, ROW = table_of(Batch), table_of(BatchRow)


class BatchHead(NamedTuple):
    """One batch without its rows; `statement` is what its owner states with every move."""

    id: str
    account_id: str
    action: str
    statement: dict[str, Any]
    check_job: str
    run_job: str | None
    created_at: datetime


class StoredRow(NamedTuple):
    """One row of a batch: the version seen, the row's own reason, the trial's answer and the result."""

    batch_id: str
    place: int
    proposal_id: str
    version: int
    reason: str
    is_chosen: bool
    checked: dict[str, Any] | None
    done: dict[str, Any] | None


_INSERT, _INSERT_ROW = Insertion(TABLE), Insertion(ROW)
_BY_ID = Query(select(*columns_of(TABLE, BatchHead)).where(TABLE.c.id == bindparam("id")), BatchHead._make)
_ROWS = Query(
    select(*columns_of(ROW, StoredRow)).where(ROW.c.batch_id == bindparam("id")).order_by(ROW.c.place), StoredRow._make
)
_OWN = (ROW.c.batch_id == bindparam("of_batch")) & (ROW.c.place == bindparam("of_place"))
_CHECKED = Prepared(update(ROW).where(_OWN).values(checked=bindparam("answer", type_=ROW.c.checked.type)))
_DONE = Prepared(update(ROW).where(_OWN).values(done=bindparam("answer", type_=ROW.c.done.type)))
_RUN = Prepared(
    update(TABLE).where(TABLE.c.id == bindparam("of_id"), TABLE.c.run_job.is_(None)).values(run_job=bindparam("job"))
)


def add_batch(work: Work, head: BatchHead, rows: Iterable[StoredRow]) -> None:
    """Keep a batch with its rows."""
    _INSERT.run(work, head._asdict())
    for row in rows:
        _INSERT_ROW.run(work, row._asdict())


def get_batch(work: Work, batch_id: str) -> BatchHead:
    """Return a batch without its rows; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": batch_id})
    if found is None:
        raise NotFound("batch", batch_id)
    return found


def list_rows(work: Work, batch_id: str) -> list[StoredRow]:
    """Return the rows of a batch, in order."""
    return _ROWS.all(work, {"id": batch_id})


def list_batches(work: Work, account_id: str, *, after: str | None = None, limit: int = 50) -> list[BatchHead]:
    """Return the batches of an account, newest first; `after` is the id of the last of the page before."""
    page = select(*columns_of(TABLE, BatchHead)).where(TABLE.c.account_id == account_id)
    page = page if after is None else page.where(TABLE.c.id < after)
    return [BatchHead._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def keep_checked(work: Work, row: StoredRow, answer: Mapping[str, Any]) -> None:
    """Keep what the trial said of a row."""
    _CHECKED.execute(work, {"of_batch": row.batch_id, "of_place": row.place, "answer": dict(answer)})


def keep_done(work: Work, row: StoredRow, answer: Mapping[str, Any]) -> None:
    """Keep what became of a row."""
    _DONE.execute(work, {"of_batch": row.batch_id, "of_place": row.place, "answer": dict(answer)})


def begin_run(work: Work, batch_id: str, job_id: str, places: Iterable[int]) -> bool:
    """Say which rows are to be done by a job; False when a run was begun before."""
    if not _RUN.execute(work, {"of_id": batch_id, "job": job_id}):
        return False
    chosen = ROW.c.batch_id == batch_id, ROW.c.place.in_(list(places))
    work.execute(update(ROW).where(*chosen).values(is_chosen=True))
    return True

"""Working copies: kept, found and thrown away by account, proposal and part."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update

from service.db.base import table_of
from service.db.errors import StaleWrite
from service.db.expressions import columns_of
from service.db.models import Nominee, Proposal, WorkingCopy
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, PROPOSAL, NOMINEE = table_of(WorkingCopy), table_of(Proposal), table_of(Nominee)


class WorkingCopyRow(NamedTuple):
    """What one account has typed for one part of a proposal, upon which version of it, and in which window last."""

    id: str
    account_id: str
    proposal_id: str
    part: str
    values: dict[str, Any]
    base_version: int
    version: int
    window: str
    updated_at: datetime


class OpenCopy(NamedTuple):
    """One line of a person's list of unfinished writing."""

    proposal_id: str
    part: str
    updated_at: datetime
    number: str
    form: str
    nominee: str


_HERE = (
    (TABLE.c.account_id == bindparam("of_account"))
    & (TABLE.c.proposal_id == bindparam("of_proposal"))
    & (TABLE.c.part == bindparam("of_part"))
)
_FIND = Query(select(*columns_of(TABLE, WorkingCopyRow)).where(_HERE), WorkingCopyRow._make)
_OPEN = Query(
    select(TABLE.c.proposal_id, TABLE.c.part, TABLE.c.updated_at, PROPOSAL.c.number, PROPOSAL.c.form, NOMINEE.c.name)
    .select_from(
        TABLE.join(PROPOSAL, PROPOSAL.c.id == TABLE.c.proposal_id).join(NOMINEE, NOMINEE.c.id == PROPOSAL.c.nominee_id)
    )
    .where(TABLE.c.account_id == bindparam("of_account"), TABLE.c.part == bindparam("of_part"))
    .order_by(TABLE.c.updated_at.desc(), TABLE.c.id.desc())
    .limit(50),
    OpenCopy._make,
)
_INSERT = Insertion(TABLE)
_UPDATE = Prepared(
    update(TABLE)
    .where(_HERE, TABLE.c.version == bindparam("seen"))
    .values(
        {
            "values": bindparam("new_values", type_=TABLE.c["values"].type),
            "version": bindparam("new_version"),
            "window": bindparam("new_window"),
            "updated_at": bindparam("new_updated_at", type_=TABLE.c.updated_at.type),
        }
    )
)
_DELETE = Prepared(delete(TABLE).where(_HERE))


def find_copy(work: Work, account_id: str, proposal_id: str, part: str) -> WorkingCopyRow | None:
    """Return an account's working copy of a part, or None."""
    return _FIND.first(work, _key(account_id, proposal_id, part))


def list_copies(work: Work, account_id: str, part: str) -> list[OpenCopy]:
    """Return where an account has begun a part and not saved it, the latest first, fifty at most."""
    return _OPEN.all(work, {"of_account": account_id, "of_part": part})


def insert_copy(
    work: Work,
    account_id: str,
    proposal_id: str,
    part: str,
    *,
    values: Mapping[str, Any],
    base_version: int,
    window: str,
) -> int:
    """Begin a working copy and return its version; raises `DuplicateKey` when another window began one."""
    key = work.new_id()
    row = WorkingCopyRow(key, account_id, proposal_id, part, dict(values), base_version, 1, window, work.now)
    _INSERT.run(work, row._asdict())
    return 1


def update_copy(work: Work, row: WorkingCopyRow, *, values: Mapping[str, Any], window: str) -> int:
    """Keep new values over a copy as it was read, return its new version; raises `StaleWrite` when it has changed."""
    new = {"new_values": dict(values), "new_version": row.version + 1, "new_window": window, "new_updated_at": work.now}
    if not _UPDATE.execute(work, _key(row.account_id, row.proposal_id, row.part) | new | {"seen": row.version}):
        raise StaleWrite(f"working copy {row.part} of {row.proposal_id} is no longer at version {row.version}")
    return row.version + 1


def delete_copy(work: Work, account_id: str, proposal_id: str, part: str) -> bool:
    """Throw a working copy away; tell whether there was one."""
    return bool(_DELETE.execute(work, _key(account_id, proposal_id, part)))


def _key(account_id: str, proposal_id: str, part: str) -> dict[str, str]:
    return {"of_account": account_id, "of_proposal": proposal_id, "of_part": part}


def take_old(work: Work, prefix: str, before: datetime, limit: int = 100) -> list[tuple[str, str, str]]:
    """Remove copies of parts of this name that nobody has touched since, and return account, proposal and part."""
    old = select(TABLE.c.id).where(TABLE.c.part.startswith(prefix, autoescape=True), TABLE.c.updated_at < before)
    gone = delete(TABLE).where(TABLE.c.id.in_(old.limit(limit)))
    rows = work.execute(gone.returning(TABLE.c.account_id, TABLE.c.proposal_id, TABLE.c.part))
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows]

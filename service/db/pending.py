"""Texts proposed for publication: what waits for a second person, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Account, PendingPublication
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, ACCOUNT = table_of(PendingPublication), table_of(Account)
PENDING = "pending"


class PendingHead(NamedTuple):
    """One proposed text without the text; the names are those of the two persons, None where there is none."""

    id: str
    kind: str
    code: str
    version: int
    digest: str
    title: str
    note: str
    proposed_by: str
    proposed_person: str
    proposed_at: datetime
    state: str
    decided_by: str | None
    decided_at: datetime | None
    reason: str
    proposed_by_name: str | None
    decided_by_name: str | None


class PendingRow(NamedTuple):
    """One proposed text as it was proposed."""

    id: str
    kind: str
    code: str
    version: int
    digest: str
    title: str
    source: str
    note: str
    proposed_by: str
    proposed_person: str
    proposed_at: datetime
    state: str = PENDING
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""


_PROPOSER, _DECIDER = ACCOUNT.alias("proposer"), ACCOUNT.alias("decider")
_HEAD = select(
    *(TABLE.c[name] for name in PendingHead._fields[:-2]),
    _PROPOSER.c.name.label("proposed_by_name"),
    _DECIDER.c.name.label("decided_by_name"),
).select_from(
    TABLE.outerjoin(_PROPOSER, _PROPOSER.c.id == TABLE.c.proposed_by).outerjoin(
        _DECIDER, _DECIDER.c.id == TABLE.c.decided_by
    )
)
_WHOLE = select(*columns_of(TABLE, PendingRow))
_BY_ID = Query(_WHOLE.where(TABLE.c.id == bindparam("id")), PendingRow._make)
_OPEN = Query(
    _WHOLE.where(
        TABLE.c.kind == bindparam("kind"),
        TABLE.c.code == bindparam("code"),
        TABLE.c.version == bindparam("version"),
        TABLE.c.state == PENDING,
    ),
    PendingRow._make,
)
_INSERT = Insertion(TABLE)
_DECIDE = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.state == PENDING)
    .values({name: bindparam(name) for name in ("state", "decided_by", "decided_at", "reason")})
)


def add(work: Work, row: PendingRow) -> None:
    """Keep a proposed text; raises `DuplicateKey` when another text for the same version waits already."""
    _INSERT.run(work, row._asdict())


def find(work: Work, pending_id: str) -> PendingRow | None:
    """Return one proposed text, whatever became of it, or None."""
    return _BY_ID.first(work, {"id": pending_id})


def find_open(work: Work, kind: str, code: str, version: int) -> PendingRow | None:
    """Return the text that waits for this version, or None."""
    return _OPEN.first(work, {"kind": kind, "code": code, "version": version})


def decide(work: Work, pending_id: str, *, state: str, account_id: str, reason: str) -> bool:
    """Close a waiting text; False when it was closed before."""
    values = {"of_id": pending_id, "state": state, "decided_by": account_id, "decided_at": work.now, "reason": reason}
    return bool(_DECIDE.execute(work, values))


def list_heads(
    work: Work, kinds: Sequence[str], *, is_open: bool, after: str | None = None, limit: int = 50
) -> list[PendingHead]:
    """Return proposed texts of these kinds, newest first: those that wait, or those that are settled."""
    states = (PENDING,) if is_open else ("confirmed", "rejected", "withdrawn")
    page = _HEAD.where(TABLE.c.state.in_(states), TABLE.c.kind.in_(kinds))
    if after is not None:
        page = page.where(TABLE.c.id < after)
    return [PendingHead._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def get_head(work: Work, pending_id: str) -> PendingHead | None:
    """Return one proposed text without the text, or None."""
    row = work.execute(_HEAD.where(TABLE.c.id == pending_id)).first()
    return None if row is None else PendingHead._make(row)

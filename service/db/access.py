"""Which bodies may open a proposal."""

from collections.abc import Iterable

from sqlalchemy import bindparam, literal, select

from service.db.expressions import AnyOf
from service.db.proposals import ACCESS
from service.db.statements import Query
from service.db.work import Work

_ANY = Query(
    select(literal(1))
    .where(ACCESS.c.proposal_id == bindparam("proposal_id"), AnyOf(ACCESS.c.organisation_id, "ids"))
    .limit(1),
    lambda row: int(row[0]),
)


def has_access(work: Work, proposal_id: str, organisation_ids: Iterable[str]) -> bool:
    """Tell whether any of these bodies may open the proposal."""
    return _ANY.first(work, {"proposal_id": proposal_id, "ids": list(organisation_ids)}) is not None

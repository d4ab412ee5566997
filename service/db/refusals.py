"""The last refused attempt at each of some proposals, and its rejection: one statement for any number of them."""

from collections.abc import Iterable

from sqlalchemy import func, literal, select

from service.db.audit import TABLE, EventRow
from service.db.expressions import columns_of
from service.db.lines import TABLE as PROPOSAL
from service.db.work import Work

ATTEMPTS, REJECTED = "/attempts", "proposal.rejected"


def last_attempts(work: Work, proposal_ids: Iterable[str]) -> dict[str, EventRow]:
    """Return the newest entry beside each proposal's stream, where there is any."""
    return _newest(work, proposal_ids, ATTEMPTS)


def last_rejections(work: Work, proposal_ids: Iterable[str]) -> dict[str, EventRow]:
    """Return the newest rejection of each proposal, where there is any."""
    return _newest(work, proposal_ids, "", event=REJECTED)


def _newest(work: Work, proposal_ids: Iterable[str], beside: str, *, event: str = "") -> dict[str, EventRow]:
    stream = literal("proposal/") + PROPOSAL.c.id + literal(beside)
    other = TABLE.alias("other")
    asked = [other.c.stream == stream, *([other.c.event == event] if event else [])]
    last = select(func.max(other.c.stream_seq)).where(*asked).correlate(PROPOSAL).scalar_subquery()
    origin = PROPOSAL.join(TABLE, (TABLE.c.stream == stream) & (TABLE.c.stream_seq == last))
    wanted = PROPOSAL.c.id.in_(list(proposal_ids))
    rows = work.execute(select(PROPOSAL.c.id, *columns_of(TABLE, EventRow)).select_from(origin).where(wanted))
    return {row[0]: EventRow._make(row[1:]) for row in rows}

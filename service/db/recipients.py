"""Who is to be told: the accounts that hold a role where a proposal waits, and those who drafted one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import literal, select

from service.db.accounts import BODY, ROLE, valid_on
from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Proposal
from service.db.work import Work
from workflows.policy import roles

PROPOSAL = table_of(Proposal)
MOST_HOLDERS = 50  # of one role in one body: beyond that a notice is a notice board, and the queue serves better


class Awaiting(NamedTuple):
    """A proposal as those who tell people of it see it."""

    id: str
    state: str
    awaits_role: str
    awaits_body_id: str | None
    kept_apart: str
    nominee_id: str
    drafted_by: str | None


class Holder(NamedTuple):
    """An account that may act, and the person behind it."""

    account_id: str
    person_id: str


def load_awaiting(work: Work, proposal_ids: Iterable[str]) -> dict[str, Awaiting]:
    """Return proposals by id, as far as they are there."""
    wanted = sorted(set(proposal_ids))
    rows = work.execute(select(*columns_of(PROPOSAL, Awaiting)).where(PROPOSAL.c.id.in_(wanted)))
    return {row[0]: Awaiting._make(row) for row in rows}


def list_holders(work: Work, role: str, body_id: str, on: date) -> Sequence[Holder]:
    """Return the accounts in use that hold a role for a body on a day, directly or from above, at most fifty."""
    bodies = {body_id}
    if roles()[role].scope == "subtree":
        path: str | None = work.execute(select(BODY.c.path).where(BODY.c.id == body_id)).scalar()
        bodies.update(part for part in (path or "").split("/") if part)
    found = (
        select(ACCOUNT.c.id, ACCOUNT.c.nominee_id)
        .select_from(ROLE.join(ACCOUNT, ACCOUNT.c.id == ROLE.c.account_id))
        .where(
            ROLE.c.organisation_id.in_(sorted(bodies)),
            ROLE.c.role == role,
            ACCOUNT.c.is_active,
            valid_on(literal(on, ROLE.c.valid_to.type)),
        )
        .distinct()
        .order_by(ACCOUNT.c.id)
        .limit(MOST_HOLDERS)
    )
    return [Holder(row[0], row[1] or row[0]) for row in work.execute(found)]

"""Who is to be told: the accounts that may take the step a proposal waits for, by a role of their own or a lent one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, literal, select

from service.db.accounts import BODY, ROLE
from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.holdings import DELEGATION, holds_on, is_broken, principals_of
from service.db.models import Proposal
from service.db.work import Work
from workflows.policy import roles

PROPOSAL = table_of(Proposal)
MOST_HOLDERS = 50  # of one role in one body: beyond that a notice is a notice board, and the queue serves better


class Awaiting(NamedTuple):
    """A proposal as those who tell people of it see it."""

    id: str
    flow_code: str
    flow_version: int
    state: str
    resume_state: str
    bodies: dict[str, str]
    awaits_role: str
    awaits_body_id: str | None
    kept_apart: str
    nominee_id: str
    drafted_by: str | None


class Holder(NamedTuple):
    """An account that may act: the persons in it (itself, then those in whose place), and in which acts (None: all)."""

    account_id: str
    persons: tuple[str, ...]
    acts: frozenset[str] | None


def load_awaiting(work: Work, proposal_ids: Iterable[str]) -> dict[str, Awaiting]:
    """Return proposals by id, as far as they are there."""
    wanted = sorted(set(proposal_ids))
    rows = work.execute(select(*columns_of(PROPOSAL, Awaiting)).where(PROPOSAL.c.id.in_(wanted)))
    return {row[0]: Awaiting._make(row) for row in rows}


def list_holders(work: Work, role: str, body_id: str, on: date) -> Sequence[Holder]:
    """Return the accounts in use that hold a role for a body on a day, directly, from above or lent; at most fifty."""
    bodies = {body_id}
    if roles()[role].scope == "subtree":
        path: str | None = work.execute(select(BODY.c.path).where(BODY.c.id == body_id)).scalar()
        bodies.update(part for part in (path or "").split("/") if part)
    day = literal(on, ROLE.c.valid_to.type)
    here = [ROLE.c.organisation_id.in_(sorted(bodies)), ROLE.c.role == role, ACCOUNT.c.is_active, holds_on(ROLE, day)]
    own = _own(work, here)
    return own + _lent(work, here, day)[: MOST_HOLDERS - len(own)]


def _own(work: Work, here: Iterable[ColumnElement[bool]]) -> list[Holder]:
    held = select(ACCOUNT.c.id, ACCOUNT.c.nominee_id).join_from(ROLE, ACCOUNT, ACCOUNT.c.id == ROLE.c.account_id)
    rows = work.execute(held.where(*here).distinct().order_by(ACCOUNT.c.id).limit(MOST_HOLDERS))
    return [Holder(row[0], (row[1] or row[0],), None) for row in rows]


def _lent(work: Work, here: Iterable[ColumnElement[bool]], day: ColumnElement[Any]) -> list[Holder]:
    lent = (
        select(ACCOUNT.c.id, ACCOUNT.c.nominee_id, DELEGATION.c.acts, principals_of(DELEGATION))
        .join_from(ROLE, DELEGATION, DELEGATION.c.assignment_id == ROLE.c.id)
        .join(ACCOUNT, ACCOUNT.c.id == DELEGATION.c.delegate_id)
        .where(*here, ~is_broken(DELEGATION, day))
        .order_by(DELEGATION.c.id)
        .limit(MOST_HOLDERS)
    )
    return [
        Holder(row[0], (row[1] or row[0], *(person or account for _, account, person in row[3])), frozenset(row[2]))
        for row in work.execute(lent)
    ]

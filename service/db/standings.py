"""What open proposals wait for, read and set in bulk: after an upgrade, and when the calendar reaches further."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from service.db.base import table_of
from service.db.expressions import AnyOf, columns_of
from service.db.models import ProposalStep
from service.db.nominees import TABLE as NOMINEE
from service.db.proposals import CLOSED_STATES, TABLE, ProposalRow
from service.db.statements import Prepared, Query
from service.db.work import Work

STEP = table_of(ProposalStep)


class TakenStep(NamedTuple):
    """A step taken: which action, from where to where, by whom, when."""

    proposal_id: str
    action: str
    source: str
    target: str
    on: date
    person_id: str | None
    in_place_of: list[str]


class StandingRow(NamedTuple):
    """An open proposal with what its nominee is described by beyond columns."""

    proposal: ProposalRow
    nominee_data: dict[str, Any]
    nominee_kind: str


_WIDTH = len(ProposalRow._fields)
_OPEN = Query(
    select(*columns_of(TABLE, ProposalRow), NOMINEE.c.data, NOMINEE.c.kind)
    .select_from(TABLE.join(NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id))
    .where(
        TABLE.c.id > bindparam("after"),
        TABLE.c.state.not_in([bindparam(f"closed_{place}", state) for place, state in enumerate(CLOSED_STATES)]),
    )
    .order_by(TABLE.c.id)
    .limit(bindparam("count")),
    lambda row: StandingRow(ProposalRow._make(row[:_WIDTH]), *row[_WIDTH:]),
)
_STEPS = Query(
    select(*columns_of(STEP, TakenStep)).where(AnyOf(STEP.c.proposal_id, "ids")).order_by(STEP.c.seq), TakenStep._make
)
_SET = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.version == bindparam("expected"))
    .values(
        {
            name: bindparam(f"new_{name}", type_=TABLE.c[name].type)
            for name in ("awaits_role", "awaits_body_id", "awaits_action", "due_on", "kept_apart")
        }
    )
)


def list_open(work: Work, *, after: str = "", limit: int = 500) -> list[StandingRow]:
    """Return open proposals by id, a page at a time."""
    return _OPEN.all(work, {"after": after, "count": limit})


def load_steps(work: Work, proposal_ids: Iterable[str]) -> dict[str, list[TakenStep]]:
    """Return the steps of proposals, in order."""
    found: dict[str, list[TakenStep]] = {}
    for step in _STEPS.all(work, {"ids": list(proposal_ids)}):
        found.setdefault(step.proposal_id, []).append(step)
    return found


def set_awaited(work: Work, row: ProposalRow, values: Mapping[str, Any]) -> bool:
    """Set what a proposal waits for unless somebody moved it meanwhile; the move has set it then."""
    given = {f"new_{name}": value for name, value in values.items()}
    return bool(_SET.execute(work, {**given, "of_id": row.id, "expected": row.version}))

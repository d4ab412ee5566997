"""What open proposals wait for, read and set in bulk: after an upgrade, and when the calendar reaches further."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select, update

from service.db.base import table_of
from service.db.expressions import AnyOf, columns_of
from service.db.models import ProposalAct, ProposalStep, SubmissionEntry
from service.db.nominees import TABLE as NOMINEE
from service.db.proposals import CLOSED_STATES, TABLE, ProposalRow
from service.db.statements import Prepared, Query
from service.db.work import Work

STEP, ACT, ENTRY = table_of(ProposalStep), table_of(ProposalAct), table_of(SubmissionEntry)
SENT = "sent"


class TakenStep(NamedTuple):
    """A step taken: which action, from where to where, by whom, when, and which it takes back."""

    proposal_id: str
    seq: int
    action: str
    source: str
    target: str
    on: date
    person_id: str | None
    in_place_of: list[str]
    undoes: int | None


class BriefAct(NamedTuple):
    """An act between two states as far as time limits ask."""

    proposal_id: str
    kind: str
    state: str
    outcome: str
    subject: str
    data: dict[str, Any]
    begun_on: date
    ended_on: date | None


class StandingRow(NamedTuple):
    """A proposal that is open, or owes something, with what its nominee is described by beyond columns."""

    proposal: ProposalRow
    nominee_data: dict[str, Any]
    nominee_kind: str


_WIDTH = len(ProposalRow._fields)
_OPEN = Query(
    select(*columns_of(TABLE, ProposalRow), NOMINEE.c.data, NOMINEE.c.kind)
    .select_from(TABLE.join(NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id))
    .where(
        TABLE.c.id > bindparam("after"),
        TABLE.c.state.not_in([bindparam(f"closed_{place}", state) for place, state in enumerate(CLOSED_STATES)])
        | (TABLE.c.owes != ""),
    )
    .order_by(TABLE.c.id)
    .limit(bindparam("count")),
    lambda row: StandingRow(ProposalRow._make(row[:_WIDTH]), *row[_WIDTH:]),
)
_STEPS = Query(
    select(*columns_of(STEP, TakenStep)).where(AnyOf(STEP.c.proposal_id, "ids")).order_by(STEP.c.seq), TakenStep._make
)
_ACTS = Query(
    select(*columns_of(ACT, BriefAct)).where(AnyOf(ACT.c.proposal_id, "ids")).order_by(ACT.c.begun_seq), BriefAct._make
)
_SENT = Query(
    select(ENTRY.c.submission_id, func.count())
    .where(AnyOf(ENTRY.c.submission_id, "ids"), ENTRY.c.result == SENT)
    .group_by(ENTRY.c.submission_id),
    lambda row: (str(row[0]), int(row[1])),
)
_SET = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.version == bindparam("expected"))
    .values(
        {
            name: bindparam(f"new_{name}", type_=TABLE.c[name].type)
            for name in ("awaits_role", "awaits_body_id", "awaits_action", "due_on", "kept_apart", "owes", "owes_by")
        }
    )
)


def list_open(work: Work, *, after: str = "", limit: int = 500) -> list[StandingRow]:
    """Return proposals that are open or owe something by id, a page at a time."""
    return _OPEN.all(work, {"after": after, "count": limit})


def load_steps(work: Work, proposal_ids: Iterable[str]) -> dict[str, list[TakenStep]]:
    """Return the steps of proposals, in order."""
    found: dict[str, list[TakenStep]] = {}
    for step in _STEPS.all(work, {"ids": list(proposal_ids)}):
        found.setdefault(step.proposal_id, []).append(step)
    return found


def load_acts(work: Work, proposal_ids: Iterable[str]) -> dict[str, list[BriefAct]]:
    """Return the acts of proposals, as they began."""
    found: dict[str, list[BriefAct]] = {}
    for act in _ACTS.all(work, {"ids": list(proposal_ids)}):
        found.setdefault(act.proposal_id, []).append(act)
    return found


def count_sent(work: Work, submission_ids: Iterable[str]) -> dict[str, int]:
    """Return how many proposals went with each of these submissions."""
    return dict(_SENT.all(work, {"ids": sorted(set(submission_ids))}))


def set_awaited(work: Work, row: ProposalRow, values: Mapping[str, Any]) -> bool:
    """Set what a proposal waits for unless somebody moved it meanwhile; the move has set it then."""
    given = {f"new_{name}": value for name, value in values.items()}
    return bool(_SET.execute(work, {**given, "of_id": row.id, "expected": row.version}))

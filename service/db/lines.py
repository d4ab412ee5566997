"""One line of a list of proposals, with the names of its nominee and unit."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, exists, literal, select

from service.db.base import table_of
from service.db.models import Nominee, Organisation, Proposal, ProposalAct
from workflows.submissions import COLLECT, KIND, LEFT_OUT

TABLE, NOMINEE, UNIT = (table_of(model) for model in (Proposal, Nominee, Organisation))
ACT = table_of(ProposalAct)


class ListedProposal(NamedTuple):
    """One line of a list of proposals; `due_on` is None where no limit runs or no calendar reaches.

    `left_out` is 1 while a collector has sent a selection without this one.
    """

    id: str
    number: str
    form: str
    plan_code: str
    plan_version: int
    flow_code: str
    flow_version: int
    category: str
    state: str
    resume_state: str
    awaits_role: str
    awaits_body_id: str | None
    due_on: date | None
    version: int
    received_on: date | None
    created_at: datetime
    updated_at: datetime
    nominee_id: str
    unit_id: str
    bodies: dict[str, str]
    nominee_name: str
    nominee_kind: str
    unit_name: str
    left_out: int = 0


def lines() -> Select[Any]:
    """Return the select of lines; what is chosen and in which order is for the caller."""
    own = [TABLE.c[name] for name in ListedProposal._fields[:20]]
    others = [
        NOMINEE.c.name.label("nominee_name"),
        NOMINEE.c.kind.label("nominee_kind"),
        UNIT.c.name.label("unit_name"),
        case((_is_left_out(), literal(1)), else_=literal(0)).label("left_out"),
    ]
    origin = TABLE.join(NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id).join(UNIT, UNIT.c.id == TABLE.c.unit_id)
    return select(*own, *others).select_from(origin)


def _is_left_out() -> ColumnElement[bool]:
    """Return whether a proposal still waits to be collected though the collector has sent a selection without it."""
    passed_by = exists().where(ACT.c.proposal_id == TABLE.c.id, ACT.c.kind == KIND, ACT.c.outcome == LEFT_OUT)
    return (TABLE.c.awaits_action == COLLECT) & passed_by

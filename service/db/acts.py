"""Acts between two states of a proposal: begun, ended or dropped, each by an event of the proposal's stream."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, update

from service.db.base import table_of
from service.db.dossier_rows import ActRow
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import ProposalAct
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(ProposalAct)
_INSERT = Insertion(TABLE)
_BY_ID = Query(
    select(*columns_of(TABLE, ActRow)).where(
        TABLE.c.proposal_id == bindparam("proposal_id"), TABLE.c.id == bindparam("id")
    ),
    ActRow._make,
)
_OF_PROPOSAL = Query(
    select(*columns_of(TABLE, ActRow)).where(TABLE.c.proposal_id == bindparam("proposal_id")).order_by("begun_seq"),
    ActRow._make,
)
_END = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.state == "open")
    .values(
        state=bindparam("new_state"),
        outcome=bindparam("new_outcome"),
        data=bindparam("new_data", type_=TABLE.c.data.type),
        ended_seq=bindparam("seq"),
        ended_on=bindparam("on"),
    )
)
_DUE = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.state == "open")
    .values(due_on=bindparam("new_due", type_=TABLE.c.due_on.type))
)
_OUTCOME = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.state == "done", TABLE.c.outcome == bindparam("before"))
    .values(outcome=bindparam("after"))
)


def add_act(work: Work, row: ActRow) -> None:
    """Keep an act that was begun, or begun and ended at once."""
    _INSERT.run(work, row._asdict())


def get_act(work: Work, proposal_id: str, act_id: str) -> ActRow:
    """Return an act of a proposal, whatever its state; raises `NotFound`."""
    found = _BY_ID.first(work, {"proposal_id": proposal_id, "id": act_id})
    if found is None:
        raise NotFound("act", act_id)
    return found


def list_acts(work: Work, proposal_id: str) -> list[ActRow]:
    """Return the acts of a proposal as they began."""
    return _OF_PROPOSAL.all(work, {"proposal_id": proposal_id})


def end_act(work: Work, act_id: str, *, state: str, outcome: str, data: Mapping[str, Any], seq: int, on: date) -> bool:
    """End an open act (`done` or `dropped`); False when it was ended before."""
    told = {"of_id": act_id, "new_state": state, "new_outcome": outcome, "new_data": dict(data), "seq": seq, "on": on}
    return bool(_END.execute(work, told))


def set_due(work: Work, act_id: str, due_on: date | None) -> None:
    """Give an open act another day by which it is due, or none."""
    _DUE.execute(work, {"of_id": act_id, "new_due": due_on})


def change_outcome(work: Work, act_id: str, *, before: str, after: str) -> bool:
    """Give an act that is done another outcome; False when it no longer has the one expected."""
    return bool(_OUTCOME.execute(work, {"of_id": act_id, "before": before, "after": after}))


def find_overrides(work: Work, proposal_ids: Iterable[str]) -> dict[str, str]:
    """Return those of some proposals that were moved by an override (`used`), or have one that waits (`waiting`)."""
    wanted = TABLE.c.proposal_id.in_(list(proposal_ids))
    loud = (TABLE.c.outcome == "used") | (TABLE.c.state == "open")
    rows = work.execute(select(TABLE.c.proposal_id, TABLE.c.outcome).where(wanted, TABLE.c.kind == "override", loud))
    found: dict[str, str] = {}
    for proposal_id, outcome in rows:
        found[proposal_id] = "used" if outcome == "used" else found.get(proposal_id, "waiting")
    return found

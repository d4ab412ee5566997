"""Sheets of council sessions: what is meant for each item, what the release of it came to, and what it is read with."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, exists, select, update

from service.db.access import Reader
from service.db.base import table_of
from service.db.council_items import ROWS, ItemRow
from service.db.council_items import TABLE as ITEM
from service.db.council_sessions import TABLE as SESSION
from service.db.councils import TABLE as COUNCIL
from service.db.dossier_rows import JudgementRow, StepRow
from service.db.expressions import columns_of
from service.db.models import CouncilSheetRow, Judgement, Organisation, Proposal, ProposalStep
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(CouncilSheetRow)
_PROPOSAL, _UNIT, _STEP, _JUDGEMENT = (table_of(model) for model in (Proposal, Organisation, ProposalStep, Judgement))


class SheetRow(NamedTuple):
    """What is kept for one item; `version` rises with every change of outcome or reason, and with its release."""

    item_id: str
    session_id: str
    outcome: str
    reason: str
    version: int
    state: str
    answer: dict[str, Any] | None
    set_by: str
    set_at: datetime
    tried_at: datetime | None
    released_by: str | None
    started_id: str | None


class UnreleasedRow(NamedTuple):
    """A session whose sheet waits to be released."""

    id: str
    number: str
    held_on: date
    council_name: str


class AboutRow(NamedTuple):
    """What a sheet needs of an item's proposal beside the item itself."""

    plan_code: str
    occasion: str
    flow_code: str
    flow_version: int
    unit_id: str
    unit_name: str


class SheetLine(NamedTuple):
    """One line of a sheet: the item, its proposal, and what is kept for it, if anything."""

    item: ItemRow
    about: AboutRow
    kept: SheetRow | None


_ABOUT = (*(_PROPOSAL.c[name] for name in AboutRow._fields[:-1]), _UNIT.c.name.label("unit_name"))
_WIDTH = len(ItemRow._fields), len(AboutRow._fields)
_INSERT = Insertion(TABLE)
_OF_ITEM = Query(select(*columns_of(TABLE, SheetRow)).where(TABLE.c.item_id == bindparam("id")), SheetRow._make)
_CHANGE = Prepared(
    update(TABLE)
    .where(TABLE.c.item_id == bindparam("of_item"), TABLE.c.state != "released")
    .values(
        outcome=bindparam("new_outcome"),
        reason=bindparam("new_reason"),
        version=TABLE.c.version + 1,
        state="draft",
        answer=None,
        tried_at=None,
        set_by=bindparam("by"),
        set_at=bindparam("at", type_=TABLE.c.set_at.type),
    )
)
_RESULT = Prepared(
    update(TABLE)
    .where(TABLE.c.item_id == bindparam("of_item"), TABLE.c.state != "released")
    .values(
        version=TABLE.c.version + 1,
        state=bindparam("new_state"),
        answer=bindparam("new_answer", type_=TABLE.c.answer.type),
        tried_at=bindparam("at", type_=TABLE.c.tried_at.type),
        released_by=bindparam("by"),
        started_id=bindparam("new_started"),
    )
)


def list_lines(work: Work, session_id: str, reader: Reader, *, item_id: str = "") -> list[SheetLine]:
    """Return the sheet of a session, or one line of it, as far as nothing hides it from a reader; one statement.

    What was taken off the agenda is not in it, but for what the release of the sheet itself has put off.
    """
    page = (
        ROWS.add_columns(*_ABOUT, *columns_of(TABLE, SheetRow))
        .join(_UNIT, _UNIT.c.id == _PROPOSAL.c.unit_id)
        .outerjoin(TABLE, TABLE.c.item_id == ITEM.c.id)
        .where(
            ITEM.c.session_id == session_id,
            (ITEM.c.state != "dropped") | (TABLE.c.state == "released"),
            reader.sees(ITEM.c.proposal_id),
        )
        .order_by(ITEM.c.id)
    )
    page = page.where(ITEM.c.id == item_id) if item_id else page
    return [_line(row) for row in work.execute(page)]


def list_unreleased(
    work: Work, owner_ids: Sequence[str], reader: Reader, *, limit: int, only: str = ""
) -> list[UnreleasedRow]:
    """Return the closed sessions of some bodies' councils of which anything was decided and not released yet.

    What is hidden from a reader does not count for him. `only` asks about one session.
    """
    gone = exists().where(TABLE.c.item_id == ITEM.c.id, TABLE.c.state == "released")
    waits = exists().where(
        ITEM.c.session_id == SESSION.c.id, ITEM.c.state == "closed", ~gone, reader.sees(ITEM.c.proposal_id)
    )
    page = (
        select(SESSION.c.id, SESSION.c.number, SESSION.c.held_on, COUNCIL.c.name)
        .select_from(SESSION.join(COUNCIL, COUNCIL.c.id == SESSION.c.council_id))
        .where(COUNCIL.c.owner_id.in_(list(owner_ids)), SESSION.c.state == "closed", waits)
        .order_by(SESSION.c.held_on, SESSION.c.id)
        .limit(limit)
    )
    page = page.where(SESSION.c.id == only) if only else page
    return [UnreleasedRow._make(row) for row in work.execute(page)]


def find_row(work: Work, item_id: str) -> SheetRow | None:
    """Return what is kept for an item, or None."""
    return _OF_ITEM.first(work, {"id": item_id})


def put_row(work: Work, session_id: str, item_id: str, *, outcome: str, reason: str, by: str) -> bool:
    """Keep the pending outcome of an item; False when it was released before."""
    if find_row(work, item_id) is not None:
        told = {"of_item": item_id, "new_outcome": outcome, "new_reason": reason, "by": by, "at": work.now}
        return bool(_CHANGE.execute(work, told))
    never = (None, by, work.now, None, None, None)
    _INSERT.run(work, SheetRow(item_id, session_id, outcome, reason, 1, "draft", *never)._asdict())
    return True


def keep_result(
    work: Work, item_id: str, *, answer: Mapping[str, Any], released_by: str | None, started_id: str | None = None
) -> bool:
    """Keep what an attempt to release an item came to; `released_by` says that it went. False when it had gone."""
    told = {
        "of_item": item_id,
        "new_state": "stayed" if released_by is None else "released",
        "new_answer": dict(answer),
        "at": work.now,
        "by": released_by,
        "new_started": started_id,
    }
    return bool(_RESULT.execute(work, told))


def list_steps(work: Work, session_id: str, *, item_id: str = "") -> dict[str, list[StepRow]]:
    """Return the moves of every proposal on an agenda, or of one, in their order; one statement."""
    found: dict[str, list[StepRow]] = {}
    page = select(*columns_of(_STEP, StepRow)).where(_STEP.c.proposal_id.in_(_proposals(session_id, item_id)))
    for row in work.execute(page.order_by(_STEP.c.proposal_id, _STEP.c.seq)):
        found.setdefault(str(row[0]), []).append(StepRow._make(row))
    return found


def list_judgements(work: Work, session_id: str, *, item_id: str = "") -> dict[str, list[JudgementRow]]:
    """Return the judgements that hold of every proposal on an agenda, or of one, in their order; one statement."""
    found: dict[str, list[JudgementRow]] = {}
    page = select(*columns_of(_JUDGEMENT, JudgementRow)).where(
        _JUDGEMENT.c.proposal_id.in_(_proposals(session_id, item_id)), _JUDGEMENT.c.voided_seq.is_(None)
    )
    for row in work.execute(page.order_by(_JUDGEMENT.c.proposal_id, _JUDGEMENT.c.seq)):
        judged = JudgementRow._make(row)
        found.setdefault(judged.proposal_id, []).append(judged)
    return found


def _proposals(session_id: str, item_id: str) -> Select[tuple[str]]:
    found = select(ITEM.c.proposal_id).where(ITEM.c.session_id == session_id)
    return found.where(ITEM.c.id == item_id) if item_id else found


def _line(row: Any) -> SheetLine:
    first, second = _WIDTH[0], sum(_WIDTH)
    kept = row[second:]
    item, about = ItemRow._make(row[:first]), AboutRow._make(row[first:second])
    return SheetLine(item, about, None if kept[0] is None else SheetRow._make(kept))

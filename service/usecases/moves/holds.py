"""Holds: what is being verified by whom since when, whose proposals it stops, and letters that stop nothing."""

from datetime import date
from functools import cache
from typing import Any

from service.db import records
from service.db.held import list_held as list_rows
from service.db.held import open_matters
from service.db.lines import ListedProposal
from service.db.records import RecordRow
from service.db.work import Work
from service.usecases.cases import reader_of, require
from service.usecases.errors import Conflict
from service.usecases.facts import CaseData
from service.usecases.pages import Page
from service.usecases.recording import plain
from service.usecases.registry.records import add_record, change_status, open_record
from workflows.flows.vocabulary import state_names
from workflows.policy import Actor

SHOWN = ("id", "number", "form", "state", "resume_state", "nominee_name", "nominee_kind", "unit_name", "version")


def list_held(work: Work, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the proposals that the actor may read and that stand still, each with its `matters`, newest first.

    A held one, and every open one of a nominee about whom a matter stands in the registry; a letter that nobody has
    accepted is told, too, as one that stops nothing.
    """
    require(actor, "proposal:read")
    rows = list_rows(work, reader_of(actor), ended=_ended(), after=after, limit=limit + 1)
    found = open_matters(work, (row.nominee_id for row in rows[:limit]))
    items = [_line(row, found.get(row.nominee_id, [])) for row in rows[:limit]]
    return Page(items, rows[limit - 1].id if len(rows) > limit else None)


def _line(row: ListedProposal, matters: list[RecordRow]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SHOWN} | {"matters": [matter_as_data(matter) for matter in matters]}


def matters_of(data: CaseData) -> list[dict[str, Any]]:
    """Return what is open about the nominee of a case: on every open proposal of his, whichever it was recorded for."""
    rows = (row for row in data.dossier.records if row.kind == "hold" and row.status == "active" and not row.ends_on)
    return [matter_as_data(row) for row in rows] if data.case.state not in _ended() else []


def matter_as_data(row: RecordRow) -> dict[str, Any]:
    """Return who verifies what under which document since when, and whether it was accepted (else it stops nothing)."""
    return {
        "id": row.id,
        "kind": row.code,
        "body": row.issuer,
        "number": row.number,
        "since": plain(row.starts_on or row.issued_on),
        "is_accepted": row.data.get("accepted", True) is True,
    }


def accept_letter(
    work: Work, *, actor: Actor, record_id: str, body: str, number: str, accepted_on: date
) -> dict[str, Any]:
    """Record that a body has accepted a letter for verification: only from then on it holds what concerns the nominee.

    The letter is closed and the matter put on record with its body and document. Raises PermissionDenied, NotFound,
    Invalid, Conflict for what is no letter, or was accepted or closed before.
    """
    row = open_record(work, actor, record_id)
    if row.kind != "hold" or row.status != "active" or row.data.get("accepted", True) is True:
        raise Conflict("record-not-active", {"id": record_id, "kind": row.kind, "status": row.status})
    values = {"code": row.code, "number": number, "issuer": body, "opened_on": accepted_on, "accepted": True}
    made = add_record(work, actor=actor, nominee_id=row.nominee_id, kind="hold", values=values)
    closed = records.update_record_status(
        work, record_id, "closed", ends_on=accepted_on, data={"accepted_as": made["id"]}
    )
    change_status(work, actor, row, closed, number)
    return made


@cache
def _ended() -> frozenset[str]:
    return frozenset(code for code, name in state_names().items() if name.kind == "final")

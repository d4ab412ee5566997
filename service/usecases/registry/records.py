"""What is on record about a nominee: titles, initiatives, ratings, past awards, discipline, holds, maternity leave."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from service.db import records
from service.db.errors import NotFound as RowMissing
from service.db.nominees import NomineeRow
from service.db.organisations import load_organisations
from service.db.records import RecordRow, RecordValues
from service.db.work import Work
from service.usecases.errors import Conflict, Invalid, NotFound
from service.usecases.fields import FieldReader
from service.usecases.recording import record
from service.usecases.registry.nominees import get_nominee
from service.usecases.registry.records_reading import READERS, read_record
from service.usecases.registry.records_views import record_as_data
from service.usecases.registry.titles import Warned, read_title
from service.usecases.scopes import require_for_body
from service.usecases.streams import nominee_stream
from workflows.policy import Actor

ADD = "record:add"
KINDS = ("title", *READERS)


def add_record(work: Work, *, actor: Actor, nominee_id: str, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Put something on record and in the trail; returns the record with warnings of its set of criteria.

    Raises PermissionDenied, NotFound, Invalid with every problem, Conflict for a decision or a year already on record.
    """
    nominee = _open_nominee(work, actor, nominee_id)
    if kind not in KINDS:
        problem = {"path": "kind", "code": "unknown-code", "params": {"known": sorted(KINDS)}}
        raise Invalid("invalid-input", {"problems": [problem]})
    held = records.list_records(work, nominee_id)
    reader = FieldReader(values)
    warned: list[Warned] = []
    if kind == "title":
        row, warned = read_title(reader, held)
        if row["issued_on"] and row["issued_on"] > work.today:
            reader.problem("issued_on", "in-the-future")
    else:
        row = read_record(reader, kind, work.today)
    if kind == "maternity" and nominee.kind != "person":
        reader.problem("kind", "not-of-this-kind", kind=nominee.kind)
    reader.finish()
    _refuse_repetition(held, kind, row)
    added = records.add_record(work, nominee_id, cast("RecordValues", {"kind": kind, **row}))
    facts = {"nominee": nominee_id, "record": added.id, "name": kind, "code": added.code, "number": added.number}
    record(work, stream=nominee_stream(nominee_id), event="record.added", actor=actor, facts=facts)
    return record_as_data(added) | {"warnings": warned}


def revoke_record(work: Work, *, actor: Actor, record_id: str, reason: str) -> dict[str, Any]:
    """Take a record out of force, with the reason; it stays readable and counts for nothing any more.

    Neither a matter that a body verifies, which ends by its conclusion alone, nor an award that the approval of a
    proposal put on record, which is revoked through that proposal. Raises PermissionDenied, NotFound, Invalid,
    Conflict.
    """
    row = open_record(work, actor, record_id)
    reader = FieldReader({"reason": reason})
    ground = reader.text("reason", required=True, longest=2000)
    reader.finish()
    if row.status != "active":
        raise Conflict("record-not-active", {"id": record_id, "status": row.status})
    if row.kind == "hold" and row.data.get("accepted", True) is True:
        raise Conflict("hold-needs-conclusion", {"id": record_id, "document": row.number})
    if row.kind == "award" and row.data.get("proposal_id"):
        raise Conflict("award-of-proposal", {"id": record_id, "document": row.number})
    after = records.update_record_status(work, record_id, "revoked")
    change_status(work, actor, row, after, ground)
    return record_as_data(after)


def close_hold(
    work: Work, *, actor: Actor, record_id: str, closed_on: date, conclusion: str, cleared: bool
) -> dict[str, Any]:
    """Close a hold by the written conclusion of the body that verified; `cleared`: no wrong-doing was found."""
    row = open_record(work, actor, record_id)
    reader = FieldReader({"conclusion": conclusion, "closed_on": closed_on, "cleared": cleared})
    paper = reader.text("conclusion", required=True)
    day, is_cleared = reader.day("closed_on", required=True), reader.flag("cleared")
    if is_cleared is None:
        reader.problem("cleared", "required")
    if day and row.issued_on and day < row.issued_on:
        reader.problem("closed_on", "before-start")
    if day and day > work.today:
        reader.problem("closed_on", "in-the-future")
    reader.finish()
    if row.kind != "hold" or row.status != "active":
        raise Conflict("record-not-active", {"id": record_id, "kind": row.kind, "status": row.status})
    stated = {"conclusion": paper, "cleared": is_cleared}
    after = records.update_record_status(work, record_id, "closed", ends_on=day, data=stated)
    change_status(work, actor, row, after, paper)
    return record_as_data(after)


def _open_nominee(work: Work, actor: Actor, nominee_id: str) -> NomineeRow:
    """Return the nominee that this actor may keep records of; permission is asked before existence."""
    require_for_body(actor, ADD, None)
    nominee = get_nominee(work, nominee_id)
    body = load_organisations(work, [nominee.organisation_id or ""]).get(nominee.organisation_id or "")
    require_for_body(actor, ADD, body)
    return nominee


def open_record(work: Work, actor: Actor, record_id: str) -> RecordRow:
    """Return a record that this actor may keep; raises PermissionDenied, NotFound."""
    require_for_body(actor, ADD, None)
    try:
        row = records.get_record(work, record_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "record", "id": record_id}) from None
    _open_nominee(work, actor, row.nominee_id)
    return row


def _refuse_repetition(held: list[RecordRow], kind: str, row: Mapping[str, Any]) -> None:
    """Raise Conflict when the same decision of the same kind, or a rating of the same year, is in force already."""
    for entry in held:
        if entry.kind != kind or entry.status == "revoked":
            continue
        same_year = kind == "rating" and (entry.data or {}).get("year") == row["data"]["year"]
        same_paper = kind in {"title", "award", "initiative"} and (
            (entry.code, entry.number, entry.issued_on) == (row["code"], row["number"], row["issued_on"])
        )
        if same_year or same_paper:
            raise Conflict("already-exists", {"kind": kind, "id": entry.id, "number": entry.number})


def change_status(work: Work, actor: Actor, before: RecordRow, after: RecordRow, reason: str) -> None:
    """Record that the status of a record has changed, and why."""
    facts = {"nominee": before.nominee_id, "record": before.id, "name": before.kind, "number": before.number}
    facts |= {"before": before.status, "after": after.status}
    stream = nominee_stream(before.nominee_id)
    record(work, stream=stream, event="record.changed", actor=actor, facts=facts, private={"reason": reason})

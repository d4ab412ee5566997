"""What is on record about a nominee: titles, initiatives, ratings, awards, discipline, holds, leave, registrations."""

from datetime import date, datetime
from typing import Any, NamedTuple, TypedDict

from sqlalchemy import bindparam, select, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import NomineeRecord
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(NomineeRecord)


class RecordRow(NamedTuple):
    """One record; `code` is a title, award or rating code, `data` what only this kind has."""

    id: str
    nominee_id: str
    kind: str
    code: str
    number: str
    issued_on: date | None
    issuer: str
    starts_on: date | None
    ends_on: date | None
    status: str
    data: dict[str, Any]
    created_at: datetime


class RecordValues(TypedDict, total=False):
    """What a record says; only its kind is needed."""

    id: str
    kind: str
    code: str
    number: str
    issued_on: date | None
    issuer: str
    starts_on: date | None
    ends_on: date | None
    status: str
    data: dict[str, Any]


_DEFAULTS: dict[str, Any] = {
    "code": "",
    "number": "",
    "issued_on": None,
    "issuer": "",
    "starts_on": None,
    "ends_on": None,
    "status": "active",
}
_COLUMNS = columns_of(TABLE, RecordRow)
_BY_ID = Query(select(*_COLUMNS).where(TABLE.c.id == bindparam("id")), RecordRow._make)
_OF_NOMINEE = Query(
    select(*_COLUMNS).where(TABLE.c.nominee_id == bindparam("nominee_id")).order_by(TABLE.c.id), RecordRow._make
)
_AWARDS = Query(
    select(*_COLUMNS)
    .where(TABLE.c.number == bindparam("number"), TABLE.c.kind == bindparam("kind"))
    .order_by(TABLE.c.id),
    RecordRow._make,
)
_INSERT = Insertion(TABLE)
_STATUS = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(status=bindparam("status"), ends_on=bindparam("ends_on"), data=bindparam("data", type_=TABLE.c.data.type))
)
_ISSUED = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(number=bindparam("new_number"), issued_on=bindparam("new_day"))
)


def add_record(work: Work, nominee_id: str, values: RecordValues) -> RecordRow:
    """Add a record to a nominee and return it; raises `BrokenReference` for an unknown nominee."""
    key = values.get("id") or work.new_id()
    own = {"id": key, "nominee_id": nominee_id, "created_at": work.now}
    row = RecordRow(**{**_DEFAULTS, "data": {}, **values, **own})
    _INSERT.run(work, row._asdict())
    return row


def get_record(work: Work, record_id: str) -> RecordRow:
    """Return a record; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": record_id})
    if found is None:
        raise NotFound("nominee_record", record_id)
    return found


def list_records(work: Work, nominee_id: str) -> list[RecordRow]:
    """Return all records of a nominee, oldest first."""
    return _OF_NOMINEE.all(work, {"nominee_id": nominee_id})


def list_awards(work: Work, number: str) -> list[RecordRow]:
    """Return every award of a decision by its number, revoked ones too, oldest first."""
    return _AWARDS.all(work, {"number": number, "kind": "award"})


def update_record_status(
    work: Work, record_id: str, status: str, *, ends_on: date | None = None, data: dict[str, Any] | None = None
) -> RecordRow:
    """Revoke or close a record, with what else became known of it, and return it; raises `NotFound`."""
    known = get_record(work, record_id)
    changed = known._replace(status=status, ends_on=ends_on or known.ends_on, data=known.data | (data or {}))
    values = {"status": changed.status, "ends_on": changed.ends_on, "data": changed.data}
    _STATUS.execute(work, {"of_id": record_id, **values})
    return changed


def update_award(work: Work, record_id: str, *, number: str, issued_on: date | None) -> None:
    """Give an award the number and date of its decision as it was issued."""
    _ISSUED.execute(work, {"of_id": record_id, "new_number": number, "new_day": issued_on})

"""Registrations of units and their lines: kept as drafts, sent once, found by unit, plan and nominee."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, func, or_, select, update

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Nominee, Organisation, Registration, RegistrationEntry
from service.db.searching import within
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, ENTRY, NOMINEE, BODY = (table_of(model) for model in (Registration, RegistrationEntry, Nominee, Organisation))
DRAFT, SUBMITTED = "draft", "submitted"


class RegistrationRow(NamedTuple):
    """One list of a unit; `submitted_on` is None while it is a draft."""

    id: str
    number: str
    plan_code: str
    plan_version: int
    occasion: str
    year: int
    round: int
    unit_id: str
    state: str
    version: int
    created_by: str
    created_at: datetime
    submitted_by: str | None = None
    submitted_on: date | None = None


class EntryRow(NamedTuple):
    """One line as it is kept."""

    id: str
    registration_id: str
    position: int
    nominee_id: str
    form: str
    title: str
    note: str
    number: str
    plan_code: str
    occasion: str
    year: int
    submitted_on: date | None = None


class ListedRegistration(NamedTuple):
    """One line of a list of registrations."""

    id: str
    number: str
    plan_code: str
    occasion: str
    year: int
    round: int
    state: str
    submitted_on: date | None
    unit_id: str
    unit: str
    entries: int


class ListedEntry(NamedTuple):
    """One line with who is registered, as the form of registration has its columns."""

    id: str
    position: int
    nominee_id: str
    nominee: str
    kind: str
    occupation: str
    organisation: str
    form: str
    title: str
    note: str


class FormCount(NamedTuple):
    """How many subjects of one kind units have registered for one form, occasion and year."""

    occasion: str
    year: int
    form: str
    kind: str
    units: int
    entries: int


_BY_ID = Query(select(*columns_of(TABLE, RegistrationRow)).where(TABLE.c.id == bindparam("id")), RegistrationRow._make)
_ROUND = Query(
    select(func.coalesce(func.max(TABLE.c.round), 0)).where(
        TABLE.c.plan_code == bindparam("plan_code"),
        TABLE.c.occasion == bindparam("occasion"),
        TABLE.c.year == bindparam("year"),
        TABLE.c.unit_id == bindparam("unit_id"),
    ),
    lambda row: int(row[0]),
)
_POSITION = Query(
    select(func.coalesce(func.max(ENTRY.c.position), 0)).where(ENTRY.c.registration_id == bindparam("registration_id")),
    lambda row: int(row[0]),
)
_ENTRIES = Query(
    select(
        ENTRY.c.id,
        ENTRY.c.position,
        ENTRY.c.nominee_id,
        NOMINEE.c.name,
        NOMINEE.c.kind,
        NOMINEE.c.occupation,
        func.coalesce(BODY.c.name, ""),
        ENTRY.c.form,
        ENTRY.c.title,
        ENTRY.c.note,
    )
    .select_from(
        ENTRY.join(NOMINEE, NOMINEE.c.id == ENTRY.c.nominee_id).outerjoin(BODY, BODY.c.id == NOMINEE.c.organisation_id)
    )
    .where(ENTRY.c.registration_id == bindparam("registration_id"))
    .order_by(ENTRY.c.position),
    ListedEntry._make,
)
_INSERT, _INSERT_ENTRY = Insertion(TABLE), Insertion(ENTRY)
_DELETE_ENTRY = Prepared(
    delete(ENTRY).where(ENTRY.c.id == bindparam("of_id"), ENTRY.c.registration_id == bindparam("of_registration"))
)
_ADVANCE = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.version == bindparam("seen"), TABLE.c.state == DRAFT)
    .values(version=bindparam("seen") + 1)
)
_SEND = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.version == bindparam("seen"), TABLE.c.state == DRAFT)
    .values(
        version=bindparam("seen") + 1,
        state=SUBMITTED,
        submitted_by=bindparam("by"),
        submitted_on=bindparam("on", type_=TABLE.c.submitted_on.type),
    )
)
_SEND_ENTRIES = Prepared(
    update(ENTRY)
    .where(ENTRY.c.registration_id == bindparam("of_id"))
    .values(submitted_on=bindparam("on", type_=ENTRY.c.submitted_on.type))
)


def add_registration(work: Work, row: RegistrationRow) -> None:
    """Keep a new draft; raises `DuplicateKey` when the unit has one for the same plan, occasion and year."""
    _INSERT.run(work, row._asdict())


def find_registration(work: Work, registration_id: str) -> RegistrationRow | None:
    """Return one registration, or None."""
    return _BY_ID.first(work, {"id": registration_id})


def next_round(work: Work, plan_code: str, *, occasion: str, year: int, unit_id: str) -> int:
    """Return the number of a unit's next list for the same plan, occasion and year, from 1."""
    asked = {"plan_code": plan_code, "occasion": occasion, "year": year, "unit_id": unit_id}
    return (_ROUND.first(work, asked) or 0) + 1


def list_entries(work: Work, registration_id: str) -> list[ListedEntry]:
    """Return the lines of a registration in their order."""
    return _ENTRIES.all(work, {"registration_id": registration_id})


def next_position(work: Work, registration_id: str) -> int:
    """Return the place of a line that is added at the end."""
    return (_POSITION.first(work, {"registration_id": registration_id}) or 0) + 1


def add_entry(work: Work, row: EntryRow) -> None:
    """Add a line; raises `DuplicateKey` for a subject and form that stand in the list already."""
    _INSERT_ENTRY.run(work, row._asdict())


def remove_entry(work: Work, registration_id: str, entry_id: str) -> bool:
    """Take a line out; False when it is not there."""
    return bool(_DELETE_ENTRY.execute(work, {"of_id": entry_id, "of_registration": registration_id}))


def advance(work: Work, registration_id: str, seen: int) -> bool:
    """Raise the version of a draft that was seen; False when it has changed or was sent."""
    return bool(_ADVANCE.execute(work, {"of_id": registration_id, "seen": seen}))


def send(work: Work, registration_id: str, seen: int, *, by: str, on: date) -> bool:
    """Close a draft that was seen for good; False when it has changed or was sent."""
    if not _SEND.execute(work, {"of_id": registration_id, "seen": seen, "by": by, "on": on}):
        return False
    _SEND_ENTRIES.execute(work, {"of_id": registration_id, "on": on})
    return True


def list_registrations(
    work: Work, branches: Sequence[str] | None, *, plan_code: str = "", after: str | None = None, limit: int = 50
) -> list[ListedRegistration]:
    """Return registrations of units below these branches of the tree (None: of all), newest first."""
    lines = select(func.count()).where(ENTRY.c.registration_id == TABLE.c.id).scalar_subquery()
    own = [TABLE.c[name] for name in ListedRegistration._fields[:9]]
    page = select(*own, BODY.c.name, lines).select_from(TABLE.join(BODY, BODY.c.id == TABLE.c.unit_id))
    page = page.where(*_below(branches))
    if plan_code:
        page = page.where(TABLE.c.plan_code == plan_code)
    if after is not None:
        page = page.where(TABLE.c.id < after)
    rows = work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))
    return [ListedRegistration._make(row) for row in rows]


def count_by_form(work: Work, branches: Sequence[str] | None, plan_code: str) -> list[FormCount]:
    """Return what units below these branches have sent under a plan, by occasion, year, form and kind of subject."""
    by = (ENTRY.c.occasion, ENTRY.c.year, ENTRY.c.form, NOMINEE.c.kind)
    origin = (
        ENTRY.join(TABLE, TABLE.c.id == ENTRY.c.registration_id)
        .join(BODY, BODY.c.id == TABLE.c.unit_id)
        .join(NOMINEE, NOMINEE.c.id == ENTRY.c.nominee_id)
    )
    query = (
        select(*by, func.count(TABLE.c.unit_id.distinct()), func.count())
        .select_from(origin)
        .where(ENTRY.c.plan_code == plan_code, ENTRY.c.submitted_on.is_not(None), *_below(branches))
        .group_by(*by)
        .order_by(*by)
    )
    return [FormCount._make(row) for row in work.execute(query)]


def _below(branches: Sequence[str] | None) -> list[ColumnElement[bool]]:
    if branches is None:
        return []
    return [or_(*(within(BODY.c.path, branch) for branch in branches))] if branches else [BODY.c.id.is_(None)]

"""Organisations: adding, finding and listing the bodies of the tree."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypedDict

from sqlalchemy import Select, and_, bindparam, select, tuple_, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import AnyOf
from service.db.models import Organisation, OrganisationName, OrganisationSuccessor
from service.db.searching import reindex_organisation
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.names import fold, nfc, sort_key_hex

TABLE, SUCCESSOR, FORMER = (table_of(model) for model in (Organisation, OrganisationSuccessor, OrganisationName))
UNIT_LEVEL = "unit"


class OrganisationRow(NamedTuple):
    """One body, with the one that took over from it (empty when none did)."""

    id: str
    code: str
    name: str
    sort_key: str
    level: str
    function: str
    parent_id: str | None
    path: str
    agency_id: str
    legal_personality: bool
    specialised_agency: bool
    head_role: str
    valid_from: date | None
    valid_to: date | None
    note: str
    successor_id: str = ""
    successor_name: str = ""


class OrganisationValues(TypedDict, total=False):
    """What a new body is described by; `code`, `name` and `level` are needed, `id` is made when absent."""

    id: str
    code: str
    name: str
    level: str
    function: str
    parent_id: str | None
    legal_personality: bool
    specialised_agency: bool
    head_role: str
    valid_from: date | None
    valid_to: date | None
    note: str


def _rows() -> Select[Any]:
    later = TABLE.alias("later")
    own = [TABLE.c[name] for name in OrganisationRow._fields if not name.startswith("successor_")]
    origin = TABLE.outerjoin(SUCCESSOR, SUCCESSOR.c.old_id == TABLE.c.id).outerjoin(
        later, later.c.id == SUCCESSOR.c.new_id
    )
    return select(*own, later.c.id.label("successor_id"), later.c.name.label("successor_name")).select_from(origin)


def _read(row: Any) -> OrganisationRow:
    values = list(row)
    values[-2:] = (values[-2] or "", values[-1] or "")
    return OrganisationRow._make(values)


_BY_AGE = (SUCCESSOR.c.since, SUCCESSOR.c.new_id)
_BY_ID = Query(_rows().where(TABLE.c.id == bindparam("id")).order_by(*_BY_AGE), _read)
_BY_CODE = Query(_rows().where(TABLE.c.code == bindparam("code")).order_by(*_BY_AGE), _read)
_BY_IDS = Query(_rows().where(AnyOf(TABLE.c.id, "ids")).order_by(TABLE.c.id, *_BY_AGE), _read)
_GONE_INTO = Query(
    select(SUCCESSOR.c.old_id)
    .select_from(SUCCESSOR.join(TABLE, TABLE.c.id == SUCCESSOR.c.old_id))
    .where(AnyOf(SUCCESSOR.c.new_id, "ids"), TABLE.c.valid_to < bindparam("today")),
    lambda row: str(row[0]),
)
_INSERT, _INSERT_SUCCESSOR = Insertion(TABLE), Insertion(SUCCESSOR)
_VALIDITY = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"))
    .values(valid_from=bindparam("valid_from"), valid_to=bindparam("valid_to"))
)


def add_organisation(work: Work, values: OrganisationValues) -> OrganisationRow:
    """Add a body under its parent and return it; raises `DuplicateKey` for a code in use, `NotFound` for the parent."""
    key = values.get("id") or work.new_id()
    parent_id = values.get("parent_id")
    parent = get_organisation(work, parent_id) if parent_id else None
    name = nfc(values["name"])
    own_agency = values["level"] != UNIT_LEVEL or parent is None
    row = {
        **values,
        "id": key,
        "name": name,
        "name_fold": fold(name),
        "sort_key": sort_key_hex(name),
        "parent_id": parent_id or None,
        "path": f"{parent.path if parent else '/'}{key}/",
        "agency_id": key if own_agency or parent is None else parent.agency_id,
    }
    _INSERT.run(work, row)
    return get_organisation(work, key)


def get_organisation(work: Work, organisation_id: str) -> OrganisationRow:
    """Return a body; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": organisation_id})
    if found is None:
        raise NotFound("organisation", organisation_id)
    return found


def find_organisation(work: Work, code: str) -> OrganisationRow | None:
    """Return the body with this code, or None."""
    return _BY_CODE.first(work, {"code": code})


def load_organisations(work: Work, ids: Iterable[str]) -> dict[str, OrganisationRow]:
    """Return bodies by id in one statement; those that are not there are missing in the answer."""
    wanted = sorted({key for key in ids if key})
    if not wanted:
        return {}
    found: dict[str, OrganisationRow] = {}
    for row in _BY_IDS.all(work, {"ids": wanted}):
        found.setdefault(row.id, row)
    return found


def load_predecessors(work: Work, ids: Iterable[str], today: date) -> frozenset[str]:
    """Return the bodies that have ended and in whose place one of these stands today, after however many steps.

    Of a body that several took over from, it is the first that stands in its place.
    """
    found: set[str] = set()
    step = {key for key in ids if key}
    while step:
        gone = load_organisations(work, set(_GONE_INTO.all(work, {"ids": sorted(step), "today": today})) - found)
        step = {row.id for row in gone.values() if row.successor_id in step}
        found |= step
    return frozenset(found)


def list_organisations(
    work: Work, *, parent_id: str | None = None, query: str = "", after: str | None = None, limit: int = 50
) -> list[OrganisationRow]:
    """Return bodies in Vietnamese order: children of one parent, or those whose name, now or before, has the words.

    `after` is the id of the last body of the page before.
    """
    page = select(TABLE.c.id, TABLE.c.sort_key)
    if parent_id is not None:
        page = page.where(TABLE.c.parent_id == parent_id)
    for word in fold(query).split():
        formerly = select(FORMER.c.organisation_id).where(FORMER.c.name_fold.contains(word, autoescape=True))
        named = TABLE.c.name_fold.contains(word, autoescape=True) | TABLE.c.id.in_(formerly)
        page = page.where(named | (TABLE.c.code == query.strip()))
    if after is not None:
        last = select(TABLE.c.sort_key, TABLE.c.id).where(TABLE.c.id == after).scalar_subquery()
        page = page.where(tuple_(TABLE.c.sort_key, TABLE.c.id) > last)
    chosen = page.order_by(TABLE.c.sort_key, TABLE.c.id).limit(limit).subquery()
    rows = _rows().join(chosen, and_(chosen.c.id == TABLE.c.id)).order_by(TABLE.c.sort_key, TABLE.c.id, *_BY_AGE)
    found: dict[str, OrganisationRow] = {}
    for row in work.execute(rows):
        found.setdefault(row[0], _read(row))
    return list(found.values())


def update_organisation(work: Work, organisation_id: str, changes: Mapping[str, Any]) -> OrganisationRow:
    """Change columns of a body (not its place in the tree) and return it; raises `NotFound`."""
    values = dict(changes)
    if values.keys() & {"id", "parent_id", "path", "agency_id"}:
        raise TypeError("the place of a body in the tree does not change here")
    if "name" in values:
        name = nfc(values["name"])
        values |= {"name": name, "name_fold": fold(name), "sort_key": sort_key_hex(name)}
    if values:
        work.execute(update(TABLE).where(TABLE.c.id == organisation_id).values(values))
    if "name" in values:
        reindex_organisation(work, organisation_id)
    return get_organisation(work, organisation_id)


def update_validity(work: Work, organisation_id: str, *, valid_from: date | None, valid_to: date | None) -> None:
    """Change the days between which a body exists; raises `NotFound`."""
    if not _VALIDITY.execute(work, {"of_id": organisation_id, "valid_from": valid_from, "valid_to": valid_to}):
        raise NotFound("organisation", organisation_id)


def add_successor(work: Work, *, old_id: str, new_id: str, since: date, source: str) -> None:
    """Record that one body took over from another; raises `DuplicateKey` or `BrokenReference`."""
    _INSERT_SUCCESSOR.run(work, {"old_id": old_id, "new_id": new_id, "since": since, "source": source})

"""Bodies by their part in the tree: a body's line of ancestors, its Home Affairs office, the top."""

from sqlalchemy import bindparam, select

from service.db.organisations import TABLE, OrganisationRow, get_organisation, load_organisations
from service.db.statements import Query
from service.db.work import Work

_ALIVE = TABLE.c.valid_to.is_(None) | (TABLE.c.valid_to >= bindparam("today"))
_BORN = TABLE.c.valid_from.is_(None) | (TABLE.c.valid_from <= bindparam("today"))
_HOME_AFFAIRS = Query(
    select(TABLE.c.id)
    .where(TABLE.c.parent_id == bindparam("parent_id"), TABLE.c.function == "home_affairs", _ALIVE, _BORN)
    .order_by(TABLE.c.code)
    .limit(1),
    lambda row: str(row[0]),
)
_BY_LEVEL = Query(
    select(TABLE.c.id, TABLE.c.function)
    .where(TABLE.c.level == bindparam("level"), _ALIVE, _BORN)
    .order_by(TABLE.c.code),
    tuple,
)


def list_ancestors(work: Work, organisation_id: str) -> list[OrganisationRow]:
    """Return the body's line from the root down to itself; raises `NotFound`."""
    path = get_organisation(work, organisation_id).path
    line = [key for key in path.split("/") if key]
    found = load_organisations(work, line)
    return [found[key] for key in line if key in found]


def find_home_affairs(work: Work, parent_id: str) -> OrganisationRow | None:
    """Return today's Home Affairs office of a province, district or ministry, or None."""
    found = _HOME_AFFAIRS.first(work, {"parent_id": parent_id, "today": work.today})
    return get_organisation(work, found) if found else None


def find_central_home_affairs(work: Work) -> OrganisationRow | None:
    """Return the ministry in charge of Home Affairs, or None."""
    return _first(work, "ministry", "home_affairs")


def find_government(work: Work) -> OrganisationRow | None:
    """Return the body that decides at the top, or None."""
    return _first(work, "government", "")


def list_level(work: Work, level: str) -> list[OrganisationRow]:
    """Return today's bodies of one level by code; meant for levels of which a country has few."""
    keys = [str(key) for key, _ in _BY_LEVEL.all(work, {"level": level, "today": work.today})]
    rows = load_organisations(work, keys)
    return [rows[key] for key in keys if key in rows]


def _first(work: Work, level: str, function: str) -> OrganisationRow | None:
    for key, its_function in _BY_LEVEL.all(work, {"level": level, "today": work.today}):
        if not function or its_function == function:
            return get_organisation(work, str(key))
    return None

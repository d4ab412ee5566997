"""Published documents: immutable versions of plans, flows, rulebooks and the like."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, tuple_

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import PublishedDocument
from service.db.statements import Insertion, Query
from service.db.work import Work

TABLE = table_of(PublishedDocument)


class PublicationHead(NamedTuple):
    """One published version without its source."""

    id: str
    kind: str
    code: str
    version: int
    digest: str
    effective_on: date
    title: str
    published_at: datetime
    published_by: str | None


class Publication(NamedTuple):
    """One published version, with the source exactly as it was published."""

    id: str
    kind: str
    code: str
    version: int
    digest: str
    effective_on: date
    title: str
    published_at: datetime
    published_by: str | None
    source: str


_OF_CODE = (TABLE.c.kind == bindparam("kind")) & (TABLE.c.code == bindparam("code"))
_WHOLE = select(*columns_of(TABLE, Publication)).where(_OF_CODE)
_GET = Query(_WHOLE.where(TABLE.c.version == bindparam("version")), Publication._make)
_LATEST = Query(
    _WHOLE.where(TABLE.c.effective_on <= bindparam("on")).order_by(TABLE.c.version.desc()).limit(1), Publication._make
)
_NEWEST = Query(_WHOLE.order_by(TABLE.c.version.desc()).limit(1), Publication._make)
_NEWER = TABLE.alias("newer")
_NEWEST_IN_EFFECT = (
    TABLE.c.kind == bindparam("kind"),
    TABLE.c.effective_on <= bindparam("on"),
    TABLE.c.version
    == select(func.max(_NEWER.c.version))
    .where(_NEWER.c.kind == TABLE.c.kind, _NEWER.c.code == TABLE.c.code, _NEWER.c.effective_on <= bindparam("on"))
    .scalar_subquery(),
)
_IN_FORCE = Query(
    select(*columns_of(TABLE, PublicationHead)).where(*_NEWEST_IN_EFFECT).order_by(TABLE.c.code),
    PublicationHead._make,
)
_SOURCES = Query(select(TABLE.c.source).where(*_NEWEST_IN_EFFECT).order_by(TABLE.c.code), lambda row: str(row[0]))
_COUNT = Query(select(func.count()).where(TABLE.c.kind == bindparam("kind")), lambda row: int(row[0]))
_INSERT = Insertion(TABLE)


def publish(
    work: Work, kind: str, code: str, version: int, *, digest: str, effective_on: date, title: str, source: str,
    published_by: str | None = None,
) -> Publication:  # fmt: skip
    """Publish one version and return it; raises `DuplicateKey` when this version is already published."""
    row = Publication(work.new_id(), kind, code, version, digest, effective_on, title, work.now, published_by, source)
    _INSERT.run(work, row._asdict())
    return row


def find(work: Work, kind: str, code: str, version: int) -> Publication | None:
    """Return one version, or None."""
    return _GET.first(work, {"kind": kind, "code": code, "version": version})


def get(work: Work, kind: str, code: str, version: int) -> Publication:
    """Return one version; raises `NotFound`."""
    found = find(work, kind, code, version)
    if found is None:
        raise NotFound(kind, f"{code}@{version}")
    return found


def latest(work: Work, kind: str, code: str, on: date | None = None) -> Publication | None:
    """Return the highest version in effect on a day (the highest of all when none is given), or None."""
    if on is None:
        return _NEWEST.first(work, {"kind": kind, "code": code})
    return _LATEST.first(work, {"kind": kind, "code": code, "on": on})


def list_in_force(work: Work, kind: str, on: date) -> list[PublicationHead]:
    """Return of each code the highest version in effect on a day, by code; asked by every move before receipt."""
    return _IN_FORCE.all(work, {"kind": kind, "on": on})


def list_sources_in_force(work: Work, kind: str, on: date) -> list[str]:
    """Return of each code the text of the highest version in effect on a day, by code."""
    return _SOURCES.all(work, {"kind": kind, "on": on})


def count_versions(work: Work, kind: str) -> int:
    """Return how many versions of a kind were ever published."""
    return _COUNT.first(work, {"kind": kind}) or 0


def list_versions(
    work: Work, kind: str, code: str | None = None, *, after: str | None = None, limit: int = 500
) -> list[PublicationHead]:
    """Return published versions of a kind (and code) by code and version, without their sources.

    `after` is the id of the last version of the page before.
    """
    page = select(*columns_of(TABLE, PublicationHead)).where(TABLE.c.kind == kind)
    if code is not None:
        page = page.where(TABLE.c.code == code)
    if after is not None:
        last = select(TABLE.c.code, TABLE.c.version).where(TABLE.c.id == after).scalar_subquery()
        page = page.where(tuple_(TABLE.c.code, TABLE.c.version) > last)
    rows = work.execute(page.order_by(TABLE.c.code, TABLE.c.version).limit(limit))
    return [PublicationHead._make(row) for row in rows]

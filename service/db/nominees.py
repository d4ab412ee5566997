"""Nominees: adding, finding and listing those who may be honoured."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypedDict

from sqlalchemy import bindparam, select, tuple_, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import Nominee, Organisation
from service.db.searching import NOMINEE_WORDS, HasWords, by_hits, index_new_nominee, reindex_nominee, within, words_of
from service.db.statements import Insertion, Query
from service.db.work import Work
from workflows.names import fold, nfc, sort_key_hex

TABLE, BODY = table_of(Nominee), table_of(Organisation)


class NomineeRow(NamedTuple):
    """One nominee with all particulars."""

    id: str
    kind: str
    name: str
    sort_key: str
    organisation_id: str | None
    level: str
    sex: str
    women_percent: int | None
    is_leader: bool
    is_head: bool
    party_managed: bool | None
    occupation: str
    special_group: str
    representative: str
    data: dict[str, Any]
    created_at: datetime


class ListedNominee(NamedTuple):
    """One line of a list of nominees."""

    id: str
    kind: str
    name: str
    level: str
    occupation: str
    organisation_id: str | None
    organisation_name: str | None


class NomineeValues(TypedDict, total=False):
    """What a nominee is described by; `kind` and `name` are needed, `id` is made when absent."""

    id: str
    kind: str
    name: str
    organisation_id: str | None
    level: str
    sex: str
    women_percent: int | None
    is_leader: bool
    is_head: bool
    party_managed: bool | None
    occupation: str
    special_group: str
    representative: str
    data: dict[str, Any]


_BY_ID = Query(select(*columns_of(TABLE, NomineeRow)).where(TABLE.c.id == bindparam("id")), NomineeRow._make)
_INSERT = Insertion(TABLE)


def add_nominee(work: Work, values: NomineeValues) -> NomineeRow:
    """Add a nominee, make it findable, and return it; raises `BrokenReference` for an unknown organisation."""
    key = values.get("id") or work.new_id()
    _INSERT.run(work, {**values, **_named(values["name"]), "id": key, "created_at": work.now})
    index_new_nominee(work, key)
    return get_nominee(work, key)


def get_nominee(work: Work, nominee_id: str) -> NomineeRow:
    """Return a nominee; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": nominee_id})
    if found is None:
        raise NotFound("nominee", nominee_id)
    return found


def update_nominee(work: Work, nominee_id: str, changes: Mapping[str, Any]) -> NomineeRow:
    """Change columns of a nominee, keep it and its proposals findable, and return it; raises `NotFound`."""
    values = dict(changes)
    if "name" in values:
        values |= _named(values["name"])
    if values:
        work.execute(update(TABLE).where(TABLE.c.id == nominee_id).values(values))
    if values.keys() & {"name", "organisation_id"}:
        reindex_nominee(work, nominee_id)
    return get_nominee(work, nominee_id)


def list_nominees(
    work: Work,
    *,
    query: str = "",
    kind: str = "",
    organisation_path: str = "",
    after: str | None = None,
    limit: int = 50,
) -> list[ListedNominee]:
    """Return nominees in Vietnamese order, by words of name or body, by kind, and by a branch of the tree.

    `after` is the id of the last nominee of the page before. The last word of the query may be only begun; a query of
    signs alone finds nothing.
    """
    names = [BODY.c.name.label("organisation_name")]
    own = [TABLE.c[name] for name in ListedNominee._fields if name != "organisation_name"]
    page = select(*own, *names).select_from(TABLE.outerjoin(BODY, BODY.c.id == TABLE.c.organisation_id))
    if query:
        if not (words := words_of(query)):
            return []
        page = page.join(NOMINEE_WORDS, NOMINEE_WORDS.c.nominee_id == TABLE.c.id).where(HasWords(NOMINEE_WORDS, words))
    if kind:
        page = page.where(TABLE.c.kind == kind)
    if organisation_path:
        page = page.where(within(BODY.c.path, organisation_path))
    if after is not None:
        last = select(TABLE.c.sort_key, TABLE.c.id).where(TABLE.c.id == after).scalar_subquery()
        page = page.where(tuple_(TABLE.c.sort_key, TABLE.c.id) > last)
    first = by_hits(TABLE.c.sort_key) if query else TABLE.c.sort_key
    rows = work.execute(page.order_by(first, TABLE.c.id).limit(limit))
    return [ListedNominee._make(row) for row in rows]


def _named(name: str) -> dict[str, str]:
    composed = nfc(name)
    return {"name": composed, "name_fold": fold(composed), "sort_key": sort_key_hex(composed)}

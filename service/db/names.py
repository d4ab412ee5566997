"""Names behind identifiers, for people who read the trail; one statement for any number of them."""

from collections.abc import Iterable

from sqlalchemy import Table, select

from service.db.base import table_of
from service.db.expressions import AnyOf
from service.db.models import Account, Nominee, PublishedDocument
from service.db.statements import Query
from service.db.work import Work


def _names(table: Table) -> Query[tuple[str, str]]:
    named = select(table.c.id, table.c.name).where(AnyOf(table.c.id, "ids"))
    return Query(named, lambda row: (row[0], row[1]))


_PUBLISHED = table_of(PublishedDocument)
_TITLES = Query(
    select(_PUBLISHED.c.kind, _PUBLISHED.c.code, _PUBLISHED.c.version, _PUBLISHED.c.title).where(
        AnyOf(_PUBLISHED.c.code, "codes")
    ),
    lambda row: ((str(row[0]), str(row[1]), int(row[2])), str(row[3])),
)
_ACCOUNTS, _NOMINEES = _names(table_of(Account)), _names(table_of(Nominee))


def account_names(work: Work, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of accounts by id; those that are not there are missing in the answer."""
    return _load(work, _ACCOUNTS, ids)


def nominee_names(work: Work, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of nominees by id."""
    return _load(work, _NOMINEES, ids)


def published_titles(work: Work, codes: Iterable[str]) -> dict[tuple[str, str, int], str]:
    """Return the titles of published versions by kind, code and version, for some codes."""
    wanted = sorted({code for code in codes if code})
    return dict(_TITLES.all(work, {"codes": wanted})) if wanted else {}


def _load(work: Work, query: Query[tuple[str, str]], ids: Iterable[str]) -> dict[str, str]:
    wanted = sorted({key for key in ids if key})
    return dict(query.all(work, {"ids": wanted})) if wanted else {}

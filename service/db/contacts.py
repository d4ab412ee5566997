"""Where and how often accounts are written to, and up to when each has been told."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import Contact, Notice
from service.db.statements import Prepared, Query
from service.db.work import Work

TABLE, NOTICE = table_of(Contact), table_of(Notice)


class ContactRow(NamedTuple):
    """Where and how often an account is written to (`daily`, `prompt`, `none`)."""

    account_id: str
    email: str
    mail: str
    told_until: datetime


_COLUMNS = columns_of(TABLE, ContactRow)
_OF_ACCOUNT = Query(select(*_COLUMNS).where(TABLE.c.account_id == bindparam("account_id")), ContactRow._make)
_VALUES: dict[str, Any] = {column.name: bindparam(column.name, type_=column.type) for column in TABLE.columns}
_CHANGED = {"email": _VALUES["email"], "mail": _VALUES["mail"]}
_SAVE = {
    "sqlite": Prepared(
        sqlite.insert(TABLE).values(_VALUES).on_conflict_do_update(index_elements=["account_id"], set_=_CHANGED)
    ),
    "postgresql": Prepared(
        postgresql.insert(TABLE).values(_VALUES).on_conflict_do_update(index_elements=["account_id"], set_=_CHANGED)
    ),
}


def find_contact(work: Work, account_id: str) -> ContactRow | None:
    """Return where an account is written to, None when it has said nothing."""
    return _OF_ACCOUNT.first(work, {"account_id": account_id})


def save_contact(work: Work, account_id: str, *, email: str, mail: str) -> None:
    """Keep where and how often an account is written to; one that is new is told of what comes from now on."""
    row = ContactRow(account_id, email, mail, work.now)
    _SAVE[work.engine_name].execute(work, row._asdict())


def list_untold(work: Work, mail: str, before: datetime, *, only_fresh: bool, limit: int = 20) -> list[ContactRow]:
    """Return accounts in use that were told last before an instant, longest ago first.

    `only_fresh` leaves out those for whom no notice has come since.
    """
    wanted = (
        select(*_COLUMNS)
        .join_from(TABLE, ACCOUNT, ACCOUNT.c.id == TABLE.c.account_id)
        .where(TABLE.c.mail == mail, TABLE.c.told_until < before, TABLE.c.email != "", ACCOUNT.c.is_active)
    )
    if only_fresh:
        unread = (NOTICE.c.account_id == TABLE.c.account_id) & NOTICE.c.read_at.is_(None)
        wanted = wanted.where(exists().where(unread, NOTICE.c.created_at > TABLE.c.told_until))
    rows = work.execute(wanted.order_by(TABLE.c.told_until, TABLE.c.account_id).limit(limit))
    return [ContactRow._make(row) for row in rows]


def note_told(work: Work, row: ContactRow, until: datetime) -> bool:
    """Keep that an account has been told in this transaction; False when another was faster."""
    as_seen = (TABLE.c.account_id == row.account_id) & (TABLE.c.told_until == row.told_until)
    changed = update(TABLE).where(as_seen).values(told_until=until).returning(TABLE.c.account_id)
    return work.execute(changed).first() is not None

"""Identities of a provider and the accounts that they open."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, select

from service.db.accounts import TABLE as ACCOUNT
from service.db.accounts import AccountRow
from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import LinkedIdentity
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE = table_of(LinkedIdentity)


class IdentityRow(NamedTuple):
    """One link: the provider's issuer and the subject by which it knows the account."""

    id: str
    issuer: str
    subject: str


_ACCOUNT = Query(
    select(*columns_of(ACCOUNT, AccountRow))
    .select_from(TABLE.join(ACCOUNT, ACCOUNT.c.id == TABLE.c.account_id))
    .where(TABLE.c.issuer == bindparam("issuer"), TABLE.c.subject == bindparam("subject")),
    AccountRow._make,
)
_OF_ACCOUNT = Query(
    select(*columns_of(TABLE, IdentityRow)).where(TABLE.c.account_id == bindparam("of_id")).order_by(TABLE.c.id),
    IdentityRow._make,
)
_INSERT = Insertion(TABLE)
_REMOVE = Prepared(delete(TABLE).where(TABLE.c.id == bindparam("of_id")))


def find_linked_account(work: Work, issuer: str, subject: str) -> AccountRow | None:
    """Return the account that a provider's subject opens, or None."""
    return _ACCOUNT.first(work, {"issuer": issuer, "subject": subject})


def list_identities(work: Work, account_id: str) -> list[IdentityRow]:
    """Return the identities linked to an account, oldest first."""
    return _OF_ACCOUNT.all(work, {"of_id": account_id})


def link_identity(work: Work, account_id: str, issuer: str, subject: str) -> None:
    """Link a subject to an account; raises `DuplicateKey` when either is linked at this provider already."""
    values = {"id": work.new_id(), "account_id": account_id, "issuer": issuer, "subject": subject}
    _INSERT.run(work, values | {"created_at": work.now})


def unlink_identity(work: Work, identity_id: str) -> None:
    """Remove a link."""
    _REMOVE.execute(work, {"of_id": identity_id})

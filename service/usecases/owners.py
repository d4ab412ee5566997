"""Who long work acts for: its owner as he is now, not as he was when he asked for it."""

from collections.abc import Iterable

from service.db import accounts
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.usecases.errors import Unauthenticated
from workflows.policy import Actor, Holding, roles


def actor_of(work: Work, account_id: str, scopes: Iterable[str]) -> Actor:
    """Return an account as it may act today; raises Unauthenticated when it is gone or disabled."""
    try:
        row = accounts.get_account(work, account_id)
    except RowMissing:
        raise Unauthenticated("account-disabled", {}) from None
    if not row.is_active:
        raise Unauthenticated("account-disabled", {})
    held = accounts.list_holdings(work, account_id, work.today)
    return Actor(
        account_id=row.id,
        person_id=row.nominee_id or row.id,
        name=row.name,
        holdings=tuple(Holding(one.role, one.organisation_id, one.path) for one in held if one.role in roles()),
        scopes=frozenset(scopes),
    )

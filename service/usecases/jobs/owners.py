"""Who long work acts for: its owner as he is now, not as he was when he asked for it."""

from collections.abc import Iterable

from service.db.acting import find_acting
from service.db.work import Work
from service.usecases.errors import Unauthenticated
from workflows.policy import Actor, roles


def actor_of(work: Work, account_id: str, scopes: Iterable[str]) -> Actor:
    """Return an account as it may act today; raises Unauthenticated when it is gone or disabled."""
    row = find_acting(work, account_id)
    if row is None or not row.is_active:
        raise Unauthenticated("account-disabled", {})
    return Actor(
        account_id=row.account_id,
        person_id=row.nominee_id or row.account_id,
        name=row.name,
        holdings=tuple(held for held in row.holdings if held.role in roles()),
        scopes=frozenset(scopes),
    )

"""Second factors and recovery codes: a step and a code are each taken once, by the statement itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, update

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import RecoveryCode, SecondFactor
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, CODE = table_of(SecondFactor), table_of(RecoveryCode)


class FactorRow(NamedTuple):
    """The second factor of an account; it counts once `confirmed_at` is set."""

    account_id: str
    secret: str
    pending: str
    last_step: int
    failures: int
    created_at: datetime
    confirmed_at: datetime | None


_OF_ACCOUNT = (TABLE.c.account_id == bindparam("of_id"),)
_FIND = Query(select(*columns_of(TABLE, FactorRow)).where(*_OF_ACCOUNT), FactorRow._make)
_INSERT, _INSERT_CODE = Insertion(TABLE), Insertion(CODE)
_PENDING = Prepared(update(TABLE).where(*_OF_ACCOUNT).values(pending=bindparam("sealed")))
_CONFIRM = Prepared(
    update(TABLE)
    .where(*_OF_ACCOUNT, TABLE.c.pending == bindparam("sealed"))
    .values(
        secret=bindparam("sealed"),
        pending="",
        last_step=bindparam("step"),
        failures=0,
        confirmed_at=bindparam("at", type_=TABLE.c.confirmed_at.type),
    )
)
_STEP = Prepared(
    update(TABLE)
    .where(*_OF_ACCOUNT, TABLE.c.last_step < bindparam("step"))
    .values(last_step=bindparam("step"), failures=0)
)
_FAILED = Prepared(update(TABLE).where(*_OF_ACCOUNT).values(failures=TABLE.c.failures + 1))
_FORGIVEN = Prepared(update(TABLE).where(*_OF_ACCOUNT).values(failures=0))
_REMOVE = Prepared(delete(TABLE).where(*_OF_ACCOUNT))
_REMOVE_CODES = Prepared(delete(CODE).where(CODE.c.account_id == bindparam("of_id")))
_UNUSED = (CODE.c.account_id == bindparam("of_id"), CODE.c.used_at.is_(None))
_COUNT = Query(select(func.count()).select_from(CODE).where(*_UNUSED), lambda row: int(row[0]))
_USE = Prepared(
    update(CODE)
    .where(*_UNUSED, CODE.c.digest == bindparam("of_digest"))
    .values(used_at=bindparam("at", type_=CODE.c.used_at.type))
)


def find_factor(work: Work, account_id: str) -> FactorRow | None:
    """Return the second factor of an account, confirmed or not, or None."""
    return _FIND.first(work, {"of_id": account_id})


def keep_pending(work: Work, account_id: str, sealed: str) -> None:
    """Keep the sealed secret of a device that is not confirmed yet, beside the one in use."""
    if not _PENDING.execute(work, {"of_id": account_id, "sealed": sealed}):
        _INSERT.run(work, {"account_id": account_id, "pending": sealed, "created_at": work.now})


def confirm_pending(work: Work, account_id: str, sealed: str, step: int) -> bool:
    """Let the pending device take the place of the one in use, its first code used; False when it was changed."""
    return bool(_CONFIRM.execute(work, {"of_id": account_id, "sealed": sealed, "step": step, "at": work.now}))


def use_step(work: Work, account_id: str, step: int) -> bool:
    """Take a time step, once and never an earlier one; returns False when it is taken."""
    return bool(_STEP.execute(work, {"of_id": account_id, "step": step}))


def count_failure(work: Work, account_id: str) -> None:
    """Count a wrong code."""
    _FAILED.execute(work, {"of_id": account_id})


def forgive_failures(work: Work, account_id: str) -> None:
    """Forget the wrong codes."""
    _FORGIVEN.execute(work, {"of_id": account_id})


def remove_factor(work: Work, account_id: str) -> bool:
    """Remove the second factor of an account with its recovery codes; returns False when there was none."""
    _REMOVE_CODES.execute(work, {"of_id": account_id})
    return bool(_REMOVE.execute(work, {"of_id": account_id}))


def replace_recovery_codes(work: Work, account_id: str, digests: Iterable[str]) -> None:
    """Keep these recovery codes and no earlier ones."""
    _REMOVE_CODES.execute(work, {"of_id": account_id})
    for digest in digests:
        _INSERT_CODE.run(
            work, {"id": work.new_id(), "account_id": account_id, "digest": digest, "created_at": work.now}
        )


def count_recovery_codes(work: Work, account_id: str) -> int:
    """Return how many recovery codes are left."""
    return _COUNT.first(work, {"of_id": account_id}) or 0


def use_recovery_code(work: Work, account_id: str, digest: str) -> bool:
    """Use a recovery code up; returns False when there is none such, or it was used."""
    return bool(_USE.execute(work, {"of_id": account_id, "of_digest": digest, "at": work.now}))

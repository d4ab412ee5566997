"""Trying a code of the second factor: throttled like a password, bounded for good, and used up with what it allows."""

from collections.abc import Callable
from typing import TypeVar

from service.db import second_factors
from service.db.sign_ins import settle_attempt
from service.db.work import Work
from service.usecases.accounts.second_factors import take_code
from service.usecases.accounts.throttling import Try, has_set_in, open_try
from service.usecases.errors import Unauthenticated
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.streams import account_stream

T = TypeVar("T")
MOST_FAILURES = 100  # in a row, as NIST SP 800-63B-4 (3.2.2) bounds it; afterwards only a recovery code helps


def check_code(
    services: Services, *, account_id: str, code: str, network: str, then: Callable[[Work], T], required: bool = True
) -> T:
    """Use up a code and, in the same transaction, do what it allows; returns what `then` returns.

    Raises TooManyAttempts, Unauthenticated (`second-factor-refused`, or `second-factor-required` when no code is given
    although one is `required`).
    """
    if required and not code.strip():
        raise Unauthenticated("second-factor-required")
    opened = services.database.write(
        lambda work: open_try(work, services.settings, name=f"code:{account_id}", network=network)
    )

    def use(work: Work) -> tuple[bool, T | None]:
        if not _take(work, services, account_id, code):
            _fail(work, services, account_id, opened)
            return False, None
        settle_attempt(work, opened.attempt_id)
        return True, then(work)

    is_right, result = services.database.write(use)
    if not is_right:
        raise Unauthenticated("second-factor-refused")
    return result  # type: ignore[return-value]  # None only where `then` returns it


def _take(work: Work, services: Services, account_id: str, code: str) -> bool:
    row = second_factors.find_factor(work, account_id)
    is_bounded = row is not None and row.failures >= MOST_FAILURES
    if is_bounded and len(code.replace("-", "").strip()) == 6:  # noqa: PLR2004 - the digits of a device
        return False
    kind = take_code(work, services, account_id=account_id, code=code)
    if kind == "recovery":
        second_factors.forgive_failures(work, account_id)
        left = second_factors.count_recovery_codes(work, account_id)
        facts = {"subject": account_id, "count": left}
        record(work, stream=account_stream(account_id), event="second-factor.recovered", actor=None, facts=facts)
    return bool(kind)


def _fail(work: Work, services: Services, account_id: str, opened: Try) -> None:
    second_factors.count_failure(work, account_id)
    facts = {"subject": account_id}
    stream = account_stream(account_id)
    record(work, stream=stream, event="second-factor.failed", actor=None, facts=facts)
    if has_set_in(services.settings, opened):
        record(work, stream=stream, event="login.throttled", actor=None, facts={**facts, "count": opened.failures + 1})

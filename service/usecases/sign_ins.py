"""Signing in: slowed down for an account and for a network that fail too often, silent about which accounts exist."""

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from service.db import accounts
from service.db.accounts import AccountRow
from service.db.sign_ins import Failures, failures_of_name, failures_of_network, open_attempt, settle_attempt
from service.db.work import Work
from service.usecases.errors import TooManyAttempts, Unauthenticated
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.tokens import IssuedToken, account_stream, add_token, check_token_values
from workflows.names import nfc
from workflows.policy import Actor

FIRST_DELAY_SECONDS = 15
NETWORK_FACTOR = 10  # a whole office may stand behind one address
LONGEST_NAME = 80  # as the column of attempts takes it
SYSTEM = "system"


class Opened(NamedTuple):
    """An attempt that may go on: its row, the account of that name (None when there is none), failures before it."""

    attempt_id: str
    account: AccountRow | None
    failures: int


class Proof(NamedTuple):
    """A password that was right: the attempt that proved it, whose it is, and its hash anew where costs have risen."""

    attempt_id: str
    account: AccountRow
    renewed: str


def sign_in(
    services: Services,
    *,
    username: str,
    password: str,
    network: str,
    scopes: Sequence[str] = ("*",),
    lifetime_hours: int = 8,
    name: str = "sign-in",
) -> IssuedToken:
    """Check a password and issue a token, under the same throttle as `check_password`.

    Raises Invalid for impossible wishes, TooManyAttempts with `retry_after_seconds`, Unauthenticated.
    """
    wanted = tuple(dict.fromkeys(scopes))
    most_hours = services.settings.token_lifetime_hours
    check_token_values(name=name, scopes=wanted, lifetime_hours=lifetime_hours, most_hours=most_hours)
    proof = check_password(services, username=username, password=password, network=network)

    def succeed(work: Work) -> IssuedToken:
        actor = settle(work, proof)
        account = proof.account
        return add_token(work, actor=actor, account=account, name=name, scopes=wanted, lifetime_hours=lifetime_hours)

    return services.database.write(succeed)


def check_password(services: Services, *, username: str, password: str, network: str) -> Proof:
    """Return the account that a password opens; it takes as long for an unknown account as for a wrong password.

    The attempt is written before the password is looked at, so that many at once cannot outrun the throttle; it counts
    as failed until `settle`. Raises TooManyAttempts, Unauthenticated (`sign-in-refused`).
    """
    known_as, origin = normal_username(username), network[:LONGEST_NAME]
    opened = services.database.write(lambda work: _open(work, services, known_as, origin))
    account = opened.account
    usable = account is not None and account.is_active
    stored = account.password_hash if account is not None and usable else ""
    is_right = services.passwords.verify(password, stored)
    if account is None or not is_right:
        services.database.write(lambda work: _fail(work, services, opened, known_as))
        raise Unauthenticated("sign-in-refused", {})
    renewed = services.passwords.hash(password) if services.passwords.is_outdated(stored) else ""
    return Proof(opened.attempt_id, account, renewed)


def settle(
    work: Work, proof: Proof, *, event: str = "login.succeeded", facts: Mapping[str, Any] | None = None
) -> Actor:
    """Count a proven password as a success, renew an outdated hash, record the event and return who it is."""
    account = proof.account
    actor = Actor(account.id, account.nominee_id or account.id, account.name)
    settle_attempt(work, proof.attempt_id)
    if proof.renewed:
        accounts.update_account(work, account.id, {"password_hash": proof.renewed})
    record(work, stream=account_stream(account.id), event=event, actor=actor, facts=facts)
    return actor


def normal_username(username: str) -> str:
    """Return the form in which usernames are compared: NFC, small letters, no spaces around, of bounded length."""
    return nfc(username).strip().casefold()[:LONGEST_NAME]


def delay_seconds(failures: int, allowed: int, window: timedelta) -> float:
    """Return how long to wait after the last of these failures: nothing, then twice as long each time."""
    if failures < allowed:
        return 0
    return min(FIRST_DELAY_SECONDS * 2.0 ** min(failures - allowed, 30), window.total_seconds())


def _open(work: Work, services: Services, username: str, network: str) -> Opened:
    window = timedelta(minutes=services.settings.login_window_minutes)
    allowed = services.settings.login_failures_allowed
    since = work.now - window
    own = failures_of_name(work, username, since)
    others = failures_of_network(work, network, since)
    wait = max(_wait(work, own, allowed, window), _wait(work, others, allowed * NETWORK_FACTOR, window))
    if wait > 0:
        raise TooManyAttempts("too-many-attempts", {"retry_after_seconds": math.ceil(wait)})
    attempt_id = open_attempt(work, username=username, network=network)
    return Opened(attempt_id, accounts.find_account(work, username), own.number)


def _wait(work: Work, failures: Failures, allowed: int, window: timedelta) -> float:
    if failures.last_at is None:
        return 0
    passed = (work.now - failures.last_at).total_seconds()
    return delay_seconds(failures.number, allowed, window) - passed


def _fail(work: Work, services: Services, opened: Opened, username: str) -> None:
    """Record the failure, and once per spell that the throttle has set in; a name that nobody has stays private."""
    stream = account_stream(opened.account.id) if opened.account else SYSTEM
    facts = {"subject": opened.account.id} if opened.account else {}
    private = {} if opened.account else {"pseudonym": username}
    record(work, stream=stream, event="login.failed", actor=None, facts=facts, private=private)
    if opened.failures + 1 == services.settings.login_failures_allowed:
        counted = {**facts, "count": opened.failures + 1}
        record(work, stream=stream, event="login.throttled", actor=None, facts=counted, private=private)

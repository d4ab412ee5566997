"""Signing in: slowed down for an account and for a network that fail too often, silent about which accounts exist."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from service.db import accounts, second_factors
from service.db.accounts import AccountRow
from service.db.sign_ins import settle_attempt
from service.db.work import Work
from service.usecases.accounts.code_checks import check_code
from service.usecases.accounts.second_factors import is_enrolled, is_required
from service.usecases.accounts.throttling import LONGEST_NAME, Try, has_set_in, open_try
from service.usecases.accounts.tokens import IssuedToken, add_token, check_token_values
from service.usecases.errors import Unauthenticated
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.streams import account_stream
from workflows.names import nfc
from workflows.policy import Actor

SYSTEM = "system"
CODE, ENROLMENT = "code", "enrolment"  # what may be owed beside a password


class Opened(NamedTuple):
    """A try that may go on, and the account of that name (None when there is none)."""

    attempt: Try
    account: AccountRow | None


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
    code: str = "",
) -> IssuedToken:
    """Check a password, and a code where the account has a second factor, and issue a token.

    Both are throttled. Raises Invalid for impossible wishes, TooManyAttempts with `retry_after_seconds`,
    Unauthenticated (`sign-in-refused`, `second-factor-required`, `second-factor-refused`,
    `second-factor-not-enrolled`).
    """
    wanted = tuple(dict.fromkeys(scopes))
    most_hours = services.settings.token_lifetime_hours
    check_token_values(name=name, scopes=wanted, lifetime_hours=lifetime_hours, most_hours=most_hours)
    proof = check_password(services, username=username, password=password, network=network)

    def succeed(work: Work) -> IssuedToken:
        actor = settle(work, proof)
        account = proof.account
        return add_token(work, actor=actor, account=account, name=name, scopes=wanted, lifetime_hours=lifetime_hours)

    owed = services.database.write(lambda work: _settle_and_ask(work, services, proof))
    if owed == ENROLMENT:
        raise Unauthenticated("second-factor-not-enrolled")
    if not owed:
        return services.database.write(succeed)
    return check_code(services, account_id=proof.account.id, code=code, network=network, then=succeed)


def check_password(services: Services, *, username: str, password: str, network: str) -> Proof:
    """Return the account that a password opens; it takes as long for an unknown account as for a wrong password.

    The attempt is written before the password is looked at, so that many at once cannot outrun the throttle; it counts
    as failed until `settle`. Raises TooManyAttempts, Unauthenticated (`sign-in-refused`).
    """
    known_as = normal_username(username)
    opened = services.database.write(lambda work: _open(work, services, known_as, network))
    account = opened.account
    usable = account is not None and account.is_active
    stored = account.password_hash if account is not None and usable else ""
    is_right = services.passwords.verify(password, stored)
    if account is None or not is_right:
        services.database.write(lambda work: _fail(work, services, opened, known_as))
        raise Unauthenticated("sign-in-refused", {})
    renewed = services.passwords.hash(password) if services.passwords.is_outdated(stored) else ""
    return Proof(opened.attempt.attempt_id, account, renewed)


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


def owed_factor(services: Services, *, is_enrolled: bool, held: Iterable[str]) -> str:
    """Return what a sign-in owes beside the password: a code, the enrolment of a device, or nothing."""
    if is_enrolled:
        return CODE
    return ENROLMENT if is_required(services.settings, held) else ""


def _settle_and_ask(work: Work, services: Services, proof: Proof) -> str:
    """Return what must follow a right password, which itself has not failed whatever becomes of the code."""
    settle_attempt(work, proof.attempt_id)
    held = [row.role for row in accounts.list_holdings(work, proof.account.id, work.today)]
    enrolled = is_enrolled(second_factors.find_factor(work, proof.account.id))
    return owed_factor(services, is_enrolled=enrolled, held=held)


def _open(work: Work, services: Services, username: str, network: str) -> Opened:
    opened = open_try(work, services.settings, name=username, network=network)
    return Opened(opened, accounts.find_account(work, username))


def _fail(work: Work, services: Services, opened: Opened, username: str) -> None:
    """Record the failure, and once per spell that the throttle has set in; a name that nobody has stays private."""
    stream = account_stream(opened.account.id) if opened.account else SYSTEM
    facts = {"subject": opened.account.id} if opened.account else {}
    private = {} if opened.account else {"pseudonym": username}
    record(work, stream=stream, event="login.failed", actor=None, facts=facts, private=private)
    if has_set_in(services.settings, opened.attempt):
        counted = {**facts, "count": opened.attempt.failures + 1}
        record(work, stream=stream, event="login.throttled", actor=None, facts=counted, private=private)

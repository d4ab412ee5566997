"""What somebody proves at a browser that knows him already: the second factor, or once more who he is."""

from service.db import browser_sessions
from service.db.work import Work
from service.usecases.accounts.browser_sessions import SignedIn, digest_of_secret, new_secret
from service.usecases.accounts.code_checks import check_code
from service.usecases.accounts.provider_sign_ins import Claims, account_of_claims
from service.usecases.accounts.second_factors import confirm_enrolment
from service.usecases.accounts.sign_ins import CODE, check_password, settle
from service.usecases.errors import Unauthenticated
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.streams import account_stream


def prove_second_factor(services: Services, *, half: SignedIn, code: str, network: str) -> str:
    """Complete a half sign-in by a code and return the secret of its new cookie; raises as `check_code`."""

    def complete(work: Work) -> str:
        secret = new_secret(work)
        browser_sessions.mark_factor(work, half.session_id, digest_of_secret(secret))
        _record(work, "second-factor.passed", half)
        return secret

    return check_code(services, account_id=half.actor.account_id, code=code, network=network, then=complete)


def enrol_in_browser(services: Services, *, half: SignedIn, code: str) -> tuple[tuple[str, ...], str]:
    """Take a device into use by its first code, which also completes this sign-in.

    Returns the recovery codes, shown this once, and the secret of a new cookie. Raises as `confirm_enrolment`, and
    Unauthenticated while a code of the device in use is owed.
    """
    if half.owes == CODE:
        raise Unauthenticated("second-factor-required")

    def enrol(work: Work) -> tuple[tuple[str, ...], str]:
        codes, secret = confirm_enrolment(work, services, actor=half.actor, code=code), new_secret(work)
        browser_sessions.mark_factor(work, half.session_id, digest_of_secret(secret))
        return codes, secret

    return services.database.write(enrol)


def confirm_identity(services: Services, *, signed_in: SignedIn, password: str, network: str) -> str:
    """Check the password once more before something grave; returns the secret of a new cookie for the same sign-in.

    Raises TooManyAttempts and Unauthenticated as signing in does; failures count towards the same throttle.
    """
    proof = check_password(services, username=signed_in.username, password=password, network=network)

    def confirm(work: Work) -> str:
        settle(work, proof, event="login.confirmed", facts={"session": signed_in.session_id})
        return _confirmed(work, signed_in)

    return services.database.write(confirm)


def confirm_by_code(services: Services, *, signed_in: SignedIn, code: str, network: str) -> str:
    """The same by a code of the second factor; raises as `check_code`."""

    def confirm(work: Work) -> str:
        _record(work, "login.confirmed", signed_in)
        return _confirmed(work, signed_in)

    return check_code(services, account_id=signed_in.actor.account_id, code=code, network=network, then=confirm)


def confirm_by_provider(services: Services, *, signed_in: SignedIn, claims: Claims) -> str:
    """The same by an identity provider that has just asked for the password itself.

    Raises Unauthenticated (`provider-refused`) when it names somebody else.
    """

    def confirm(work: Work) -> str | None:
        if account_of_claims(work, claims=claims) != signed_in.actor.account_id:
            return None
        _record(work, "login.confirmed", signed_in)
        return _confirmed(work, signed_in)

    secret = services.database.write(confirm)
    if secret is None:
        raise Unauthenticated("provider-refused")
    return secret


def _confirmed(work: Work, signed_in: SignedIn) -> str:
    secret = new_secret(work)
    browser_sessions.mark_confirmed(work, signed_in.session_id, digest_of_secret(secret))
    return secret


def _record(work: Work, event: str, who: SignedIn) -> None:
    facts = {"session": who.session_id, "subject": who.actor.account_id}
    record(work, stream=account_stream(who.actor.account_id), event=event, actor=who.actor, facts=facts)

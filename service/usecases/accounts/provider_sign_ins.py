"""Signing in through an identity provider (OpenID Connect): its claims find an account, never make one or a right."""

from dataclasses import dataclass
from datetime import UTC, datetime

from service.config import Settings
from service.db import accounts, linked_identities
from service.db.accounts import AccountRow
from service.db.sign_ins import open_attempt
from service.db.work import Work
from service.usecases.accounts.browser_sessions import open_session
from service.usecases.accounts.sign_ins import SYSTEM, Proof, normal_username
from service.usecases.accounts.throttling import LONGEST_NAME
from service.usecases.errors import NotFound, Unauthenticated
from service.usecases.recording import record
from service.usecases.scopes import require_scope
from service.usecases.services import Services
from service.usecases.streams import account_stream
from workflows.policy import Actor

METHOD = "provider"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # a provider that does not say when it asked for the password
LONGEST_SUBJECT = 255  # as OpenID Connect bounds it
# What a provider calls the use of two factors, or of one that cannot be copied (RFC 8176).
TWO_FACTORS = frozenset({"mfa", "otp", "hwk", "sc", "fpt", "face", "iris"})


@dataclass(frozen=True, slots=True)
class Claims:
    """What a provider's ID token says of a person; its signature, issuer, audience, nonce and dates were checked."""

    issuer: str
    subject: str
    username: str = ""
    email: str = ""
    email_is_verified: bool = False
    methods: frozenset[str] = frozenset()
    authenticated_at: datetime | None = None


def sign_in_by_provider(services: Services, *, claims: Claims, network: str, agent: str) -> str:
    """Open a browser's sign-in for the account of these claims and return the secret for its cookie.

    A subject seen before opens the account it was linked to; a new one is linked to the account that the claim of the
    settings names, once and only if no other subject of this provider has it. Raises Unauthenticated
    (`provider-refused`) alike for an account that is absent, disabled, or another's.
    """
    found = services.database.write(lambda work: _find(work, services.settings, claims, network))
    if found is None:
        raise Unauthenticated("provider-refused")
    trusted = services.settings.oidc_second_factor and bool(claims.methods & TWO_FACTORS)
    return open_session(
        services,
        proof=found,
        network=network,
        agent=agent,
        method=METHOD,
        has_second_factor=trusted,
        confirmed_at=claims.authenticated_at or LONG_AGO,
    )


def account_of_claims(work: Work, *, claims: Claims) -> str | None:
    """Return the id of the account that these claims are linked to, None when they are linked to none."""
    account = linked_identities.find_linked_account(work, claims.issuer, claims.subject)
    return account.id if account else None


def list_identities(work: Work, *, actor: Actor) -> list[dict[str, str]]:
    """Return the identities by which the actor's own account may be opened."""
    require_scope(actor, "token:manage")
    return [row._asdict() for row in linked_identities.list_identities(work, actor.account_id)]


def unlink_identity(work: Work, *, actor: Actor, identity_id: str) -> None:
    """Remove one of the actor's own links and record `identity.unlinked`; raises NotFound."""
    require_scope(actor, "token:manage")
    own = {row.id: row for row in linked_identities.list_identities(work, actor.account_id)}
    if identity_id not in own:
        raise NotFound("not-found", {"kind": "identity", "id": identity_id})
    linked_identities.unlink_identity(work, identity_id)
    facts = {"subject": actor.account_id, "name": own[identity_id].issuer}
    record(work, stream=account_stream(actor.account_id), event="identity.unlinked", actor=actor, facts=facts)


def named_account(settings: Settings, claims: Claims) -> str:
    """Return the username that a subject seen for the first time stands for, by the claim that the settings trust.

    An e-mail address counts only when the provider has verified it and it is of the installation's own domain.
    """
    if settings.oidc_claim == "sub":
        return normal_username(claims.subject)
    if settings.oidc_claim == "preferred_username":
        return normal_username(claims.username)
    name, _, domain = claims.email.rpartition("@")
    is_own = domain.casefold() == settings.oidc_email_domain.casefold() != ""
    return normal_username(name) if claims.email_is_verified and is_own else ""


def _find(work: Work, settings: Settings, claims: Claims, network: str) -> Proof | None:
    """Return the account of the claims as proven, or None after the failure was recorded."""
    attempt_id = open_attempt(work, username=claims.subject[:LONGEST_NAME], network=network[:LONGEST_NAME])
    linked = linked_identities.find_linked_account(work, claims.issuer, claims.subject)
    account = linked or _named(work, settings, claims)
    if account is None or not account.is_active:
        stream = account_stream(account.id) if account else SYSTEM
        private = {} if account else {"pseudonym": claims.subject}
        facts = {"method": METHOD, **({"subject": account.id} if account else {})}
        record(work, stream=stream, event="login.failed", actor=None, facts=facts, private=private)
        return None
    if linked is None:
        linked_identities.link_identity(work, account.id, claims.issuer, claims.subject)
        facts = {"subject": account.id, "name": claims.issuer}
        record(work, stream=account_stream(account.id), event="identity.linked", actor=None, facts=facts)
    return Proof(attempt_id, account, "")


def _named(work: Work, settings: Settings, claims: Claims) -> AccountRow | None:
    """Return the account that a new subject names, unless another subject of this provider has it already."""
    if not 0 < len(claims.subject) <= LONGEST_SUBJECT:
        return None
    username = named_account(settings, claims)
    account = accounts.find_account(work, username) if username else None
    if account and any(row.issuer == claims.issuer for row in linked_identities.list_identities(work, account.id)):
        return None
    return account

"""Bearer tokens: issued once in clear, kept as a digest, limited in scope and time, revocable at once."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from service.db import accounts, proposals, tokens
from service.db.accounts import AccountRow
from service.db.errors import NotFound as RowMissing
from service.db.proposals import AuthorisedCase
from service.db.tokens import TokenRow
from service.db.work import Work
from service.usecases.errors import Invalid, NotFound, Unauthenticated
from service.usecases.recording import record
from service.usecases.scopes import EVERYTHING, require_scope
from service.usecases.services import Services
from service.usecases.streams import account_stream
from workflows.names import nfc
from workflows.policy import Actor, may, roles

MARK = "vd_"
SECRET_BYTES = 32
SHOWN = len(MARK) + 6  # how much of a token is kept in clear, to tell tokens apart
LONGEST_HOURS = 24 * 366
# What every account may do for itself, so that a token can still be kept from it.
OWN_SCOPES = frozenset({"proposal:move", "proposal:edit", "organisation:read", "token:manage"})
OWN_SCOPES |= {"recusal:record", "delegation:manage", "report:file"}


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token: the only time that its text is shown."""

    token: str
    id: str
    prefix: str
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime
    account_id: str
    username: str
    account_name: str


def known_scopes() -> frozenset[str]:
    """Return every scope that a token may be limited to: the permissions of all roles, and what any account may do."""
    permissions = (permission for role in roles().values() for permission in role.permissions)
    return OWN_SCOPES.union(permissions, {EVERYTHING})


def authenticate(services: Services, *, token: str) -> Actor:
    """Return who a token speaks for, with the roles held today, in one select: a change of rights counts at once.

    Raises Unauthenticated for a token that is unknown, expired or revoked, or whose account is disabled.
    """
    return services.database.glance(lambda work: find_actor(work, token))


def authenticate_for(services: Services, *, token: str, proposal_id: str) -> tuple[Actor, AuthorisedCase]:
    """Return who a token speaks for, and a proposal to be moved with its nominee, all in one select.

    Raises Unauthenticated as `authenticate` does; whether the proposal may be opened is for the use case.
    """

    def act(work: Work) -> tuple[Actor, AuthorisedCase]:
        found = proposals.load_authorised_case(work, digest_of_token(token), proposal_id)
        actor = _speaking(work, found.token if found and token.startswith(MARK) else None)
        return actor, cast("AuthorisedCase", found)

    return services.database.glance(act)


def find_actor(work: Work, token: str) -> Actor:
    """Return who a token speaks for, inside a transaction; raises Unauthenticated."""
    return _speaking(work, tokens.find_token(work, digest_of_token(token)) if token.startswith(MARK) else None)


def _speaking(work: Work, row: TokenRow | None) -> Actor:
    """Return the account of a token that is in force."""
    if row is None or not row.is_active or row.revoked_at is not None:
        raise Unauthenticated("token-invalid", {})
    if row.expires_at is not None and row.expires_at <= work.now:
        raise Unauthenticated("token-invalid", {})
    return Actor(
        account_id=row.account_id,
        person_id=row.nominee_id or row.account_id,
        name=row.account_name,
        holdings=tuple(held for held in row.holdings if held.role in roles()),
        scopes=frozenset(row.scopes),
    )


def digest_of_token(token: str) -> str:
    """Return the SHA-256 (hex) under which a token is kept."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def issue_token(
    work: Work,
    *,
    actor: Actor,
    name: str,
    scopes: Iterable[str],
    lifetime_hours: int,
    most_hours: int = LONGEST_HOURS,
) -> IssuedToken:
    """Make a token for the actor's own account, never wider than the token in use nor longer than `most_hours`.

    Raises PermissionDenied for a scope that the actor's own token lacks, Invalid with every other problem.
    """
    require_scope(actor, "token:manage")
    wanted = tuple(dict.fromkeys(scopes))
    check_token_values(name=name, scopes=wanted, lifetime_hours=lifetime_hours, most_hours=most_hours)
    for scope in wanted:
        require_scope(actor, scope)
    account = accounts.get_account(work, actor.account_id)
    return add_token(work, actor=actor, account=account, name=name, scopes=wanted, lifetime_hours=lifetime_hours)


def check_token_values(*, name: str, scopes: Iterable[str], lifetime_hours: int, most_hours: int) -> None:
    """Raise Invalid with everything that is wrong with a wished token."""
    problems: list[dict[str, Any]] = []
    wanted = list(scopes)
    if not nfc(name).strip() or len(name) > 100:  # noqa: PLR2004 - a label on one line
        problems.append({"path": "name", "code": "required" if not name.strip() else "too-long", "params": {}})
    if not wanted:
        problems.append({"path": "scopes", "code": "required", "params": {}})
    problems.extend(
        {"path": f"scopes.{place}", "code": "unknown-code", "params": {"known": sorted(known_scopes())}}
        for place, scope in enumerate(wanted)
        if scope not in known_scopes()
    )
    if not 1 <= lifetime_hours <= most_hours:
        bounds = {"least": 1, "most": most_hours}
        problems.append({"path": "lifetime_hours", "code": "out-of-range", "params": bounds})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})


def add_token(
    work: Work, *, actor: Actor, account: AccountRow, name: str, scopes: tuple[str, ...], lifetime_hours: int
) -> IssuedToken:
    """Write a token for an account and the event `token.issued`; the caller has authorised."""
    secret = base64.urlsafe_b64encode(work.random_bytes(SECRET_BYTES)).rstrip(b"=").decode()
    token = f"{MARK}{secret}"
    expires_at = work.now + timedelta(hours=lifetime_hours)
    kept = tokens.add_token(
        work,
        account.id,
        digest_of_token(token),
        name=nfc(name).strip(),
        prefix=token[:SHOWN],
        scopes=scopes,
        expires_at=expires_at,
    )
    facts = {"token": kept.id, "name": token[:SHOWN], "scopes": list(scopes), "expires_at": expires_at.isoformat()}
    record(work, stream=account_stream(account.id), event="token.issued", actor=actor, facts=facts)
    return IssuedToken(
        token=token,
        id=kept.id,
        prefix=kept.prefix,
        name=kept.name,
        scopes=scopes,
        expires_at=expires_at,
        account_id=account.id,
        username=account.username,
        account_name=account.name,
    )


def list_tokens(work: Work, *, actor: Actor) -> list[dict[str, Any]]:
    """Return the actor's own tokens, newest first, without anything that would let them be used."""
    require_scope(actor, "token:manage")
    rows = reversed(tokens.list_tokens(work, actor.account_id))
    return [
        {
            "id": row.id,
            "name": row.name,
            "prefix": row.prefix,
            "scopes": list(row.scopes),
            "created_at": row.created_at.isoformat(),
            "expires_at": row.expires_at.isoformat() if row.expires_at else None,
            "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
            "is_usable": row.revoked_at is None and (row.expires_at is None or row.expires_at > work.now),
        }
        for row in rows
    ]


def revoke_token(work: Work, *, actor: Actor, token_id: str) -> None:
    """Make a token useless from now on: one's own, or anybody's for those who manage accounts; raises NotFound."""
    require_scope(actor, "token:manage")
    try:
        row = tokens.get_token(work, token_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "token", "id": token_id}) from None
    if row.account_id != actor.account_id and not may(actor, "account:manage"):
        raise NotFound("not-found", {"kind": "token", "id": token_id})
    if row.revoked_at is not None:
        return
    tokens.revoke_token(work, token_id)
    facts = {"token": token_id, "name": row.prefix, "subject": row.account_id}
    record(work, stream=account_stream(row.account_id), event="token.revoked", actor=actor, facts=facts)

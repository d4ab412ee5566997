"""Browsers that are signed in: opened by a proof, found by their cookie, ended by their owner or by time."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from service.db import browser_sessions
from service.db.browser_sessions import FoundSession, SessionRow
from service.db.work import Work
from service.usecases.accounts.sign_ins import CODE, ENROLMENT, Proof, check_password, owed_factor, settle
from service.usecases.errors import NotFound, Unauthenticated
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.streams import account_stream
from workflows.policy import Actor, roles

SECRET_BYTES = 32
LONGEST_AGENT = 300
HALF_LIFE = timedelta(minutes=15)  # how long a sign-in may wait for its second factor
OWED = {CODE: "second-factor-required", ENROLMENT: "second-factor-not-enrolled"}
SEEN_EVERY = timedelta(minutes=5)  # how exactly the last use is known; a write for every page would be waste
PASSWORD = "password"  # noqa: S105  # the name of a method, no password


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who sits at a browser: the actor with today's roles, and since when he is known for certain.

    `owes` is what the sign-in still lacks: a `code`, the `enrolment` of a device, or nothing. `is_confirmed` tells
    whether the last proof is recent enough for a grave act, `method` how the sign-in began.
    """

    session_id: str
    username: str
    actor: Actor
    confirmed_at: datetime
    is_confirmed: bool
    has_factor: bool
    method: str
    owes: str


def sign_in_browser(services: Services, *, username: str, password: str, network: str, agent: str) -> str:
    """Check a password and return the secret for the browser's cookie; raises as `check_password`."""
    proof = check_password(services, username=username, password=password, network=network)
    return open_session(services, proof=proof, network=network, agent=agent)


def open_session(
    services: Services,
    *,
    proof: Proof,
    network: str,
    agent: str,
    method: str = PASSWORD,
    has_second_factor: bool = False,
    confirmed_at: datetime | None = None,
) -> str:
    """Open a sign-in for a proven account, record `login.succeeded`, and return the secret for its cookie.

    `confirmed_at` is when its owner proved who he is, now when nothing is said. Where the account has a second factor,
    or a role asks for one, the sign-in is a half one until that is proven.
    """
    lifetime = timedelta(hours=services.settings.session_lifetime_hours)

    def open_it(work: Work) -> str:
        secret = new_secret(work)
        row = browser_sessions.add_session(
            work,
            proof.account.id,
            digest_of_secret(secret),
            method=method,
            network=network[:80],
            agent=agent[:LONGEST_AGENT],
            expires_at=work.now + lifetime,
            has_second_factor=has_second_factor,
            confirmed_at=min(confirmed_at or work.now, work.now),
        )
        settle(work, proof, facts={"session": row.id, "method": method})
        return secret

    return services.database.write(open_it)


def find_signed_in(services: Services, *, secret: str) -> SignedIn:
    """Return who sits at the browser with this cookie, with today's roles: a change of rights counts at once.

    Raises Unauthenticated: `sign-in-required`, `session-ended` for a sign-in that is unknown, ended, expired or unused
    for too long, or whose account is disabled; `second-factor-required`, `second-factor-not-enrolled` for a half one.
    """
    return insist_whole(find_half_signed_in(services, secret=secret))


def insist_whole(found: SignedIn) -> SignedIn:
    """Return a sign-in that owes nothing; raises Unauthenticated for a half one."""
    if found.owes:
        raise Unauthenticated(OWED[found.owes])
    return found


def find_half_signed_in(services: Services, *, secret: str) -> SignedIn:
    """Return who sits at the browser, even while the second factor is owed: for the pages that ask for it only.

    A half sign-in soon ends. Raises Unauthenticated (`sign-in-required`, `session-ended`).
    """
    if not secret:
        raise Unauthenticated("sign-in-required")
    found, now = services.database.glance(
        lambda work: (browser_sessions.find_session(work, digest_of_secret(secret)), work.now)
    )
    idle = timedelta(minutes=services.settings.session_idle_minutes)
    if found is None or not _lasts(found, now, idle):
        raise Unauthenticated("session-ended")
    row, owed = found.session, ""
    if row.factor_at is None:
        owed = owed_factor(services, is_enrolled=found.has_factor, held=[held.role for held in found.holdings])
        if owed and now - row.created_at >= HALF_LIFE:
            raise Unauthenticated("session-ended")
    if now - row.seen_at >= min(SEEN_EVERY, idle / 2):
        services.database.write(lambda work: browser_sessions.mark_seen(work, row.id))
    return SignedIn(
        session_id=row.id,
        username=found.username,
        actor=_actor(found),
        confirmed_at=row.confirmed_at,
        is_confirmed=now - row.confirmed_at < timedelta(minutes=services.settings.confirm_minutes),
        has_factor=found.has_factor,
        method=row.method,
        owes=owed,
    )


def list_sessions(work: Work, *, actor: Actor) -> list[dict[str, Any]]:
    """Return the browsers in which the actor's own account is signed in, last used first."""
    return [_shown(row) for row in browser_sessions.list_open_sessions(work, actor.account_id)]


def end_session(work: Work, *, actor: Actor, session_id: str) -> None:
    """End one of the actor's own sign-ins and record `login.ended`; raises NotFound for anybody else's."""
    own = {row.id for row in browser_sessions.list_open_sessions(work, actor.account_id)}
    if session_id not in own:
        raise NotFound("not-found", {"kind": "session", "id": session_id})
    browser_sessions.end_session(work, session_id)
    facts = {"session": session_id}
    record(work, stream=account_stream(actor.account_id), event="login.ended", actor=actor, facts=facts)


def end_other_sessions(work: Work, *, actor: Actor, keep: str) -> int:
    """End all of the actor's sign-ins but one; returns how many ended."""
    others = [row.id for row in browser_sessions.list_open_sessions(work, actor.account_id) if row.id != keep]
    for session_id in others:
        end_session(work, actor=actor, session_id=session_id)
    return len(others)


def digest_of_secret(secret: str) -> str:
    """Return the SHA-256 (hex) under which a cookie's secret is kept."""
    return hashlib.sha256(b"browser-session\n" + secret.encode("utf-8", "surrogatepass")).hexdigest()


def new_secret(work: Work) -> str:
    """Return a secret for a cookie."""
    return base64.urlsafe_b64encode(work.random_bytes(SECRET_BYTES)).rstrip(b"=").decode()


def _lasts(found: FoundSession, now: datetime, idle: timedelta) -> bool:
    row = found.session
    return found.is_active and row.ended_at is None and now < row.expires_at and now - row.seen_at < idle


def _actor(found: FoundSession) -> Actor:
    held = tuple(holding for holding in found.holdings if holding.role in roles())
    account_id = found.session.account_id
    return Actor(account_id, found.nominee_id or account_id, found.account_name, held)


def _shown(row: SessionRow) -> dict[str, Any]:
    shown = row._asdict()
    del shown["account_id"], shown["ended_at"]
    return shown

"""Who sees a council and what he is there: keeper of its composition, secretary of its sessions, member, reader."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import council_sessions, councils
from service.db.council_sessions import SessionRow
from service.db.councils import CouncilRow
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied, Stale
from service.usecases.scopes import require_scope
from workflows.policy import Actor, Holding, find_holding, may, roles

MANAGE, VOTE, ACT = "council:manage", "council:vote", "council"
SECRETARY = ("council_secretary",)
SEEN_BY_MEMBERS = ("convened", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Sight:
    """A council as somebody sees it: the roles by which he may change its members and run its sessions, if any."""

    council: CouncilRow
    keeper: Holding | None
    secretary: Holding | None
    is_member: bool

    def require_keeper(self) -> Holding:
        """Return the role that changes members; raises PermissionDenied."""
        if self.keeper is None:
            raise PermissionDenied("permission-denied", {"permission": MANAGE})
        return self.keeper

    def require_secretary(self) -> Holding:
        """Return the role that runs sessions; raises PermissionDenied."""
        if self.secretary is None:
            raise PermissionDenied("permission-denied", {"permission": MANAGE, "roles": list(SECRETARY)})
        return self.secretary


def is_concerned(actor: Actor) -> bool:
    """Tell whether councils are any business of somebody's."""
    return may(actor, MANAGE) or may(actor, VOTE) or actor.reads_everything


def keeper_of(actor: Actor, owner_id: str, path: str) -> Holding | None:
    """Return the role by which somebody keeps the councils of a body, or None."""
    keepers = [code for code, role in roles().items() if MANAGE in role.permissions]
    return find_holding(actor, keepers, owner_id, path, act=ACT)


def kept_bodies(actor: Actor) -> list[str]:
    """Return the bodies whose councils somebody keeps."""
    return sorted({held.organisation_id for held in actor.holdings if held.carries(MANAGE)})


def see_council(work: Work, actor: Actor, council_id: str) -> Sight:
    """Return a council as the actor sees it; raises NotFound for whom it is no business of."""
    require_scope(actor, "proposal:read")
    try:
        row = councils.get_council(work, council_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "council", "id": council_id}) from None
    own = "*" in actor.scopes or MANAGE in actor.scopes
    keeper = keeper_of(actor, row.owner_id, row.owner_path) if own else None
    secretary = find_holding(actor, SECRETARY, row.owner_id, row.owner_path, act=ACT) if own else None
    is_member = councils.is_member(work, row.id, actor.person_id)
    if keeper is None and secretary is None and not is_member and not actor.reads_everything:
        raise NotFound("not-found", {"kind": "council", "id": council_id})
    return Sight(row, keeper, secretary, is_member)


def demand_held(row: SessionRow, today: date) -> None:
    """Refuse, before its day, what happens in a meeting; raises Invalid."""
    problems = not_held(row, today)
    if problems:
        raise Invalid("invalid-input", {"problems": problems})


def not_held(row: SessionRow, today: date) -> list[dict[str, Any]]:
    """Return that a session has not met yet as a problem, nothing from its day on."""
    day = f"{row.held_on:%d/%m/%Y}"
    problem = {"path": "held_on", "code": "session-not-held", "params": {"day": day}}
    return [problem] if row.held_on > today else []


def see_session(work: Work, actor: Actor, session_id: str) -> tuple[Sight, SessionRow]:
    """Return a session with its council; raises NotFound, also for a member before he was called."""
    try:
        row = council_sessions.get_session(work, session_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "council-session", "id": session_id}) from None
    try:
        sight = see_council(work, actor, row.council_id)
    except NotFound:
        raise NotFound("not-found", {"kind": "council-session", "id": session_id}) from None
    if row.state not in SEEN_BY_MEMBERS and sight.keeper is None and sight.secretary is None:
        raise NotFound("not-found", {"kind": "council-session", "id": session_id})
    return sight, row


def take_session(
    work: Work, actor: Actor, session_id: str, *states: str, expected_version: int | None = None
) -> tuple[Sight, SessionRow]:
    """Return a session that nobody else changes until this act is done, in one of these states.

    Raises NotFound, Stale when it changed since the version that was seen, Conflict (`session-not-open`) when it is in
    another state by now.
    """
    sight, _ = see_session(work, actor, session_id)
    row = council_sessions.take_session(work, session_id)
    if row.state not in states:
        raise Conflict("session-not-open", {"session": row.number, "state": row.state})
    if expected_version is not None and row.version - 1 != expected_version:
        raise Stale("stale", {"expected": expected_version, "actual": row.version - 1})
    return sight, row

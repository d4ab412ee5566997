"""Recusal: who has a conflict of interest takes no part in a proposal and no longer sees it, until another lifts it.

A person declares it himself, or the secretary or head of his body records it. Both stand in the proposal's own trail.
"""

from typing import Any, NamedTuple

from service.db import accounts, councils, proposals, recusals
from service.db.accounts import AccountRow, HoldingRow
from service.db.errors import NotFound as RowMissing
from service.db.proposals import ProposalRow
from service.db.work import Work
from service.usecases.cases import find_case
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.noting import Who, note_event
from service.usecases.recording import plain, record
from service.usecases.scopes import EVERYTHING, require_scope
from service.usecases.streams import proposal_stream
from workflows.policy import Actor, Holding, find_holding, roles

RECORD = "recusal:record"
COUNCIL_MEMBER = "council_member"
MOST_COLLEAGUES = 300


def declare_recusal(
    work: Work, *, actor: Actor, proposal_id: str, reason: str, account_id: str = "", ground: str = ""
) -> dict[str, Any]:
    """Hide a proposal from the actor, or from the person of another account in a body where the actor may record it.

    `ground` is the code of a conflict that data show (service.usecases.moves.conflicts).

    Raises NotFound, PermissionDenied, Invalid (a reason is needed, no such account), Conflict (hidden already).
    """
    case = find_case(work, actor, proposal_id).proposal
    is_own = account_id in ("", actor.account_id)
    if is_own:
        require_scope(actor, RECORD)
    _demand_reason(reason)
    subject, holding = _own(work, actor) if is_own else speak_of(work, actor, account_id)
    person_id = subject.nominee_id or subject.id
    if recusals.is_hidden(work, case.id, person_id):
        raise Conflict("recusal-in-force")
    row = recusals.add_recusal(
        work,
        proposal_id=case.id,
        person_id=person_id,
        account_id=subject.id,
        reason=reason,
        recorded_by=actor.account_id,
        ground=ground,
    )
    said = _Word(actor, holding, subject.id, reason, ground)
    version = _record(work, case, "proposal.recused", said)
    return {"id": row.id, "proposal_id": case.id, "account_id": subject.id, "version": version}


def lift_recusal(work: Work, *, actor: Actor, proposal_id: str, recusal_id: str, reason: str) -> dict[str, Any]:
    """Let a person take part again; never the person himself. Raises NotFound, PermissionDenied, Invalid, Conflict."""
    case = find_case(work, actor, proposal_id).proposal
    row = recusals.find_recusal(work, case.id, recusal_id)
    if row is None:
        raise NotFound("not-found", {"kind": "recusal", "id": recusal_id})
    if actor.person_id == row.person_id:  # another account of his
        raise PermissionDenied("permission-denied", {"permission": RECORD})
    subject, holding = speak_of(work, actor, row.account_id)
    _demand_reason(reason)
    if not recusals.lift_recusal(work, row.id, by=actor.account_id, reason=reason):
        raise Conflict("recusal-lifted")
    said = _Word(actor, holding, subject.id, reason)
    version = _record(work, case, "proposal.recusal-lifted", said)
    return {"id": row.id, "proposal_id": case.id, "account_id": subject.id, "version": version}


def list_recusals(work: Work, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return every recusal of a proposal, in force or lifted, oldest first; raises NotFound."""
    case = find_case(work, actor, proposal_id).proposal
    rows = recusals.list_recusals(work, case.id)
    return [plain(row._asdict()) | {"is_in_force": row.lifted_at is None} for row in rows]


def list_colleagues(work: Work, *, actor: Actor) -> list[dict[str, str]]:
    """Return of whom else the actor may record a recusal, each account once; nobody for most people."""
    if not {EVERYTHING, RECORD} & actor.scopes:
        return []
    speaking = [held for held in actor.holdings if held.carries(RECORD)]
    if not speaking:
        return []
    branches = [held.path for held in speaking if roles()[held.role].scope == "subtree"]
    own = [held.organisation_id for held in speaking]
    near = [*own, *councils.list_bodies(work, own)]
    rows = recusals.list_colleagues(work, near, branches, limit=MOST_COLLEAGUES)
    found = {
        row.id: {"id": row.id, "name": row.name, "role": row.role, "organisation_name": row.organisation_name}
        for row in rows
        if row.id != actor.account_id and row.role in roles() and roles()[row.role].opens_dossiers
    }
    return list(found.values())


def _own(work: Work, actor: Actor) -> tuple[AccountRow, Holding | None]:
    return accounts.get_account(work, actor.account_id), actor.holdings[0] if actor.holdings else None


def speak_of(work: Work, actor: Actor, account_id: str) -> tuple[AccountRow, Holding]:
    """Return somebody else's account and the role by which the actor may speak of him.

    Raises PermissionDenied, Invalid for an account that is not there.
    """
    require_scope(actor, RECORD)
    recorders = [code for code, role in roles().items() if RECORD in role.permissions]
    for held in accounts.list_holdings(work, account_id, on=work.today):
        if held.role in roles() and roles()[held.role].opens_dossiers:
            body_id, path = _speaks_for(held)
            holding = find_holding(actor, recorders, body_id, path, act=RECORD)
            if holding is not None:
                return accounts.get_account(work, account_id), holding
    if any(held.carries(RECORD) for held in actor.holdings) and not _exists(work, account_id):
        raise Invalid("invalid-input", {"problems": [{"path": "account_id", "code": "not-found"}]})
    raise PermissionDenied("permission-denied", {"permission": RECORD})


def _speaks_for(held: HoldingRow) -> tuple[str, str]:
    """Return in whose body somebody may be spoken of: his own, for a member of a council the body that it advises."""
    if held.role != COUNCIL_MEMBER:
        return held.organisation_id, held.path
    path = held.path.removesuffix(f"{held.organisation_id}/")
    return path.rstrip("/").rpartition("/")[2], path


def _exists(work: Work, account_id: str) -> bool:
    try:
        accounts.get_account(work, account_id)
    except RowMissing:
        return False
    return True


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "reason-needed"}]})


def carry_recusals(work: Work, origin: CaseData, started: CaseData, *, who: Who) -> CaseData:
    """Hide a proposal that was started from another one from everybody who takes no part in that; the caller may."""
    for row in recusals.list_recusals(work, origin.case.id):
        if row.lifted_at is not None:
            continue
        subject = accounts.get_account(work, row.account_id)
        recusals.add_recusal(
            work,
            proposal_id=started.case.id,
            person_id=subject.nominee_id or subject.id,
            account_id=row.account_id,
            reason=row.reason,
            recorded_by=row.recorded_by,
            ground=row.ground,
        )
        told = {"subject": row.account_id, **({"ground": row.ground} if row.ground else {})}
        started = note_event(
            work, started, event="proposal.recused", who=who, facts=told, private={"reason": row.reason}
        )
    return started


class _Word(NamedTuple):
    """Who says it in which role, of whose account, and why."""

    actor: Actor
    holding: Holding | None
    subject: str
    reason: str
    ground: str = ""


def _record(work: Work, case: ProposalRow, event: str, said: _Word) -> int:
    """Record it in the proposal's own stream, whose head the proposal's row keeps; return the new version."""
    seq, digest = record(
        work,
        stream=proposal_stream(case.id),
        event=event,
        actor=said.actor,
        holding=said.holding,
        facts={"subject": said.subject, **({"ground": said.ground} if said.ground else {})},
        private={"reason": said.reason},
        head=(case.version, case.head_hash),
    )
    values = {"version": seq, "head_hash": digest}
    proposals.advance_proposal(work, case.id, expected_version=case.version, values=values)
    return seq

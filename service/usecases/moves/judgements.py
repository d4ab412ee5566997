"""A reviewer's judgement of a type-C criterion, with its reason; a later one replaces an earlier of the same role."""

from typing import Any

from service.db import dossiers
from service.db.dossiers import JudgementValues
from service.db.work import Work
from service.usecases.cases import demand_version, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Invalid, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.amendments import Amendment, amend, reviewer_role
from workflows.policy import Actor, Holding


def record_judgement(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    expected_version: int | None,
    criterion: str,
    met: bool,
    reason: str,
) -> dict[str, Any]:
    """Record that a criterion is met or not, by whoever decides the next step.

    Raises NotFound, PermissionDenied (not this actor's step, or his own proposal), Stale, Invalid.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    found = reviewer_role(data, actor)
    if found is None or data.case.nominee_id in {actor.person_id, *found[1].in_place_of}:
        raise PermissionDenied("permission-denied", {"permission": "judgement:record", "state": data.case.state})
    demand_version(data, expected_version)
    _check(data, criterion, reason)
    _, holding = found
    replaced = [row.id for row in data.dossier.judgements if row.criterion == criterion and row.role == holding.role]
    change = Amendment(
        event="judgement.recorded",
        facts={"criterion": criterion, "met": met, "voids": replaced},
        private={"reason": reason},
    )
    done = amend(work, data, change, actor=actor, holding=holding)
    if replaced:
        dossiers.void_judgements(work, proposal_id, replaced, done.seq, "judgement.recorded")
    said: JudgementValues = {"criterion": criterion, "met": met, "reason": reason, "seq": done.seq}
    judgement = dossiers.add_judgement(work, proposal_id, said | _by(actor, holding))
    return {"id": judgement.id, "version": done.version, "state": done.state}


def _by(actor: Actor, holding: Holding) -> JudgementValues:
    """Return who judges, in which role and body."""
    return {
        "account_id": actor.account_id,
        "person_id": actor.person_id,
        "role": holding.role,
        "organisation_id": holding.organisation_id,
        "in_place_of": list(holding.in_place_of),
    }


def _check(data: CaseData, criterion: str, reason: str) -> None:
    judged = {item.code for item in data.plan.criteria_of(data.case.category) if item.kind == "C"}
    problems = []
    if criterion not in judged:
        problems.append({"path": "criterion", "code": "not-judged-here"})
    if not reason.strip():
        problems.append({"path": "reason", "code": "reason-needed"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})

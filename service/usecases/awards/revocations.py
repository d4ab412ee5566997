"""Revoking an award: reported with its ground, revoked by the decider or dismissed; what was given comes back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import acts
from service.db.dossier_rows import ActRow
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.usecases.awards.act_days import entered_on, too_early
from service.usecases.awards.after_award import ask, done_of
from service.usecases.cases import authorize_move, demand_version, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, MoveClosed, NotFound, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.acts import Beginning, Ending, act_role, authorize_act, begin_act, due_of, finish_act
from service.usecases.recording import findings_as_facts, settled_reasons
from workflows.facts import MoveFacts
from workflows.findings import Finding
from workflows.policy import Actor

CASE, RECOVERY = "revocation", "recovery"
REVOKE, REVOKED = "revoke", "revoked"
PHASE = "TX-revoke"


@dataclass(frozen=True, slots=True)
class Report:
    """Why an award should be revoked: the ground of the law, the conclusion it rests on, when that was found."""

    legal_ground: str
    source_body: str
    source_number: str
    found_on: date | None
    reason: str
    late_reason: str = ""


def report_revocation(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, expected_version: int | None, report: Report
) -> dict[str, Any]:
    """Open a case for revocation of an approved award.

    Raises NotFound, MoveClosed, PermissionDenied, Stale, Conflict (`act-open` while one is open), TransitionRefused.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    spec, holding = authorize_act(data, actor, CASE)
    demand_version(data, expected_version)
    if open_of(data, CASE) is not None:
        raise Conflict("act-open", {"kind": CASE})
    findings = ask(work, data, spec, actor=actor, holding=holding, move=_move(report), phase=PHASE)
    beginning = _beginning(report, findings, due_of(spec, work.today, data.calendar))
    moved, row = begin_act(work, data, actor=actor, holding=holding, beginning=beginning)
    return _told(moved, row)


def _move(report: Report) -> MoveFacts:
    return MoveFacts(
        reason=report.reason,
        legal_ground=report.legal_ground,
        source_body=report.source_body,
        source_number=report.source_number,
        found_on=report.found_on,
        acknowledgements={"AW06": report.late_reason} if report.late_reason else {},
    )


def _beginning(report: Report, findings: tuple[Finding, ...], due_on: date | None) -> Beginning:
    kept = {
        "legal_ground": report.legal_ground,
        "source_body": report.source_body,
        "source_number": report.source_number,
        "found_on": report.found_on.isoformat() if report.found_on else "",
    }
    return Beginning(
        kind=CASE,
        event="award.revocation-reported",
        subject=report.legal_ground,
        data=kept,
        facts={**kept, "findings": findings_as_facts(findings)},
        private={"reason": report.reason, **settled_reasons(findings)},
        due_on=due_on,
    )


def dismiss_revocation(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    expected_version: int | None,
    reason: str,
) -> dict[str, Any]:
    """Let an award stand: whoever could revoke it says why not. Raises as `report_revocation` does, and Invalid."""
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    row = _find(work, data, act_id, CASE)
    _, holding = authorize_move(data, actor, REVOKE)
    demand_version(data, expected_version)
    if not reason.strip():
        raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "reason-needed"}]})
    ending = Ending(event="award.revocation-dismissed", outcome="dismissed", private={"reason": reason})
    moved = finish_act(work, data, row, actor=actor, holding=holding, ending=ending)
    return _told(moved, row)


def record_recovery(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    expected_version: int | None,
    returned_on: date | None,
    amount: int,
    note: str,
) -> dict[str, Any]:
    """Record that object and money came back after a revocation (Nghị định 152/2025/NĐ-CP, Điều 58).

    Raises NotFound, MoveClosed, PermissionDenied, Stale, Conflict (`act-ended`), Invalid for a day to come or before
    the revocation.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    spec, holding = authorize_act(data, actor, RECOVERY)
    demand_version(data, expected_version)
    if done_of(data, RECOVERY) is not None:
        raise Conflict("act-ended", {"kind": RECOVERY})
    day = returned_on or work.today
    problems = [{"path": "returned_on", "code": "in-the-future"}] if day > work.today else []
    problems += too_early("returned_on", day, entered_on(data, REVOKED), "before-revocation")
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    ask(work, data, spec, actor=actor, holding=holding, move=MoveFacts(reason=note))
    kept = {"on": day.isoformat(), "amount": amount}
    beginning = Beginning(
        kind=RECOVERY, event="award.recovered", data=kept, facts=kept, private={"note": note}, is_done=True
    )
    moved, row = begin_act(work, data, actor=actor, holding=holding, beginning=beginning)
    return _told(moved, row)


def show_revocation(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return the cases for revocation of an award, and what this actor may do about them; raises NotFound."""
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    is_open = open_of(data, CASE)
    return {
        "version": data.case.version,
        "cases": [_as_data(row) for row in data.dossier.acts if row.kind == CASE],
        "open": _as_data(is_open) if is_open else None,
        "recovery": _as_data(found) if (found := done_of(data, RECOVERY)) else None,
        "recovery_due_on": _recovery_due(data),
        "may_report": is_open is None and _may_act(data, actor, CASE),
        "may_decide": is_open is not None and _may_revoke(data, actor),
        "may_recover": found is None and _may_act(data, actor, RECOVERY),
    }


def open_of(data: CaseData, kind: str) -> ActRow | None:
    """Return the act of a kind that is open, or None."""
    return next((row for row in data.dossier.acts if row.kind == kind and row.state == "open"), None)


def _find(work: Work, data: CaseData, act_id: str, kind: str) -> ActRow:
    try:
        row = acts.get_act(work, data.case.id, act_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "act", "id": act_id}) from None
    if row.kind != kind:
        raise NotFound("not-found", {"kind": "act", "id": act_id})
    if row.state != "open":
        raise Conflict("act-ended", {"act": act_id, "kind": kind})
    return row


def _may_act(data: CaseData, actor: Actor, kind: str) -> bool:
    specs = data.definition.find_acts(data.case.state, kind, has_collector="collector" in data.case.bodies)
    return any(act_role(data, actor, spec) is not None for spec in specs)


def _may_revoke(data: CaseData, actor: Actor) -> bool:
    try:
        authorize_move(data, actor, REVOKE)
    except (MoveClosed, PermissionDenied):
        return False
    return True


def _recovery_due(data: CaseData) -> str | None:
    """Return by when object and money come back, counted from the revocation; None where no text states a limit."""
    revoked = next((step for step in reversed(data.dossier.steps) if step.action == REVOKE), None)
    specs = data.definition.find_acts("revoked", RECOVERY, has_collector="collector" in data.case.bodies)
    if revoked is None or not specs:
        return None
    due = due_of(specs[0], revoked.on, data.calendar)
    return due.isoformat() if due else None


def _as_data(row: ActRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "outcome": row.outcome,
        "begun_on": row.begun_on.isoformat(),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
        "data": dict(row.data),
    }


def _told(data: CaseData, row: ActRow) -> dict[str, Any]:
    return {"id": data.case.id, "act": row.id, "version": data.case.version, "state": data.case.state}

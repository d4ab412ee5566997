"""Who decided, by which rules: one proposal's history with every refusal's reasons, and what is known of it."""

from typing import Any

from service.db.organisations import load_organisations
from service.db.work import Work
from service.usecases.cases import find_case, require
from service.usecases.catalog import Catalog
from service.usecases.recording import plain
from service.usecases.trail.history import read_history
from service.usecases.views import in_words
from workflows.audit.overriding import OVERRIDDEN
from workflows.audit.sentences import Language
from workflows.policy import Actor

READ = "audit:read"


def trace_proposal(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    language: Language = "vi",
    with_reads: bool = False,
) -> dict[str, Any]:
    """Return `proposal` (number, nominee, unit, form, state, decision), `overrides` first, and `lines`, newest first.

    Each line is one of `read_history` with `reasons`: what stood against a refused attempt, in the words of that
    day's rules. Raises PermissionDenied, NotFound.
    """
    require(actor, READ)
    case, nominee = find_case(work, actor, proposal_id)
    unit = load_organisations(work, [case.unit_id]).get(case.unit_id)
    lines = read_history(work, actor=actor, proposal_id=proposal_id, language=language, with_reads=with_reads)
    for line in lines:
        line["reasons"] = in_words(work, catalog, _blocking(line), language)
    return {
        "proposal": {
            "id": case.id,
            "number": case.number,
            "form": case.form,
            "state": case.state,
            "nominee": nominee.name,
            "unit": unit.name if unit else "",
            "decision": plain(case.decision) or {},
            "flow": f"{case.flow_code}@{case.flow_version}",
        },
        "overrides": [line for line in lines[::-1] if line["event"] == OVERRIDDEN],
        "lines": lines[::-1],
    }


def _blocking(line: dict[str, Any]) -> list[dict[str, Any]]:
    if line["kind"] != "refused":
        return []
    findings = line["entry"]["payload"].get("findings") or []
    return [finding for finding in findings if finding.get("blocks") and finding.get("rulebook")]

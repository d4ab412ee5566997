"""The overrides of one proposal as people see them: who asked for what, who confirmed, and whether it still counts."""

from typing import Any

from service.db import acts
from service.db.dossier_rows import ActRow
from service.db.names import account_names
from service.db.proposals import ProposalRow
from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.facts import CaseData, build_facts
from service.usecases.moves.acts import act_role
from service.usecases.moves.overrides import key_text, overridable_findings
from service.usecases.recording import findings_as_facts
from service.usecases.views import in_words
from workflows.facts import ActorFacts, MoveFacts
from workflows.findings import Finding
from workflows.overrides import CONFIRMED, KIND, USED
from workflows.policy import Actor

KEPT = ("action", "number", "dated_on", "reason", "drop_reason")


def list_overrides(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, language: str
) -> list[dict[str, Any]]:
    """Return every override of a proposal, newest first, whatever became of it; raises NotFound."""
    return overrides_of(work, catalog, open_case(work, catalog, actor=actor, proposal_id=proposal_id), language)


def overrides_of(work: Work, catalog: Catalog, data: CaseData, language: str) -> list[dict[str, Any]]:
    """Return the same of a case that is open already."""
    rows = [row for row in data.dossier.acts if row.kind == KIND]
    accounts = {str(row.data.get(part) or "") for row in rows for part in ("proposed_account", "confirmed_account")}
    names = account_names(work, accounts)
    return [_as_data(work, catalog, data.case, row, names, language) for row in reversed(rows)]


def offer_overrides(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, language: str) -> dict[str, Any]:
    """Return the page of overrides: `case`, `overrides`, what this actor may ask for (`offers`), `may_settle`.

    An offer is one move with what stands against it and may be overridden, in words, each with its `key`.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    nobody = ActorFacts(person_id="", role="", organisation=None, is_assumed=True)
    facts = build_facts(work, data, actor=nobody, move=MoveFacts())
    specs = data.definition.find_acts(data.case.state, KIND, has_collector="collector" in data.case.bodies)
    mine = [spec for spec in specs if act_role(data, actor, spec) is not None]
    offers = []
    for action in dict.fromkeys(action for spec in mine for action in spec.before):
        found = overridable_findings(data, facts, action)
        told = in_words(work, catalog, findings_as_facts(found), language)
        keyed = [_keyed(data, row, finding) for row, finding in zip(told, found, strict=True)]
        offers.append({"action": action, "findings": keyed})
    return {
        "data": data,
        "overrides": overrides_of(work, catalog, data, language),
        "offers": [offer for offer in offers if offer["findings"]],
        "may_settle": bool(mine),
    }


def _keyed(data: CaseData, told: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """Return a finding in words with the key that names it and the ground on which it may be overridden."""
    specs = (spec for spec in data.rules.house.checks if (spec.code, spec.kind) == (finding.code, finding.kind))
    grounds = [spec.overridable.text for spec in specs if spec.overridable]
    return {**told, "key": key_text(finding), "override_ground": grounds[0] if grounds else ""}


def standing_of(row: ActRow, version: int) -> str:
    """Return what an override is worth now: waiting, in-force, used, expired, declined or withdrawn."""
    if row.state == "dropped" or row.outcome == USED:
        return row.outcome
    if row.state == "open":
        return "waiting" if row.begun_seq == version else "expired"
    return "in-force" if row.outcome == CONFIRMED and row.ended_seq == version else "expired"


def loud_overrides(work: Work, proposal_ids: list[str]) -> dict[str, str]:
    """Return, for the proposals of a list that have any, whether an override was used (`used`) or is asked for."""
    return acts.find_overrides(work, proposal_ids) if proposal_ids else {}


def _as_data(work: Work, catalog: Catalog, case: ProposalRow, row: ActRow, names: Any, language: str) -> dict[str, Any]:
    kept = {name: str(row.data.get(name) or "") for name in KEPT}
    return {
        "id": row.id,
        "standing": standing_of(row, case.version),
        **kept,
        "proposed_by": names.get(str(row.data.get("proposed_account") or ""), ""),
        "proposed_account": str(row.data.get("proposed_account") or ""),
        "proposed_on": row.begun_on.isoformat(),
        "confirmed_by": names.get(str(row.data.get("confirmed_account") or ""), ""),
        "settled_on": row.ended_on.isoformat() if row.ended_on else "",
        "findings": in_words(work, catalog, row.data.get("findings", ()), language),
    }

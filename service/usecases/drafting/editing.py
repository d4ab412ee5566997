"""Changing what a proposal says: its achievement text and period, its occasion and grounds; old texts are kept."""

from collections.abc import Mapping
from typing import Any

from service.db import dossiers
from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Invalid
from service.usecases.facts import CaseData
from service.usecases.moves.amendments import Amendment, amend, open_for_editing
from service.usecases.recording import plain
from workflows.achievements import achievement_key
from workflows.policy import Actor

EDITABLE = frozenset({"text", "starts_on", "ends_on", "theme", "occasion", "category", "basis", "standard", "channel"})


def edit_proposal(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    expected_version: int | None,
    changes: Mapping[str, Any],
) -> dict[str, Any]:
    """Change some of a proposal's statements; steps that had seen the old ones must look again.

    Raises NotFound, PermissionDenied, MoveClosed, Stale, Invalid with every problem.
    """
    data, holding = open_for_editing(
        work, catalog, actor=actor, proposal_id=proposal_id, expected_version=expected_version
    )
    changed = _changed(data, changes)
    if not changed:
        return {"id": proposal_id, "version": data.case.version, "state": data.case.state}
    change = Amendment(
        event="proposal.edited",
        facts={
            "fields": sorted(changed),
            "values": plain({name: value for name, value in changed.items() if name != "text"}),
            "before": plain({name: getattr(data.case, name) for name in sorted(changed) if name != "text"}),
        },
        private={"text": changed.get("text", "")},
        changes=_columns(data, changed),
        seen_since=0,  # the statements stand since the first event
    )
    done = amend(work, data, change, actor=actor, holding=holding)
    if "text" in changed:
        dossiers.add_text(work, proposal_id, changed["text"], by_account=actor.account_id, stream_seq=done.seq)
    return {"id": proposal_id, "version": done.version, "state": done.state}


def list_texts(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return every version of the achievement text, oldest first; raises NotFound."""
    open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    return [
        {"version": row.version, "text": row.text, "at": row.at.isoformat(), "seq": row.stream_seq}
        for row in dossiers.list_texts(work, proposal_id)
    ]


def _changed(data: CaseData, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes that change something; raises Invalid for unknown fields and values that the plan lacks."""
    before = {name: getattr(data.case, name) for name in EDITABLE - {"text"}} | {"text": data.text}
    problems = [{"path": name, "code": "unknown-field"} for name in changes if name not in EDITABLE]
    after = before | {name: value for name, value in changes.items() if name in EDITABLE}
    if after["occasion"] not in {occasion.code for occasion in data.plan.occasions}:
        problems.append({"path": "occasion", "code": "not-in-plan"})
    if after["category"] not in {category.code for category in data.plan.categories}:
        problems.append({"path": "category", "code": "not-in-plan"})
    if after["starts_on"] and after["ends_on"] and after["ends_on"] < after["starts_on"]:
        problems.append({"path": "ends_on", "code": "before-start"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    return {name: value for name, value in after.items() if value != before[name]}


def _columns(data: CaseData, changed: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: value for name, value in changed.items() if name != "text"}
    if {"text", "theme", "starts_on", "ends_on"} & set(changed):
        case = data.case
        text = changed.get("text", data.text) or changed.get("theme", case.theme)
        starts, ends = changed.get("starts_on", case.starts_on), changed.get("ends_on", case.ends_on)
        columns["achievement_key"] = achievement_key(case.nominee_id, starts, ends, text)
    return columns

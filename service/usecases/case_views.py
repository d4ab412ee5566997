"""One proposal as people and programs read it: where it stands, its path, bodies, dossier and judgements."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.facts import CaseData
from service.usecases.recording import plain
from workflows.definition import PathStep
from workflows.policy import Actor


def show_proposal(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return one proposal as people and programs read it: where it stands, its path, bodies, dossier and judgements."""
    return proposal_as_data(open_case(work, catalog, actor=actor, proposal_id=proposal_id))


def proposal_as_data(data: CaseData) -> dict[str, Any]:
    """Return an opened case as people and programs read it."""
    case = data.case
    columns = (
        *("id", "number", "state", "version", "head_hash", "plan_code", "plan_version", "flow_code", "flow_version"),
        *("form", "occasion", "category", "basis", "standard", "theme", "movement", "channel", "rulebook"),
        "guidance",
        *("awaits_role", "resume_state", "achievement_key"),
    )
    dates = ("starts_on", "ends_on", "received_on", "first_sent_on", "created_at", "updated_at")
    view = {name: getattr(case, name) for name in columns} | {name: plain(getattr(case, name)) for name in dates}
    return view | {
        "text": data.text,
        "decision": plain(case.decision),
        "nominee": {"id": data.nominee.id, "kind": data.nominee.kind, "name": data.nominee.name},
        "bodies": _bodies(data),
        "path": _path(data),
        "documents": [document_as_data(row._asdict()) for row in data.dossier.documents],
        "judgements": [
            {"criterion": row.criterion, "met": row.met, "reason": row.reason, "role": row.role}
            for row in data.dossier.judgements
        ],
        "plan_warnings": [asdict(warning) for warning in data.plan.warnings],
        "source_quality": data.plan.source_quality,
    }


def document_as_data(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document's row as it is shown, without its bytes."""
    shown = (
        *("id", "type", "criterion", "title", "number", "dated_on", "issuer", "copy", "digest", "size", "media_type"),
        *("file_name", "meta", "version", "status", "attached_seq"),
    )
    return {name: plain(row[name]) for name in shown}


def step_as_data(step: PathStep) -> dict[str, Any]:
    """Return a step that the flow does not have, with its ground."""
    return {
        "step": step.state,
        "ground_vi": step.ground_vi,
        "ground_en": step.ground_en,
        "citation": step.citation.text if step.citation else "",
    }


def _bodies(data: CaseData) -> dict[str, Any]:
    return {
        part: {"id": key, "name": data.organisations[key].name, "level": data.organisations[key].level}
        for part, key in data.case.bodies.items()
        if key in data.organisations
    }


def _path(data: CaseData) -> list[dict[str, Any]]:
    """Return the whole path: steps done, the place now, steps ahead, and steps that this flow does not have."""
    order = [step.state for step in data.definition.path]
    here = data.case.resume_state or data.case.state
    index = order.index(here) if here in order else -1
    has_collector = "collector" in data.case.bodies
    path = []
    for number, step in enumerate(data.definition.path):
        applies = step.applies and step.collector in {"any", "with" if has_collector else "without"}
        row = step_as_data(step) | {"applies": applies, "role": step.role}
        row["standing"] = "not-applicable" if not applies else _standing(number, index)
        path.append(row)
    return path


def _standing(number: int, index: int) -> str:
    if number == index:
        return "now"
    return "done" if number < index else "ahead"

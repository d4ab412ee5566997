"""One proposal as a person works on it: path, criteria beside evidence, what he may do, what is missing."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.db.dossiers import DocumentRow
from service.db.names import account_names
from service.db.work import Work
from service.usecases.awards.after_award import is_followed
from service.usecases.case_views import document_as_data, proposal_as_data
from service.usecases.cases import authorize_move, open_case
from service.usecases.catalog import Catalog
from service.usecases.desk.past_findings import last_findings
from service.usecases.drafting.papers import VIEWABLE
from service.usecases.errors import MoveClosed, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.amendments import find_editor, reviewer_role
from service.usecases.moves.considering import weigh
from service.usecases.moves.holds import matters_of
from service.usecases.moves.override_views import overrides_of
from service.usecases.moves.preflights import body_name, look_ahead
from service.usecases.moves.stepping_back import way_back
from service.usecases.moves.time_limits import case_limits
from service.usecases.opinions.consultation_views import opinions_in_short
from service.usecases.petitions.petition_views import petitions_about
from service.usecases.submissions.submission_marks import submission_marks
from service.usecases.views import in_words
from workflows.plans.model import Criterion
from workflows.policy import Actor
from workflows.rules.model import Rulebook
from workflows.traces import standing_steps

SIDE_MOVES = ("return", "reject", "hold", "withdraw", "expire", "revoke")


def show_case_file(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, language: str, undo_minutes: int
) -> dict[str, Any]:
    """Return everything of one proposal's page, on one snapshot; raises NotFound for one that is absent or hidden.

    Keys: `proposal` (as `show_proposal`), `stepper`, `returns`, `criteria`, `rulebooks`, `ahead` (coming steps with
    their findings in words), `documents`, `moves` (what this actor may do), `may_edit`, `may_judge`, `way_back`,
    `limits`, `overrides`, `matters` (open about the nominee), `petitions`, `submissions`, `is_followed` (by acts).
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    names = account_names(work, _people(data))
    ahead = look_ahead(work, data)["steps"]
    for step in ahead:
        step["findings"] = in_words(work, catalog, step["findings"], language)
    found = [finding for step in ahead for finding in step["findings"]]
    if not ahead:  # nothing asks any more: what was found stands as the last step left it
        found = in_words(work, catalog, last_findings(work, data), language)
    back = way_back(work, data, actor, undo_minutes=undo_minutes)
    is_nominee = actor.person_id == data.case.nominee_id
    return {
        "proposal": proposal_as_data(data),
        "stepper": _stepper(data, ahead, names),
        "returns": [_return(step, names) for step in data.dossier.steps if step.action in {"return", "reopen"}],
        "criteria": _criteria(data, found, names),
        "rulebooks": [_rulebook(book) for book in data.rules.books()],
        "ahead": ahead,
        "documents": [_document(row, names) for row in data.dossier.documents],
        "moves": list(_moves(work, catalog, data, actor, language)),
        "may_edit": find_editor(data, actor) is not None,
        "may_judge": reviewer_role(data, actor) is not None and not is_nominee,
        "is_nominee": is_nominee,
        "way_back": back[0] if back else "",
        "limits": case_limits(data, work.today),
        "overrides": overrides_of(work, catalog, data, language),
        "matters": matters_of(data),
        "petitions": petitions_about(work, actor=actor, proposal_id=data.case.id),
        "submissions": submission_marks(data),
        "is_followed": is_followed(data),
        "opinions": opinions_in_short(work, data, actor),
    }


def _moves(work: Work, catalog: Catalog, data: CaseData, actor: Actor, language: str) -> Iterator[dict[str, Any]]:
    """Yield what this actor may try from here, the way forward first, each with the walls in front of it."""
    offered = dict.fromkeys(move.action for move in data.definition.find_transitions(data.case.state))
    for action in sorted(offered, key=lambda code: code in SIDE_MOVES):
        try:
            spec, holding = authorize_move(data, actor, action)
        except (MoveClosed, PermissionDenied):
            continue
        considered = weigh(work, data, actor, spec, holding)
        yield {
            "action": action,
            "label_vi": spec.label_vi,
            "label_en": spec.label_en,
            "target": considered.target,
            "is_forward": action not in SIDE_MOVES,
            "walls": in_words(work, catalog, considered.walls, language),
        }


def _stepper(data: CaseData, ahead: list[dict[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the steps that this proposal takes: those made, by whom and when; the one waited for; those to come."""
    bodies = {step.state: body_name(data, step.body) for step in data.definition.path}
    made = {step.target: step for step in standing_steps(data.dossier.steps)}
    coming = {step["target"]: step for step in ahead}
    awaited = ahead[0]["target"] if ahead else ""
    shown = []
    for step in proposal_as_data(data)["path"]:
        code = str(step["step"])
        if not step["applies"]:
            continue
        done = made.get(code) if code not in coming else None
        shown.append(
            step
            | {
                "standing": "now" if code == awaited else "ahead" if code in coming or done is None else "done",
                "label_vi": coming[code]["label_vi"] if code in coming else "",
                "label_en": coming[code]["label_en"] if code in coming else "",
                "body": bodies.get(code, ""),
                "by": names.get(done.account_id or "", "") if done else "",
                "on": done.on.isoformat() if done else "",
                "limits": coming[code]["time_limits"] if code in coming else [],
            }
        )
    return shown


def _rulebook(book: Rulebook) -> dict[str, Any]:
    return {"code": book.code, "version": book.version, "title_vi": book.title_vi, "title_en": book.title_en}


def _return(step: Any, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "action": step.action,
        "source": step.source,
        "target": step.target,
        "on": step.on.isoformat(),
        "by": names.get(step.account_id or "", ""),
        "role": step.role,
    }


def _criteria(data: CaseData, found: list[dict[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the plan's criteria of this category, each with its wording, findings, evidence and judgements."""
    about: dict[str, list[dict[str, Any]]] = {}
    for finding in found:
        about.setdefault(str(finding["about"]), []).append(finding)
    return [
        _criterion(data, item, about.get(item.code, []), names) for item in data.plan.criteria_of(data.case.category)
    ]


def _criterion(
    data: CaseData, item: Criterion, findings: list[dict[str, Any]], names: Mapping[str, str]
) -> dict[str, Any]:
    verdicts = [str(finding["verdict"]) for finding in findings]
    order = ("fail", "unknown", "pass")
    judged = [row for row in data.dossier.judgements if row.criterion == item.code]
    return {
        "code": item.code,
        "kind": item.kind,
        "wording": item.wording,
        "lines": list(item.lines),
        "verdict": next((verdict for verdict in order if verdict in verdicts), ""),
        "findings": _told_once(findings, item.wording),
        "documents": [row.id for row in data.dossier.documents if row.criterion == item.code],
        "judgements": [
            {"met": row.met, "reason": row.reason, "role": row.role, "by": names.get(row.account_id or "", "")}
            for row in judged
        ],
    }


def _told_once(findings: list[dict[str, Any]], wording: str) -> list[dict[str, Any]]:
    """Return what stands against a criterion, each once though several steps ask it, without repeating its wording."""
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for finding in findings:
        if finding["verdict"] != "pass":
            message = str(finding["message"]).replace(f" “{wording}”", "")
            told.setdefault((str(finding["code"]), message), finding | {"message": message})
    return list(told.values())


def _document(row: DocumentRow, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a document with who attached it and when."""
    by = names.get(row.attached_by or "", "")
    is_viewable = row.media_type in VIEWABLE
    return document_as_data(row._asdict()) | {"by": by, "at": row.attached_at.isoformat(), "is_viewable": is_viewable}


def _people(data: CaseData) -> set[str]:
    """Return the accounts of everybody whose name the page says."""
    dossier = data.dossier
    acted = [*(row.account_id for row in dossier.steps), *(row.account_id for row in dossier.judgements)]
    return {key or "" for key in [*acted, *(row.attached_by for row in dossier.documents)]}

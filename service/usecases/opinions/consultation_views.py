"""What those who may open a proposal see of its requests: who was asked, what is owed by whom, what was answered."""

from collections.abc import Iterable
from typing import Any

from service.db import consultations
from service.db.dossier_rows import ActRow
from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import MoveClosed, PermissionDenied
from service.usecases.facts import CaseData, build_facts
from service.usecases.moves.acts import act_holder, act_role, authorize_act
from service.usecases.moves.open_acts import stands_still
from service.usecases.moves.transitions import actor_facts
from service.usecases.opinions.asked_views import document_in_short
from service.usecases.opinions.consulting import OFFICER, open_request
from service.usecases.recording import plain
from workflows.consultations import ASKED, CONSULTATION, PUBLIC_NOTICE, is_asked, suggested
from workflows.definition import ActSpec
from workflows.facts import MoveFacts
from workflows.policy import Actor


def list_requests(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str) -> dict[str, Any]:
    """Return the requests of a proposal with what may be asked now; raises NotFound.

    Keys: `requests` (each with `deals`: this actor goes on with it), `may_ask` (kinds that this actor may ask now),
    `suggestions` (whom the law has asked, with the ground), `documents` (what can be shown to the asked body),
    `bodies` (those that have accounts to answer with, by id and name), `version`.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    specs = {kind: spec for kind in ASKED if (spec := _may_do(data, actor, kind)) is not None}
    links = {row.id: row.secret_until for row in consultations.list_of_proposal(work, proposal_id)}
    requests = [
        request_as_data(work, data, act) | {"link_until": links.get(act.id), "deals": _deals(data, actor, act)}
        for act in data.dossier.acts
        if act.kind in ASKED
    ]
    told: dict[str, Any] = plain(
        {
            "version": data.case.version,
            "requests": requests,
            "may_ask": [_kind(spec) for spec in specs.values()],
            "suggestions": _suggestions(work, data, actor, specs.get(CONSULTATION)),
            "documents": [document_in_short(row) for row in data.dossier.documents] if specs else [],
            "bodies": consultations.list_answering(work, OFFICER, work.today) if specs else [],
        }
    )
    return told


def show_request(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, act_id: str) -> dict[str, Any]:
    """Return one request to whoever asks, with what was shown to the asked body; raises NotFound, PermissionDenied."""
    data, act, _ = open_request(work, catalog, actor=actor, proposal_id=proposal_id, act_id=act_id)
    row = consultations.find_consultation(work, act.id)
    chosen = set(act.data.get("documents", ()))
    documents = [document_in_short(item) for item in data.dossier.documents if item.id in chosen]
    until = row.secret_until if row else None
    more = {"documents": documents, "version": data.case.version, "link_until": until, "deals": True}
    told: dict[str, Any] = plain(request_as_data(work, data, act) | more)
    return told


def request_as_data(work: Work, data: CaseData, act: ActRow) -> dict[str, Any]:
    """Return a request: of whom, until when, by which way, what came of it; late is nobody while time stands still."""
    kept = ("channel", "summary", "number", "sent_on", "suggestion", "silence", "ground")
    answer = ("document", "digest", "answer_number", "dated_on", "note", "answered_by")
    is_late = act.state == "open" and act.due_on is not None and act.due_on < work.today
    is_late = is_late and not stands_still(data, act)
    return {
        "id": act.id,
        "kind": act.kind,
        "name": act.subject,
        "state": act.state,
        "outcome": act.outcome,
        "begun_on": act.begun_on,
        "due_on": act.due_on,
        "ended_on": act.ended_on,
        "is_late": is_late,
        "has_passed": is_late and act.data.get("silence") in {"passes", "agrees"},
        **{name: act.data.get(name, "") for name in (*kept, *answer)},
    }


def opinions_in_short(work: Work, data: CaseData, actor: Actor) -> dict[str, Any]:
    """Return what the page of a proposal says of opinions: what is owed and by whom, answers, what may be done."""
    requests = [request_as_data(work, data, act) for act in data.dossier.acts if act.kind in ASKED]
    notices = [act for act in data.dossier.acts if act.kind == PUBLIC_NOTICE and act.state != "dropped"]
    told: dict[str, Any] = plain(
        {
            "owed": [item for item in requests if item["state"] == "open"],
            "answered": [item for item in requests if item["state"] == "done"],
            "may_ask": any(_may_do(data, actor, kind) for kind in ASKED),
            "has_asked": bool(requests),
            "notice": _notice(work, data, notices[-1]) if notices else None,
            "may_post": _may_do(data, actor, PUBLIC_NOTICE) is not None,
            "is_nominee": actor.person_id == data.case.nominee_id,
        }
    )
    return told


def _notice(work: Work, data: CaseData, act: ActRow) -> dict[str, Any]:
    is_still = stands_still(data, act)
    is_over = act.due_on is not None and act.due_on < work.today and not is_still
    kept = {"id": act.id, "state": act.state, "outcome": act.outcome, "is_over": is_over, "is_still": is_still}
    return kept | {"begun_on": act.begun_on, "closes_on": act.due_on, "ended_on": act.ended_on}


def _may_do(data: CaseData, actor: Actor, kind: str) -> ActSpec | None:
    """Return the act that this actor may do here now, or None."""
    try:
        spec, holding = authorize_act(data, actor, kind)
    except (MoveClosed, PermissionDenied):
        return None
    return None if data.case.nominee_id in {actor.person_id, *holding.in_place_of} else spec


def _deals(data: CaseData, actor: Actor, act: ActRow) -> bool:
    """Tell whether this actor may open a request and go on with it."""
    holding = act_holder(data, actor, act)
    return holding is not None and data.case.nominee_id not in {actor.person_id, *holding.in_place_of}


def _kind(spec: ActSpec) -> dict[str, Any]:
    days = min((clock.working_days for clock in spec.clocks), default=None)
    return {"kind": spec.kind, "working_days": days, "silence": spec.silence, "ground": spec.citation.text}


def _suggestions(work: Work, data: CaseData, actor: Actor, spec: ActSpec | None) -> Iterable[dict[str, Any]]:
    """Return whom the law has asked on such a nominee, with the ground; a proposal of ours, never a demand."""
    holding = act_role(data, actor, spec) if spec else None
    if spec is None or holding is None:
        return []
    facts = build_facts(work, data, actor=actor_facts(data, actor, holding), move=MoveFacts())
    return [
        {
            "code": item.code,
            "name_vi": item.vi,
            "name_en": item.en,
            "when_vi": item.when_vi,
            "when_en": item.when_en,
            "is_sure": is_sure,
            "is_asked": is_asked(facts, item),
            "citation": item.citation.text,
        }
        for item, is_sure in suggested(facts, spec.body)
    ]

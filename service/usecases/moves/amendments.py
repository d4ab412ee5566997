"""Changing a dossier after people have looked at it: their judgement is void, and they must look again."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from service.db import dossiers, proposals
from service.db.work import Work
from service.usecases.cases import FORWARD_PHASES, demand_version, find_role, open_case, usable
from service.usecases.catalog import Catalog
from service.usecases.errors import MoveClosed, PermissionDenied
from service.usecases.facts import CaseData, build_facts, persons_behind
from service.usecases.moves.aftermath import add_step
from service.usecases.moves.awaiting import OwnStep, Standing, awaited_values
from service.usecases.moves.open_acts import Leaving, settle_open_acts
from service.usecases.moves.transitions import actor_facts
from service.usecases.recording import record
from service.usecases.streams import proposal_stream
from workflows.definition import TransitionSpec
from workflows.engine import attempt
from workflows.facts import MoveFacts
from workflows.policy import Actor, Holding, find_holding


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the dossier: its event, what is recorded, the columns it changes.

    `seen_since` is the audit sequence at which the replaced thing came in; None when nothing is replaced.
    """

    event: str
    facts: dict[str, Any]
    private: dict[str, str] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    seen_since: int | None = None
    criterion: str = ""


class Amended(NamedTuple):
    """What a change of the dossier left behind: its own sequence, the proposal's new version and state."""

    seq: int
    version: int
    state: str


def open_for_editing(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, expected_version: int | None
) -> tuple[CaseData, Holding]:
    """Return the case and the role by which this actor may change the dossier in its present state.

    Raises NotFound, MoveClosed in a state where nobody edits, PermissionDenied, Stale.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    case = data.case
    editors = data.definition.state(case.state).editors
    if not editors:
        raise MoveClosed("move-not-open", {"action": "edit", "state": case.state, "flow": data.definition.name})
    holding = find_editor(data, actor)
    if holding is None:
        raise PermissionDenied("permission-denied", {"action": "edit", "roles": list(editors), "state": case.state})
    demand_version(data, expected_version)
    return data, holding


def find_editor(data: CaseData, actor: Actor) -> Holding | None:
    """Return the role by which this actor may change the dossier in its present state, or None."""
    editors = data.definition.state(data.case.state).editors
    if not {"*", "proposal:edit"} & actor.scopes:
        return None
    for part, key in data.case.bodies.items():
        body = data.organisations.get(key)
        if body is not None and part not in {"issuer", "issuer_successor"}:
            holding = find_holding(usable(data, actor), editors, body.id, body.path, act="draft")
            if holding is not None and _plays(data, part, holding.role):
                return holding
    return None


def _plays(data: CaseData, part: str, role: str) -> bool:
    """Tell whether the flow gives this role a part in this body: the appraiser's clerk is not the unit's clerk."""
    return any(move.body == part and role in move.roles for move in data.definition.transitions)


def amend(work: Work, data: CaseData, change: Amendment, *, actor: Actor, holding: Holding) -> Amended:
    """Record a change of the dossier and, when a step had looked at what it replaces, send the proposal back there.

    Raises MoveClosed when something judged is replaced where nobody would look again.
    """
    case, stream = data.case, proposal_stream(data.case.id)
    back, void = foresee(data, change)
    head = record(
        work,
        stream=stream,
        event=change.event,
        actor=actor,
        holding=holding,
        facts={**change.facts, "voids": void} if void else change.facts,
        private=change.private,
        head=(case.version, case.head_hash),
    )
    seq, state, values = head[0], case.state, dict(change.changes)
    if back is not None:
        state = reopened_state(work, data, actor, holding, back)
        head = settle_open_acts(work, Leaving(data, actor, holding, state), head)
        facts = {"from": case.state, "to": state, "because": change.event}
        head = record(
            work, stream=stream, event="proposal.reopened", actor=actor, holding=holding, facts=facts, head=head
        )
        values |= reopened_values(data, state, work.today)
    if void:
        dossiers.void_judgements(work, case.id, void, seq, change.event)
    values |= {"version": head[0], "head_hash": head[1], "updated_at": work.now}
    proposals.advance_proposal(work, case.id, expected_version=case.version, values=values)
    if back is not None:
        add_step(work, data, actor=actor, holding=holding, action="reopen", target=state, seq=head[0])
    return Amended(seq, head[0], state)


def foresee(data: CaseData, change: Amendment) -> tuple[str | None, list[str]]:
    """Return the state to go back to, if any, and the ids of the judgements that are void; nothing is written.

    Raises MoveClosed where nothing that was judged may be replaced.
    """
    if change.seen_since is None:
        return None, []
    _demand_open_dossier(data)
    return _look_again(data, change.seen_since), _voided(data, change.seen_since, change.criterion)


def _demand_open_dossier(data: CaseData) -> None:
    """Raise MoveClosed where what was judged may no longer be replaced: on hold, decided, or closed.

    New documents may still come in there (a conclusion, a revocation file); nobody would look again at replaced ones.
    """
    state = data.definition.state(data.case.state)
    if state.kind != "step" and state.code != "returned":
        params = {"action": "edit", "state": state.code, "flow": data.definition.name}
        raise MoveClosed("move-not-open", params)


def _look_again(data: CaseData, seen_since: int) -> str | None:
    """Return the state before the earliest standing step that has seen the replaced thing, or None."""
    forward = {move.action for move in data.definition.transitions if move.phase in FORWARD_PHASES}
    order = [state.code for state in data.definition.states if state.kind == "step"]
    if data.case.state not in order:
        return None
    here = order.index(data.case.state)
    sources = [
        step.source
        for step in data.dossier.steps
        if step.action in forward and step.seq > seen_since and step.source in order[:here]
    ]
    return min(sources, key=order.index) if sources else None


def _voided(data: CaseData, seen_since: int, criterion: str) -> list[str]:
    rows = (row for row in data.dossier.judgements if row.seq > seen_since)
    return [row.id for row in rows if not criterion or row.criterion == criterion]


def reopened_state(work: Work, data: CaseData, actor: Actor, holding: Holding, back: str) -> str:
    """Return the state that a proposal goes back to, as the engine finds it."""
    facts = build_facts(
        work, data, actor=actor_facts(data, actor, holding), move=MoveFacts(reason="reopen"), wanted_target=back
    )
    return attempt(data.definition, data.case.state, "reopen", replace(facts, wanted_target=back)).state


def reopened_values(data: CaseData, state: str, today: date) -> dict[str, Any]:
    """Return the columns of a proposal that is back in an earlier state: whose step is next, and until when."""
    case = data.case
    standing = Standing(
        state=state,
        resume_state=case.resume_state,
        bodies=case.bodies,
        received_on=case.received_on,
        steps=(*data.dossier.steps, OwnStep("reopen", case.state, state, today, None)),
        nominee_persons=persons_behind(case.nominee_id, data.nominee.data),
        today=today,
        basis=case.basis,
        nominee_kind=data.nominee.kind,
        acts=data.dossier.acts,
    )
    return {"state": state} | awaited_values(data.definition, data.calendar, standing)


def reviewer_role(data: CaseData, actor: Actor) -> tuple[TransitionSpec, Holding] | None:
    """Return the step this actor is on now and the role he has there: who decides next also judges."""
    for move in data.definition.find_transitions(data.case.state):
        if move.phase in FORWARD_PHASES:
            holding = find_role(data, actor, move)
            if holding is not None:
                return move, holding
    return None

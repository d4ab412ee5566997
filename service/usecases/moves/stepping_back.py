"""Going back by an ordinary recorded act: undoing one's own last step, or handing a proposal back one step."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from service.db import proposals
from service.db.dossiers import StepRow
from service.db.work import Work
from service.usecases.cases import FORWARD_PHASES, demand_version, find_role, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Invalid, MoveClosed, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.aftermath import add_step
from service.usecases.moves.amendments import reopened_state, reopened_values, reviewer_role
from service.usecases.moves.open_acts import Leaving, settle_open_acts
from service.usecases.moves.places import give_back, is_entry
from service.usecases.recording import record
from service.usecases.streams import proposal_stream
from workflows.custody import is_received
from workflows.policy import Actor, Holding
from workflows.traces import standing_steps

UNDO, STEP_BACK = "undo", "step_back"
EVENTS = {UNDO: "proposal.step-undone", STEP_BACK: "proposal.stepped-back"}


def step_back(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    expected_version: int | None,
    reason: str,
    undo_minutes: int,
) -> dict[str, Any]:
    """Put a proposal back to the step before, through the engine; afterwards every ordinary act is open again.

    Whoever made the last step may undo it while nobody has acted since, within `undo_minutes`; whoever has the next
    step may hand it back at any time. Raises NotFound, MoveClosed where there is nothing to go back from, or something
    has happened since, PermissionDenied, Stale, Invalid without a reason.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    found = way_back(work, data, actor, undo_minutes=undo_minutes)
    if found is None:
        raise _refusal(data)
    how, last, holding = found
    demand_version(data, expected_version)
    if not reason.strip():
        raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "reason-needed"}]})
    return _go_back(work, data, actor, holding, last, how=how, reason=reason)


def way_back(work: Work, data: CaseData, actor: Actor, *, undo_minutes: int) -> tuple[str, StepRow, Holding] | None:
    """Return how this actor may put the proposal back (`undo`, `step_back`), the step and his role, or None."""
    last = _last_forward_step(data)
    if last is None or not {"*", "proposal:move"} & actor.scopes:
        return None
    undone_by = _undoer(work, data, actor, last, undo_minutes)
    if undone_by is not None:
        return UNDO, last, undone_by
    reviewer = reviewer_role(data, actor)
    if reviewer is None or actor.person_id == data.case.nominee_id:
        return None
    return STEP_BACK, last, reviewer[1]


def _undoer(work: Work, data: CaseData, actor: Actor, last: StepRow, undo_minutes: int) -> Holding | None:
    """Return the role in which the actor made the last step, while it is fresh and nothing has followed."""
    is_fresh = work.now - data.case.updated_at <= timedelta(minutes=undo_minutes)
    if last.account_id != actor.account_id or last.seq != data.case.version or not is_fresh:
        return None
    for move in data.definition.find_transitions(last.source, last.action):
        holding = find_role(data, actor, move)
        if holding is not None:
            return holding
    return None


def _last_forward_step(data: CaseData) -> StepRow | None:
    """Return the step by which the proposal came to where it stands, None where no step of the path led here."""
    state = data.definition.state(data.case.state)
    if state.kind != "step" or state.code == data.definition.initial:
        return None
    forward = {move.action for move in data.definition.transitions if move.phase in FORWARD_PHASES}
    steps = [step for step in data.dossier.steps if step.target == data.case.state and step.action in forward]
    return max(steps, key=lambda step: step.seq) if steps else None


def _refusal(data: CaseData) -> MoveClosed | PermissionDenied:
    params = {"action": "reopen", "state": data.case.state, "flow": data.definition.name}
    if _last_forward_step(data) is None:
        return MoveClosed("move-not-open", params)
    return PermissionDenied("permission-denied", {"action": "reopen", "state": data.case.state})


def _go_back(
    work: Work, data: CaseData, actor: Actor, holding: Holding, last: StepRow, *, how: str, reason: str
) -> dict[str, Any]:
    case = data.case
    state = reopened_state(work, data, actor, holding, last.source)
    head = settle_open_acts(work, Leaving(data, actor, holding, state), (case.version, case.head_hash))
    seq, digest = record(
        work,
        stream=proposal_stream(case.id),
        event=EVENTS[how],
        actor=actor,
        holding=holding,
        facts={"action": "reopen", "from": case.state, "to": state, "step": last.seq},
        private={"reason": reason},
        head=head,
    )
    before = [step for step in standing_steps(data.dossier.steps) if step.seq != last.seq]
    values = reopened_values(data, state, work.today) | _as_before(data, last, before)
    values |= {"updated_at": work.now, "version": seq, "head_hash": digest}
    proposals.advance_proposal(work, case.id, expected_version=case.version, values=values)
    add_step(work, data, actor=actor, holding=holding, action="reopen", target=state, seq=seq, undoes=last.seq)
    if is_entry(data, last):
        give_back(work, data, seq, since=max((step.seq for step in before if is_entry(data, step)), default=0))
    return {"id": case.id, "number": case.number, "state": state, "version": seq, "head_hash": digest}


def _as_before(data: CaseData, last: StepRow, before: Sequence[StepRow]) -> dict[str, Any]:
    """Return the columns that the step being taken back had set, empty again: no step that stands has set them.

    A dossier that had been received, sent, or had left the body before, and was returned, stays so.
    """
    has_collector = "collector" in data.case.bodies
    values: dict[str, Any] = {}

    def receives(step: StepRow) -> bool:
        return is_received(data.definition, step.target, has_collector=has_collector)

    if is_entry(data, last) and not any(is_entry(data, step) for step in before):
        values["guidance"] = ""
    if receives(last) and not any(receives(step) for step in before):
        values |= {"received_on": None, "rulebook": ""}
    is_sent = any(step.action == "review" or receives(step) for step in before)
    if (last.action == "review" or receives(last)) and not is_sent:
        values["first_sent_on"] = None
    return values

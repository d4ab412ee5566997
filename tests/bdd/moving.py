"""Moves: what people state with them, one try, and the way that leads to a state."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.usecases.errors import TransitionRefused
from service.usecases.idempotency import IdempotencyKey
from service.usecases.moves.transitions import move_proposal
from tests.bdd.staff import Member
from tests.bdd.words import ROLES
from tests.bdd.world import Case, World
from workflows.definition import FlowDefinition, TransitionSpec
from workflows.facts import DecisionFacts, MoveFacts, SubmissionFacts
from workflows.names import nfc

FORWARD = {"T1", "T2", "T3", "T3C", "T4S", "T4"}
LETTER_PARTS = ("bases", "content", "achievements", "opinions", "appraisal")
STATED: Mapping[str, dict[str, Any]] = {
    "return": {"reason": "Bổ sung hồ sơ (giả định)", "missing": ("D05",), "legal_ground": "Điều 84"},
    "reject": {"reason": "Không đạt tiêu chuẩn (giả định)"},
    "hold": {
        "reason": "Đang xác minh (giả định)",
        "source_body": "Thanh tra tỉnh (giả định)",
        "source_number": "01/QĐ-TTr",
        "hold_kind": "inspection",
    },
    "release": {"reason": "Có kết luận (giả định)", "conclusion_number": "02/KL-TTr", "cleared": True},
    "withdraw": {"reason": "Xin rút (giả định)"},
    "revoke": {"reason": "Kê khai gian dối (giả định)", "legal_ground": "93.2.a"},
    "expire": {"reason": "Quá hạn của hướng dẫn (giả định)"},
}


def view_flow(world: World, case: Case) -> tuple[dict[str, Any], FlowDefinition]:
    """Return a proposal's view and its flow."""
    view = world.view(case)
    flow = world.services.database.read(
        lambda work: world.services.catalog.flow(work, view["flow_code"], view["flow_version"])
    )
    return view, flow


def expect_move(view: Mapping[str, Any], flow: FlowDefinition, action: str) -> TransitionSpec:
    """Return the move of that name which is open to the proposal now."""
    wanted = {"any", "with" if "collector" in view["bodies"] else "without"}
    found = [move for move in flow.find_transitions(view["state"], action) if move.collector in wanted]
    found = [move for move in found if not move.resumes or view["resume_state"] in move.resumes]
    assert found, f"{flow.name} không mở {action} từ {view['state']}"
    return found[0]


def route(flow: FlowDefinition, state: str, target: str, *, has_collector: bool) -> list[str]:
    """Return the fewest actions from one state to another; side steps only where nothing else leads there."""
    wanted = {"any", "with" if has_collector else "without"}
    paths: deque[tuple[str, list[str]]] = deque([(state, [])])
    seen = {state}
    while paths:
        here, done = paths.popleft()
        if here == target:
            return done
        moves = [move for move in flow.find_transitions(here) if move.collector in wanted]
        for move in sorted(moves, key=lambda item: item.phase not in FORWARD):
            is_last = move.target == target
            if move.target not in seen and (move.phase in FORWARD or is_last):
                seen.add(move.target)
                paths.append((move.target, [*done, move.action]))
    message = f"{flow.name} không có đường từ {state} tới {target}"
    raise LookupError(message)


def default_facts(world: World, view: Mapping[str, Any], action: str, signer_role: str) -> MoveFacts:
    """Return a move with everything that its form asks for, stated by the right office today."""
    decision, submission = DecisionFacts(), SubmissionFacts()
    decider = world.body_by_id(view["bodies"]["decider"]["id"]) if "decider" in view["bodies"] else {}
    if action in {"approve", "revoke"}:
        post = decider.get("head_role", "")
        decision = DecisionFacts(
            number=f"{view['number']}/QĐ",
            signed_on=world.today,
            decider_post=post,
            signer_name="Người ký (giả định)",
            signer_post=post,
            payer_id=decider.get("id", ""),
        )
    elif action == "submit_upward":
        submission = SubmissionFacts(
            number=f"{view['number']}/TTr",
            signed_on=world.today,
            signer_post=signer_role,
            parts=LETTER_PARTS,
            paper_received_on=world.today,
            electronic_received_on=world.today,
        )
    return MoveFacts(decision=decision, submission=submission)


def stated_facts(
    base: MoveFacts, move: Mapping[str, Any], decision: Mapping[str, Any], submission: Mapping[str, Any]
) -> MoveFacts:
    """Return a move with what a step states in its table put over what is there."""
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in move.items()}
    return replace(
        base,
        **plain,
        decision=replace(base.decision, **{name: _read(name, value) for name, value in decision.items()}),
        submission=replace(base.submission, **{name: _read(name, value) for name, value in submission.items()}),
    )


def _read(name: str, value: Any) -> Any:
    if name in {"decider_post", "signer_post"}:
        return ROLES.get(nfc(value).lower(), value)
    if name == "sign_mode":
        return value.replace(".", "").upper()
    return tuple(value) if isinstance(value, list) else value


def move_once(
    world: World,
    member: Member,
    case: Case,
    action: str,
    facts: MoveFacts,
    *,
    version: int | None,
    key: IdempotencyKey | None = None,
) -> dict[str, Any]:
    """Let someone try one move, as its callers do."""
    services, actor = world.services, world.staff.actor(member)
    return world.perform(
        lambda work: move_proposal(
            work,
            services.catalog,
            actor=actor,
            proposal_id=case.id,
            action=action,
            expected_version=version,
            move=facts,
            idempotency=key,
        ),
        member=member,
        case=case,
        action=action,
    )


def move_with_reasons(
    world: World, member: Member, case: Case, action: str, facts: MoveFacts, reason: str, version: int | None
) -> dict[str, Any]:
    """Move, and record that reason for every warning that asks for one; anything harder stays a refusal."""
    try:
        return move_once(world, member, case, action, facts, version=version)
    except TransitionRefused as refusal:
        stops = [finding for finding in refusal.findings if finding.blocks]
        if not all(finding.needs_reason for finding in stops):
            raise
        settled = {f"{finding.code}:{finding.about}": reason for finding in stops}
    facts = replace(facts, acknowledgements={**facts.acknowledgements, **settled})
    return move_once(world, member, case, action, facts, version=version)

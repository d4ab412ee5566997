"""Before a move is sent: what it asks for, what stands against it whatever is said, and what a reason would settle."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.db.work import Work
from service.usecases.cases import authorize_move, open_case
from service.usecases.catalog import Catalog
from service.usecases.facts import CaseData, build_facts
from service.usecases.moves.statements import FIELDS, LISTED, fields_of, is_answered_on_the_spot
from service.usecases.moves.transitions import actor_facts
from service.usecases.recording import findings_as_facts
from workflows.definition import TransitionSpec
from workflows.documents import document_types
from workflows.engine import EngineError, Outcome, attempt
from workflows.facts import MoveFacts
from workflows.findings import Finding
from workflows.policy import Actor, Holding


@dataclass(frozen=True, slots=True)
class Considered:
    """One move as it stands for one actor; findings are as recorded ones, without their sentences.

    `walls` stop it whatever is stated, `answerable` wait for a field, `reasons` for a recorded reason, `clear` do not
    stand in the way, `overridden` no longer do because two officers said so.
    """

    data: CaseData
    move: TransitionSpec
    holding: Holding
    target: str
    fields: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]
    walls: list[dict[str, Any]]
    answerable: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    clear: list[dict[str, Any]]
    overridden: list[dict[str, Any]]

    @property
    def is_open(self) -> bool:
        """Tell whether the move can be sent once its fields are filled."""
        return not self.walls


def consider_move(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, action: str) -> Considered:
    """Return what a move asks of this actor now; nothing is written.

    Raises NotFound, MoveClosed, PermissionDenied as the move itself would.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    spec, holding = authorize_move(data, actor, action)
    return weigh(work, data, actor, spec, holding)


def weigh(work: Work, data: CaseData, actor: Actor, spec: TransitionSpec, holding: Holding) -> Considered:
    """Return the same for a case that is open and a role that is known."""
    facts = build_facts(work, data, actor=actor_facts(data, actor, holding), move=MoveFacts())
    outcome = _try(data, spec, facts)
    walls: list[Finding] = []
    answerable: list[Finding] = []
    reasons: list[Finding] = []
    clear: list[Finding] = []
    overridden: list[Finding] = []
    for finding in outcome.findings:
        _place_of(finding, walls, answerable, reasons, clear, overridden).append(finding)
    kinds = [finding.kind for finding in outcome.findings]
    return Considered(
        data=data,
        move=outcome.transition,
        holding=holding,
        target=_target(data, outcome.transition),
        fields=fields_of(spec.action, kinds, reason_required=spec.reason_required),
        choices=_choices(data, kinds),
        walls=findings_as_facts(walls),
        answerable=findings_as_facts(answerable),
        reasons=findings_as_facts(reasons),
        clear=findings_as_facts(clear),
        overridden=findings_as_facts(overridden),
    )


def _try(data: CaseData, spec: TransitionSpec, facts: Any) -> Outcome:
    try:
        return attempt(data.definition, data.case.state, spec.action, facts)
    except EngineError:
        return Outcome(data.case.state, (), spec)


def _place_of(finding: Finding, *places: list[Finding]) -> list[Finding]:
    walls, answerable, reasons, clear, overridden = places
    if not finding.blocks:
        return overridden if finding.overridden_by else clear
    if finding.needs_reason:
        return reasons
    return answerable if is_answered_on_the_spot(finding) else walls


def _choices(data: CaseData, kinds: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the closed lists that the rules in force name for some fields, such as the grounds of a revocation."""
    choices: dict[str, tuple[str, ...]] = {}
    for spec in (spec for book in data.rules.books() for spec in book.checks if spec.kind in kinds):
        for param, name in LISTED.items():
            if param in spec.params and name in FIELDS.get(spec.kind, ()):
                choices[name] = tuple(spec.params[param])
    criteria = [item.code for item in data.plan.criteria_of(data.case.category)]
    return choices | {"missing": (*sorted(document_types()), *criteria)}


def _target(data: CaseData, move: TransitionSpec) -> str:
    """Return the state that the move leads to; a held proposal goes back to where it was held."""
    return data.case.resume_state if move.target == "resume" else move.target

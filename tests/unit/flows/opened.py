"""Flows whose every guard is replaced by one simple question, so that tests see the flow alone."""

from dataclasses import replace
from functools import cache

from tests.builders.facts import a_proposal_facts, an_organisation
from workflows.definition import FlowDefinition
from workflows.facts import MoveFacts, ProposalFacts
from workflows.flows.catalog import packaged_flow


@cache
def opened(code: str) -> FlowDefinition:
    """A packaged flow that asks only for a reason: given, every move passes; left out, every move is refused."""
    flow = packaged_flow(code)
    moves = (replace(move, guards=("reason-recorded",), law=False) for move in flow.transitions)
    return replace(flow, transitions=tuple(moves))


@cache
def some_facts(*, has_collector: bool = False, passes: bool = True, **changes: str) -> ProposalFacts:
    """A proposal with or without a collector, whose mover gives a reason or none."""
    body = an_organisation()
    bodies = {"unit": body, "agency": body, "decider": body} | ({"collector": body} if has_collector else {})
    return a_proposal_facts(bodies=bodies, move=MoveFacts(reason="có lý do" if passes else ""), **changes)

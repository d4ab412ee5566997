"""Every flow, state, action and role: what the engine opens is what the file says, and nothing else."""

import pytest

from tests.unit.flows.flow_files import ACTIONS, CODES, collectors, states, ways
from tests.unit.flows.opened import opened, some_facts
from workflows.engine import MoveNotOpen, UnknownAction, attempt
from workflows.flows.vocabulary import state_names
from workflows.policy import roles

DYNAMIC = ("release", "reopen")  # where they lead depends on where the proposal came from


def taken(code: str, state: str, action: str, *, has_collector: bool) -> set[tuple[str, str, str]]:
    """Every (role, body, state reached) that the engine allows, whatever the proposal's history."""
    found = set()
    for target in state_names() if action in DYNAMIC else [""]:
        facts = some_facts(has_collector=has_collector, resume_state=target, wanted_target=target)
        try:
            outcome = attempt(opened(code), state, action, facts)
        except (MoveNotOpen, UnknownAction):
            continue
        move = outcome.transition
        found |= {(role, move.body, outcome.state) for role in move.roles or ("",)}
    return found


@pytest.mark.parametrize("state", state_names())
@pytest.mark.parametrize("code", CODES)
def test_the_engine_opens_what_the_file_says_and_nothing_else(code: str, state: str) -> None:
    for has_collector in collectors(code):
        for action in ACTIONS:
            expected = {
                (role, row.get("body", ""), target)
                for row, target in ways(code, state, action, has_collector=has_collector)
                for role in row.get("roles", [""])
            }
            actual = taken(code, state, action, has_collector=has_collector)
            for role in (*roles(), ""):
                assert {way for way in actual if way[0] == role} == {way for way in expected if way[0] == role}, action


@pytest.mark.parametrize("code", CODES)
def test_a_state_that_the_flow_does_not_have_opens_nothing(code: str) -> None:
    for state in set(state_names()) - set(states(code)):
        with pytest.raises((MoveNotOpen, UnknownAction)):
            attempt(opened(code), state, "withdraw", some_facts())

"""The eleven flows that ship: who acts where, which steps do not apply and why, clocks and guards."""

import re
from typing import Any

import pytest

from tests.unit.flows.flow_files import CODES, raw, raw_text, steps
from workflows.findings import Confidence
from workflows.flows.catalog import newest_flows, packaged_flow, packaged_flow_texts, packaged_flows
from workflows.flows.loading import flow_digest
from workflows.flows.vocabulary import action_names, state_names, whole_path
from workflows.labels import label

HEAD, HR, UNIT = ("agency_head", "decider"), ("hr_officer", "agency"), ("unit_head", "unit")
HOME, COLLECTOR = ("home_affairs_appraiser", "appraiser"), ("collector", "collector")
MINISTRY, CENTRAL = ("ministry_appraiser", "ministry"), ("central_appraiser", "central")
PRIME = ("prime_minister", "decider")
PATHS: dict[str, list[tuple[str, str]]] = {
    "F1": [UNIT, HR, HEAD],
    "F1b": [UNIT, HR, HEAD],
    "F1c": [UNIT, HR, HEAD],
    "F2": [UNIT, ("hr_officer", "appraiser"), HOME, ("district_chair", "decider")],
    "F3": [UNIT, HR, ("commune_chair", "decider")],
    "F4": [UNIT, HR, HOME, ("provincial_chair", "decider")],
    "F4b": [UNIT, HR, COLLECTOR, HOME, ("provincial_chair", "decider")],
    "F5": [UNIT, HR, MINISTRY, ("minister", "decider")],
    "F5b": [UNIT, HR, MINISTRY, ("minister", "decider")],
    "F6": [UNIT, HR, COLLECTOR, HOME, ("provincial_chair", "submitter"), CENTRAL, PRIME],
    "F7": [UNIT, HR, MINISTRY, ("minister", "submitter"), CENTRAL, PRIME],
}
SIDE = ("returned", "on_hold", "rejected", "withdrawn", "expired", "revoked")


def test_eleven_flows_ship() -> None:
    assert [flow.code for flow in newest_flows()] == sorted(CODES)
    shipped = {(code, version) for code in CODES for version in (1, 2)} | {("F6", 3), ("F7", 3)}
    assert {flow.name for flow in packaged_flows()} == {f"{code}@{version}" for code, version in shipped}
    assert set(packaged_flow_texts()) == {f"{code}/{version}.toml" for code, version in shipped}
    with pytest.raises(KeyError):
        packaged_flow("F9")


@pytest.mark.parametrize("code", CODES)
def test_each_step_is_taken_by_whom_the_table_of_flows_names(code: str) -> None:
    flow = packaged_flow(code)
    assert [(step.role, step.body) for step in flow.path if step.applies][1:] == PATHS[code]
    assert flow.path[0].state == flow.initial == "drafted"
    assert [flow.state(state).kind for state in SIDE] == ["side", "side", "final", "final", "final", "final"]


@pytest.mark.parametrize("code", CODES)
def test_a_step_that_does_not_apply_says_why(code: str) -> None:
    flow = packaged_flow(code)
    assert tuple(step.state for step in flow.path) == whole_path()
    for has_collector in (False, True):
        path = flow.path_for(has_collector=has_collector)
        assert [step.state for step in path if step.applies] == steps(code, has_collector=has_collector)
        for step in path:
            if not step.applies:
                assert step.ground_vi
                assert step.ground_en
                assert step.citation is not None
                assert step.citation.source


def test_home_affairs_has_no_part_in_a_certificate_and_one_in_a_district() -> None:
    for code in ("F1", "F1b", "F1c", "F3"):
        step = next(step for step in packaged_flow(code).path if step.state == "home_affairs_appraised")
        assert not step.applies
        assert step.citation is not None
        assert "Điều 80" in step.citation.text
    assert packaged_flow("F2").state("home_affairs_appraised").label_vi == "Phòng Nội vụ huyện đã thẩm định"


@pytest.mark.parametrize("code", CODES)
def test_every_move_by_people_keeps_them_from_their_own_proposal(code: str) -> None:
    for move in packaged_flow(code).transitions:
        free = {"resubmit", "withdraw", "expire", "reopen"}
        assert ("actor-is-not-nominee" in move.guards) == (move.action not in free), move.action


@pytest.mark.parametrize("code", CODES)
def test_each_step_forward_is_kept_apart_from_all_steps_before_it(code: str) -> None:
    order = list(whole_path())
    forward = [row for row in raw(code)["transitions"] if not row["phase"].startswith("TX")]
    for row in forward:
        before = [other for other in forward if order.index(other["target"]) <= order.index(row["sources"][0])]
        apart = {"draft", *(other["action"] for other in before)}
        assert set(row["distinct_from"]) == apart - ({"appraise"} if row["phase"] == "T3" else set())


@pytest.mark.parametrize("code", ["F4", "F4b", "F5", "F5b", "F6", "F7"])
def test_a_form_left_to_guidance_cannot_leave_the_agency_without_it(code: str) -> None:
    asked = [
        move.action for move in packaged_flow(code).transitions if "guidance-present-for-upward-forms" in move.guards
    ]
    assert asked[0] == "verify"
    assert set(asked) >= {"verify", "appraise"}


@pytest.mark.parametrize("code", CODES)
def test_a_held_proposal_is_released_by_whoever_may_hold_it_there(code: str) -> None:
    def holders(action: str, key: str) -> dict[str, Any]:
        rows = [row for row in raw(code)["transitions"] if row["action"] == action]
        return {
            f"{state} {row.get('collector', 'any')}": (row["roles"], row["body"]) for row in rows for state in row[key]
        }

    assert holders("hold", "sources") == holders("release", "resumes")


def clocks(code: str, action: str, phase: str) -> list[tuple[int, str]]:
    return [
        (clock.working_days, clock.citation.source)
        for move in packaged_flow(code).transitions
        if (move.action, move.phase) == (action, phase)
        for clock in move.clocks
    ]


@pytest.mark.parametrize(
    ("code", "action", "phase", "expected"),
    [
        ("F2", "appraise", "T3", [(8, "W72")]),
        ("F3", "verify", "T2", [(10, "W70"), (12, "W71")]),
        ("F4", "appraise", "T3", [(25, "W66")]),
        ("F5", "appraise", "T3", [(25, "W67")]),
        ("F5", "revoke", "TX-revoke", [(5, "W73")]),
        ("F6", "appraise", "T3C", [(20, "T-b70a; T-3eb0"), (20, "ND152"), (10, "T-3eb0"), (10, "ND152")]),
        ("F7", "appraise", "T3C", [(20, "T-b70a; T-3eb0"), (20, "ND152"), (10, "T-3eb0"), (10, "ND152")]),
        ("F6", "submit_upward", "T4S", [(30, "ND152")]),
        ("F7", "submit_upward", "T4S", [(30, "ND152")]),
    ],
)
def test_time_limits_stand_with_their_source(code: str, action: str, phase: str, expected: Any) -> None:
    assert clocks(code, action, phase) == expected


def test_a_return_has_five_days_before_july_2025_and_ten_after() -> None:
    move = next(m for m in packaged_flow("F6").transitions if m.action == "return" and m.body == "central")
    assert [(clock.working_days, clock.valid_from, clock.valid_to) for clock in move.clocks] == [
        (5, None, move.clocks[0].valid_to),
        (10, move.clocks[1].valid_from, None),
    ]
    assert str(move.clocks[0].valid_to) == "2025-06-30"
    assert str(move.clocks[1].valid_from) == "2025-07-01"
    local = next(m for m in packaged_flow("F1").transitions if m.action == "return" and m.body == "decider")
    assert {clock.citation.confidence for clock in local.clocks} == {Confidence.UNCONFIRMED}


@pytest.mark.parametrize("code", CODES)
def test_a_published_file_is_known_by_its_digest(code: str) -> None:
    flow = packaged_flow(code)
    assert flow.digest == flow_digest(raw_text(code))
    assert re.fullmatch(r"[0-9a-f]{64}", flow.digest)
    assert flow.digest == flow_digest("# một lời ghi chú\n" + raw_text(code))
    assert flow.name == f"{code}@{raw(code)['version']}"


def test_states_and_actions_are_named_in_both_languages() -> None:
    for code, state in state_names().items():
        assert (label("states", code), label("states", code, "en")) == (state.vi, state.en)
    for code, action in action_names().items():
        assert (label("actions", code), label("actions", code, "en")) == (action.vi, action.en)


def test_editors_are_those_who_act_next_and_the_clerk() -> None:
    flow = packaged_flow("F6")
    assert flow.state("drafted").editors == flow.state("returned").editors == ("unit_clerk", "unit_head")
    assert flow.state("unit_reviewed").editors == ("unit_clerk", "hr_officer")
    assert flow.state("submitted_upward").editors == ("unit_clerk", "provincial_chair", "central_appraiser")
    assert flow.state("withdrawn").editors == ()
    with pytest.raises(KeyError):
        flow.state("conferred")

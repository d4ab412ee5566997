"""Acts between two states, as flow files name them: read whole, found by state, refused when they contradict."""

import tomllib
from typing import Any

import pytest

from tests.unit.flows.flow_files import CODES, raw, raw_text
from workflows.flows.catalog import packaged_flow
from workflows.flows.loading import FlowInvalid, flow_from_data
from workflows.flows.vocabulary import act_names


@pytest.mark.parametrize("code", CODES)
def test_a_flow_names_its_acts_as_its_file_does(code: str) -> None:
    flow = packaged_flow(code)
    assert [(act.kind, list(act.at), list(act.roles), act.body) for act in flow.acts] == [
        (row["kind"], row["at"], row["roles"], row["body"]) for row in raw(code)["acts"]
    ]
    assert all(act.label_vi and act.label_en and act.citation.text for act in flow.acts)
    assert {act.kind for act in flow.acts} <= act_names().keys()


def test_acts_are_found_by_state_kind_and_collector() -> None:
    flow = packaged_flow("F4b")
    assert [act.body for act in flow.find_acts("hr_verified", "council", has_collector=True)] == ["agency"]
    assert [act.body for act in flow.find_acts("home_affairs_appraised", "council", has_collector=True)] == ["decider"]
    assert flow.find_acts("drafted", "council", has_collector=True) == ()
    assert {act.kind for act in flow.find_acts("approved", has_collector=True)} >= {"issue", "confer", "pay"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "party"}, "no act is called 'party'"),
        ({"at": []}, "at: missing"),
        ({"at": ["nowhere"]}, "the flow has no state 'nowhere'"),
        ({"roles": []}, "roles: missing"),
        ({"before": ["review"]}, "'review' does not leave hr_verified"),
        ({"need": "maybe"}, "need"),
        ({"silence": "shrugs"}, "silence"),
        ({"after": ["nowhere"]}, "the flow has no state 'nowhere'"),
        ({"after": ["approved"]}, "nothing leads from 'approved' to hr_verified"),
    ],
)
def test_an_act_that_contradicts_its_flow_is_refused(change: dict[str, Any], told: str) -> None:
    data = tomllib.loads(raw_text("F4"))
    data["acts"][0] |= change
    with pytest.raises(FlowInvalid) as refused:
        flow_from_data(data)
    assert any(told in problem for problem in refused.value.problems)

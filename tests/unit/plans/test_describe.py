"""A plan shown as plain data."""

import json

from workflows.plans.catalog import packaged_plan, packaged_plans
from workflows.plans.describe import plan_as_data


def test_every_plan_becomes_json() -> None:
    for plan in packaged_plans():
        shown = json.loads(json.dumps(plan_as_data(plan)))
        assert shown["digest"] == plan.digest
        assert [item["code"] for item in shown["criteria"]] == [item.code for item in plan.criteria]


def test_tri_states_and_dates_are_spelled_out() -> None:
    shown = plan_as_data(packaged_plan("gia-lai-ubnd"))
    assert shown["collector"] == {"state": "stated", "value": "gl-so-gddt", "lines": [228, 234]}
    assert shown["hr_body"] == {"state": "not_stated", "value": None, "lines": []}
    assert shown["issued_on"] == "2024-03-04"
    assert shown["identity_lines"]["number_printed"] == [6]
    assert shown["occasions"][1]["decider_by_form"]["giay_khen"]["state"] == "not_stated"

"""A flow file that is wrong says everything that is wrong with it, at once."""

import copy
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.flows.flow_files import raw, raw_text
from workflows.flows.loading import FlowInvalid, flow_digest, flow_from_data, load_flow

Data = dict[str, Any]


def problems(data: Data) -> list[str]:
    with pytest.raises(FlowInvalid) as refused:
        flow_from_data(data)
    return refused.value.problems


def changed(code: str, change: Callable[[Data], object]) -> Data:
    data = copy.deepcopy(raw(code))
    change(data)
    return data


def move(data: Data, action: str, source: str = "") -> Data:
    rows = data["transitions"]
    return next(row for row in rows if row["action"] == action and (not source or source in row["sources"]))


def state(data: Data, code: str) -> Data:
    return next(row for row in data["states"] if row["code"] == code)


def step(data: Data, code: str) -> Data:
    return next(row for row in data["path"] if row["state"] == code)


def drop_moves(data: Data, *actions: str) -> None:
    data["transitions"] = [row for row in data["transitions"] if row["action"] not in actions]


CASES: list[tuple[str, Callable[[Data], object], str]] = [
    ("an unknown key", lambda d: d.update(colour="đỏ"), "colour: unknown key"),
    ("no date", lambda d: d.pop("effective_on"), "effective_on: missing"),
    ("a bad date", lambda d: d.update(effective_on="mai"), "effective_on: 'mai' is not a date"),
    ("no name", lambda d: d.pop("name_vi"), "name_vi: missing"),
    ("text not NFC", lambda d: d.update(name_vi="Giâ\u0301y khen"), "name_vi: text is not NFC"),
    ("no citation", lambda d: d.pop("citation"), "citation: missing: a rule says where it stands"),
    ("an unknown initial state", lambda d: d.update(initial="begun"), "initial: the flow has no state 'begun'"),
    ("nothing selects it", lambda d: d["selects"].update(forms=[]), "selects.forms: missing"),
    ("an unknown level", lambda d: d["selects"].update(issuer_levels=["vùng"]), "'vùng' is not one of"),
    (
        "a window that closes before it opens",
        lambda d: d["selects"].update(valid_from="2025-07-01", valid_to="2025-06-30"),
        "selects.valid_to: earlier than valid_from",
    ),
    ("a state twice", lambda d: d["states"].append({"code": "drafted"}), "states: 'drafted' stands 2 times"),
    ("an unknown state", lambda d: d["states"].append({"code": "sealed"}), "no state is called 'sealed'"),
    ("an unknown editor", lambda d: state(d, "drafted").update(editors=["clerk"]), "'clerk' is not one of"),
    (
        "an editor twice",
        lambda d: state(d, "drafted").update(editors=["unit_clerk", "unit_clerk"]),
        "states drafted editors: 'unit_clerk' stands 2 times",
    ),
    ("an unknown action", lambda d: move(d, "review").update(action="leap"), "no move is called 'leap'"),
    ("drafting as a move", lambda d: move(d, "review").update(action="draft"), "no move is called 'draft'"),
    ("a source it does not have", lambda d: move(d, "revoke").update(sources=["collected"]), "no state 'collected'"),
    ("no source", lambda d: move(d, "revoke").update(sources=[]), "revoke from nowhere: sources: missing"),
    ("a target it does not have", lambda d: move(d, "review").update(target="nowhere"), "no state 'nowhere'"),
    ("a move on the spot", lambda d: move(d, "review").update(target="drafted"), "a move leads somewhere else"),
    ("an unknown role", lambda d: move(d, "review").update(roles=["boss"]), "'boss' is not one of"),
    ("an unknown body", lambda d: move(d, "review").update(body="court"), "'court' is not one of"),
    ("nobody to move it", lambda d: move(d, "review").update(roles=[]), "a move says who takes it"),
    ("an unknown phase", lambda d: move(d, "review").update(phase="T9"), "'T9' is not one of"),
    ("a phase of another kind", lambda d: move(d, "review").update(phase="TX-hold"), "TX-hold does not fit a move to"),
    ("an unknown guard", lambda d: move(d, "review")["guards"].append("likes-it"), "asks no question 'likes-it'"),
    ("an unknown act", lambda d: move(d, "approve").update(distinct_from=["leap"]), "'leap' is not one of"),
    (
        "kept apart from an act it does not have",
        lambda d: move(d, "approve")["distinct_from"].append("collect"),
        "distinct_from: the flow has no action 'collect'",
    ),
    ("people not kept apart", lambda d: move(d, "approve").pop("distinct_from"), "steps-by-different-people"),
    ("a reason nobody asks for", lambda d: move(d, "return").pop("reason_required"), "the guard reason-recorded"),
    ("a role for the service", lambda d: move(d, "reopen").update(roles=["auditor"]), "nobody else may"),
    ("back from the first step", lambda d: move(d, "reopen").update(sources=["drafted"]), "no step is earlier"),
    ("released to nowhere", lambda d: move(d, "release").pop("resumes"), "resumes: goes together with"),
    ("resumed unheld", lambda d: move(d, "release")["resumes"].append("approved"), "nothing leads from 'approved'"),
    (
        "one move twice",
        lambda d: d["transitions"].append(copy.deepcopy(move(d, "withdraw"))),
        "the same action leaves drafted, unit_reviewed, hr_verified, returned, on_hold twice",
    ),
    ("a path cut short", lambda d: d["path"].pop(), "path: must name every step once, in the order drafted"),
    ("a path from elsewhere", lambda d: d["path"].reverse(), "path: begins with the initial state"),
    (
        "a step left out silently",
        lambda d: [step(d, "collected").pop(key) for key in ("ground_vi", "ground_en", "citation")],
        "path collected: ground_en: missing: a step that is left out says why",
    ),
    (
        "a step without its state",
        lambda d: step(d, "collected").update(applies=True, role="collector", body="collector"),
        "path collected: applies exactly when the flow has that state",
    ),
    (
        "a step of somebody else",
        lambda d: step(d, "approved").update(role="minister"),
        "path approved: no move of minister in decider leads here",
    ),
    ("a state out of reach", lambda d: drop_moves(d, "revoke"), "state revoked cannot be reached"),
    (
        "a dead end",
        lambda d: drop_moves(d, "release", "withdraw"),
        "state on_hold is a dead end",
    ),
    ("no way to the end", lambda d: drop_moves(d, "release"), "state on_hold has no way to approved"),
    (
        "a closed state that opens",
        lambda d: move(d, "resubmit")["sources"].append("rejected"),
        "state rejected is final, yet a move opens it again",
    ),
    (
        "a step jumped over",
        lambda d: move(d, "review").update(target="hr_verified"),
        "review leads from drafted to hr_verified, not to the next step",
    ),
    ("no clock of zero days", lambda d: move(d, "revoke")["clocks"][0].update(working_days=0), "at least 1"),
    ("a clock without source", lambda d: move(d, "revoke")["clocks"][0].pop("citation"), "clocks[0].citation: missing"),
]


@pytest.mark.parametrize(("change", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_wrong_file_says_what_is_wrong(change: Callable[[Data], object], expected: str) -> None:
    found = problems(changed("F1", change))
    assert any(expected in problem for problem in found), found


def test_all_problems_are_named_at_once() -> None:
    def spoil(data: Data) -> None:
        move(data, "review").update(guards=["likes-it"], roles=["boss"])
        data.pop("name_en")
        drop_moves(data, "revoke")

    found = " ".join(problems(changed("F1", spoil)))
    for expected in ("likes-it", "boss", "name_en", "revoked cannot be reached"):
        assert expected in found


def test_a_step_for_plans_with_a_collector_is_not_reached_without_one() -> None:
    data = changed("F6", lambda d: move(d, "collect").pop("collector"))
    assert any("collected does not apply, yet a move leads there" in problem for problem in problems(data))


def test_an_empty_file_is_refused_and_not_stumbled_over() -> None:
    assert "code: missing" in problems({})


def test_text_that_is_not_toml_is_refused() -> None:
    for read in (load_flow, flow_digest):
        with pytest.raises(FlowInvalid, match="not TOML"):
            read("code = ")


def test_a_digest_needs_composed_text() -> None:
    with pytest.raises(FlowInvalid, match="name: text is not NFC"):
        flow_digest('name = "Giâ\u0301y khen"')


def test_dates_may_come_as_texts() -> None:
    data = tomllib.loads(raw_text("F2"))
    data["effective_on"], data["selects"]["valid_to"] = "2024-01-01", "2025-06-30"
    assert flow_from_data(data).digest == load_flow(raw_text("F2")).digest

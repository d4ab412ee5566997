"""Scenarios beside the buttons: what each one specifies is read out of its own lines, and no button goes without."""

from pathlib import Path

import pytest
from pytest_bdd.feature import get_features

from service.usecases.publishing.scenarios import FEATURES, read_feature, shipped_scenarios
from workflows.audit.vocabulary import vocabulary
from workflows.definition import FORWARD_PHASES, FlowDefinition
from workflows.flows.catalog import newest_flows, packaged_flow
from workflows.rules.catalog import packaged_rulebooks
from workflows.scenarios import index, of_action, of_action_elsewhere, of_code, spoken, unspecified

FEATURE = """# language: vi
Tính năng: Việc thử
  Hai dòng
  giới thiệu.

  Bối cảnh:
    Cho kế hoạch "gia-lai-ubnd"

  Quy tắc: Điều 84 khoản 2 – thử

    @G03 @S1-01
    Khung kịch bản: Ai làm gì
      Cho hồ sơ đủ điều kiện đề nghị "<hình thức>" cho "A" dịp "sơ kết"
      Khi <ai> hồ sơ
      Và bà "B" trả lại hồ sơ vì "từ chối hồ sơ"
      Thì hồ sơ ở bước "Đã trả lại"
        | mục | nội dung |
        | a   | b        |

      Dữ liệu:
        | hình thức     | ai                         |
        | Bằng khen bộ  | thư ký hội đồng thẩm định  |
        | Giấy khen     | thủ trưởng đơn vị xem xét  |

  Quy tắc: không có điều

    @F6
    Kịch bản: Đường đi
      Khi hồ sơ đang ở bước "Đã phê duyệt"
      Thì lịch sử gồm
        | sự kiện           |
        | proposal.verified |
      Và hồ sơ trở lại bước "Đã lập"
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "thu.feature"
    path.write_text(FEATURE, encoding="utf-8")
    return path


def test_scenario_is_read_with_all_that_is_shown(written: Path) -> None:
    outline, path = read_feature(written)
    assert (outline.feature, outline.about) == ("Việc thử", "Hai dòng giới thiệu.")
    assert (outline.rule, outline.article, outline.name) == ("Điều 84 khoản 2 – thử", "Điều 84 khoản 2", "Ai làm gì")
    assert (outline.tags, outline.codes) == (("G03", "S1-01"), {"G03"})
    assert [step.keyword for step in outline.background + outline.steps] == ["Cho", "Cho", "Khi", "Và", "Thì"]
    assert [step.part for step in outline.steps] == ["Context", "Action", "Action", "Outcome"]
    assert outline.steps[-1].table == (("mục", "nội dung"), ("a", "b"))
    assert outline.examples[0][1] == ("Bằng khen bộ", "thư ký hội đồng thẩm định")
    assert (path.article, path.examples) == ("", ())


def test_what_a_scenario_specifies_is_read_from_its_lines(written: Path) -> None:
    outline, path = index(read_feature(written))
    assert outline.actions == {"appraise", "review", "return"}
    assert outline.forms == {"bang_khen_bo", "giay_khen"}
    assert path.actions == {"verify", "reopen"}
    assert (path.flows, path.reached) == ({"F6"}, {"approved"})
    assert path.takes(packaged_flow("F6"), "approve")
    assert path.fits(packaged_flow("F6"))
    assert not path.fits(packaged_flow("F7"))
    assert outline.fits(packaged_flow("F1"))
    assert not outline.fits(packaged_flow("F6"))


def test_shipped_features_are_read_as_the_runner_reads_them() -> None:
    run = {(feature.rel_filename.removesuffix(".feature"), name) for feature in get_features([str(FEATURES)])
           for name in feature.scenarios}  # fmt: skip
    read = {(item.scenario.place, item.scenario.name) for item in shipped_scenarios()}
    assert {(place.split("/")[-1], name) for place, name in read} == {
        (place.split("/")[-1], name) for place, name in run
    }
    assert len(read) == len(shipped_scenarios()) == len(run)


@pytest.mark.parametrize("flow", newest_flows(), ids=lambda flow: flow.code)
def test_every_action_of_every_flow_has_a_scenario_or_is_listed(flow: FlowDefinition) -> None:
    found = shipped_scenarios()
    listed = set(unspecified(found, flow))
    for action in flow.actions:
        assert bool(of_action(found, flow, action)) == (action not in listed)
        assert of_action(found, flow, action) or of_action_elsewhere(found, flow, action), (flow.code, action)
    forward = {move.action for move in flow.transitions if move.phase in FORWARD_PHASES}
    assert not listed & forward, "a step on the way to the decision has no scenario of its own"


def test_scenarios_of_a_rule_carry_its_code() -> None:
    found = shipped_scenarios()
    known = {spec.code for book in packaged_rulebooks() for spec in (*book.checks, *book.reserved)}
    carried = {code for item in found for code in item.scenario.codes}
    assert carried
    assert carried <= known
    assert all("G03" in scenario.tags for scenario in of_code(found, "G03"))


def test_words_of_actions_are_those_of_actions_that_are_recorded() -> None:
    assert set(spoken()["actions"]) | {"reopen"} == set(vocabulary().actions)
    assert all(words for words in spoken()["actions"].values())

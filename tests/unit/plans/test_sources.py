"""Comparing a plan with its source text: quotations, cleaning, and no criterion line left out."""

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.plans.plan_files import SMALL_PLAN, SMALL_SOURCE, a_plan_file
from workflows.plans import sources
from workflows.plans.catalog import packaged_plans
from workflows.plans.loading import load_plan, plan_from_data
from workflows.plans.sources import contains, criteria_section, find_mismatches, main


def mismatches(text: str = SMALL_SOURCE, **changes: Any) -> list[str]:
    return find_mismatches(plan_from_data(a_plan_file(lambda data: data.update(changes))), text)


def test_plan_that_follows_its_source_has_no_mismatch() -> None:
    assert mismatches() == []


@pytest.mark.parametrize(
    ("printed", "altered", "expected"),
    [
        ("Được công nhận danh hiệu", "Được ghi danh hiệu", ["criterion SM-1 L6: not found"]),
        ("phong chào", "phong trào", ["criterion SM-2 L7: not found"]),
        ("và địa phương.", "và nơi ở.", ["criterion SM-2 L10: not found"]),
        ("1.1. Đối với cá nhân", "1.1. Cá nhân", ["category CN L5: not found"]),
        ("02 tháng 5", "03 tháng 5", ["date_printed L2: not found"]),
        ("năm 2030", "năm 2029", ["period L3: not found: 2030"]),
        ("Giấy khen.", "Bằng khen.", ["occasion yearly form giay_khen L12: not found"]),
        (
            "\n2. Hình thức",
            "\n- Có sáng kiến.\n2. Hình thức",
            ["criteria L11: claimed by no criterion: - Có sáng kiến."],
        ),
        ("¹ Một", "- Một", ["criteria L9: claimed by no criterion"]),
        ("1. Tiêu chí", "1. Mục tiêu", ["criteria: the section's headings were not found"]),
    ],
)
def test_altered_source_is_noticed(printed: str, altered: str, expected: list[str]) -> None:
    found = mismatches(SMALL_SOURCE.replace(printed, altered))
    for start in expected:
        assert any(problem.startswith(start) for problem in found), found


def test_criterion_dropped_from_the_plan_is_noticed() -> None:
    kept = a_plan_file()["criteria"][:1]
    assert mismatches(criteria=kept) == [
        "criteria L7: claimed by no criterion: - Có nhiều đóng góp cho phong chào ở cơ quan",
        "criteria L10: claimed by no criterion: và địa phương.",
    ]


def test_line_that_is_empty_or_absent_is_noticed() -> None:
    body = a_plan_file()["bodies"][0]
    assert mismatches(bodies=[body | {"lines": [8]}]) == ["body so-mau L8: points at an absent or empty line"]
    assert mismatches(bodies=[body | {"lines": [99]}]) == ["body so-mau L99: points at an absent or empty line"]


def test_claim_below_the_plans_own_text_is_noticed() -> None:
    source = a_plan_file()["source"] | {"boilerplate_from": 12}
    assert "occasion yearly form giay_khen L12: points below the end of the plan's own text" in mismatches(
        source=source
    )


def test_display_wording_must_be_the_printed_sentence_cleaned() -> None:
    criteria = a_plan_file()["criteria"]
    criteria[1]["wording"] = "Một câu hoàn toàn khác"
    assert mismatches(criteria=criteria) == ["criterion SM-2: the wording is not the printed sentence cleaned"]


def test_quotation_ignores_markdown_blanks_and_letter_case_but_not_order() -> None:
    assert contains("##### **A)  Đối với\n CẤP tỉnh**", "a) đối với cấp tỉnh")
    assert contains("một hai ba", "một … ba")
    assert not contains("một hai ba", "ba … một")


def test_criteria_section_lies_between_its_headings() -> None:
    assert criteria_section(load_plan(SMALL_PLAN), SMALL_SOURCE.split("\n")) == range(5, 11)


def test_command_names_missing_sources_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(tmp_path), packaged_plans()) == 1
    output = capsys.readouterr().out
    assert output.count("no source text") == 5
    assert "kon-tum-snn/1: 6 criteria" in output


@pytest.mark.parametrize(("arguments", "outcome"), [([], "usage: python -m workflows.plans.sources DIR"), (["."], 1)])
def test_command_takes_one_folder(
    arguments: list[str], outcome: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["sources", *arguments])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(sources.__file__, run_name="__main__")
    assert ended.value.code == outcome


def test_command_accepts_plans_that_follow_their_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "900_small.txt").write_text(SMALL_SOURCE, encoding="utf-8")
    assert main(str(tmp_path), [load_plan(SMALL_PLAN)]) == 0
    assert capsys.readouterr().out == "900 so-mau/1: 2 criteria, 12 quotations, follows its source\n"

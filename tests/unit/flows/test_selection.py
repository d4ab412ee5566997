"""Which flow a proposal takes, over every sensible combination."""

from dataclasses import replace
from datetime import date

import pytest

from workflows.flows.catalog import newest_flows, packaged_flow
from workflows.flows.selection import NoFlow, select_flow

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
PROVINCIAL = ("province", "department", "office", "district", "commune")
CERTIFICATES = {"department": "F1", "office": "F1b", "ministry_unit": "F1c", "district": "F2", "commune": "F3"}


def choose(form: str, issuer: str, plan: str, *, collector: bool = False, on: date = BEFORE) -> str:
    return select_flow(
        newest_flows(), form=form, issuer_level=issuer, plan_level=plan, has_collector=collector, on=on
    ).code


def sensible() -> list[tuple[str, str, str, bool, date, str]]:
    """Every combination a body may meet, with the flow that the table of flows gives it."""
    rows = []
    for on in (BEFORE, AFTER):
        for collector in (False, True):
            rows += [
                ("giay_khen", issuer, plan, collector, on, code)
                for issuer, code in CERTIFICATES.items()
                for plan in (*PROVINCIAL, "ministry", "ministry_unit")
                if code != "F2" or on == BEFORE
            ]
            for plan in PROVINCIAL:
                rows += [
                    ("bang_khen_tinh", "province", plan, collector, on, "F4b" if collector else "F4"),
                    ("bang_khen_bo", "ministry", plan, collector, on, "F5b"),
                    ("bang_khen_thu_tuong", "province", plan, collector, on, "F6"),
                ]
            for plan in ("ministry", "ministry_unit"):
                rows += [
                    ("bang_khen_bo", "ministry", plan, collector, on, "F5"),
                    ("bang_khen_thu_tuong", "ministry", plan, collector, on, "F7"),
                ]
    return rows


def test_every_sensible_combination_takes_exactly_one_flow() -> None:
    for form, issuer, plan, collector, on, code in sensible():
        assert choose(form, issuer, plan, collector=collector, on=on) == code


def test_every_flow_is_taken_by_some_combination() -> None:
    assert {row[-1] for row in sensible()} == {flow.code for flow in newest_flows()}


def test_nobody_at_district_level_decides_after_june_2025() -> None:
    with pytest.raises(NoFlow) as refused:
        choose("giay_khen", "district", "province", on=AFTER)
    assert refused.value.closed == ("F2",)
    assert refused.value.found == ()


@pytest.mark.parametrize(
    ("form", "issuer"), [("bang_khen_tinh", "department"), ("giay_khen", "unit"), ("bang_khen_bo", "province")]
)
def test_a_body_without_the_power_finds_no_flow(form: str, issuer: str) -> None:
    with pytest.raises(NoFlow, match="0 flows for form"):
        choose(form, issuer, "province")


def test_the_newest_version_in_force_is_taken_and_no_other() -> None:
    first = packaged_flow("F1")
    second = replace(first, version=3, effective_on=AFTER)
    asked = {"form": "giay_khen", "issuer_level": "department", "plan_level": "department", "has_collector": False}
    assert select_flow((second, first), **asked, on=BEFORE) is first  # type: ignore[arg-type]  # mixed values by name
    assert select_flow((second, first), **asked, on=AFTER) is second  # type: ignore[arg-type]  # the same
    with pytest.raises(NoFlow):
        select_flow((second, first), **asked, on=date(2023, 12, 31))  # type: ignore[arg-type]  # the same


def test_two_flows_for_one_case_are_refused_by_name() -> None:
    twin = replace(packaged_flow("F1"), code="F1x")
    with pytest.raises(NoFlow) as refused:
        select_flow(
            (packaged_flow("F1"), twin),
            form="giay_khen",
            issuer_level="department",
            plan_level="department",
            has_collector=False,
            on=BEFORE,
        )
    assert refused.value.found == ("F1@2", "F1x@2")

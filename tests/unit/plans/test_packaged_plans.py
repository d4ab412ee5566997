"""The five packaged plans: who issued them, what they ask of whom, and where they differ."""

from datetime import date

import pytest

from workflows.plans.catalog import packaged_plan, packaged_plans
from workflows.plans.model import Criterion, Plan
from workflows.plans.titles import title_sets

CODES = {
    "kon-tum-snn": {"TT": "KT-TT-1 KT-TT-2 KT-TT-3 KT-TT-4", "CN": "KT-CN-1 KT-CN-2"},
    "bac-kan-vp": {"TT": "BK-TT-1 BK-TT-2 BK-TT-3 BK-TT-4", "CN": "BK-CN-1 BK-CN-2"},
    "bo-tnmt": {
        "GD": "TM-GD-1 TM-GD-2a TM-GD-2b TM-GD-3 TM-GD-4",
        "CQ": "TM-CQ-1 TM-CQ-2 TM-CQ-3a TM-CQ-3b",
        "DT": "TM-DT-1 TM-DT-2",
        "CN": "TM-CN-1 TM-CN-2 TM-CN-3",
    },
    "gia-lai-ubnd": {
        "a": "GL-a-1 GL-a-2 GL-a-3",
        "b": "GL-b-1 GL-b-2 GL-b-3",
        "c": "GL-c-1 GL-c-2 GL-c-3 GL-c-4 GL-c-5",
        "d": "GL-d-1 GL-d-2 GL-d-3",
        "e": "GL-e-1 GL-e-2 GL-e-3",
        "f": "GL-f-1 GL-f-2",
        "g": "GL-g-1 GL-g-2 GL-g-3 GL-g-4",
        "h": "GL-h-1 GL-h-2",
    },
    "ha-tinh-stp": {"TT": "HT-TT-1 HT-TT-2 HT-TT-3 HT-TT-4", "CN": "HT-CN-0 HT-CN-1 HT-CN-2"},
}
KINDS = {
    "A": "KT-CN-1 BK-CN-1 TM-CN-2 TM-CN-3 GL-a-3 GL-b-3 GL-c-5 GL-d-3 GL-e-3 GL-f-1 GL-g-1 GL-g-4 GL-h-1 HT-CN-2",
    "C": "KT-TT-3 KT-CN-2 BK-TT-3 BK-CN-2 TM-GD-3 TM-CQ-2 TM-CQ-3b TM-DT-1 TM-CN-1 GL-a-2 GL-b-1 GL-c-3 GL-f-2 GL-h-2 "
    "HT-TT-2 HT-TT-3 HT-CN-0 HT-CN-1",
}
FORMS = {
    ("kon-tum-snn", "yearly"): None,
    ("kon-tum-snn", "so_ket"): {"bang_khen_thu_tuong", "bang_khen_bo", "bang_khen_tinh", "giay_khen"},
    ("kon-tum-snn", "tong_ket"): {"bang_khen_thu_tuong", "bang_khen_bo", "bang_khen_tinh", "giay_khen"},
    ("bac-kan-vp", "yearly"): None,
    ("bac-kan-vp", "so_ket"): {"bang_khen_tinh", "giay_khen"},
    ("bac-kan-vp", "tong_ket"): {"bang_khen_tinh", "giay_khen"},
    ("bo-tnmt", "so_ket"): None,
    ("bo-tnmt", "tong_ket"): None,
    ("gia-lai-ubnd", "yearly"): None,
    ("gia-lai-ubnd", "so_ket"): {"bang_khen_thu_tuong", "bang_khen_bo", "bang_khen_tinh", "giay_khen"},
    ("gia-lai-ubnd", "tong_ket"): {"bang_khen_thu_tuong", "bang_khen_bo", "bang_khen_tinh", "giay_khen"},
    ("ha-tinh-stp", "yearly"): {"giay_khen"},
    ("ha-tinh-stp", "so_ket"): {"giay_khen"},
    ("ha-tinh-stp", "tong_ket"): {"giay_khen"},
}
INDIVIDUALS = {"kon-tum-snn": "CN", "bac-kan-vp": "CN", "bo-tnmt": "CN", "gia-lai-ubnd": "h", "ha-tinh-stp": "CN"}
# requirement → for each plan, the categories that carry it (order of CODES)
MATRIX = {
    "person_title": ("CN", "CN", "CN", "h", ""),
    "person_initiative": ("", "", "CN", "", "CN"),
    "person_contribution": ("CN", "CN", "CN", "h", "CN"),
    "policy_advice": ("TT", "TT", "GD CQ", "c", "TT"),
    "training_plan": ("TT", "TT", "GD CQ", "c", "TT"),
    "unit_title": ("", "", "", "b c g", ""),
    "territory_title": ("", "", "", "a d e", ""),
    "family_title": ("", "", "", "f", ""),
}


def asks(criterion: Criterion, requirement: str) -> bool:
    titles = criterion.title.titles if criterion.title else ()
    evidence = {need.document_type for need in criterion.evidence}
    return {
        "person_title": "CDHT" in titles,
        "person_initiative": criterion.initiatives > 0,
        "person_contribution": "E06" in evidence and "thôn bản" not in criterion.wording,
        "policy_advice": "E01" in evidence,
        "training_plan": "E04" in evidence,
        "unit_title": "DVHT" in titles,
        "territory_title": "CDONGHT" in titles,
        "family_title": {"GDHT", "DHHT"} <= set(titles),
    }[requirement]


def every_criterion() -> dict[str, Criterion]:
    return {criterion.code: criterion for plan in packaged_plans() for criterion in plan.criteria}


def test_five_plans_are_packaged_in_the_order_of_their_sources() -> None:
    assert [(plan.file_ref, plan.code) for plan in packaged_plans()] == list(
        zip(("000", "001", "002", "003", "004"), CODES, strict=True)
    )


@pytest.mark.parametrize("code", CODES)
def test_plan_holds_every_criterion_in_its_category(code: str) -> None:
    plan = packaged_plan(code)
    held = {category.code: {item.code for item in plan.criteria_of(category.code)} for category in plan.categories}
    assert held == {category: set(codes.split()) for category, codes in CODES[code].items()}


def test_plans_hold_fifty_eight_criteria() -> None:
    assert [len(plan.criteria) for plan in packaged_plans()] == [6, 6, 14, 25, 7]


def test_criterion_kinds_follow_the_table() -> None:
    by_kind = {kind: {code for code, item in every_criterion().items() if item.kind == kind} for kind in "ABC"}
    listed = {kind: set(codes.split()) for kind, codes in KINDS.items()}
    assert by_kind["A"] == listed["A"]
    assert by_kind["C"] == listed["C"]
    assert by_kind["B"] == set(every_criterion()) - listed["A"] - listed["C"]


@pytest.mark.parametrize("requirement", MATRIX)
def test_requirement_stands_only_where_the_matrix_says(requirement: str) -> None:
    found = tuple(
        " ".join(
            category.code
            for category in plan.categories
            if any(asks(criterion, requirement) for criterion in plan.criteria_of(category.code))
        )
        for plan in packaged_plans()
    )
    assert found == MATRIX[requirement]


@pytest.mark.parametrize(("code", "occasion"), FORMS)
def test_forms_of_an_occasion_are_the_printed_ones(code: str, occasion: str) -> None:
    forms = packaged_plan(code).occasion(occasion).forms
    expected = FORMS[code, occasion]
    assert forms.state == ("not_stated" if expected is None else "stated")
    assert (forms.value and set(forms.value)) == expected


@pytest.mark.parametrize("plan", packaged_plans(), ids=lambda plan: plan.code)
def test_occasions_are_only_those_of_the_text(plan: Plan) -> None:
    assert {(plan.code, occasion.code) for occasion in plan.occasions} == {key for key in FORMS if key[0] == plan.code}


@pytest.mark.parametrize(
    ("code", "occasion", "form", "decider"),
    [
        ("kon-tum-snn", "so_ket", "bang_khen_thu_tuong", "prime_minister"),
        ("kon-tum-snn", "so_ket", "giay_khen", None),
        ("bac-kan-vp", "yearly", "giay_khen", "agency_head"),
        ("bac-kan-vp", "tong_ket", "bang_khen_tinh", "provincial_chair"),
        ("gia-lai-ubnd", "so_ket", "bang_khen_tinh", "provincial_chair"),
        ("gia-lai-ubnd", "tong_ket", "bang_khen_bo", None),
        ("ha-tinh-stp", "yearly", "giay_khen", "agency_head"),
    ],
)
def test_decider_is_named_only_where_the_text_does(code: str, occasion: str, form: str, decider: str | None) -> None:
    assert packaged_plan(code).occasion(occasion).decider_by_form[form].value == decider


def test_needs_of_single_criteria_follow_their_sentences() -> None:
    criteria = every_criterion()

    def evidence(code: str) -> list[tuple[str, str, int]]:
        return [(need.document_type, need.per, need.count) for need in criteria[code].evidence]

    assert evidence("KT-TT-4") == [("E04", "year", 1)]
    assert evidence("BK-TT-4") == [("E04", "period", 1), ("E05", "period", 1)]
    assert (criteria["TM-CN-2"].initiatives, criteria["HT-CN-2"].initiatives) == (1, 2)
    assert "nhiều" in criteria["HT-CN-2"].initiatives_reading
    assert criteria["GL-g-1"].confirmation
    assert {code for code, item in criteria.items() if item.needs_clean_record} == {"HT-CN-0"}
    levels = {code: item.title.level for code, item in criteria.items() if item.title}
    assert {code: levels[code] for code in ("GL-a-3", "GL-d-3", "GL-e-3", "GL-b-3")} == {
        "GL-a-3": "province",
        "GL-d-3": "district",
        "GL-e-3": "commune",
        "GL-b-3": None,
    }
    contributions = {"KT-CN-2", "BK-CN-2", "TM-CN-1", "GL-a-2", "GL-f-2", "GL-h-2", "HT-CN-1"}
    assert {code for code, item in criteria.items() if item.needs_evidence} == contributions


def test_title_sets_named_by_criteria_exist() -> None:
    named = {item.title.criteria_set for item in every_criterion().values() if item.title and item.title.criteria_set}
    assert named == {"qd-324"}
    assert named <= set(title_sets())


def test_roles_of_bodies_follow_the_text() -> None:
    gia_lai, kon_tum, ministry = (packaged_plan(code) for code in ("gia-lai-ubnd", "kon-tum-snn", "bo-tnmt"))
    assert gia_lai.body(gia_lai.collector.value or "").name == "Sở Giáo dục và Đào tạo"
    assert gia_lai.body(gia_lai.appraiser.value or "").name == "Sở Nội vụ"
    assert kon_tum.body(kon_tum.hr_body.value or "").name == "Phòng Tổ chức cán bộ"
    assert ministry.body(ministry.standing_body.value or "").name == "Vụ Tổ chức cán bộ"
    assert [plan.collector.state for plan in packaged_plans()] == ["none", "none", "not_stated", "stated", "none"]


def test_registration_is_asked_by_kon_tum_alone() -> None:
    states = [plan.registration_required.state for plan in packaged_plans()]
    assert states == ["stated", "none", "not_stated", "none", "none"]
    assert packaged_plan("kon-tum-snn").registration_required.value is True


def test_difficulties_go_where_the_text_sends_them() -> None:
    assert [plan.difficulty_path.value for plan in packaged_plans()] == [
        None,
        None,
        None,
        ("Sở Giáo dục và Đào tạo", "UBND tỉnh"),
        ("Văn phòng Sở", "Giám đốc"),
    ]


def test_budget_is_stated_by_two_plans() -> None:
    assert [plan.budget.state for plan in packaged_plans()] == ["stated", "none", "not_stated", "stated", "none"]


def test_categories_say_whom_they_fit() -> None:
    ministry, gia_lai = packaged_plan("bo-tnmt"), packaged_plan("gia-lai-ubnd")
    assert ministry.category("GD").functions == ("education",)
    assert ministry.category("CQ").excluded_functions == ("education", "mass_organisation")
    assert ministry.category("DT").functions == ("mass_organisation",)
    kinds = {category.code: category.nominee_kinds for category in gia_lai.categories}
    assert kinds["f"] == ("household", "clan")
    assert (kinds["g"], kinds["h"]) == (("enterprise",), ("person",))
    assert {code: gia_lai.category(code).levels for code in "ade"} == {
        "a": ("province",),
        "d": ("district",),
        "e": ("commune",),
    }
    assert packaged_plan("ha-tinh-stp").category("TT").scope == "units_of_issuer"
    assert packaged_plan("ha-tinh-stp").category("CN").scope == "staff_of_issuer"


def test_phases_and_periods_follow_the_text() -> None:
    assert [[(phase.starts, phase.ends) for phase in plan.phases] for plan in packaged_plans()] == [
        [],
        [(2023, 2025), (2026, 2030)],
        [(2023, 2025), (2026, 2030)],
        [(2024, 2025), (2026, 2030)],
        [(2023, 2025), (2026, 2030)],
    ]
    so_ket = [packaged_plan(code).occasion("so_ket") for code in CODES]
    assert [occasion.starts_on for occasion in so_ket] == [date(year, 1, 1) for year in (2024, 2023, 2023, 2024, 2023)]
    assert {occasion.ends_on for occasion in so_ket} == {date(2025, 12, 31)}


def test_unknown_codes_are_refused() -> None:
    plan = packaged_plan("kon-tum-snn")
    for find in (plan.category, plan.criterion, plan.occasion, plan.body, packaged_plan):
        with pytest.raises(KeyError):
            find("nowhere")

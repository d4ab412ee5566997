"""The 24 known inconsistencies of the source texts: each is held as printed, none is corrected in silence."""

from collections import defaultdict
from datetime import date

import pytest

from workflows.plans.catalog import packaged_plan, packaged_plans
from workflows.plans.model import CitedBase, Criterion

KON_TUM, BAC_KAN, MINISTRY, GIA_LAI, HA_TINH = (plan.code for plan in packaged_plans())
WARNED = {
    KON_TUM: "A3 A6 A11 A12 A17 A19 A22",
    BAC_KAN: "A4 A6 A11 A12 A16 A19 A20 A22",
    MINISTRY: "A7 A8 A11 A12 A16 A19 A22",
    GIA_LAI: "A2 A5 A10 A11 A12 A13 A14 A15 A18 A19 A22 A24",
    HA_TINH: "A1 A6 A9 A11 A12 A16 A21 A22 A23",
}
NATIONAL = "Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời giai đoạn {}"


def base_of(code: str, number: str) -> CitedBase:
    return next(base for base in packaged_plan(code).bases if base.number == number)


def criterion_of(code: str, criterion: str) -> Criterion:
    return packaged_plan(code).criterion(criterion)


@pytest.mark.parametrize("code", WARNED)
def test_each_plan_carries_the_warnings_that_concern_it(code: str) -> None:
    warnings = packaged_plan(code).warnings
    assert [warning.code for warning in warnings] == WARNED[code].split()
    assert all(warning.message_vi and warning.message_en and warning.lines for warning in warnings)


def test_all_twenty_four_are_warned_of() -> None:
    assert {code for codes in WARNED.values() for code in codes.split()} == {f"A{n}" for n in range(1, 25)}


def test_a1_wrong_date_of_decision_1315_stays_beside_the_true_one() -> None:
    base = base_of(HA_TINH, "1315/QĐ-TTg")
    assert (base.cited_date, base.canonical_date, base.warning) == ("ngày 09/01/2023", date(2023, 11, 9), "A1")
    assert base_of(GIA_LAI, "1315/QĐ-TTg").warning is None


def test_a2_repealed_laws_stay_in_the_cited_bases() -> None:
    repealed = [base.cited_date for base in packaged_plan(GIA_LAI).bases if base.repealed_on == date(2024, 1, 1)]
    assert repealed == ["ngày 26 tháng 11 năm 2003", "ngày 14 tháng 6 năm 2005", "ngày 16 tháng 11 năm 2013"]


def test_a3_movement_period_and_award_period_are_kept_apart() -> None:
    plan = packaged_plan(KON_TUM)
    assert plan.period.value == (2023, 2030)
    assert [plan.occasion(code).starts_on for code in ("so_ket", "tong_ket")] == [date(2024, 1, 1)] * 2


def test_a4_title_keeps_2024_while_dates_start_in_2023() -> None:
    plan = packaged_plan(BAC_KAN)
    assert "2024 - 2030" in plan.title
    assert plan.period.value == (2023, 2030)
    assert NATIONAL.format("2023 - 2030") in plan.movement_aliases


def test_a5_movement_names_are_aliases_of_one_campaign() -> None:
    aliases = packaged_plan(GIA_LAI).movement_aliases
    assert {NATIONAL.format("2023 - 2030"), NATIONAL.format("2024 - 2030")} <= set(aliases)
    assert len({plan.campaign for plan in packaged_plans()}) == 1


def test_a6_blank_numbers_and_dates_are_null_and_unpublished() -> None:
    for code in (KON_TUM, BAC_KAN, HA_TINH):
        plan = packaged_plan(code)
        assert (plan.number, plan.issued_on, plan.status) == (None, None, "chua_ban_hanh")
        assert plan.number_printed.startswith("/")
    assert "2024" not in packaged_plan(KON_TUM).date_printed


def test_a7_second_hand_article_leaves_things_unsaid_and_its_tail_is_cut() -> None:
    plan = packaged_plan(MINISTRY)
    unsaid = (plan.budget, plan.collector, plan.appraiser, plan.guidance, plan.difficulty_path)
    assert plan.source_quality == "secondary"
    assert {stated.state for stated in unsaid} == {"not_stated"}
    assert {occasion.forms.state for occasion in plan.occasions} == {"not_stated"}
    assert "none" not in {duty.state for duty in plan.duties}
    assert plan.source.boilerplate_from == 91


def test_a8_decision_324_has_two_numbers() -> None:
    base = base_of(MINISTRY, "324/QĐ-HKHVN")
    assert (base.canonical_number, base.aliases) == ("324/QĐ-KHVN", ("324/QĐ-KHVN",))


def test_a9_learning_citizen_is_not_asked_in_ha_tinh_alone() -> None:
    asking = {
        plan.code
        for plan in packaged_plans()
        if any(item.title and "CDHT" in item.title.titles for item in plan.criteria)
    }
    assert asking == {KON_TUM, BAC_KAN, MINISTRY, GIA_LAI}


def test_a10_learning_unit_is_asked_in_gia_lai_alone() -> None:
    asking = {
        plan.code for plan in packaged_plans() for item in plan.criteria if item.title and "DVHT" in item.title.titles
    }
    assert asking == {GIA_LAI}


def test_a11_each_plan_has_its_own_report_dates_or_none() -> None:
    dates = {plan.code: [item.before for item in plan.deadlines if item.before] for plan in packaged_plans()}
    assert dates == {
        KON_TUM: ["11-25", "12-01"],
        BAC_KAN: [],
        MINISTRY: [],
        GIA_LAI: ["12-05"],
        HA_TINH: ["12-01"],
    }


def test_a12_open_wording_is_kept_where_no_form_is_named() -> None:
    yearly = {code: packaged_plan(code).occasion("yearly").open_wording for code in (KON_TUM, BAC_KAN, GIA_LAI)}
    assert set(yearly.values()) == {"hình thức phù hợp"}
    upward = packaged_plan(HA_TINH).occasion("so_ket")
    assert (upward.higher_forms_by_guidance, upward.forms.value) == (True, ("giay_khen",))
    assert not packaged_plan(HA_TINH).occasion("yearly").higher_forms_by_guidance


def test_a13_merged_line_expands_to_two_forms() -> None:
    for occasion in ("so_ket", "tong_ket"):
        (group,) = packaged_plan(GIA_LAI).occasion(occasion).form_groups
        assert group.wording == "Bằng khen cấp bộ, ban, ngành, tỉnh, đoàn thể Trung ương"
        assert group.forms == ("bang_khen_bo", "bang_khen_tinh")


def test_a14_categories_map_to_subjects_of_the_law() -> None:
    plan = packaged_plan(GIA_LAI)
    assert dict(plan.category("f").legal_subjects) == {"household": "HGD", "clan": "TT"}
    assert plan.category("a").legal_subjects["territory"] == "TT"
    assert plan.category("g").legal_subjects["enterprise"] == "DN"
    assert plan.awardees.value == "các tập thể, hộ gia đình, cá nhân tiêu biểu"


def test_a15_printed_labels_are_text() -> None:
    plan = packaged_plan(GIA_LAI)
    assert [category.printed_label[:2] for category in plan.categories] == [f"{letter})" for letter in "abcdefgh"]
    assert plan.effective_on == plan.issued_on == date(2024, 3, 4)
    assert next(duty for duty in plan.duties if duty.kind == "execution").lines == (37,)


@pytest.mark.parametrize(
    ("code", "criterion", "fault", "cleaned"),
    [
        (BAC_KAN, "BK-TT-1", "phục trách", "phụ trách"),
        (MINISTRY, "TM-GD-3", "nâng cao nhân thức", "nâng cao nhận thức"),
    ],
)
def test_a16_faults_stay_in_print_and_leave_the_display(code: str, criterion: str, fault: str, cleaned: str) -> None:
    held = criterion_of(code, criterion)
    assert fault in held.source_wording[0]
    assert cleaned in held.wording
    assert fault not in held.wording


@pytest.mark.parametrize(("code", "fault"), [(BAC_KAN, "Trên cơ sở, đánh giá"), (HA_TINH, "Trên cơ sở kết đánh giá")])
def test_a16_faults_of_phases_are_kept_too(code: str, fault: str) -> None:
    phase = packaged_plan(code).phases[1]
    assert phase.source_wording.startswith(fault)
    assert phase.wording.startswith("Trên cơ sở đánh giá")


def test_a17_sentence_cut_by_footnotes_is_one_criterion() -> None:
    held = criterion_of(KON_TUM, "KT-TT-3")
    assert held.lines == (49, 55)
    assert " ".join(held.source_wording) == held.wording
    assert "môi trường công nghệ" in held.wording
    assert packaged_plan(KON_TUM).source.footnotes == (51, 53)


def test_a18_district_category_is_closed_for_new_proposals() -> None:
    category = packaged_plan(GIA_LAI).category("d")
    assert category.closed_from == date(2025, 7, 1)
    assert category.closed_ground
    assert [item.code for item in packaged_plan(GIA_LAI).categories if item.closed_from] == ["d"]


def test_a19_successors_of_merged_issuers_are_linked() -> None:
    successors = {
        plan.code: plan.succession and (plan.succession.name, plan.succession.since) for plan in packaged_plans()
    }
    assert successors == {
        KON_TUM: ("Sở Nông nghiệp và Môi trường tỉnh Quảng Ngãi", date(2025, 7, 1)),
        BAC_KAN: ("Văn phòng Ủy ban nhân dân tỉnh Thái Nguyên", date(2025, 7, 1)),
        MINISTRY: ("Bộ Nông nghiệp và Môi trường", date(2025, 3, 1)),
        GIA_LAI: ("Ủy ban nhân dân tỉnh Gia Lai (sau khi hợp nhất với Bình Định)", date(2025, 7, 1)),
        HA_TINH: None,
    }
    assert packaged_plan(MINISTRY).issuer_successor == "bo-nnmt"


def test_a20_occasions_follow_the_phases() -> None:
    plan = packaged_plan(BAC_KAN)
    assert [phase.review for phase in plan.phases] == ["so_ket", "tong_ket"]
    assert plan.occasion("so_ket").ends_on == date(2025, 12, 31)


def test_a21_two_addressees_may_be_one_body() -> None:
    plan = packaged_plan(HA_TINH)
    assert plan.body("ht-so-noi-vu").aliases == ("Ban TĐ-KT tỉnh",)
    assert {item.name: item.body for item in plan.recipients}["Ban TĐ-KT tỉnh"] == "ht-so-noi-vu"


def test_a22_two_wordings_are_not_merged() -> None:
    used: defaultdict[str, set[str]] = defaultdict(set)
    for plan in packaged_plans():
        for item in plan.criteria:
            used[plan.code] |= {words for words in ("cơ quan số", "chính phủ số") if words in item.wording}
    office, government = {"cơ quan số"}, {"chính phủ số"}
    assert used == {
        KON_TUM: office,
        BAC_KAN: government,
        MINISTRY: government,
        GIA_LAI: office,
        HA_TINH: government,
    }


def test_a23_sixth_task_has_neither_owner_nor_time() -> None:
    tasks = [duty for duty in packaged_plan(HA_TINH).duties if duty.kind == "task"]
    assert [bool(task.owner and task.time) for task in tasks] == [True] * 5 + [False]
    assert (tasks[5].owner, tasks[5].time) == (None, None)


def test_a24_staff_words_for_enterprises_test_nothing() -> None:
    assert "công chức, viên chức" in criterion_of(GIA_LAI, "GL-g-2").wording
    assert packaged_plan(GIA_LAI).category("g").nominee_kinds == ("enterprise",)

"""Who may decide (AU01-AU04, AU09, AU10): office, body on the day, reach, signature."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders.facts import a_nominee, a_proposal_facts, a_province, a_unit, an_organisation
from tests.builders.law import FAIL, PASS, UNKNOWN, a_g2_proposal, a_household, ask, specs_of, under, verdicts
from workflows.facts import DecisionFacts, MoveFacts, OrganisationFacts, ProposalFacts


def decided(by: OrganisationFacts, on: date, form: str = "giay_khen", **decision: Any) -> ProposalFacts:
    values: dict[str, Any] = {"number": "1/QĐ", "signed_on": on, "decider_post": by.head_role}
    move = MoveFacts(decision=DecisionFacts(**values | decision))
    return a_g2_proposal(form=form, bodies={"agency": by, "decider": by}, move=move)


def a_district(**changes: Any) -> OrganisationFacts:
    return an_organisation(
        "huyen", level="district", head_role="district_chair", name="UBND huyện (giả định)", **changes
    )


def a_commune(**changes: Any) -> OrganisationFacts:
    return an_organisation(
        "xa",
        **{
            "level": "commune",
            "head_role": "commune_chair",
            "path": "/tinh/xa/",
            "specialised_agency": False,
            **changes,
        },
    )


@pytest.mark.parametrize(
    ("form", "post", "expected"),
    [
        ("giay_khen", "agency_head", PASS),
        ("giay_khen", "commune_chair", PASS),
        ("giay_khen", "provincial_chair", FAIL),
        ("giay_khen", "unit_head", FAIL),
        ("bang_khen_tinh", "provincial_chair", PASS),
        ("bang_khen_tinh", "agency_head", FAIL),
        ("bang_khen_bo", "minister", PASS),
        ("bang_khen_bo", "provincial_chair", FAIL),
        ("bang_khen_thu_tuong", "prime_minister", PASS),
        ("bang_khen_thu_tuong", "minister", FAIL),
    ],
)
def test_the_office_must_hold_the_power_to_give_the_form(form: str, post: str, expected: object) -> None:
    assert verdicts(decided(an_organisation(head_role=post), date(2025, 9, 1), form), "AU01") == [expected]


def test_office_and_body_must_both_hold_the_power() -> None:
    facts = decided(an_organisation(head_role="unit_head"), date(2025, 9, 1), decider_post="agency_head")
    (answer,) = ask(facts, "AU01")
    assert (answer.verdict, answer.params["post"]) == (FAIL, "unit_head")


def test_nobody_named_is_not_known() -> None:
    facts = a_g2_proposal(form="giay_khen", bodies={})
    assert verdicts(facts, "AU01") == [UNKNOWN]
    assert verdicts(facts, "AU02") == [UNKNOWN]
    assert ask(facts, "AU03") + ask(facts, "AU04") + ask(replace(facts, form="bang_khen_tinh"), "AU09") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (an_organisation(specialised_agency=False), [PASS]),
        (an_organisation(legal_personality=False), [PASS]),
        (an_organisation(legal_personality=False, specialised_agency=False), [FAIL]),
        (a_unit(), [FAIL]),
        (a_commune(), []),
    ],
)
def test_a_unit_without_legal_personality_decides_nothing(body: OrganisationFacts, expected: list[object]) -> None:
    assert verdicts(decided(body, date(2025, 9, 1)), "AU02") == expected


@pytest.mark.parametrize(
    ("body", "on", "expected"),
    [
        (a_district(), date(2025, 6, 30), []),
        (a_district(), date(2025, 7, 1), [FAIL]),
        (a_district(), date(2025, 7, 2), [FAIL]),
        (a_commune(), date(2025, 7, 2), [PASS]),
    ],
)
def test_no_district_decides_from_july_2025(body: OrganisationFacts, on: date, expected: list[object]) -> None:
    assert verdicts(decided(body, on), "AU03") == expected


def test_the_end_of_the_districts_binds_old_files_too() -> None:
    facts = decided(a_district(), date(2025, 7, 2))
    assert verdicts(under(replace(facts, received_on=date(2025, 6, 1)), "national-g1"), "AU03") == [FAIL]
    in_2024 = a_proposal_facts(
        bodies={"agency": a_district(), "decider": a_district()}, received_on=date(2024, 9, 2), today=date(2024, 10, 1)
    )
    assert verdicts(under(in_2024, "national-g1"), "AU01") == [PASS]
    assert ask(under(in_2024, "national-g1"), "AU03") == []


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (a_unit(path="/tinh/xa/thon/"), [PASS]),
        (a_unit(path="/tinh/xa2/thon/"), [FAIL]),
        (None, [UNKNOWN]),
    ],
)
def test_a_commune_rewards_its_own_people(home: OrganisationFacts | None, expected: list[object]) -> None:
    facts = replace(decided(a_commune(), date(2025, 9, 1)), nominee=a_household(organisation=home))
    assert verdicts(facts, "AU04") == expected
    assert ask(decided(an_organisation(), date(2025, 9, 1)), "AU04") == []


@pytest.mark.parametrize(
    ("province", "on", "expected", "successor"),
    [
        ({"name": "Chủ tịch UBND tỉnh Kon Tum"}, date(2025, 7, 10), [FAIL], "Quảng Ngãi"),
        ({"name": "UBND tỉnh Bắc Kạn"}, date(2025, 7, 1), [FAIL], "Thái Nguyên"),
        ({"name": "UBND tỉnh Gia Lai"}, date(2025, 7, 10), [PASS], ""),
        ({"name": "UBND tỉnh Kon Tum"}, date(2025, 6, 30), [], ""),
        ({"valid_to": date(2025, 6, 30), "successor": "Tỉnh mới"}, date(2025, 7, 1), [FAIL], "Tỉnh mới"),
        ({"valid_to": date(2025, 7, 1), "successor": "Tỉnh mới"}, date(2025, 7, 1), [PASS], ""),
    ],
)
def test_a_merged_province_decides_nothing_and_its_successor_is_offered(
    province: dict[str, Any], on: date, expected: list[object], successor: str
) -> None:
    answers = ask(decided(a_province(**province), on, "bang_khen_tinh"), "AU09")
    assert [answer.verdict for answer in answers] == expected
    assert [answer.params["successor"] for answer in answers] == [successor] * len(expected)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ({"sign_mode": "TUQ"}, [FAIL]),
        ({"sign_mode": "TUQ", "mandate_number": "4/GUQ"}, [FAIL]),
        ({"sign_mode": "TUQ", "mandate_number": "4/GUQ", "mandate_to": date(2025, 9, 1)}, [PASS]),
        ({"sign_mode": "TUQ", "mandate_number": "4/GUQ", "mandate_to": date(2025, 8, 31)}, [FAIL]),
        (
            {
                "sign_mode": "TUQ",
                "mandate_number": "4/GUQ",
                "mandate_from": date(2025, 9, 2),
                "mandate_to": date(2025, 12, 31),
            },
            [FAIL],
        ),
        ({"sign_mode": "KT"}, []),
        ({}, []),
    ],
)
def test_signing_under_mandate_needs_it_in_writing_and_in_term(
    decision: dict[str, Any], expected: list[object]
) -> None:
    assert verdicts(decided(an_organisation(), date(2025, 9, 1), **decision), "AU10") == expected


def test_the_subjects_of_the_commune_rule_are_those_of_the_law() -> None:
    clan = a_nominee(kind="enterprise", legal_subject="DN")
    assert specs_of(replace(decided(a_commune(), date(2025, 9, 1)), nominee=clan), "AU04") == []

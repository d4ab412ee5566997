"""Scenarios of the five packaged plans, each at the guard that decides it; names and numbers are invented."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from tests.builders.answers import ask, problems, stops, worst
from tests.builders.facts import (
    a_document,
    a_judgement,
    a_nominee,
    a_proposal_facts,
    a_province,
    a_title,
    a_unit,
    an_actor,
    an_initiative,
    an_organisation,
)
from workflows.facts import DecisionFacts, MoveFacts, OpenProposalFacts, ProposalFacts, StepFacts, SubmissionFacts
from workflows.plans.catalog import packaged_plan

CRITERIA_KINDS = ("titles-held", "evidence-dated-in-period", "judgements-recorded")
KON_TUM, BAC_KAN, MINISTRY, GIA_LAI, HA_TINH = "kon-tum-snn", "bac-kan-vp", "bo-tnmt", "gia-lai-ubnd", "ha-tinh-stp"
YEAR_2024 = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}
FIRST_PHASE = {"starts_on": date(2024, 1, 1), "ends_on": date(2025, 12, 31)}


def papers(plan: str, category: str, *without: str, years: Iterable[int] = (2024, 2025)) -> tuple[Any, ...]:
    """Every document that the criteria of a category ask for, one a year, but for those of some criteria."""
    return tuple(
        a_document(
            need.document_type, criterion=item.code, dated_on=date(year, 6, 1), id=f"{item.code}-{year}-{number}"
        )
        for item in packaged_plan(plan).criteria_of(category)
        if item.code not in without
        for number, need in enumerate(item.evidence)
        for year in years
    )


def judged(plan: str, category: str) -> tuple[Any, ...]:
    """A verdict with its reason on every criterion that a reviewer judges."""
    return tuple(a_judgement(item.code) for item in packaged_plan(plan).criteria_of(category) if item.kind == "C")


def under(plan: str, category: str, **changes: Any) -> ProposalFacts:
    """A proposal under a packaged plan, with papers and judgements complete, in the first phase of the movement."""
    values: dict[str, Any] = {
        "plan": packaged_plan(plan),
        "category": category,
        "occasion": "so_ket",
        "documents": papers(plan, category),
        "judgements": judged(plan, category),
        "titles": (),
        "initiatives": (),
        **FIRST_PHASE,
    }
    return a_proposal_facts(**values | changes)


def criteria_problems(facts: ProposalFacts) -> set[tuple[str, str]]:
    """(guard code, criterion) of every criterion that is not met."""
    return {
        (finding.code, finding.about)
        for kind in CRITERIA_KINDS
        for finding in ask(kind, facts, "T2")
        if finding.verdict != "pass"
    }


TWO = (an_initiative("12/QĐ-STP"), an_initiative("31/QĐ-STP", recognised_on=date(2024, 10, 2)))


def test_s1_01_and_s1_04_ha_tinh_asks_for_initiatives_and_not_for_the_title() -> None:
    facts = under(HA_TINH, "CN", occasion="yearly", initiatives=TWO, documents=papers(HA_TINH, "CN", years=(2024,)))
    assert criteria_problems(facts) == set()
    assert worst(ask("form-allowed-by-plan", facts)) == "pass"
    assert worst(ask("category-fits-nominee", facts)) == "pass"


def test_s1_03_one_initiative_is_not_many() -> None:
    facts = under(HA_TINH, "CN", initiatives=TWO[:1])
    assert criteria_problems(facts) == {("G03", "HT-CN-2")}


def test_s1_05_the_same_file_fails_under_kon_tum() -> None:
    assert criteria_problems(under(KON_TUM, "CN", initiatives=TWO)) == {("G03", "KT-CN-1")}


@pytest.mark.parametrize(
    ("title", "met"),
    [
        (a_title(total=82, min_indicator=4, criteria_set="qd-324"), False),
        (a_title(total=82, min_indicator=5, criteria_set="qd-324"), True),
        (a_title(total=79, min_indicator=6, criteria_set="qd-324"), False),
    ],
)
def test_s1_06_every_indicator_counts(title: Any, met: bool) -> None:
    assert criteria_problems(under(KON_TUM, "CN", titles=(title,))) == (set() if met else {("G03", "KT-CN-1")})


OFFICE = an_organisation("vp-ubnd", level="office", name="Văn phòng UBND tỉnh (giả định)")
DIVISION = a_nominee(kind="collective", legal_subject="TT", organisation=a_unit("phong-kgvx", "vp-ubnd"))


def test_s1_09_the_chief_of_office_rewards_a_division() -> None:
    facts = under(BAC_KAN, "TT", nominee=DIVISION, bodies={"agency": OFFICE, "decider": OFFICE})
    assert criteria_problems(facts) == set()
    assert worst(ask("decider-matches-form", facts)) == "pass"
    yearly = under(BAC_KAN, "TT", occasion="yearly", nominee=DIVISION, **YEAR_2024)
    assert not stops(ask("form-allowed-by-plan", yearly))


def test_s1_10_a_head_of_division_signs_no_certificate() -> None:
    division = a_unit("phong-hctc", "vp-ubnd", head_role="unit_head")
    facts = under(BAC_KAN, "CN", bodies={"agency": OFFICE, "decider": division})
    assert problems(ask("decider-matches-form", facts)) == {"no-power": ()}


@pytest.mark.parametrize(("plan", "criterion", "met"), [(KON_TUM, "KT-TT-4", False), (BAC_KAN, "BK-TT-4", True)])
def test_s1_11_and_s1_12_yearly_plans_against_one_plan(plan: str, criterion: str, met: bool) -> None:
    one_year = under(plan, "TT", documents=papers(plan, "TT", years=(2024,)))
    assert criteria_problems(one_year) == (set() if met else {("G04", criterion)})


def test_s1_13_kon_tum_registers_first_or_says_why_not() -> None:
    facts = under(KON_TUM, "TT")
    assert stops(ask("registered-before-proposing", facts))
    excused = under(KON_TUM, "TT", move=MoveFacts(acknowledgements={"G18": "Đơn vị mới thành lập."}))
    (finding,) = ask("registered-before-proposing", excused)
    assert (finding.code, finding.blocks, finding.settled_reason) == ("G18", False, "Đơn vị mới thành lập.")
    assert ask("registered-before-proposing", under(BAC_KAN, "TT")) == ()


def test_s1_15_nobody_verifies_their_own_file() -> None:
    facts = under(HA_TINH, "CN", actor=an_actor(person_id="person-an"))
    assert problems(ask("actor-is-not-nominee", facts, "T2")) == {"own-proposal": ()}


def test_s1_17_staff_of_another_department_are_out_of_scope() -> None:
    facts = under(HA_TINH, "CN", nominee=a_nominee(in_scope=False, organisation=a_unit(agency="so-y-te")))
    assert problems(ask("category-fits-nominee", facts)) == {"foreign-scope": ()}


def test_s2_06_bac_kan_gives_no_award_of_the_prime_minister() -> None:
    (finding,) = ask("form-allowed-by-plan", under(BAC_KAN, "CN", form="bang_khen_thu_tuong"))
    assert (finding.code, finding.about, finding.blocks) == ("G01", "form-not-listed", True)
    assert finding.params["lines"] == [77, 79]
    assert worst(ask("form-allowed-by-plan", under(BAC_KAN, "CN", form="bang_khen_tinh"))) == "pass"


def test_s2_07_the_drafter_of_the_decision_is_another_person() -> None:
    steps = (StepFacts("verify", "person-hr", "hr_officer", "vp-ubnd", date(2025, 2, 1), 2, "unit_reviewed", "x"),)
    move = MoveFacts(decision=DecisionFacts(drafted_by="person-hr"))
    facts = under(BAC_KAN, "CN", form="bang_khen_tinh", steps=steps, move=move)
    assert problems(ask("steps-by-different-people", facts, "T4")) == {"decision-drafter": ()}


def test_s2_09_ha_tinh_waits_for_the_guidance_only_when_submitting() -> None:
    facts = under(HA_TINH, "CN", form="bang_khen_tinh", initiatives=TWO)
    assert ask("form-allowed-by-plan", facts) == ()
    assert stops(ask("guidance-present-for-upward-forms", facts, "T3"))


AGENCY_OF_PROVINCE = a_nominee(kind="collective", legal_subject="TT", organisation=an_organisation("so-x"))


def test_s3_04_a_department_without_the_unit_title() -> None:
    facts = under(GIA_LAI, "c", nominee=AGENCY_OF_PROVINCE)
    assert criteria_problems(facts) == {("G03", "GL-c-5")}
    assert criteria_problems(under(GIA_LAI, "c", nominee=AGENCY_OF_PROVINCE, titles=(a_title("DVHT"),))) == set()


def commune(**changes: Any) -> Any:
    return a_nominee(
        kind="territory",
        legal_subject="TT",
        level="commune",
        organisation=an_organisation("xa", level="commune"),
        **changes,
    )


def test_s3_06_a_commune_recognised_in_2025() -> None:
    title = a_title("CDONGHT", level="commune", grade=1, decided_on=date(2025, 3, 28))
    assert criteria_problems(under(GIA_LAI, "e", nominee=commune(), titles=(title,))) == set()
    wrong = a_title("CDONGHT", level="district", decided_on=date(2025, 3, 28))
    assert criteria_problems(under(GIA_LAI, "e", nominee=commune(), titles=(wrong,))) == {("G03", "GL-e-3")}


@pytest.mark.parametrize(("today", "closed"), [(date(2025, 8, 15), True), (date(2024, 11, 1), False)])
def test_s3_09_the_district_category_is_closed(today: date, closed: bool) -> None:
    district = a_nominee(kind="territory", level="district", organisation=an_organisation("huyen", level="district"))
    facts = under(GIA_LAI, "d", nominee=district, today=today, first_sent_on=None)
    assert ("category-closed" in problems(ask("category-fits-nominee", facts))) is closed


FIRM = a_nominee(kind="enterprise", legal_subject="DN", organisation=an_organisation("hop-tac-xa", level="enterprise"))


def test_s3_13_an_enterprise_needs_the_confirmation_and_its_duties() -> None:
    facts = under(
        GIA_LAI,
        "g",
        form="bang_khen_tinh",
        nominee=FIRM,
        titles=(a_title("DVHT"),),
        documents=papers(GIA_LAI, "g", "GL-g-1"),
    )
    assert criteria_problems(facts) == {("G03", "GL-g-1")}
    assert problems(ask("enterprise-duties-confirmed", facts, "T3")) == {"D11": ()}


def test_s3_14_the_commune_does_not_propose_a_civil_servant() -> None:
    facts = under(GIA_LAI, "h", bodies={"agency": an_organisation("xa", level="commune")})
    (finding,) = ask("proposer-manages-nominee", facts)
    assert (finding.code, finding.about, finding.blocks) == ("G13", "route", True)


def test_s3_20_a_province_does_not_reward_itself() -> None:
    nominee = a_nominee(kind="territory", level="province", organisation=a_province())
    own = under(GIA_LAI, "a", form="bang_khen_tinh", nominee=nominee, bodies={"decider": a_province()})
    assert problems(ask("decider-matches-form", own)) == {"own-territory": ()}
    government = an_organisation("chinh-phu", level="government", head_role="prime_minister")
    above = under(GIA_LAI, "a", form="bang_khen_thu_tuong", nominee=nominee, bodies={"decider": government})
    assert worst(ask("decider-matches-form", above)) == "pass"


SCHOOL = a_nominee(kind="collective", organisation=a_unit("truong", function="education"))
UNION = a_nominee(kind="collective", organisation=a_unit("cong-doan", function="mass_organisation"))


def test_s4_02_a_school_is_not_judged_as_an_agency() -> None:
    assert problems(ask("category-fits-nominee", under(MINISTRY, "CQ", nominee=SCHOOL))) == {"body-function": ()}
    assert worst(ask("category-fits-nominee", under(MINISTRY, "GD", nominee=SCHOOL))) == "pass"


def test_s4_03_a_person_of_the_ministry_needs_initiative_and_title() -> None:
    title = a_title(criteria_set="324/QĐ-HKHVN")
    assert criteria_problems(under(MINISTRY, "CN", titles=(title,))) == {("G03", "TM-CN-2")}
    assert criteria_problems(under(MINISTRY, "CN", titles=(title,), initiatives=TWO[:1])) == set()
    assert criteria_problems(under(MINISTRY, "CN", initiatives=TWO[:1])) == {("G03", "TM-CN-3")}


def test_s4_05_and_s6_24_the_ministry_needs_its_official_plan() -> None:
    facts = under(MINISTRY, "CQ", form="bang_khen_bo")
    assert stops(ask("form-allowed-by-plan", facts))
    assert problems(ask("official-plan-attached", facts)) == {"D01": ()}
    settled = under(MINISTRY, "CQ", form="bang_khen_bo", move=MoveFacts(acknowledgements={"G01": "x", "P01": "x"}))
    assert stops(ask("form-allowed-by-plan", settled))
    official = under(MINISTRY, "CQ", form="bang_khen_bo", documents=(a_document("D01"),))
    assert not stops(ask("form-allowed-by-plan", official) + ask("official-plan-attached", official, "T4"))


@pytest.mark.parametrize(("who", "stopped"), [("person-hr", True), ("person-b", False)])
def test_s4_08_verifier_and_appraiser_are_two_people(who: str, stopped: bool) -> None:
    steps = (StepFacts("verify", "person-hr", "hr_officer", "vu-tccb", date(2025, 2, 1), 2, "unit_reviewed", "x"),)
    facts = under(MINISTRY, "CQ", steps=steps, distinct_from=("verify",), actor=an_actor(person_id=who))
    assert stops(ask("steps-by-different-people", facts, "T3")) is stopped


def test_s4_09_mass_organisations_meet_two_criteria() -> None:
    facts = under(MINISTRY, "DT", nominee=UNION)
    assert len(packaged_plan(MINISTRY).criteria_of("DT")) == 2
    assert criteria_problems(facts) == set()
    assert worst(ask("category-fits-nominee", facts)) == "pass"


@pytest.mark.parametrize(("post", "stopped"), [("agency_head", True), ("provincial_chair", False)])
def test_s5_03_the_chairman_signs_the_submission(post: str, stopped: bool) -> None:
    move = MoveFacts(submission=SubmissionFacts(signer_post=post))
    facts = under(GIA_LAI, "h", form="bang_khen_thu_tuong", move=move)
    assert stops(ask("decider-matches-form", facts, "T4S")) is stopped


def test_s5_04_the_file_for_the_prime_minister_is_electronic_too() -> None:
    documents = tuple(a_document(code) for code in ("D03", "D05", "D07", "D08"))
    facts = under(GIA_LAI, "h", form="bang_khen_thu_tuong", documents=documents)
    assert problems(ask("dossier-complete", facts, "T4")) == {"D20": ()}


@pytest.mark.parametrize(("plan", "channel"), [(KON_TUM, "hoi-khuyen-hoc"), (GIA_LAI, "")])
def test_s5_05_s6_06_s6_23_one_achievement_in_two_files(plan: str, channel: str) -> None:
    other = OpenProposalFacts("proposal-2", "HS-0002", "bang_khen_tinh", "collected", "key-1", channel=channel)
    facts = under(plan, "CN" if plan == KON_TUM else "h", open_proposals=(other,))
    (finding,) = ask("achievement-not-rewarded", facts)
    assert (finding.code, finding.about, finding.blocks) == ("G10", "already-proposed", True)
    assert finding.params["other"] == "HS-0002"
    assert [(seen.kind, seen.ref) for seen in finding.evidence] == [("proposal", "proposal-2")]

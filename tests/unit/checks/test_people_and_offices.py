"""Who acts, who proposes, who appraises, who decides and who signs."""

from datetime import date
from typing import Any

import pytest

from tests.builders.answers import ask, stops, verdicts
from tests.builders.facts import a_nominee, a_proposal_facts, a_province, a_unit, an_actor, an_organisation
from workflows.facts import DecisionFacts, MoveFacts, StepFacts, SubmissionFacts

ASSUMED = an_actor(person_id="", organisation=None, is_assumed=True)
SELF = an_actor(person_id="person-an")


def step(action: str, person: str) -> StepFacts:
    source, target = {"review": ("drafted", "unit_reviewed")}.get(action, ("unit_reviewed", "hr_verified"))
    return StepFacts(action, person, "unit_head", "phong-pho-bien", date(2025, 1, 20), 1, source, target)


@pytest.mark.parametrize(
    ("actor", "expected"),
    [(an_actor(), [("pass", "own-proposal")]), (SELF, [("fail", "own-proposal")]), (ASSUMED, [])],
)
def test_nobody_moves_their_own_proposal(actor: Any, expected: Any) -> None:
    assert verdicts(ask("actor-is-not-nominee", a_proposal_facts(actor=actor))) == expected


@pytest.mark.parametrize(
    ("distinct", "steps", "actor", "expected"),
    [
        ((), (step("verify", "person-hr"),), an_actor(), []),
        (("verify",), (step("verify", "person-hr"),), an_actor(), [("fail", "same-person")]),
        (("verify",), (step("verify", "person-b"),), an_actor(), [("pass", "same-person")]),
        (("verify",), (step("review", "person-hr"),), an_actor(), [("pass", "same-person")]),
        (("verify",), (step("verify", "person-hr"),), ASSUMED, []),
    ],
)
def test_steps_are_taken_by_different_people(distinct: Any, steps: Any, actor: Any, expected: Any) -> None:
    facts = a_proposal_facts(distinct_from=distinct, steps=steps, actor=actor)
    assert verdicts(ask("steps-by-different-people", facts, "T3")) == expected


def test_whoever_took_a_step_may_take_it_again() -> None:
    facts = a_proposal_facts(distinct_from=("verify",), steps=(step("verify", "person-hr"),), state="unit_reviewed")
    assert verdicts(ask("steps-by-different-people", facts, "T3")) == [("pass", "same-person")]


@pytest.mark.parametrize(
    ("form", "drafter", "expected"),
    [
        ("bang_khen_tinh", "person-b", [("fail", "decision-drafter")]),
        ("bang_khen_tinh", "person-an", [("fail", "drafter-is-nominee")]),
        ("bang_khen_tinh", "person-c", [("pass", "decision-drafter")]),
        ("bang_khen_tinh", "", []),
        ("giay_khen", "person-b", []),
    ],
)
def test_who_drafts_a_higher_decision_did_not_propose(form: str, drafter: str, expected: Any) -> None:
    move = MoveFacts(decision=DecisionFacts(drafted_by=drafter))
    facts = a_proposal_facts(form=form, move=move, steps=(step("review", "person-b"),))
    assert verdicts(ask("steps-by-different-people", facts, "T4")) == expected


COMMUNE = an_organisation("xa-a", level="commune", path="/tinh/xa-a/", head_role="commune_chair")
CENTRE = a_unit("trung-tam", payroll_agency_id="xa-a")


@pytest.mark.parametrize(
    ("nominee", "proposer", "expected"),
    [
        (a_nominee(), an_organisation(), "pass"),
        (a_nominee(), a_unit(), "pass"),
        (a_nominee(), COMMUNE, "fail"),
        (a_nominee(organisation=CENTRE), an_organisation(), "fail"),
        (a_nominee(organisation=CENTRE), COMMUNE, "pass"),
        (
            a_nominee(organisation=an_organisation("chi-cuc", path="/tinh/so-tu-phap/chi-cuc/")),
            an_organisation(),
            "pass",
        ),
        (a_nominee(kind="household", organisation=COMMUNE), COMMUNE, "pass"),
        (a_nominee(kind="clan", organisation=COMMUNE), an_organisation(), "fail"),
        (
            a_nominee(kind="enterprise", organisation=an_organisation("hop-tac-xa")),
            an_organisation("hop-tac-xa"),
            "pass",
        ),
        (a_nominee(organisation=None), an_organisation(), "unknown"),
    ],
)
def test_the_managing_body_proposes(nominee: Any, proposer: Any, expected: str) -> None:
    facts = a_proposal_facts(nominee=nominee, bodies={"agency": proposer})
    assert [verdict for verdict, _ in verdicts(ask("proposer-manages-nominee", facts))] == [expected]


HOME_AFFAIRS = an_organisation("so-noi-vu")
MINISTRY = an_organisation("bo", level="ministry", path="/bo/", head_role="minister")


@pytest.mark.parametrize(
    ("appraiser", "nominee", "expected"),
    [
        (HOME_AFFAIRS, a_nominee(), "pass"),
        (HOME_AFFAIRS, a_nominee(organisation=HOME_AFFAIRS), "fail"),
        (HOME_AFFAIRS, a_nominee(organisation=a_unit("phong-nv", "so-noi-vu")), "fail"),
        (MINISTRY, a_nominee(organisation=a_unit("vien", path="/bo/vien/")), "pass"),
        (MINISTRY, a_nominee(organisation=MINISTRY), "unknown"),
    ],
)
def test_no_body_appraises_its_own_people(appraiser: Any, nominee: Any, expected: str) -> None:
    acting = a_proposal_facts(actor=an_actor(organisation=appraiser), nominee=nominee)
    assert [verdict for verdict, _ in verdicts(ask("appraiser-body-differs", acting, "T3"))] == [expected]
    coming = a_proposal_facts(actor=ASSUMED, nominee=nominee, bodies={"appraiser": appraiser})
    assert [verdict for verdict, _ in verdicts(ask("appraiser-body-differs", coming, "T3"))] == [expected]


def decider(level: str, role: str, **changes: Any) -> Any:
    return an_organisation("decider", level=level, head_role=role, path="/x/", **changes)


@pytest.mark.parametrize(
    ("form", "body", "on", "expected"),
    [
        ("giay_khen", decider("department", "agency_head"), date(2025, 3, 1), ("pass", "")),
        ("giay_khen", decider("office", "agency_head"), date(2025, 3, 1), ("pass", "")),
        ("giay_khen", decider("ministry_unit", "agency_head"), date(2025, 3, 1), ("pass", "")),
        (
            "giay_khen",
            decider("ministry_unit", "agency_head", legal_personality=False),
            date(2025, 3, 1),
            ("fail", "no-legal-personality"),
        ),
        ("giay_khen", decider("unit", "unit_head"), date(2025, 3, 1), ("fail", "no-power")),
        ("giay_khen", decider("department", "unit_head"), date(2025, 3, 1), ("fail", "other-post")),
        ("giay_khen", decider("commune", "commune_chair"), date(2025, 7, 2), ("pass", "")),
        ("giay_khen", decider("district", "district_chair"), date(2025, 6, 30), ("pass", "")),
        ("giay_khen", decider("district", "district_chair"), date(2025, 7, 2), ("fail", "power-ended")),
        ("giay_khen", decider("enterprise", "agency_head"), date(2025, 3, 1), ("pass", "")),
        ("giay_khen", decider("association", "agency_head"), date(2025, 3, 1), ("unknown", "decider-power-not-stated")),
        ("giay_khen", decider("province", "provincial_chair"), date(2025, 3, 1), ("fail", "no-power")),
        ("bang_khen_tinh", decider("province", "provincial_chair"), date(2025, 3, 1), ("pass", "")),
        ("bang_khen_tinh", decider("department", "agency_head"), date(2025, 3, 1), ("fail", "no-power")),
        ("bang_khen_bo", decider("ministry", "minister"), date(2025, 3, 1), ("pass", "")),
        ("bang_khen_thu_tuong", decider("government", "prime_minister"), date(2025, 3, 1), ("pass", "")),
        ("bang_khen_thu_tuong", decider("ministry", "minister"), date(2025, 3, 1), ("fail", "no-power")),
    ],
)
def test_the_decider_has_the_power(form: str, body: Any, on: date, expected: tuple[str, str]) -> None:
    move = MoveFacts(decision=DecisionFacts(signed_on=on))
    facts = a_proposal_facts(form=form, bodies={"decider": body}, move=move)
    assert verdicts(ask("decider-matches-form", facts, "T4")) == [expected]


def test_the_post_of_the_decision_counts_before_the_usual_head() -> None:
    move = MoveFacts(decision=DecisionFacts(decider_post="unit_head"))
    assert verdicts(ask("decider-matches-form", a_proposal_facts(move=move), "T4")) == [("fail", "other-post")]


def test_a_territory_does_not_reward_itself() -> None:
    nominee = a_nominee(kind="territory", level="province", organisation=a_province())
    own = a_proposal_facts(form="bang_khen_tinh", nominee=nominee, bodies={"decider": a_province()})
    assert ("fail", "own-territory") in verdicts(ask("decider-matches-form", own))
    above = a_proposal_facts(
        form="bang_khen_thu_tuong",
        nominee=nominee,
        bodies={"decider": decider("government", "prime_minister")},
    )
    assert verdicts(ask("decider-matches-form", above)) == [("pass", "")]


def test_a_decider_must_be_named() -> None:
    facts = a_proposal_facts(bodies={})
    assert verdicts(ask("decider-matches-form", facts)) == [("unknown", "decider-not-named")]


@pytest.mark.parametrize(
    ("form", "post", "actor", "expected"),
    [
        ("bang_khen_thu_tuong", "provincial_chair", an_actor(), [("pass", "submitter")]),
        ("bang_khen_thu_tuong", "minister", an_actor(), [("pass", "submitter")]),
        ("bang_khen_thu_tuong", "agency_head", an_actor(), [("fail", "submitter")]),
        ("bang_khen_thu_tuong", "", an_actor(), [("unknown", "submitter-not-named")]),
        ("bang_khen_thu_tuong", "", ASSUMED, []),
        ("bang_khen_tinh", "agency_head", an_actor(), []),
    ],
)
def test_the_submitter_has_the_power(form: str, post: str, actor: Any, expected: Any) -> None:
    facts = a_proposal_facts(form=form, actor=actor, move=MoveFacts(submission=SubmissionFacts(signer_post=post)))
    assert verdicts(ask("decider-matches-form", facts, "T4S")) == expected


DAY = date(2025, 3, 5)
MANDATE = {"mandate_number": "7/UQ", "mandate_from": date(2025, 1, 1), "mandate_to": date(2025, 3, 5)}


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ({}, []),
        ({"decider_post": "agency_head", "signer_post": "agency_head"}, [("pass", "")]),
        ({"decider_post": "agency_head", "signer_post": "hr_officer"}, [("fail", "capacity-not-stated")]),
        ({"decider_post": "provincial_chair", "signer_post": "vice", "sign_mode": "KT"}, [("pass", "")]),
        ({"signer_post": "provincial_chair", "sign_mode": "TM"}, [("pass", "")]),
        ({"signer_post": "hr_officer", "sign_mode": "TL"}, [("unknown", "capacity-unclear")]),
        ({"signer_post": "hr_officer", "sign_mode": "TUQ"}, [("fail", "mandate-absent")]),
        ({"signer_post": "hr_officer", "sign_mode": "TUQ", **MANDATE}, [("pass", "")]),
        (
            {"signer_post": "x", "sign_mode": "TUQ", **MANDATE, "signed_on": date(2025, 3, 6)},
            [("fail", "mandate-lapsed")],
        ),
        ({"signer_post": "x", "sign_mode": "Q"}, [("fail", "capacity-unknown")]),
    ],
)
def test_the_signer_acts_within_a_delegation(decision: dict[str, Any], expected: Any) -> None:
    move = MoveFacts(decision=DecisionFacts(**{"signed_on": DAY} | decision))
    assert verdicts(ask("signer-acts-within-delegation", a_proposal_facts(move=move), "T4")) == expected


def test_a_submission_is_signed_by_deputy_but_not_by_mandate() -> None:
    for mode, stopped in (("KT", False), ("TUQ", True)):
        move = MoveFacts(submission=SubmissionFacts(signer_post="provincial_chair", sign_mode=mode))
        assert stops(ask("signer-acts-within-delegation", a_proposal_facts(move=move), "T4S")) is stopped


def test_nobody_signs_in_a_pre_flight() -> None:
    move = MoveFacts(decision=DecisionFacts(signer_post="x", sign_mode="Q"))
    assert ask("signer-acts-within-delegation", a_proposal_facts(actor=ASSUMED, move=move), "T4") == ()

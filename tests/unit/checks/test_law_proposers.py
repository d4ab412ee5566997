"""Who may propose, submit and look on (AU05-AU08, AU11)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import a_nominee, a_unit, an_actor, an_organisation
from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_collective,
    a_g2_proposal,
    a_household,
    a_prime_minister_proposal,
    ask,
    forces,
    specs_of,
    under,
    verdicts,
)
from workflows.facts import MoveFacts, OrganisationFacts, StepFacts, SubmissionFacts
from workflows.findings import Force

SENT = StepFacts("submit_upward", "chair", "provincial_chair", "tinh", date(2025, 8, 20), 9, "a", "b")
COMMUNE = an_organisation("xa", level="commune", path="/tinh/xa/")
ENDED = a_unit("chi-cuc", agency="cu", valid_to=date(2025, 6, 30), successor="Sở mới", successor_id="so-tu-phap")


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (a_unit(), PASS),
        (an_organisation(), PASS),
        (a_unit(agency="so-khac"), FAIL),
        (a_unit(payroll_agency_id="so-khac"), FAIL),
        (a_unit(agency="so-khac", payroll_agency_id="so-tu-phap"), PASS),
        (ENDED, PASS),
        (None, UNKNOWN),
    ],
)
def test_the_body_that_pays_proposes(home: OrganisationFacts | None, expected: object) -> None:
    assert verdicts(a_g2_proposal(nominee=a_nominee(organisation=home)), "AU05") == [expected]


@pytest.mark.parametrize(("path", "expected"), [("/tinh/xa/thon/", PASS), ("/tinh/xa2/thon/", FAIL)])
def test_a_commune_proposes_its_households(path: str, expected: object) -> None:
    nominee = a_household(organisation=a_unit(path=path))
    assert verdicts(a_g2_proposal(nominee=nominee, bodies={"agency": COMMUNE}), "AU05") == [expected]
    assert verdicts(a_g2_proposal(nominee=nominee), "AU05") == [FAIL]
    assert verdicts(a_g2_proposal(bodies={}), "AU05") == [UNKNOWN]


@pytest.mark.parametrize(
    ("post", "expected"), [("provincial_chair", PASS), ("minister", PASS), ("home_affairs_appraiser", FAIL), ("", FAIL)]
)
def test_the_letter_to_the_prime_minister_has_its_signer(post: str, expected: object) -> None:
    facts = a_prime_minister_proposal(move=MoveFacts(submission=SubmissionFacts("5/TTr", signer_post=post)))
    assert verdicts(facts, "AU06") == [expected]


def test_a_submission_judged_at_its_own_step_is_not_asked_for_again() -> None:
    assert ask(a_prime_minister_proposal(steps=(SENT,)), "AU06") == []
    assert [answer.about for answer in ask(a_prime_minister_proposal(), "AU06")] == ["signature-missing"]


@pytest.mark.parametrize(
    ("ended_on", "received_on", "expected"),
    [
        (date(2025, 8, 31), date(2025, 8, 5), [FAIL]),
        (date(2025, 9, 1), date(2025, 8, 5), [PASS]),
        (None, date(2025, 8, 5), [PASS]),
        (date(2025, 8, 31), date(2025, 8, 4), []),
    ],
)
def test_a_dissolved_collective_is_not_rewarded(
    ended_on: date | None, received_on: date, expected: list[object]
) -> None:
    nominee = a_collective(organisation=a_unit(valid_to=ended_on))
    assert verdicts(a_g2_proposal(nominee=nominee, received_on=received_on), "AU07") == expected


def test_people_of_a_dissolved_body_go_on_through_the_successor() -> None:
    facts = a_g2_proposal(nominee=a_nominee(organisation=ENDED))
    assert specs_of(facts, "AU07") == []
    (answer,) = ask(facts, "AU08")
    assert (answer.verdict, answer.params["successor"]) == (PASS, "Sở mới")
    assert ask(a_g2_proposal(), "AU08") == []
    assert ask(a_g2_proposal(nominee=a_collective(organisation=None)), "AU07") == []


def test_who_handles_a_file_stands_apart_from_its_subject() -> None:
    kind = "actor-stands-apart"
    assert verdicts(a_g2_proposal(), "AU11", kind) == [PASS]
    subject = a_g2_proposal(actor=an_actor(person_id="person-an"))
    assert verdicts(subject, "AU11", kind) == [FAIL]
    assert forces(subject, "AU11") == {Force.WARN}
    assert ask(replace(subject, actor=an_actor(is_assumed=True)), "AU11") == []


def test_the_appraising_body_stands_apart_from_the_nominees() -> None:
    kind = "appraising-body-stands-apart"
    assert verdicts(a_g2_proposal(), "AU11", kind) == [FAIL]
    other = an_actor(organisation=an_organisation("so-noi-vu"))
    assert verdicts(a_g2_proposal(actor=other), "AU11", kind) == [PASS]
    assert verdicts(under(a_g2_proposal(actor=an_actor(organisation=None))), "AU11", kind) == []

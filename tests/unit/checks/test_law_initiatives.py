"""Initiatives and models (ST06, ST08, DS13): shown by papers, lasting, used once."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import a_document, a_nominee, an_initiative
from tests.builders.law import (
    FAIL,
    PASS,
    UNKNOWN,
    a_g2_proposal,
    a_local_pack,
    a_prime_minister_proposal,
    ask,
    forces,
    papers,
    specs_of,
    under,
    verdicts,
)
from tests.builders.plans import a_criterion, a_plan
from workflows.findings import Force

PRESENCE, QUALITY = "worker-or-farmer-record-attached", "farmer-model-lasting"


def test_an_initiative_that_served_before_asks_for_a_reason() -> None:
    used = an_initiative(used_for=("CSTDCS 2023",), used_year=2023)
    facts = a_g2_proposal(basis="merit", standard="74.1.d", initiatives=(used, an_initiative("31/QĐ")))
    assert verdicts(facts, "ST08") == [FAIL, PASS]
    assert forces(facts, "ST08") == {Force.WARN}


def test_initiatives_matter_only_where_the_proposal_rests_on_them() -> None:
    used = an_initiative(used_for=("CSTDCS 2023",), paper="")
    facts = a_g2_proposal(initiatives=(used,))
    assert ask(facts, "ST08") + ask(facts, "DS13") == []
    assert verdicts(replace(facts, basis="initiative"), "DS13") == [FAIL]
    plan = a_plan(criteria=(a_criterion("CN-2", initiatives=2),))
    assert verdicts(replace(facts, plan=plan), "ST08") == [FAIL]


def test_initiatives_outside_the_period_are_left_alone() -> None:
    old = an_initiative(recognised_on=date(2019, 1, 1), paper="")
    facts = a_g2_proposal(basis="merit", standard="74.1.d", initiatives=(old,))
    assert ask(facts, "DS13") == []
    assert verdicts(replace(facts, starts_on=None), "DS13") == [FAIL]


@pytest.mark.parametrize(("paper", "expected"), [("decision", PASS), ("form_13", PASS), ("", FAIL), ("letter", FAIL)])
def test_an_initiative_is_shown_by_a_decision_or_the_form(paper: str, expected: object) -> None:
    facts = a_g2_proposal(basis="merit", standard="74.1.d", initiatives=(an_initiative("8/QĐ", paper=paper),))
    assert verdicts(facts, "DS13") == [expected]
    assert verdicts(replace(facts, documents=papers("D10", number="8/QĐ")), "DS13") == [PASS]


@pytest.mark.parametrize(
    ("occupation", "documents", "area", "expected"),
    [
        ("worker", (), "commune", [PASS]),
        ("worker", (), "", [FAIL]),
        ("worker", papers("D10"), "", [PASS]),
        ("farmer", (), "commune", [FAIL]),
        ("farmer", papers("E07"), "", [PASS]),
        ("", (), "", []),
    ],
)
def test_workers_and_farmers_show_what_they_made(
    occupation: str, documents: tuple[object, ...], area: str, expected: list[object]
) -> None:
    facts = a_prime_minister_proposal(
        standard="73.2",
        basis="merit",
        nominee=a_nominee(occupation=occupation),
        documents=documents,
        initiatives=(an_initiative(area=area),),
    )
    assert verdicts(facts, "ST06", PRESENCE) == expected
    assert ask(replace(facts, standard="73.1.a"), "ST06") == []


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"model_since": "2023-08-15", "households_helped": 3, "area": "commune"}, [PASS]),
        ({"model_since": "2023-08-16", "households_helped": 3, "area": "commune"}, [FAIL]),
        ({"model_since": date(2020, 1, 1), "households_helped": 0, "area": "commune"}, [FAIL]),
        ({"model_since": "2020-01-01", "area": "commune"}, [UNKNOWN]),
        ({"model_since": "not a day", "households_helped": 1, "area": "commune"}, [UNKNOWN]),
    ],
)
def test_the_quality_of_a_model_is_a_local_matter(meta: dict[str, object], expected: list[object]) -> None:
    facts = a_prime_minister_proposal(
        standard="73.2",
        basis="merit",
        nominee=a_nominee(occupation="farmer"),
        documents=(a_document("E09", meta=meta),),
    )
    assert specs_of(facts, "ST06", QUALITY) == []
    enabled = under(facts, "national-g2", a_local_pack(enables=("ST06",)))
    assert verdicts(enabled, "ST06", QUALITY) == expected
    assert ask(replace(enabled, standard="73.3"), "ST06", QUALITY) == []

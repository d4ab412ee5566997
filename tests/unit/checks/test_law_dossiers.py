"""The dossier (DS01-DS05, DS09): the floor, the Prime Minister's set, the short set, originals, confirmations."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import a_document, a_nominee, a_proposal_facts
from tests.builders.law import (
    FAIL,
    PASS,
    a_g2_proposal,
    a_prime_minister_proposal,
    abouts,
    ask,
    forces,
    papers,
    specs_of,
    under,
    verdicts,
)
from workflows.findings import Force

SETS, DOSSIER = "original-sets-filed", "prime-minister-dossier-attached"


@pytest.mark.parametrize(
    ("types", "missing"),
    [
        (("D03", "D04", "D08"), []),
        (("D03", "D05", "D08"), []),
        (("D03", "D08"), ["D04"]),
        ((), ["D03", "D04", "D08"]),
    ],
)
@pytest.mark.parametrize("form", ["giay_khen", "bang_khen_tinh", "bang_khen_bo"])
def test_letter_report_and_minutes_are_the_floor(form: str, types: tuple[str, ...], missing: list[str]) -> None:
    facts = a_g2_proposal(form=form, documents=papers(*types))
    assert abouts(ask(facts, "DS01")) == missing
    assert abouts(ask(facts, "DS01"), PASS) == ([] if missing else ["documents"])


def test_the_prime_ministers_set_is_another_one() -> None:
    assert specs_of(a_prime_minister_proposal(), "DS01") == []
    assert verdicts(a_prime_minister_proposal(), "DS02", DOSSIER) == [PASS]
    assert abouts(ask(a_prime_minister_proposal(documents=papers("D04")), "DS02", DOSSIER)) == ["D08", "D03", "D05"]


def test_some_groups_have_a_short_dossier_under_the_new_decree() -> None:
    farmer = a_nominee(special_group="farmer")
    facts = a_prime_minister_proposal(nominee=farmer, documents=papers("D03", "D07", "D08"))
    assert ask(facts, "DS02", DOSSIER) == []
    assert ask(facts, "DS03") + ask(facts, "CO01") == []
    assert verdicts(facts, "DS09") == [PASS]
    (answer,) = ask(replace(facts, documents=papers("D03", "D08")), "DS09")
    assert (answer.about, answer.params["group"]) == ("D07", "farmer")
    assert ask(a_prime_minister_proposal(), "DS09") == []
    old = under(replace(facts, received_on=date(2025, 6, 30)), "national-g1")
    assert abouts(ask(old, "DS02", DOSSIER)) == ["D05"]


@pytest.mark.parametrize(
    ("copy", "sets", "pack", "expected"),
    [
        ("original", None, "national-g2", PASS),
        ("digital", None, "national-g2", PASS),
        ("plain", None, "national-g2", FAIL),
        ("original", None, "national-g1", FAIL),
        ("original", 2, "national-g1", PASS),
    ],
)
def test_one_original_set_goes_up_where_two_did_before(
    copy: str, sets: int | None, pack: str, expected: object
) -> None:
    letter = a_document("D08", copy=copy, meta={"sets": sets} if sets else {})
    facts = under(a_prime_minister_proposal(documents=(letter,)), pack)
    assert verdicts(facts, "DS02", SETS) == [expected]
    force = {spec.force for spec in specs_of(facts, "DS02", SETS)}
    assert force == {Force.WARN if pack == "national-g1" else Force.BLOCK}


def test_the_report_bears_the_submitters_confirmation() -> None:
    assert verdicts(a_prime_minister_proposal(), "DS03") == [PASS]
    assert verdicts(a_prime_minister_proposal(documents=papers("D03")), "DS03") == [FAIL]


@pytest.mark.parametrize(
    ("basis", "documents", "missing"),
    [
        ("sudden", (), ["E07"]),
        ("sudden", papers("E07"), []),
        ("contribution", papers("E06"), ["E07"]),
        ("contribution", (a_document("E06", meta={"confirmed_by": "UBND xã"}),), []),
        ("initiative", papers("D10"), []),
        ("initiative", papers("E06"), ["D10"]),
    ],
)
def test_special_achievements_are_certified(basis: str, documents: tuple[object, ...], missing: list[str]) -> None:
    facts = a_g2_proposal(basis=basis, documents=documents)
    assert abouts(ask(facts, "DS04")) == missing
    assert len(verdicts(facts, "DS04")) == 1


def test_movement_awards_need_no_certificate() -> None:
    assert specs_of(a_g2_proposal(), "DS04") == []


def test_plain_copies_of_evidence_ask_for_a_reason() -> None:
    facts = under(a_proposal_facts(documents=(*papers("D09", "E06", copy="plain"), *papers("E04"))), "national-g1")
    assert abouts(ask(facts, "DS05")) == ["D09", "E06"]
    assert abouts(ask(facts, "DS05"), PASS) == ["E04"]
    assert forces(facts, "DS05") == {Force.WARN}


def test_an_unknown_basis_is_not_asked_for_papers() -> None:
    (spec,) = specs_of(a_g2_proposal(basis="sudden"), "DS04")
    assert set(spec.bases) == set(spec.params["documents"])

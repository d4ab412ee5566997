"""Grounds of a conflict of interest: each stands where its data say so, and nowhere else."""

from dataclasses import replace
from datetime import date

import pytest

from workflows.conflicts import PARTS, RULES, Interests, Matter, Part, find_conflicts, grounds, relations
from workflows.facts import NomineeFacts, OrganisationFacts, StepFacts
from workflows.policy import roles

UNIT = OrganisationFacts("unit", "p", "Phòng Một", "unit", path="/agency/unit/", agency_id="agency")
NOMINEE = NomineeFacts("an", "person", "Nguyễn Thị An", "CN", organisation=UNIT, person_ids=("an",))
STEP = StepFacts("review", "binh", "unit_head", "unit", date(2026, 11, 2), 2, "drafted", "unit_reviewed")
DRAFT = StepFacts("draft", "chi", "unit_clerk", "unit", date(2026, 11, 1), 1, "", "drafted")
MATTER = Matter(NOMINEE, (DRAFT, STEP))


def found(interests: Interests, matter: Matter = MATTER, part: Part = "voting") -> dict[str, dict[str, str]]:
    return {one.ground.code: dict(one.evidence) for one in find_conflicts(interests, matter, part)}


def test_a_stranger_has_no_conflict() -> None:
    far = Interests("dung", frozenset({"other"}), frozenset({("unit_head", "other")}), {"khac": "spouse"})
    assert found(far) == {}


def test_each_ground_stands_by_its_evidence() -> None:
    assert found(Interests("an")) == {"self": {"nominee": "Nguyễn Thị An"}}
    assert found(Interests("x", own_bodies=frozenset({"unit"}))) == {"own-unit": {"unit": "Phòng Một"}}
    assert found(Interests("x", relatives={"an": "child"})) == {
        "declared-kinship": {"relation": "child", "person": "an"}
    }
    assert found(Interests("binh")) == {"signed-earlier": {"action": "review", "day": "2026-11-02"}}
    assert found(Interests("chi")) == {}


@pytest.mark.parametrize(("role", "body", "manages"), [
    ("unit_head", "unit", True), ("agency_head", "agency", True), ("unit_head", "other", False),
    ("unit_clerk", "unit", False), ("provincial_chair", "agency", False),
])  # fmt: skip
def test_who_heads_the_unit_or_its_agency_manages_the_nominee(role: str, body: str, *, manages: bool) -> None:
    assert ("line-manager" in found(Interests("x", held=frozenset({(role, body)})))) is manages


def test_several_grounds_stand_together_and_a_deputy_counts_for_the_principal() -> None:
    lent = replace(STEP, person_id="em", in_place_of=("binh",))
    interests = Interests("binh", frozenset({"unit"}), frozenset({("unit_head", "unit")}), {"an": "sibling"})
    assert list(found(interests, Matter(NOMINEE, (lent,)))) == [
        "declared-kinship", "own-unit", "line-manager", "signed-earlier"
    ]  # fmt: skip
    assert list(found(interests, Matter(NOMINEE, (lent,)), "handling")) == ["declared-kinship"]


def test_members_of_a_collective_are_the_nominee_too() -> None:
    collective = replace(NOMINEE, id="tap-the", kind="collective", person_ids=("tap-the", "an", "x"))
    assert "self" in found(Interests("x"), Matter(collective))
    assert "declared-kinship" in found(Interests("y", relatives={"x": "spouse"}), Matter(collective))


def test_what_is_not_known_of_the_nominee_is_no_conflict() -> None:
    loose = replace(NOMINEE, organisation=None)
    assert found(Interests("x", frozenset({"unit"}), frozenset({("unit_head", "unit")})), Matter(loose)) == {}


def test_every_ground_of_the_file_has_its_rule_and_says_what_it_may() -> None:
    assert grounds().keys() == RULES.keys()
    assert relations()
    for ground in grounds().values():
        assert ground.stands
        assert ground.stands <= set(PARTS)
        assert ground.roles <= roles().keys()
        assert ground.citation.text

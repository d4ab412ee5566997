"""A rulebook as data for lists and pages."""

import json
from dataclasses import replace

from tests.builders.facts import a_check_spec, a_rulebook, the_house
from workflows.rules.describe import describe_check, describe_rulebook


def test_the_house_is_described_whole_in_both_languages() -> None:
    house = the_house()
    for language in ("vi", "en"):
        data = describe_rulebook(house, language)
        assert len(data["checks"]) == len(house.checks)
        assert json.dumps(data, default=str)
    assert describe_rulebook(house, "vi")["title"] != describe_rulebook(house, "en")["title"]


def test_checks_still_to_come_are_listed_apart() -> None:
    book = replace(a_rulebook(), reserved=(a_check_spec("quota-not-exceeded", code="G11"),))
    data = describe_rulebook(book)
    assert (data["checks"], [check["code"] for check in data["reserved"]]) == ([], ["G11"])


def test_a_check_tells_its_ground_and_force() -> None:
    data = describe_check(a_check_spec("reason-recorded"), "en")
    assert (data["title"], data["force"], data["citation"]["confidence"]) == ("A test rule", "block", "V")

"""The packaged title sets: thresholds only where a document states them."""

import pytest

from workflows.findings import Confidence
from workflows.plans.titles import TitleSetsInvalid, load_title_sets, title_sets


def test_every_learning_title_has_a_set() -> None:
    assert {item.title for item in title_sets().values()} == {"CDHT", "DVHT", "CDONGHT", "GDHT", "DHHT"}


def test_thresholds_belong_to_their_set() -> None:
    thresholds = {code: (item.min_total, item.min_indicator) for code, item in title_sets().items() if item.is_computed}
    assert thresholds == {"qd-324": (80, 5), "cdht-thi-diem-2021": (70, 5)}


def test_nothing_is_computed_for_families_and_clans() -> None:
    for code in ("gdht-2021-2030", "dhht-2021-2030"):
        item = title_sets()[code]
        assert (item.is_computed, item.min_total, item.valid_years, item.levels) == (False, None, None, ())


def test_validity_and_upgrade_follow_their_circulars() -> None:
    unit, community = title_sets()["tt-24-2023"], title_sets()["tt-25-2023"]
    assert (unit.valid_years, unit.valid_months, unit.counted_from) == (3, None, "year_end")
    assert (community.valid_years, community.valid_months, community.counted_from) == (None, 36, "decision")
    assert unit.upgrade_after_months == community.upgrade_after_months == 12
    assert unit.levels == community.levels == (1, 2)
    assert unit.upgrade_vi
    assert community.upgrade_en


def test_decision_324_is_known_by_both_numbers() -> None:
    assert {title_sets()["qd-324"].document, *title_sets()["qd-324"].aliases} == {"324/QĐ-KHVN", "324/QĐ-HKHVN"}


def test_every_set_is_cited_and_none_claims_to_be_read_first_hand() -> None:
    assert {item.confidence for item in title_sets().values()} == {Confidence.SECONDARY}
    assert all(item.citation.text and item.citation.source for item in title_sets().values())


def test_broken_file_lists_all_problems() -> None:
    one = '[[sets]]\ncode = "x"\ntitle = "KING"\ndocument = "d"\n'
    cited = 'citation = { text = "t", source = "s", confidence = "Z" }\n'
    with pytest.raises(TitleSetsInvalid) as refused:
        load_title_sets(one + cited + one)
    assert [problem.split(":")[0] for problem in refused.value.problems] == [
        "sets[0].title",
        "sets[0].citation.confidence",
        "sets[1].title",
        "sets[1].citation.text",
        "sets[1].citation.source",
        "sets[1].citation.confidence",
        "sets",
    ]

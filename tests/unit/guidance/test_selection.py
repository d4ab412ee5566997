"""Which guidance a proposal falls under, and how many entries its quotas let up."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.facts import a_province, a_unit, an_organisation
from tests.builders.guidances import CAMPAIGN, guidance_text, quota_table
from workflows.guidance.loading import load_guidance
from workflows.guidance.model import Guidance
from workflows.guidance.selection import (
    Matter,
    Usage,
    choose_guidance,
    guidance_facts,
    limit_of,
    quotas_of,
    share_of,
    stay_under,
)
from workflows.plans.model import Stated

BODIES = {"unit": a_unit(), "agency": an_organisation(), "authority": a_province("ht-ubnd-tinh")}
NOTHING = Usage({}, {})


def a_matter(**changes: Any) -> Matter:
    values: dict[str, Any] = {
        "campaign": CAMPAIGN,
        "plan": "ha-tinh-stp",
        "form": "bang_khen_tinh",
        "occasion": "so_ket",
        "subject": "CN",
        "bodies": BODIES,
        "on": date(2025, 3, 10),
    }
    return Matter(**values | changes)


def made(**changes: Any) -> Guidance:
    return load_guidance(guidance_text(**changes))


def test_a_guidance_is_for_its_movement_its_bodies_and_its_time() -> None:
    guidance = made()
    assert choose_guidance([guidance], a_matter()) is guidance
    assert choose_guidance([guidance], a_matter(campaign="khac")) is None
    assert choose_guidance([guidance], a_matter(on=date(2025, 1, 1))) is None
    assert choose_guidance([guidance], a_matter(bodies={"authority": a_province("tinh-khac")})) is None
    assert choose_guidance([made(more='plans = ["kon-tum-snn"]')], a_matter()) is None
    assert choose_guidance([made(more="is_example = true")], a_matter()) is None


def test_of_several_the_one_that_names_the_form_and_still_runs_comes_first() -> None:
    own, later = made(), made(code="gia-dinh-sau", effective_on=date(2025, 2, 1))
    over = made(code="gia-dinh-cu", effective_on=date(2025, 2, 20), more="ends_on = 2025-03-01")
    other = replace(later, awards=())
    national = replace(
        made(code="gia-dinh-tw", effective_on=date(2025, 3, 1)), nationwide=True, within=(), issuer_code="x"
    )
    assert choose_guidance([own, later, national], a_matter()) is later
    assert choose_guidance([own, other], a_matter()) is own
    assert choose_guidance([over, own], a_matter()) is own
    chosen = choose_guidance([over], a_matter())
    assert chosen is over
    assert guidance_facts(over, a_matter(), NOTHING).is_over


def test_what_a_guidance_does_not_name_asks_for_nothing() -> None:
    guidance = made(before=date(2025, 5, 5), quotas=quota_table())
    facts = guidance_facts(guidance, a_matter(form="giay_khen"), NOTHING)
    assert (facts.submit_before, facts.quotas, facts.papers) == (None, (), ())
    assert facts.higher_forms == ("bang_khen_tinh", "bang_khen_thu_tuong")


def test_a_quota_counts_the_body_that_it_says() -> None:
    guidance = made(
        quotas=quota_table(code="a")
        + quota_table(code="b", counted_by="unit")
        + quota_table("total", "8", code="c")
        + quota_table(code="d", levels=["commune"])
        + quota_table(code="e", bodies=["so-tu-phap"], subjects=["TT"])
    )
    found = [(quota.code, body) for quota, body in quotas_of(guidance, a_matter())]
    assert found == [("a", "so-tu-phap"), ("b", "phong-pho-bien"), ("c", "")]
    assert [quota.code for quota, _ in quotas_of(guidance, a_matter(subject="TT"))][-1] == "e"


@pytest.mark.parametrize(
    ("taken", "held", "is_full"), [(1, frozenset(), False), (2, frozenset(), True), (2, frozenset({"bk-tinh"}), True)]
)
def test_a_quota_is_full_when_all_its_places_are_held(taken: int, held: frozenset[str], is_full: bool) -> None:
    guidance = made(quotas=quota_table(value="2"))
    usage = Usage({("bk-tinh", "so-tu-phap"): taken}, {}, held)
    (quota,) = guidance_facts(guidance, a_matter(), usage).quotas
    assert (quota.limit, quota.is_full, quota.holds) == (2, is_full, bool(held))


@pytest.mark.parametrize(
    ("value", "at_least", "eligible", "limit"),
    [("5/100", 0, 39, 1), ("5/100", 0, 40, 2), ("5/100", 0, 19, 0), ("5/100", 1, 19, 1), ("10/100", 0, None, None)],
)
def test_a_share_of_the_eligible_is_taken_down(
    value: str, at_least: int, eligible: int | None, limit: int | None
) -> None:
    (quota,) = made(quotas=quota_table("percent_of_eligible", value, at_least=at_least)).quotas
    assert limit_of(quota, eligible) == limit


@given(st.integers(1, 1000), st.integers(1, 1000), st.integers(0, 10**6))
def test_a_share_never_exceeds_and_never_lacks_a_whole_entry(part: int, whole: int, number: int) -> None:
    value = Fraction(min(part, whole), whole)
    share = share_of(value, number)
    assert share <= value * number < share + 1


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_larger_number_never_gives_fewer_places(one: int, other: int) -> None:
    smaller, larger = sorted((one, other))
    assert share_of(Fraction(5, 100), smaller) <= share_of(Fraction(5, 100), larger)


@given(
    made_under=st.integers(1, 4),
    published=st.dictionaries(
        st.integers(1, 5), st.none() | st.integers(1, 9), max_size=5
    ),  # version: day in March from which it replaces
    today=st.integers(1, 9),
)
def test_an_entry_stays_under_its_version_unless_a_later_one_says_that_it_replaces_it(
    made_under: int, published: dict[int, int | None], today: int
) -> None:
    def a_version(number: int, first: int | None) -> Guidance:
        said = Stated("stated", date(2025, 3, first), (9,)) if first else Stated("not_stated")
        return replace(made(), version=number, replaces_from=said)

    own = a_version(made_under, None)
    later = [a_version(number, first) for number, first in published.items()]
    replacing = [number for number, first in published.items() if number > made_under and first and first <= today]
    assert stay_under(own, later, date(2025, 3, today)).version == max(replacing, default=made_under)

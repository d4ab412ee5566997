"""The money of an award: the sums worked out by hand from the decrees, and what no text states."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rewards import PAYERS, Reward, payer_citation, reward_for, round_up

SPRING, SUMMER = date(2026, 6, 30), date(2026, 7, 1)
FORMS = ("giay_khen", "bang_khen_tinh", "bang_khen_bo", "bang_khen_thu_tuong")
SUMS = {
    SPRING: {
        "giay_khen": (710_000, 1_410_000, 1_060_000),
        "bang_khen_tinh": (3_510_000, 7_020_000, 5_270_000),
        "bang_khen_bo": (3_510_000, 7_020_000, 5_270_000),
        "bang_khen_thu_tuong": (8_190_000, 16_380_000, 12_290_000),
    },
    SUMMER: {
        "giay_khen": (760_000, 1_520_000, 1_140_000),
        "bang_khen_tinh": (3_800_000, 7_590_000, 5_700_000),
        "bang_khen_bo": (3_800_000, 7_590_000, 5_700_000),
        "bang_khen_thu_tuong": (8_860_000, 17_710_000, 13_290_000),
    },
}


@pytest.mark.parametrize("on", SUMS)
@pytest.mark.parametrize("form", FORMS)
def test_the_sums_are_those_worked_out_by_hand(on: date, form: str) -> None:
    found = [reward_for(form, subject, on) for subject in ("CN", "TT", "HGD")]
    assert tuple(reward.amount for reward in found if reward) == SUMS[on][form]
    assert all(reward is not None and reward.is_read and reward.payer in PAYERS for reward in found)


def test_a_sum_that_rests_on_a_recalled_text_is_only_a_help() -> None:
    found = reward_for("giay_khen", "CN", date(2024, 3, 1))
    assert found is not None
    assert (found.amount, found.is_read) == (540_000, False)


@pytest.mark.parametrize(
    ("form", "subject", "on"),
    [
        ("giay_khen", "DN", SUMMER),
        ("giay_khen", "NN", SUMMER),
        ("co_thi_dua", "CN", SUMMER),
        ("giay_khen", "CN", date(2020, 1, 1)),
    ],
)
def test_what_no_text_states_has_no_sum(form: str, subject: str, on: date) -> None:
    assert reward_for(form, subject, on) is None


def test_an_award_of_the_prime_minister_is_paid_by_who_manages_the_awardee() -> None:
    found = reward_for("bang_khen_thu_tuong", "CN", SUMMER)
    assert found is not None
    assert found.payer == "state_level"
    assert payer_citation().source == "W111"


@given(st.sampled_from(FORMS), st.sampled_from(("CN", "TT", "HGD")), st.integers(0, 3000))
def test_a_sum_is_whole_tens_of_thousands_and_never_less_than_the_multiple(form: str, subject: str, days: int) -> None:
    found = reward_for(form, subject, date(2024, 1, 1) + timedelta(days=days))
    assert found is not None
    assert found.amount % 10_000 == 0
    assert 0 <= found.amount - found.multiple * found.base_salary < 10_000


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("giay_khen", ("0.3", "0.6", "0.45")),
        ("bang_khen_tinh", ("1.5", "3", "2.25")),
        ("bang_khen_thu_tuong", ("3.5", "7", "5.25")),
    ],
)
def test_a_multiple_is_told_as_the_decree_has_it(form: str, said: tuple[str, ...]) -> None:
    found = [reward_for(form, subject, SUMMER) for subject in ("CN", "TT", "HGD")]
    assert tuple(reward.decimal for reward in found if reward) == said


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_a_multiple_keeps_every_digit(multiple: Decimal) -> None:
    told = Reward(0, 0, Fraction(multiple), "decider", ()).decimal
    assert Fraction(told) == multiple
    assert set(told) <= set("0123456789.")


@given(st.fractions(min_value=0), st.integers(1, 10**6))
def test_rounding_up_is_exact(amount: Fraction, unit: int) -> None:
    rounded = round_up(amount, unit)
    assert rounded % unit == 0
    assert amount <= rounded < amount + unit

"""Shares are exact, what is not recorded is counted as such, and only a text that prefers somebody is held up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.fairness import Profile, Share, count_share, spell_tenths, yardsticks

GROUPS = {group.code: group for group in yardsticks().groups}
SHARES = st.builds(Share, st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
PROFILES = st.builds(
    Profile,
    kind=st.sampled_from(("person", "collective", "territory")),
    sex=st.sampled_from(("", "female", "male")),
    women_percent=st.none() | st.integers(0, 100),
    is_leader=st.booleans(),
    occupation=st.sampled_from(("", "farmer", "worker", "giáo viên")),
    special_group=st.sampled_from(("", "fisherman", "disabled")),
    area=st.sampled_from(("", "difficult", "ordinary")),
)


@pytest.mark.parametrize(
    ("code", "profile", "holds"),
    [
        ("leaders", Profile("person", is_leader=True), True),
        ("leaders", Profile("person"), False),
        ("direct_workers", Profile("person", occupation="farmer"), True),
        ("direct_workers", Profile("person", special_group="fisherman"), True),
        ("direct_workers", Profile("person", occupation="worker", is_leader=True), False),
        ("direct_workers", Profile("person", occupation="giáo viên"), None),
        ("women", Profile("person", sex="female"), True),
        ("women", Profile("person"), None),
        ("women_collectives", Profile("collective", women_percent=70), True),
        ("women_collectives", Profile("collective", women_percent=69), False),
        ("women_collectives", Profile("collective"), None),
        ("difficult_areas", Profile("territory", area="difficult"), True),
        ("difficult_areas", Profile("territory", area="ordinary"), False),
        ("difficult_areas", Profile("territory"), None),
    ],
)
def test_what_is_recorded_decides_and_nothing_is_guessed(code: str, profile: Profile, *, holds: bool | None) -> None:
    assert GROUPS[code].holds(profile) is holds


@given(st.lists(st.tuples(PROFILES, st.integers(1, 5)), max_size=12), st.sampled_from(sorted(GROUPS)))
def test_a_share_leaves_nobody_of_its_kinds_out(found: list[tuple[Profile, int]], code: str) -> None:
    group = GROUPS[code]
    share = count_share(group, found)
    assert share.known + share.unrecorded == sum(number for one, number in found if one.kind in group.kinds)
    assert count_share(group, found * 2) == Share(share.yes * 2, share.no * 2, share.unrecorded * 2)
    assert share.exact is None if not share.known else 0 <= (share.exact or 0) <= 1


@given(SHARES, SHARES, st.sampled_from(sorted(GROUPS)))
def test_it_is_pointed_out_only_where_a_text_prefers_and_there_are_enough(left: Share, right: Share, code: str) -> None:
    group, fewest = GROUPS[code], yardsticks().fewest
    is_below = yardsticks().is_below(group, left, right)
    if not group.aim or left.known < fewest or right.known < fewest:
        assert not is_below
    else:
        assert is_below == (left.yes * right.known < right.yes * left.known)
    assert not yardsticks().is_below(group, left, left)


def test_what_no_text_states_is_not_judged() -> None:
    aims = {code: group.aim for code, group in GROUPS.items()}
    assert aims == {
        "leaders": "",
        "direct_workers": "not_below",
        "women": "not_below",
        "women_collectives": "",
        "difficult_areas": "not_below",
    }
    assert all(group.citation.text for group in GROUPS.values())


@given(st.fractions(0, 1))
def test_tenths_of_a_per_cent_are_rounded_half_up(share: Fraction) -> None:
    whole, tenth = spell_tenths(share).removesuffix(" %").split(",")
    said = Fraction(int(whole) * 10 + int(tenth), 1000)
    assert -Fraction(1, 2000) < said - share <= Fraction(1, 2000)


def test_shares_as_people_write_them() -> None:
    assert [spell_tenths(share) for share in (Fraction(3, 8), Fraction(1, 3), Fraction(1), Fraction(1, 2000))] == [
        "37,5 %", "33,3 %", "100,0 %", "0,1 %",
    ]  # fmt: skip

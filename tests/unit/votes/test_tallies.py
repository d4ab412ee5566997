"""The figures of a count contradict each other exactly where the law of counting says so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.votes.tallies import Tally, find_tally_problems

SOUND = Tally(members=15, present=11, written=2, issued=11, returned=10, invalid=1, yes=7, no=1, blank=1)


@st.composite
def sound_tallies(draw: st.DrawFn) -> Tally:
    members = draw(st.integers(0, 60))
    present = draw(st.integers(0, members))
    written = draw(st.integers(0, members - present))
    issued = draw(st.integers(0, present))
    returned = draw(st.integers(0, issued))
    invalid = draw(st.integers(0, returned))
    yes = draw(st.integers(0, returned - invalid))
    no = draw(st.integers(0, returned - invalid - yes))
    return Tally(members, present, written, issued, returned, invalid, yes, no, returned - invalid - yes - no)


@given(sound_tallies())
def test_a_count_made_by_the_rules_has_no_problem(tally: Tally) -> None:
    assert find_tally_problems(tally) == ()
    assert tally.valid + tally.invalid == tally.returned


@given(sound_tallies(), st.sampled_from(("yes", "no", "blank")))
def test_a_vote_from_nowhere_is_found(tally: Tally, choice: str) -> None:
    stuffed = replace(tally, **{choice: getattr(tally, choice) + 1})
    assert "tally-votes-not-valid-ballots" in find_tally_problems(stuffed)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"present": 14}, "tally-present-over-members"),
        ({"issued": 12}, "tally-issued-over-present"),
        ({"issued": 9}, "tally-returned-over-issued"),
        ({"invalid": 11}, "tally-invalid-over-returned"),
        ({"invalid": 0}, "tally-votes-not-valid-ballots"),
        ({"blank": -1}, "tally-negative"),
    ],
)
def test_each_contradiction_is_named(changes: dict[str, int], problem: str) -> None:
    assert find_tally_problems(SOUND) == ()
    assert problem in find_tally_problems(replace(SOUND, **changes))

"""Votes that are only supposed: spread over people as figures say, and refused where they could not be so."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.votes.counting import Opinions
from workflows.votes.suppositions import Supposition, find_supposition_problems, spread, suppose

CHOICES = ("yes", "no", "blank")


@given(st.lists(st.sampled_from(CHOICES), max_size=9), st.lists(st.sampled_from(CHOICES), max_size=4))
def test_figures_of_votes_spread_again_come_to_the_same_figures(here: list[str], wrote: list[str]) -> None:
    present = [f"here-{place}" for place in range(len(here))]
    away = [f"away-{place}" for place in range(len(wrote))]
    votes = dict(zip(present + away, here + wrote, strict=True))
    chair = present[0] if present else None
    supposed = suppose(votes, present, chair)
    again = spread(supposed, present, away, chair)
    assert Counter(again[key] for key in present) == Counter(here)
    assert Counter(again[key] for key in away) == Counter(wrote)
    assert chair is None or again[chair] == votes[chair]
    assert find_supposition_problems(supposed, members=len(votes) or 1, present=len(present), recused=0) == ()


def test_a_chair_of_whom_nothing_is_said_helps_least() -> None:
    assert spread(Supposition(yes=2, no=1), ["a", "b", "c"], [], "b") == {"b": "no", "a": "yes", "c": "yes"}
    assert spread(Supposition(yes=2, no=1, chair="yes"), ["a", "b", "c"], [], "b")["b"] == "yes"
    assert spread(Supposition(yes=2), ["a", "b", "c"], [], "b") == {"a": "yes", "c": "yes"}
    assert spread(Supposition(yes=2, chair="yes"), ["a", "b", "c"], [], "b") == {"b": "yes", "a": "yes"}


def test_those_of_whom_nothing_is_said_vote_as_the_others_do() -> None:
    assert Supposition(no=2).filled(5, "yes") == Supposition(yes=3, no=2)
    assert Supposition(no=2).filled(5, "") == Supposition(no=2)
    assert Supposition(no=6).filled(5, "yes") == Supposition(no=6)


@pytest.mark.parametrize(
    ("supposed", "problem"),
    [
        (Supposition(yes=6), "tally-returned-over-issued"),
        (Supposition(yes=5, written=Opinions(yes=2)), "tally-present-over-members"),
        (Supposition(yes=4, written=Opinions(yes=2)), "tally-present-over-members"),
        (Supposition(yes=5, chair="no"), "chair-vote-not-among"),
    ],
)
def test_more_votes_than_people_could_not_be(supposed: Supposition, problem: str) -> None:
    assert problem in find_supposition_problems(supposed, members=6, present=5, recused=0)


def test_whoever_takes_no_part_writes_nothing_either() -> None:
    supposed = Supposition(yes=4, written=Opinions(yes=1))
    assert find_supposition_problems(supposed, members=6, present=5, recused=0) == ()
    assert find_supposition_problems(supposed, members=6, present=5, recused=1) == ("tally-recused-over-members",)

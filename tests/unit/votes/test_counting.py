"""Quorum and share by exact arithmetic: the published vectors, the words of the issue, and laws that always hold."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.findings import Citation, Confidence
from workflows.votes.counting import Count, Judgement, Opinions, judge, needed_of
from workflows.votes.rules import BASES, RECUSED, Base, VotingRule, spell_share
from workflows.votes.tallies import Tally

CITED = Citation("Quy chế giả định, Điều 1", "house", Confidence.VERIFIED)
FOUR_FIFTHS = VotingRule(CITED, approval=Fraction(80, 100), base="all_members", written=True, recused="stay")


def ballots(members: int, present: int, yes: int, no: int = 0, written_yes: int = 0) -> Count:
    """Return a count in which everybody present voted yes or no, or gave a blank ballot."""
    tally = Tally(members, present, written_yes, present, present, 0, yes, no, present - yes - no)
    return Count(tally, Opinions(yes=written_yes))


@pytest.mark.parametrize(
    ("members", "yes", "outcome"), [(9, 7, "not_agreed"), (9, 8, "agreed"), (10, 8, "agreed"), (10, 7, "not_agreed")]
)
def test_four_fifths_of_all_members(members: int, yes: int, outcome: str) -> None:
    assert judge(FOUR_FIFTHS, ballots(members, yes, yes)).outcome == outcome


def test_seven_of_nine_fail_and_two_opinions_in_writing_mend_it() -> None:
    alone = judge(FOUR_FIFTHS, ballots(9, 7, 7))
    assert (alone.outcome, alone.yes, alone.base, alone.needed) == ("not_agreed", 7, 9, 8)
    joined = judge(FOUR_FIFTHS, ballots(9, 7, 7, written_yes=2))
    assert (joined.outcome, joined.yes, joined.base) == ("agreed", 9, 9)


def test_what_is_missing_is_told_in_figures() -> None:
    rule = replace(FOUR_FIFTHS, approval=Fraction(90, 100))
    count = replace(ballots(15, 11, 11, written_yes=1), waiting=3)
    found = judge(rule, count)
    assert found.outcome == "undecided"
    (missing,) = found.shortfalls
    assert (missing.code, missing.have, missing.needed, missing.missing) == ("votes-missing", 12, 14, 2)
    assert not found.is_closable
    final = judge(rule, count, is_final=True)
    assert final.outcome == "not_agreed"
    assert final.is_closable


def test_whom_it_concerns_leaves_the_base_or_stays_in_it_as_the_rule_says() -> None:
    count = replace(ballots(9, 8, 7), recused=1)
    assert judge(FOUR_FIFTHS, count).base == 9
    assert judge(FOUR_FIFTHS, count).outcome == "not_agreed"
    left = judge(replace(FOUR_FIFTHS, recused="leave"), count)
    assert (left.base, left.outcome) == (8, "agreed")


def test_an_opinion_in_writing_makes_nobody_present() -> None:
    rule = replace(FOUR_FIFTHS, quorum=Fraction(2, 3))
    found = judge(rule, ballots(9, 5, 5, written_yes=3))
    assert [(short.code, short.have, short.needed) for short in found.shortfalls] == [("quorum-missing", 5, 6)]
    assert not found.is_closable


def test_what_no_source_states_refuses_nothing() -> None:
    rule = replace(FOUR_FIFTHS, quorum=Fraction(2, 3), not_stated=("quorum", "approval"))
    found = judge(rule, replace(ballots(9, 5, 5), waiting=4))
    assert len(found.shortfalls) == 2
    assert found.is_unhindered
    assert judge(rule, replace(ballots(9, 5, 5), waiting=4), is_final=True).is_closable
    recalled = replace(FOUR_FIFTHS, citation=replace(CITED, confidence=Confidence.RECALLED))
    assert not recalled.binds("approval")


def test_a_vote_that_may_still_turn_is_no_result_though_no_source_states_the_share() -> None:
    rule = VotingRule(
        CITED, approval=Fraction(1, 2), more_than=True, base="votes_cast", not_stated=("approval", "base")
    )
    open_yet = judge(replace(rule, written=True), replace(ballots(9, 6, 2, 4), waiting=3))
    assert (open_yet.outcome, open_yet.is_unhindered, open_yet.is_closable) == ("undecided", True, False)
    final = judge(rule, replace(ballots(9, 6, 2, 4), waiting=3), is_final=True)
    assert (final.outcome, final.is_closable) == ("not_agreed", True)


def test_somebody_in_the_room_who_did_not_answer_keeps_it_open_until_it_is_final() -> None:
    count = Count(Tally(9, 9, 0, 9, 8, 0, 8, 0, 0), waiting=1, silent=1)
    assert [short.code for short in judge(FOUR_FIFTHS, count).shortfalls] == ["votes-outstanding"]
    assert judge(FOUR_FIFTHS, count, is_final=True).is_closable


def test_a_tie_is_the_chairs_where_the_rule_leaves_it_to_him() -> None:
    rule = VotingRule(CITED, approval=Fraction(1, 2), more_than=True, base="votes_cast", tie="chair")
    tie = ballots(8, 8, 4, 4)
    assert judge(rule, tie).outcome == "not_agreed"
    assert judge(rule, replace(tie, chair="yes")).outcome == "agreed"
    assert judge(replace(rule, tie="fails"), replace(tie, chair="yes")).outcome == "not_agreed"


def test_the_chair_breaks_a_tie_and_never_the_share() -> None:
    half = VotingRule(CITED, approval=Fraction(1, 2), more_than=True, base="members_present", tie="chair")
    nearly_nobody = replace(ballots(9, 9, 1, 1), chair="yes")  # seven blank papers
    assert judge(half, nearly_nobody).outcome == "not_agreed"
    four_fifths = replace(FOUR_FIFTHS, tie="chair")
    assert judge(four_fifths, replace(ballots(9, 8, 4, 4), chair="yes")).outcome == "not_agreed"
    assert not four_fifths.has_casting_vote


def test_figures_that_contradict_each_other_come_to_nothing() -> None:
    broken = judge(FOUR_FIFTHS, ballots(5, 7, 7))
    assert broken.problems
    assert broken.outcome == "undecided"
    assert not broken.is_closable


@given(st.integers(1, 400), st.integers(1, 100), st.integers(1, 100), st.booleans())
def test_what_is_needed_is_the_smallest_number_that_suffices(base: int, top: int, under: int, more: bool) -> None:
    share = Fraction(min(top, under), max(top, under))
    needed = needed_of(share, base, more_than=more)
    suffices = (lambda n: Fraction(n, base) > share) if more else (lambda n: Fraction(n, base) >= share)
    assert suffices(needed)
    assert not suffices(needed - 1)


RULES = st.builds(
    VotingRule,
    st.just(CITED),
    quorum=st.sampled_from([None, Fraction(2, 3), Fraction(4, 5)]),
    approval=st.sampled_from([None, Fraction(1, 2), Fraction(2, 3), Fraction(4, 5), Fraction(9, 10), Fraction(1)]),
    base=st.sampled_from(BASES),
    written=st.booleans(),
    recused=st.sampled_from(RECUSED),
)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    members = draw(st.integers(1, 40))
    recused = draw(st.integers(0, members - 1))
    present = draw(st.integers(0, members - recused))
    written = draw(st.integers(0, members - recused - present))
    yes, written_yes = draw(st.integers(0, present)), draw(st.integers(0, written))
    no = draw(st.integers(0, present - yes))
    tally = Tally(members, present, written, present, present, 0, yes, no, present - yes - no)
    return Count(tally, Opinions(written_yes, written - written_yes), recused)


RANK = {"not_agreed": 0, "undecided": 1, "agreed": 2}


@given(RULES, counts())
def test_a_no_that_becomes_a_yes_never_makes_it_worse(rule: VotingRule, count: Count) -> None:
    if count.tally.no:
        turned = replace(count, tally=replace(count.tally, no=count.tally.no - 1, yes=count.tally.yes + 1))
        assert rank(rule, turned) >= rank(rule, count)


@given(RULES, counts())
def test_a_further_yes_in_the_room_never_makes_it_worse(rule: VotingRule, count: Count) -> None:
    tally = count.tally
    if tally.present + tally.written + count.recused < tally.members:
        more = replace(tally, present=tally.present + 1, issued=tally.issued + 1, returned=tally.returned + 1)
        assert rank(rule, replace(count, tally=replace(more, yes=tally.yes + 1))) >= rank(rule, count)


@given(RULES, counts())
def test_a_decided_count_agrees_exactly_when_the_share_is_reached(rule: VotingRule, count: Count) -> None:
    found: Judgement = judge(rule, count, is_final=True)
    assert found.outcome != "undecided"
    if rule.approval is not None and found.base:
        assert (found.outcome == "agreed") == (Fraction(found.yes, found.base) >= rule.approval)


@given(st.sampled_from(BASES), counts())
def test_a_casting_vote_agrees_only_where_one_more_vote_of_the_whole_would(base: Base, count: Count) -> None:
    rule = VotingRule(CITED, approval=Fraction(1, 2), more_than=True, base=base, written=True, tie="chair")
    alone, found = judge(replace(rule, tie="fails"), count), judge(rule, replace(count, chair="yes"))
    if found.outcome != alone.outcome:
        assert 2 * found.yes == found.base


def rank(rule: VotingRule, count: Count) -> int:
    return RANK[judge(rule, count, is_final=True).outcome]


def test_shares_are_spelled_as_people_write_them() -> None:
    assert [spell_share(Fraction(text)) for text in ("80/100", "2/3", "1/2")] == ["80 %", "2/3", "50 %"]

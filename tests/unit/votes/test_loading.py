"""A council's rule is read whole or refused with everything that is wrong with it."""

from fractions import Fraction

import pytest

from workflows.votes.catalog import choose_rule, packaged_council_texts
from workflows.votes.loading import CouncilRuleInvalid, load_council_rule

GENERAL = packaged_council_texts()["mac-dinh/1.toml"]
NINH = packaged_council_texts()["vi-du-bac-ninh/1.toml"]


@pytest.mark.parametrize("name", packaged_council_texts())
def test_what_ships_can_be_read_and_cites_its_source(name: str) -> None:
    rule = load_council_rule(packaged_council_texts()[name])
    assert f"{rule.code}/{rule.version}.toml" == name
    assert all(voting.citation.text for voting in rule.rules)
    assert len(rule.digest) == 64


def test_the_general_rule_refuses_nothing_because_no_law_states_it() -> None:
    rule = load_council_rule(GENERAL).for_form("giay_khen")
    assert not any(rule.binds(part) for part in ("quorum", "approval"))


def test_shares_are_exact_and_the_kind_of_session_chooses() -> None:
    rule = load_council_rule(NINH)
    assert rule.for_form("bang_khen_tinh").quorum == Fraction(4, 5)
    assert rule.for_form("bang_khen_tinh", "general").quorum == Fraction(2, 3)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('quorum = "2/3"', "quorum = 0.66", "rules[0].quorum"),
        ('quorum = "2/3"', 'quorum = "4/3"', "rules[0].quorum"),
        ('base = "votes_cast"', 'base = "everybody"', "rules[0].base"),
        ('tie = "chair"', 'tie = "chair"\nbonus = 1', "rules[0].bonus"),
        ("[[rules]]", "[[other]]", "rules: missing"),
    ],
)
def test_a_broken_rule_says_where(before: str, after: str, problem: str) -> None:
    with pytest.raises(CouncilRuleInvalid) as caught:
        load_council_rule(GENERAL.replace(before, after))
    assert any(problem in said for said in caught.value.problems)


def test_the_rule_of_the_nearest_body_goes_before_the_general_one() -> None:
    general, own = load_council_rule(GENERAL), load_council_rule(NINH)
    assert choose_rule([general, own], ["so-noi-vu", "bac-ninh"]) is own
    assert choose_rule([general, own], ["so-noi-vu"]) is general
    assert choose_rule([own], ["so-noi-vu"]) is None

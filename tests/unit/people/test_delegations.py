"""Delegation as arithmetic: what stands against a wish, and never more than the source on any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.delegations import Mandate, Principal, Source, Wish, find_problems, terms
from workflows.policy import Actor, Holding, find_holding, may, roles

TODAY = date(2026, 5, 18)
AN, BINH, CHI = (Principal(key, f"person-{key}") for key in ("an", "binh", "chi"))
ACTS = frozenset({"review", "verify"})


def wish(**values: object) -> Wish:
    given_by = {"delegator": AN, "delegate": BINH, "acts": ACTS, "starts": TODAY, "ends": TODAY + timedelta(days=9)}
    return Wish(**{**given_by, **values})  # type: ignore[arg-type]  # one value at a time


def source(**values: object) -> Source:
    return Source(**{"acts": ACTS | {"approve"}, "starts": None, "ends": None, **values})  # type: ignore[arg-type]  # values by name


def codes(wished: Wish, found: Source | None = None) -> set[tuple[str, str]]:
    return {(path, code) for path, code, _ in find_problems(wished, found or source(), TODAY)}


def test_a_delegation_within_its_source_has_nothing_against_it() -> None:
    assert codes(wish()) == set()
    assert codes(wish(acts=frozenset({"approve"}))) == set()


@pytest.mark.parametrize(
    ("wished", "found", "expected"),
    [
        (wish(delegate=AN), source(), ("delegate", "self-delegation")),
        (wish(delegate=Principal("an-2", "person-an")), source(), ("delegate", "self-delegation")),
        (wish(delegator=BINH, delegate=AN), source(chain=(AN,)), ("delegate", "delegation-circle")),
        (wish(delegator=CHI), source(chain=(BINH, AN)), ("source_id", "chain-too-long")),
        (wish(acts=frozenset()), source(), ("acts", "required")),
        (wish(acts=frozenset({"appraise"})), source(), ("acts", "act-not-held")),
        (wish(acts=frozenset({"a:manage"})), source(acts=frozenset({"a:manage"})), ("acts", "act-not-held")),
        (wish(delegator=BINH, delegate=CHI, acts=frozenset({"approve"})), source(chain=(AN,)),
         ("acts", "act-not-passed-on")),
        (wish(ends=TODAY - timedelta(days=1), starts=TODAY - timedelta(days=2)), source(), ("valid_to", "in-the-past")),
        (wish(ends=TODAY - timedelta(days=1)), source(), ("valid_to", "before-start")),
        (wish(), source(ends=TODAY + timedelta(days=3)), ("valid_to", "beyond-source")),
        (wish(), source(starts=TODAY + timedelta(days=1)), ("valid_to", "beyond-source")),
    ],
)  # fmt: skip
def test_what_stands_against_a_delegation_is_named(wished: Wish, found: Source, expected: tuple[str, str]) -> None:
    assert expected in codes(wished, found)


def test_acts_that_are_a_signature_are_not_passed_on_and_say_why() -> None:
    signed = {code: act.citation for code, act in terms().acts.items() if not act.passed_on}
    assert set(signed) == {"submit_upward", "approve", "revoke"}
    assert set(signed.values()) == {"Nghị định 30/2020/NĐ-CP, Điều 13"}


def test_nothing_that_manages_or_audits_goes_with_an_act() -> None:
    brought = terms().always.union(*(act.permissions for act in terms().acts.values()))
    guarded = {"account:manage", "organisation:manage", "plan:publish", "audit:read", "proposal:read-all", "record:add"}
    assert not brought & guarded


MANDATES = st.builds(
    lambda acts: Mandate("d", "12/UQ", frozenset(acts), (AN,)), st.sets(st.sampled_from(sorted(terms().acts)))
)


@given(role=st.sampled_from(sorted(roles())), mandate=MANDATES, act=st.sampled_from(sorted(terms().acts)))
def test_a_delegate_may_never_do_more_than_the_holder(role: str, mandate: Mandate, act: str) -> None:
    own = Actor("an", "an", "An", (Holding(role, "body", "/body/"),))
    lent = Actor("binh", "binh", "Bình", (Holding(role, "body", "/body/", mandate),))
    everything = {permission for known in roles().values() for permission in known.permissions}
    assert {one for one in everything if may(lent, one)} <= {one for one in everything if may(own, one)}
    assert not lent.reads_everything
    found = find_holding(lent, [role], "body", "/body/", act=act)
    assert (found is not None) == (act in mandate.acts)
    assert found is None or (found.role, found.mandate) == (role, mandate)


@given(mandate=MANDATES, act=st.sampled_from(sorted(terms().acts)))
def test_nobody_acts_for_another_where_he_may_act_for_himself(mandate: Mandate, act: str) -> None:
    lent, own = Holding("unit_head", "body", "/body/", mandate), Holding("unit_head", "body", "/body/")
    assert find_holding(Actor("b", "b", "B", (lent, own)), ["unit_head"], "body", "/body/", act=act) == own


def test_proposals_wait_for_a_delegate_only_where_he_may_take_a_step() -> None:
    def lent(*acts: str) -> Holding:
        return Holding("unit_head", "body", "/body/", Mandate("d", "12/UQ", frozenset(acts), (AN,)))

    assert Holding("unit_head", "body", "/body/").is_waited_for
    assert lent("review").is_waited_for
    assert not lent("withdraw", "return", "draft").is_waited_for

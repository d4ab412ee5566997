"""Choosing the rules (LG): the regime is named, older files keep theirs, local and lapsed texts are flagged."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.facts import a_check_spec, a_proposal_facts
from tests.builders.law import FAIL, PASS, a_g2_proposal, a_local_pack, abouts, ask, forces, under, verdicts
from workflows.checks.registry import find_kind
from workflows.facts import DecisionFacts, MoveFacts, ProposalFacts
from workflows.findings import Force
from workflows.rules.catalog import packaged_rulebook
from workflows.rules.examples import example_rulebooks


def printing(*bases: str, on: date, pack: str = "national-g2") -> ProposalFacts:
    decision = DecisionFacts(number="9/QĐ", signed_on=on, legal_bases=bases)
    return under(a_g2_proposal(move=MoveFacts(decision=decision)), pack)


def test_the_regime_is_named_with_law_and_decree() -> None:
    (answer,) = ask(a_g2_proposal(), "LG01")
    assert answer.verdict is PASS
    assert (answer.params["law"], answer.params["decree"]) == ("06/2022/QH15", "152/2025/NĐ-CP")
    assert ask(under(a_proposal_facts(), "national-g1"), "LG01")[0].params["decree"] == "98/2023/NĐ-CP"


@pytest.mark.parametrize(
    ("sent", "pack", "expected"),
    [
        (date(2025, 6, 30), "national-g1", [PASS]),
        (date(2025, 6, 30), "national-g2", [FAIL]),
        (date(2025, 7, 1), "national-g2", []),
    ],
)
def test_a_file_sent_before_july_2025_keeps_the_old_decree(sent: date, pack: str, expected: list[object]) -> None:
    facts = under(a_g2_proposal(first_sent_on=sent, today=date(2025, 8, 15)), pack)
    assert verdicts(facts, "LG02") == expected


def test_the_receipt_date_stands_in_for_an_unknown_sending_date() -> None:
    facts = a_g2_proposal(first_sent_on=None, received_on=None, today=date(2025, 8, 15))
    assert verdicts(facts, "LG02") == []
    assert verdicts(replace(facts, received_on=date(2025, 6, 30)), "LG02") == [FAIL]


def test_file_sent_in_june_and_decided_in_august_is_judged_by_the_old_decree_throughout() -> None:
    facts = under(
        a_g2_proposal(received_on=date(2025, 6, 30), first_sent_on=date(2025, 6, 30), today=date(2025, 8, 15)),
        "national-g1",
    )
    assert verdicts(facts, "LG02") == [PASS]
    assert verdicts(facts, "LG05") == []
    prime_minister = replace(facts, form="bang_khen_thu_tuong", received_on=date(2025, 6, 23))
    late = replace(prime_minister, today=date(2025, 7, 1))
    assert [a.params["days"] for a in ask(late, "TM02", "return-in-time")] == [5]
    assert verdicts(late, "TM02", "return-in-time") == [FAIL]


def test_the_amended_law_asks_for_a_reason_until_an_officer_confirms() -> None:
    facts = under(a_g2_proposal(received_on=date(2026, 10, 1)), "national-g3")
    assert verdicts(facts, "LG03") == [FAIL]
    assert forces(facts, "LG03") == {Force.WARN}
    confirmed = replace(packaged_rulebook("national-g3"), confirmed=True)
    assert verdicts(replace(facts, rules=replace(facts.rules, law=confirmed)), "LG03") == [PASS]


def test_a_placeholder_stops_every_file_until_real_rules_are_loaded() -> None:
    facts = under(a_g2_proposal(received_on=date(2027, 3, 1)), "national-g4")
    assert verdicts(facts, "LG04") == [FAIL]
    assert forces(facts, "LG04") == {Force.BLOCK}
    stub = packaged_rulebook("national-g4")
    loaded = replace(stub, version=2, checks=(*stub.checks, *packaged_rulebook("national-g2").checks))
    assert verdicts(replace(facts, rules=replace(facts.rules, law=loaded)), "LG04") == [PASS]


def test_without_rules_of_the_province_nothing_is_proposed_from_july_2025() -> None:
    (answer,) = ask(a_g2_proposal(), "LG05")
    assert answer.verdict is FAIL
    assert answer.params["form"] == "bang_khen_tinh"
    assert verdicts(a_g2_proposal(form="bang_khen_thu_tuong"), "LG05") == []


@pytest.mark.parametrize(
    ("pack", "expected"),
    [
        (a_local_pack("bang_khen_tinh"), PASS),
        (a_local_pack("giay_khen"), FAIL),
        (a_local_pack("bang_khen_tinh", starts_on=date(2025, 8, 16)), FAIL),
        (a_local_pack("bang_khen_tinh", starts_on=date(2025, 8, 15)), PASS),
        (a_local_pack("bang_khen_tinh", ends_on=date(2025, 8, 14)), FAIL),
        (a_local_pack("bang_khen_tinh", ends_on=date(2025, 8, 15)), PASS),
        (a_local_pack(), PASS),
    ],
)
def test_local_rules_count_for_their_forms_and_their_days(pack: object, expected: object) -> None:
    assert verdicts(under(a_g2_proposal(), "national-g2", pack), "LG05") == [expected]  # type: ignore[arg-type]  # ours


@pytest.mark.parametrize(("day", "expected"), [(date(2025, 12, 31), []), (date(2026, 1, 1), [FAIL])])
def test_old_local_rules_are_flagged_after_the_transition(day: date, expected: list[object]) -> None:
    (_, can_tho) = example_rulebooks()
    assert verdicts(under(a_g2_proposal(received_on=day), "national-g2", can_tho), "LG06") == expected


def test_new_local_rules_are_not_flagged() -> None:
    facts = under(a_g2_proposal(received_on=date(2026, 1, 1)), "national-g2", a_local_pack("bang_khen_tinh"))
    assert verdicts(facts, "LG06") == [PASS]


def test_lapsed_texts_printed_in_the_decision_are_named() -> None:
    old = "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"
    answers = ask(printing(old, "Nghị định số 98/2023/NĐ-CP", "Luật 06/2022/QH15", on=date(2025, 9, 10)), "LG07")
    assert abouts(answers) == ["Luật Thi đua, khen thưởng 2003, sửa đổi 2005, 2013", "98/2023/NĐ-CP"]
    assert ask(printing(on=date(2025, 9, 10)), "LG07") == []


@pytest.mark.parametrize(
    ("on", "pack", "expected"),
    [
        (date(2025, 6, 30), "national-g2", []),
        (date(2025, 7, 1), "national-g2", ["98/2023/NĐ-CP"]),
        (date(2025, 8, 15), "national-g1", []),
    ],
)
def test_a_decree_lapses_on_its_day_unless_the_transition_keeps_it(on: date, pack: str, expected: list[str]) -> None:
    assert abouts(ask(printing("Nghị định 98/2023/NĐ-CP", on=on, pack=pack), "LG07")) == expected


def test_the_missing_home_affairs_step_is_said_aloud() -> None:
    assert verdicts(a_g2_proposal(form="giay_khen"), "LG08") == [PASS]
    assert verdicts(a_g2_proposal(form="bang_khen_bo"), "LG08") == [PASS]
    assert verdicts(a_g2_proposal(), "LG08") == []


def test_without_a_national_pack_there_is_nothing_to_say_about_it() -> None:
    facts = a_proposal_facts()
    assert facts.rules.law is None
    for kind in ("regime-named", "rules-confirmed-by-officer", "replacement-rules-loaded"):
        assert list(find_kind(kind)(facts, a_check_spec(kind))) == []


def test_local_rules_for_other_forms_are_not_old_rules_for_this_one() -> None:
    old = a_local_pack("giay_khen", made_under="98/2023/NĐ-CP")
    assert verdicts(under(a_g2_proposal(received_on=date(2026, 1, 1)), "national-g2", old), "LG06") == []

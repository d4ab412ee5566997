"""What others say of a proposal: bodies that owe an answer, bodies that the law has asked, the public notice."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.answers import ask, stops, verdicts
from tests.builders.facts import a_nominee, a_proposal_facts, a_province, a_rule_set, an_organisation
from tests.builders.law import a_local_pack
from workflows.calendars import add_working_days, packaged_calendar
from workflows.consultations import suggested, suggestions
from workflows.facts import ActFacts, ProposalFacts
from workflows.flows.catalog import packaged_flow

TODAY = date(2025, 3, 10)
DUE = date(2025, 3, 7)


def asked(state: str = "open", outcome: str = "", silence: str = "", due: date | None = DUE, **data: Any) -> ActFacts:
    kept = {"silence": silence, **data}
    return ActFacts("act-1", "consultation", state, outcome, "Công an tỉnh (giả định)", due_on=due, data=kept)


def answered(act: ActFacts, phase: str = "T3") -> list[tuple[str, str]]:
    return verdicts(ask("consultations-answered", a_proposal_facts(acts=(act,)), phase))


@pytest.mark.parametrize(
    ("act", "verdict"),
    [
        (asked(), "fail"),
        (asked(due=date(2025, 3, 20)), "fail"),
        (asked(due=None), "fail"),
        (asked("done", "agrees"), "pass"),
        (asked("done", "other"), "pass"),
        (asked("done", "disagrees"), "fail"),
        (asked(silence="passes"), "pass"),
        (asked(silence="passes", due=TODAY), "fail"),
        (asked(silence="passes", due=None), "fail"),
        (asked(silence="blocks"), "fail"),
    ],
)
def test_an_answer_is_owed_until_it_is_given_or_silence_may_pass(act: ActFacts, verdict: str) -> None:
    assert answered(act) == [(verdict, "act-1")]


def request(key: str, state: str, outcome: str = "", body: str = "Thanh tra tỉnh (giả định)") -> ActFacts:
    data = {"silence": "passes"}
    return ActFacts(key, "consultation", state, outcome, body, due_on=DUE, data=data)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (request("act-2", "done", "agrees"), [("pass", "act-2")]),
        (request("act-2", "done", "disagrees"), [("fail", "act-2")]),
        (request("act-2", "open"), [("fail", "act-1"), ("pass", "act-2")]),
        (request("act-2", "dropped"), [("fail", "act-1")]),
        (request("act-2", "done", "agrees", body="Sở Y tế (giả định)"), [("fail", "act-1"), ("pass", "act-2")]),
    ],
)
def test_what_a_body_said_counts_until_it_says_something_else(later: ActFacts, expected: list[tuple[str, str]]) -> None:
    facts = a_proposal_facts(acts=(request("act-1", "done", "disagrees"), later))
    assert sorted(verdicts(ask("consultations-answered", facts, "T3C")), key=lambda row: row[1]) == expected


def test_what_is_owed_wants_a_reason_and_never_stops_for_good() -> None:
    (finding,) = ask("consultations-answered", a_proposal_facts(acts=(asked(),)), "T3")
    assert finding.blocks
    assert finding.needs_reason
    assert finding.params["body"] == "Công an tỉnh (giả định)"


def test_nobody_who_was_not_asked_owes_anything() -> None:
    dropped = ActFacts("act-1", "consultation", "dropped", subject="Thanh tra")
    assert ask("consultations-answered", a_proposal_facts(acts=(dropped,)), "T3") == ()
    assert ask("consultations-answered", a_proposal_facts(), "T3C") == ()


def test_only_the_central_appraiser_may_go_on_after_silence() -> None:
    found = {
        (code, act.body): act.silence
        for code in ("F2", "F4", "F4b", "F5", "F5b", "F6", "F7")
        for act in packaged_flow(code).acts
        if act.kind == "consultation"
    }
    assert {key for key, silence in found.items() if silence} == {("F6", "central"), ("F7", "central")}
    assert set(found.values()) == {"", "passes"}


def test_the_decree_gives_ten_working_days_to_answer_on_the_way_to_the_prime_minister() -> None:
    for code in ("F6", "F7"):
        for act in packaged_flow(code).acts:
            if act.kind == "consultation":
                assert [clock.working_days for clock in act.clocks] == [10]
    assert not [act.clocks for act in packaged_flow("F4").acts if act.kind == "consultation" and act.clocks]


@given(st.dates(date(2025, 1, 2), date(2026, 6, 30)))
def test_silence_passes_on_the_first_day_after_the_tenth_working_day(begun: date) -> None:
    due = add_working_days(packaged_calendar(), begun, 10)
    for today, verdict in ((due, "fail"), (date.fromordinal(due.toordinal() + 1), "pass")):
        facts = a_proposal_facts(today=today, acts=(asked(silence="passes", due=due),))
        assert verdicts(ask("consultations-answered", facts, "T3C")) == [(verdict, "act-1")]


def upward(asker: str, *, enabled: bool = True, **changes: Any) -> ProposalFacts:
    body = an_organisation("bo", level="ministry")
    pack = a_local_pack("bang_khen_thu_tuong", enables=("CO06",) if enabled else ())
    values = {"form": "bang_khen_thu_tuong", "bodies": {asker: body, "decider": a_province()}}
    return a_proposal_facts(rules=a_rule_set(pack), **{**values, **changes})


@pytest.mark.parametrize(
    ("asker", "nominee", "expected"),
    [
        ("appraiser", {"legal_subject": "TT", "organisation": an_organisation()}, {"provincial-agency": True}),
        ("appraiser", {"organisation": an_organisation(), "is_head": True}, {"provincial-agency": True}),
        ("appraiser", {"organisation": an_organisation()}, {}),
        ("ministry", {}, {"central-unit": True}),
        ("central", {"legal_subject": "DN"}, {"enterprise": True}),
        ("central", {"legal_subject": "NN"}, {"foreign-police": True, "foreign-affairs": True}),
        ("central", {"party_managed": True}, {"central-management": False}),
        ("central", {"party_managed": None}, {"central-management": False}),
        ("central", {"party_managed": False}, {}),
        ("central", {"legal_subject": "TT", "organisation": a_province()}, {"central-management": True}),
    ],
)
def test_the_law_suggests_whom_to_ask(asker: str, nominee: dict[str, Any], expected: dict[str, bool]) -> None:
    facts = upward(asker, nominee=a_nominee(**nominee))
    assert {item.code: is_sure for item, is_sure in suggested(facts, asker)} == expected


def test_no_suggestion_for_awards_that_the_decree_does_not_speak_of() -> None:
    facts = upward("appraiser", form="bang_khen_tinh", nominee=a_nominee(legal_subject="TT"))
    assert suggested(facts, "appraiser") == ()
    assert all(item.citation.text and item.when_vi for item in suggestions())


def test_a_suggestion_is_required_only_where_a_pack_says_so() -> None:
    nominee = a_nominee(legal_subject="TT", organisation=an_organisation())
    assert ask("suggested-bodies-asked", upward("appraiser", enabled=False, nominee=nominee), "T3") == ()
    facts = upward("appraiser", nominee=nominee)
    assert verdicts(ask("suggested-bodies-asked", facts, "T3")) == [("fail", "provincial-agency")]
    done = upward("appraiser", nominee=nominee, acts=(asked(suggestion="provincial-agency"),))
    assert verdicts(ask("suggested-bodies-asked", done, "T3")) == [("pass", "provincial-agency")]


def test_what_the_data_do_not_say_is_answered_with_a_reason() -> None:
    facts = upward("central", nominee=a_nominee(party_managed=None))
    (finding,) = ask("suggested-bodies-asked", facts, "T3C")
    assert (finding.verdict.value, finding.needs_reason) == ("unknown", True)


def notice(state: str, outcome: str = "", due: date = DUE, key: str = "act-9") -> ActFacts:
    return ActFacts(key, "public_notice", state, outcome, due_on=due)


@pytest.mark.parametrize(
    ("acts", "is_stopped"),
    [
        ((), True),
        ((notice("open", due=TODAY),), True),
        ((notice("open"),), True),
        ((notice("dropped"),), True),
        ((notice("done", "none"),), False),
        ((notice("done", "settled"),), False),
        ((notice("done", "upheld"),), True),
        ((notice("done", "upheld"), notice("done", "none", key="act-10")), False),
    ],
)
def test_the_notice_must_be_over_and_concluded_where_a_pack_asks(acts: tuple[ActFacts, ...], is_stopped: bool) -> None:
    facts = a_proposal_facts(acts=acts, rules=a_rule_set(a_local_pack("giay_khen", enables=("G20",))))
    assert stops(ask("public-notice-over", facts, "T4")) is is_stopped
    assert ask("public-notice-over", a_proposal_facts(acts=acts), "T4") == ()

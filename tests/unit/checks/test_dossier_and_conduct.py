"""The dossier, the council, holds and discipline, duplicates, bodies over time, regimes, and moves with reasons."""

from datetime import date
from typing import Any

import pytest

from tests.builders.answers import ask, problems, stops, verdicts, worst
from tests.builders.facts import (
    a_document,
    a_nominee,
    a_proposal_facts,
    a_rule_set,
    a_rulebook,
    a_unit,
    an_actor,
    an_organisation,
    the_house,
    without,
)
from workflows.facts import AwardFacts, DisciplineFacts, HoldFacts, MoveFacts, OpenProposalFacts
from workflows.rules.model import Rulebook
from workflows.rules.selection import adapt_locally

FULL = tuple(a_document(code) for code in ("D03", "D05", "D07", "D08", "D20"))


@pytest.mark.parametrize(
    ("form", "phase", "needed"),
    [
        ("giay_khen", "T1", ["D03"]),
        ("bang_khen_tinh", "T2", ["D03"]),
        ("giay_khen", "T4", ["D03", "D05"]),
        ("bang_khen_tinh", "T3", ["D03", "D05", "D07", "D08"]),
        ("bang_khen_bo", "T4", ["D03", "D05", "D07", "D08"]),
        ("bang_khen_thu_tuong", "T4S", ["D03", "D05", "D07", "D08"]),
        ("bang_khen_thu_tuong", "T3C", ["D03", "D05", "D07", "D08", "D20"]),
        ("bang_khen_thu_tuong", "T4", ["D03", "D05", "D07", "D08", "D20"]),
    ],
)
def test_the_dossier_holds_what_the_form_needs(form: str, phase: str, needed: list[str]) -> None:
    facts = a_proposal_facts(form=form, documents=FULL)
    assert verdicts(ask("dossier-complete", facts, phase)) == [("pass", code) for code in needed]
    for code in needed:
        assert list(problems(ask("dossier-complete", without(facts, code), phase))) == [code]


HEAD = a_nominee(is_head=True, organisation=an_organisation("cong-ty", level="enterprise"))
FIRM = a_nominee(kind="enterprise", legal_subject="DN")


@pytest.mark.parametrize(
    ("form", "nominee", "filed", "expected"),
    [
        ("bang_khen_tinh", FIRM, False, [("fail", "D11")]),
        ("bang_khen_tinh", FIRM, True, [("pass", "D11")]),
        ("bang_khen_tinh", HEAD, False, [("fail", "D11")]),
        ("bang_khen_tinh", a_nominee(is_head=True), False, []),
        ("giay_khen", FIRM, False, []),
    ],
)
def test_an_enterprise_has_its_duties_confirmed(form: str, nominee: Any, filed: bool, expected: Any) -> None:
    facts = a_proposal_facts(form=form, nominee=nominee, documents=(a_document("D11"),) if filed else ())
    assert verdicts(ask("enterprise-duties-confirmed", facts, "T3")) == expected


def by_rule(share: str, quorum: str = "") -> Any:
    """House rules with the thresholds that a local pack sets."""
    local = Rulebook(
        code="tinh-x",
        version=1,
        level="province",
        title_vi="Quy định của tỉnh (giả định)",
        title_en="A province's rule (invented)",
        starts_on=date(2024, 1, 1),
        ends_on=None,
        checks=(),
        issuer="tinh",
        overrides={"G08": {"share": share, "quorum": quorum}},
    )
    return adapt_locally(a_rule_set(local))


@pytest.mark.parametrize(
    ("share", "quorum", "counts", "expected", "why"),
    [
        ("", "", {}, "pass", ()),
        ("80/100", "", {}, "unknown", ("counts-absent",)),
        ("80/100", "", {"members": 9, "present": 7, "in_favour": 7}, "fail", ("share-too-low",)),
        ("80/100", "", {"members": 9, "present": 9, "in_favour": 8}, "pass", ()),
        ("80/100", "", {"members": 10, "present": 8, "in_favour": 8}, "pass", ()),
        (
            "80/100",
            "",
            {"members": 9, "present": 7, "in_favour": 7, "written": 2, "written_in_favour": 2},
            "pass",
            (),
        ),
        ("", "2/3", {"members": 9, "present": 6}, "pass", ()),
        ("", "2/3", {"members": 9, "present": 5}, "fail", ("quorum-not-met",)),
        ("80/100", "", {"members": 9, "present": 10, "in_favour": 10}, "fail", ("counts-disagree",)),
    ],
)
def test_the_vote_is_counted_over_all_members(share: str, quorum: str, counts: Any, expected: str, why: Any) -> None:
    facts = a_proposal_facts(rules=by_rule(share, quorum), documents=(a_document("D05", meta=counts),))
    findings = ask("council-vote-sufficient", facts, "T4S")
    assert worst(findings) == expected
    assert problems(findings).get("D05", ()) == why


def test_the_count_of_ballots_speaks_before_the_minutes() -> None:
    few = {"members": 9, "present": 9, "in_favour": 5}
    documents = (a_document("D05", meta={**few, "in_favour": 9}), a_document("D06", meta=few))
    facts = a_proposal_facts(rules=by_rule("80/100"), documents=documents)
    (finding,) = ask("council-vote-sufficient", facts, "T4S")
    assert (finding.about, finding.params["percent"]) == ("D06", "55,6")


def test_the_council_leaves_minutes() -> None:
    facts = a_proposal_facts(documents=())
    assert problems(ask("council-vote-sufficient", facts, "T4S")) == {"D05": ("minutes-absent",)}


def hold(**changes: Any) -> HoldFacts:
    values: dict[str, Any] = {
        "id": "hold-1",
        "kind": "denunciation",
        "body": "Thanh tra tỉnh (giả định)",
        "number": "5/QĐ-TTr",
        "opened_on": date(2025, 2, 1),
    }
    return HoldFacts(**values | changes)


def measure(starts: date, ends: date | None) -> DisciplineFacts:
    return DisciplineFacts("discipline-1", "discipline", "3/QĐ", starts, ends)


@pytest.mark.parametrize(
    ("holds", "disciplines", "expected"),
    [
        ((), (), [("pass", "")]),
        ((hold(),), (), [("fail", "matter-open")]),
        ((hold(accepted=False),), (), [("pass", "")]),
        ((hold(opened_on=date(2025, 4, 1)),), (), [("pass", "")]),
        ((hold(closed_on=date(2025, 3, 1), cleared=True),), (), [("pass", "")]),
        ((hold(closed_on=date(2025, 3, 1), cleared=False),), (), [("fail", "violation-concluded")]),
        ((hold(closed_on=date(2025, 3, 1)),), (), [("unknown", "conclusion-not-known")]),
        ((), (measure(date(2025, 1, 1), None),), [("fail", "under-discipline")]),
        ((), (measure(date(2022, 1, 1), date(2023, 12, 31)),), [("pass", "")]),
        ((), (measure(date(2023, 1, 1), date(2024, 1, 1)),), [("fail", "merit-before-end-of-discipline")]),
    ],
)
def test_nothing_is_pending(holds: Any, disciplines: Any, expected: Any) -> None:
    facts = a_proposal_facts(holds=holds, disciplines=disciplines)
    assert verdicts(ask("nothing-pending-against-nominee", facts)) == expected


def award(**changes: Any) -> AwardFacts:
    values: dict[str, Any] = {"id": "award-1", "code": "giay_khen", "number": "40/QĐ", "decided_on": date(2024, 12, 1)}
    return AwardFacts(**values | changes)


def other(**changes: Any) -> OpenProposalFacts:
    values: dict[str, Any] = {
        "id": "proposal-2",
        "number": "HS-2",
        "form": "bang_khen_tinh",
        "state": "drafted",
        "achievement_key": "key-2",
    }
    return OpenProposalFacts(**values | changes)


YEAR = {"starts_on": date(2024, 6, 1), "ends_on": date(2025, 6, 1)}
THEME = "xa-hoi-hoc-tap"


@pytest.mark.parametrize(
    ("awards", "proposals", "expected"),
    [
        ((), (), [("pass", "")]),
        ((award(),), (other(),), [("pass", "")]),
        ((award(achievement_key="key-1"),), (), [("fail", "already-rewarded")]),
        ((award(achievement_key="key-1", revoked=True),), (), [("pass", "")]),
        ((), (other(achievement_key="key-1", channel="hoi-khuyen-hoc"),), [("fail", "already-proposed")]),
        ((), (other(id="proposal-1", achievement_key="key-1"),), [("pass", "")]),
        ((), (other(theme=THEME, channel="hoi-khuyen-hoc", **YEAR),), [("unknown", "similar-proposal")]),
        ((award(theme=THEME, channel="hoi-khuyen-hoc", **YEAR),), (), [("unknown", "similar-award")]),
        ((award(theme=THEME, **YEAR),), (), [("pass", "")]),
        ((), (other(theme=THEME, channel="khac", starts_on=date(2025, 1, 1)),), [("pass", "")]),
    ],
)
def test_an_achievement_is_rewarded_once(awards: Any, proposals: Any, expected: Any) -> None:
    facts = a_proposal_facts(awards=awards, open_proposals=proposals)
    assert verdicts(ask("achievement-not-rewarded", facts)) == expected


def test_an_achievement_must_be_identified() -> None:
    assert worst(ask("achievement-not-rewarded", a_proposal_facts(achievement_key=""))) == "unknown"


ENDED = an_organisation(valid_to=date(2025, 3, 1), successor="Sở mới (giả định)", successor_id="so-moi")
HEIR = an_organisation("so-moi")


@pytest.mark.parametrize(
    ("nominee", "bodies", "phase", "expected"),
    [
        (a_nominee(), {"agency": an_organisation()}, "T1", [("pass", "")]),
        (a_nominee(), {"agency": ENDED}, "T1", [("fail", "agency")]),
        (a_nominee(), {"agency": ENDED, "decider": HEIR}, "T4", [("pass", "")]),
        (a_nominee(), {"agency": HEIR, "decider": ENDED}, "T4", [("fail", "decider")]),
        (a_nominee(kind="collective", organisation=ENDED), {"agency": HEIR}, "T4", [("fail", "body-dissolved")]),
        (a_nominee(organisation=ENDED), {"agency": HEIR}, "T1", [("pass", "")]),
        (a_nominee(organisation=ENDED), {"agency": an_organisation("khac")}, "T1", [("fail", "successor-proposes")]),
        (
            a_nominee(organisation=a_unit(valid_to=date(2025, 1, 1))),
            {"agency": HEIR},
            "T1",
            [("unknown", "successor-not-known")],
        ),
    ],
)
def test_the_bodies_exist(nominee: Any, bodies: Any, phase: str, expected: Any) -> None:
    facts = a_proposal_facts(nominee=nominee, bodies=bodies)
    assert verdicts(ask("organisation-active", facts, phase)) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2024, 1, 1), date(2025, 6, 30), ("pass", "")),
        (date(2025, 7, 1), None, ("fail", "other-regime")),
        (date(2024, 1, 1), date(2025, 1, 20), ("pass", "")),
    ],
)
def test_the_regime_covers_the_receipt_or_the_first_sending(starts: date, ends: Any, expected: Any) -> None:
    rules = a_rule_set(law=a_rulebook(starts_on=starts, ends_on=ends))
    assert verdicts(ask("rules-match-receipt-date", a_proposal_facts(rules=rules), "T2")) == [expected]


def test_without_a_regime_nothing_moves() -> None:
    facts = a_proposal_facts(rules=a_rule_set(house=the_house()))
    findings = ask("rules-match-receipt-date", facts, "T2")
    assert verdicts(findings) == [("fail", "no-regime")]
    assert stops(findings)


ASSUMED = an_actor(is_assumed=True)


@pytest.mark.parametrize(
    ("kind", "move", "actor", "expected"),
    [
        ("reason-recorded", MoveFacts(reason="Thiếu biên bản."), an_actor(), "pass"),
        ("reason-recorded", MoveFacts(reason="  "), an_actor(), "fail"),
        ("reason-recorded", MoveFacts(), ASSUMED, "none"),
        ("missing-items-named", MoveFacts(missing=("D05",)), an_actor(), "pass"),
        ("missing-items-named", MoveFacts(missing=("",)), an_actor(), "fail"),
        ("missing-items-named", MoveFacts(), ASSUMED, "none"),
    ],
)
def test_a_move_out_of_the_path_says_why(kind: str, move: MoveFacts, actor: Any, expected: str) -> None:
    assert worst(ask(kind, a_proposal_facts(move=move, actor=actor), "TX-return")) == expected

"""Findings read as sentences: every placeholder filled, every code named, dates day first."""

import re
from datetime import date
from typing import Any

import pytest

from tests.builders.facts import (
    a_check_spec,
    a_document,
    a_nominee,
    a_proposal_facts,
    a_rule_set,
    an_actor,
    an_organisation,
    the_house,
)
from tests.builders.guidances import a_guidance_unmet
from tests.builders.law import a_local_pack
from tests.builders.plans import a_category, a_criterion, a_plan, an_occasion
from workflows.facts import (
    ActFacts,
    AwardFacts,
    DecisionFacts,
    HoldFacts,
    MoveFacts,
    ProposalFacts,
    StepFacts,
    SubmissionFacts,
)
from workflows.findings import Finding, Verdict
from workflows.labels import labels
from workflows.plans.model import EvidenceNeed, Stated, TitleNeed
from workflows.rules.evaluation import evaluate
from workflows.rules.messages import find_spec, finding_message
from workflows.rules.vocabulary import PHASES

CODE = re.compile(r"[{}…]|\b[a-z]+(?:-[a-z]+)+\b|\b[a-z]+(?:_[a-z]+)+\b|\b[DE]\d\d\b|\b(?:CDHT|DVHT)\b|\d{4}-\d\d")
UNSAID: Stated[Any] = Stated("not_stated")


def say(template: str, language: str = "vi", **values: Any) -> str:
    spec = a_check_spec("reason-recorded", message_vi=template, message_en=template)
    record = {"verdict": "fail", "params": values, "about": values.get("about", "")}
    return finding_message(spec, record, language, labels())[0]


@pytest.mark.parametrize(
    ("template", "values", "vietnamese", "english"),
    [
        ("{form}", {"form": "giay_khen"}, "Giấy khen", "Certificate of merit"),
        ("{about}", {"about": "D05"}, "Biên bản họp Hội đồng xét khen thưởng", "Minutes of the award council"),
        ("{day}", {"day": "2025-07-01"}, "01/07/2025", "01/07/2025"),
        ("{day}", {"day": date(2025, 7, 1)}, "01/07/2025", "01/07/2025"),
        ("{need}", {"need": ["GDHT", "DHHT"]}, "Gia đình học tập, Dòng họ học tập", "Learning family, Learning clan"),
        ("{post}", {"post": "minister"}, "Bộ trưởng", "Minister"),
        ("{have}", {"have": []}, "không có", "none"),
        ("{number}", {"number": ""}, "không có", "none"),
        ("{years}", {"years": [2024, 2025]}, "2024, 2025", "2024, 2025"),
        ("{name}", {"name": "Trần Văn Bình (giả định)"}, "Trần Văn Bình (giả định)", "Trần Văn Bình (giả định)"),
        ("{lost}", {}, "…", "…"),
    ],
)
def test_values_are_said_in_words(template: str, values: dict[str, Any], vietnamese: str, english: str) -> None:
    assert (say(template, "vi", **values), say(template, "en", **values)) == (vietnamese, english)


def test_a_rule_that_is_met_says_its_title_and_asks_nothing() -> None:
    spec = a_check_spec("reason-recorded")
    assert finding_message(spec, {"verdict": "pass"}, "vi", {}) == ("Quy tắc thử", "")


def broken(**changes: Any) -> ProposalFacts:
    """A proposal that meets no guard of the house, signed by a stranger and moved by its own nominee."""
    plan = a_plan(
        source_quality="secondary",
        registration_required=Stated("stated", value=True),
        categories=(a_category(closed_from=date(2024, 1, 1)),),
        criteria=(
            a_criterion("CN-1", title=TitleNeed(("CDHT",))),
            a_criterion("CN-2", "C"),
            a_criterion("CN-3", "B", evidence=(EvidenceNeed("E04", "year"),)),
        ),
        occasions=(an_occasion(starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1)),),
    )
    gone = an_organisation("cu", valid_to=date(2024, 1, 1), successor="Sở mới (giả định)", level="unit")
    signed = DecisionFacts(decider_post="agency_head", signer_post="unit_head", drafted_by="person-an")
    values: dict[str, Any] = {
        "plan": plan,
        "form": "bang_khen_thu_tuong",
        "nominee": a_nominee(in_scope=False, kind="enterprise", organisation=gone),
        "bodies": {"agency": an_organisation("khac"), "decider": gone, "ministry": gone, "central": gone},
        "rules": a_rule_set(a_local_pack("bang_khen_thu_tuong", enables=("CO06", "G20"))),
        "acts": (ActFacts("act-1", "consultation", "open", subject="Công an tỉnh"),),
        "actor": an_actor(person_id="person-an", organisation=gone),
        "documents": (a_document("E09"),),
        "titles": (),
        "judgements": (),
        "awards": (AwardFacts("award-1", "giay_khen", "40/QĐ", date(2024, 12, 1), achievement_key="key-1"),),
        "holds": (HoldFacts("hold-1", "denunciation", "Thanh tra tỉnh", "5/QĐ", date(2025, 1, 1)),),
        "steps": (StepFacts("verify", "person-an", "hr_officer", "x", date(2025, 1, 1), 1, "a", "b"),),
        "distinct_from": ("verify",),
        "guidance": a_guidance_unmet(),
        "move": MoveFacts(decision=signed, submission=SubmissionFacts(signer_post="agency_head", sign_mode="TUQ")),
    }
    return a_proposal_facts(**values | changes)


def unsure() -> ProposalFacts:
    """The same under a plan with open wording and a guidance that nobody has loaded."""
    opened = an_occasion(forms=UNSAID, open_wording="hình thức phù hợp", higher_forms_by_guidance=True)
    return broken(plan=a_plan(occasions=(opened,)), nominee=a_nominee(in_scope=None), guidance=None)


def all_findings() -> list[Finding]:
    kinds = tuple(dict.fromkeys(spec.kind for spec in the_house().checks))
    return [
        finding
        for facts in (broken(), unsure())
        for phase in PHASES
        for finding in evaluate(facts, guards=kinds, phase=phase, law=False)
        if finding.verdict is not Verdict.PASS
    ]


def test_every_rule_of_the_house_speaks_without_codes() -> None:
    house, spoken = the_house(), set()
    for finding in all_findings():
        spec = find_spec(house, finding)
        spoken.add((spec.kind, spec.at))
        for language in ("vi", "en"):
            for sentence in finding_message(spec, finding, language, labels()):
                assert not CODE.search(sentence), (finding.kind, finding.about, sentence)
    assert spoken == {(spec.kind, spec.at) for spec in house.checks}


def test_a_record_finds_the_rule_of_its_phase_and_force() -> None:
    house = the_house()
    record = {"code": "G14", "kind": "decider-matches-form", "force": "block", "phase": "T4S"}
    assert find_spec(house, record).params["part"] == "submission"
    assert find_spec(house, {**record, "phase": "T4"}).params["part"] == "decision"
    wording = {"code": "G01", "kind": "form-allowed-by-plan", "force": "warn", "phase": "T1"}
    assert find_spec(house, wording).params["part"] == "open"
    with pytest.raises(LookupError):
        find_spec(house, {"code": "G99", "kind": "x"})

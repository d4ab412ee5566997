"""Makers of facts: a lawful Giấy khen proposal of a person in a department, changed by keyword.

Every name is invented.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tests.builders.plans import a_plan
from workflows.facts import (
    ActorFacts,
    DocumentFacts,
    InitiativeFacts,
    JudgementFacts,
    MoveFacts,
    NomineeFacts,
    OrganisationFacts,
    ProposalFacts,
    TitleFacts,
)
from workflows.findings import Citation, Confidence, Force
from workflows.rules.catalog import packaged_rulebook
from workflows.rules.model import CheckSpec, Rulebook, RuleSet

TODAY = date(2025, 3, 10)


def an_organisation(code: str = "so-tu-phap", **changes: Any) -> OrganisationFacts:
    """A department of a province with its own decision power, under `/province/`."""
    values: dict[str, Any] = {
        "id": code,
        "code": code,
        "name": "Sở Tư pháp (giả định)",
        "level": "department",
        "path": f"/tinh/{code}/",
        "legal_personality": True,
        "specialised_agency": True,
        "agency_id": code,
        "head_role": "agency_head",
    }
    return OrganisationFacts(**values | changes)


def a_unit(code: str = "phong-pho-bien", agency: str = "so-tu-phap", **changes: Any) -> OrganisationFacts:
    """A room of that department, without power of its own."""
    values: dict[str, Any] = {
        "id": code,
        "code": code,
        "name": "Phòng Phổ biến (giả định)",
        "level": "unit",
        "path": f"/tinh/{agency}/{code}/",
        "agency_id": agency,
    }
    return OrganisationFacts(**values | changes)


def a_province(code: str = "tinh", **changes: Any) -> OrganisationFacts:
    """The people's committee of a province."""
    values: dict[str, Any] = {
        "id": code,
        "code": code,
        "name": "Ủy ban nhân dân tỉnh (giả định)",
        "level": "province",
        "path": f"/{code}/",
        "legal_personality": True,
        "agency_id": code,
        "head_role": "provincial_chair",
    }
    return OrganisationFacts(**values | changes)


def a_nominee(**changes: Any) -> NomineeFacts:
    """A member of staff of the room."""
    values: dict[str, Any] = {
        "id": "nominee-1",
        "kind": "person",
        "name": "Nguyễn Thị An (giả định)",
        "legal_subject": "CN",
        "organisation": a_unit(),
        "in_scope": True,
        "person_ids": ("person-an",),
    }
    return NomineeFacts(**values | changes)


def a_document(type_code: str = "D03", **changes: Any) -> DocumentFacts:
    """A document dated inside the achievement period."""
    values: dict[str, Any] = {
        "id": f"document-{type_code}-{changes.get('criterion', '')}",
        "type": type_code,
        "digest": "0" * 64,
        "number": f"{type_code}/2024",
        "dated_on": date(2024, 12, 2),
        "issuer": "so-tu-phap",
    }
    return DocumentFacts(**values | changes)


def a_title(title: str = "CDHT", **changes: Any) -> TitleFacts:
    """A recognition decided inside the achievement period."""
    values: dict[str, Any] = {
        "id": f"title-{title}",
        "title": title,
        "number": "15/QĐ-UBND",
        "decided_on": date(2024, 6, 3),
        "issuer": "UBND xã (giả định)",
    }
    return TitleFacts(**values | changes)


def an_initiative(number: str = "12/QĐ-STP", **changes: Any) -> InitiativeFacts:
    """An initiative recognised by decision inside the achievement period."""
    values: dict[str, Any] = {
        "id": f"initiative-{number}",
        "number": number,
        "recognised_on": date(2024, 6, 5),
        "paper": "decision",
    }
    return InitiativeFacts(**values | changes)


def a_judgement(criterion: str, *, met: bool = True, **changes: Any) -> JudgementFacts:
    """A reviewer's verdict with its reason."""
    values: dict[str, Any] = {
        "id": f"judgement-{criterion}",
        "criterion": criterion,
        "met": met,
        "reason": "Có minh chứng và được tập thể thống nhất.",
        "by_person": "person-hr",
        "role": "hr_officer",
    }
    return JudgementFacts(**values | changes)


def an_actor(**changes: Any) -> ActorFacts:
    """The human-resources officer of the department."""
    values: dict[str, Any] = {"person_id": "person-hr", "role": "hr_officer", "organisation": an_organisation()}
    return ActorFacts(**values | changes)


def a_check_spec(kind: str, **changes: Any) -> CheckSpec:
    """A blocking rule that asks one kind."""
    values: dict[str, Any] = {
        "code": "X01",
        "kind": kind,
        "force": Force.BLOCK,
        "at": ("T1",),
        "title_vi": "Quy tắc thử",
        "title_en": "A test rule",
        "message_vi": "Chưa đạt.",
        "message_en": "Not met.",
        "remedy_vi": "Bổ sung.",
        "remedy_en": "Complete it.",
        "citation": Citation("Quy tắc thử", "", Confidence.VERIFIED),
    }
    return CheckSpec(**values | changes)


def a_rulebook(*checks: CheckSpec, **changes: Any) -> Rulebook:
    """A national pack of these rules."""
    values: dict[str, Any] = {
        "code": "test",
        "version": 1,
        "level": "national",
        "title_vi": "Bộ quy tắc thử",
        "title_en": "A test rulebook",
        "starts_on": date(2024, 1, 1),
        "ends_on": None,
        "checks": checks,
    }
    return Rulebook(**values | changes)


@cache
def the_house() -> Rulebook:
    """The packaged house rulebook."""
    return packaged_rulebook("house")


def a_rule_set(*local: Rulebook, house: Rulebook | None = None, law: Rulebook | None = None) -> RuleSet:
    """The packaged house rules, with no national pack unless one is given."""
    return RuleSet(house or the_house(), law, local)


def a_proposal_facts(**changes: Any) -> ProposalFacts:
    """A yearly Giấy khen for a person, complete up to the approval by the head of the department."""
    agency = an_organisation()
    values: dict[str, Any] = {
        "today": TODAY,
        "id": "proposal-1",
        "form": "giay_khen",
        "occasion": "yearly",
        "category": "CN",
        "basis": "movement",
        "standard": "",
        "plan": a_plan(),
        "rules": a_rule_set(),
        "nominee": a_nominee(),
        "bodies": {"unit": a_unit(), "agency": agency, "decider": agency},
        "actor": an_actor(),
        "flow": "F1",
        "received_on": date(2025, 2, 3),
        "first_sent_on": date(2025, 1, 15),
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 12, 31),
        "achievement_text": "Tổ chức lớp học buổi tối (giả định)",
        "achievement_key": "key-1",
        "theme": "xa-hoi-hoc-tap",
        "documents": a_full_dossier(),
        "titles": (a_title(),),
        "initiatives": (an_initiative(), an_initiative("31/QĐ-STP", recognised_on=date(2024, 10, 2))),
        "judgements": (a_judgement("CN-2"),),
        "move": MoveFacts(),
    }
    return ProposalFacts(**values | changes)


def a_full_dossier() -> tuple[DocumentFacts, ...]:
    """Every paper that a Giấy khen of the test plan asks for."""
    return (
        a_document("D03", meta={"confirmed_by": "so-tu-phap"}),
        a_document("D04", dated_on=date(2025, 1, 10)),
        a_document("D05", dated_on=date(2025, 2, 20), meta={"members": 9, "present": 9, "in_favour": 9}),
        a_document("D07", dated_on=date(2025, 2, 21)),
        a_document("D08", dated_on=date(2025, 2, 21)),
        a_document("D09"),
        a_document("E06", criterion="CN-2"),
        a_document("E04", criterion="CN-3"),
    )


def without(facts: ProposalFacts, *types: str) -> ProposalFacts:
    """The same proposal with the documents of these types taken out."""
    return replace(facts, documents=tuple(d for d in facts.documents if d.type not in types))

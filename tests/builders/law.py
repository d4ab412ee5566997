"""Asking one rule of a packaged national pack about invented facts, as the engine would."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders.facts import a_document, a_nominee, a_proposal_facts, a_province, an_organisation
from workflows.checks.registry import find_kind
from workflows.facts import AwardFacts, DocumentFacts, ProposalFacts, RatingFacts
from workflows.findings import Answer, Force, Verdict
from workflows.rules.catalog import packaged_rulebook
from workflows.rules.evaluation import applies
from workflows.rules.examples import fictitious_local_pack
from workflows.rules.loading import load_rulebook
from workflows.rules.model import CheckSpec, Rulebook

PASS, FAIL, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN
G2_DAY = date(2025, 9, 1)


def under(facts: ProposalFacts, pack: str = "national-g2", *local: Rulebook) -> ProposalFacts:
    """The same proposal under a national pack and local packs."""
    return replace(facts, rules=replace(facts.rules, law=packaged_rulebook(pack), local=local))


def a_g2_proposal(**changes: Any) -> ProposalFacts:
    """A Bằng khen of the provincial Chairman for a person by movement, received under Decree 152/2025."""
    values: dict[str, Any] = {
        "today": G2_DAY,
        "received_on": date(2025, 8, 15),
        "first_sent_on": date(2025, 8, 10),
        "form": "bang_khen_tinh",
        "standard": "74.1.a",
        "bodies": {"agency": an_organisation(), "decider": a_province()},
        "starts_on": date(2023, 1, 1),
        "ends_on": date(2025, 6, 30),
    }
    return under(a_proposal_facts(**values | changes))


def a_prime_minister_proposal(**changes: Any) -> ProposalFacts:
    """A Bằng khen of the Prime Minister for a person, received under Decree 152/2025."""
    values: dict[str, Any] = {"form": "bang_khen_thu_tuong", "standard": "73.1.a"}
    return a_g2_proposal(**values | changes)


def specs_of(facts: ProposalFacts, code: str, kind: str = "") -> list[CheckSpec]:
    """Return the rules of that code that are asked of these facts."""
    books = [book for book in facts.rules.books() if book.level != "house"]
    return [
        spec
        for book in books
        for spec in book.checks
        if spec.code == code and kind in {"", spec.kind} and applies(spec, facts)
    ]


def ask(facts: ProposalFacts, code: str, kind: str = "") -> list[Answer]:
    """Return every answer of that code's rules; each must fill the placeholders of its messages."""
    answers = []
    for spec in specs_of(facts, code, kind):
        for answer in find_kind(spec.kind)(facts, spec):
            values = {"about": answer.about, **spec.params, **answer.params}
            for text in (spec.message_vi, spec.message_en, spec.remedy_vi, spec.remedy_en):
                text.format(**values)
            answers.append(answer)
    return answers


def verdicts(facts: ProposalFacts, code: str, kind: str = "") -> list[Verdict]:
    """Return the verdicts of that code's rules, in their order."""
    return [answer.verdict for answer in ask(facts, code, kind)]


def abouts(answers: Iterable[Answer], verdict: Verdict = FAIL) -> list[str]:
    """Return what the answers of one verdict are about."""
    return [answer.about for answer in answers if answer.verdict is verdict]


def forces(facts: ProposalFacts, code: str) -> set[Force]:
    """Return the forces of that code's rules that are asked of these facts."""
    return {spec.force for spec in specs_of(facts, code)}


def a_local_pack(*forms: str, **changes: Any) -> Rulebook:
    """An invented local pack of the province that regulates these forms."""
    book = load_rulebook(fictitious_local_pack("tinh", "province", forms, date(2025, 7, 1)))
    return replace(book, **changes)


def an_award(code: str = "giay_khen", **changes: Any) -> AwardFacts:
    """An earlier award for another achievement."""
    values: dict[str, Any] = {
        "id": f"award-{code}-{changes.get('decided_on', '')}",
        "code": code,
        "number": "7/QĐ-UBND",
        "decided_on": date(2022, 12, 20),
        "achievement_key": "key-other",
        "basis": "merit",
    }
    return AwardFacts(**values | changes)


def titles_of(code: str, *years: int) -> tuple[AwardFacts, ...]:
    """Merit titles of these years, decided the January after."""
    return tuple(
        an_award(code, number=f"{year}/QĐ", decided_on=date(year + 1, 1, 20), ends_on=date(year, 12, 31))
        for year in years
    )


def ratings_of(grade: str, *years: int) -> tuple[RatingFacts, ...]:
    """Yearly ratings by the department."""
    return tuple(RatingFacts(year, grade, f"{year}/QĐ-XL", "so-tu-phap") for year in years)


def a_collective(**changes: Any) -> Any:
    """A unit of the department as nominee."""
    return a_nominee(kind="collective", legal_subject="TT", person_ids=(), **changes)


def a_household(**changes: Any) -> Any:
    """A household of a commune as nominee."""
    return a_nominee(kind="household", legal_subject="HGD", **changes)


def papers(*types: str, **changes: Any) -> tuple[DocumentFacts, ...]:
    """One document of each type."""
    return tuple(a_document(code, **changes) for code in types)

"""Makers of plans: a small invented plan of a department with one category of persons and one of collectives."""

from datetime import date
from typing import Any

from workflows.plans.model import Category, Criterion, EvidenceNeed, Occasion, Plan, Stated, TitleNeed

NOT_STATED: Stated[Any] = Stated("not_stated")


def a_category(code: str = "CN", **changes: Any) -> Category:
    """Staff of the issuer."""
    values: dict[str, Any] = {
        "code": code,
        "printed_label": "2. Cá nhân",
        "label": "Cá nhân",
        "label_en": "Individuals",
        "nominee_kinds": ("person",),
        "scope": "staff_of_issuer",
        "lines": (20,),
        "legal_subjects": {"person": "CN"},
    }
    return Category(**values | changes)


def a_criterion(code: str = "CN-1", kind: str = "A", **changes: Any) -> Criterion:
    """One requirement of category CN."""
    values: dict[str, Any] = {
        "code": code,
        "category": code.split("-", maxsplit=1)[0],
        "kind": kind,
        "wording": f"Tiêu chí {code}",
        "lines": (30,),
        "paraphrase_en": f"criterion {code}",
    }
    return Criterion(**values | changes)


def an_occasion(code: str = "yearly", **changes: Any) -> Occasion:
    """A yearly occasion that gives Giấy khen by the head of the department."""
    values: dict[str, Any] = {
        "code": code,
        "label": "Hằng năm",
        "label_en": "Yearly",
        "forms": Stated("stated", ("giay_khen",), (40,)),
        "decider_by_form": {"giay_khen": Stated("stated", "agency_head", (40,))},
        "lines": (40,),
    }
    return Occasion(**values | changes)


def _identity() -> dict[str, Any]:
    return {
        "code": "ke-hoach-thu",
        "version": 1,
        "file_ref": "999",
        "title": "Kế hoạch thử (giả định)",
        "movement_name": "Phong trào thử",
        "movement_aliases": (),
        "issuer_code": "so-tu-phap",
        "issuer_name": "Sở Tư pháp (giả định)",
        "issuer_level": "department",
        "issuer_successor": None,
        "parent": None,
        "kind": "ke_hoach",
        "number": "1/KH-STP",
        "date_printed": "02/01/2024",
        "issued_on": date(2024, 1, 2),
        "effective_on": date(2024, 1, 2),
        "signer": None,
        "sign_mode": None,
        "status": "da_ban_hanh",
        "source_quality": "official",
        "digest": "1" * 64,
    }


def a_plan(**changes: Any) -> Plan:
    """A plan whose persons need a title, a contribution and a training plan."""
    silent = (
        *("registration_required", "collector", "appraiser", "hr_body", "standing_body", "difficulty_path"),
        *("guidance", "budget"),
    )
    values: dict[str, Any] = {
        "period": Stated("stated", (2023, 2030), (5,)),
        "phases": (),
        "categories": (a_category(),),
        "criteria": (
            a_criterion("CN-1", title=TitleNeed(("CDHT",))),
            a_criterion("CN-2", "C", needs_evidence=True),
            a_criterion("CN-3", "B", evidence=(EvidenceNeed("E04"),)),
        ),
        "occasions": (an_occasion(),),
        "deadlines": (),
        "duties": (),
        "bases": (),
        "warnings": (),
        **dict.fromkeys(silent, NOT_STATED),
    }
    return Plan(**_identity() | values | changes)

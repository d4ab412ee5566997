"""Rules are chosen by receipt date, issuer and form; local packs set parameters and turn checks on."""

from datetime import date
from typing import Any

import pytest

from tests.builders.facts import a_check_spec, a_rulebook, the_house
from workflows.findings import Force
from workflows.rules.model import Rulebook
from workflows.rules.selection import select_rules

G1 = a_rulebook(code="g1", starts_on=date(2024, 1, 1), ends_on=date(2025, 6, 30), decree="98/2023/NĐ-CP")
G1B = a_rulebook(
    code="g1b",
    starts_on=date(2025, 7, 1),
    ends_on=date(2025, 12, 31),
    without_local=True,
    forms=("giay_khen", "bang_khen_tinh", "bang_khen_bo"),
)
G2 = a_rulebook(code="g2", starts_on=date(2025, 7, 1), ends_on=date(2026, 9, 30), decree="152/2025/NĐ-CP")


def local(**changes: Any) -> Rulebook:
    values: dict[str, Any] = {"code": "tinh-x", "level": "province", "issuer": "tinh", "made_under": "152/2025/NĐ-CP"}
    return a_rulebook(**values | changes)


def chosen(*books: Rulebook, on: date, form: str = "bang_khen_tinh", issuers: tuple[str, ...] = ("tinh",)) -> Any:
    return select_rules((the_house(), *books), receipt_on=on, issuer_codes=issuers, form=form)


@pytest.mark.parametrize(
    ("on", "form", "packs", "expected"),
    [
        (date(2025, 6, 30), "bang_khen_tinh", (), "g1"),
        (date(2025, 7, 1), "bang_khen_tinh", (), "g1b"),
        (date(2025, 7, 1), "bang_khen_thu_tuong", (), "g2"),
        (date(2025, 7, 1), "bang_khen_tinh", (local(),), "g2"),
        (date(2025, 7, 1), "bang_khen_tinh", (local(made_under="98/2023/NĐ-CP"),), "g1b"),
        (date(2025, 7, 1), "bang_khen_tinh", (local(is_example=True),), "g1b"),
        (date(2026, 1, 1), "bang_khen_tinh", (), "g2"),
    ],
)
def test_the_receipt_date_chooses_the_regime(on: date, form: str, packs: Any, expected: str) -> None:
    assert chosen(G1, G1B, G2, *packs, on=on, form=form).law.code == expected


@pytest.mark.parametrize("on", [date(2023, 12, 31), date(2026, 10, 1)])
def test_a_date_without_a_regime_has_no_law(on: date) -> None:
    assert chosen(G1, G1B, G2, on=on).law is None


@pytest.mark.parametrize(
    ("changes", "issuers", "taken"),
    [
        ({}, ("tinh",), True),
        ({}, ("tinh-khac",), False),
        ({"forms": ("giay_khen",)}, ("tinh",), False),
        ({"starts_on": date(2026, 1, 1)}, ("tinh",), False),
        ({"is_example": True}, ("tinh",), False),
    ],
)
def test_a_local_pack_counts_for_its_issuer(changes: Any, issuers: tuple[str, ...], taken: bool) -> None:
    assert bool(chosen(G2, local(**changes), on=date(2025, 8, 1), issuers=issuers).local) is taken


def test_examples_count_when_asked_for() -> None:
    books = (the_house(), G2, local(is_example=True))
    rules = select_rules(
        books, receipt_on=date(2025, 8, 1), issuer_codes=["tinh"], form="bang_khen_tinh", with_examples=True
    )
    assert [book.code for book in rules.local] == ["tinh-x"]


def test_the_newest_version_in_force_counts() -> None:
    newer = a_rulebook(code="g2", version=2, starts_on=date(2025, 9, 1), decree="152/2025/NĐ-CP")
    assert chosen(G2, newer, on=date(2025, 8, 1), form="bang_khen_thu_tuong").law.version == 1
    assert chosen(G2, newer, on=date(2025, 9, 1), form="bang_khen_thu_tuong").law.version == 2


def test_a_house_is_needed() -> None:
    with pytest.raises(LookupError, match="no house rulebook"):
        select_rules([G2], receipt_on=date(2025, 8, 1), issuer_codes=(), form="giay_khen")


def test_a_local_pack_sets_parameters_without_touching_the_published_book() -> None:
    law = a_rulebook(a_check_spec("dossier-complete", code="CO02", params={"share": "", "least": 1}), code="g2")
    pack = local(overrides={"CO02": {"share": "80/100"}, "G08": {"quorum": "2/3"}})
    rules = chosen(law, pack, on=date(2025, 8, 1))
    assert rules.law.checks[0].params == {"share": "80/100", "least": 1}
    assert law.checks[0].params == {"share": "", "least": 1}
    council = next(spec for spec in rules.house.checks if spec.code == "G08")
    assert council.params == {"quorum": "2/3", "share": ""}


def test_a_local_pack_turns_checks_on() -> None:
    law = a_rulebook(a_check_spec("reason-recorded", code="CO02", force=Force.LOCAL), code="g2")
    assert chosen(law, local(enables=("CO02",)), on=date(2025, 8, 1)).enabled_locally == {"CO02"}

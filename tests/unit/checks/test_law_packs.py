"""The packaged national packs hold the rules of the law that bear on a proposal's moves, no stronger than was read."""

import ast
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.builders.law import a_prime_minister_proposal
from tests.support.tree import ROOT
from workflows.checks.registry import find_kind, kinds
from workflows.facts import MoveFacts, SubmissionFacts
from workflows.findings import Confidence, Force
from workflows.labels import labels
from workflows.rules.catalog import packaged_rulebook, packaged_rulebooks
from workflows.rules.evaluation import evaluate
from workflows.rules.examples import example_rulebooks, fictitious_local_pack
from workflows.rules.loading import load_rulebook
from workflows.rules.messages import find_spec, finding_message
from workflows.rules.model import CheckSpec, Rulebook
from workflows.rules.selection import select_rules

CHECKS = ROOT / "workflows" / "checks"
KEBAB = re.compile(r"[a-z]+(?:-[a-z]+)+")
STEPS = ("T1", "T2", "T3", "T3C", "T4S", "T4")
SIDE_MOVES = tuple(
    f"TX-{move}"
    for move in ("return", "reject", "hold", "release", "withdraw", "resubmit", "revoke", "expire", "reopen")
)
B, C, W, I = Force.BLOCK, Force.LOCAL, Force.WARN, Force.INFO  # noqa: E741 - the letters of the table
FROM_24, FROM_25, FROM_26 = date(2024, 1, 1), date(2025, 7, 1), date(2026, 1, 1)

# code: forces, phases, first day; read off the law by hand, so that a change of a pack is a change here.
TABLE: dict[str, tuple[set[Force], set[str], date | None]] = {
    "LG01": ({I}, set(STEPS), FROM_24),
    "LG02": ({B}, {"T2", "T3"}, FROM_25),
    "LG05": ({B}, {"T1"}, FROM_25),
    "LG06": ({W}, {"T1"}, FROM_26),
    "LG07": ({W}, {"T4"}, None),
    "LG08": ({I}, {"T3", "T4"}, None),
    "PR01": ({B, W}, {"T1", "T3", "T4"}, FROM_24),
    "PR02": ({I}, {"T1"}, None),
    "PR03": ({I}, {"T1"}, None),
    "PR04": ({B}, {"T2", "T3"}, None),
    "PR05": ({B}, set(STEPS), FROM_24),
    "PR06": ({B}, {"TX-hold"}, None),
    "PR07": ({B}, {"TX-release"}, None),
    "PR08": ({B}, {"T1", "T2"}, None),
    "PR09": ({I}, {"T2"}, None),
    "ST01": ({B}, {"T1"}, None),
    "ST02": ({B, W}, {"T1", "T3"}, FROM_24),
    "ST03": ({B}, {"T1", "T3"}, None),
    "ST04": ({B}, {"T2", "T3"}, FROM_24),
    "ST05": ({W}, {"T2", "T3"}, None),
    "ST06": ({B, C}, {"T2", "T3"}, FROM_25),
    "ST07": ({B}, {"T2"}, FROM_24),
    "ST08": ({W}, {"T2"}, FROM_24),
    "ST09": ({B}, {"T2"}, None),
    "ST10": ({B}, {"T2"}, None),
    "ST11": ({C}, {"T1", "T2"}, None),
    "ST12": ({B}, {"T2"}, None),
    "ST13": ({B, I}, {"T2"}, FROM_25),
    "ST16": ({W}, {"T1"}, None),
    "AU01": ({B}, {"T4"}, None),
    "AU02": ({B}, {"T4"}, None),
    "AU03": ({B}, {"T4"}, FROM_25),
    "AU04": ({B}, {"T4"}, FROM_24),
    "AU05": ({B}, {"T1"}, None),
    "AU06": ({B}, {"T4S", "T4"}, None),
    "AU07": ({B}, {"T1", "T4"}, date(2025, 8, 5)),
    "AU08": ({I}, {"T1"}, FROM_25),
    "AU09": ({B}, {"T4"}, FROM_25),
    "AU10": ({B}, {"T4"}, None),
    "AU11": ({W}, set(STEPS), None),
    "DS01": ({B}, {"T2"}, None),
    "DS02": ({B}, {"T3", "T3C", "T4S", "T4"}, None),
    "DS03": ({B}, {"T4S", "T4"}, None),
    "DS04": ({B}, {"T2", "T3"}, None),
    "DS05": ({W}, {"T2"}, None),
    "DS06": ({B}, {"T4S", "T4"}, FROM_25),
    "DS07": ({B}, {"T3C", "T4S"}, FROM_25),
    "DS08": ({B}, {"T4S", "T4"}, FROM_25),
    "DS09": ({B}, {"T2"}, FROM_25),
    "DS13": ({B}, {"T2"}, None),
    "CO01": ({B, C}, {"T2", "T3", "T4S"}, None),
    "CO05": ({B}, {"T4S", "T4"}, FROM_25),
    "TM01": ({I, W}, {"T3", "T3C"}, FROM_25),
    "TM02": ({B, W}, {"TX-return"}, None),
    "AF01": ({B}, {"TX-revoke"}, None),
    "AF02": ({I}, {"TX-revoke"}, None),
    "AF03": ({B}, {"TX-revoke"}, None),
    "AF04": ({W, C}, {"TX-revoke"}, FROM_25),
    "AF05": ({B}, {"T1", "T2", "T3"}, None),
    "AF12": ({I}, set(STEPS), None),
    "AF13": ({I}, {*STEPS, *SIDE_MOVES}, date(2026, 7, 1)),
}
NOT_UNDER_G1 = {"LG05", "LG06", "ST06", "ST13", "AU07", "AU08", "DS06", "DS07", "DS08", "DS09", "TM01", "AF04"}
ONLY_FOR_THE_PRIME_MINISTER = {
    *("ST02", "ST04", "ST05", "ST06", "AU06", "DS02", "DS03", "DS06", "DS07", "DS08", "DS09", "CO05", "TM01", "TM02")
}


def specs(pack: str, code: str) -> list[CheckSpec]:
    return [spec for spec in packaged_rulebook(pack).checks if spec.code == code]


@pytest.mark.parametrize("code", TABLE)
def test_a_rule_has_the_force_phases_and_dates_of_the_law(code: str) -> None:
    expected_forces, phases, first_day = TABLE[code]
    found = specs("national-g2", code)
    assert {spec.force for spec in found} == expected_forces
    assert {phase for spec in found for phase in spec.at} == phases
    assert {spec.valid_from for spec in found} == {first_day}


def test_each_pack_holds_the_codes_of_its_window() -> None:
    held = {book.code: {spec.code for spec in book.checks} for book in packaged_rulebooks()}
    assert held["national-g2"] == set(TABLE)
    assert held["national-g1"] == set(TABLE) - NOT_UNDER_G1
    assert held["national-g1b"] == set(TABLE) - ONLY_FOR_THE_PRIME_MINISTER - {"LG06"}
    assert held["national-g3"] == set(TABLE) - {"ST04", "ST07"} | {"LG03"}
    assert held["national-g4"] == {"LG04"}


def test_the_merit_limbs_that_the_amended_law_may_change_end_with_september_2026() -> None:
    assert {spec.valid_to for code in ("ST04", "ST07") for spec in specs("national-g2", code)} == {date(2026, 9, 30)}


@pytest.mark.parametrize("book", [*packaged_rulebooks(), *example_rulebooks()], ids=lambda book: book.name)
def test_text_that_was_not_read_never_stops_a_proposal(book: Rulebook) -> None:
    for spec in book.checks:
        if spec.citation.confidence in {Confidence.RECALLED, Confidence.UNCONFIRMED}:
            assert spec.force in {Force.WARN, Force.INFO}, spec.code


@pytest.mark.parametrize("book", packaged_rulebooks(), ids=lambda book: book.name)
def test_every_rule_asks_a_question_that_exists(book: Rulebook) -> None:
    for spec in book.checks:
        assert callable(find_kind(spec.kind))
        assert spec.citation.text


def test_rules_shared_by_two_packs_say_the_same() -> None:
    """The packs are whole, one by one; what they share may differ only where the decree itself differs."""
    g2 = {(s.code, s.kind, s.force, s.at, s.forms, s.bases): s for s in packaged_rulebook("national-g2").checks}
    for pack in ("national-g1b", "national-g3"):
        for spec in packaged_rulebook(pack).checks:
            twin = g2.get((spec.code, spec.kind, spec.force, spec.at, spec.forms, spec.bases))
            if twin is None:
                assert spec.code == "LG03"
            elif spec.code != "LG07":
                assert spec == twin


def test_differences_of_the_earlier_decree_are_those_of_the_decree() -> None:
    assert [spec.params.get("days") for spec in specs("national-g1", "TM02")] == [None, 5]
    assert [spec.params.get("days") for spec in specs("national-g2", "TM02")] == [None, 10]
    assert {spec.force for spec in specs("national-g1", "CO05")} == {Force.LOCAL}
    assert {spec.params.get("sets"): spec.force for spec in specs("national-g1", "DS02")} == {None: B, 2: W}
    assert {spec.params.get("sets"): spec.force for spec in specs("national-g2", "DS02")} == {None: B, 1: B}


@pytest.mark.parametrize(
    ("first", "pack"),
    [
        (date(2024, 1, 1), "national-g1"),
        (date(2025, 6, 30), "national-g1"),
        (date(2025, 7, 1), "national-g2"),
        (date(2026, 9, 30), "national-g2"),
        (date(2026, 10, 1), "national-g3"),
        (date(2027, 2, 28), "national-g3"),
        (date(2027, 3, 1), "national-g4"),
    ],
)
def test_the_receipt_date_chooses_the_pack_on_both_sides_of_each_boundary(first: date, pack: str) -> None:
    rules = select_rules(
        packaged_rulebooks(), receipt_on=first, issuer_codes=(), form="bang_khen_thu_tuong", with_examples=False
    )
    assert rules.law is not None
    assert rules.law.code == pack


@pytest.mark.parametrize(
    ("made_under", "day", "pack"),
    [
        ("98/2023/NĐ-CP", date(2025, 12, 31), "national-g1b"),
        ("152/2025/NĐ-CP", date(2025, 12, 31), "national-g2"),
        ("98/2023/NĐ-CP", date(2026, 1, 1), "national-g2"),
    ],
)
def test_the_transition_serves_while_no_new_local_rules_exist(made_under: str, day: date, pack: str) -> None:
    local = load_rulebook(
        fictitious_local_pack("tinh", "province", ["bang_khen_tinh"], date(2025, 7, 1), made_under=made_under)
    )
    rules = select_rules(
        [*packaged_rulebooks(), local], receipt_on=day, issuer_codes=["tinh"], form="bang_khen_tinh", with_examples=True
    )
    assert rules.law is not None
    assert rules.law.code == pack
    assert rules.local == (local,)


def test_examples_are_labelled_and_count_only_when_asked_for() -> None:
    assert all(book.is_example and book.title_vi.startswith("VÍ DỤ") for book in example_rulebooks())
    assert [book.issuer for book in example_rulebooks()] == ["bn-ubnd-tinh", "ct-ubnd-tp"]
    for wanted in (False, True):
        rules = select_rules(
            [*packaged_rulebooks(), *example_rulebooks()],
            receipt_on=date(2026, 1, 1),
            issuer_codes=["bn-ubnd-tinh"],
            form="giay_khen",
            with_examples=wanted,
        )
        assert bool(rules.local) is wanted


def test_windows_of_the_regimes_follow_one_another_without_a_gap() -> None:
    books = [packaged_rulebook(f"national-{name}") for name in ("g1", "g2", "g3", "g4")]
    for earlier, later in pairwise(books):
        assert earlier.ends_on is not None
        assert earlier.ends_on + timedelta(days=1) == later.starts_on


def test_messages_read_as_sentences_with_names_dates_and_lists() -> None:
    facts = a_prime_minister_proposal(move=MoveFacts(submission=SubmissionFacts(parts=("bases", "content"))))
    said = [
        finding_message(find_spec(packaged_rulebook("national-g2"), finding), finding, "vi", labels())[0]
        for finding in evaluate(facts, guards=(), phase="T4S", law=True)
        if finding.code in {"DS06", "DS07"}
    ]
    assert said == [
        "Tờ trình thiếu phần: thành tích.",
        "Tờ trình thiếu phần: ý kiến của các cơ quan.",
        "Tờ trình thiếu phần: ý kiến thẩm định.",
        "Chưa đủ tệp điện tử gửi kèm bản giấy: Bộ hồ sơ điện tử.",
    ]


@pytest.mark.parametrize("path", sorted(CHECKS.glob("law_*.py")), ids=lambda path: path.name)
def test_what_a_finding_of_the_law_is_about_has_a_name(path: Path) -> None:
    words = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEBAB.fullmatch(node.value)
    }
    assert not sorted(words - set(kinds()) - set(labels()["reasons"]))


@pytest.mark.parametrize(
    ("code", "param", "family"),
    [("DS09", "groups", "special_groups"), ("DS06", "parts", "reasons"), ("ST06", "documents", "occupations")],
)
def test_codes_of_the_parameters_have_names(code: str, param: str, family: str) -> None:
    found = [spec.params[param] for spec in specs("national-g2", code) if param in spec.params]
    named = labels()[family]
    assert found
    assert all(word in named for word in found[0])


@pytest.mark.parametrize(
    ("sent", "received", "pack"),
    [
        (date(2025, 6, 30), date(2025, 8, 15), "national-g1"),
        (date(2025, 7, 1), date(2025, 8, 15), "national-g2"),
        (date(2026, 9, 30), date(2026, 10, 1), "national-g3"),
        (None, date(2025, 8, 15), "national-g2"),
    ],
)
def test_a_file_sent_before_july_2025_finds_the_old_decree_whenever_it_arrives(
    sent: date | None, received: date, pack: str
) -> None:
    rules = select_rules(
        packaged_rulebooks(), receipt_on=received, issuer_codes=(), form="bang_khen_thu_tuong", sent_on=sent
    )
    assert rules.law is not None
    assert rules.law.code == pack

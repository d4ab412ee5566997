"""Holds and discipline (PR05-PR08): a letter stops nothing, a verification does, a conclusion opens again."""

from datetime import date

import pytest

from tests.builders.facts import a_document
from tests.builders.law import FAIL, PASS, UNKNOWN, a_g2_proposal, a_household, abouts, ask, papers, specs_of, verdicts
from workflows.facts import DisciplineFacts, HoldFacts, MoveFacts, StepFacts


def a_hold(**changes: object) -> HoldFacts:
    values: dict[str, object] = {
        "id": "h1",
        "kind": "denunciation",
        "body": "Thanh tra tỉnh (giả định)",
        "number": "5/QĐ-TT",
        "opened_on": date(2025, 8, 20),
    }
    return HoldFacts(**values | changes)  # type: ignore[arg-type]  # invented values of the right types


@pytest.mark.parametrize(
    ("hold", "expected"),
    [
        (a_hold(accepted=False), PASS),
        (a_hold(), FAIL),
        (a_hold(opened_on=date(2025, 9, 1)), FAIL),
        (a_hold(opened_on=date(2025, 9, 2)), PASS),
        (a_hold(closed_on=date(2025, 9, 1), cleared=True, conclusion="9/KL"), PASS),
        (a_hold(closed_on=date(2025, 9, 2)), FAIL),
    ],
)
def test_only_an_open_verification_stops_a_proposal(hold: HoldFacts, expected: object) -> None:
    assert verdicts(a_g2_proposal(holds=(hold,)), "PR05") == [expected]


def test_the_law_names_persons_and_collectives_only() -> None:
    assert verdicts(a_g2_proposal(), "PR05") == [PASS]
    assert specs_of(a_g2_proposal(nominee=a_household(), holds=(a_hold(),)), "PR05") == []


def test_a_hold_names_its_body_and_document() -> None:
    assert abouts(ask(a_g2_proposal(move=MoveFacts(source_body=" ")), "PR06")) == ["source-body", "source-number"]
    named = MoveFacts(source_body="Thanh tra tỉnh", source_number="5/QĐ-TT")
    assert verdicts(a_g2_proposal(move=named), "PR06") == [PASS]


@pytest.mark.parametrize(
    ("number", "cleared", "expected"),
    [("9/KL", True, PASS), ("9/KL", False, FAIL), ("9/KL", None, UNKNOWN), ("", True, FAIL)],
)
def test_a_release_rests_on_a_written_clearance(number: str, cleared: bool | None, expected: object) -> None:
    facts = a_g2_proposal(move=MoveFacts(conclusion_number=number, cleared=cleared), documents=())
    assert verdicts(facts, "PR07") == [expected]


def test_an_attached_conclusion_gives_the_number() -> None:
    facts = a_g2_proposal(move=MoveFacts(cleared=True), documents=papers("D19", number="9/KL-TT"))
    assert verdicts(facts, "PR07") == [PASS]
    assert all(not spec.settle for spec in specs_of(facts, "PR07"))


@pytest.mark.parametrize(
    ("attached", "cleared", "expected"),
    [((3,), True, [FAIL]), ((7,), True, [PASS]), ((3, 7), True, [PASS]), ((7,), False, [FAIL])],
)
def test_only_a_conclusion_that_came_after_the_last_hold_opens_again(
    attached: tuple[int, ...], cleared: bool, expected: list[object]
) -> None:
    steps = tuple(
        StepFacts(action, "nguoi-khac", "home_affairs_appraiser", "so-noi-vu", date(2025, 8, 20), seq, "", "")
        for seq, action in ((2, "hold"), (4, "release"), (6, "hold"))
    )
    filed = tuple(
        a_document("D19", number=f"{seq}/KL", attached_seq=seq, meta={"cleared": cleared}) for seq in attached
    )
    facts = a_g2_proposal(move=MoveFacts(cleared=True), steps=steps, documents=filed)
    assert verdicts(facts, "PR07") == expected
    stated = ask(facts, "PR07")[0].params["document"]
    assert stated == ("7/KL" if 7 in attached else "")


@pytest.mark.parametrize(
    ("served_on", "starts_on", "expected"),
    [
        (date(2022, 12, 31), date(2023, 1, 1), [PASS]),
        (date(2023, 1, 1), date(2023, 1, 1), [FAIL]),
        (date(2024, 6, 1), date(2023, 1, 1), [FAIL]),
        (None, date(2023, 1, 1), [UNKNOWN]),
        (date(2022, 12, 31), None, [UNKNOWN]),
    ],
)
def test_achievements_count_after_discipline(
    served_on: date | None, starts_on: date | None, expected: list[object]
) -> None:
    measure = DisciplineFacts("d1", "khien_trach", "3/QĐ-KL", date(2022, 1, 1), served_on)
    assert verdicts(a_g2_proposal(disciplines=(measure,), starts_on=starts_on), "PR08") == expected


def test_a_clean_record_is_not_asked_about() -> None:
    assert ask(a_g2_proposal(), "PR08") == []

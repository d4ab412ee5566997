"""Criteria of type A, B and C, each met, not met or not known."""

from datetime import date
from typing import Any

import pytest

from tests.builders.answers import ask, problems, stops, verdicts, worst
from tests.builders.facts import a_document, a_judgement, a_proposal_facts, a_title, an_initiative
from tests.builders.plans import a_criterion, a_plan
from workflows.facts import DisciplineFacts, ProposalFacts
from workflows.plans.model import EvidenceNeed, TitleNeed


def under(criterion: Any, **changes: Any) -> ProposalFacts:
    """A proposal judged by one criterion alone, for achievements of 2024 and 2025."""
    period = {"starts_on": date(2024, 1, 1), "ends_on": date(2025, 12, 31)}
    return a_proposal_facts(plan=a_plan(criteria=(criterion,)), **period | changes)


CDHT = TitleNeed(("CDHT",))
UNIT = TitleNeed(("DVHT",))
COMMUNE = TitleNeed(("CDONGHT",), level="commune")


@pytest.mark.parametrize(
    ("need", "titles", "expected", "why"),
    [
        (CDHT, (), "fail", ("title-absent",)),
        (CDHT, (a_title("GDHT"),), "fail", ("title-absent",)),
        (CDHT, (a_title(),), "pass", ()),
        (CDHT, (a_title(revoked=True),), "fail", ("title-revoked",)),
        (CDHT, (a_title(decided_on=date(2026, 1, 2)),), "fail", ("decided-after-period",)),
        (CDHT, (a_title(decided_on=date(2023, 6, 1)),), "unknown", ("validity-not-stated",)),
        (CDHT, (a_title(decided_on=date(2023, 6, 1), valid_until=date(2024, 6, 1)),), "pass", ()),
        (CDHT, (a_title(decided_on=date(2022, 6, 1), valid_until=date(2023, 6, 1)),), "fail", ("title-lapsed",)),
        (CDHT, (a_title(total=80, min_indicator=5, criteria_set="qd-324"),), "pass", ()),
        (CDHT, (a_title(total=79, min_indicator=5, criteria_set="qd-324"),), "fail", ("total-too-low",)),
        (CDHT, (a_title(total=82, min_indicator=4, criteria_set="324/QĐ-HKHVN"),), "fail", ("indicator-too-low",)),
        (CDHT, (a_title(total=82, min_indicator=4),), "fail", ("indicator-too-low",)),
        (CDHT, (a_title(total=72, min_indicator=5, criteria_set="cdht-thi-diem-2021"),), "pass", ()),
        (TitleNeed(("CDHT",), criteria_set="qd-324"), (a_title(criteria_set="qd-244-2022"),), "fail", ("title-set",)),
        (TitleNeed(("CDHT",), criteria_set="qd-324"), (a_title(),), "pass", ()),
        (TitleNeed(("CDHT",), year=2025), (a_title(),), "fail", ("title-year",)),
        (TitleNeed(("GDHT", "DHHT")), (a_title("DHHT"),), "pass", ()),
        (UNIT, (a_title("DVHT", decided_on=date(2021, 5, 1)),), "pass", ()),
        (UNIT, (a_title("DVHT", decided_on=date(2020, 5, 1)),), "fail", ("title-lapsed",)),
        (COMMUNE, (a_title("CDONGHT", level="commune"),), "pass", ()),
        (COMMUNE, (a_title("CDONGHT", level="district"),), "fail", ("title-level",)),
        (COMMUNE, (a_title("CDONGHT"),), "unknown", ("level-not-stated",)),
        (COMMUNE, (a_title("CDONGHT", level="commune", decided_on=date(2021, 1, 31)),), "pass", ()),
        (COMMUNE, (a_title("CDONGHT", level="commune", decided_on=date(2020, 12, 31)),), "fail", ("title-lapsed",)),
    ],
)
def test_a_title_is_held(need: TitleNeed, titles: Any, expected: str, why: tuple[str, ...]) -> None:
    findings = ask("titles-held", under(a_criterion("CN-1", title=need), titles=titles), "T2")
    assert worst(findings) == expected
    assert problems(findings).get("CN-1", ()) == why
    assert findings[0].code == "G03"


LATE = an_initiative("9/QĐ", recognised_on=date(2026, 1, 1))
UNFILED = an_initiative("8/QĐ", paper="")


@pytest.mark.parametrize(
    ("initiatives", "expected", "why"),
    [
        ((an_initiative("1"), an_initiative("2")), "pass", ()),
        ((an_initiative("1"),), "fail", ("initiatives-too-few",)),
        ((an_initiative("1"), an_initiative("1", id="again")), "fail", ("initiatives-too-few",)),
        ((an_initiative("1"), LATE), "fail", ("initiatives-too-few",)),
        ((an_initiative("1"), UNFILED), "fail", ("initiative-paper-absent",)),
    ],
)
def test_initiatives_are_counted(initiatives: Any, expected: str, why: tuple[str, ...]) -> None:
    findings = ask("titles-held", under(a_criterion("CN-2", initiatives=2), initiatives=initiatives), "T2")
    assert worst(findings) == expected
    assert problems(findings).get("CN-2", ()) == why


def test_a_confirmation_belongs_to_its_criterion() -> None:
    criterion = a_criterion("CN-1", confirmation=True)
    other = under(criterion, documents=(a_document("E07", criterion="CN-9"),))
    assert problems(ask("titles-held", other, "T2")) == {"CN-1": ("confirmation-absent",)}
    own = under(criterion, documents=(a_document("E07", criterion="CN-1"),))
    assert worst(ask("titles-held", own, "T2")) == "pass"


def test_a_recognition_that_the_plan_does_not_describe_is_unknown() -> None:
    assert problems(ask("titles-held", under(a_criterion("CN-1")), "T2")) == {"CN-1": ("requirement-not-stated",)}


def paper(day: date | None, **changes: Any) -> Any:
    return a_document("E04", criterion="CN-3", dated_on=day, id=f"paper-{day}", **changes)


ONCE, YEARLY = EvidenceNeed("E04"), EvidenceNeed("E04", "year")


@pytest.mark.parametrize(
    ("need", "documents", "expected", "why"),
    [
        (ONCE, (), "fail", ("evidence-absent",)),
        (ONCE, (paper(date(2024, 5, 1)),), "pass", ()),
        (ONCE, (paper(date(2023, 12, 31)),), "fail", ("evidence-outside-period",)),
        (ONCE, (paper(None),), "unknown", ("evidence-undated",)),
        (EvidenceNeed("E04", count=2), (paper(date(2024, 5, 1)),), "fail", ("evidence-too-few",)),
        (YEARLY, (paper(date(2024, 5, 1)),), "fail", ("evidence-too-few",)),
        (YEARLY, (paper(date(2024, 5, 1)), paper(date(2025, 5, 1))), "pass", ()),
        (YEARLY, (paper(date(2023, 12, 20), meta={"year": 2024}), paper(date(2025, 5, 1))), "pass", ()),
    ],
)
def test_evidence_is_dated_in_the_period(need: EvidenceNeed, documents: Any, expected: str, why: Any) -> None:
    facts = under(a_criterion("CN-3", "B", evidence=(need,)), documents=documents)
    findings = ask("evidence-dated-in-period", facts, "T2")
    assert worst(findings) == expected
    assert problems(findings).get("CN-3", ()) == why


def test_the_missing_years_are_listed() -> None:
    facts = under(a_criterion("CN-3", "B", evidence=(YEARLY,)), documents=(paper(date(2025, 5, 1)),))
    (finding,) = ask("evidence-dated-in-period", facts, "T2")
    assert finding.params["years"] == [2024]


def test_yearly_evidence_cannot_be_counted_without_a_period() -> None:
    facts = under(a_criterion("CN-3", "B", evidence=(YEARLY,)), starts_on=None, documents=(paper(date(2025, 5, 1)),))
    assert worst(ask("evidence-dated-in-period", facts, "T2")) == "unknown"


def test_a_criterion_without_a_named_document_takes_any_dated_one() -> None:
    criterion = a_criterion("CN-3", "B")
    assert worst(ask("evidence-dated-in-period", under(criterion, documents=()), "T2")) == "fail"
    assert (
        worst(ask("evidence-dated-in-period", under(criterion, documents=(paper(date(2024, 1, 1)),)), "T2")) == "pass"
    )


def discipline(starts: date, ends: date | None) -> DisciplineFacts:
    return DisciplineFacts("discipline-1", "khien_trach", "3/QĐ", starts, ends)


CONTRIBUTION = a_criterion("CN-2", "C", needs_evidence=True)
ENTRY = a_criterion("CN-0", "C", needs_clean_record=True)


@pytest.mark.parametrize(
    ("criterion", "changes", "expected", "why"),
    [
        (CONTRIBUTION, {"judgements": ()}, "unknown", ("judgement-absent",)),
        (CONTRIBUTION, {}, "pass", ()),
        (CONTRIBUTION, {"judgements": (a_judgement("CN-2", met=False),)}, "fail", ("judged-not-met",)),
        (CONTRIBUTION, {"judgements": (a_judgement("CN-2", reason=" "),)}, "fail", ("judgement-without-reason",)),
        (CONTRIBUTION, {"judgements": (a_judgement("CN-2", by_person="person-an"),)}, "fail", ("judged-by-nominee",)),
        (CONTRIBUTION, {"documents": ()}, "fail", ("evidence-absent",)),
        (ENTRY, {"judgements": (a_judgement("CN-0"),)}, "pass", ()),
        (
            ENTRY,
            {
                "judgements": (a_judgement("CN-0"),),
                "disciplines": (discipline(date(2024, 3, 1), date(2024, 6, 1)),),
            },
            "fail",
            ("under-discipline",),
        ),
        (
            ENTRY,
            {
                "judgements": (a_judgement("CN-0"),),
                "disciplines": (discipline(date(2022, 3, 1), date(2023, 3, 1)),),
            },
            "pass",
            (),
        ),
    ],
)
def test_a_judgement_is_recorded(criterion: Any, changes: Any, expected: str, why: Any) -> None:
    findings = ask("judgements-recorded", under(criterion, **changes), "T2")
    assert worst(findings) == expected
    assert problems(findings).get(criterion.code, ()) == why
    assert stops(findings) == (expected != "pass")


def test_criteria_of_other_categories_are_not_asked() -> None:
    facts = under(a_criterion("TT-1", title=CDHT), titles=())
    assert verdicts(ask("titles-held", facts, "T2")) == []

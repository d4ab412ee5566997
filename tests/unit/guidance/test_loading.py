"""A guidance file is read whole or refused with every problem at once, each at its place."""

from datetime import date
from fractions import Fraction

import pytest

from tests.builders.guidances import guidance_text, quota_table
from workflows.guidance.loading import GuidanceInvalid, load_guidance


def problems_of(text: str) -> list[str]:
    with pytest.raises(GuidanceInvalid) as caught:
        load_guidance(text)
    return caught.value.problems


def test_what_a_guidance_leaves_unsaid_stays_not_stated() -> None:
    bare = load_guidance(guidance_text())
    assert (bare.submit_before.state, bare.submit_to.state, bare.sets.state, bare.standard.state) == ("not_stated",) * 4
    assert (bare.quotas_state, bare.papers_state, bare.exclusions_state) == ("not_stated",) * 3
    assert (bare.quotas, bare.papers, bare.exclusions) == ((), (), ())
    assert bare.is_binding


def test_values_keep_their_lines_and_fractions_are_exact() -> None:
    text = guidance_text(
        before=date(2025, 5, 5),
        quotas=quota_table("percent_of_eligible", "5/100", at_least=1, must_know=True, levels=["department"]),
        dossier='\n[[dossier]]\ndocument = "D04|D05"\nlines = [8]\n',
        exclusions="\n[[exclusions]]\n"
        'kind = "rewarded_in_phase"\nawards = ["bang_khen_tinh"]\nfirst = 2021-01-01\nlast = 2023-12-31\nlines = [9]\n',
    )
    read = load_guidance(text)
    assert (read.submit_before.value, read.submit_before.lines) == (date(2025, 5, 5), (7,))
    (quota,) = read.quotas
    assert (quota.value, quota.at_least, quota.must_know, quota.lines) == (Fraction(1, 20), 1, True, (5,))
    assert (read.papers[0].document, read.exclusions[0].awards) == ("D04|D05", ("bang_khen_tinh",))
    assert read.digest == load_guidance(text).digest
    assert read.forms_for("so_ket") == ("bang_khen_tinh", "bang_khen_thu_tuong")
    assert read.forms_for("yearly") == ()


@pytest.mark.parametrize("more", ["is_example = true", ""])
def test_an_example_and_a_text_nobody_read_bind_nobody(more: str) -> None:
    text = guidance_text(more=more)
    read = load_guidance(text if more else text.replace('confidence = "V"', 'confidence = "R"'))
    assert not read.is_binding


@pytest.mark.parametrize(
    ("quotas", "expected"),
    [
        (
            quota_table("per_body", "1/2"),
            "quotas[0].value: a number of entries is whole",
        ),
        (quota_table("per_body", "0.5"), "quotas[0].value: '0.5' is not a whole number or a fraction such as 5/100"),
        (quota_table("per_body", "1/0"), "quotas[0].value: '1/0' is not a whole number or a fraction such as 5/100"),
        (quota_table("percent_of_eligible", "5"), "quotas[0].value: a share of the eligible is at most 1"),
        (quota_table("per_body", "2", at_least=1), "quotas[0].at_least: only a share of the eligible may say this"),
        (quota_table("total", "9", levels=["commune"]), "quotas[0].kind: a total is counted over all bodies"),
        (quota_table("sometimes"), "quotas[0].kind: 'sometimes' is not one of"),
        (quota_table() + quota_table(), "quotas: code 'bk-tinh' is used 2 times"),
    ],
)
def test_a_quota_that_nobody_could_count_is_refused(quotas: str, expected: str) -> None:
    assert any(problem.startswith(expected) for problem in problems_of(guidance_text(quotas=quotas)))


def test_every_problem_is_said_at_once() -> None:
    text = guidance_text(more="ends_on = 2024-01-01\nsurprise = 1", dossier='\n[[dossier]]\ndocument = "D99"\n')
    text = text.replace('campaign = "xa-hoi-hoc-tap-2023-2030"\n', "").replace(
        'quotas = "not_stated"', 'quotas = "stated"'
    )
    assert set(problems_of(text)) == {
        "campaign: missing",
        "ends_on: earlier than effective_on",
        "surprise: unknown key",
        "dossier[0].document: no type of document is called 'D99'",
        "states.quotas: stated exactly where the file has such lines",
    }


REPLACES = 'replaces_from = {{ state = "stated", value = {day}, lines = [9] }}\n'


def test_a_later_version_says_itself_from_when_it_replaces_an_earlier_one() -> None:
    silent, stated = (
        load_guidance(guidance_text(version=2, more=more)) for more in ("", REPLACES.format(day="2025-03-05"))
    )
    assert (silent.replaces_from.state, stated.replaces_from.lines) == ("not_stated", (9,))
    assert not silent.replaces_earlier(date.max)
    assert [stated.replaces_earlier(date(2025, 3, day)) for day in (4, 5)] == [False, True]
    assert not load_guidance(
        guidance_text(version=2, more=REPLACES.format(day="2025-03-05") + "is_example = true")
    ).replaces_earlier(date.max)


@pytest.mark.parametrize(
    ("version", "day", "expected"),
    [
        (1, "2025-03-05", "replaces_from: the first version has none before it"),
        (2, "2025-01-01", "replaces_from: earlier than effective_on"),
    ],
)
def test_what_nothing_can_be_replaced_by_is_refused(version: int, day: str, expected: str) -> None:
    assert problems_of(guidance_text(version=version, more=REPLACES.format(day=day))) == [expected]


@pytest.mark.parametrize("text", ["= no", 'code = "x"'])
def test_what_is_no_guidance_at_all_is_refused(text: str) -> None:
    assert problems_of(text)

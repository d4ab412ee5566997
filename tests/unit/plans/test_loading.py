"""Reading a plan file: all problems at once, and a digest that knows values and forgets key order."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.plans.plan_files import SMALL_PLAN, a_plan_file
from workflows.plans.catalog import packaged_texts
from workflows.plans.loading import (
    PlanInvalid,
    canonical_json,
    data_digest,
    load_plan,
    plan_digest,
    plan_from_data,
)

WORDS = st.text('aAzđê"\\\n', max_size=4)
VALUES = st.recursive(st.booleans() | st.integers(-(2**53), 2**53) | WORDS, lambda inner: st.lists(inner, max_size=3))
DOCUMENTS = st.dictionaries(WORDS, VALUES | st.dictionaries(WORDS, VALUES, max_size=3), max_size=4)


def problems_of(data: dict[str, Any]) -> list[str]:
    with pytest.raises(PlanInvalid) as refused:
        plan_from_data(data)
    assert str(refused.value) == "; ".join(refused.value.problems)
    return refused.value.problems


def test_small_plan_reads_with_everything_else_not_stated() -> None:
    plan = load_plan(SMALL_PLAN)
    assert (plan.code, plan.number, plan.issuer_successor) == ("so-mau", "7/KH-SM", None)
    assert plan.budget.state == plan.collector.state == "not_stated"
    assert dict(plan.category("CN").legal_subjects) == {"person": "CN"}
    assert plan.digest == plan_digest(SMALL_PLAN)


def spoil(data: dict[str, Any]) -> None:
    """Put a mistake of every kind into a plan."""
    data["colour"] = "red"
    data["identity"]["issued_on"] = "2024-13-01"
    data["identity"]["issuer_level"] = "village"
    data["categories"].append(data["categories"][0] | {"code": "TT", "nominee_kinds": ["robot"]})
    data["criteria"].append(data["criteria"][0])
    data["criteria"][1] |= {"category": "XX", "kind": "B", "evidence": [], "needs_evidence": False}
    data["criteria"].append(
        {
            "code": "SM-3",
            "category": "CN",
            "kind": "A",
            "wording": "Cu\u031b",
            "lines": [3, 2],
            "paraphrase_en": "x",
        }
    )
    data["occasions"][0]["forms"]["value"] = ["huy_hieu"]
    data["budget"] = {"state": "perhaps"}
    data["guidance"] = {"state": "stated"}


def test_all_problems_are_listed_at_once() -> None:
    problems = problems_of(a_plan_file(spoil))
    for expected in (
        "colour: unknown key",
        "identity.issued_on: '2024-13-01' is not a date",
        "identity.issuer_level: 'village' is not one of",
        "categories[1].nominee_kinds: 'robot' is not one of",
        "categories TT: has no criterion",
        "criteria: code 'SM-1' is used 2 times",
        "criteria SM-2: category 'XX' is unknown",
        "criteria SM-2: kind B needs evidence",
        "criteria[3].wording: text is not NFC",
        "criteria[3].lines: must be a rising list of line numbers",
        "criteria SM-3: kind A needs a title, initiatives or a confirmation",
        "occasions[0].forms.value: 'huy_hieu' is not one of",
        "budget.state: 'perhaps' is not one of",
        "guidance.value: missing",
        "guidance.lines: missing",
    ):
        assert any(problem.startswith(expected) for problem in problems), expected


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("version",), 0, "version: must be a whole number of at least 1"),
        (("version",), True, "version: must be a whole number"),
        (("version",), 1.5, "version: float has no place in such a file"),
        (("code",), " ", "code: must be a non-empty text"),
        (("identity",), "x", "identity: must be a table, not str"),
        (("identity", "issued_on"), 5, "identity.issued_on: must be a date"),
        (("identity", "issued_on"), "2024-05-03", "identity.issued_on: 2024-05-03 is not the printed date"),
        (("identity", "status"), "chua_ban_hanh", "identity.status: a plan with a number and a date is published"),
        (("identity", "movement_aliases"), "x", "identity.movement_aliases: must be a list of non-empty texts"),
        (("identity", "issuer_code"), "other", "identity.issuer_code: body 'other' is not among the bodies"),
        (("identity", "sign_mode"), "XX", "identity.sign_mode: 'XX' is not one of"),
        (("period", "value", "ends"), 2020, "period: ends before it starts"),
        (("categories",), {}, "categories: must be a list of tables"),
        (("categories", 0, "nominee_kinds"), [], "categories CN: names no kind of nominee"),
        (("categories", 0, "lines"), [], "categories CN: names no line of the source"),
        (("categories", 0, "closed_from"), "2025-07-01", "categories CN: is closed without a ground"),
        (("categories", 0, "legal_subjects"), {"robot": "TT"}, "categories CN: legal_subjects names the unknown kind"),
        (("criteria", 0, "lines"), [], "criteria SM-1: names no line of the source"),
        (("criteria", 0, "title"), {"titles": []}, "criteria SM-1: title names no title"),
        (("criteria", 0, "title", "level"), "moon", "criteria[0].title.level: 'moon' is not one of"),
        (("criteria", 0, "confirmation"), "yes", "criteria[0].confirmation: must be true or false"),
        (("criteria", 1, "kind"), "A", "criteria SM-2: kind A needs a title"),
        (("criteria", 1, "initiatives"), 1, "criteria SM-2: only kind A asks"),
        (("criteria", 1, "source_wording"), ["một"], "criteria SM-2: source_wording has one piece for each line"),
        (("criteria", 1, "evidence"), [], "criteria SM-2: needs_evidence without a kind of evidence"),
        (("criteria", 1, "evidence"), [{"document_type": "E99"}], "criteria[1].evidence[0].document_type: 'E99'"),
        (("occasions", 0, "forms", "value"), [], "occasions yearly: states its forms and names none"),
        (("occasions", 0, "period_state"), "stated", "occasions yearly: period_state and the dates disagree"),
        (
            ("occasions", 0, "form_groups"),
            [{"wording": "x", "forms": ["bang_khen_bo"]}],
            "occasions yearly: form group",
        ),
        (
            ("occasions", 0, "decider_by_form"),
            {"bang_khen_bo": {"state": "not_stated"}},
            "occasions yearly: decider_by_form names 'bang_khen_bo'",
        ),
        (
            ("collector",),
            {"state": "stated", "value": "x", "lines": [1]},
            "collector: body 'x' is not among the bodies",
        ),
        (("collector",), {"state": "none", "value": "x"}, "collector.value: unknown key"),
        (("warnings",), [{"code": "12", "message_vi": "x", "message_en": "x"}], "warnings 12: must be a letter"),
        (("bases",), [{"text": "x", "warning": "A1"}], "bases 'x': warning 'A1' is not among the warnings"),
        (
            ("bases",),
            [{"text": "x", "cited_date": "01/02/2024", "canonical_date": "2024-02-03"}],
            "bases 'x': the cited date differs from the true one without a warning",
        ),
        (
            ("deadlines",),
            [{"code": "x", "reporter": "y", "before": "13-01"}],
            "deadlines[0].before: '13-01' is not MM-DD",
        ),
        (("recipients",), [{"name": "x", "body": "y"}], "recipients 'x': body 'y' is not among the bodies"),
        (("phases",), [{"number": 1, "starts": 2025, "ends": 2024, "review": "so_ket"}], "phases 1: ends before"),
        (("phases",), [{"number": 1, "starts": 2024, "ends": 2025, "review": "so_ket"}], "phases 1: review 'so_ket'"),
    ],
)
def test_one_wrong_value_is_named_with_its_path(path: tuple[Any, ...], value: Any, problem: str) -> None:
    def spoil(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    assert any(found.startswith(problem) for found in problems_of(a_plan_file(spoil)))


def test_occasion_may_not_end_before_it_starts() -> None:
    dates = {"starts_on": "2025-01-01", "ends_on": "2024-01-01", "period_state": "stated"}
    assert problems_of(a_plan_file(lambda data: data["occasions"][0].update(dates))) == [
        "occasions yearly: ends before it starts"
    ]


def test_published_plan_needs_number_and_date() -> None:
    assert "identity.status: a published plan has a number and a date" in problems_of(
        a_plan_file(lambda data: data["identity"].pop("number"))
    )


def test_empty_file_names_what_is_missing() -> None:
    problems = problems_of({})
    assert {"code: missing", "identity.title: missing", "criteria: missing"} <= set(problems)


@pytest.mark.parametrize("read", [load_plan, plan_digest])
def test_text_that_is_not_toml_or_not_nfc_is_refused(read: Callable[[str], object]) -> None:
    with pytest.raises(PlanInvalid, match="not TOML"):
        read("= 1")
    with pytest.raises(PlanInvalid, match="code: text is not NFC"):
        read('code = "e\u0301"')


def test_digest_forgets_key_order_and_dates_may_be_texts() -> None:
    data = a_plan_file()
    turned = dict(reversed(data.items())) | {"identity": dict(reversed(data["identity"].items()))}
    assert data_digest(turned) == data_digest(data)
    assert plan_from_data(json.loads(canonical_json(data))) == plan_from_data(data)


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        return [leaf for key, value in items for leaf in leaves(value, (*path, key))]
    return [path]


def test_digest_changes_with_any_value() -> None:
    digests = {data_digest(a_plan_file())}
    paths = leaves(a_plan_file())
    for path in paths:
        data = a_plan_file()
        holder: Any = data
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = f"{holder[path[-1]]} đổi"
        digests.add(data_digest(data))
    assert len(digests) == len(paths) + 1


@settings(max_examples=50)
@given(DOCUMENTS)
def test_canonical_text_reads_back_to_itself(document: dict[str, Any]) -> None:
    text = canonical_json(document)
    assert canonical_json(json.loads(text)) == text
    assert data_digest(json.loads(text)) == data_digest(document)


@pytest.mark.parametrize("name", packaged_texts())
def test_packaged_file_keeps_its_digest_through_json(name: str) -> None:
    text = packaged_texts()[name]
    assert plan_digest(text) == data_digest(json.loads(canonical_json(tomllib.loads(text))))


def test_value_without_a_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no place in such a file"):
        canonical_json({"a": {1}})

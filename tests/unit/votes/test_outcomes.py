"""Outcomes of a sheet: what departs from advice, what contradicts a vote, which form lies next; the order of forms."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.db.dossier_rows import JudgementRow, StepRow
from service.db.models.sheets import OUTCOMES as KEPT
from service.schemas.council_sheets import OUTCOMES as STATED
from service.usecases.councils.council_advice import advice_of
from workflows.flows.catalog import packaged_flows
from workflows.labels import labels
from workflows.plans.catalog import packaged_plans
from workflows.plans.model import Occasion, Stated
from workflows.plans.vocabulary import FORMS
from workflows.traces import standing_steps
from workflows.votes.outcomes import Way, citation_of, contradicts, differs, level_of, nearest, next_forms, outcomes

VOTES = ("agreed", "not_agreed", "undecided")
WAYS: tuple[Way, ...] = ("higher", "lower")
form, forms, way = some.sampled_from(FORMS), some.lists(some.sampled_from(FORMS)), some.sampled_from(WAYS)


def test_the_outcomes_are_the_same_wherever_they_are_named() -> None:
    assert tuple(outcomes()) == KEPT == STATED == tuple(labels()["sheet_outcomes"])
    assert all(citation_of(rule).text for rule in ("reason", "vote", "forms"))
    assert set(FORMS) == {one for one in FORMS if level_of(one) >= 1}


def test_nothing_departs_from_advice_that_was_never_given() -> None:
    assert not any(differs(outcome, "") for outcome in ("", *outcomes()))
    assert not any(differs("", advice) for advice in ("", "agree", "not_agree"))
    assert [one for one in outcomes() if not differs(one, "agree")] == ["agree"]


def test_the_vote_decides_what_may_be_released() -> None:
    assert [one for one in outcomes() if not contradicts(one, "agreed")] == ["agree"]
    assert [one for one in outcomes() if not contradicts(one, "not_agreed")] == ["not_agree", "higher", "lower"]
    assert not any(contradicts(one, "undecided") for one in outcomes())
    assert all(contradicts(one, "undecided", is_closed=True) for one in outcomes() if one != "put_off")
    assert contradicts("put_off", "undecided", is_closed=True)


@given(some.sampled_from(tuple(outcomes())), some.sampled_from(VOTES))
def test_at_most_one_vote_fits_an_outcome(outcome: str, vote: str) -> None:
    fits = [one for one in VOTES[:2] if not contradicts(outcome, one)]
    assert len(fits) <= 1
    assert contradicts(outcome, vote) == (vote in VOTES[:2] and vote not in fits)


@given(forms, form, way)
def test_the_next_form_is_beyond_and_nothing_lies_between(given_forms: list[str], here: str, wanted: Way) -> None:
    found = nearest(given_forms, here, wanted)
    sign = 1 if wanted == "higher" else -1
    assert set(found) <= set(given_forms)
    assert len({level_of(one) for one in found}) <= 1
    beyond = [one for one in given_forms if (level_of(one) - level_of(here)) * sign > 0]
    assert bool(found) == bool(beyond)
    if found:
        step = (level_of(found[0]) - level_of(here)) * sign
        assert step > 0
        assert all((level_of(one) - level_of(here)) * sign >= step for one in beyond)
        assert set(found) == {one for one in beyond if level_of(one) == level_of(found[0])}


@given(form, way)
def test_up_and_down_again_leads_back_to_the_same_level(here: str, wanted: Way) -> None:
    back: Way = "lower" if wanted == "higher" else "higher"
    for beyond in nearest(FORMS, here, wanted):
        assert level_of(here) in {level_of(one) for one in nearest(FORMS, beyond, back)}


def test_every_shipped_plan_gives_only_forms_that_it_names_or_leaves_open() -> None:
    for plan, one, wanted in product(packaged_plans(), FORMS, WAYS):
        for occasion in plan.occasions:
            found = next_forms(occasion, one, wanted)
            is_open = not occasion.forms.is_stated or (wanted == "higher" and occasion.higher_forms_by_guidance)
            assert is_open or set(found) <= set(occasion.forms.value or ())


@pytest.mark.parametrize(
    ("stated", "by_guidance", "wanted", "found"),
    [
        (("giay_khen",), False, "higher", ()),
        (("giay_khen",), True, "higher", ("bang_khen_tinh", "bang_khen_bo")),
        (("giay_khen", "bang_khen_thu_tuong"), False, "higher", ("bang_khen_thu_tuong",)),
        (None, False, "higher", ("bang_khen_tinh", "bang_khen_bo")),
        (None, False, "lower", ()),
    ],
)
def test_the_plan_says_which_forms_there_are(
    stated: tuple[str, ...] | None, *, by_guidance: bool, wanted: Way, found: tuple[str, ...]
) -> None:
    said: Stated[tuple[str, ...]] = Stated("stated", stated) if stated else Stated("not_stated")
    occasion = Occasion("yearly", "", "", forms=said, higher_forms_by_guidance=by_guidance)
    assert next_forms(occasion, "giay_khen", wanted) == found


STEP = StepRow("p", 1, "draft", "", "drafted", "a", "a", "unit_clerk", "o", date(2026, 3, 2), "")
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
JUDGED = JudgementRow("j", "p", "C1", True, "r", "a", "a", "hr_officer", "o", 2, NOON, None, "")


def steps(*actions: str) -> list[StepRow]:
    return [STEP._replace(seq=place, action=action) for place, action in enumerate(actions, start=1)]


@pytest.mark.parametrize(
    ("actions", "advice"),
    [
        (("draft", "review"), ""),
        (("draft", "review", "verify"), "agree"),
        (("draft", "review", "verify", "return"), ""),
        (("draft", "review", "verify", "return", "resubmit", "review", "verify"), "agree"),
        (("draft", "review", "verify", "reopen"), ""),
        (("draft", "review", "verify", "hold", "release"), "agree"),
    ],
)
def test_whoever_sent_it_on_last_agreed_unless_it_came_back(actions: tuple[str, ...], advice: str) -> None:
    flow = next(one for one in packaged_flows() if one.name == "F4@2")
    assert advice_of(flow, steps(*actions), [])["outcome"] == advice


def test_what_was_advised_before_a_step_that_was_undone_still_holds() -> None:
    flow = next(one for one in packaged_flows() if one.name == "F4@2")
    course = steps("draft", "review", "verify", "appraise", "reopen")
    undone = [*course[:-1], course[-1]._replace(undoes=4)]
    assert [row.seq for row in standing_steps(undone)] == [1, 2, 3]
    assert advice_of(flow, undone, [])["action"] == "verify"
    assert advice_of(flow, [*undone, STEP._replace(seq=6, action="appraise")], [])["action"] == "appraise"


def test_a_criterion_that_is_judged_not_met_speaks_against_it_until_it_is_judged_anew() -> None:
    flow = next(one for one in packaged_flows() if one.name == "F4@2")
    sent, against = steps("draft", "review", "verify", "appraise"), JUDGED._replace(met=False)
    found = advice_of(flow, sent, [against])
    assert (found["outcome"], found["action"], found["unmet"]) == ("not_agree", "appraise", ["C1"])
    assert advice_of(flow, sent, [against, JUDGED._replace(seq=9)])["outcome"] == "agree"
    assert advice_of(flow, [], [against]) == {"outcome": "", "action": "", "role": "", "on": None, "unmet": ["C1"]}

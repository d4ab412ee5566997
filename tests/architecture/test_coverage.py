"""The report of coverage tells the truth: what it says is carried is tagged, what is tagged exists."""

from service.cli.coverage_page import acts_of, articles_of, carriers, cited_articles, coverage_page, named_guards
from service.usecases.publishing.scenarios import shipped_scenarios
from workflows.flows.catalog import newest_flows
from workflows.rules.catalog import packaged_rulebooks

SCENARIOS = [item.scenario for item in shipped_scenarios()]


def test_articles_are_read_out_of_citations_with_their_document() -> None:
    cited = "Nghị định 152/2025/NĐ-CP, Điều 42; Luật 06/2022/QH15, Điều 84 khoản 2"
    assert list(articles_of(cited)) == ["Nghị định 152/2025/NĐ-CP, Điều 42", "Luật 06/2022/QH15, Điều 84"]
    several = "Luật 06/2022/QH15, Điều 78, 79, 80"
    assert list(articles_of(several)) == [f"Luật 06/2022/QH15, Điều {number}" for number in (78, 79, 80)]
    again = "Nghị định 152/2025/NĐ-CP, Điều 59, Điều 60 khoản 3"
    assert list(articles_of(again)) == [f"Nghị định 152/2025/NĐ-CP, Điều {number}" for number in (59, 60)]
    assert list(articles_of("Quy tắc của phần mềm: Điều 3 không có văn bản")) == []


def test_every_article_and_guard_stands_on_the_page_once() -> None:
    books, flows = packaged_rulebooks(), newest_flows()
    lines = coverage_page().splitlines()
    for name in (*cited_articles(books, flows), *named_guards(books, flows)):
        told = [line for line in lines if line.startswith((f"| {name} |", f"- {name}:"))]
        assert len(told) == 1, name


def test_every_act_between_two_states_is_carried_by_a_scenario() -> None:
    kinds = acts_of(newest_flows())
    assert len(kinds) > 10
    assert not [kind for kind in kinds if not carriers(SCENARIOS, [kind.replace("_", "-")])]


def test_a_scenario_counts_by_its_tag() -> None:
    by_tag = carriers(SCENARIOS, ["PR06"])
    assert by_tag
    assert all("PR06" in item.tags for item in by_tag)
    assert not carriers(SCENARIOS, ["ZZ99"])


def test_every_code_that_a_scenario_carries_is_asked_by_some_rulebook() -> None:
    known = {spec.code for book in packaged_rulebooks() for spec in (*book.checks, *book.reserved)}
    carried = {code for item in SCENARIOS for code in item.codes}
    plan_and_flow = {code for code in carried if code[0] in "AF" and code[1:].isdigit()}  # warnings of plans, flows
    assert carried - plan_and_flow <= known

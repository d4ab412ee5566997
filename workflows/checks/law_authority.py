"""Who may decide (AU01-AU04, AU09, AU10): the office, its body on the day, its reach, and its signature."""

from collections.abc import Iterator

from workflows.checks.law_reading import as_day, find_table
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("decider-has-power")
def decider_has_power(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU01: the deciding office is one that the law lets give this form (Luật Điều 78-80)."""
    rows = [item for item in find_table(facts, "deciders").get("items", ()) if facts.form in item["forms"]]
    posts = {post for item in rows for post in item["posts"]}
    decider = facts.bodies.get("decider")
    named = {facts.move.decision.decider_post, decider.head_role if decider else ""} - {""}
    if not named:
        yield unknown("decider", post="", form=facts.form)
        return
    wrong = sorted(named - posts)
    post = wrong[0] if wrong else min(named)
    yield (failed if wrong else passed)("decider", post=post, form=facts.form)


@check_kind("decider-has-legal-personality")
def decider_has_legal_personality(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU02: Giấy khen of a unit needs legal personality or the rank of a specialised agency (Luật Điều 80.1)."""
    decider = facts.bodies.get("decider")
    if decider is None:
        yield unknown("decider", body="")
    elif decider.level not in spec.params["other_clauses"]:
        may = decider.legal_personality or decider.specialised_agency
        yield (passed if may else failed)("decider", Evidence("organisation", decider.id), body=decider.name)


@check_kind("decider-level-exists")
def decider_level_exists(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU03: no district decides any more; the day of the decision counts (Luật TCCQĐP 2025)."""
    decider = facts.bodies.get("decider")
    if decider is not None:
        is_gone = (
            decider.level in spec.params["ended_levels"] or facts.move.decision.decider_post in spec.params["posts"]
        )
        answer = failed if is_gone else passed
        day = facts.decided_on.isoformat()
        yield answer("decider", Evidence("organisation", decider.id), body=decider.name, on=day)


@check_kind("nominee-within-commune")
def nominee_within_commune(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU04: a commune rewards those it manages or who live in its area (Luật Điều 80.3, 83; NĐ 129/2025 Điều 59)."""
    decider, home = facts.bodies.get("decider"), facts.nominee.organisation
    if decider is None or decider.level not in spec.params["levels"]:
        return
    if home is None:
        yield unknown("nominee", body=decider.name)
    else:
        yield (passed if home.is_within(decider) else failed)("nominee", body=decider.name)


@check_kind("province-exists-on-decision-date")
def province_exists_on_decision_date(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU09: a merged province issues no decision after its end; its successor does (NQ 202/2025/QH15)."""
    decider = facts.bodies.get("decider")
    if decider is None:
        return
    day = facts.decided_on
    successor = "" if decider.is_active(day) else decider.successor or decider.name
    for item in find_table(facts, "merged_provinces").get("items", ()):
        merged_on = as_day(item["merged_on"])
        if merged_on and merged_on <= day and decider.name.casefold().endswith(item["old"].casefold()):
            successor = item["new"]
    answer = failed if successor else passed
    evidence = Evidence("organisation", decider.id)
    yield answer("decider", evidence, body=decider.name, successor=successor, on=day.isoformat())


@check_kind("delegation-in-writing")
def delegation_in_writing(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """AU10: signing TUQ. needs a written mandate with a term that covers the day (NĐ 30/2020, Điều 13)."""
    decision = facts.move.decision
    if decision.sign_mode not in spec.params["modes"]:
        return
    values = {"signer": decision.signer_name, "document": decision.mandate_number}
    if not decision.mandate_number or decision.mandate_to is None:
        yield failed("mandate-missing", **values)
        return
    begins = decision.mandate_from or facts.decided_on
    does_cover = begins <= facts.decided_on <= decision.mandate_to
    yield (passed if does_cover else failed)("mandate-term", **values)

"""Whether the nominee belongs to the plan's category and to its issuer's scope."""

from collections.abc import Iterator

from workflows.checks.registry import check_kind
from workflows.facts import OrganisationFacts, ProposalFacts
from workflows.findings import Answer, Json, failed, passed, unknown
from workflows.plans.model import Category
from workflows.rules.model import CheckSpec


@check_kind("category-fits-nominee")
def category_fits_nominee(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the chosen category is open, meant for such a nominee, and within the plan's reach.

    Sources: plan 004 lines 89 to 91, plan 002 (four groups), plan 003 lines 106 to 172 and inconsistency A18.
    Answers one by one: the category, its closing date, the nominee's kind, function, level, and the issuer's scope.
    """
    named: dict[str, Json] = {"plan": facts.plan.title, "nominee": facts.nominee.name, "category": facts.category}
    category = next((item for item in facts.plan.categories if item.code == facts.category), None)
    if category is None:
        yield failed("category-not-in-plan", **named)
        return
    named["category"] = category.label
    answers = [
        *_find_closed(facts, category, named),
        *_find_misfit(facts, category, named),
        *_find_out_of_scope(facts, named),
    ]
    if not answers:
        yield passed("", **named)
    yield from answers


def _find_closed(facts: ProposalFacts, category: Category, named: dict[str, Json]) -> Iterator[Answer]:
    begun_on = facts.first_sent_on or facts.today
    if category.closed_from is not None and category.closed_from <= begun_on:
        yield failed(
            "category-closed", closed_from=category.closed_from.isoformat(), ground=category.closed_ground, **named
        )


def _find_misfit(facts: ProposalFacts, category: Category, named: dict[str, Json]) -> Iterator[Answer]:
    nominee = facts.nominee
    if nominee.kind not in category.nominee_kinds:
        yield failed("nominee-kind", kinds=list(category.nominee_kinds), **named)
        return
    if category.functions or category.excluded_functions:
        yield from _check_function(nominee.organisation, category, named)
    if category.levels:
        level = nominee.level or (nominee.organisation.level if nominee.organisation else "")
        if not level:
            yield unknown("nominee-level", levels=list(category.levels), **named)
        elif level not in category.levels:
            yield failed("nominee-level", levels=list(category.levels), **named)


def _check_function(
    organisation: OrganisationFacts | None, category: Category, named: dict[str, Json]
) -> Iterator[Answer]:
    if organisation is None:
        yield unknown("body-function", **named)
        return
    wanted = not category.functions or organisation.function in category.functions
    if not wanted or organisation.function in category.excluded_functions:
        yield failed("body-function", **named)


def _find_out_of_scope(facts: ProposalFacts, named: dict[str, Json]) -> Iterator[Answer]:
    if facts.nominee.in_scope is None:
        yield unknown("scope-not-known", issuer=facts.plan.issuer_name, **named)
    elif not facts.nominee.in_scope:
        yield failed("foreign-scope", issuer=facts.plan.issuer_name, **named)

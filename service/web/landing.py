"""What the first page shows: the flows in force with their diagrams, the published plans, the rulebooks by date."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.publishing.publications import list_published
from service.web.plan_views import questions
from workflows.definition import FlowDefinition, PathStep
from workflows.flows import diagrams
from workflows.plans.model import Plan
from workflows.rules.model import Rulebook


@dataclass(frozen=True, slots=True)
class FlowView:
    """A flow with its drawing and the steps that it never has, or has only for some plans."""

    flow: FlowDefinition
    diagram: Markup
    left_out: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with its issuer's name, and the questions its source leaves open or answers with none."""

    plan: Plan
    issuer: str
    not_stated: tuple[str, ...]
    none_stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LandingView:
    """Everything published that the first page tells of, on one day."""

    today: date
    flows: tuple[FlowView, ...]
    plans: tuple[PlanView, ...]
    rulebooks: tuple[Rulebook, ...]


def view_landing(work: Work, catalog: Catalog, *, language: str) -> LandingView:
    """Return what the first page shows; published texts are public, so nobody is asked who they are."""
    flows = catalog.flows_in_force(work, work.today)
    # Rulebooks of windows still to come are shown too: a reader sees what will change, and when.
    books = catalog.rulebooks_in_force(work, date.max)
    return LandingView(
        today=work.today,
        flows=tuple(_view_flow(flow, language) for flow in flows),
        plans=tuple(_view_plan(plan) for plan in _newest_plans(work, catalog)),
        rulebooks=tuple(sorted(books, key=lambda book: (book.starts_on or date.min, book.code))),
    )


def holds_on(book: Rulebook, day: date) -> bool:
    """Tell whether a file received on a day falls into a rulebook's window."""
    return (book.starts_on or date.min) <= day <= (book.ends_on or date.max)


def _view_flow(flow: FlowDefinition, language: str) -> FlowView:
    drawing = Markup(diagrams.svg(flow, language))  # noqa: S704  # drawn by us, every label escaped
    return FlowView(flow, drawing, tuple(step for step in flow.path if not step.applies or step.collector != "any"))


def _newest_plans(work: Work, catalog: Catalog) -> list[Plan]:
    newest = {str(row["code"]): int(row["version"]) for row in list_published(work, kind="plan")}
    plans = (catalog.plan(work, code, version) for code, version in newest.items())
    return sorted(plans, key=lambda plan: (plan.file_ref, plan.code))


def _view_plan(plan: Plan) -> PlanView:
    names = {body.code: body.name for body in plan.bodies}
    issuer = names.get(plan.issuer_code, plan.issuer_name)
    asked = list(questions(plan))
    return PlanView(
        plan=plan,
        issuer=f"{issuer}, {plan.place}" if plan.place else issuer,
        not_stated=tuple(question.name for question in asked if question.state == "not_stated"),
        none_stated=tuple(question.name for question in asked if question.state == "none"),
    )

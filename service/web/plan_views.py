"""A plan as people read it: what its source states, states as none, or leaves open, and where it is at fault."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from workflows.plans.model import Category, CitedBase, Criterion, Plan, PlanWarning, Stated


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a plan may state, and what its source says of it: not_stated or none."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion with the pieces of the source, each with its line."""

    criterion: Criterion
    pieces: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a plan's page shows beside the plan itself."""

    not_stated: tuple[str, ...]
    none_stated: tuple[str, ...]
    groups: tuple[tuple[Category | None, tuple[CriterionView, ...]], ...]
    bases: tuple[tuple[CitedBase, PlanWarning | None], ...]


def view_plan(plan: Plan) -> PlanView:
    """Return a plan as its page shows it."""
    open_questions = list(questions(plan))
    warnings = {warning.code: warning for warning in plan.warnings}
    return PlanView(
        not_stated=tuple(item.name for item in open_questions if item.state == "not_stated"),
        none_stated=tuple(item.name for item in open_questions if item.state == "none"),
        groups=tuple(_groups(plan)),
        bases=tuple((base, warnings.get(base.warning or "")) for base in plan.bases),
    )


def questions(plan: Plan) -> Iterator[Question]:
    """Yield what a plan does not state, or states as none, in the order it is shown."""
    asked: dict[str, Stated[Any]] = {
        _("đăng ký thi đua"): plan.registration_required,
        _("bộ phận thẩm tra nhân sự"): plan.hr_body,
        _("cơ quan tổng hợp"): plan.collector,
        _("cơ quan thẩm định"): plan.appraiser,
        _("cơ quan thường trực"): plan.standing_body,
        _("hướng dẫn khen thưởng"): plan.guidance,
        _("đối tượng khen thưởng"): plan.awardees,
        _("kinh phí"): plan.budget,
        _("nơi nhận phản ánh khó khăn"): plan.difficulty_path,
    }
    for name, stated in asked.items():
        if stated.state != "stated":
            yield Question(name, stated.state)


def _groups(plan: Plan) -> Iterator[tuple[Category | None, tuple[CriterionView, ...]]]:
    for category in plan.categories:
        yield category, tuple(_view(item) for item in plan.criteria_of(category.code))
    if loose := plan.criteria_of(""):
        yield None, tuple(_view(item) for item in loose)


def _view(criterion: Criterion) -> CriterionView:
    """Return a criterion; where the source prints it in pieces, each piece stands with its own line."""
    if criterion.source_wording:
        return CriterionView(criterion, tuple(zip(criterion.lines, criterion.source_wording, strict=True)))
    return CriterionView(criterion, ())

"""What the parts of one plan must agree on, whatever the law or the source says."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from workflows.plans.model import Category, Criterion, Occasion, Plan, Stated
from workflows.plans.vocabulary import FORMS, NOMINEE_KINDS

_WARNING_CODE = re.compile(r"[A-Z][1-9]\d{0,2}")


def find_contradictions(plan: Plan) -> Iterator[str]:
    """Yield every contradiction between the parts of a plan, with the part it stands in."""
    yield from _find_duplicates(plan)
    yield from _find_identity_problems(plan)
    yield from _find_base_problems(plan)
    known = {category.code for category in plan.categories}
    for category in plan.categories:
        yield from _find_category_problems(category, plan)
    for criterion in plan.criteria:
        if criterion.category and criterion.category not in known:
            yield f"criteria {criterion.code}: category {criterion.category!r} is unknown"
        yield from _find_criterion_problems(criterion)
    for occasion in plan.occasions:
        yield from _find_occasion_problems(occasion)
    for phase in plan.phases:
        if phase.starts > phase.ends:
            yield f"phases {phase.number}: ends before it starts"
        if phase.review not in {occasion.code for occasion in plan.occasions}:
            yield f"phases {phase.number}: review {phase.review!r} is not among the occasions"
    yield from _find_unknown_bodies(plan)


def _find_duplicates(plan: Plan) -> Iterator[str]:
    codes: dict[str, Iterable[str | int]] = {
        "categories": (item.code for item in plan.categories),
        "criteria": (item.code for item in plan.criteria),
        "occasions": (item.code for item in plan.occasions),
        "deadlines": (item.code for item in plan.deadlines),
        "warnings": (item.code for item in plan.warnings),
        "bodies": (item.code for item in plan.bodies),
        "phases": (item.number for item in plan.phases),
    }
    for part, values in codes.items():
        yield from (
            f"{part}: code {code!r} is used {count} times" for code, count in Counter(values).items() if count > 1
        )


def _find_identity_problems(plan: Plan) -> Iterator[str]:
    if plan.status == "da_ban_hanh" and (plan.number is None or plan.issued_on is None):
        yield "identity.status: a published plan has a number and a date"
    if plan.status == "chua_ban_hanh" and (plan.number is not None or plan.issued_on is not None):
        yield "identity.status: a plan with a number and a date is published"
    if plan.period.value and plan.period.value[0] > plan.period.value[1]:
        yield "period: ends before it starts"
    for part, items in (("categories", plan.categories), ("criteria", plan.criteria), ("occasions", plan.occasions)):
        if not items:
            yield f"{part}: missing"
    for warning in plan.warnings:
        if not _WARNING_CODE.fullmatch(warning.code):
            yield f"warnings {warning.code}: must be a letter and a number, such as A1"
    if plan.issued_on and not _agrees(plan.date_printed, plan.issued_on):
        yield f"identity.issued_on: {plan.issued_on} is not the printed date {plan.date_printed!r}"


def _find_base_problems(plan: Plan) -> Iterator[str]:
    known = {warning.code for warning in plan.warnings}
    for base in plan.bases:
        if base.canonical_date and not base.warning and not _agrees(base.cited_date or "", base.canonical_date):
            yield f"bases {base.number or base.text!r}: the cited date differs from the true one without a warning"
        if base.warning and base.warning not in known:
            yield f"bases {base.number or base.text!r}: warning {base.warning!r} is not among the warnings"


def _agrees(printed: str, day: date) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    return len(numbers) != len(("day", "month", "year")) or numbers == [day.day, day.month, day.year]


def _find_category_problems(category: Category, plan: Plan) -> Iterator[str]:
    name = f"categories {category.code}"
    if not plan.criteria_of(category.code):
        yield f"{name}: has no criterion"
    if not category.nominee_kinds:
        yield f"{name}: names no kind of nominee"
    if not category.lines:
        yield f"{name}: names no line of the source"
    for kind in category.legal_subjects:
        if kind not in NOMINEE_KINDS:
            yield f"{name}: legal_subjects names the unknown kind {kind!r}"
    if category.closed_from and not category.closed_ground:
        yield f"{name}: is closed without a ground"


def _find_criterion_problems(criterion: Criterion) -> Iterator[str]:
    name = f"criteria {criterion.code}"
    if not criterion.lines:
        yield f"{name}: names no line of the source"
    if criterion.source_wording and len(criterion.source_wording) != len(criterion.lines):
        yield f"{name}: source_wording has one piece for each line"
    if criterion.title and not criterion.title.titles:
        yield f"{name}: title names no title"
    asks_recognition = bool(criterion.title or criterion.initiatives or criterion.confirmation)
    if criterion.kind == "A" and not asks_recognition:
        yield f"{name}: kind A needs a title, initiatives or a confirmation"
    if criterion.kind != "A" and asks_recognition:
        yield f"{name}: only kind A asks for a title, initiatives or a confirmation"
    if criterion.kind == "B" and not criterion.evidence:
        yield f"{name}: kind B needs evidence"
    if criterion.needs_evidence and not criterion.evidence:
        yield f"{name}: needs_evidence without a kind of evidence"


def _find_occasion_problems(occasion: Occasion) -> Iterator[str]:
    name = f"occasions {occasion.code}"
    has_period = occasion.starts_on is not None and occasion.ends_on is not None
    if has_period != (occasion.period_state == "stated"):
        yield f"{name}: period_state and the dates disagree"
    if occasion.starts_on and occasion.ends_on and occasion.starts_on > occasion.ends_on:
        yield f"{name}: ends before it starts"
    if occasion.forms.is_stated and not occasion.forms.value:
        yield f"{name}: states its forms and names none"
    allowed = set(occasion.forms.value or FORMS)
    for form in occasion.decider_by_form:
        if form not in allowed:
            yield f"{name}: decider_by_form names {form!r}, which is not a form of this occasion"
    for group in occasion.form_groups:
        if not set(group.forms) <= allowed:
            yield f"{name}: form group {group.wording!r} expands to a form that is not listed"


def _find_unknown_bodies(plan: Plan) -> Iterator[str]:
    known = {body.code for body in plan.bodies}
    if plan.issuer_code and plan.issuer_code not in known:
        yield f"identity.issuer_code: body {plan.issuer_code!r} is not among the bodies"
    parts: dict[str, Stated[str]] = {
        "collector": plan.collector,
        "appraiser": plan.appraiser,
        "hr_body": plan.hr_body,
        "standing_body": plan.standing_body,
    }
    for part, body in parts.items():
        if body.value and body.value not in known:
            yield f"{part}: body {body.value!r} is not among the bodies"
    for recipient in plan.recipients:
        if recipient.body and recipient.body not in known:
            yield f"recipients {recipient.name!r}: body {recipient.body!r} is not among the bodies"

"""Every printed word a plan file claims to have read, with the lines of the source text it points at."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflows.plans.model import Criterion, Deadline, Occasion, Phase, Plan, Stated
from workflows.plans.parts import Lines

FORM_WORDS = {
    "giay_khen": "Giấy khen",
    "bang_khen_tinh": "tỉnh",
    "bang_khen_bo": "cấp bộ",
    "bang_khen_thu_tuong": "Bằng khen của Thủ tướng Chính phủ",
}
DECIDER_WORDS = {
    "agency_head": ("Giám đốc", "Chánh Văn phòng"),
    "commune_chair": ("Chủ tịch",),
    "district_chair": ("Chủ tịch",),
    "provincial_chair": ("Chủ tịch",),
    "minister": ("Bộ trưởng",),
    "prime_minister": ("Thủ tướng Chính phủ",),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """`text` ("…" for words left out) stands in the lines; with several `readings`, any one of them does."""

    about: str
    readings: tuple[str, ...]
    lines: Lines


def claims_of(plan: Plan) -> Iterator[Claim]:
    """Yield every claim of a plan on its source text."""
    yield from _identity_claims(plan)
    yield from _frame_claims(plan)
    for category in plan.categories:
        yield Claim(f"category {category.code}", (category.printed_label,), category.lines)
    for criterion in plan.criteria:
        yield from _criterion_claims(criterion)
    for occasion in plan.occasions:
        yield from _occasion_claims(occasion)
    for phase in plan.phases:
        yield from _phase_claims(phase)
    for deadline in plan.deadlines:
        yield from _deadline_claims(deadline)
    yield from _paper_claims(plan)


def _identity_claims(plan: Plan) -> Iterator[Claim]:
    for item, lines in plan.identity_lines.items():
        value = getattr(plan, item)
        values = value if isinstance(value, tuple) else (value,)
        if item == "effective_on":  # a date that follows from words and the signing date
            values = ("có hiệu lực kể từ ngày ký",)
        for text in values:
            yield Claim(item, (str(text),), lines)


def _frame_claims(plan: Plan) -> Iterator[Claim]:
    for item in ("collector", "appraiser", "hr_body", "standing_body"):
        stated: Stated[str] = getattr(plan, item)
        if stated.value is not None:
            yield Claim(item, (plan.body(stated.value).name,), stated.lines)
    for item in ("guidance", "budget", "awardees"):
        yield from _stated(item, getattr(plan, item))
    for step in plan.difficulty_path.value or ():
        yield Claim("difficulty_path", (step,), plan.difficulty_path.lines)
    for year in plan.period.value or ():
        yield Claim("period", (str(year),), plan.period.lines)
    if plan.registration_required.value:
        yield Claim("registration_required", ("đăng ký",), plan.registration_required.lines)


def _criterion_claims(criterion: Criterion) -> Iterator[Claim]:
    about = f"criterion {criterion.code}"
    if not criterion.source_wording:
        yield Claim(about, (criterion.wording,), criterion.lines)
    for piece, line in zip(criterion.source_wording, criterion.lines, strict=False):
        yield Claim(about, (piece,), (line,))


def _occasion_claims(occasion: Occasion) -> Iterator[Claim]:
    about = f"occasion {occasion.code}"
    for day in (occasion.starts_on, occasion.ends_on):
        if day:
            yield Claim(f"{about} period", (str(day.year),), occasion.lines)
    if occasion.open_wording:
        yield Claim(f"{about} open_wording", (occasion.open_wording,), occasion.lines)
    for form in occasion.forms.value or ():
        yield Claim(f"{about} form {form}", (FORM_WORDS[form],), occasion.forms.lines)
    for group in occasion.form_groups:
        yield Claim(f"{about} form group", (group.wording,), group.lines)
    for form, decider in occasion.decider_by_form.items():
        if decider.value is not None:
            yield Claim(f"{about} decider of {form}", DECIDER_WORDS[decider.value], decider.lines)
    for item in ("standard", "decider_wording", "proposer", "appraiser"):
        yield from _stated(f"{about} {item}", getattr(occasion, item))


def _phase_claims(phase: Phase) -> Iterator[Claim]:
    about = f"phase {phase.number}"
    for year in (phase.starts, phase.ends, phase.review_year):
        if year:
            yield Claim(about, (str(year),), phase.lines)
    if phase.wording:
        yield Claim(about, (phase.source_wording or phase.wording,), phase.lines)


def _deadline_claims(deadline: Deadline) -> Iterator[Claim]:
    about = f"deadline {deadline.code}"
    year = str(deadline.year) if deadline.year else None
    for text in (deadline.reporter, deadline.receiver, deadline.wording, year):
        if text:
            yield Claim(about, (text,), deadline.lines)
    if deadline.before:
        month, day = deadline.before.split("-")
        yield Claim(f"{about} before", (f"trước ngày {day} tháng {month}",), deadline.lines)


def _paper_claims(plan: Plan) -> Iterator[Claim]:
    for duty in plan.duties:
        for text in (duty.text, duty.owner, duty.time):
            if text:
                yield Claim(f"duty {duty.kind}", (text,), duty.lines)
    for base in plan.bases:
        for text in (base.text, base.number, base.cited_date):
            if text:
                yield Claim(f"base {base.number or base.text}", (text,), base.lines)
    for body in plan.bodies:
        for text in (body.name, *body.aliases):
            yield Claim(f"body {body.code}", (text,), body.lines)
    for recipient in plan.recipients:
        yield Claim("recipient", (recipient.name,), recipient.lines)


def _stated(about: str, stated: Stated[str]) -> Iterator[Claim]:
    if stated.value is not None:
        yield Claim(about, (stated.value,), stated.lines)

"""What the plan itself allows: forms per occasion, guidance, the official text, the period, registration."""

from collections.abc import Iterator
from datetime import date

from workflows.checks.evidence import of_documents, years_of_period
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts, RegistrationFacts
from workflows.findings import Answer, Evidence, Json, failed, passed, unknown
from workflows.plans.model import Occasion
from workflows.rules.model import CheckSpec


@check_kind("form-allowed-by-plan")
def form_allowed_by_plan(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the plan gives this form on this occasion (plan texts, awards section; inconsistency A12).

    `params.part`: `listed` answers for forms that the plan lists or leaves unsaid; `open` answers for wordings such
    as “hình thức phù hợp”, where a form in `params.always` is fitting and any other needs a person's view. Forms that
    the plan leaves to a guidance are answered by `guidance-present-for-upward-forms`.
    """
    occasion = _find_occasion(facts)
    asks_listed = spec.params["part"] == "listed"
    if occasion is None:
        if asks_listed:
            yield _without_occasion(facts)
        return
    named = _named(facts, occasion)
    if occasion.forms.state == "not_stated" and occasion.open_wording:
        if not asks_listed:
            fits = facts.form in spec.params["always"]
            yield passed("", **named) if fits else unknown("open-wording", wording=occasion.open_wording, **named)
    elif asks_listed:
        yield from _answer_listed(facts, occasion, named)


def _answer_listed(facts: ProposalFacts, occasion: Occasion, named: dict[str, Json]) -> Iterator[Answer]:
    if occasion.forms.state == "not_stated":
        yield _by_official_text(facts, named)
    elif facts.form in (occasion.forms.value or ()):
        yield passed("", **named)
    elif not occasion.higher_forms_by_guidance:
        yield failed("form-not-listed", **named)


def _without_occasion(facts: ProposalFacts) -> Answer:
    named: dict[str, Json] = {"plan": facts.plan.title, "occasion": facts.occasion, "form": facts.form, "lines": []}
    if facts.plan.source_quality == "secondary":
        return _by_official_text(facts, named)
    return failed("occasion-not-in-plan", **named)


def _by_official_text(facts: ProposalFacts, named: dict[str, Json]) -> Answer:
    """Answer where the source at hand is silent: only the official text, once attached, can settle the form."""
    official = facts.documents_of("D01")
    if not official:
        return unknown("form-not-stated", **named)
    listed = [form for document in official for form in document.meta.get("forms", ())]
    if listed and facts.form not in listed:
        return failed("form-not-listed", *of_documents(official), **named)
    return passed("", *of_documents(official), **named)


@check_kind("guidance-present-for-upward-forms")
def guidance_present_for_upward_forms(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for the award guidance where the plan leaves its higher forms to one (conflict C10, plan 004)."""
    occasion = _find_occasion(facts)
    if occasion is None or not occasion.higher_forms_by_guidance or facts.form in (occasion.forms.value or ()):
        return
    named = _named(facts, occasion)
    if facts.guidance is None:
        yield unknown("guidance-absent", **named)
    elif facts.guidance.is_over and facts.received_on is None:
        yield failed("guidance-over", guidance=facts.guidance.code, **named)
    elif facts.form in facts.guidance.higher_forms:
        yield passed("", guidance=facts.guidance.code, **named)
    else:
        yield failed("form-not-in-guidance", guidance=facts.guidance.code, **named)


@check_kind("official-plan-attached")
def official_plan_attached(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for the official text where the plan was read from a secondary source or is silent about its forms."""
    occasion = _find_occasion(facts)
    silent = occasion is not None and occasion.forms.state == "not_stated" and not occasion.open_wording
    if facts.plan.source_quality == "official" and not silent:
        return
    official = facts.documents_of("D01")
    if official:
        yield passed("D01", *of_documents(official), plan=facts.plan.title)
    else:
        yield failed("D01", plan=facts.plan.title)


@check_kind("period-inside-occasion")
def period_inside_occasion(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the achievement period lies inside the occasion's, or the movement's where the occasion has none."""
    if facts.starts_on is None or facts.ends_on is None:
        yield unknown("period-not-stated", starts_on="", ends_on="", first="", last="")
        return
    first, last = _bounds(facts)
    named: dict[str, Json] = {
        "starts_on": facts.starts_on.isoformat(),
        "ends_on": facts.ends_on.isoformat(),
        "first": first.isoformat() if first else "",
        "last": last.isoformat() if last else "",
    }
    if facts.ends_on < facts.starts_on:
        yield failed("period-reversed", **named)
    elif first is None or last is None:
        yield unknown("occasion-period-not-stated", **named)
    elif facts.starts_on < first or last < facts.ends_on:
        yield failed("period-outside", **named)
    else:
        yield passed("", **named)


def _bounds(facts: ProposalFacts) -> tuple[date | None, date | None]:
    occasion = _find_occasion(facts)
    if occasion is not None and occasion.starts_on and occasion.ends_on:
        return occasion.starts_on, occasion.ends_on
    if facts.plan.period.value is None:
        return None, None
    first, last = facts.plan.period.value
    return date(first, 1, 1), date(last, 12, 31)


@check_kind("registered-before-proposing")
def registered_before_proposing(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for the registration of titles and forms where the plan wants one first (plan 000, line 88).

    A registration sent here is found by itself; one on paper is filed as D02.
    """
    if not (facts.plan.registration_required.is_stated and facts.plan.registration_required.value):
        return
    filed = facts.documents_of("D02")
    named: dict[str, Json] = {"plan": facts.plan.title, "form": facts.form}
    sent = _registrations(facts)
    of_form = [item for item in sent if item.form == facts.form]
    in_time = [item for item in of_form if not _is_late(item.submitted_on, facts)]
    forms = [form for document in filed for form in document.meta.get("forms", ())]
    if in_time:
        yield passed("", *(Evidence("registration", item.number) for item in in_time), **named)
    elif filed and (not forms or facts.form in forms):
        is_late = all(_is_late(document.dated_on, facts) for document in filed)
        answer = failed("registered-late", *of_documents(filed), **named)
        yield answer if is_late else passed("", *of_documents(filed), **named)
    elif of_form:
        yield failed("registered-late", **named)
    else:
        yield failed("other-form-registered" if sent or filed else "not-registered", *of_documents(filed), **named)


def _registrations(facts: ProposalFacts) -> list[RegistrationFacts]:
    """Return what was registered for the nominee under this plan and occasion, a yearly one for a year of the merit."""
    years = years_of_period(facts) or (facts.today.year,)
    return [
        item
        for item in facts.registrations
        if item.plan == facts.plan.code
        and item.occasion == facts.occasion
        and (item.occasion != "yearly" or item.year in years)
    ]


def _is_late(dated_on: date | None, facts: ProposalFacts) -> bool:
    return dated_on is not None and dated_on > (facts.first_sent_on or facts.today)


def _find_occasion(facts: ProposalFacts) -> Occasion | None:
    return next((occasion for occasion in facts.plan.occasions if occasion.code == facts.occasion), None)


def _named(facts: ProposalFacts, occasion: Occasion) -> dict[str, Json]:
    lines = occasion.forms.lines or occasion.lines
    return {"plan": facts.plan.title, "occasion": occasion.code, "form": facts.form, "lines": list(lines)}

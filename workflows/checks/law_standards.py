"""The standard chosen and the movement limbs (ST01-ST03, ST11, ST16), and contributions of households (ST10)."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows.checks.law_reading import meta_text, seen
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed, unknown
from workflows.rules.model import CheckSpec

Item = Mapping[str, Any]


def standards_of(facts: ProposalFacts, *, local_only: bool = False) -> list[Item]:
    """Return the standards that the packs list for this form and subject, the nation's first."""
    law = () if local_only or facts.rules.law is None else (facts.rules.law,)
    items = [item for book in (*law, *facts.rules.local) for item in book.values.get("standards", {}).get("items", ())]
    return [
        item
        for item in items
        if facts.form in item["forms"] and facts.nominee.legal_subject in item.get("subjects", ("",))
    ]


@check_kind("standard-chosen")
def standard_chosen(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST01: one standard of the law, or of the local pack, is the basis of the proposal (Luật Điều 73-75).

    Giấy khen standards are local: where no pack lists any, the plan's category is the standard.
    """
    items = standards_of(facts)
    codes: list[Any] = [item["code"] for item in items]
    if not items:
        is_named = bool(facts.standard or facts.category)
        yield (passed if is_named else failed)("standard", standard=facts.standard or facts.category, choices=codes)
        return
    chosen = next((item for item in items if item["code"] == facts.standard), None)
    if chosen is None:
        about = "standard-not-listed" if facts.standard else "standard-missing"
        yield failed(about, standard=facts.standard, choices=codes)
        return
    is_read = chosen.get("confidence", "V") not in spec.params["unread"]
    bases = chosen.get("bases", ())
    does_fit = not bases or facts.basis in bases or not is_read
    yield (passed if does_fit else failed)("standard-basis", standard=facts.standard, choices=codes)


@check_kind("local-standard-chosen")
def local_standard_chosen(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST11: a Giấy khen rests on a standard that the ministry or province has set (Luật Điều 75.2)."""
    codes: list[Any] = [item["code"] for item in standards_of(facts, local_only=True)]
    if codes:
        yield (passed if facts.standard in codes else failed)("local-standard", standard=facts.standard, choices=codes)


@check_kind("selection-minutes-attached")
def selection_minutes_attached(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST02, ST03: selection (bình xét) in the movement is shown by minutes (Luật Điều 73.1.a, 74.1.a, 74.3)."""
    found = facts.documents_of(*spec.params["documents"])
    first = spec.params["documents"][0]
    yield (passed if found else failed)(first, *seen(*found), missing=first)


@check_kind("movement-launched-by-prime-minister")
def movement_launched_by_prime_minister(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST02: the movement behind the Prime Minister's award was launched by him (recalled wording: ask, never stop)."""
    texts = [facts.plan.parent or "", *(basis.canonical_number for basis in facts.plan.bases)]
    launches = [text for text in texts if text in spec.params["launch_documents"]]
    if launches:
        yield passed("launcher", movement=facts.plan.movement_name)
    else:
        yield unknown("launcher", movement=facts.plan.movement_name)


@check_kind("movement-launched-by-decider")
def movement_launched_by_decider(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST03: for a person, the province or ministry that rewards has launched the movement itself (Luật Điều 74.1.a).

    Its own plan carrying out a national movement counts, and so does one that the plan at hand cites.
    """
    plan = facts.plan
    papers = facts.documents_of(*spec.params["documents"])
    cited = (plan.parent or "", *(basis.canonical_number or "" for basis in plan.bases))
    has_parent = any(number.endswith(ending) for number in cited for ending in spec.params["parent_endings"])
    is_own = plan.issuer_level in spec.params["issuer_levels"]
    about = str(spec.params["documents"][0])
    yield (passed if papers or has_parent or is_own else failed)(about, *seen(*papers), movement=plan.movement_name)


@check_kind("achievement-inside-occasion")
def achievement_inside_occasion(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST16: the achievement's days lie inside the occasion of the movement, where the plan states its days."""
    try:
        occasion = facts.plan.occasion(facts.occasion)
    except KeyError:
        return
    if occasion.starts_on is None or occasion.ends_on is None:
        return
    if facts.starts_on is None or facts.ends_on is None:
        yield unknown("achievement-period", starts_on="", ends_on="", occasion=occasion.code)
        return
    is_inside = occasion.starts_on <= facts.starts_on and facts.ends_on <= occasion.ends_on
    values = {"starts_on": facts.starts_on.isoformat(), "ends_on": facts.ends_on.isoformat()}
    yield (passed if is_inside else failed)("achievement-period", **values, occasion=occasion.code)


@check_kind("household-contribution-confirmed")
def household_contribution_confirmed(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """ST10: a household's contribution of labour, land or property is recorded and confirmed by who received it."""
    records = facts.documents_of(*spec.params["records"])
    confirmed = [record for record in records if meta_text(record, "confirmed_by")]
    confirmed += facts.documents_of(*spec.params["confirmations"])
    if not records:
        yield failed("contribution-record", missing=spec.params["records"][0])
    else:
        evidence = seen(*records, *confirmed)
        answer = passed if confirmed else failed
        yield answer("contribution-confirmation", *evidence, missing=spec.params["confirmations"][0])

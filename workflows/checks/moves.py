"""What a move out of the ordinary path must state: a reason, and the items to complete."""

from collections.abc import Iterator

from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed
from workflows.rules.model import CheckSpec


@check_kind("reason-recorded")
def reason_recorded(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for a reason in words; in a pre-flight nobody has spoken yet."""
    if facts.actor.is_assumed:
        return
    yield passed("reason") if facts.move.reason.strip() else failed("reason")


@check_kind("missing-items-named")
def missing_items_named(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask which documents or criteria a returned proposal lacks, so that its unit knows what to complete."""
    if facts.actor.is_assumed:
        return
    named = [item for item in facts.move.missing if item.strip()]
    yield passed("missing-items", items=list(named)) if named else failed("missing-items")

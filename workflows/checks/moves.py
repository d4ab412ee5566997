"""What a move out of the ordinary path must state: a reason, and the items to complete."""

from collections.abc import Iterator

from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed, unknown
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


@check_kind("submission-deadline-passed")
def submission_deadline_passed(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the guidance's last day went by before the dossier was received (guard G12): only then may it expire.

    “Before a day” means strictly earlier. Without a guidance, or one that states no day, nobody can tell before the
    guidance itself is over.
    """
    before = facts.guidance.submit_before if facts.guidance else None
    if before is None and facts.guidance is not None and facts.guidance.is_over and facts.received_on is None:
        yield passed("guidance-over", submit_before="")
    elif before is None:
        yield unknown("deadline-not-stated", submit_before="")
    elif facts.received_on is not None and facts.received_on < before:
        yield failed("received-in-time", submit_before=before.isoformat())
    elif facts.today < before:
        yield failed("deadline-not-passed", submit_before=before.isoformat())
    else:
        yield passed("deadline-passed", submit_before=before.isoformat())

"""The use of an override: its own event directly before the move, once, beside what it lets pass."""

from collections.abc import Mapping
from typing import Any

from service.db import acts
from service.db.work import Work
from service.usecases.errors import Conflict
from service.usecases.facts import CaseData
from service.usecases.recording import findings_as_facts, record
from service.usecases.streams import proposal_stream
from workflows.audit.overriding import OVERRIDDEN
from workflows.engine import Outcome
from workflows.facts import ProposalFacts
from workflows.overrides import CONFIRMED, USED
from workflows.policy import Actor, Holding


def use_overrides(
    work: Work,
    data: CaseData,
    *,
    actor: Actor,
    holding: Holding,
    outcome: Outcome,
    facts: ProposalFacts,
    head: tuple[int, str],
) -> tuple[int, str]:
    """Record after `head` the override by which a move passes, if it needs one; return the head the move builds on.

    Only the override that was confirmed last is in force, so there is never more than one. Raises Conflict when it was
    used before.
    """
    named = {finding.overridden_by for finding in outcome.overridden}
    for one in (override for override in facts.overrides if override.id in named):
        passed = [finding for finding in outcome.overridden if finding.overridden_by == one.id]
        told: Mapping[str, Any] = {
            "act": one.id,
            "action": one.action,
            "number": one.number,
            "code": list(dict.fromkeys(finding.code for finding in passed)),
            "findings": findings_as_facts(passed),
        }
        if not acts.change_outcome(work, one.id, before=CONFIRMED, after=USED):
            raise Conflict("override-spent", {"act": one.id})
        head = record(
            work,
            stream=proposal_stream(data.case.id),
            event=OVERRIDDEN,
            actor=actor,
            holding=holding,
            facts=told,
            head=head,
        )
    return head

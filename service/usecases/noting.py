"""What happens beside a proposal's moves: an event in its own stream, and the version it comes to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.db import proposals
from service.db.work import Work
from service.usecases.facts import CaseData
from service.usecases.recording import record
from service.usecases.streams import proposal_stream
from workflows.policy import Actor, Holding

Who = tuple[Actor | None, Holding | None]


def note_event(
    work: Work,
    data: CaseData,
    *,
    event: str,
    who: Who,
    facts: Mapping[str, Any],
    private: Mapping[str, str] | None = None,
) -> CaseData:
    """Record an event in the proposal's own stream and return the case at its new version."""
    case = data.case
    seq, digest = record(
        work,
        stream=proposal_stream(case.id),
        event=event,
        actor=who[0],
        holding=who[1],
        facts=facts,
        private=private,
        head=(case.version, case.head_hash),
    )
    values = {"version": seq, "head_hash": digest}
    proposals.advance_proposal(work, case.id, expected_version=case.version, values=values)
    return replace(data, case=case._replace(version=seq, head_hash=digest))

"""What relied on an award: later proposals of the same nominee whose findings took it as evidence."""

from collections.abc import Iterator
from typing import Any

import orjson

from service.db import audit, proposals, records
from service.db.audit import EventRow
from service.db.work import Work
from service.usecases.cases import find_case, may_open
from service.usecases.streams import proposal_stream
from workflows.policy import Actor

EVIDENCE = "award"
PAGE = 500


def list_reliant(work: Work, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return every proposal that this actor may open whose findings relied on the award of this proposal.

    Each with its number, form and state, and the findings: code, verdict, and the event they stand in. An award is on
    record of its nominee alone, so only his other proposals can rest on it. Raises NotFound.
    """
    nominee = find_case(work, actor, proposal_id).nominee
    awards = {
        row.id
        for row in records.list_records(work, nominee.id)
        if row.kind == EVIDENCE and row.data.get("proposal_id") == proposal_id
    }
    if not awards:
        return []
    found = []
    for other in proposals.list_of_nominee(work, nominee.id, proposal_id):
        if not may_open(work, actor, other):
            continue
        relied = list(_findings(work, other.id, awards))
        if relied:
            found.append(
                {"id": other.id, "number": other.number, "form": other.form, "state": other.state, "findings": relied}
            )
    return found


def _findings(work: Work, proposal_id: str, awards: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the findings of a proposal's own events that name one of the awards as evidence, oldest first."""
    for row in _events(work, proposal_stream(proposal_id)):
        for finding in orjson.loads(row.body)["payload"].get("findings", ()):
            refs = {ref for kind, ref, *_ in finding.get("evidence", ()) if kind == EVIDENCE}
            if refs & awards:
                yield {
                    "code": finding["code"],
                    "verdict": finding["verdict"],
                    "rulebook": finding["rulebook"],
                    "event": row.event,
                    "seq": row.stream_seq,
                    "at": row.at,
                }


def _events(work: Work, stream: str) -> Iterator[EventRow]:
    after = 0
    while rows := audit.read_stream(work, stream, after=after, limit=PAGE):
        yield from rows
        after = rows[-1].stream_seq

"""What was found about each criterion when it was last asked, for a proposal that no step awaits any more."""

from typing import Any

from service.db import audit
from service.db.work import Work
from service.usecases.facts import CaseData
from service.usecases.streams import proposal_stream

PAGE = 500


def last_findings(work: Work, data: CaseData) -> list[dict[str, Any]]:
    """Return the recorded findings of the last step taken that asked about each thing; one statement for 500 events."""
    by_thing: dict[str, list[dict[str, Any]]] = {}
    after = 0
    while rows := audit.read_stream(work, proposal_stream(data.case.id), after=after, limit=PAGE):
        after = rows[-1].stream_seq
        for row in rows:
            by_thing |= _by_thing(row.entry().payload.get("findings"))
    return [finding for found in by_thing.values() for finding in found]


def _by_thing(findings: object) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in findings if isinstance(findings, list) else ():
        found.setdefault(str(finding["about"]), []).append(dict(finding))
    return found

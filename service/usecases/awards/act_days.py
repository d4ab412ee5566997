"""The days that an act after the end of a proposal may state: none to come, and none before what the act follows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from service.usecases.errors import Invalid
from service.usecases.facts import CaseData

ISSUE, APPROVED, REJECTED = "issue", "approved", "rejected"


def demand_days(data: CaseData, kind: str, *, on: date | None, signed_on: date | None, today: date) -> None:
    """Refuse days that cannot be; raises Invalid with every problem.

    A decision is signed no earlier than it was made (the day stated with the approval, else that of the approval), and
    is issued, published, conferred and paid no earlier than it was signed. Of an issue without a date, or with one to
    come, the check of the issue says so.
    """
    problems = [*_signing(data, kind, signed_on), *_doing(data, kind, on, signed_on, today)]
    if problems:
        raise Invalid("invalid-input", {"problems": problems})


def too_early(path: str, day: date | None, since: date | None, code: str) -> Iterator[dict[str, Any]]:
    """Yield the problem of a day that lies before the one since which it may be."""
    if day is not None and since is not None and day < since:
        yield {"path": path, "code": code, "params": {"since": f"{since:%d/%m/%Y}"}}


def entered_on(data: CaseData, state: str) -> date | None:
    """Return the day of the last step that led to a state, None where none did."""
    return next((step.on for step in reversed(data.dossier.steps) if step.target == state), None)


def _signing(data: CaseData, kind: str, signed_on: date | None) -> Iterator[dict[str, Any]]:
    if kind == ISSUE:
        known = [day for day in (entered_on(data, APPROVED), _signed(data)) if day is not None]
        yield from too_early("signed_on", signed_on, min(known, default=None), "before-approval")


def _doing(data: CaseData, kind: str, on: date | None, signed_on: date | None, today: date) -> Iterator[dict[str, Any]]:
    if on is not None and on > today:
        yield {"path": "on", "code": "in-the-future"}
    elif data.case.state == REJECTED:
        yield from too_early("on", on, entered_on(data, REJECTED), "before-refusal")
    else:
        yield from too_early("on", on, signed_on if kind == ISSUE else _signed(data), "before-signing")


def _signed(data: CaseData) -> date | None:
    """Return the day of the decision as it is known: as issued, else as the approval stated it."""
    stated = (data.case.decision or {}).get("signed_on")
    return date.fromisoformat(stated) if stated else None

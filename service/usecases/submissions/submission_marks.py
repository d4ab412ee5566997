"""What a proposal's own page says of the submissions that carried it, or went without it."""

from typing import Any

from service.usecases.facts import CaseData
from workflows.submissions import COLLECT, KIND, LEFT_OUT, SENT


def submission_marks(data: CaseData) -> dict[str, Any]:
    """Return `sent` (number, day, signer of each submission that carried it) and `left_out`, the last that did not.

    `left_out` is None once the proposal is collected; while it stands, its unit may petition.
    """
    acts = [act for act in data.dossier.acts if act.kind == KIND]
    sent = [_mark(act.subject, act.data) for act in acts if act.outcome == SENT]
    passed_by = [_mark(act.subject, act.data) for act in acts if act.outcome == LEFT_OUT]
    is_waiting = data.case.awaits_action == COLLECT
    return {"sent": sent, "left_out": passed_by[-1] if passed_by and is_waiting else None}


def _mark(submission_id: str, kept: dict[str, Any]) -> dict[str, Any]:
    names = ("number", "signed_on", "signer_name", "sign_mode")
    return {"submission_id": submission_id, **{name: kept.get(name) or "" for name in names}}

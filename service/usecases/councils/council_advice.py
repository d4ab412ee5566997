"""What the appraiser advised on a proposal before its council met, as its own steps and judgements keep it."""

from collections.abc import Iterable, Sequence
from typing import Any

from service.db.dossier_rows import JudgementRow, StepRow
from service.usecases.recording import plain
from workflows.definition import FlowDefinition
from workflows.traces import standing_steps
from workflows.votes.outcomes import AGREE, NOT_AGREE

ADVISING = frozenset({"T2", "T3", "T3C"})  # phases in which a body appraises what a unit proposes
AWAY = frozenset({"return", "reopen", "resubmit"})  # after these whatever was advised has to be said again


def advice_of(flow: FlowDefinition, steps: Sequence[StepRow], judgements: Iterable[JudgementRow]) -> dict[str, Any]:
    """Return the last appraisal that holds: by which role, when, and the criteria that are judged not met.

    Whoever sends a proposal on agrees to it, unless a judgement that holds says that a criterion is not met. Without an
    appraisal `outcome` is empty.
    """
    advising = {move.action for move in flow.transitions if move.phase in ADVISING}
    last: StepRow | None = None
    for step in standing_steps(steps):
        if step.action in advising:
            last = step
        elif step.action in AWAY:
            last = None
    latest = {row.criterion: row for row in judgements}
    unmet = sorted(criterion for criterion, row in latest.items() if not row.met)
    if last is None:
        return {"outcome": "", "action": "", "role": "", "on": None, "unmet": unmet}
    told = {"action": last.action, "role": last.role, "on": plain(last.on)}
    return {"outcome": NOT_AGREE if unmet else AGREE, **told, "unmet": unmet}

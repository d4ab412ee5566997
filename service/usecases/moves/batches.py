"""Many proposals in one call: each moves or stays by itself, and says why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.db.work import Work
from service.usecases.attempts import perform
from service.usecases.cases import require
from service.usecases.errors import DomainError, MoveClosed, NotFound, PermissionDenied, Stale, TransitionRefused
from service.usecases.moves.transitions import move_proposal
from service.usecases.recording import findings_as_facts, record
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from workflows.facts import MoveFacts
from workflows.policy import Actor

RESULTS: dict[type[DomainError], str] = {
    TransitionRefused: "refused",
    MoveClosed: "refused",
    PermissionDenied: "forbidden",
    NotFound: "not-found",
    Stale: "stale",
}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One proposal of a batch, with the version the caller saw and what he states for it."""

    proposal_id: str
    version: int | None = None
    move: MoveFacts = field(default_factory=MoveFacts)


class _DryRunDone(Exception):
    def __init__(self, result: dict[str, Any]) -> None:
        super().__init__("dry run")
        self.result = result


def run_batch(
    services: Services,
    *,
    actor: Actor,
    action: str,
    rows: Sequence[BatchRow],
    dry_run: bool,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Try one action on every row, each in its own transaction; a refused row stops no other.

    A dry run asks the same questions and keeps nothing, not even the refused attempts. Raises PermissionDenied when
    the actor may run no batch at all.
    """
    require(actor, "batch:run")
    results = []
    for number, row in enumerate(rows, start=1):
        results.append(try_row(services, actor, action, row, dry_run=dry_run))
        if on_progress is not None:
            on_progress(number, len(rows))
    counts = {name: sum(result["result"] == name for result in results) for name in ("moved", "would-move")}
    if not dry_run:
        services.database.write(lambda work: record_batch(work, actor, action, results))
    return {"rows": results, "moved": counts["moved"], "would_move": counts["would-move"], "total": len(results)}


def try_row(services: Services, actor: Actor, action: str, row: BatchRow, *, dry_run: bool) -> dict[str, Any]:
    """Try one row in a transaction of its own and return its result."""

    def act(work: Work) -> dict[str, Any]:
        result = move_proposal(
            work,
            services.catalog,
            actor=actor,
            proposal_id=row.proposal_id,
            action=action,
            expected_version=row.version,
            move=row.move,
        )
        if dry_run:
            raise _DryRunDone(result)
        return result

    try:
        if dry_run:
            services.database.write(act)
        result = perform(services, act, actor=actor, stream=proposal_stream(row.proposal_id), action=action)
    except _DryRunDone as done:
        return moved_row(row, "would-move", done.result)
    except tuple(RESULTS) as error:
        return refused_row(row, error)
    return moved_row(row, "moved", result)


def refused_row(row: BatchRow, error: DomainError) -> dict[str, Any]:
    """Return what is told of a row that stays where it is: why, with every finding that is not a pass."""
    name = next(RESULTS[kind] for kind in type(error).__mro__ if kind in RESULTS)
    findings = [finding for finding in findings_as_facts(error.findings) if finding["verdict"] != "pass"]
    return {"proposal_id": row.proposal_id, "result": name, "code": error.code, "findings": findings}


def moved_row(row: BatchRow, name: str, result: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of a row that moves, or would."""
    findings = [finding for finding in result["findings"] if finding["verdict"] != "pass"]
    return {
        "proposal_id": row.proposal_id,
        "result": name,
        "state": result["state"],
        "version": result["version"],
        "findings": findings,
    }


def record_batch(work: Work, actor: Actor, action: str, results: Iterable[Mapping[str, Any]]) -> None:
    """Record that a batch was run, with the result of each row."""
    rows = [[result["proposal_id"], result["result"]] for result in results]
    record(work, stream="system", event="batch.run", actor=actor, facts={"action": action, "rows": rows})

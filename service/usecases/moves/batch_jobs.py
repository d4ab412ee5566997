"""The long work of batches: every row is tried, then every chosen row is done once, whatever breaks off in between."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

from service.db import batches as stored
from service.db.batches import BatchHead, StoredRow
from service.db.work import Work
from service.usecases.attempts import remember
from service.usecases.jobs.job_running import Job
from service.usecases.moves.batches import RESULTS, BatchRow, moved_row, record_batch, refused_row, try_row
from service.usecases.moves.transitions import move_proposal
from service.usecases.recording import plain
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from workflows.facts import DecisionFacts, MoveFacts, SubmissionFacts
from workflows.policy import Actor


def check_batch(services: Services, job: Job) -> Mapping[str, Any]:
    """Ask of every row what would happen; nothing moves, and no attempt is recorded."""
    actor = job.actor()
    head, rows = _load(services, job)
    for number, row in enumerate(rows, start=1):
        if row.checked is None:
            answer = try_row(services, actor, head.action, _stated(head, row), dry_run=True)
            job.write(partial(stored.keep_checked, row=row, answer=answer), done=number, total=len(rows))
    return job.finish(lambda work: _counts(head, [row.checked or {} for row in stored.list_rows(work, head.id)]))


def run_chosen(services: Services, job: Job) -> Mapping[str, Any]:
    """Do every chosen row in a transaction of its own, its result kept with it; a refused row stops no other."""
    head, rows = _load(services, job)
    chosen = [row for row in rows if row.is_chosen]
    for number, row in enumerate(chosen, start=1):
        if row.done is None:
            _do(services, job, job.actor(), (head, row), (number, len(chosen)))  # as his rights are at this row

    def finish(work: Work) -> Mapping[str, Any]:
        results = [row.done or {} for row in stored.list_rows(work, head.id) if row.is_chosen]
        record_batch(work, job.actor_in(work), head.action, results)
        return _counts(head, results)

    return job.finish(finish)


def _load(services: Services, job: Job) -> tuple[BatchHead, list[StoredRow]]:
    key = job.params["batch"]
    return services.database.read(lambda work: (stored.get_batch(work, key), stored.list_rows(work, key)))


def _do(
    services: Services, job: Job, actor: Actor, what: tuple[BatchHead, StoredRow], progress: tuple[int, int]
) -> None:
    head, row = what
    stated, (done, total) = _stated(head, row), progress

    def act(work: Work) -> None:
        result = move_proposal(
            work,
            services.catalog,
            actor=actor,
            proposal_id=row.proposal_id,
            action=head.action,
            expected_version=row.version,
            move=stated.move,
        )
        stored.keep_done(work, row, moved_row(stated, "moved", result))

    try:
        job.write(act, done=done, total=total)
    except tuple(RESULTS) as refusal:
        error = refusal
    else:
        return
    remember(services, actor=actor, stream=proposal_stream(row.proposal_id), action=head.action, error=error)
    job.write(lambda work: stored.keep_done(work, row, refused_row(stated, error)), done=done, total=total)


def _stated(head: BatchHead, row: StoredRow) -> BatchRow:
    """Return the row with what is stated for it: its own reason, else that of all."""
    statement = {**head.statement, **({"reason": row.reason} if row.reason else {})}
    return BatchRow(row.proposal_id, row.version, move_from_data(statement))


def _counts(head: BatchHead, answers: list[dict[str, Any]]) -> dict[str, Any]:
    moved = sum(answer.get("result") in {"moved", "would-move"} for answer in answers)
    counts = {"moved": moved, "stayed": len(answers) - moved, "total": len(answers)}
    return {**counts, "page": f"/batches/{head.id}"}


def move_as_data(move: MoveFacts) -> dict[str, Any]:
    """Return a statement in JSON types, as a batch keeps it."""
    parts = {field.name: getattr(move, field.name) for field in fields(move)}
    for name in ("decision", "submission"):
        parts[name] = {field.name: getattr(parts[name], field.name) for field in fields(parts[name])}
    kept: dict[str, Any] = plain(parts)
    return kept


def move_from_data(data: Mapping[str, Any]) -> MoveFacts:
    """Return the statement that `move_as_data` gave."""
    whole = {**data, "missing": tuple(data.get("missing", ()))}
    whole["decision"] = DecisionFacts(**_typed(data.get("decision", {})))
    whole["submission"] = SubmissionFacts(**_typed(data.get("submission", {})))
    return MoveFacts(**whole)


def _typed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in data.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    is_day = name.endswith(("_on", "_from", "_to"))
    return date.fromisoformat(value) if is_day and isinstance(value, str) and value else value

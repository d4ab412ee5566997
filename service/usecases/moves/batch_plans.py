"""A batch as its owner prepares it on pages: chosen proposals, one action, a trial, then what he lets go through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.db import batches as stored
from service.db import inboxes
from service.db.batches import BatchHead, StoredRow
from service.db.errors import NotFound as RowMissing
from service.db.lines import ListedProposal
from service.db.organisations import OrganisationRow, load_organisations
from service.db.work import Work
from service.usecases.cases import NOMINEE, open_specs, reader_of, require
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, NotFound
from service.usecases.jobs.jobs import show_job, start_job
from service.usecases.moves.batch_jobs import move_as_data
from service.usecases.pages import Page, line_as_data
from service.usecases.recording import plain
from workflows.definition import TransitionSpec
from workflows.facts import MoveFacts
from workflows.policy import Actor, find_holding

MOST_ROWS = 200
CHECK, RUN = "batch-check", "batch-run"


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that the actor's roles allow on some of the chosen proposals, and whether it needs a reason."""

    action: str
    count: int
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class ChosenRow:
    """One chosen proposal: the version that was seen, and a reason of its own where it has one."""

    proposal_id: str
    version: int
    reason: str = ""


def list_chosen(work: Work, *, actor: Actor, proposal_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return those of the chosen proposals that the actor may open, in their order; of the others nothing at all."""
    require(actor, "batch:run")
    rows = inboxes.list_chosen(work, reader_of(actor), list(proposal_ids)[:MOST_ROWS])
    return [line_as_data(row) for row in rows]


def list_offers(work: Work, catalog: Catalog, *, actor: Actor, proposal_ids: Sequence[str]) -> list[Offer]:
    """Return the actions that this actor's roles allow on the chosen proposals; no rule is asked yet."""
    require(actor, "batch:run")
    rows = inboxes.list_chosen(work, reader_of(actor), list(proposal_ids)[:MOST_ROWS])
    bodies = load_organisations(work, {key for row in rows for key in row.bodies.values()})
    counts: dict[str, int] = {}
    reasons: set[str] = set()
    for row in rows:
        open_here = {spec.action: spec for spec in _open(work, catalog, actor, row, bodies)}
        for action, spec in open_here.items():
            counts[action] = counts.get(action, 0) + 1
            if spec.reason_required:
                reasons.add(action)
    offers = [Offer(action, count, action in reasons) for action, count in counts.items()]
    return sorted(offers, key=lambda offer: -offer.count)


def _open(
    work: Work, catalog: Catalog, actor: Actor, row: ListedProposal, bodies: Mapping[str, OrganisationRow]
) -> Iterable[TransitionSpec]:
    flow = catalog.flow(work, row.flow_code, row.flow_version)
    for spec in open_specs(flow, row.state, "", has_collector="collector" in row.bodies):
        body = bodies.get(row.bodies.get(spec.body, ""))
        if body is None or spec.action == "reopen" or (spec.resumes and row.resume_state not in spec.resumes):
            continue
        if find_holding(actor, [role for role in spec.roles if role != NOMINEE], body.id, body.path, act=spec.action):
            yield spec


def prepare_batch(
    work: Work, catalog: Catalog, *, actor: Actor, action: str, rows: Sequence[ChosenRow], move: MoveFacts
) -> str:
    """Keep what was chosen, ask for the trial of every row, and return the batch's id.

    Raises PermissionDenied, Invalid: nothing chosen, too many, no such action here, or no reason where one is needed.
    """
    offers = {
        offer.action: offer
        for offer in list_offers(work, catalog, actor=actor, proposal_ids=[row.proposal_id for row in rows])
    }
    problems = []
    if not 1 <= len(rows) <= MOST_ROWS:
        problems.append({"path": "id", "code": "wrong-count", "params": {"least": 1, "most": MOST_ROWS}})
    if action not in offers:
        problems.append({"path": "action", "code": "not-valid", "params": {"problem": action}})
    elif offers[action].needs_reason and not move.reason and not all(row.reason for row in rows):
        problems.append({"path": "reason", "code": "reason-needed"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    key = work.new_id()
    job = start_job(work, actor=actor, kind=CHECK, params={"batch": key}, total=len(rows))
    head = BatchHead(key, actor.account_id, action, move_as_data(move), job, None, work.now)
    kept = [
        StoredRow(key, place, row.proposal_id, row.version, row.reason, False, None, None)
        for place, row in enumerate(rows)
    ]
    stored.add_batch(work, head, kept)
    return key


def begin_batch(work: Work, *, actor: Actor, batch_id: str, places: Sequence[int]) -> None:
    """Let the chosen rows go through, each on the version that was tried.

    Raises NotFound, Invalid when nothing is chosen, Conflict when the trial is not over or the batch was begun before.
    """
    require(actor, "batch:run")
    head = _own(work, actor, batch_id)
    known = {row.place for row in stored.list_rows(work, head.id) if row.checked is not None}
    wanted = sorted(known & set(places))
    if not wanted:
        raise Invalid("invalid-input", {"problems": [{"path": "place", "code": "required"}]})
    if not show_job(work, actor=actor, job_id=head.check_job)["is_finished"]:
        raise Conflict("batch-begun")
    job = start_job(work, actor=actor, kind=RUN, params={"batch": head.id}, total=len(wanted))
    if not stored.begin_run(work, head.id, job, wanted):
        raise Conflict("batch-begun")


def show_batch(work: Work, *, actor: Actor, batch_id: str) -> dict[str, Any]:
    """Return a batch of the actor's own: its jobs, and each row with what the trial said and what became of it.

    A proposal that the actor may open no longer is told without anything about it. Raises NotFound.
    """
    require(actor, "batch:run")
    head = _own(work, actor, batch_id)
    rows = stored.list_rows(work, head.id)
    lines = {line.id: line for line in inboxes.list_chosen(work, reader_of(actor), [row.proposal_id for row in rows])}
    job = show_job(work, actor=actor, job_id=head.run_job or head.check_job)
    return {
        **plain({name: value for name, value in head._asdict().items() if name not in {"account_id", "statement"}}),
        "statement": head.statement,
        "phase": _phase(head, is_finished=job["is_finished"]),
        "job": job,
        "rows": [_row_as_data(row, lines.get(row.proposal_id)) for row in rows],
    }


def list_batches(work: Work, *, actor: Actor, after: str | None, limit: int) -> Page:
    """Return the actor's own batches, newest first."""
    require(actor, "batch:run")
    rows = stored.list_batches(work, actor.account_id, after=after, limit=limit + 1)
    items = [plain({"id": row.id, "action": row.action, "created_at": row.created_at, "is_begun": bool(row.run_job)})
             for row in rows[:limit]]  # fmt: skip
    return Page(items, rows[limit - 1].id if len(rows) > limit else None)


def _own(work: Work, actor: Actor, batch_id: str) -> BatchHead:
    try:
        head = stored.get_batch(work, batch_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "batch", "id": batch_id}) from None
    if head.account_id != actor.account_id:
        raise NotFound("not-found", {"kind": "batch", "id": batch_id})
    return head


def _phase(head: BatchHead, *, is_finished: bool) -> str:
    """Return where a batch is: `checking`, `checked`, `running` or `done`."""
    if head.run_job is None:
        return "checked" if is_finished else "checking"
    return "done" if is_finished else "running"


def _row_as_data(row: StoredRow, line: ListedProposal | None) -> dict[str, Any]:
    shown = {"place": row.place, "reason": row.reason, "is_chosen": row.is_chosen}
    if line is None:
        hidden = {"result": "not-found", "code": "not-found", "findings": []}
        return {**shown, "line": None, "checked": hidden, "done": hidden if row.done else None}
    return {
        **shown,
        "line": line_as_data(line),
        "checked": row.checked,
        "done": row.done,
        "has_changed": row.done is None and line.version != row.version,
    }

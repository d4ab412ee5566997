"""Long work as its owner sees it: asked for in the transaction of an act, followed, and its result fetched."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from service.db import jobs
from service.db.errors import NotFound as RowMissing
from service.db.jobs import JobRow
from service.db.work import Work
from service.documents.store import Damaged, Missing
from service.usecases.errors import NotFound
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.services import Services
from service.usecases.streams import job_stream
from workflows.policy import Actor

HUNDRED = 100


class JobFile(NamedTuple):
    """What a job made for its owner to take away."""

    name: str
    media_type: str
    content: bytes


def start_job(work: Work, *, actor: Actor, kind: str, params: Mapping[str, Any], total: int = 0) -> str:
    """Ask for long work in the transaction of the act that needs it and return its id.

    The caller has authorised. The work begins after the commit, in the name of the actor as he is then and within the
    scopes of the token used now. `params` are plain JSON values: identifiers and choices, nothing personal.
    """
    scopes = sorted(actor.scopes)
    key = jobs.add_job(work, kind=kind, account_id=actor.account_id, scopes=scopes, params=plain(params), total=total)
    record(work, stream=job_stream(key), event="job.started", actor=actor, facts={"job": kind}, head=NEW)
    return key


def show_job(work: Work, *, actor: Actor, job_id: str) -> dict[str, Any]:
    """Return a job of the actor's own: state, `done` of `total`, `percent`, result or error; raises NotFound."""
    return job_as_data(_own(work, actor, job_id), work)


def list_jobs(work: Work, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the actor's own jobs, newest first."""
    rows = jobs.list_jobs(work, actor.account_id, after=after, limit=limit + 1)
    return page_of([job_as_data(row, work) for row in rows], limit)


def open_file(services: Services, *, actor: Actor, job_id: str) -> JobFile:
    """Return what a job of the actor's own has made; raises NotFound when there is none or it is kept no longer."""
    row = services.database.read(lambda work: _own(work, actor, job_id))
    if row.file_digest is None:
        raise NotFound("not-found", {"kind": "file", "id": job_id})
    try:
        content = services.results_of(job_id).get(row.file_digest)
    except (Missing, Damaged):
        raise NotFound("not-found", {"kind": "file", "id": job_id}) from None
    return JobFile(row.file_name, row.file_type, content)


def job_as_data(row: JobRow, work: Work) -> dict[str, Any]:
    """Return a job as it is shown, never what it was given nor who holds it."""
    shown = ("id", "kind", "state", "done", "total", "result", "error", "error_params", "attempts")
    instants = ("created_at", "started_at", "finished_at")
    is_kept = row.file_digest is not None and (row.file_until is None or row.file_until > work.now)
    file = {"name": row.file_name, "size": row.file_size, "until": row.file_until} if is_kept else None
    return {
        **{name: getattr(row, name) for name in (*shown, *instants)},
        "percent": percent_of(row),
        "is_finished": row.finished_at is not None,
        "file": file,
        "had_file": bool(row.file_name),
    }


def percent_of(row: JobRow) -> int | None:
    """Return how much is done, 0 to 100; None while nobody knows how much there is."""
    if row.state == jobs.DONE:
        return HUNDRED
    return min(HUNDRED, row.done * HUNDRED // row.total) if row.total else None


NEW = (0, "")  # the head of a stream that is known to be new


def _own(work: Work, actor: Actor, job_id: str) -> JobRow:
    try:
        row = jobs.get_job(work, job_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "job", "id": job_id}) from None
    if row.account_id != actor.account_id:
        raise NotFound("not-found", {"kind": "job", "id": job_id})
    return row

"""The long work of a release: every line in a transaction of its own with its result, whatever breaks off."""

from collections.abc import Mapping
from typing import Any

from service.db import council_sessions
from service.db import council_sheets as rows
from service.db.council_sheets import SheetLine
from service.db.errors import StaleWrite
from service.db.work import Work
from service.usecases.attempts import remember
from service.usecases.cases import reader_of
from service.usecases.councils.council_releases import release_line
from service.usecases.errors import DomainError, Stale
from service.usecases.jobs.job_running import Job
from service.usecases.recording import findings_as_facts, plain, record
from service.usecases.services import Services
from service.usecases.streams import proposal_stream, session_stream
from workflows.policy import Actor

ACTION = "release-sheet"
Counts = dict[str, int]


class _Tried(Exception):
    def __init__(self, answer: dict[str, Any] | None) -> None:
        super().__init__("tried")
        self.answer = answer


def try_release(services: Services, *, actor: Actor, session_id: str) -> dict[str, dict[str, Any]]:
    """Return by item what the release of each waiting line would come to now; nothing of it is kept."""
    found = {}
    for place, line in services.database.read(lambda work: _waiting(work, actor, session_id)):
        answer = _tried(services, actor, line, place)
        if answer is not None:
            found[line.item.id] = answer
    return found


def release_sheet(services: Services, job: Job) -> Mapping[str, Any]:
    """Release every line that waits; a line that is refused stays behind with its reasons and stops no other.

    `released` counts what this very job has released: a line that another release did first is in no count.
    """
    session_id = str(job.params["session"])
    waiting = services.database.read(lambda work: _waiting(work, job.actor_in(work), session_id))
    # A line that stayed behind in an attempt that broke off is tried again, and is counted by what comes of it now.
    counts = {"released": int(job.memo.get("released", 0)), "stayed": 0}
    total = max(job.total, counts["released"] + len(waiting))
    for number, (place, line) in enumerate(waiting, start=total - len(waiting) + 1):
        counts = _release(services, job, (line, place), counts, (number, total))
    return job.finish(lambda work: _finish(work, job, session_id, counts))


def _waiting(work: Work, actor: Actor, session_id: str) -> list[tuple[int, SheetLine]]:
    """Return the lines that wait to be released, each with its place on the sheet as the actor sees it."""
    lines = enumerate(rows.list_lines(work, session_id, reader_of(actor)), start=1)
    return [(place, line) for place, line in lines if line.kept and line.kept.outcome and line.kept.state != "released"]


def _tried(services: Services, actor: Actor, line: SheetLine, place: int) -> dict[str, Any] | None:
    def act(work: Work) -> None:
        asked = {"session_id": line.item.session_id, "item_id": line.item.id}
        raise _Tried(release_line(work, services.catalog, actor=actor, place=place, **asked))

    try:
        services.database.write(act)
    except _Tried as done:
        return done.answer
    except (DomainError, StaleWrite) as error:
        return refused_answer(error)
    raise AssertionError("a trial never ends without its answer")


def _release(services: Services, job: Job, what: tuple[SheetLine, int], counts: Counts, at: tuple[int, int]) -> Counts:
    actor, item, place = job.actor(), what[0].item, what[1]  # as his rights are at this line
    done, total = at

    def act(work: Work) -> Any:
        asked = {"session_id": item.session_id, "item_id": item.id}
        return release_line(work, services.catalog, actor=actor, place=place, **asked)

    def counted(answer: Any) -> Counts:  # None: somebody else's release came first
        return counts if answer is None else {**counts, "released": counts["released"] + 1}

    try:
        return counted(job.write(act, done=done, total=total, memo=counted))
    except (DomainError, StaleWrite) as refusal:
        error = refusal
    if isinstance(error, DomainError):
        remember(services, actor=actor, stream=proposal_stream(item.proposal_id), action=ACTION, error=error)
    told, stayed = refused_answer(error), {**counts, "stayed": counts["stayed"] + 1}
    job.write(
        lambda work: rows.keep_result(work, item.id, answer=told, released_by=None),
        done=done,
        total=total,
        memo=lambda _kept: stayed,
    )
    return stayed


def refused_answer(error: DomainError | StaleWrite) -> dict[str, Any]:
    """Return what is kept of a line that stays behind: why, with every problem and every finding that is not a pass."""
    said = error if isinstance(error, DomainError) else Stale("stale", {})
    params = {name: value for name, value in said.params.items() if name != "problems"}
    findings = [one for one in findings_as_facts(said.findings) if one["verdict"] != "pass"]
    told = {"params": plain(params), "problems": plain(said.params.get("problems", [])), "findings": findings}
    return {"result": "stayed", "code": said.code, **told}


def _finish(work: Work, job: Job, session_id: str, counts: Mapping[str, int]) -> Mapping[str, Any]:
    row = council_sessions.take_session(work, session_id)  # what others do in the session comes before or after
    facts = {"session": row.id, "number": row.number, "count": counts["released"], "stayed": counts["stayed"]}
    stream = session_stream(row.id)
    record(work, stream=stream, event="council.sheet-released", actor=job.actor_in(work), facts=facts)
    return {"page": f"/council-sessions/{row.id}/sheet", **counts}

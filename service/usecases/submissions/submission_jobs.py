"""The long work of submissions: every entry is tried, or goes in a transaction of its own, whatever breaks off."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from service.db import submission_candidates, submissions
from service.db import submission_entries as entries
from service.db.access import WHOEVER
from service.db.errors import StaleWrite
from service.db.submission_entries import EntryRow
from service.db.submissions import SubmissionRow
from service.db.work import Work
from service.usecases.attempts import remember
from service.usecases.cases import open_case, reader_of
from service.usecases.errors import NotFound, Stale
from service.usecases.jobs.job_running import Job
from service.usecases.moves.acts import Beginning, begin_act
from service.usecases.moves.batches import RESULTS, BatchRow, refused_row
from service.usecases.recording import plain
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from service.usecases.submissions.submission_lanes import advance, lane_of, maker_of
from service.usecases.submissions.submission_papers import paper_parts
from service.usecases.submissions.submission_signing import heads_of
from service.usecases.submissions.submission_taking import action_of, take_along, told_of
from workflows.policy import Actor
from workflows.submission_papers import digest_of_paper
from workflows.submissions import COLLECTOR, KIND, LEFT_OUT, next_state

T = TypeVar("T")
MOST_TRIES = 4  # of one entry, while others write in its proposal at the same moment


class _Tried(Exception):
    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("tried")
        self.answer = answer


def check_submission(services: Services, job: Job) -> Mapping[str, Any]:
    """Ask of every entry what would happen; nothing moves, and no attempt is recorded."""
    actor = job.actor()
    row, waiting = _load(services, job)
    for number, entry in enumerate(waiting, start=1):
        if entry.answer is None:
            answer = _tried(services, actor, row, entry)
            job.write(
                partial(entries.keep_answer, row=entry, answer=answer, version=entry.version),
                done=number,
                total=len(waiting),
            )
    return job.finish(lambda _work: {"page": f"/submissions/{row.id}"})


def send_submission(services: Services, job: Job) -> Mapping[str, Any]:
    """Let every entry go by itself, its result kept with it; then tell what a collector has left out."""
    row, waiting = _load(services, job)
    for number, entry in enumerate(waiting, start=1):
        _send(services, job, (row, entry), (number, len(waiting)))
    if row.part == COLLECTOR:
        actor = job.actor()
        reader = reader_of(actor)
        left = services.database.read(
            lambda work: submission_candidates.list_left_out(work, row.id, row.from_id, row.level, reader)
        )
        for proposal_id in left:
            mark = partial(_leave_out, services=services, actor=actor, row=row, proposal_id=proposal_id)
            with suppress(*RESULTS):  # it left the collector, or was hidden from him, meanwhile
                _insist(partial(job.write, mark))
    return job.finish(lambda work: _finish(work, services, job, row.id))


def _load(services: Services, job: Job) -> tuple[SubmissionRow, list[EntryRow]]:
    """Return the submission and the entries of which nothing has become yet, an attempt before this one included."""

    def read(work: Work) -> tuple[SubmissionRow, list[EntryRow]]:
        row = submissions.find_submission(work, job.params["submission"])
        if row is None:
            raise NotFound("not-found", {"kind": "submission", "id": job.params["submission"]})
        return row, [entry for entry in entries.list_entries(work, row.id) if entry.result == ""]

    return services.database.read(read)


def _tried(services: Services, actor: Actor, row: SubmissionRow, entry: EntryRow) -> dict[str, Any]:
    """Return what would become of an entry if the submission were signed now by the head; nothing of it is kept."""

    def act(work: Work) -> None:
        head = heads_of(work, row)[0]
        signed = row._replace(number=row.number or "—", signed_on=work.today, signer_post=head, signer_name="—")
        answer, _ = take_along(work, services.catalog, actor=actor, row=signed, entry=entry)
        raise _Tried(answer | {"result": "would-move"})

    try:
        _insist(lambda: services.database.write(act))
    except _Tried as done:
        return done.answer
    except tuple(RESULTS) as error:
        return refused_row(BatchRow(entry.proposal_id, entry.version), error)
    raise AssertionError("a trial never ends without its answer")


def _send(services: Services, job: Job, what: tuple[SubmissionRow, EntryRow], progress: tuple[int, int]) -> None:
    row, entry = what
    actor, (done, total) = job.actor(), progress  # as his rights are at this entry

    def act(work: Work) -> None:
        answer, seq = take_along(work, services.catalog, actor=actor, row=row, entry=entry)
        entries.keep_result(work, entry, "sent", answer, seq)

    try:
        _insist(lambda: job.write(act, done=done, total=total))
    except tuple(RESULTS) as refusal:
        error = refusal
    else:
        return
    action = services.database.read(lambda work: action_of(work, services.catalog, actor, row, entry.proposal_id))
    remember(services, actor=actor, stream=proposal_stream(entry.proposal_id), action=action, error=error)
    answer = refused_row(BatchRow(entry.proposal_id, entry.version), error)
    job.write(lambda work: entries.keep_result(work, entry, "stayed", answer, None), done=done, total=total)


def _insist(attempt: Callable[[], T]) -> T:
    """Try again when somebody else wrote first; raises Stale when that happens again and again."""
    for _ in range(MOST_TRIES):
        try:
            return attempt()
        except StaleWrite:
            continue
    raise Stale("stale", {})


def _leave_out(work: Work, *, services: Services, actor: Actor, row: SubmissionRow, proposal_id: str) -> None:
    """Put on record that the collector's selection went without this proposal, so that its unit may petition."""
    data = open_case(work, services.catalog, actor=actor, proposal_id=proposal_id)
    holding = maker_of(work, services.catalog, actor, row)
    if holding is None or any(act.subject == row.id and act.kind == KIND for act in data.dossier.acts):
        return
    said = Beginning(
        kind=KIND,
        event="proposal.left-out",
        subject=row.id,
        outcome=LEFT_OUT,
        data={"number": row.number, "signed_on": plain(row.signed_on), "may_petition": True},
        facts=told_of(row),
        is_done=True,
    )
    begin_act(work, data, actor=actor, holding=holding, beginning=said)


def _finish(work: Work, services: Services, job: Job, submission_id: str) -> Mapping[str, Any]:
    """Say that the submission is sent and keep what it says, or draw it up again when nothing of it could go."""
    row = submissions.find_submission(work, submission_id)
    assert row is not None  # noqa: S101 - it was there when the job began, and is never removed
    actor = job.actor_in(work)
    holding = lane_of(work, services.catalog, row).held_by(actor, row.from_id)
    has_gone = any(entry.result == "sent" for entry in entries.list_entries(work, row.id))
    values: dict[str, Any] = {"state": next_state(row.state, "send" if has_gone else "keep")}
    if has_gone:
        entries.close_entries(work, row.id, result="stayed")
        paper = paper_parts(work, services.catalog, row, WHOEVER)
        values |= {"sent_on": work.today, "paper": paper}
        facts = {"paper": digest_of_paper(paper)}
        advance(work, row, actor=actor, holding=holding, event="submission.sent", values=values, facts=facts)
    else:
        entries.reopen_entries(work, row.id)
        values["registered_as"] = None
        advance(work, row, actor=actor, holding=holding, event="submission.kept-back", values=values)
    return {"page": f"/submissions/{row.id}"}

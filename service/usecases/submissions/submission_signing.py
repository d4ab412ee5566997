"""Trying a submission, signing it so that it goes, taking it up on the other side, and settling it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.db import submission_entries as entries
from service.db.access import WHOEVER
from service.db.errors import DuplicateKey
from service.db.jobs import DONE, FAILED, get_job
from service.db.organisations import get_organisation
from service.db.submission_entries import ShownEntry
from service.db.submissions import SubmissionRow
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid
from service.usecases.jobs.jobs import start_job
from service.usecases.recording import plain
from service.usecases.submissions.submission_lanes import advance, take_submission
from workflows.names import fold
from workflows.plans.vocabulary import DECIDER_ROLES
from workflows.policy import Actor
from workflows.submissions import Signature, is_settled, outcome_after, sign_problems

CHECK, SEND = "submission-check", "submission-send"
ENDED = frozenset({DONE, FAILED})  # states of a job that is over
SIGNED = ("number", "signed_on", "signer_name", "signer_post", "sign_mode", "mandate_number")
PRIVATE = {"signer_name"}


def begin_trial(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str, expected_version: int | None) -> str:
    """Ask what would happen to every entry if the submission went now; returns the id of the job."""
    row, holding, _ = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="sign"
    )
    seen = _seen(work, actor, row)
    for item in seen:
        entries.keep_answer(work, item.entry, None, item.line.version)
    job = start_job(work, actor=actor, kind=CHECK, params={"submission": row.id}, total=len(seen))
    advance(work, row, actor=actor, holding=holding, event="submission.tried", values={"job_id": job})
    return job


def sign(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    submission_id: str,
    expected_version: int | None,
    signature: Signature,
) -> str:
    """Put number, day and signer under a submission and let it go, entry by entry; returns the id of the job.

    Each entry goes at the version that it has now: one that changes before its turn stays behind. What is hidden from
    the signer does not go with his signature. Raises Invalid with everything that stands against the signature.
    """
    row, holding, state = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="sign"
    )
    problems = [{"path": path, "code": code} for path, code in _problems(work, row, signature)]
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    going = _going(work, actor, row)
    job = start_job(work, actor=actor, kind=SEND, params={"submission": row.id}, total=going)
    values = {**_signed_values(row, signature), "state": state, "job_id": job}
    told = {name: plain(values[name]) for name in SIGNED if name not in PRIVATE and values[name]}
    try:
        advance(
            work,
            row,
            actor=actor,
            holding=holding,
            event="submission.signed",
            values=values,
            facts=told,
            private={"signer": signature.signer_name},
        )
    except DuplicateKey:
        raise Invalid("invalid-input", {"problems": [{"path": "number", "code": "number-taken"}]}) from None
    return job


def resume(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str, expected_version: int | None) -> str:
    """Let a signed submission whose sending broke off go on with what has not gone; returns the id of the new job.

    Whoever may make submissions there may do it, in his own name; number, day, signer and mandate stay as they are on
    record, and so does the version at which each entry goes. Raises Conflict while the sending is under way.
    """
    row, holding, state = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="resume"
    )
    if not has_broken_off(work, row):
        raise Conflict("submission-being-sent")
    waiting = [entry for entry in entries.list_entries(work, row.id) if entry.result == ""]
    job = start_job(work, actor=actor, kind=SEND, params={"submission": row.id}, total=len(waiting))
    values = {"state": state, "job_id": job}
    advance(work, row, actor=actor, holding=holding, event="submission.resumed", values=values)
    return job


def has_broken_off(work: Work, row: SubmissionRow) -> bool:
    """Tell whether a submission is signed, and its sending ended before it was done."""
    return row.state == "signed" and row.job_id is not None and get_job(work, row.job_id).state in ENDED


def _going(work: Work, actor: Actor, row: SubmissionRow) -> int:
    """Let every entry that the signer sees go at its version of now, take out the others; return how many go."""
    seen = _seen(work, actor, row)
    if not seen:
        raise Invalid("invalid-input", {"problems": [{"path": "id", "code": "submission-empty"}]})
    shown = {item.line.id for item in seen}
    entries.remove_entries(work, row.id, {item.proposal_id for item in entries.list_entries(work, row.id)} - shown)
    for item in seen:
        entries.keep_answer(work, item.entry, None, item.line.version)
    return len(seen)


def receive(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str, expected_version: int | None) -> int:
    """Note that the body to which a submission was sent has taken it up; returns its new version."""
    row, holding, state = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="receive"
    )
    values = {"state": state, "received_on": work.today}
    return advance(work, row, actor=actor, holding=holding, event="submission.received", values=values)


def settle(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str, expected_version: int | None) -> int:
    """Close a submission of which every entry has its result, and keep those results; returns its new version.

    Raises Conflict while any entry still waits or is held. One that is hidden from the actor hinders nothing and is not
    told: while it waits it stays open, and goes into no other submission.
    """
    row, holding, state = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="settle"
    )
    outcomes = outcomes_of(work, row, _seen(work, actor, row))
    owed = [key for key, outcome in outcomes.items() if not is_settled(outcome)]
    if owed:
        raise Conflict("submission-not-settled", {"count": len(owed)})
    settled = outcomes_of(work, row, entries.list_shown(work, row.id, WHOEVER, with_stayed=False))
    entries.keep_outcomes(work, row.id, {key: outcome for key, outcome in settled.items() if is_settled(outcome)})
    values = {"state": state, "settled_on": work.today}
    return advance(work, row, actor=actor, holding=holding, event="submission.settled", values=values)


def outcomes_of(work: Work, row: SubmissionRow, shown: Iterable[ShownEntry]) -> dict[str, str]:
    """Return what the receiving body has done with each entry that was sent, as it was kept if it was settled."""
    sent = [item for item in shown if item.entry.sent_seq is not None]
    kept = {item.line.id: item.entry.outcome for item in sent if item.entry.outcome}
    return results_of(work, row, [item for item in sent if item.line.id not in kept]) | kept


def results_of(work: Work, row: SubmissionRow, sent: Sequence[ShownEntry]) -> dict[str, str]:
    """Return the same as the steps tell it now: those between its own sending and the next one from that level."""
    if not sent:
        return {}
    steps, anew = entries.steps_of(work, row.id), entries.sent_anew(work, row.id, row.level)
    return {
        line.id: outcome_after(row.level, line.state, entry.sent_seq or 0, steps.get(line.id, ()), anew.get(line.id))
        for line, entry in sent
    }


def heads_of(work: Work, row: SubmissionRow) -> tuple[str, ...]:
    """Return the posts that head the body which submits."""
    head = get_organisation(work, row.from_id).head_role
    return (head,) if head else tuple(DECIDER_ROLES)


def _problems(work: Work, row: SubmissionRow, signature: Signature) -> list[tuple[str, str]]:
    return list(sign_problems(signature, heads=heads_of(work, row), today=work.today))


def _signed_values(row: SubmissionRow, signature: Signature) -> Mapping[str, Any]:
    year = signature.signed_on.year if signature.signed_on else 0
    return {
        "number": signature.number,
        "signed_on": signature.signed_on,
        "signer_name": signature.signer_name,
        "signer_post": signature.signer_post,
        "sign_mode": signature.sign_mode,
        "mandate_number": signature.mandate_number,
        "mandate_from": signature.mandate_from,
        "mandate_to": signature.mandate_to,
        "registered_as": f"{row.from_id}/{year}/{''.join(fold(signature.number).split())}",
    }


def _seen(work: Work, actor: Actor, row: SubmissionRow) -> list[ShownEntry]:
    return entries.list_shown(work, row.id, reader_of(actor), with_stayed=False)

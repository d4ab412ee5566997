"""One proposal goes with a submission: the body's own move where it is still to be made, and the act on its record."""

from typing import Any

from service.db.submission_entries import EntryRow
from service.db.submissions import SubmissionRow
from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import MoveClosed, Stale
from service.usecases.facts import CaseData
from service.usecases.moves.acts import Beginning, begin_act
from service.usecases.moves.batches import RESULTS
from service.usecases.moves.transitions import move_proposal
from service.usecases.recording import plain
from service.usecases.submissions.submission_lanes import demand, maker_of
from workflows.facts import MoveFacts, SubmissionFacts
from workflows.policy import Actor
from workflows.submissions import KIND, SENT, Level, find_level, parts_of_content


def take_along(
    work: Work, catalog: Catalog, *, actor: Actor, row: SubmissionRow, entry: EntryRow
) -> tuple[dict[str, Any], int]:
    """Let one proposal go with a signed submission; returns what is told of it, and its version afterwards.

    The letter of the agency itself belongs to the dossier that it sends (law 84.2), so it is on record before the
    agency's own move is asked; the letter of a body further up follows the move that it reports.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=entry.proposal_id)
    level = _level(data, row)
    if data.case.version != entry.version:
        raise Stale("stale", {"expected": entry.version, "actual": data.case.version})
    if data.case.state == level.state:
        version = _put_on_record(work, catalog, data, actor, row)
        return {"proposal_id": entry.proposal_id, "result": "moved", "findings": []}, version
    is_own_letter = row.from_id == data.case.agency_id
    if is_own_letter:
        _put_on_record(work, catalog, data, actor, row)
    moved = move_proposal(
        work,
        catalog,
        actor=actor,
        proposal_id=entry.proposal_id,
        action=level.action,
        expected_version=None,
        move=_statement(row, data),
    )
    version = int(moved["version"])
    if not is_own_letter:
        data = open_case(work, catalog, actor=actor, proposal_id=entry.proposal_id)
        version = _put_on_record(work, catalog, data, actor, row)
    findings = [finding for finding in moved["findings"] if finding["verdict"] != "pass"]
    return {"proposal_id": entry.proposal_id, "result": "moved", "findings": findings}, version


def action_of(work: Work, catalog: Catalog, actor: Actor, row: SubmissionRow, proposal_id: str) -> str:
    """Return the body's own move, for the record of an attempt; the act itself where there is none."""
    try:
        return _level(open_case(work, catalog, actor=actor, proposal_id=proposal_id), row).action or KIND
    except tuple(RESULTS):
        return KIND


def _put_on_record(work: Work, catalog: Catalog, data: CaseData, actor: Actor, row: SubmissionRow) -> int:
    said = Beginning(
        kind=KIND,
        event="proposal.entered-submission",
        subject=row.id,
        outcome=SENT,
        data=_kept(row),
        facts=told_of(row),
        private={"signer": row.signer_name},
        is_done=True,
    )
    holding = demand(maker_of(work, catalog, actor, row), "proposal:move")
    after, _ = begin_act(work, data, actor=actor, holding=holding, beginning=said)
    return after.case.version


def _level(data: CaseData, row: SubmissionRow) -> Level:
    """Return the level of a proposal that may go with this submission as it stands now; raises MoveClosed."""
    case = data.case
    level = find_level(data.definition, row.level, has_collector="collector" in case.bodies)
    if (
        level is None
        or level.part != row.part
        or case.state not in {level.state, *level.sources}
        or (case.bodies.get(level.part), case.bodies.get(level.to_part)) != (row.from_id, row.to_id)
    ):
        raise MoveClosed("act-not-open", {"act": KIND, "state": case.state, "flow": data.definition.name})
    return level


def _statement(row: SubmissionRow, data: CaseData) -> MoveFacts:
    """Return what the submission states with the move of an entry: itself, and which of its parts it really has."""
    written = {
        "bases": row.grounds,
        "content": data.case.form,
        "achievements": data.text,
        "opinions": row.opinions,
        "appraisal": row.appraisal,
    }
    return MoveFacts(
        submission=SubmissionFacts(
            number=row.number,
            signed_on=row.signed_on,
            signer_post=row.signer_post,
            sign_mode=row.sign_mode,
            parts=tuple(part for part in parts_of_content() if written.get(part, "").strip()),
        )
    )


def _kept(row: SubmissionRow) -> dict[str, Any]:
    names = ("number", "signed_on", "signer_name", "signer_post", "sign_mode", "mandate_number", "from_id", "to_id")
    return {**{name: plain(getattr(row, name)) for name in names}, "level": row.level}


def told_of(row: SubmissionRow) -> dict[str, Any]:
    """Return what the trail says of the submission, without the name of who signed."""
    names = ("number", "signed_on", "signer_post", "sign_mode", "mandate_number")
    told = {name: plain(getattr(row, name)) for name in names}
    return {"submission_id": row.id, **{name: value for name, value in told.items() if value}}

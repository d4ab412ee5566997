"""Voting in a secret ballot: a paper is sealed, looked at once more, and cast; or opened as a test of the machine."""

from typing import Any

from service.db import ballots, council_items, councils, recusals
from service.db.ballots import BallotRow, VoterRow
from service.db.work import Work
from service.usecases.ballot_seals import BallotSeals
from service.usecases.councils.secret_ballots import opened_box
from service.usecases.errors import Conflict, Invalid, NotFound
from service.usecases.moves.acts import MOVE
from service.usecases.scopes import require_scope
from service.usecases.sealing import SealBroken
from workflows.policy import Actor
from workflows.votes.papers import CHOICES, Paper, make_paper, receipt_of
from workflows.votes.secret import opened_paper

TESTS_EACH = 5  # how many papers may be opened as a test for each paper that went out

Draft = tuple[Paper, str, int]


def prepare_paper(work: Work, seals: BallotSeals, *, actor: Actor, ballot_id: str, choice: str) -> dict[str, Any]:
    """Return a sealed paper for the voter to cast, with its receipt; nothing is written yet.

    Raises NotFound for whoever is not on the roll, recused or no member any more, Invalid for another choice, Conflict
    (`ballot-ended`, `already-voted`).
    """
    row, voter = _voter(work, actor, ballots.find_ballot(work, ballot_id), ballot_id)
    if choice not in CHOICES:
        raise Invalid("invalid-input", {"problems": [{"path": "choice", "code": "required"}]})
    opened_box(seals, row)
    if voter.has_voted:
        raise Conflict("already-voted", {"ballot": row.id})
    paper, key = make_paper(row.id, choice, work.random_bytes)
    sealed = seals.seal_draft(work, row.id, actor.person_id, (paper, choice, key))
    return {"ballot_id": row.id, "choice": choice, "receipt": receipt_of(row.id, paper), "sealed": sealed}


def cast_paper(work: Work, seals: BallotSeals, *, actor: Actor, ballot_id: str, sealed: str) -> dict[str, Any]:
    """Put a sealed paper into the box and return its receipt; the same paper sent again answers the same.

    Raises NotFound, Invalid for what was not sealed for this voter here, Conflict (`ballot-ended`, `already-voted`,
    `paper-opened`).
    """
    row, _ = _voter(work, actor, ballots.lock_ballot(work, ballot_id), ballot_id)
    box = opened_box(seals, row)
    paper, choice, key = _draft(seals, actor, row.id, sealed)
    receipt = receipt_of(row.id, paper)
    if receipt in box.opened:
        raise Conflict("paper-opened", {"receipt": receipt})
    if receipt not in box.papers:
        if not ballots.mark_voted(work, row.id, actor.person_id):
            raise Conflict("already-voted", {"ballot": row.id})
        _keep(row, is_kept=ballots.keep_box(work, row.id, seals.seal_box(work, box.put(paper, choice, key))))
    return {"ballot_id": row.id, "receipt": receipt}


def open_as_test(work: Work, seals: BallotSeals, *, actor: Actor, ballot_id: str, sealed: str) -> dict[str, Any]:
    """Return a paper with its choice and key, so that its voter can check that it bears what he chose.

    From then on it can't be cast: a paper whose key somebody knows would prove his vote. Raises as `cast_paper`.
    """
    row, _ = _voter(work, actor, ballots.lock_ballot(work, ballot_id), ballot_id)
    box = opened_box(seals, row)
    paper, choice, key = _draft(seals, actor, row.id, sealed)
    receipt = receipt_of(row.id, paper)
    if receipt in box.papers:
        raise Conflict("already-voted", {"ballot": row.id})
    if receipt not in box.opened:
        if len(box.opened) >= TESTS_EACH * row.issued:
            raise Conflict("too-many-tests", {"ballot": row.id})
        _keep(row, is_kept=ballots.keep_box(work, row.id, seals.seal_box(work, box.set_aside(receipt))))
    return opened_paper(row.id, paper, choice, key)


def _voter(work: Work, actor: Actor, row: BallotRow | None, ballot_id: str) -> tuple[BallotRow, VoterRow]:
    """Return the ballot with the actor's place on its roll; nobody votes in another's place."""
    require_scope(actor, MOVE)
    roll = [] if row is None else ballots.list_roll(work, row.id)
    mine = next((voter for voter in roll if voter.person_id == actor.person_id), None)
    if row is None or mine is None or not _sits_yet(work, row, actor):
        raise NotFound("not-found", {"kind": "ballot", "id": ballot_id})
    return row, mine


def _sits_yet(work: Work, row: BallotRow, actor: Actor) -> bool:
    """Tell whether somebody on a roll may still vote: neither recused since nor gone from the council, as by name."""
    council_id = council_items.find_council(work, row.item_id)
    sits = council_id is None or councils.is_member(work, council_id, actor.person_id)
    return sits and not recusals.is_hidden(work, row.proposal_id, actor.person_id)


def _draft(seals: BallotSeals, actor: Actor, ballot_id: str, sealed: str) -> Draft:
    try:
        return seals.open_draft(ballot_id, actor.person_id, sealed)
    except SealBroken:
        raise Invalid("invalid-input", {"problems": [{"path": "sealed", "code": "paper-not-ours"}]}) from None


def _keep(row: BallotRow, *, is_kept: bool) -> None:
    if not is_kept:
        raise Conflict("ballot-ended", {"ballot": row.id})

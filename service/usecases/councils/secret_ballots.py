"""Secret ballots: opened for those present, closed by counting, or declared void; the trail gets no event of a vote.

What is recorded is the opening with the roll, and the end with the receipts in their order, the digest and the tally.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson

from service.db import accounts, ballots, recusals
from service.db.ballots import BallotRow, PaperRow
from service.db.work import Work
from service.usecases.ballot_seals import BallotSeals
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, NotFound, PermissionDenied
from service.usecases.facts import CaseData
from service.usecases.moves.acts import MOVE, act_role, authorize_act
from service.usecases.noting import note_event
from service.usecases.sealing import SealBroken
from service.usecases.services import Services
from workflows.policy import Actor, Holding
from workflows.votes.papers import CHOICES
from workflows.votes.secret import Box, check_file

ACT = "council"


@dataclass(frozen=True, slots=True)
class Opening:
    """For what a ballot is opened: the item of a session, the voters by person with their accounts, those present."""

    item_id: str
    voters: Mapping[str, str]
    present: int


def open_ballot(
    work: Work, catalog: Catalog, seals: BallotSeals, *, actor: Actor, proposal_id: str, opening: Opening
) -> dict[str, Any]:
    """Open a secret ballot on a proposal; raises NotFound, MoveClosed, PermissionDenied, Invalid, Conflict."""
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    _, holding = authorize_act(data, actor, ACT)
    moved, row = begin_ballot(work, seals, data, actor=actor, holding=holding, opening=opening)
    return {"id": row.id, "proposal_id": proposal_id, "issued": row.issued, "version": moved.case.version}


def begin_ballot(
    work: Work, seals: BallotSeals, data: CaseData, *, actor: Actor, holding: Holding, opening: Opening
) -> tuple[CaseData, BallotRow]:
    """Open a ballot for a caller who has authorised it; returns the case at its new version with the ballot.

    Raises Invalid when more papers would go out than people are present, or somebody on the roll is recused; the store
    refuses a second open ballot on the same item.
    """
    _check_roll(work, data.case.id, opening)
    key = work.new_id()
    row = BallotRow(
        id=key,
        item_id=opening.item_id,
        proposal_id=data.case.id,
        state="open",
        issued=len(opening.voters),
        box=seals.begin(work, key),
        yes=None,
        no=None,
        blank=None,
        sum_key="",
        digest="",
        opened_on=work.today,
        ended_on=None,
    )
    ballots.add_ballot(work, row, opening.voters)
    told = {"ballot": key, "count": row.issued, "voters": sorted(opening.voters.values())}
    return _record(work, data, (actor, holding), "ballot.opened", told), row


def close_ballot(work: Work, catalog: Catalog, seals: BallotSeals, *, actor: Actor, ballot_id: str) -> dict[str, Any]:
    """Close a ballot and publish its list; raises NotFound, MoveClosed, PermissionDenied, Conflict.

    The caller destroys what can still be opened (`forget_keys`) once this is committed.
    """
    row, data = _opened(work, catalog, actor, ballot_id)
    _, holding = authorize_act(data, actor, ACT)
    moved, ended = count_ballot(work, seals, data, row, actor=actor, holding=holding)
    return {"id": row.id, "version": moved.case.version, **tally_as_data(ended)}


def count_ballot(
    work: Work, seals: BallotSeals, data: CaseData, row: BallotRow, *, actor: Actor, holding: Holding
) -> tuple[CaseData, BallotRow]:
    """Count and end a locked ballot for a caller who has authorised it; returns the case with the ended ballot.

    Raises Conflict: `ballot-ended`, or `ballot-box-broken` when the box no longer opens or does not add up.
    """
    box = opened_box(seals, row)
    listed = box.published(row.issued)
    checked = check_file(listed)
    if checked.problems:
        raise Conflict("ballot-box-broken", {"ballot": row.id})
    sums = {choice: checked.tally[choice] for choice in CHOICES}
    ended = row._replace(
        state="closed",
        box=None,
        yes=sums["yes"],
        no=sums["no"],
        blank=sums["blank"],
        sum_key=str(listed["key"]),
        digest=checked.digest,
        ended_on=work.today,
    )
    papers = [PaperRow(receipt, orjson.dumps(paper.as_data()).decode()) for receipt, paper in box.papers.items()]
    if not ballots.end_ballot(work, ended, papers):
        raise Conflict("ballot-ended", {"ballot": row.id})
    told = {
        "ballot": row.id,
        "count": len(papers),
        "issued": row.issued,
        "tally": sums,
        "code": checked.digest,
        "receipts": list(checked.receipts),
    }
    return _record(work, data, (actor, holding), "ballot.closed", told), ended


def void_ballot(work: Work, catalog: Catalog, *, actor: Actor, ballot_id: str, reason: str) -> dict[str, Any]:
    """End an open ballot without counting it, so that another can be held; nobody ever learns what was voted.

    Raises NotFound, PermissionDenied, Invalid (a reason is needed), Conflict.
    """
    row, data = _opened(work, catalog, actor, ballot_id)
    holding = leading_role(data, actor)
    if holding is None or not {"*", MOVE} & actor.scopes:
        raise PermissionDenied("permission-denied", {"action": ACT})
    if not reason.strip():
        raise Invalid("invalid-input", {"problems": [{"path": "reason", "code": "reason-needed"}]})
    if not ballots.end_ballot(work, row._replace(state="void", box=None, ended_on=work.today), []):
        raise Conflict("ballot-ended", {"ballot": row.id})
    moved = _record(work, data, (actor, holding), "ballot.voided", {"ballot": row.id}, reason)
    return {"id": row.id, "version": moved.case.version}


def forget_keys(services: Services) -> None:
    """Destroy the keys of all ballots that have ended; to be called when an end was committed."""
    for ballot_id in services.ballot_seals.kept():
        row = services.database.read(partial(ballots.find_ballot, ballot_id=ballot_id))
        if row is not None and row.state != "open":
            services.ballot_seals.destroy(ballot_id)


def leading_role(data: CaseData, actor: Actor) -> Holding | None:
    """Return the role by which the actor leads ballots on a proposal, whatever state it stands in, or None."""
    specs = (spec for spec in data.definition.acts if spec.kind == ACT)
    return next((held for spec in specs if (held := act_role(data, actor, spec)) is not None), None)


def opened_box(seals: BallotSeals, row: BallotRow) -> Box:
    """Return the box of an open ballot; raises Conflict (`ballot-ended`, `ballot-box-broken`)."""
    if row.box is None:
        raise Conflict("ballot-ended", {"ballot": row.id})
    try:
        return seals.open_box(row.id, row.box)
    except SealBroken:
        raise Conflict("ballot-box-broken", {"ballot": row.id}) from None


def tally_as_data(row: BallotRow) -> dict[str, Any]:
    """Return the tally of a closed ballot in the figures of the minutes; a sealed paper is never invalid."""
    returned = (row.yes or 0) + (row.no or 0) + (row.blank or 0)
    return {
        "issued": row.issued,
        "returned": returned,
        "valid": returned,
        "invalid": 0,
        **{choice: getattr(row, choice) for choice in CHOICES},
        "digest": row.digest,
    }


def _opened(work: Work, catalog: Catalog, actor: Actor, ballot_id: str) -> tuple[BallotRow, CaseData]:
    """Return a ballot, locked, with its case; whoever may not open the proposal is not told that there is a ballot."""
    row = ballots.lock_ballot(work, ballot_id)
    try:
        if row is not None:
            return row, open_case(work, catalog, actor=actor, proposal_id=row.proposal_id)
    except NotFound:
        pass
    raise NotFound("not-found", {"kind": "ballot", "id": ballot_id})


def _check_roll(work: Work, proposal_id: str, opening: Opening) -> None:
    problems: list[dict[str, Any]] = []
    if not opening.voters:
        problems.append({"path": "voters", "code": "required"})
    if len(opening.voters) > opening.present:
        problems.append({"path": "voters", "code": "ballots-over-present"})
    for person, account in opening.voters.items():
        if recusals.is_hidden(work, proposal_id, person):
            name = accounts.get_account(work, account).name
            problems.append({"path": "voters", "code": "voter-recused", "params": {"name": name}})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})


def _record(
    work: Work,
    data: CaseData,
    who: tuple[Actor, Holding],
    event: str,
    facts: Mapping[str, Any],
    reason: str = "",
) -> CaseData:
    return note_event(work, data, event=event, who=who, facts=facts, private={"reason": reason})

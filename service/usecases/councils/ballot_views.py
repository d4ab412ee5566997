"""Looking at secret ballots: what waits for a voter, how far one has come, and the list published at its end."""

from typing import Any

import orjson

from service.db import ballots, council_items, proposals, recusals
from service.db.ballots import BallotRow
from service.db.errors import NotFound as RowMissing
from service.db.proposals import CaseRow
from service.db.work import Work
from service.usecases.cases import find_case, may_open, open_case
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import see_session
from service.usecases.councils.secret_ballots import leading_role, tally_as_data
from service.usecases.errors import Conflict, NotFound
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain
from service.usecases.scopes import require_scope
from service.usecases.streams import proposal_stream
from workflows.policy import Actor
from workflows.votes.secret import LIST_FORMAT

READ = "proposal:read"


def list_waiting(work: Work, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the open ballots in which the actor has still to vote."""
    require_scope(actor, READ)
    rows = ballots.list_waiting(work, actor.person_id, after=after, limit=limit + 1)
    return page_of([plain(row._asdict()) for row in rows], limit)


def show_ballot(work: Work, catalog: Catalog, *, actor: Actor, ballot_id: str) -> dict[str, Any]:
    """Return a ballot for a voter on its roll or whoever may open the proposal; raises NotFound.

    Whoever leads it is told who has voted; everybody is told how many, and the tally only once it is closed.
    """
    row, found = _find(work, actor, ballot_id)
    roll = ballots.list_roll(work, row.id)
    mine = next((voter for voter in roll if voter.person_id == actor.person_id), None)
    opens = may_open(work, actor, found.proposal)
    leads = (
        opens and leading_role(open_case(work, catalog, actor=actor, proposal_id=row.proposal_id), actor) is not None
    )
    return {
        **_as_data(row),
        "number": found.proposal.number,
        "form": found.proposal.form,
        "nominee_name": found.nominee.name,
        "returned": sum(voter.has_voted for voter in roll),
        "may_vote": row.state == "open" and mine is not None and not mine.has_voted,
        "has_voted": mine is not None and mine.has_voted,
        "may_open_proposal": opens,
        "session": _session_of(work, actor, row),
        "may_end": leads and row.state == "open",
        "roll": [{"name": voter.name, "has_voted": voter.has_voted} for voter in roll] if leads else [],
    }


def _session_of(work: Work, actor: Actor, row: BallotRow) -> dict[str, str] | None:
    """Return the session in which a ballot is held, for whoever may see it."""
    try:
        item = council_items.get_item(work, row.item_id)
        _, session = see_session(work, actor, item.session_id)
    except (RowMissing, NotFound):
        return None
    return {"id": session.id, "number": session.number}


def show_list(work: Work, *, actor: Actor, ballot_id: str) -> dict[str, Any]:
    """Return the published list of a closed ballot; raises NotFound, Conflict (`ballot-not-closed`)."""
    row, _ = _find(work, actor, ballot_id)
    if row.state != "closed":
        raise Conflict("ballot-not-closed", {"ballot": row.id})
    return published_list(work, row)


def list_of_proposal(work: Work, *, actor: Actor, proposal_id: str) -> list[dict[str, Any]]:
    """Return the ballots on a proposal for whoever may open it; raises NotFound."""
    case = find_case(work, actor, proposal_id).proposal
    return [_as_data(row) for row in ballots.list_ballots(work, case.id)]


def published_list(work: Work, row: BallotRow) -> dict[str, Any]:
    """Return the list of a closed ballot, as its digest was recorded."""
    rows = ballots.list_papers(work, row.id)
    return {
        "format": LIST_FORMAT,
        "ballot": row.id,
        "issued": row.issued,
        "tally": {"yes": row.yes, "no": row.no, "blank": row.blank},
        "key": row.sum_key,
        "papers": [{"receipt": paper.receipt, **orjson.loads(paper.paper)} for paper in rows],
    }


def _find(work: Work, actor: Actor, ballot_id: str) -> tuple[BallotRow, CaseRow]:
    """Return a ballot with its proposal for a voter or a reader of it; hidden is the same as absent."""
    row = ballots.find_ballot(work, ballot_id)
    if row is not None and not recusals.is_hidden(work, row.proposal_id, actor.person_id):
        require_scope(actor, READ)
        found = proposals.load_case(work, row.proposal_id)
        is_voter = any(voter.person_id == actor.person_id for voter in ballots.list_roll(work, row.id))
        if is_voter or may_open(work, actor, found.proposal):
            return row, found
    raise NotFound("not-found", {"kind": "ballot", "id": ballot_id})


def _as_data(row: BallotRow) -> dict[str, Any]:
    said = {"id": row.id, "item_id": row.item_id, "proposal_id": row.proposal_id, "state": row.state}
    told = said | {"opened_on": row.opened_on, "ended_on": row.ended_on, "issued": row.issued}
    shown: dict[str, Any] = plain(told)
    return shown | {"tally": tally_as_data(row) if row.state == "closed" else None}


def stream_of(work: Work, ballot_id: str) -> str:
    """Return the stream beside which refused attempts at a ballot are recorded."""
    row = ballots.find_ballot(work, ballot_id)
    return proposal_stream(row.proposal_id if row is not None else "")

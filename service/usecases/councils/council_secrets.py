"""Secret votes of a session: opened for the members present; how they voted is known only as the sealed count."""

from collections.abc import Iterable
from typing import Any

from service.db import ballots
from service.db.ballots import BallotRow
from service.db.council_items import ItemRow
from service.db.errors import DuplicateKey
from service.db.work import Work
from service.usecases.ballot_seals import BallotSeals
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import ACT, demand_held, take_session
from service.usecases.councils.council_agendas import open_for, open_item
from service.usecases.councils.council_counts import load_room
from service.usecases.councils.secret_ballots import Opening, begin_ballot
from service.usecases.errors import Conflict, Invalid
from service.usecases.moves.acts import authorize_act
from service.usecases.recording import record
from service.usecases.streams import session_stream
from workflows.policy import Actor


def open_secret_vote(
    work: Work, catalog: Catalog, seals: BallotSeals, *, actor: Actor, session_id: str, item_id: str
) -> dict[str, Any]:
    """Open a secret ballot on an item for the members present whom it does not concern.

    Raises NotFound, PermissionDenied, MoveClosed, Conflict (another way of voting was chosen, a ballot is open or has
    a count that stands), Invalid before the day of the meeting and when nobody is present.
    """
    sight, row = take_session(work, actor, session_id, "convened")
    secretary = sight.require_secretary()
    item = open_item(work, actor, row.id, item_id)
    demand_held(row, work.today)
    if item.mode != "secret":
        raise Conflict("vote-not-secret", {"mode": item.mode})
    room = load_room(work, catalog, row)
    if room.counted(item) is not None:
        raise Conflict("votes-given", {"item": item.id})
    present = room.present(item)
    if not present:
        raise Invalid("invalid-input", {"problems": [{"path": "attendance", "code": "attendance-first"}]})
    opening = Opening(item.id, {seat.person_id: seat.account_id for seat in present}, len(present))
    data = open_for(work, catalog, actor, item)
    _, holding = authorize_act(data, actor, ACT)
    try:
        _, ballot = begin_ballot(work, seals, data, actor=actor, holding=holding, opening=opening)
    except DuplicateKey:
        raise Conflict("council-ballot-open", {"item": item.id}) from None
    facts = {"session": row.id, "item": item.id, "count": ballot.issued}
    stream = session_stream(row.id)
    record(work, stream=stream, event="council.ballot-opened", actor=actor, holding=secretary, facts=facts)
    return {"id": ballot.id, "item_id": item.id, "issued": ballot.issued, "version": row.version}


def running_ballots(work: Work, items: Iterable[ItemRow]) -> dict[str, dict[str, Any]]:
    """Return the open secret ballots on some items by item: how many papers went out, and how many came back."""
    secret = [item.id for item in items if item.mode == "secret" and item.state == "open"]
    rows = [row for row in ballots.list_ballots_of_items(work, secret) if row.state == "open"]
    voted = ballots.count_voted(work, [row.id for row in rows])
    return {row.item_id: {"id": row.id, "issued": row.issued, "returned": voted.get(row.id, 0)} for row in rows}


def may_cast(work: Work, ballot_id: str, person_id: str) -> bool:
    """Tell whether somebody has a paper in a ballot and has not cast it."""
    return any(one.person_id == person_id and not one.has_voted for one in ballots.list_roll(work, ballot_id))


def ballots_of(work: Work, item: ItemRow) -> list[BallotRow]:
    """Return the secret ballots on an item, oldest first."""
    return [row for row in ballots.list_ballots(work, item.proposal_id) if row.item_id == item.id]

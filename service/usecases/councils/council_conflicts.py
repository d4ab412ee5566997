"""Conflicts of interest before a vote: what data show of the members who have a vote on an item."""

from typing import Any

from service.db import accounts, council_items
from service.db.work import Work
from service.usecases.cases import open_case, reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import see_session
from service.usecases.councils.council_counts import load_room
from service.usecases.errors import NotFound
from service.usecases.moves.conflicts import conflicts_of
from workflows.policy import Actor


def list_seat_conflicts(
    work: Work, catalog: Catalog, *, actor: Actor, session_id: str, item_id: str
) -> list[dict[str, Any]]:
    """Return the members with a vote on an open item whom data show near the nominee, each with the grounds.

    The secretary is told of everybody, a member of himself alone. Raises NotFound.
    """
    sight, row = see_session(work, actor, session_id)
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    item = next((one for one in seen if one.id == item_id), None)
    if item is None:
        raise NotFound("not-found", {"kind": "council-item", "id": item_id})
    if item.state != "open":
        return []
    seats = [
        seat
        for seat in load_room(work, catalog, row).acting(item)
        if sight.secretary is not None or seat.person_id == actor.person_id
    ]
    if not seats:
        return []
    data = open_case(work, catalog, actor=actor, proposal_id=item.proposal_id)
    found = conflicts_of(work, data, [accounts.get_account(work, seat.account_id) for seat in seats])
    return [
        {
            "account_id": seat.account_id,
            "name": seat.name,
            "is_own": seat.person_id == actor.person_id,
            "conflicts": found[seat.account_id],
        }
        for seat in seats
        if found[seat.account_id]
    ]

"""Agendas and votes: which proposals a session considers, how members voted, and who still owes a vote."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, exists, func, select, update

from service.db.access import Reader
from service.db.base import table_of
from service.db.council_sessions import SEAT
from service.db.council_sessions import TABLE as SESSION
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import CouncilItem, CouncilTurn, CouncilVote, Nominee, Proposal, ProposalAccess, Recusal
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, VOTE, TURN = table_of(CouncilItem), table_of(CouncilVote), table_of(CouncilTurn)
_PROPOSAL, _NOMINEE, _ACCESS, _RECUSAL = (table_of(model) for model in (Proposal, Nominee, ProposalAccess, Recusal))


class ItemRow(NamedTuple):
    """One proposal on an agenda, with what a list says of it."""

    id: str
    session_id: str
    proposal_id: str
    act_id: str
    form: str
    mode: str
    state: str
    outcome: str
    note: str
    counted: dict[str, Any] | None
    result: dict[str, Any] | None
    added_at: datetime
    closed_at: datetime | None
    number: str
    proposal_state: str
    nominee_id: str
    nominee_name: str


class VoteRow(NamedTuple):
    """How one member voted, or what he wrote, with the file of his letter if one is kept."""

    item_id: str
    member_id: str
    choice: str
    manner: str
    paper: str
    recorded_by: str
    recorded_at: datetime
    file_name: str | None = None
    media_type: str | None = None
    size: int | None = None
    digest: str | None = None


class CandidateRow(NamedTuple):
    """A proposal that may go on an agenda, as far as the flow allows."""

    id: str
    number: str
    form: str
    state: str
    flow_code: str
    flow_version: int
    bodies: dict[str, str]
    nominee_name: str
    received_on: Any


class OwedRow(NamedTuple):
    """An item on which a member has not voted yet."""

    item_id: str
    session_id: str
    session_number: str
    held_on: Any
    proposal_id: str
    form: str
    nominee_name: str


_OWN = len(ItemRow._fields) - 4
ROWS = select(
    *(TABLE.c[name] for name in ItemRow._fields[:_OWN]),
    _PROPOSAL.c.number,
    _PROPOSAL.c.state.label("proposal_state"),
    _PROPOSAL.c.nominee_id,
    _NOMINEE.c.name.label("nominee_name"),
).select_from(
    TABLE.join(_PROPOSAL, _PROPOSAL.c.id == TABLE.c.proposal_id).join(_NOMINEE, _NOMINEE.c.id == _PROPOSAL.c.nominee_id)
)
_INSERT, _INSERT_VOTE = Insertion(TABLE), Insertion(VOTE)
_BY_ID = Query(ROWS.where(TABLE.c.id == bindparam("id")), ItemRow._make)
_OF_SESSION = Query(ROWS.where(TABLE.c.session_id == bindparam("session_id")).order_by(TABLE.c.id), ItemRow._make)
_COUNCIL = Query(
    select(SESSION.c.council_id).where(SESSION.c.id == TABLE.c.session_id, TABLE.c.id == bindparam("id")),
    lambda row: str(row[0]),
)
_VOTES = Query(
    select(*columns_of(VOTE, VoteRow))
    .where(VOTE.c.item_id == TABLE.c.id, TABLE.c.session_id == bindparam("session_id"))
    .order_by(VOTE.c.recorded_at, VOTE.c.member_id),
    VoteRow._make,
)
_VOTES_ON = Query(
    select(*columns_of(VOTE, VoteRow))
    .where(VOTE.c.item_id == TABLE.c.id, TABLE.c.proposal_id == bindparam("proposal_id"))
    .order_by(VOTE.c.item_id, VOTE.c.member_id),
    VoteRow._make,
)
_OF_PROPOSAL = Query(ROWS.where(TABLE.c.proposal_id == bindparam("proposal_id")).order_by(TABLE.c.id), ItemRow._make)
_FORGET = Prepared(
    delete(VOTE).where(VOTE.c.item_id == bindparam("of_item"), VOTE.c.member_id == bindparam("of_member"))
)
_RECUSED = Query(
    select(TABLE.c.id, _RECUSAL.c.person_id).where(
        _RECUSAL.c.proposal_id == TABLE.c.proposal_id,
        _RECUSAL.c.lifted_at.is_(None),
        TABLE.c.session_id == bindparam("session_id"),
    ),
    lambda row: (str(row[0]), str(row[1])),
)


def add_item(work: Work, values: Mapping[str, Any]) -> ItemRow:
    """Put a proposal on an agenda; raises `DuplicateKey` when it stands on an open one."""
    key = work.new_id()
    _INSERT.run(work, {"added_at": work.now, **values, "id": key})
    return get_item(work, key)


def get_item(work: Work, item_id: str) -> ItemRow:
    """Return an item; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": item_id})
    if found is None:
        raise NotFound("council-item", item_id)
    return found


def find_council(work: Work, item_id: str) -> str | None:
    """Return the council on whose agenda an item stands, None for no such item."""
    return _COUNCIL.first(work, {"id": item_id})


def list_items(work: Work, session_id: str) -> list[ItemRow]:
    """Return the whole agenda of a session in its order, dropped items included; for readers see `list_seen`."""
    return _OF_SESSION.all(work, {"session_id": session_id})


def list_seen(work: Work, session_id: str, reader: Reader) -> list[ItemRow]:
    """Return the agenda of a session as far as nothing hides it from a reader; what was voted on stays when dropped."""
    stays = (TABLE.c.state != "dropped") | TABLE.c.result.is_not(None)
    seen = ROWS.where(TABLE.c.session_id == session_id, stays, reader.sees(TABLE.c.proposal_id))
    return [ItemRow._make(row) for row in work.execute(seen.order_by(TABLE.c.id))]


def update_item(work: Work, item_id: str, values: Mapping[str, Any]) -> ItemRow:
    """Change columns of an item whose session this transaction has taken."""
    work.execute(update(TABLE).where(TABLE.c.id == item_id).values(dict(values)))
    return get_item(work, item_id)


def put_vote(work: Work, row: VoteRow) -> None:
    """Keep how a member voted, in place of how he voted before."""
    _FORGET.execute(work, {"of_item": row.item_id, "of_member": row.member_id})
    _INSERT_VOTE.run(work, row._asdict())


def list_votes(work: Work, session_id: str) -> list[VoteRow]:
    """Return every vote of a session."""
    return _VOTES.all(work, {"session_id": session_id})


def list_items_about(work: Work, proposal_id: str) -> list[ItemRow]:
    """Return every place that a proposal had on an agenda, dropped ones included, oldest first."""
    return _OF_PROPOSAL.all(work, {"proposal_id": proposal_id})


def list_votes_about(work: Work, proposal_id: str) -> list[VoteRow]:
    """Return every vote by name on a proposal, whatever the session."""
    return _VOTES_ON.all(work, {"proposal_id": proposal_id})


def list_recused(work: Work, session_id: str) -> list[tuple[str, str]]:
    """Return (item, person) for everybody who takes no part in an item of a session."""
    return _RECUSED.all(work, {"session_id": session_id})


def list_candidates(
    work: Work, owner_id: str, states: Iterable[str], reader: Reader, *, after: str | None, limit: int
) -> list[CandidateRow]:
    """Return proposals opened to a body that stand in one of these states and on no open agenda, oldest first."""
    waits = exists().where(TABLE.c.proposal_id == _PROPOSAL.c.id, TABLE.c.state == "open")
    page = (
        select(*(_PROPOSAL.c[name] for name in CandidateRow._fields[:7]), _NOMINEE.c.name, _PROPOSAL.c.received_on)
        .select_from(
            _PROPOSAL.join(_ACCESS, _ACCESS.c.proposal_id == _PROPOSAL.c.id).join(
                _NOMINEE, _NOMINEE.c.id == _PROPOSAL.c.nominee_id
            )
        )
        .where(
            _ACCESS.c.organisation_id == owner_id,
            _PROPOSAL.c.state.in_(list(states)),
            ~waits,
            reader.sees(_PROPOSAL.c.id),
        )
    )
    page = page if after is None else page.where(_PROPOSAL.c.id > after)
    return [CandidateRow._make(row) for row in work.execute(page.order_by(_PROPOSAL.c.id).limit(limit))]


def list_owed(work: Work, reader: Reader, *, limit: int) -> list[OwedRow]:
    """Return the open items of convened sessions on which a person has a vote and has not given it."""
    cast = exists().where(VOTE.c.item_id == TABLE.c.id, VOTE.c.member_id == SEAT.c.member_id)
    turned = (
        select(TURN.c.said)
        .where(TURN.c.session_id == SESSION.c.id, TURN.c.member_id == SEAT.c.member_id)
        .where(TURN.c.item_id <= TABLE.c.id, TURN.c.said != "presides")
        .order_by(TURN.c.item_id.desc(), TURN.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    owed: Sequence[Any] = (TABLE.c.id, SESSION.c.id, SESSION.c.number, SESSION.c.held_on, TABLE.c.proposal_id)
    page = (
        select(*owed, TABLE.c.form, _NOMINEE.c.name)
        .select_from(
            SEAT.join(SESSION, SESSION.c.id == SEAT.c.session_id)
            .join(TABLE, TABLE.c.session_id == SESSION.c.id)
            .join(_PROPOSAL, _PROPOSAL.c.id == TABLE.c.proposal_id)
            .join(_NOMINEE, _NOMINEE.c.id == _PROPOSAL.c.nominee_id)
        )
        .where(
            SEAT.c.person_id == reader.person_id,
            SEAT.c.votes,
            func.coalesce(turned, SEAT.c.attendance) != "absent",
            SESSION.c.state == "convened",
            TABLE.c.state == "open",
            TABLE.c.mode == "open",
            ~cast,
            reader.sees(TABLE.c.proposal_id),
        )
        .order_by(SESSION.c.held_on, TABLE.c.id)
        .limit(limit)
    )
    return [OwedRow._make(row) for row in work.execute(page)]

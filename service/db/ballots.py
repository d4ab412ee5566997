"""Secret ballots: the roll and the papers are only ever touched apart, and both are written anew when a ballot ends."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, update

from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.expressions import AnyOf, columns_of
from service.db.models import Nominee, Proposal, Recusal, SecretBallot, SecretBallotPaper, SecretBallotVoter
from service.db.recusals import not_hidden
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, VOTER, PAPER = (table_of(model) for model in (SecretBallot, SecretBallotVoter, SecretBallotPaper))
PROPOSAL, NOMINEE, RECUSAL = (table_of(model) for model in (Proposal, Nominee, Recusal))


class BallotRow(NamedTuple):
    """One secret ballot; `box` is there while it is open, the sums when it was closed."""

    id: str
    item_id: str
    proposal_id: str
    state: str
    issued: int
    box: str | None
    yes: int | None
    no: int | None
    blank: int | None
    sum_key: str
    digest: str
    opened_on: date
    ended_on: date | None


class VoterRow(NamedTuple):
    """One who may vote, with his name."""

    ballot_id: str
    person_id: str
    account_id: str
    has_voted: bool
    name: str


class PaperRow(NamedTuple):
    """One published paper."""

    receipt: str
    paper: str


class OwnBallot(NamedTuple):
    """An open ballot that waits for a person."""

    id: str
    proposal_id: str
    number: str
    form: str
    nominee_name: str
    opened_on: date


_INSERT, _ENROL, _PUBLISH = (Insertion(table) for table in (TABLE, VOTER, PAPER))
_OF_ID = select(*columns_of(TABLE, BallotRow)).where(TABLE.c.id == bindparam("id"))
_BY_ID, _LOCKED = Query(_OF_ID, BallotRow._make), Query(_OF_ID.with_for_update(), BallotRow._make)
_OF_PROPOSAL = Query(
    select(*columns_of(TABLE, BallotRow)).where(TABLE.c.proposal_id == bindparam("id")).order_by(TABLE.c.id),
    BallotRow._make,
)
_OF_ITEMS = Query(
    select(*columns_of(TABLE, BallotRow)).where(AnyOf(TABLE.c.item_id, "ids")).order_by(TABLE.c.id), BallotRow._make
)
_ROLL = Query(
    select(*VOTER.c, ACCOUNT.c.name)
    .select_from(VOTER.join(ACCOUNT, ACCOUNT.c.id == VOTER.c.account_id))
    .where(VOTER.c.ballot_id == bindparam("id"))
    .order_by(VOTER.c.person_id),
    VoterRow._make,
)
_RECUSED = Query(
    select(VOTER.c.ballot_id, VOTER.c.has_voted).where(
        VOTER.c.ballot_id == TABLE.c.id,
        AnyOf(TABLE.c.item_id, "ids"),
        RECUSAL.c.proposal_id == TABLE.c.proposal_id,
        RECUSAL.c.person_id == VOTER.c.person_id,
        RECUSAL.c.lifted_at.is_(None),
    ),
    lambda row: (str(row[0]), bool(row[1])),
)
_HOLDERS = Query(
    select(TABLE.c.item_id, VOTER.c.person_id)
    .where(VOTER.c.ballot_id == TABLE.c.id, AnyOf(TABLE.c.item_id, "ids"), TABLE.c.state != "void")
    .order_by(TABLE.c.item_id, VOTER.c.person_id),
    lambda row: (str(row[0]), str(row[1])),
)
_VOTED = Query(
    select(VOTER.c.ballot_id, func.count())
    .where(AnyOf(VOTER.c.ballot_id, "ids"), VOTER.c.has_voted)
    .group_by(VOTER.c.ballot_id),
    lambda row: (str(row[0]), int(row[1])),
)
_PAPERS = Query(
    select(PAPER.c.receipt, PAPER.c.paper).where(PAPER.c.ballot_id == bindparam("id")).order_by(PAPER.c.receipt),
    PaperRow._make,
)
_STAYS_OPEN = Prepared(
    update(TABLE).where(TABLE.c.id == bindparam("of_id"), TABLE.c.state == "open").values(box=bindparam("new_box"))
)
_VOTES = Prepared(
    update(VOTER)
    .where(
        VOTER.c.ballot_id == bindparam("of_ballot"),
        VOTER.c.person_id == bindparam("of_person"),
        VOTER.c.has_voted.is_(False),
    )
    .values(has_voted=True)
)
_STRIKE = Prepared(delete(VOTER).where(VOTER.c.ballot_id == bindparam("of_id")))
_END = Prepared(
    update(TABLE)
    .where(TABLE.c.id == bindparam("of_id"), TABLE.c.state == "open")
    .values(
        state=bindparam("new_state"),
        box=None,
        ended_on=bindparam("on"),
        **{name: bindparam(f"new_{name}") for name in ("yes", "no", "blank", "sum_key", "digest")},
    )
)


def add_ballot(work: Work, row: BallotRow, voters: Mapping[str, str]) -> None:
    """Open a ballot for these voters (person → account); raises `DuplicateKey` when the item has an open one."""
    _INSERT.run(work, row._asdict())
    _write_roll(work, row.id, [(person, voters[person], False) for person in sorted(voters)])


def find_ballot(work: Work, ballot_id: str) -> BallotRow | None:
    """Return a ballot, or None."""
    return _BY_ID.first(work, {"id": ballot_id})


def lock_ballot(work: Work, ballot_id: str) -> BallotRow | None:
    """Return a ballot that nobody else changes until this transaction ends, or None."""
    return _LOCKED.first(work, {"id": ballot_id})


def list_ballots(work: Work, proposal_id: str) -> list[BallotRow]:
    """Return the ballots on a proposal, oldest first."""
    return _OF_PROPOSAL.all(work, {"id": proposal_id})


def list_ballots_of_items(work: Work, item_ids: Sequence[str]) -> list[BallotRow]:
    """Return the ballots on some items of agendas, oldest first, one statement."""
    return _OF_ITEMS.all(work, {"ids": list(item_ids)}) if item_ids else []


def list_waiting(work: Work, person_id: str, *, after: str | None, limit: int) -> list[OwnBallot]:
    """Return the open ballots in which a person has still to vote, without proposals that are hidden from him."""
    origin = VOTER.join(TABLE, TABLE.c.id == VOTER.c.ballot_id).join(PROPOSAL, PROPOSAL.c.id == TABLE.c.proposal_id)
    page = (
        select(
            TABLE.c.id,
            TABLE.c.proposal_id,
            PROPOSAL.c.number,
            PROPOSAL.c.form,
            NOMINEE.c.name.label("nominee_name"),
            TABLE.c.opened_on,
        )
        .select_from(origin.join(NOMINEE, NOMINEE.c.id == PROPOSAL.c.nominee_id))
        .where(VOTER.c.person_id == person_id, VOTER.c.has_voted.is_(False), TABLE.c.state == "open")
        .where(not_hidden(TABLE.c.proposal_id, person_id))
        .order_by(TABLE.c.id)
        .limit(limit)
    )
    page = page if after is None else page.where(TABLE.c.id > after)
    return [OwnBallot._make(row) for row in work.execute(page)]


def list_roll(work: Work, ballot_id: str) -> list[VoterRow]:
    """Return who may vote in a ballot, in an order that says nothing."""
    return _ROLL.all(work, {"id": ballot_id})


def list_recused_voters(work: Work, item_ids: Sequence[str]) -> list[tuple[str, bool]]:
    """Return (ballot, has voted) for each on the roll of a ballot on some items who takes no part in it any more."""
    return _RECUSED.all(work, {"ids": list(item_ids)}) if item_ids else []


def list_holders(work: Work, item_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return (item, person) for everybody to whom a paper went out in a ballot on these items that is not void."""
    return _HOLDERS.all(work, {"ids": list(item_ids)}) if item_ids else []


def count_voted(work: Work, ballot_ids: Sequence[str]) -> dict[str, int]:
    """Return how many have voted in each of some ballots, one statement."""
    return dict(_VOTED.all(work, {"ids": list(ballot_ids)})) if ballot_ids else {}


def list_papers(work: Work, ballot_id: str) -> list[PaperRow]:
    """Return the papers of a closed ballot by receipt; none before."""
    return _PAPERS.all(work, {"id": ballot_id})


def keep_box(work: Work, ballot_id: str, box: str) -> bool:
    """Put another sealed box in the place of the former; False when the ballot has ended."""
    return bool(_STAYS_OPEN.execute(work, {"of_id": ballot_id, "new_box": box}))


def mark_voted(work: Work, ballot_id: str, person_id: str) -> bool:
    """Note that a person has voted; False when he had, or may not."""
    return bool(_VOTES.execute(work, {"of_ballot": ballot_id, "of_person": person_id}))


def end_ballot(work: Work, ended: BallotRow, papers: Sequence[PaperRow]) -> bool:
    """End an open ballot: no box, the papers by receipt, and the roll written anew in the order of persons.

    False when it was ended before.
    """
    told = {f"new_{name}": getattr(ended, name) for name in ("state", "yes", "no", "blank", "sum_key", "digest")}
    if not _END.execute(work, {**told, "of_id": ended.id, "on": ended.ended_on}):
        return False
    roll = list_roll(work, ended.id)
    _STRIKE.execute(work, {"of_id": ended.id})
    _write_roll(work, ended.id, [(row.person_id, row.account_id, row.has_voted) for row in roll])
    for paper in sorted(papers):
        _PUBLISH.run(work, {"ballot_id": ended.id, **paper._asdict()})
    return True


def _write_roll(work: Work, ballot_id: str, rows: Sequence[tuple[str, str, bool]]) -> None:
    for person, account, has_voted in rows:
        row = {"ballot_id": ballot_id, "person_id": person, "account_id": account, "has_voted": has_voted}
        _ENROL.run(work, row)

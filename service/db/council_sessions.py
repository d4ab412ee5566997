"""Sessions of councils and who sits in them; whoever changes anything in one takes its row first."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.expressions import columns_of
from service.db.models import CouncilSeat, CouncilSession
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, SEAT = table_of(CouncilSession), table_of(CouncilSeat)


class SessionRow(NamedTuple):
    """One session; `version` rises with whatever happens in it."""

    id: str
    council_id: str
    number: str
    held_on: date
    starts_at: str
    place: str
    purpose: str
    chair_id: str | None
    state: str
    rule_code: str
    rule_version: int
    rule_digest: str
    note: str
    version: int
    planned_by: str
    planned_at: datetime
    convened_at: datetime | None
    closed_by: str | None
    closed_at: datetime | None


class SeatRow(NamedTuple):
    """A member as he was when the session was convened."""

    session_id: str
    member_id: str
    account_id: str
    person_id: str
    name: str
    post: str
    title: str
    votes: bool
    attendance: str


_INSERT, _INSERT_SEAT = Insertion(TABLE), Insertion(SEAT)
_BY_ID = Query(select(*columns_of(TABLE, SessionRow)).where(TABLE.c.id == bindparam("id")), SessionRow._make)
_NUMBERS = Query(
    select(TABLE.c.number).where(
        TABLE.c.council_id == bindparam("council_id"),
        TABLE.c.held_on.between(bindparam("first"), bindparam("last")),
        TABLE.c.state != "cancelled",
    ),
    lambda row: str(row[0]),
)
_SEATS = Query(
    select(*columns_of(SEAT, SeatRow)).where(SEAT.c.session_id == bindparam("session_id")).order_by(SEAT.c.member_id),
    SeatRow._make,
)
_TAKE = Prepared(update(TABLE).where(TABLE.c.id == bindparam("of_id")).values(version=TABLE.c.version + 1))
_ATTEND = Prepared(
    update(SEAT)
    .where(SEAT.c.session_id == bindparam("of_session"), SEAT.c.member_id == bindparam("of_member"))
    .values(attendance=bindparam("came"))
)


def add_session(work: Work, values: Mapping[str, Any]) -> SessionRow:
    """Keep a session and return it."""
    key = work.new_id()
    _INSERT.run(work, {"planned_at": work.now, **values, "id": key})
    return get_session(work, key)


def get_session(work: Work, session_id: str) -> SessionRow:
    """Return a session; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": session_id})
    if found is None:
        raise NotFound("council-session", session_id)
    return found


def take_session(work: Work, session_id: str) -> SessionRow:
    """Raise a session's version and return it: others who change it wait until this transaction ends.

    Raises `NotFound`.
    """
    _TAKE.execute(work, {"of_id": session_id})
    return get_session(work, session_id)


def update_session(work: Work, session_id: str, values: Mapping[str, Any]) -> SessionRow:
    """Change columns of a session that this transaction has taken."""
    work.execute(update(TABLE).where(TABLE.c.id == session_id).values(dict(values)))
    return get_session(work, session_id)


def list_sessions(
    work: Work, council_id: str, *, states: Iterable[str], after: str | None, limit: int
) -> list[SessionRow]:
    """Return the sessions of a council in some states, newest first."""
    page = select(*columns_of(TABLE, SessionRow)).where(
        TABLE.c.council_id == council_id, TABLE.c.state.in_(list(states))
    )
    page = page if after is None else page.where(TABLE.c.id < after)
    return [SessionRow._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def list_numbers(work: Work, council_id: str, first: date, last: date) -> list[str]:
    """Return the numbers of the sessions of a council that are held between two days, but for those called off."""
    return _NUMBERS.all(work, {"council_id": council_id, "first": first, "last": last})


def add_seats(work: Work, seats: Iterable[SeatRow]) -> None:
    """Keep who sits in a session."""
    for seat in seats:
        _INSERT_SEAT.run(work, seat._asdict())


def list_seats(work: Work, session_id: str) -> list[SeatRow]:
    """Return who sits in a session."""
    return _SEATS.all(work, {"session_id": session_id})


def set_attendance(work: Work, session_id: str, member_id: str, came: str) -> bool:
    """Say whether a member came; False when he has no seat."""
    return bool(_ATTEND.execute(work, {"of_session": session_id, "of_member": member_id, "came": came}))

"""What changed in the room in the course of a session, each from an item of the agenda on; rows are only added."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from service.db.base import table_of
from service.db.expressions import columns_of
from service.db.models import CouncilTurn
from service.db.statements import Insertion, Query
from service.db.work import Work

TABLE = table_of(CouncilTurn)
PRESIDES = "presides"


class TurnRow(NamedTuple):
    """A member who is present, absent, or presides from an item on."""

    session_id: str
    item_id: str
    member_id: str
    said: str
    said_by: str
    said_at: datetime


_INSERT = Insertion(TABLE)
_OF_SESSION = Query(
    select(*columns_of(TABLE, TurnRow)).where(TABLE.c.session_id == bindparam("session_id")).order_by(TABLE.c.id),
    TurnRow._make,
)


def add_turn(work: Work, row: TurnRow) -> None:
    """Keep what changed."""
    _INSERT.run(work, {**row._asdict(), "id": work.new_id()})


def list_turns(work: Work, session_id: str) -> list[TurnRow]:
    """Return what changed in a session, as it was said."""
    return _OF_SESSION.all(work, {"session_id": session_id})

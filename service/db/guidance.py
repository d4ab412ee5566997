"""Places under the quotas of a guidance, taken and freed, and the numbers of eligible subjects that bodies recorded."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count, islice
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from service.db.access import Reader
from service.db.base import table_of
from service.db.expressions import AnyOf, columns_of
from service.db.models import Account, EligibleNumber, GuidancePlace, Organisation
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

PLACE, NUMBER, ACCOUNT, BODY = (table_of(model) for model in (GuidancePlace, EligibleNumber, Account, Organisation))
MOST = 100


class PlaceKey(NamedTuple):
    """A quota of a guidance, and the body that is counted (empty for a total)."""

    guidance: str
    quota: str
    body_id: str


class EligibleRow(NamedTuple):
    """How many eligible subjects a body recorded under a quota."""

    id: str
    guidance: str
    quota: str
    body_id: str
    number: int
    document: str
    recorded_by: str
    recorded_at: datetime


class ListedNumber(NamedTuple):
    """The same with the names of the body and of who recorded it."""

    id: str
    quota: str
    body_id: str
    body: str
    number: int
    document: str
    recorded_by: str
    recorded_at: datetime


_HELD = PLACE.c.freed_seq.is_(None)
_COUNT = Query(
    select(PLACE.c.quota, PLACE.c.body_id, func.count())
    .where(PLACE.c.guidance == bindparam("guidance"), AnyOf(PLACE.c.body_id, "bodies"), _HELD)
    .group_by(PLACE.c.quota, PLACE.c.body_id),
    lambda row: (str(row[0]), str(row[1]), int(row[2])),
)
_HELD_NUMBERS = Query(
    select(PLACE.c.number).where(
        PLACE.c.guidance == bindparam("guidance"),
        PLACE.c.quota == bindparam("quota"),
        PLACE.c.body_id == bindparam("body_id"),
        _HELD,
    ),
    lambda row: int(row[0]),
)
_VALUES = {
    column.name: bindparam(column.name, type_=column.type)
    for column in PLACE.columns
    if column.name not in {"freed_seq", "freed_on"}
}
# Whoever comes second to a number waits until the first has committed or given up, and is then told.
_TAKE = {
    "sqlite": Prepared(sqlite.insert(PLACE).values(_VALUES).on_conflict_do_nothing()),
    "postgresql": Prepared(postgresql.insert(PLACE).values(_VALUES).on_conflict_do_nothing()),
}
_FREE = Prepared(
    update(PLACE)
    .where(PLACE.c.proposal_id == bindparam("of_proposal"), PLACE.c.taken_seq > bindparam("since"), _HELD)
    .values(freed_seq=bindparam("seq"), freed_on=bindparam("on", type_=PLACE.c.freed_on.type))
)
_NEWEST_NUMBERS = Query(
    select(*columns_of(NUMBER, EligibleRow))
    .where(NUMBER.c.guidance == bindparam("guidance"), AnyOf(NUMBER.c.body_id, "bodies"))
    .order_by(NUMBER.c.id),
    EligibleRow._make,
)
_INSERT_NUMBER = Insertion(NUMBER)


def count_taken(work: Work, guidance: str, bodies: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return how many places are held, by quota and body, of these bodies (an empty one stands for totals)."""
    rows = _COUNT.all(work, {"guidance": guidance, "bodies": list(bodies)})
    return {(quota, body): count for quota, body, count in rows}


def take_place(
    work: Work, key: PlaceKey, *, version: int, limit: int, proposal_id: str, seq: int, on: date
) -> int | None:
    """Take the lowest free place up to the limit and return its number, None when there is none.

    Of several that take at once each gets another number: the database keeps a number for one holder.
    """
    held = set(_HELD_NUMBERS.all(work, key._asdict()))
    taking = _TAKE[work.engine_name]
    free = (number for number in count(1) if number not in held)
    # Where a limit was lowered, held numbers may lie above it: only as many may be added as are left of it.
    for number in islice(free, max(0, limit - len(held))):
        values = {
            **key._asdict(),
            "id": work.new_id(),
            "version": version,
            "number": number,
            "proposal_id": proposal_id,
            "taken_seq": seq,
            "taken_on": on,
        }
        if taking.execute(work, values):
            return number
    return None


def free_places(work: Work, proposal_id: str, *, seq: int, on: date, since: int = 0) -> int:
    """Give back every place that a proposal holds, or took after the event `since`, and return how many."""
    return _FREE.execute(work, {"of_proposal": proposal_id, "since": since, "seq": seq, "on": on})


def eligible_numbers(work: Work, guidance: str, bodies: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return the newest number of eligible subjects by quota and body, of these bodies."""
    rows = _NEWEST_NUMBERS.all(work, {"guidance": guidance, "bodies": list(bodies)})
    return {(row.quota, row.body_id): row.number for row in rows}  # a later row comes later


def add_number(work: Work, row: EligibleRow) -> None:
    """Keep a number of eligible subjects; earlier ones stay as history."""
    _INSERT_NUMBER.run(work, row._asdict())


def list_numbers(work: Work, guidance: str, bodies: Sequence[str] | None) -> list[ListedNumber]:
    """Return what was recorded under a guidance for these bodies (None: for all), newest first, some at most."""
    chosen = [NUMBER.c.guidance == guidance, *([] if bodies is None else [NUMBER.c.body_id.in_(list(bodies))])]
    query = (
        select(
            NUMBER.c.id, NUMBER.c.quota, NUMBER.c.body_id, BODY.c.name, NUMBER.c.number, NUMBER.c.document,
            ACCOUNT.c.name, NUMBER.c.recorded_at,
        )
        .select_from(
            NUMBER.join(BODY, BODY.c.id == NUMBER.c.body_id).join(ACCOUNT, ACCOUNT.c.id == NUMBER.c.recorded_by)
        )
        .where(*chosen)
        .order_by(NUMBER.c.id.desc())
        .limit(MOST)
    )  # fmt: skip
    return [ListedNumber._make(row) for row in work.execute(query)]


def count_readable(work: Work, reader: Reader, guidance: str) -> dict[tuple[str, str], int]:
    """Return how many places are held by proposals that someone may read, by quota and body."""
    query = (
        select(PLACE.c.quota, PLACE.c.body_id, func.count())
        .where(PLACE.c.guidance == guidance, _HELD, *reader.was_opened(PLACE.c.proposal_id))
        .group_by(PLACE.c.quota, PLACE.c.body_id)
    )
    return {(quota, body): int(count) for quota, body, count in work.execute(query)}

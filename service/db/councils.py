"""Councils and their members as rows: founded, changed, read by body and by person."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Date, bindparam, exists, func, literal, or_, select, update

from service.db.base import table_of
from service.db.errors import NotFound
from service.db.models import Account, Council, CouncilMember, Organisation
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work

TABLE, MEMBER = table_of(Council), table_of(CouncilMember)
_OWNER, _ACCOUNT = table_of(Organisation), table_of(Account)
_TODAY = bindparam("today", type_=Date())


class CouncilRow(NamedTuple):
    """One council with the body that it advises."""

    id: str
    owner_id: str
    body_id: str
    name: str
    decision_number: str
    decided_on: date | None
    starts_on: date | None
    ends_on: date | None
    created_by: str
    created_at: datetime
    owner_name: str
    owner_path: str

    def lasts_on(self, day: date) -> bool:
        """Tell whether a day lies in the council's term; what is not stated does not bound it."""
        return (self.starts_on or day) <= day <= (self.ends_on or day)


class MemberRow(NamedTuple):
    """One membership with the name of the account."""

    id: str
    council_id: str
    account_id: str
    person_id: str
    assignment_id: str
    post: str
    title: str
    votes: bool
    document: str
    starts_on: date
    ends_on: date | None
    name: str


_COUNCILS = select(
    *(TABLE.c[name] for name in CouncilRow._fields[:-2]),
    _OWNER.c.name.label("owner_name"),
    _OWNER.c.path.label("owner_path"),
).select_from(TABLE.join(_OWNER, _OWNER.c.id == TABLE.c.owner_id))
_MEMBERS = select(*(MEMBER.c[name] for name in MemberRow._fields[:-1]), _ACCOUNT.c.name).select_from(
    MEMBER.join(_ACCOUNT, _ACCOUNT.c.id == MEMBER.c.account_id)
)
_INSERT, _INSERT_MEMBER = Insertion(TABLE), Insertion(MEMBER)
_LOCKED = Query(select(TABLE.c.id).where(TABLE.c.id == bindparam("id")).with_for_update(), lambda row: str(row[0]))
_BY_ID = Query(_COUNCILS.where(TABLE.c.id == bindparam("id")), CouncilRow._make)
_MEMBERS_OF = Query(
    _MEMBERS.where(MEMBER.c.council_id == bindparam("council_id")).order_by(MEMBER.c.id), MemberRow._make
)
_MEMBER = Query(
    _MEMBERS.where(MEMBER.c.council_id == bindparam("council_id"), MEMBER.c.id == bindparam("id")), MemberRow._make
)
_IS_MEMBER = Query(
    select(literal(1)).where(
        MEMBER.c.council_id == bindparam("council_id"),
        MEMBER.c.person_id == bindparam("person_id"),
        MEMBER.c.starts_on <= _TODAY,
        or_(MEMBER.c.ends_on.is_(None), MEMBER.c.ends_on >= _TODAY),
    ),
    lambda row: int(row[0]),
)
_OF_OWNER = Query(
    select(func.count()).select_from(TABLE).where(TABLE.c.owner_id == bindparam("owner_id")), lambda row: int(row[0])
)
_END = Prepared(
    update(MEMBER)
    .where(MEMBER.c.id == bindparam("of_id"), MEMBER.c.ends_on.is_(None))
    .values(ends_on=bindparam("last_day"))
)


def add_council(work: Work, values: Mapping[str, Any]) -> CouncilRow:
    """Keep a council and return it."""
    key = work.new_id()
    _INSERT.run(work, {"created_at": work.now, **values, "id": key})
    return get_council(work, key)


def get_council(work: Work, council_id: str) -> CouncilRow:
    """Return a council; raises `NotFound`."""
    found = _BY_ID.first(work, {"id": council_id})
    if found is None:
        raise NotFound("council", council_id)
    return found


def lock_council(work: Work, council_id: str) -> None:
    """Hold a council until this transaction ends: nobody else changes who sits there meanwhile."""
    _LOCKED.first(work, {"id": council_id})


def count_councils(work: Work, owner_id: str) -> int:
    """Return how many councils a body has or had."""
    return _OF_OWNER.first(work, {"owner_id": owner_id}) or 0


def list_bodies(work: Work, owner_ids: Sequence[str]) -> list[str]:
    """Return the small bodies that the councils of some bodies are."""
    return [str(row[0]) for row in work.execute(select(TABLE.c.body_id).where(TABLE.c.owner_id.in_(list(owner_ids))))]


def list_councils(
    work: Work, *, owner_ids: Sequence[str] | None, person_id: str, after: str | None, limit: int
) -> list[CouncilRow]:
    """Return the councils of some bodies (None for all) and those in which a person sits today, newest first."""
    page = _COUNCILS
    if owner_ids is not None:
        sits = exists().where(
            MEMBER.c.council_id == TABLE.c.id,
            MEMBER.c.person_id == person_id,
            MEMBER.c.starts_on <= work.today,
            or_(MEMBER.c.ends_on.is_(None), MEMBER.c.ends_on >= work.today),
        )
        page = page.where(or_(TABLE.c.owner_id.in_(list(owner_ids)), sits))
    if after is not None:
        page = page.where(TABLE.c.id < after)
    return [CouncilRow._make(row) for row in work.execute(page.order_by(TABLE.c.id.desc()).limit(limit))]


def add_member(work: Work, values: Mapping[str, Any]) -> MemberRow:
    """Keep a membership and return it."""
    key = work.new_id()
    _INSERT_MEMBER.run(work, {**values, "id": key})
    return get_member(work, str(values["council_id"]), key)


def get_member(work: Work, council_id: str, member_id: str) -> MemberRow:
    """Return a member of a council; raises `NotFound`."""
    found = _MEMBER.first(work, {"council_id": council_id, "id": member_id})
    if found is None:
        raise NotFound("council-member", member_id)
    return found


def list_members(work: Work, council_id: str) -> list[MemberRow]:
    """Return everybody who is or was in a council, as they came."""
    return _MEMBERS_OF.all(work, {"council_id": council_id})


def is_member(work: Work, council_id: str, person_id: str) -> bool:
    """Tell whether a person sits in a council today."""
    values = {"council_id": council_id, "person_id": person_id, "today": work.today}
    return _IS_MEMBER.first(work, values) is not None


def end_member(work: Work, member_id: str, last_day: date) -> bool:
    """Let a membership end with a day; False when it had ended before."""
    return bool(_END.execute(work, {"of_id": member_id, "last_day": last_day}))

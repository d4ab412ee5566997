"""Proposals on the hot path: load a case, advance it, open it to bodies."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Date, bindparam, delete, func, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from service.db.accounts import ROLE, valid_on
from service.db.accounts import TABLE as ACCOUNT
from service.db.base import table_of
from service.db.errors import NotFound, StaleWrite
from service.db.expressions import JsonRows, columns_of
from service.db.holdings import delegated_bodies
from service.db.models import Proposal, ProposalAccess
from service.db.nominees import TABLE as NOMINEE
from service.db.nominees import NomineeRow
from service.db.recusals import in_force
from service.db.searching import index_new_proposal
from service.db.statements import Insertion, Prepared, Query
from service.db.tokens import TABLE as TOKEN
from service.db.tokens import TOKEN_COLUMNS, TOKEN_ORIGIN, TokenRow, read_token
from service.db.work import Work

TABLE, ACCESS = table_of(Proposal), table_of(ProposalAccess)
CLOSED_STATES = ("approved", "rejected", "withdrawn", "expired", "revoked")


class ProposalRow(NamedTuple):
    """One proposal; `version` is the number of its last audit event, `head_hash` that event's hash."""

    id: str
    number: str
    plan_code: str
    plan_version: int
    flow_code: str
    flow_version: int
    rulebook: str
    guidance: str
    form: str
    occasion: str
    category: str
    basis: str
    standard: str
    nominee_id: str
    unit_id: str
    agency_id: str
    decider_id: str | None
    bodies: dict[str, str]
    state: str
    resume_state: str
    awaits_role: str
    awaits_body_id: str | None
    awaits_action: str
    due_on: date | None
    kept_apart: str
    version: int
    head_hash: str
    received_on: date | None
    first_sent_on: date | None
    starts_on: date | None
    ends_on: date | None
    achievement_key: str
    theme: str
    channel: str
    movement: str
    drafted_by: str | None
    decision: dict[str, Any] | None
    created_at: datetime
    updated_at: datetime
    dossier_version: int
    owes: str
    owes_by: date | None


class CaseRow(NamedTuple):
    """A proposal with its nominee."""

    proposal: ProposalRow
    nominee: NomineeRow


class AuthorisedCase(NamedTuple):
    """A token with its account and roles, the case it asks for (None when there is no such proposal), and where from.

    `opened_to` holds the bodies that may open the proposal and in which the account holds or was lent some role;
    `is_recused` tells whether it is hidden from the person behind the account.
    """

    token: TokenRow
    case: CaseRow | None
    opened_to: tuple[str, ...]
    is_recused: bool


_WIDTH = len(ProposalRow._fields)
_CASE_COLUMNS = (*columns_of(TABLE, ProposalRow), *columns_of(NOMINEE, NomineeRow))


def _read_case(row: Sequence[Any]) -> CaseRow:
    return CaseRow(ProposalRow._make(row[:_WIDTH]), NomineeRow._make(row[_WIDTH:]))


def _read_authorised(row: Sequence[Any]) -> AuthorisedCase:
    *case, opened_to, is_recused = row[len(TOKEN_COLUMNS) :]
    known = None if case[0] is None else _read_case(case)
    return AuthorisedCase(read_token(row), known, tuple(key for (key,) in opened_to), bool(is_recused))


_CASE = Query(
    select(*_CASE_COLUMNS)
    .select_from(TABLE.join(NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id))
    .where(TABLE.c.id == bindparam("id")),
    _read_case,
)
_OPENED_TO = (
    select(JsonRows((ACCESS.c.organisation_id,)))
    .where(
        ACCESS.c.proposal_id == TABLE.c.id,
        ACCESS.c.organisation_id.in_(
            union_all(
                select(ROLE.c.organisation_id)
                .where(ROLE.c.account_id == TOKEN.c.account_id, valid_on(bindparam("today", type_=Date())))
                .correlate(TOKEN),
                delegated_bodies(TOKEN.c.account_id),
            )
        ),
    )
    .correlate(TABLE, TOKEN)
    .scalar_subquery()
)
_IS_RECUSED = in_force(TABLE.c.id, func.coalesce(ACCOUNT.c.nominee_id, ACCOUNT.c.id)).correlate(TABLE, ACCOUNT)
_AUTHORISED = Query(
    select(*TOKEN_COLUMNS, *_CASE_COLUMNS, _OPENED_TO, _IS_RECUSED)
    .select_from(
        TOKEN_ORIGIN.outerjoin(TABLE, TABLE.c.id == bindparam("id")).outerjoin(
            NOMINEE, NOMINEE.c.id == TABLE.c.nominee_id
        )
    )
    .where(TOKEN.c.digest == bindparam("digest")),
    _read_authorised,
)
_VERSION = Query(select(TABLE.c.version).where(TABLE.c.id == bindparam("id")), lambda row: int(row[0]))
_BY_NUMBER = Query(select(TABLE.c.id).where(TABLE.c.number == bindparam("number")), lambda row: str(row[0]))
_SIMILAR = Query(
    select(*columns_of(TABLE, ProposalRow))
    .where(
        TABLE.c.nominee_id == bindparam("nominee_id"),
        TABLE.c.id != bindparam("exclude_id"),
        TABLE.c.state.not_in([bindparam(f"closed_{place}", state) for place, state in enumerate(CLOSED_STATES)]),
    )
    .order_by(TABLE.c.id),
    ProposalRow._make,
)
_OF_NOMINEE = Query(
    select(*columns_of(TABLE, ProposalRow))
    .where(TABLE.c.nominee_id == bindparam("nominee_id"), TABLE.c.id != bindparam("exclude_id"))
    .order_by(TABLE.c.id),
    ProposalRow._make,
)
_INSERT = Insertion(TABLE)
_ACCESS_VALUES: dict[str, Any] = {column.name: bindparam(column.name) for column in ACCESS.columns}
_GRANT = {
    "sqlite": Prepared(sqlite.insert(ACCESS).values(_ACCESS_VALUES).on_conflict_do_nothing()),
    "postgresql": Prepared(postgresql.insert(ACCESS).values(_ACCESS_VALUES).on_conflict_do_nothing()),
}
_REVOKE = Prepared(
    delete(ACCESS).where(
        ACCESS.c.proposal_id == bindparam("of_proposal"), ACCESS.c.organisation_id == bindparam("of_body")
    )
)


def insert_proposal(work: Work, values: Mapping[str, Any]) -> str:
    """Insert a proposal, make it findable, and return its id; raises `DuplicateKey` for a number in use.

    Needed: number, plan, flow, form, nominee, unit, agency, state, version and head_hash; the rest has defaults.
    """
    key = values.get("id") or work.new_id()
    _INSERT.run(work, {"created_at": work.now, "updated_at": work.now, **values, "id": key})
    index_new_proposal(work, key)
    return str(key)


def load_case(work: Work, proposal_id: str) -> CaseRow:
    """Return a proposal with its nominee in one select; raises `NotFound`."""
    found = _CASE.first(work, {"id": proposal_id})
    if found is None:
        raise NotFound("proposal", proposal_id)
    return found


def load_authorised_case(work: Work, token_digest: str, proposal_id: str) -> AuthorisedCase | None:
    """Return token, account, today's roles, proposal and nominee in one select; None for an unknown token."""
    return _AUTHORISED.first(work, {"digest": token_digest, "id": proposal_id, "today": work.today})


def current_version(work: Work, proposal_id: str) -> int:
    """Return the version a proposal has by now, 0 when it is not there."""
    return _VERSION.first(work, {"id": proposal_id}) or 0


def find_by_number(work: Work, number: str) -> str | None:
    """Return the id of the proposal with this number, or None."""
    return _BY_NUMBER.first(work, {"number": number})


def advance_proposal(work: Work, proposal_id: str, *, expected_version: int, values: Mapping[str, Any]) -> None:
    """Change columns of a proposal that is still at the expected version; raises `StaleWrite` when it is not.

    `updated_at` is set by itself; `version` and `head_hash` come from the audit event that records the change.
    """
    changes = {"updated_at": work.now, **values}
    given = {f"new_{name}": value for name, value in changes.items()}
    touched = _advance(tuple(sorted(changes))).execute(
        work, given | {"of_id": proposal_id, "expected": expected_version}
    )
    if touched != 1:
        raise StaleWrite(f"proposal {proposal_id} is no longer at version {expected_version}")


@lru_cache(maxsize=256)
def _advance(names: tuple[str, ...]) -> Prepared:
    """Return the update of these columns, made once for each set of columns."""
    values = {name: bindparam(f"new_{name}", type_=TABLE.c[name].type) for name in names}
    here = (TABLE.c.id == bindparam("of_id")) & (TABLE.c.version == bindparam("expected"))
    return Prepared(update(TABLE).where(here).values(values))


def list_similar(work: Work, nominee_id: str, exclude_id: str) -> list[ProposalRow]:
    """Return the other proposals of a nominee that are still open, oldest first."""
    return _SIMILAR.all(work, {"nominee_id": nominee_id, "exclude_id": exclude_id})


def list_of_nominee(work: Work, nominee_id: str, exclude_id: str) -> list[ProposalRow]:
    """Return the other proposals of a nominee, closed ones too, oldest first."""
    return _OF_NOMINEE.all(work, {"nominee_id": nominee_id, "exclude_id": exclude_id})


def grant_access(work: Work, proposal_id: str, organisation_ids: Iterable[str], since_seq: int) -> None:
    """Let bodies open a proposal from an event on; those that already may keep their earlier event."""
    grant = _GRANT[work.engine_name]
    for organisation_id in sorted({key for key in organisation_ids if key}):
        grant.execute(work, {"organisation_id": organisation_id, "proposal_id": proposal_id, "since_seq": since_seq})


def revoke_access(work: Work, proposal_id: str, organisation_id: str) -> None:
    """Close a proposal again to a body that could open it."""
    _REVOKE.execute(work, {"of_proposal": proposal_id, "of_body": organisation_id})

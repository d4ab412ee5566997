"""Delegation (ủy quyền): one person does, for another and under a document, what the other's role lets him do."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from service.db import accounts, delegations
from service.db.accounts import AccountRow
from service.db.delegations import DelegationRow
from service.db.errors import NotFound as RowMissing
from service.db.names import account_names
from service.db.work import Work
from service.usecases.accounts.delegation_sources import Lent, find_source
from service.usecases.accounts.sign_ins import normal_username
from service.usecases.cases import require
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, NotFound, PermissionDenied
from service.usecases.fields import FieldReader
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.scopes import require_scope
from service.usecases.streams import account_stream
from workflows.delegations import Principal, Wish, find_problems
from workflows.policy import Actor, may

MANAGE, OWN = "account:manage", "delegation:manage"
SHOWN = (
    *("id", "assignment_id", "source_id", "delegator_id", "delegator_name", "delegate_id", "delegate_name", "role"),
    *("organisation_id", "organisation_name", "acts", "document", "valid_from", "valid_to", "made_by", "made_at"),
    *("revoked_by", "revoked_at"),
)


def give_delegation(work: Work, catalog: Catalog, *, actor: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
    """Let somebody act in another's place, and record `delegation.given` with both; returns it as it is shown.

    `values`: `assignment_id` (a role held) or `source_id` (a delegation received that is passed on), `delegate` (a
    username), `acts`, `document`, `valid_from`, `valid_to`. The holder does it himself, or an administrator on the
    ground of the document, who never lends a role to himself. Raises PermissionDenied, NotFound for a role that is
    not the actor's own, Invalid with every problem, Conflict for one that stands.
    """
    require_scope(actor, OWN)
    lent = find_source(work, catalog, values)
    _authorize(actor, lent)
    reader = FieldReader({name: value for name, value in values.items() if name not in {"assignment_id", "source_id"}})
    acts, document = frozenset(reader.texts("acts")), reader.text("document", required=True, longest=200)
    starts, ends = reader.day("valid_from", required=True), reader.day("valid_to", required=True)
    taker = _find_taker(work, reader)
    if taker and starts and ends:
        wish = Wish(lent.delegator, _principal(taker), acts, starts, ends)
        for path, code, params in find_problems(wish, lent.source, work.today):
            reader.problem(path, code, **params)
    elif not acts:
        reader.problem("acts", "required")
    reader.finish()
    assert taker and starts and ends  # noqa: S101, PT018 - required above; tells the type checker
    if taker.id == actor.account_id:
        raise PermissionDenied("permission-denied", {"permission": MANAGE, "ground": "own-account"})
    row = _row(lent, taker, acts, document, starts, ends)
    if delegations.has_overlap(work, row):
        raise Conflict("already-exists", {"kind": "delegation", "delegate_id": taker.id})
    made = delegations.get_delegation(work, delegations.add_delegation(work, row | {"made_by": actor.account_id}))
    _record(work, actor, "delegation.given", made)
    return delegation_as_data(made, work.today)


def revoke_delegation(work: Work, *, actor: Actor, delegation_id: str, reason: str) -> dict[str, Any]:
    """End a delegation at once, with all that was passed on from it; ending it twice changes nothing.

    Whoever stands in its chain may end it, the delegate too (he gives it up), and administrators. Raises NotFound for
    others, Invalid without a reason.
    """
    require_scope(actor, OWN)
    row = _get(work, actor, delegation_id)
    reader = FieldReader({"reason": reason})
    why = reader.text("reason", required=True)
    reader.finish()
    if delegations.revoke_delegation(work, row.id, actor.account_id):
        _record(work, actor, "delegation.revoked", row, {"reason": why})
    return delegation_as_data(delegations.get_delegation(work, row.id), work.today)


def show_delegation(work: Work, *, actor: Actor, delegation_id: str) -> dict[str, Any]:
    """Return one delegation with its standing today; raises NotFound for whoever has no part in it."""
    require_scope(actor, OWN)
    row = _get(work, actor, delegation_id)
    return delegation_as_data(row, work.today) | {"passed_on": delegations.count_passed_on(work, row.id)}


def list_delegations(
    work: Work, *, actor: Actor, account_id: str | None = None, after: str | None = None, limit: int = 50
) -> Page:
    """Return delegations, newest first: one's own, given or received; an account's or all for administrators."""
    require_scope(actor, OWN)
    if account_id != actor.account_id:
        require(actor, MANAGE)
    rows = delegations.list_delegations(work, account_id=account_id, after=after, limit=limit + 1)
    return page_of([delegation_as_data(row, work.today) for row in rows], limit)


def names_of(work: Work, account_ids: Iterable[str]) -> list[str]:
    """Return the names of accounts in their order, for a chain that the caller was shown."""
    keys = list(account_ids)
    found = account_names(work, keys)
    return [found.get(key, key) for key in keys]


def delegation_as_data(row: DelegationRow, today: date) -> dict[str, Any]:
    """Return a delegation as it is shown: who, for whom, which role and acts, by which paper, and how it stands."""
    view = {name: plain(getattr(row, name)) for name in SHOWN}
    chain = [principal.account_id for principal in row.chain]
    return view | {"chain": chain, "standing": standing_of(row, today)}


def standing_of(row: DelegationRow, today: date) -> str:
    """Return how a delegation stands: `revoked`, `over`, `ahead`, `active`, or `broken` when what it rests on ended."""
    if row.revoked_at is not None:
        return "revoked"
    if row.valid_to < today:
        return "over"
    if row.valid_from > today:
        return "ahead"
    return "active" if row.holds else "broken"


def _authorize(actor: Actor, lent: Lent) -> None:
    """Let the holder and administrators through; for anybody else the role is not there."""
    if actor.account_id != lent.delegator.account_id and not may(actor, MANAGE):
        raise NotFound("not-found", {"kind": "role", "id": lent.assignment_id})


def _get(work: Work, actor: Actor, delegation_id: str) -> DelegationRow:
    try:
        row = delegations.get_delegation(work, delegation_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "delegation", "id": delegation_id}) from None
    parties = {row.delegate_id, *(principal.account_id for principal in row.chain)}
    if actor.account_id not in parties and not may(actor, MANAGE):
        raise NotFound("not-found", {"kind": "delegation", "id": delegation_id})
    return row


def _find_taker(work: Work, reader: FieldReader) -> AccountRow | None:
    name = reader.text("delegate", required=True, longest=80)
    found = accounts.find_account(work, normal_username(name)) if name else None
    if name and found is None:
        reader.problem("delegate", "not-found")
    elif found is not None and not found.is_active:
        reader.problem("delegate", "account-disabled")
    return found


def _principal(row: AccountRow) -> Principal:
    return Principal(row.id, row.nominee_id or row.id)


def _row(lent: Lent, taker: AccountRow, acts: Iterable[str], document: str, starts: date, ends: date) -> dict[str, Any]:
    return {
        "assignment_id": lent.assignment_id,
        "source_id": lent.source_id,
        "delegator_id": lent.delegator.account_id,
        "delegate_id": taker.id,
        "acts": sorted(acts),
        "document": document,
        "valid_from": starts,
        "valid_to": ends,
    }


def _record(work: Work, actor: Actor, event: str, row: DelegationRow, private: Mapping[str, str] | None = None) -> None:
    """Write the event where both people's histories are read."""
    facts: dict[str, Any] = {
        "subject": row.delegator_id,
        "delegate": row.delegate_id,
        "delegation": row.id,
        "role": row.role,
    }
    facts |= {"organisation": row.organisation_id, "acts": list(row.acts), "number": row.document}
    facts |= {"valid_from": plain(row.valid_from), "valid_to": plain(row.valid_to), "source": row.source_id}
    for account_id in (row.delegator_id, row.delegate_id):
        record(work, stream=account_stream(account_id), event=event, actor=actor, facts=facts, private=private)

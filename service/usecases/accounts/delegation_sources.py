"""What may be delegated: a role held, or a delegation received that is passed on, with the acts of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.db import accounts, delegations
from service.db.accounts import HoldingRow
from service.db.delegations import DelegationRow
from service.db.errors import NotFound as RowMissing
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.catalog import Catalog
from service.usecases.errors import Invalid, NotFound
from service.usecases.recording import plain
from service.usecases.scopes import require_scope
from workflows.definition import FlowDefinition
from workflows.delegations import Principal, Source, terms
from workflows.policy import Actor, roles

OWN = "delegation:manage"
SHOWN = ("role", "organisation_id", "organisation_name", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Lent:
    """A role that may be lent: who lends it, the assignment behind it, the delegation passed on (None: his own)."""

    delegator: Principal
    assignment_id: str
    source_id: str | None
    source: Source


def delegable_acts(flows: tuple[FlowDefinition, ...], role: str) -> frozenset[str]:
    """Return the acts of a role that may be delegated: its moves in the flows in force, and what goes by permission."""
    if not roles()[role].opens_dossiers:
        return frozenset()
    moves = {move.action for flow in flows for move in flow.transitions if role in move.roles}
    permitted = {code for code, act in terms().acts.items() if act.permissions & roles()[role].permissions}
    return frozenset((moves | permitted) & terms().acts.keys())


def find_source(work: Work, catalog: Catalog, values: Mapping[str, Any]) -> Lent:
    """Return what `values` wants to delegate from; raises NotFound, Invalid when not exactly one thing is named."""
    assignment_id, source_id = (str(values.get(name) or "") for name in ("assignment_id", "source_id"))
    if bool(assignment_id) == bool(source_id):
        raise Invalid("invalid-input", {"problems": [{"path": "assignment_id", "code": "one-source", "params": {}}]})
    try:
        if source_id:
            return _passed_on(delegations.get_delegation(work, source_id))
        held = accounts.get_holding(work, assignment_id)
    except RowMissing:
        kind, key = ("delegation", source_id) if source_id else ("role", assignment_id)
        raise NotFound("not-found", {"kind": kind, "id": key}) from None
    owner = accounts.get_account(work, held.account_id)
    acts = delegable_acts(catalog.flows_in_force(work, work.today), held.role)
    source = Source(acts, held.valid_from, held.valid_to)
    return Lent(Principal(owner.id, owner.nominee_id or owner.id), held.id, None, source)


def list_sources(work: Work, catalog: Catalog, *, actor: Actor, account_id: str) -> list[dict[str, Any]]:
    """Return what an account may delegate today, each with its acts: one's own, or anybody's for administrators."""
    require_scope(actor, OWN)
    if actor.account_id != account_id:
        require(actor, "account:manage")
    flows = catalog.flows_in_force(work, work.today)
    held = [
        row for row in accounts.list_holdings(work, account_id) if row.valid_to is None or row.valid_to >= work.today
    ]
    own = [_own(row, delegable_acts(flows, row.role)) for row in held if row.role in roles()]
    received = [_received(row) for row in delegations.list_received(work, account_id) if row.holds]
    return [row for row in (*own, *received) if row["acts"]]


def _own(row: HoldingRow, acts: Iterable[str]) -> dict[str, Any]:
    view = {name: plain(getattr(row, name)) for name in SHOWN}
    return view | {"assignment_id": row.id, "source_id": None, "acts": _in_order(acts), "in_place_of": ""}


def _received(row: DelegationRow) -> dict[str, Any]:
    """Return a delegation as it may be passed on: without the acts that are a signature, or with none at all."""
    known, is_last = terms().acts, len(row.chain) >= terms().longest_chain
    acts = [] if is_last else [act for act in row.acts if act in known and known[act].passed_on]
    view = {name: plain(getattr(row, name)) for name in SHOWN}
    return view | {
        "assignment_id": None,
        "source_id": row.id,
        "acts": _in_order(acts),
        "in_place_of": row.delegator_name,
    }


def _in_order(acts: Iterable[str]) -> list[str]:
    """Return acts in the order of the closed list, which is the order of the path."""
    wanted = set(acts)
    return [act for act in terms().acts if act in wanted]


def _passed_on(row: DelegationRow) -> Lent:
    """Return a delegation as a source; raises Invalid for one that is not in force."""
    if not row.holds:
        raise Invalid("invalid-input", {"problems": [{"path": "source_id", "code": "not-in-force", "params": {}}]})
    taker = Principal(row.delegate_id, row.delegate_person_id or row.delegate_id)
    acts = frozenset(row.acts)
    return Lent(taker, row.assignment_id, row.id, Source(acts, row.valid_from, row.valid_to, row.chain))

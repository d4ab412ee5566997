"""Yearly reports of a plan: who owes them, what came in and when, who is late; each with its document and its hash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.db import organisations
from service.db import reports as rows
from service.db.errors import NotFound as RowMissing
from service.db.names import account_names
from service.db.organisations import OrganisationRow
from service.db.reports import Below, ReportRow
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.errors import NotFound
from service.usecases.moves.routing import standing
from workflows.plans.model import Plan
from workflows.policy import Actor, Holding, find_holding, may
from workflows.reports import Chain, Standing, chains_of, standing_of

REPORTERS = ("unit_head", "unit_clerk", "hr_officer", "agency_head")
RECEIVERS = ("hr_officer", "agency_head", "collector", "unit_clerk", "unit_head")
READ_ALL, PUBLISH, ACT = "proposal:read-all", "plan:publish", "report"
LATE: frozenset[Standing] = frozenset({"late", "overdue"})


@dataclass(frozen=True, slots=True)
class Owed:
    """One report that one body owes, and what came of it; `received` are its versions, the earliest first."""

    body: Below
    standing: Standing
    received: tuple[ReportRow, ...]
    may_file: bool


@dataclass(frozen=True, slots=True)
class ChainView:
    """One report of a plan in one year: its last day and every body that owes it, as far as the reader may know."""

    chain: Chain
    last_day: date | None
    receiver: str
    owed: tuple[Owed, ...]
    may_receive: bool

    def count(self, *standings: str) -> int:
        """Return how many bodies stand so."""
        return sum(item.standing in standings for item in self.owed)


@dataclass(frozen=True, slots=True)
class RollUp:
    """The reports of a plan in one year; `is_whole` when the reader sees every body and not only his own."""

    plan: Plan
    year: int
    chains: tuple[ChainView, ...]
    is_whole: bool
    names: Mapping[str, str]


def show_reports(work: Work, catalog: Catalog, *, actor: Actor, plan_code: str, year: int | None = None) -> RollUp:
    """Return who owes what and what came in; whoever neither issued the plan nor receives reports sees his own bodies.

    This year when none is named. Raises NotFound for a plan that is not published.
    """
    plan, wanted = catalog.plan_in_force(work, plan_code, date.max), year or work.today.year
    received = rows.list_reports(work, plan.code, wanted)
    chains = [(chain, bodies_of(work, plan, chain, wanted)) for chain in chains_of(plan)]
    views = tuple(_view(work, actor, chain, bodies, received, wanted) for chain, bodies in chains)
    names = account_names(work, {row.filed_by for row in received})
    return RollUp(plan, wanted, views, all(_sees_all(work, actor, chain) for chain, _ in chains), names)


def bodies_of(work: Work, plan: Plan, chain: Chain, year: int) -> list[Below]:
    """Return the bodies that owe a report for a year: those that exist on its last day (the year's, without one).

    Where the plan's issuer is gone by then, the body that took over stands in its place.
    """
    on = chain.last_day(year) or date(year, 12, 31)
    named = _standing_in(work, chain.body_code if chain.owed_by == "body" else plan.issuer_code, on)
    if named is None:
        return []
    if chain.owed_by in {"issuer", "body"}:
        return [Below(named.id, named.code, named.name)]
    receiver = _standing_in(work, chain.receiver_code, on)
    found = rows.list_below(work, named.id, chain.levels, on)
    return [body for body in found if receiver is None or body.id != receiver.id]


def find_owed(
    work: Work, catalog: Catalog, *, actor: Actor, plan_code: str, chain_code: str, year: int, organisation_id: str
) -> tuple[ChainView, Owed]:
    """Return one report that a body owes; raises NotFound for one that nobody owes or that the actor may not know."""
    view = show_reports(work, catalog, actor=actor, plan_code=plan_code, year=year)
    for chain in view.chains:
        for item in chain.owed:
            if (chain.chain.code, item.body.id) == (chain_code, organisation_id):
                return chain, item
    raise NotFound("not-found", {"kind": "report", "id": f"{plan_code}/{chain_code}/{year}"})


def find_report(work: Work, catalog: Catalog, *, actor: Actor, plan_code: str, report_id: str) -> ReportRow:
    """Return one report that came in; raises NotFound for one that is absent or none of the actor's business."""
    try:
        row = rows.get_report(work, plan_code, report_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "report", "id": report_id}) from None
    view = show_reports(work, catalog, actor=actor, plan_code=plan_code, year=row.year)
    if not any(row in item.received for chain in view.chains for item in chain.owed):
        raise NotFound("not-found", {"kind": "report", "id": report_id})
    return row


def may_receive(work: Work, actor: Actor, chain: Chain) -> bool:
    """Tell whether the actor works in the body that the report goes to."""
    return receiving_role(work, actor, chain) is not None


def receiving_role(work: Work, actor: Actor, chain: Chain) -> Holding | None:
    """Return the role by which the actor receives the report, None where he does not.

    It goes to the body that the chain names, or where that is gone to the one that stands in its place today.
    """
    body = _standing_in(work, chain.receiver_code, work.today)
    return None if body is None else find_holding(actor, RECEIVERS, body.id, body.path, act=ACT)


def _view(
    work: Work, actor: Actor, chain: Chain, bodies: Sequence[Below], received: Sequence[ReportRow], year: int
) -> ChainView:
    last_day, receives = chain.last_day(year), may_receive(work, actor, chain)
    paths = organisations.load_organisations(work, [body.id for body in bodies])
    sees_all = receives or _sees_all(work, actor, chain)
    owed = []
    for body in bodies:
        path = paths[body.id].path
        reports = find_holding(actor, REPORTERS, body.id, path, act=ACT) is not None
        if not (sees_all or reports or body.id in actor.organisation_ids()):
            continue
        came = tuple(row for row in received if (row.chain, row.organisation_id) == (chain.code, body.id))
        stands = standing_of(last_day, came[0].received_on if came else None, work.today)
        owed.append(Owed(body, stands, came, may_file=reports or receives))
    receiver = chain.deadline.receiver or ""
    return ChainView(chain, last_day, receiver, tuple(owed), receives)


def _sees_all(work: Work, actor: Actor, chain: Chain) -> bool:
    """Tell whether somebody oversees the plan: its issuer's people, the receiver's, auditors, those who publish.

    Where issuer or receiver is gone, the people of the body that stands in its place.
    """
    if actor.reads_everything or may(actor, PUBLISH) or may_receive(work, actor, chain):
        return True
    issuer = _standing_in(work, chain.body_code, work.today)
    return issuer is not None and issuer.id in actor.organisation_ids()


def _standing_in(work: Work, code: str, on: date) -> OrganisationRow | None:
    """Return a body by its code, or the one that took over from it by a day; None where no body stands there."""
    body = standing(work, organisations.find_organisation(work, code) if code else None, on)
    return None if body is None or (body.valid_to is not None and body.valid_to < on) else body


def report_as_data(row: ReportRow, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a report that came in, in JSON types, with who filed it and whether it came too late."""
    is_late = row.due_on is not None and row.received_on > row.due_on
    return {
        "id": row.id,
        "chain": row.chain,
        "year": row.year,
        "organisation_id": row.organisation_id,
        "number": row.number,
        "dated_on": row.dated_on.isoformat() if row.dated_on else None,
        "received_on": row.received_on.isoformat(),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "is_late": is_late,
        "file_name": row.file_name,
        "media_type": row.media_type,
        "size": row.size,
        "digest": row.digest,
        "filed_by": names.get(row.filed_by, ""),
        "filed_at": row.filed_at.isoformat(),
    }

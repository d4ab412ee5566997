"""Which bodies play which part in a proposal, found in the organisation tree; and which flow they call for."""

from collections.abc import Mapping
from datetime import date

from service.db import bodies as tree
from service.db import organisations
from service.db.organisations import OrganisationRow
from service.db.work import Work
from service.usecases.catalog import Catalog
from service.usecases.errors import Invalid
from workflows.definition import FlowDefinition
from workflows.flows.selection import select_flow
from workflows.plans.model import Plan

UPWARD_FORMS = frozenset({"bang_khen_tinh", "bang_khen_thu_tuong"})  # forms that a collector gathers


def find_bodies(
    work: Work, *, plan: Plan, form: str, unit: OrganisationRow, decider: OrganisationRow | None
) -> dict[str, OrganisationRow]:
    """Return the bodies of a proposal by part; parts that cannot be found are left out and named by the flow check."""
    agency = organisations.get_organisation(work, unit.agency_id)
    line = {row.level: row for row in tree.list_ancestors(work, agency.id)}
    bodies = {"unit": unit, "agency": agency}
    bodies["decider"] = decider or _default_decider(work, form, agency, line)
    if form in UPWARD_FORMS and plan.collector.is_stated and plan.collector.value:
        collector = standing(work, organisations.find_organisation(work, plan.collector.value))
        if collector is not None:
            bodies["collector"] = collector
    authority = line.get("province") or line.get("ministry")
    if authority is not None:
        bodies["authority"] = authority
    seat = _seat(form, bodies["decider"], line)
    if seat is not None:
        office = tree.find_home_affairs(work, seat.id)
        bodies["submitter"] = seat
        if office is not None:
            bodies["ministry" if seat.level == "ministry" else "appraiser"] = office
    if form == "bang_khen_thu_tuong":
        central = tree.find_central_home_affairs(work)
        if central is not None:
            bodies["central"] = central
    return bodies


def choose_flow(
    work: Work, catalog: Catalog, *, plan: Plan, form: str, bodies: Mapping[str, OrganisationRow]
) -> FlowDefinition:
    """Return the flow that plan, form and issuer call for, of the versions in force today (domain table 1.10)."""
    flows = catalog.flows_in_force(work, work.today)
    return pick_flow(flows, plan=plan, form=form, bodies=bodies, on=work.today)


def pick_flow(
    flows: tuple[FlowDefinition, ...], *, plan: Plan, form: str, bodies: Mapping[str, OrganisationRow], on: date
) -> FlowDefinition:
    """Return the one of these flows that plan, form and issuer call for; raises NoFlow."""
    decider = bodies["decider"]
    level = decider.level if decider.level != "unit" else bodies["agency"].level
    if form == "bang_khen_thu_tuong" and "submitter" in bodies:
        level = bodies["submitter"].level
    return select_flow(
        flows,
        form=form,
        issuer_level=level,
        plan_level=plan.issuer_level,
        has_collector="collector" in bodies,
        on=on,
    )


def _default_decider(
    work: Work, form: str, agency: OrganisationRow, line: Mapping[str, OrganisationRow]
) -> OrganisationRow:
    """Return the body that decides this form when nobody named one: the agency, its province, ministry, or the top."""
    if form == "giay_khen":
        return agency
    wanted = {"bang_khen_tinh": "province", "bang_khen_bo": "ministry"}.get(form)
    found = line.get(wanted) if wanted else tree.find_government(work)
    if found is None:
        raise Invalid("invalid-input", {"problems": [{"path": "decider_id", "code": "decider-needed"}]})
    return found


def _seat(form: str, decider: OrganisationRow, line: Mapping[str, OrganisationRow]) -> OrganisationRow | None:
    """Return the body whose Home Affairs office appraises: the decider's, or the province or ministry that submits."""
    if form == "bang_khen_thu_tuong":
        return line.get("province") or line.get("ministry")
    return decider


def standing(work: Work, body: OrganisationRow | None, on: date | None = None) -> OrganisationRow | None:
    """Return the body itself, or where it has ended by a day (today) the one that took over from it."""
    day = on or work.today
    while body is not None and body.valid_to is not None and body.valid_to < day and body.successor_id:
        body = organisations.get_organisation(work, body.successor_id)
    return body

"""What the page of a new petition offers: plans, their categories and criteria, and by which way it goes."""

from typing import Any

from service.db.work import Work
from service.usecases.cases import find_case
from service.usecases.catalog import Catalog, list_plans
from service.usecases.errors import NotFound
from service.usecases.petitions.petition_access import Way, find_way
from service.usecases.petitions.petition_views import citation_as_data, limit_as_data
from workflows.petitions import petitions as known
from workflows.policy import Actor


def petition_form(work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, plan_code: str) -> dict[str, Any]:
    """Return `plans`, `plan`, `proposal` and, for each kind, its way with bodies and the days that sources state.

    `plan` is None until one is chosen. Raises NotFound for a proposal or plan that is absent or hidden.
    """
    case = find_case(work, actor, proposal_id) if proposal_id else None
    plans = list_plans(work)
    code = case.proposal.plan_code if case else plan_code
    if code and case is None and code not in {known_code for known_code, _ in plans}:
        raise NotFound("not-found", {"kind": "plan", "id": code})
    plan = None
    if case is not None:
        plan = catalog.plan(work, case.proposal.plan_code, case.proposal.plan_version)
    elif code:
        plan = catalog.plan_in_force(work, code, work.today)
    bodies = dict(case.proposal.bodies) if case else None
    return {
        "plans": plans,
        "plan": plan,
        "proposal": case.proposal if case else None,
        "nominee": case.nominee.name if case else "",
        "ways": {kind: _way(find_way(work, code, kind, bodies)) for kind in known().kinds} if code else {},
        "limits": {
            kind: [limit_as_data(limit) for limit in known().limits if kind in limit.kinds] for kind in known().kinds
        },
    }


def _way(way: Way | None) -> dict[str, Any] | None:
    if way is None:
        return None
    return {
        "collector": way.collector.name if way.collector else "",
        "decider": way.decider.name,
        "citation": citation_as_data(way.route.citation),
    }

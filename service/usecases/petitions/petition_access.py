"""Whom a petition concerns: who filed it, the bodies of its way, and whoever may open the proposal it is about."""

from dataclasses import dataclass

from service.db import organisations, petitions, proposals, recusals
from service.db.errors import NotFound as RowMissing
from service.db.organisations import OrganisationRow
from service.db.petitions import PetitionRow
from service.db.work import Work
from service.usecases.cases import may_open
from service.usecases.errors import NotFound
from service.usecases.moves.routing import standing
from workflows.petitions import Place, Route
from workflows.petitions import petitions as data
from workflows.policy import Actor, Holding, find_holding

ACT = "petition:settle"  # in no delegation: a role of another never settles a petition


@dataclass(frozen=True, slots=True)
class Way:
    """The route of a petition with its bodies as they stand today."""

    route: Route
    collector: OrganisationRow | None
    decider: OrganisationRow


def open_petition(work: Work, actor: Actor, petition_id: str) -> PetitionRow:
    """Return a petition that concerns the actor; raises NotFound for one that is absent or hidden from him."""
    try:
        row = petitions.get_petition(work, petition_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "petition", "id": petition_id}) from None
    if not _may_see(work, actor, row):
        raise NotFound("not-found", {"kind": "petition", "id": petition_id})
    return row


def _may_see(work: Work, actor: Actor, row: PetitionRow) -> bool:
    if row.proposal_id and recusals.is_hidden(work, row.proposal_id, actor.person_id):
        return False
    if not {"*", "proposal:read"} & actor.scopes:
        return False
    if actor.reads_everything or actor.account_id == row.account_id:
        return True
    if {row.body_id, row.collector_id, row.decider_id} & set(bodies_of(work, actor)):
        return True
    if any(role_in(work, actor, row, by) is not None for by in ("collects", "decides")):
        return True
    return row.proposal_id is not None and may_open(work, actor, proposals.load_case(work, row.proposal_id).proposal)


def role_in(work: Work, actor: Actor, row: PetitionRow, by: str) -> Holding | None:
    """Return the role by which the actor acts for one of the bodies of a petition's way, or None."""
    route = data().find_route(row.plan_code, row.kind, about_proposal=row.proposal_id is not None)
    place = None if route is None else route.collects if by == "collects" else route.decides
    body_id = row.collector_id if by == "collects" else row.decider_id
    if place is None or not body_id:
        return None
    body = standing(work, organisations.get_organisation(work, body_id))
    return None if body is None else find_holding(actor, place.roles, body.id, body.path, act=ACT)


def bodies_of(work: Work, actor: Actor) -> tuple[str, ...]:
    """Return the bodies in which the actor works, with those that have ended and in whose place they stand."""
    own = actor.organisation_ids()
    return (*own, *sorted(organisations.load_predecessors(work, own, work.today)))


def place_awaited(row: PetitionRow) -> tuple[Place, str] | None:
    """Return the place on its way whose step a petition waits for, with the body there; None once it has ended.

    The body is the one addressed; where it has ended, the one that took over takes the step (`standing`).
    """
    route = data().find_route(row.plan_code, row.kind, about_proposal=row.proposal_id is not None)
    by = data().awaited(row.state, has_collector=row.collector_id is not None)
    if route is None or by is None:
        return None
    place, body_id = (route.collects, row.collector_id) if by == "collects" else (route.decides, row.decider_id)
    return (place, body_id) if place and body_id else None


def find_way(work: Work, plan_code: str, kind: str, bodies: dict[str, str] | None) -> Way | None:
    """Return the way of a petition under a plan, the bodies followed to those that took over; None when it has none."""
    route = data().find_route(plan_code, kind, about_proposal=bodies is not None)
    if route is None:
        return None
    decider = _body(work, route.decides, bodies or {})
    if decider is None:
        return None
    return Way(route, _body(work, route.collects, bodies or {}) if route.collects else None, decider)


def _body(work: Work, place: Place, bodies: dict[str, str]) -> OrganisationRow | None:
    if place.part:
        key = bodies.get(place.part, "")
        row = organisations.load_organisations(work, [key]).get(key) if key else None
    else:
        row = organisations.find_organisation(work, place.organisation)
    return standing(work, row)

"""Who reads, writes and sends the registrations of which units."""

from service.db.organisations import OrganisationRow
from service.usecases.cases import require
from service.usecases.errors import PermissionDenied
from workflows.policy import Actor, Holding, find_holding, roles

READ, WRITE, SEND = "registration:read", "registration:write", "registration:send"


def branches_of(actor: Actor, permission: str) -> tuple[str, ...] | None:
    """Return the branches of the tree in which the actor has a permission, None for everywhere.

    Raises PermissionDenied when no role carries it.
    """
    require(actor, permission)
    held = [holding for holding in actor.holdings if holding.carries(permission)]
    if any(roles()[holding.role].scope == "everywhere" for holding in held):
        return None
    return tuple(dict.fromkeys(holding.path for holding in held if holding.path))


def require_right(actor: Actor, permission: str, unit: OrganisationRow) -> Holding:
    """Return the role by which the actor may do this for a unit; raises PermissionDenied."""
    require(actor, permission)
    wanted = [code for code, role in roles().items() if permission in role.permissions]
    holding = find_holding(actor, wanted, unit.id, unit.path, act=permission)
    if holding is None:
        raise PermissionDenied("permission-denied", {"permission": permission, "body": unit.name})
    return holding


def find_right(actor: Actor, permission: str, unit_id: str) -> Holding | None:
    """Return a role of the actor that carries a permission, that of the unit itself before one above it."""
    held = [holding for holding in actor.holdings if holding.carries(permission)]
    return next((holding for holding in held if holding.organisation_id == unit_id), held[0] if held else None)

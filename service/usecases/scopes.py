"""Where a permission reaches: the bodies for which a holder of a role may write in the registry."""

from service.db.organisations import OrganisationRow
from service.usecases.cases import require
from service.usecases.errors import PermissionDenied
from workflows.policy import Actor, Holding, roles

EVERYTHING = "*"


def require_scope(actor: Actor, scope: str) -> None:
    """Raise PermissionDenied when the token in use was not given this scope."""
    if not {EVERYTHING, scope} & actor.scopes:
        raise PermissionDenied("permission-denied", {"permission": scope})


def require_for_body(actor: Actor, permission: str, body: OrganisationRow | None) -> None:
    """Raise PermissionDenied unless the actor holds the permission for this body.

    A subject without a body (a household, a clan, a territory) may be registered by every holder of the permission.
    """
    require(actor, permission)
    if body is None:
        return
    holdings = (held for held in actor.holdings if held.carries(permission))
    if not any(_reaches(held, body.path) for held in holdings):
        raise PermissionDenied("permission-denied", {"permission": permission, "body": body.name})


def _reaches(held: Holding, path: str) -> bool:
    """Tell whether a role held in a body reaches another: its own branch, or for an office the branch it serves.

    An appraiser's role holds in one office only, yet the office keeps the registry of the body above it.
    """
    scope = roles()[held.role].scope
    branch = held.path if scope == "subtree" else held.path.rstrip("/").rpartition("/")[0] + "/"
    return scope == "everywhere" or path.startswith(branch)

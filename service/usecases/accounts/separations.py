"""Separation of duties shown before it bites: what an account could not do with the roles that it has, or is to get."""

from collections.abc import Iterable
from typing import Any

from service.db import accounts, delegations, organisations
from service.db.work import Work
from service.usecases.accounts.sign_ins import normal_username
from service.usecases.cases import require
from service.usecases.catalog import Catalog
from workflows.policy import Actor, roles
from workflows.separation import Clash, Post, find_clashes

MANAGE = "account:manage"
AUTHORITIES = frozenset({"province", "ministry"})
Key = tuple[str, str, str]  # role, body, in whose place


def list_separations(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    account_id: str,
    role: str = "",
    organisation_id: str = "",
    delegated_by: str = "",
) -> list[dict[str, Any]]:
    """Return the pairs of steps that an account may not both take: one's own, or anybody's for administrators.

    With `role` and `organisation_id` only the pairs that such a role (or, with `delegated_by`, such a role of that
    account) would add. A warning: the rules stop the second step when it comes, on that proposal alone.
    """
    if actor.account_id != account_id:
        require(actor, MANAGE)
    held = _held_by(work, account_id)
    wanted: list[Key] = [(role, organisation_id, delegated_by)] if role and organisation_id else []
    if delegated_by and delegated_by != account_id:
        held += [(code, body, delegated_by) for code, body, _ in _held_by(work, delegated_by)]
    posts = _posts(work, (*held, *wanted))
    clashes = find_clashes(catalog.flows_in_force(work, work.today), posts.values())
    new = {posts[key] for key in wanted if key in posts}
    return [_as_data(clash) for clash in clashes if not wanted or {clash.first, clash.second} & new]


def list_for_delegate(
    work: Work, catalog: Catalog, *, actor: Actor, username: str, role: str, organisation_id: str, delegated_by: str
) -> list[dict[str, Any]]:
    """Return what a delegation would keep whoever is named from doing; nothing for a name that nobody has.

    The one who delegates (or an administrator) is told about the delegate's roles as far as they clash, no further.
    """
    if actor.account_id != delegated_by:
        require(actor, MANAGE)
    account = accounts.find_account(work, normal_username(username))
    if account is None or account.id == delegated_by:
        return []
    held = [
        *_held_by(work, account.id),
        *((code, body, delegated_by) for code, body, _ in _held_by(work, delegated_by)),
    ]
    posts = _posts(work, dict.fromkeys((*held, (role, organisation_id, delegated_by))))
    new = posts.get((role, organisation_id, delegated_by))
    clashes = find_clashes(catalog.flows_in_force(work, work.today), posts.values())
    return [_as_data(clash) for clash in clashes if new in {clash.first, clash.second}]


def _held_by(work: Work, account_id: str) -> list[Key]:
    """Return what an account holds today or will hold, and what it was lent."""
    own: list[Key] = [
        (held.role, held.organisation_id, "")
        for held in accounts.list_holdings(work, account_id)
        if held.valid_to is None or held.valid_to >= work.today
    ]
    lent = delegations.list_received(work, account_id)
    return own + [(row.role, row.organisation_id, row.delegator_id) for row in lent]


def _posts(work: Work, keys: Iterable[Key]) -> dict[Key, Post]:
    wanted = [key for key in dict.fromkeys(keys) if key[0] in roles()]
    bodies = organisations.load_organisations(work, (body for _, body, _ in wanted))
    above = {key for row in bodies.values() for key in row.path.split("/") if key}
    line = bodies | organisations.load_organisations(work, above - bodies.keys())
    names = {key: accounts.get_account(work, key).name for key in {key for _, _, key in wanted if key}}
    return {
        (role, body, giver): Post(
            role,
            body,
            bodies[body].name,
            bodies[body].path,
            next((key for key in bodies[body].path.split("/") if key in line and line[key].level in AUTHORITIES), ""),
            names.get(giver, ""),
        )
        for role, body, giver in wanted
        if body in bodies
    }


def _as_data(clash: Clash) -> dict[str, Any]:
    return {
        "earlier": clash.earlier,
        "first": _post_as_data(clash.first),
        "later": clash.later,
        "second": _post_as_data(clash.second),
        "flows": list(clash.flows),
    }


def _post_as_data(post: Post) -> dict[str, Any]:
    shown = ("role", "organisation_id", "organisation_name", "in_place_of")
    return {name: getattr(post, name) for name in shown}

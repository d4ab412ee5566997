"""Which roles the flows keep apart: what somebody who holds both could then not do, said before it happens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflows.definition import FlowDefinition, TransitionSpec
from workflows.policy import roles

DRAFT = "draft"  # the first step of every flow, which is no move of any


@dataclass(frozen=True, slots=True)
class Post:
    """A role held in a body, by somebody himself or (`in_place_of`, a name) for another.

    `authority` is the id of the province or ministry that the body stands under, empty where there is none.
    """

    role: str
    organisation_id: str
    organisation_name: str
    path: str
    authority: str = ""
    in_place_of: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Whoever does `earlier` by the one post may not do `later` by the other on the same proposal, in these flows."""

    earlier: str
    first: Post
    later: str
    second: Post
    flows: tuple[str, ...]


def find_clashes(flows: Iterable[FlowDefinition], posts: Iterable[Post]) -> tuple[Clash, ...]:
    """Return every pair of steps that one holder of these posts could not both take, with the flows that say so."""
    held = tuple(dict.fromkeys(posts))
    found: dict[tuple[str, Post, str, Post], list[str]] = {}
    for flow in flows:
        for key in _apart(flow, held):
            names = found.setdefault(key, [])
            if flow.code not in names:
                names.append(flow.code)
    return tuple(Clash(*key, tuple(names)) for key, names in found.items())


def _apart(flow: FlowDefinition, posts: tuple[Post, ...]) -> Iterator[tuple[str, Post, str, Post]]:
    for move in flow.transitions:
        for earlier in move.distinct_from:
            before = _roles_of(flow, earlier)
            for first in (post for post in posts if post.role in before):
                for second in posts:
                    is_other = (first.role, first.organisation_id) != (second.role, second.organisation_id)
                    if second.role in move.roles and is_other and _may_meet(first, second, move):
                        yield earlier, first, move.action, second


def _roles_of(flow: FlowDefinition, action: str) -> frozenset[str]:
    if action == DRAFT:
        return frozenset(code for code, role in roles().items() if "proposal:draft" in role.permissions)
    return frozenset(role for move in flow.transitions if move.action == action for role in move.roles)


def _may_meet(first: Post, second: Post, move: TransitionSpec) -> bool:
    """Tell whether two bodies can play their parts in one proposal: in one line, under one authority, or at the top."""
    in_line = first.path.startswith(second.path) or second.path.startswith(first.path)
    return in_line or move.body == "central" or bool(first.authority and first.authority == second.authority)

"""Where somebody draws up submissions, who may open one, and who receives it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.db import submissions
from service.db.lines import ListedProposal
from service.db.submission_candidates import Place
from service.db.submissions import SubmissionRow
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.errors import MoveClosed, NotFound, PermissionDenied, Stale
from service.usecases.recording import record
from service.usecases.streams import submission_stream
from workflows.policy import Actor, Holding
from workflows.submissions import Level, NotOpen, find_level, levels_of, next_state

MOVE = "proposal:move"
MADE_BY_SENDER = frozenset({"sign", "discard", "resume"})  # what else befalls a submission is done where it was sent


@dataclass(frozen=True, slots=True)
class Lane:
    """A level of the flows in force: in which parts bodies make submissions there, by whom, and who takes them up."""

    level: str
    parts: tuple[str, ...]
    roles: frozenset[str]
    sources: tuple[str, ...]
    onward_roles: frozenset[str]

    def place_of(self, body_id: str) -> Place:
        """Return where the lane's proposals lie in one body."""
        return Place(body_id, self.parts, self.level, self.sources)

    def held_by(self, actor: Actor, body_id: str) -> Holding | None:
        """Return the role by which an actor makes submissions of a body here, or None."""
        return _held(actor, self.roles, body_id)


def lanes(work: Work, catalog: Catalog) -> list[Lane]:
    """Return every level at which the flows in force make submissions, those of one state together."""
    found: dict[str, list[Level]] = {}
    for flow in catalog.flows_in_force(work, work.today):
        for has_collector in (False, True):
            for level in levels_of(flow, has_collector=has_collector):
                found.setdefault(level.state, []).append(level)
    return [
        Lane(
            level=state,
            parts=tuple(sorted({level.part for level in levels})),
            roles=frozenset(role for level in levels for role in level.roles),
            sources=tuple(sorted({source for level in levels for source in level.sources})),
            onward_roles=frozenset(role for level in levels for role in level.onward_roles),
        )
        for state, levels in found.items()
    ]


def own_lanes(work: Work, catalog: Catalog, actor: Actor) -> list[tuple[str, Lane]]:
    """Return the bodies and lanes in which an actor makes submissions."""
    if not _may_move(actor):
        return []
    bodies = dict.fromkeys(held.organisation_id for held in actor.holdings)
    return [(body, lane) for lane in lanes(work, catalog) for body in bodies if lane.held_by(actor, body)]


def level_of(work: Work, catalog: Catalog, line: ListedProposal, state: str) -> Level | None:
    """Return the level at a state in the flow of one proposal, or None."""
    flow = catalog.flow(work, line.flow_code, line.flow_version)
    return find_level(flow, state, has_collector="collector" in line.bodies)


def open_submission(work: Work, actor: Actor, submission_id: str) -> SubmissionRow:
    """Return a submission; raises NotFound for one that is absent, or of which nothing is to be seen by this actor."""
    row = submissions.find_submission(work, submission_id)
    in_scope = "*" in actor.scopes or "proposal:read" in actor.scopes
    if row is None or not in_scope or not submissions.may_see(work, submission_id, reader_of(actor)):
        raise NotFound("not-found", {"kind": "submission", "id": submission_id})
    return row


def is_sender(actor: Actor, row: SubmissionRow) -> bool:
    """Tell whether an actor reads a submission in the name of the body that made it, or reads everything."""
    return actor.reads_everything or row.from_id in actor.organisation_ids()


def maker_of(work: Work, catalog: Catalog, actor: Actor, row: SubmissionRow) -> Holding | None:
    """Return the role by which an actor may work on a submission of his body, or None."""
    return _held(actor, lane_of(work, catalog, row).roles, row.from_id) if _may_move(actor) else None


def receiver_of(work: Work, catalog: Catalog, actor: Actor, row: SubmissionRow) -> Holding | None:
    """Return the role by which an actor may take up a submission in the body it was sent to, or None."""
    return _held(actor, lane_of(work, catalog, row).onward_roles, row.to_id) if _may_move(actor) else None


def lane_of(work: Work, catalog: Catalog, row: SubmissionRow) -> Lane:
    """Return the lane of a submission; one that no flow in force has any more is nobody's."""
    wanted = [lane for lane in lanes(work, catalog) if lane.level == row.level]
    return wanted[0] if wanted else Lane(row.level, (row.part,), frozenset(), (), frozenset())


def demand(holding: Holding | None, action: str) -> Holding:
    """Return the role, or raise PermissionDenied when there is none."""
    if holding is None:
        raise PermissionDenied("permission-denied", {"permission": action})
    return holding


def take_submission(
    work: Work, catalog: Catalog, *, actor: Actor, submission_id: str, expected_version: int | None, action: str
) -> tuple[SubmissionRow, Holding, str]:
    """Return a submission on which an actor may act (`sign`, `resume`, `receive`, …), his role, the new state.

    Raises NotFound, PermissionDenied, Stale, MoveClosed for an action that its state does not take.
    """
    row = open_submission(work, actor, submission_id)
    whose = maker_of if action in MADE_BY_SENDER else receiver_of
    holding = demand(whose(work, catalog, actor, row), "proposal:move")
    demand_version(row, expected_version)
    return row, holding, moved_on(row, action)


def advance(
    work: Work,
    row: SubmissionRow,
    *,
    actor: Actor,
    holding: Holding | None,
    event: str,
    values: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    private: Mapping[str, str] | None = None,
) -> int:
    """Record an event of a submission and change it with that; returns its new version. Raises StaleWrite."""
    told = {"organisation": row.from_id, **({"number": row.number} if row.number else {}), **(facts or {})}
    seq, digest = record(
        work,
        stream=submission_stream(row.id),
        event=event,
        actor=actor,
        holding=holding,
        facts=told,
        private=private,
        head=(row.version, row.head_hash),
    )
    changed = {**(values or {}), "version": seq, "head_hash": digest}
    submissions.advance_submission(work, row.id, expected_version=row.version, values=changed)
    return seq


def moved_on(row: SubmissionRow, action: str) -> str:
    """Return where an action leads a submission from where it stands; raises MoveClosed."""
    try:
        return next_state(row.state, action)
    except NotOpen:
        raise MoveClosed("submission-not-open", {"submission_state": row.state}) from None


def demand_version(row: SubmissionRow, expected: int | None) -> None:
    """Raise Stale when somebody changed the submission since it was seen."""
    if expected is not None and expected != row.version:
        raise Stale("stale", {"expected": expected, "actual": row.version})


def _may_move(actor: Actor) -> bool:
    return "*" in actor.scopes or MOVE in actor.scopes


def _held(actor: Actor, roles: Iterable[str], body_id: str) -> Holding | None:
    """Return a role of one's own in exactly that body; what others lent does not cover submissions."""
    wanted = set(roles)
    own = (held for held in actor.holdings if held.mandate is None)
    return next((held for held in own if held.organisation_id == body_id and held.role in wanted), None)

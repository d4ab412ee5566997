"""What must be true of a proposal, said without the product's own code: from the bare files and the bare tables."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from sqlalchemy import select

import workflows
from service.db.base import Base
from service.db.work import Work
from service.demo.world import Player
from tests.integration.usecases.stage import Case
from tests.unit.flows.flow_files import raw, ways

FORWARD = frozenset({"T1", "T2", "T3", "T3C", "T4S", "T4"})
UNSAID = {"proposal.drafted": "draft", "proposal.reopened": "reopen"}  # events that name no action
ISSUERS = frozenset({"issuer", "issuer_successor"})


class Standing(NamedTuple):
    """Where the tables say that a proposal stands."""

    state: str
    resume_state: str
    version: int
    head_hash: str
    documents: frozenset[str]
    judgements: frozenset[tuple[str, str, bool, int]]


class Edge(NamedTuple):
    """A move that the trail tells of."""

    action: str
    source: str
    target: str


class Told(NamedTuple):
    """Where its own trail says that it stands."""

    state: str
    seq: int
    hash: str
    documents: frozenset[str]
    judgements: frozenset[tuple[str, str, bool, int]]
    edges: tuple[Edge, ...]


@cache
def roles() -> Mapping[str, Any]:
    """The policy file as TOML reads it."""
    path = Path(workflows.__file__).parent / "data" / "roles.toml"
    found: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["roles"]
    return found


@cache
def kinds_of_states() -> Mapping[str, str]:
    """Which states are steps of the way, which wait beside it, and which end it."""
    path = Path(workflows.__file__).parent / "data" / "states.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["states"]
    return {code: row["kind"] for code, row in rows.items()}


def covers(player: Player, wanted: Iterable[str], body: Mapping[str, Any] | None) -> bool:
    """Whether somebody holds one of the roles in a body, or above it where the role reaches below."""
    return body is not None and any(
        role in wanted
        and (
            roles()[role]["scope"] == "everywhere"
            or held["id"] == body["id"]
            or (roles()[role]["scope"] == "subtree" and body["path"].startswith(held["path"]))
        )
        for role, held in player.holdings
    )


class Oracle:
    """Answers from the files and the tree of bodies."""

    def __init__(self, bodies: Mapping[str, Mapping[str, Any]]) -> None:
        self.bodies = {row["id"]: row for row in bodies.values()}

    def may_open(self, case: Case, player: Player) -> bool:
        """Whether a proposal exists for somebody: an auditor, its nominee, a body it was opened to; none recused."""
        if player.person_id in case.recused:
            return False
        readers = [role for role, row in roles().items() if "proposal:read-all" in row["permissions"]]
        if any(role in readers for role, _ in player.holdings) or player.person_id == case.nominee_id:
            return True
        return any(roles()[role]["opens_dossiers"] and body["id"] in case.opened_to for role, body in player.holdings)

    def may_draft(self, player: Player, unit_id: str) -> bool:
        """Whether somebody may open a proposal in a unit."""
        drafting = [role for role, row in roles().items() if "proposal:draft" in row["permissions"]]
        return covers(player, drafting, self.bodies[unit_id])

    def open_rows(self, case: Case, now: Standing, action: str) -> list[tuple[dict[str, Any], str]]:
        """The rows of the flow's file that open an action here, each with where it ends."""
        if action == "reopen":
            return []
        found = ways(case.flow, now.state, action, has_collector=case.has_collector)
        return [(row, end) for row, end in found if row["target"] != "resume" or end == now.resume_state]

    def may_take(self, case: Case, player: Player, row: Mapping[str, Any]) -> bool:
        """Whether somebody has the role that a row of the flow asks for, in the body it asks for."""
        if "nominee" in row["roles"] and player.person_id == case.nominee_id:
            return True
        return covers(player, row["roles"], self.bodies.get(case.bodies.get(row["body"], "")))

    def may_edit(self, case: Case, now: Standing, player: Player) -> bool:
        """Whether somebody may change the dossier: an editor of this state who has a part in the flow there."""
        parts = editing_parts(case.flow, now.state)
        return any(
            covers(player, parts.get(part, ()), self.bodies.get(key))
            for part, key in case.bodies.items()
            if part not in ISSUERS
        )

    def may_judge(self, case: Case, now: Standing, player: Player) -> bool:
        """Whether somebody decides the next step, and not on himself."""
        ahead = (row for row, _ in self.ahead(case, now.state))
        return player.person_id != case.nominee_id and any(self.may_take(case, player, row) for row in ahead)

    def ahead(self, case: Case, state: str) -> Iterator[tuple[dict[str, Any], str]]:
        """The rows that lead on from a state."""
        for action in dict.fromkeys(row["action"] for row in raw(case.flow)["transitions"]):
            for row, end in ways(case.flow, state, action, has_collector=case.has_collector):
                if row["phase"] in FORWARD:
                    yield row, end

    def awaited(self, case: Case, now: Standing) -> str:
        """The body that acts next, which may open the proposal from now on."""
        for row, _ in self.ahead(case, now.state):
            return case.bodies.get(row["body"], "")
        for action in ("resubmit", "release"):
            for row, _ in self.open_rows(case, now, action):
                return case.bodies.get(row["body"], "")
        return ""


def editors_of(flow: str, state: str) -> list[str]:
    """The roles that may change the dossier in a state."""
    return next(row.get("editors", []) for row in raw(flow)["states"] if row["code"] == state)


@cache
def editing_parts(flow: str, state: str) -> Mapping[str, frozenset[str]]:
    """The editors of a state by the part in which the flow gives each of them something to do."""
    rows = [row for row in raw(flow)["transitions"] if "body" in row]
    editors = set(editors_of(flow, state))
    parts = {row["body"] for row in rows}
    return {
        part: frozenset(editors & {role for row in rows if row["body"] == part for role in row["roles"]})
        for part in parts
    }


def standing(work: Work, proposal_id: str) -> Standing:
    """Read where a proposal stands from the bare tables."""
    tables = Base.metadata.tables
    proposal, document, judgement = tables["proposal"], tables["document"], tables["judgement"]
    row = work.execute(select(proposal).where(proposal.c.id == proposal_id)).one()
    current = select(document.c.id).where(document.c.proposal_id == proposal_id, document.c.status == "current")
    judged = select(judgement).where(judgement.c.proposal_id == proposal_id, judgement.c.voided_seq.is_(None))
    return Standing(
        row.state,
        row.resume_state,
        row.version,
        row.head_hash,
        frozenset(work.execute(current).scalars()),
        frozenset((found.criterion, found.role, found.met, found.seq) for found in work.execute(judged)),
    )


def told(work: Work, case: Case) -> Told:
    """Replay the proposal's own stream from its first event."""
    event, judgement = Base.metadata.tables["audit_event"], Base.metadata.tables["judgement"]
    judged = work.execute(select(judgement.c.id, judgement.c.seq).where(judgement.c.proposal_id == case.id))
    seqs = {row.id: row.seq for row in judged}
    state, seq, digest = "", 0, ""
    documents: set[str] = set()
    judgements: dict[int, tuple[str, str, bool, int]] = {}
    edges: list[Edge] = []
    for row in work.execute(select(event).where(event.c.stream == case.stream).order_by(event.c.stream_seq)):
        facts = orjson.loads(row.body)["payload"]
        seq, digest = row.stream_seq, row.hash
        if "to" in facts:
            edges.append(Edge(facts.get("action") or UNSAID[row.event], facts.get("from", ""), facts["to"]))
            assert facts.get("from", "") == state
            state = facts["to"]
        for key in facts.get("voids", []):
            judgements.pop(seqs[key], None)
        if row.event == "judgement.recorded":
            judgements[seq] = (facts["criterion"], facts["actor"]["role"], facts["met"], seq)
        if row.event.startswith("document."):
            documents -= {facts.get("replaces", facts["document"])}
            documents |= {facts["document"]} if row.event != "document.removed" else set()
    return Told(state, seq, digest, frozenset(documents), frozenset(judgements.values()), tuple(edges))


def steps(work: Work, proposal_id: str) -> list[Any]:
    """The moves made on a proposal, in order."""
    step = Base.metadata.tables["proposal_step"]
    return list(work.execute(select(step).where(step.c.proposal_id == proposal_id).order_by(step.c.seq)))

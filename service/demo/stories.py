"""One proposal's story, told act by act through the use cases: drafted, completed, judged, moved, refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.db.work import Work
from service.demo.beside import BESIDE
from service.demo.moves import move_facts
from service.demo.papers import paper_for, papers_of
from service.demo.reading import Row, read_data
from service.demo.world import World
from service.usecases.attempts import record_attempt
from service.usecases.drafting.dossiers import attach_document, replace_document
from service.usecases.drafting.drafting import DraftValues, draft_proposal
from service.usecases.errors import DomainError, PermissionDenied, TransitionRefused
from service.usecases.moves.judgements import record_judgement
from service.usecases.moves.transitions import move_proposal
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from workflows.policy import Actor

Tick = Callable[[], None]
PLAIN = ("form", "occasion", "category", "basis", "standard", "theme", "text", "channel", "movement")


class StoryBroken(RuntimeError):
    """The rules refuse what a story tells: its data are incomplete. The message names story, act and findings."""


@dataclass(slots=True)
class Telling:
    """A story while it is told: where its proposal stands, and which papers lie in it by type and criterion."""

    story: Row
    ordinal: int
    proposal_id: str = ""
    version: int = 0
    state: str = ""
    papers: dict[tuple[str, str], str] = field(default_factory=dict)

    def check_end(self) -> None:
        """Raise StoryBroken unless the proposal stands where its story ends."""
        if self.state != self.story["ends_in"]:
            raise StoryBroken(f"{self.story['key']}: ends in {self.state}, not in {self.story['ends_in']}")


@dataclass(frozen=True, slots=True)
class Teller:
    """What telling needs: the services, the transaction, the world, and a clock that goes on a minute at each act."""

    services: Services
    work: Work
    world: World
    tick: Tick

    def draft(self, telling: Telling) -> None:
        """Open the proposal and attach the papers that its unit has from the first."""
        story, actor = telling.story, self._actor(telling, "draft")
        named = {name: story[name] for name in PLAIN if name in story}
        decider = self.world.bodies[story["decider"]]["id"] if "decider" in story else ""
        values = DraftValues(
            plan_code=story["plan"],
            nominee_id=self.world.nominees[story["nominee"]],
            unit_id=self.world.bodies[story["unit"]]["id"],
            starts_on=story["period"][0],
            ends_on=story["period"][1],
            decider_id=decider,
            **named,
        )
        self.tick()
        done = self._run(
            telling, "draft", lambda: draft_proposal(self.work, self.services.catalog, actor=actor, values=values)
        )
        telling.proposal_id = done["id"]
        self._keep(telling, done)
        self._attach_due(telling, "draft", actor)

    def act(self, telling: Telling, step: Row) -> None:
        """Do one step of the story: a change of the dossier, or a move with the papers and judgements before it."""
        actor = self._actor(telling, step.get("as", step["act"]), step.get("by", ""))
        if step["act"] == "attach":
            self._attach(telling, step["paper"], actor)
        elif step["act"] == "replace":
            self._replace(telling, step, actor)
        elif step["act"] == "judge":
            self._judge(telling, step["criterion"], actor, met=step["met"], reason=step["reason"])
        elif step["act"] in BESIDE:
            self._do_beside(telling, step, actor)
        else:
            if step.get("ready", "refused" not in step):
                self._prepare(telling, step["act"], actor)
            (self._try if "refused" in step else self._move)(telling, step, actor)

    def _actor(self, telling: Telling, act: str, username: str = "") -> Actor:
        cast: Mapping[str, str] = read_data("casts")[telling.story["cast"]]
        return self.world.players[username or cast[act]].actor

    def _move(self, telling: Telling, step: Row, actor: Actor) -> None:
        move = move_facts(telling.story, step, ordinal=telling.ordinal, today=self.work.today)
        self.tick()
        done = self._run(
            telling,
            step["act"],
            lambda: move_proposal(
                self.work,
                self.services.catalog,
                actor=actor,
                proposal_id=telling.proposal_id,
                action=step["act"],
                expected_version=telling.version,
                move=move,
            ),
        )
        self._keep(telling, done)

    def _try(self, telling: Telling, step: Row, actor: Actor) -> None:
        """Try a move that the rules must refuse, and record the attempt as every interface does."""
        move = move_facts(telling.story, step, ordinal=telling.ordinal, today=self.work.today)
        self.tick()
        try:
            move_proposal(
                self.work,
                self.services.catalog,
                actor=actor,
                proposal_id=telling.proposal_id,
                action=step["act"],
                expected_version=telling.version,
                move=move,
            )
        except (TransitionRefused, PermissionDenied) as error:
            met = {finding.code for finding in error.findings if finding.blocks} or {error.code}
            if met != set(step["refused"]):
                raise StoryBroken(f"{telling.story['key']}: {step['act']} was refused for {sorted(met)}") from error
            record_attempt(
                self.work, actor=actor, stream=proposal_stream(telling.proposal_id), action=step["act"], error=error
            )
            return
        raise StoryBroken(f"{telling.story['key']}: {step['act']} should have been refused")

    def _do_beside(self, telling: Telling, step: Row, actor: Actor) -> None:
        where = {"proposal_id": telling.proposal_id, "expected_version": telling.version}
        self.tick()
        do = BESIDE[step["act"]]
        done = self._run(
            telling,
            step["act"],
            lambda: do(self.work, self.services.catalog, self.world, actor=actor, step=step, **where),
        )
        self._keep(telling, done)

    def _prepare(self, telling: Telling, act: str, actor: Actor) -> None:
        """Attach what a move needs, and before HR verifies, record its judgements."""
        self._attach_due(telling, act, actor)
        if act == "verify":
            self._judge_all(telling, actor)

    def _attach_due(self, telling: Telling, act: str, actor: Actor) -> None:
        for paper in papers_of(telling.story):
            if paper.get("when", "draft") == act and _key(paper) not in telling.papers:
                self._attach(telling, paper, self._actor(telling, paper["hand"]) if "hand" in paper else actor)

    def _attach(self, telling: Telling, paper: Row, actor: Actor) -> None:
        self.tick()
        upload = self._paper(telling, paper)
        done = self._run(
            telling,
            f"attach {paper['type']}",
            lambda: attach_document(
                self.work,
                self.services.catalog,
                self.services.documents,
                actor=actor,
                proposal_id=telling.proposal_id,
                expected_version=telling.version,
                upload=upload,
            ),
        )
        telling.papers[_key(paper)] = done["id"]
        self._keep(telling, done)

    def _replace(self, telling: Telling, step: Row, actor: Actor) -> None:
        paper = next(item for item in papers_of(telling.story) if item["type"] == step["paper"])
        upload = self._paper(telling, paper, edition=2)
        self.tick()
        done = self._run(
            telling,
            f"replace {step['paper']}",
            lambda: replace_document(
                self.work,
                self.services.catalog,
                self.services.documents,
                actor=actor,
                proposal_id=telling.proposal_id,
                document_id=telling.papers[_key(paper)],
                expected_version=telling.version,
                upload=upload,
            ),
        )
        telling.papers[_key(paper)] = done["id"]
        self._keep(telling, done)

    def _paper(self, telling: Telling, paper: Row, *, edition: int = 1) -> Any:
        limit = self.services.settings.upload_limit_bytes
        return paper_for(
            telling.story, paper, ordinal=telling.ordinal, today=self.work.today, edition=edition, limit=limit
        )

    def _judge_all(self, telling: Telling, actor: Actor) -> None:
        story = telling.story
        plan = self.services.catalog.plan_in_force(self.work, story["plan"], self.work.today)
        reasons: Mapping[str, str] = read_data("reasons")["judgements"]
        for criterion in plan.criteria_of(story["category"]):
            if criterion.kind == "C":
                self._judge(telling, criterion.code, actor, met=True, reason=reasons[criterion.code])

    def _judge(self, telling: Telling, criterion: str, actor: Actor, *, met: bool, reason: str) -> None:
        self.tick()
        done = self._run(
            telling,
            f"judge {criterion}",
            lambda: record_judgement(
                self.work,
                self.services.catalog,
                actor=actor,
                proposal_id=telling.proposal_id,
                expected_version=telling.version,
                criterion=criterion,
                met=met,
                reason=reason,
            ),
        )
        self._keep(telling, done)

    def _keep(self, telling: Telling, done: Mapping[str, Any]) -> None:
        telling.version, telling.state = done["version"], done["state"]

    def _run(self, telling: Telling, act: str, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        try:
            return do()
        except DomainError as error:
            found = [(item.code, item.about, dict(item.params)) for item in error.findings if item.blocks]
            message = f"{telling.story['key']}: {act} on {self.work.today}: {error.code} {error.params} {found}"
            raise StoryBroken(message) from error


def _key(paper: Row) -> tuple[str, str]:
    return paper["type"], f"{paper.get('criterion', '')}{paper.get('slot', '')}{paper.get('year', '')}"

"""A stage for acts on a real database: the demonstration's people and bodies, without its proposals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from service.db.base import Base
from service.db.database import Database
from service.db.work import Work
from service.demo.moves import move_facts
from service.demo.papers import paper_for, papers_of
from service.demo.reading import Row, nominees, read_data, stories
from service.demo.world import Player, World, build_world, introduce
from service.usecases.catalog import Catalog
from service.usecases.drafting.dossiers import Upload
from service.usecases.drafting.drafting import DraftValues
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.builders.publishing import publish_by_two
from tests.integration.services import build_test_services
from tests.support.databases import Clock
from workflows.facts import MoveFacts
from workflows.plans.catalog import packaged_texts
from workflows.rules.examples import fictitious_local_pack

# A Monday on which the four stories can be told from their first day to their last.
DAY = datetime(2026, 5, 18, 2, tzinfo=UTC)
PLOTS = ("ht-1", "gl-4", "gl-8", "tm-5")
PLAIN = ("form", "occasion", "category", "basis", "standard", "theme", "text", "channel", "movement")
# What an act may change; accounts, bodies and publications are set up before and stay.
TABLES = (
    *("proposal", "proposal_text", "proposal_access", "proposal_step", "proposal_search", "document", "judgement"),
    *("proposal_act", "nominee_record", "idempotency_key", "counter", "recusal"),
)
SEEN = "Đã rõ và vẫn đề nghị (giả định)."
Rows = dict[str, list[tuple[Any, ...]]]
Heads = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Case:
    """One proposal as the test remembers it, and what it has seen of its way."""

    plot: str
    id: str
    bodies: Mapping[str, str]
    flow: str
    nominee_id: str
    papers: dict[tuple[str, str], str] = field(default_factory=dict)
    opened_to: set[str] = field(default_factory=set)
    recused: dict[str, tuple[Player, str]] = field(default_factory=dict)

    @property
    def story(self) -> Row:
        """What is proposed."""
        return plot(self.plot)

    @property
    def stream(self) -> str:
        """Its stream in the trail."""
        return f"proposal/{self.id}"

    @property
    def has_collector(self) -> bool:
        """Whether a collector gathers it."""
        return "collector" in self.bodies


def plot(key: str) -> Row:
    """One story of the demonstration, of which only the beginning and the papers are used."""
    return next(story for story in stories() if story["key"] == key)


NOMINEES = [plot(key)["nominee"] for key in PLOTS]


def identifiers_after(first: int) -> Callable[[], str]:
    """Make identifiers that rise from a number, so that a copy of a database never meets its own again."""
    numbers = count(first)
    return lambda: f"{next(numbers):032x}"


def open_stage(url: str, clock: Clock, *, first_id: int) -> Database:
    """Open a database with a still clock and foreseeable identifiers and bytes."""
    salts: Iterator[int] = count(first_id)
    return Database(
        url,
        clock=clock,
        new_id=identifiers_after(first_id),
        random_bytes=lambda size: next(salts).to_bytes(size, "big"),
        pool_size=2,
    )


def fuller_plan() -> str:
    """An invented next version of the plan that is known at second hand: it names the forms of its final review.

    So the lack of the official text is all that stands against a proposal under it.
    """
    text = packaged_texts()["bo-tnmt/1.toml"].replace("\nversion = 1\n", "\nversion = 2\n", 1)
    review = 'code = "tong_ket"\n'
    assert text.count(review) == 1
    forms = 'forms = { state = "stated", value = ["bang_khen_thu_tuong"], lines = [45] }\n'
    return text.replace(review, review + forms)


def set_up(url: str, folder: Path, *, plans: Sequence[str] = ()) -> World:
    """Fill a migrated database with publications (further plans too), bodies, people, nominees; nothing is proposed."""
    database = open_stage(url, Clock(DAY), first_id=1)
    services = build_test_services(database, folder)

    def build(work: Work) -> World:
        publish_packaged(work)
        _stand(work, date(2024, 1, 2))
        world = build_world(work, services.passwords)
        for row in read_data("packs")["packs"]:
            ruled = row["issuer"], row["level"], row["forms"], row["starts_on"]
            text = fictitious_local_pack(*ruled, made_under=row["made_under"], is_example=False)
            publish_by_two(work, actor=world.administrator, kind="rulebook", text=text)
        for text in plans:
            publish_by_two(work, actor=world.administrator, kind="plan", text=text)
        for row in nominees():
            if row["key"] in NOMINEES:
                _stand(work, row["on"])
                introduce(work, world, row)
        return world

    world = database.write(build)
    database.close()
    return world


def _stand(work: Work, day: date) -> None:
    work.stand_at(datetime.combine(day, time(2), UTC))


@dataclass(frozen=True)
class Stage:
    """An open copy of the world."""

    services: Services
    world: World
    clock: Clock

    @property
    def players(self) -> Mapping[str, Player]:
        """Everybody who has an account, by name."""
        return self.world.players

    @property
    def catalog(self) -> Catalog:
        """What is published."""
        return self.services.catalog

    def draft_values(self, key: str) -> DraftValues:
        """What the unit of a story states when it opens the proposal."""
        story = plot(key)
        return DraftValues(
            plan_code=story["plan"],
            nominee_id=self.world.nominees[story["nominee"]],
            unit_id=self.world.bodies[story["unit"]]["id"],
            starts_on=story["period"][0],
            ends_on=story["period"][1],
            **{name: story[name] for name in PLAIN if name in story},
        )

    def upload(self, case: Case, paper: Row, *, edition: int = 1) -> Upload:
        """A paper of a case, ready to be attached."""
        limit = self.services.settings.upload_limit_bytes
        day = self.services.database.read(lambda work: work.today)
        return paper_for(case.story, paper, ordinal=7, today=day, edition=edition, limit=limit)

    def papers(self, case: Case) -> list[Row]:
        """Every paper that the story of a case knows."""
        return papers_of(case.story)

    def statement(self, case: Case, action: str, findings: list[dict[str, Any]]) -> MoveFacts:
        """A proper statement of a move: reason, grounds, decision, and a word for each warning that was shown."""
        sends = "submission" in read_data("casts")[case.story["cast"]]
        act = action if sends or action != "submit_upward" else "appraise"
        step: dict[str, Any] = {"act": act, "reason": "Đã xem xét đủ hồ sơ (giả định)."}
        step |= EXTRA.get(action, {})
        day = self.services.database.read(lambda work: work.today)
        warned = {row["code"]: SEEN for row in findings if row["force"] == "warn" and row["verdict"] != "pass"}
        return replace(move_facts(case.story, step, ordinal=7, today=day), acknowledgements=warned)

    def rows(self) -> Rows:
        """Everything that an act may change, table by table."""
        return self.services.database.read(_rows)

    def heads(self) -> Heads:
        """The end of every stream of the trail."""
        return self.services.database.read(_heads)


EXTRA: Mapping[str, Mapping[str, Any]] = {
    "return": {"missing": ["D05"]},
    "hold": {"hold_kind": "inspection", "source_body": "Thanh tra (giả định)", "source_number": "18/QĐ-TTr"},
    "release": {"conclusion_number": "24/KL-TTr", "cleared": True},
    "revoke": {"legal_ground": "93.2.a"},
}


def paper_key(paper: Row) -> tuple[str, str]:
    """By what a paper of a story is known: its type, and its criterion, slot or year."""
    return paper["type"], f"{paper.get('criterion', '')}{paper.get('slot', '')}{paper.get('year', '')}"


def _rows(work: Work) -> Rows:
    found: Rows = {}
    for name in TABLES:
        table = Base.metadata.tables[name]
        query = select(table).order_by(*table.primary_key.columns)
        found[name] = [tuple(row) for row in work.execute(query)]
    return found


def _heads(work: Work) -> Heads:
    table = Base.metadata.tables["audit_event"]
    query = select(table.c.stream, table.c.stream_seq, table.c.hash).order_by(table.c.stream, table.c.stream_seq)
    return {stream: (seq, digest) for stream, seq, digest in work.execute(query)}

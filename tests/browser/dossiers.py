"""Dossiers that are ready for their next step: told as the demonstration tells its stories, with somebody new."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from service.db import accounts, organisations, proposals
from service.db.work import Work
from service.demo.moves import move_facts
from service.demo.reading import Row, nominees, read_data, stories
from service.demo.stories import Teller, Telling
from service.demo.world import Player, World, introduce
from tests.browser.serving import MONDAY, Site
from workflows.facts import MoveFacts

T = TypeVar("T")
# One story of the demonstration for each award form; its nominee and its days are made anew.
STORIES = {
    "giay_khen": "ht-1", "bang_khen_tinh": "gl-4", "bang_khen_bo": "tm-4", "bang_khen_thu_tuong": "gl-8",
}  # fmt: skip
STEPS = {
    "giay_khen": ("review", "verify", "approve"),
    "bang_khen_tinh": ("review", "verify", "collect", "appraise", "approve"),
    "bang_khen_bo": ("review", "verify", "appraise", "approve"),
    "bang_khen_thu_tuong": ("review", "verify", "collect", "appraise", "submit_upward", "central", "approve"),
}
NEW = "moi"
ORDINAL = 91  # numbers of decisions and papers that no story of the demonstration has


@dataclass(frozen=True)
class Dossier:
    """A proposal on its way, and who takes which step of it."""

    site: Site
    telling: Telling

    @property
    def id(self) -> str:
        """Return the proposal's id."""
        return self.telling.proposal_id

    @property
    def state(self) -> str:
        """Return where the proposal stands now."""
        return self.site.services.database.read(lambda work: proposals.load_case(work, self.id).proposal).state

    def actor(self, step: str) -> str:
        """Return the username of whoever takes a step."""
        cast: Row = read_data("casts")[self.telling.story["cast"]]
        return str(cast[step])

    def prepare(self, step: str) -> None:
        """Attach the papers and record the judgements that stand before a step."""

        def act(teller: Teller) -> None:
            self.telling.version = proposals.load_case(teller.work, self.id).proposal.version
            teller._prepare(self.telling, action_of(step), teller._actor(self.telling, step))

        _tell(self.site, act)

    def statement(self, step: str) -> MoveFacts:
        """Return what is stated with a step on the pages: a decision, a submission, reasons."""
        today = self.site.services.database.read(lambda work: work.today)
        act = "submit_upward" if step == "central" else step
        said = move_facts(self.telling.story, {"act": act}, ordinal=self.telling.ordinal, today=today)
        if said.decision.signer_post.endswith("_vice_chair"):  # the pages name a deputy as such, whatever the post
            said = replace(said, decision=replace(said.decision, signer_post="deputy"))
        return said

    def move(self, step: str) -> None:
        """Take a step without a browser."""

        def act(teller: Teller) -> None:
            self.telling.version = proposals.load_case(teller.work, self.id).proposal.version
            teller._move(self.telling, {"act": action_of(step)}, teller._actor(self.telling, step))

        _tell(self.site, act)


def action_of(step: str) -> str:
    """Return the action of a step: the centre appraises too."""
    return "appraise" if step == "central" else step


def new_dossier(site: Site, form: str, **changes: Any) -> Dossier:
    """Propose somebody new for an award form, with the papers that the unit has from the first."""
    story = next(row for row in stories() if row["key"] == STORIES[form])
    honoured = next(row for row in nominees() if row["key"] == story["nominee"])
    last = (MONDAY - timedelta(days=30)).date()
    new = {
        **story,
        "period": [story["period"][0], last],
        "text": f"{story['text']} Lần này (giả định).",
        "nominee": NEW,
    }
    # The law in force on this Monday is read, yet not confirmed: every step goes on with a recorded reason.
    new |= {"reasons": ["LG03"], **changes}
    telling = Telling(new, ORDINAL)

    def act(teller: Teller) -> None:
        introduce(teller.work, teller.world, {**honoured, "key": NEW, "name": f"{honoured['name']} Mới"})
        teller.draft(telling)

    _tell(site, act)
    return Dossier(site, telling)


def _tell(site: Site, act: Callable[[Teller], T]) -> T:
    services = site.services

    def run(work: Work) -> T:
        return act(Teller(services, work, _world(work, services.passwords), lambda: None))

    return services.database.write(run)


def _world(work: Work, passwords: Any) -> World:
    """Return the world of the demonstration as it stands in the database."""
    world = World(passwords)
    for row in read_data("organisations")["organisations"]:
        found = organisations.find_organisation(work, row["code"])
        assert found is not None, row["code"]
        world.bodies[row["code"]] = found._asdict()
    for row in read_data("accounts")["accounts"]:
        account = accounts.find_account(work, row["username"])
        if account is not None:
            held = ((role, world.bodies.get(code, {"id": "", "path": ""})) for role, code in _held(row))
            world.players[row["username"]] = Player(
                account.id, account.nominee_id or account.id, account.name, tuple(held)
            )
    return world


def _held(row: Row) -> list[tuple[str, str]]:
    return [(role, code) for role, _, code in (text.partition("@") for text in row["roles"])]

"""Loading the demonstration, whole or not at all: the world first, then every story in the order of its days."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from service.db.work import VIETNAM, Work
from service.demo.affairs import affairs, draw_up_submissions
from service.demo.councils import convene_councils
from service.demo.reading import Row, last_day, nominees, read_data, stories
from service.demo.stories import Teller, Telling
from service.demo.summary import DemoSummary, demo_accounts
from service.demo.world import World, build_world, introduce
from service.usecases.publishing.publications import publish_packaged
from service.usecases.publishing.publishing import confirm_publication, propose_publication
from service.usecases.recording import record
from service.usecases.services import Services
from service.usecases.trail.audits import show_stream
from workflows.policy import Actor, Holding
from workflows.rules.examples import fictitious_local_pack

SYSTEM = "system"
LOADED = "demo.loaded"
OPENING = date(2024, 1, 2)  # the day on which the world of the demonstration is set up
FIRST_HOUR = time(8, 0)
# Whoever holds the machine reads its own trail; this reader never becomes an account.
READER = Actor("", "", "", (Holding("auditor", "", ""),))


def load_demo(services: Services) -> DemoSummary:
    """Load the demonstration in one transaction unless it is there already, and say what it offers.

    A second call changes nothing. Stories that lie in the future of this machine's clock are left out. Raises Conflict
    (`first-account-only`) where people have accounts already: the demonstration's password is open to everybody.
    """
    return services.database.write(partial(_load, services))


def _load(services: Services, work: Work) -> DemoSummary:
    told = [story for story in stories() if last_day(story) < work.today]
    is_new = not _is_loaded(work)
    if is_new:
        present = work.now
        publish_packaged(work)
        _tell(services, work, told)
        work.stand_at(present)
        record(work, stream=SYSTEM, event=LOADED, actor=None, facts={"count": len(told)})
    return DemoSummary(
        password=read_data("accounts")["password"],
        accounts=demo_accounts(),
        proposals=len(told),
        left_out=len(stories()) - len(told),
        is_new=is_new,
    )


def _is_loaded(work: Work) -> bool:
    after = 0
    while True:
        page = show_stream(work, actor=READER, stream=SYSTEM, after=after, limit=500)
        if any(entry["event"] == LOADED for entry in page.items):
            return True
        if page.next is None:
            return False
        after = int(page.next)


def _tell(services: Services, work: Work, told: list[Row]) -> None:
    today = work.today
    clock = Clock(work)
    clock.open(OPENING)
    world = build_world(work, services.passwords)
    _publish_local_packs(work, world)
    teller = Teller(services, work, world, clock.tick)
    tellings = [Telling(story, ordinal) for ordinal, story in enumerate(told, 1)]
    beside = [item for item in affairs(work, world, services.catalog) if item[0] < today]
    for day, act in sorted([*_acts(teller, tellings), *beside], key=lambda item: item[0]):
        clock.open(day)
        act()
    for telling in tellings:
        telling.check_end()
    convene_councils(work, world, services.catalog)
    told_ids = {telling.story["key"]: telling.proposal_id for telling in tellings}
    draw_up_submissions(work, world, services.catalog, told_ids)


def _acts(teller: Teller, tellings: list[Telling]) -> Iterator[tuple[date, Callable[[], None]]]:
    """Yield every act with its day; on one day newcomers come first, then the stories in the order of the files."""
    needed = {telling.story["nominee"] for telling in tellings}
    for row in nominees():
        if row["key"] in needed:
            yield row["on"], partial(introduce, teller.work, teller.world, row)
    for telling in tellings:
        yield telling.story["begins"], partial(teller.draft, telling)
        for step in telling.story.get("steps", ()):
            yield step["on"], partial(teller.act, telling, step)


def _publish_local_packs(work: Work, world: World) -> None:
    for row in read_data("packs")["packs"]:
        text = fictitious_local_pack(
            row["issuer"],
            row["level"],
            row["forms"],
            row["starts_on"],
            made_under=row["made_under"],
            is_example=False,
            issuer_name=world.bodies[row["issuer"]]["name"],
        )
        waiting = propose_publication(work, actor=world.administrator, kind="rulebook", text=text)
        confirm_publication(work, actor=world.second_administrator, pending_id=waiting["id"], digest=waiting["digest"])


class Clock:
    """The time of the stories: days in their order, and within a day a minute between two acts."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._day = date.min

    def open(self, day: date) -> None:
        """Begin a day at its first hour, or go on with it."""
        if day != self._day:
            self._day = day
            self._work.stand_at(datetime.combine(day, FIRST_HOUR, VIETNAM).astimezone(UTC))

    def tick(self) -> None:
        """Let a minute pass."""
        self._work.stand_at(self._work.now + timedelta(minutes=1))

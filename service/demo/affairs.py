"""What the demonstration holds beside its proposals: registrations, a guidance, petitions, a submission drawn up."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib.resources import files

from service.db.work import Work
from service.demo.reading import Row, read_data
from service.demo.world import World
from service.usecases.catalog import Catalog
from service.usecases.petitions import petitions
from service.usecases.publishing.publishing import confirm_publication, propose_publication
from service.usecases.registrations import registrations
from service.usecases.submissions.submission_lanes import own_lanes
from service.usecases.submissions.submissions import draw_up
from workflows.policy import Actor

Act = Callable[[], None]


def affairs(work: Work, world: World, catalog: Catalog) -> Iterator[tuple[date, Act]]:
    """Yield each affair with its day; those of days to come are left out."""
    data = read_data("affairs")
    for row in data["registrations"]:
        yield row["on"], partial(_register, work, world, catalog, row)
    for row in data["guidances"]:
        yield row["on"], partial(_guide, work, world, row)
    for row in data["petitions"]:
        yield row["on"], partial(_petition, work, world, catalog, row)


def draw_up_submissions(work: Work, world: World, catalog: Catalog, proposals: Row) -> None:
    """Draw up each submission of what lies ready for it; `proposals` are the ids by the keys of their stories."""
    for row in read_data("affairs")["submissions"]:
        chosen = [proposals[key] for key in row["proposals"] if key in proposals]
        actor = world.players[row["by"]].actor
        places = own_lanes(work, catalog, actor)
        if len(chosen) == len(row["proposals"]) and places:
            body, lane = places[0]
            draw_up(work, catalog, actor=actor, from_id=body, level=lane.level, proposal_ids=chosen)


def _register(work: Work, world: World, catalog: Catalog, row: Row) -> None:
    clerk, head = (world.players[row[part]].actor for part in ("by", "sent_by"))
    values = {"unit_id": world.bodies[row["unit"]]["id"], "plan_code": row["plan"]}
    values |= {name: row[name] for name in ("occasion", "year")}
    made = registrations.open_registration(work, catalog, actor=clerk, values=values)
    version = made["version"]
    for entry in row["entries"]:
        stated = {**entry, "nominee_id": world.nominees[entry["nominee"]]}
        del stated["nominee"]
        done = registrations.add_entry(
            work, catalog, actor=clerk, registration_id=made["id"], expected_version=version, values=stated
        )
        version = done["version"]
    registrations.send_registration(work, catalog, actor=head, registration_id=made["id"], expected_version=version)


def _guide(work: Work, world: World, row: Row) -> None:
    text = (files("service.demo") / "data" / row["file"]).read_text(encoding="utf-8")
    waiting = propose_publication(work, actor=world.administrator, kind="guidance", text=text)
    confirm_publication(work, actor=world.second_administrator, pending_id=waiting["id"], digest=waiting["digest"])


def _petition(work: Work, world: World, catalog: Catalog, row: Row) -> None:
    values = {name: row[name] for name in ("kind", "plan_code", "subject", "text")}
    filed = petitions.file_petition(work, catalog, actor=_actor(world, row, "by"), values=values)
    where = {"petition_id": filed["id"], "expected_version": filed["version"]}
    if "opinion" in row:
        petitions.forward_petition(
            work, actor=_actor(world, row, "forwarded_by"), opinion=row["opinion"], due_on=row["due_on"], **where
        )


def _actor(world: World, row: Row, part: str) -> Actor:
    return world.players[row[part]].actor

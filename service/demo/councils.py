"""The councils of the demonstration: founded, seated, and convened on what waits for them."""

from typing import Any

from service.db.work import Work
from service.demo.reading import Row, read_data
from service.demo.world import World
from service.usecases.catalog import Catalog
from service.usecases.councils.council_agendas import add_items, list_candidates
from service.usecases.councils.council_sessions import convene_session, plan_session
from service.usecases.councils.council_views import show_session
from service.usecases.councils.council_votes import cast_vote, mark_attendance
from service.usecases.councils.councils import add_member, found_council
from workflows.policy import Actor, Holding

ROLE = "council_member"


def convene_councils(work: Work, world: World, catalog: Catalog) -> None:
    """Found each council and convene it, where anything waits for it."""
    for row in read_data("councils")["councils"]:
        secretary = world.players[row["by"]].actor
        values = {
            "owner_id": world.bodies[row["owner"]]["id"],
            "name": row["name"],
            "decision_number": row["decision"],
        }
        council = found_council(work, actor=secretary, values=values)
        seats = {member["username"]: _seat(work, world, council["id"], row, member) for member in row["members"]}
        _convene(work, world, catalog, row, council, seats)


def _seat(work: Work, world: World, council_id: str, row: Row, member: Row) -> str:
    values = {
        "username": member["username"],
        "post": member["post"],
        "title": member["title"],
        "votes": True,
        "document": row["decision"],
    }
    seated = add_member(work, actor=world.players[member["by"]].actor, council_id=council_id, values=values)
    return str(seated["id"])


def _convene(
    work: Work, world: World, catalog: Catalog, row: Row, council: dict[str, Any], seats: dict[str, str]
) -> None:
    secretary = world.players[row["by"]].actor
    stated = {name: row[name] for name in ("number", "place", "starts_at")} | {"held_on": work.today}
    session = plan_session(work, catalog, actor=secretary, council_id=council["id"], values=stated)
    waiting = list_candidates(work, catalog, actor=secretary, session_id=session["id"]).items
    if not waiting:
        return
    chosen = [str(found["id"]) for found in waiting]
    add_items(work, catalog, actor=secretary, session_id=session["id"], proposal_ids=chosen)
    convene_session(work, actor=secretary, session_id=session["id"])
    came = {key: "absent" if name in row["absent"] else "present" for name, key in seats.items()}
    mark_attendance(work, actor=secretary, session_id=session["id"], came=came)
    for username, choice in row["votes"].items():
        member = world.players[username].actor
        sits = Holding(ROLE, council["body_id"], "")
        voter = Actor(member.account_id, member.person_id, member.name, (*member.holdings, sits), member.scopes)
        for item in show_session(work, catalog, actor=secretary, session_id=session["id"])["items"]:
            cast_vote(work, catalog, actor=voter, session_id=session["id"], item_id=item["id"], choice=choice)

"""What people do with a proposal beside moving it: opinions asked for, a public notice, what follows a decision."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from service.db.work import Work
from service.demo.reading import Row
from service.demo.world import World
from service.usecases.awards.after_award import Statement, complete_award, show_after
from service.usecases.catalog import Catalog
from service.usecases.opinions.consulting import Asking, ask_opinion
from service.usecases.opinions.public_notices import post_notice
from workflows.policy import Actor

Done = dict[str, Any]
Act = Callable[..., Done]


def ask(work: Work, catalog: Catalog, world: World, *, actor: Actor, step: Row, **where: Any) -> Done:
    """Ask a body that has an account here for its opinion."""
    asking = Asking(
        kind=step.get("kind", "consultation"),
        channel="account",
        organisation_id=world.bodies[step["body"]]["id"],
        summary=step["summary"],
        number=step["number"],
        sent_on=work.today,
        due_on=step.get("due_on"),
    )
    return ask_opinion(work, catalog, actor=actor, asking=asking, **where)


def post(work: Work, catalog: Catalog, _world: World, *, actor: Actor, step: Row, **where: Any) -> Done:
    """Post the public notice."""
    return post_notice(work, catalog, actor=actor, reason=step["reason"], **where)


def complete(work: Work, catalog: Catalog, world: World, *, actor: Actor, step: Row, **where: Any) -> Done:
    """Record one act after the decision; the number and day of the decision are those that it was approved with."""
    kind = step["act"]
    decided = show_after(work, catalog, actor=actor, proposal_id=where["proposal_id"])["decision"]
    said: dict[str, Any] = {name: step[name] for name in ("place", "amount") if name in step}
    if kind == "issue":
        said |= {"number": decided["number"], "signed_on": date.fromisoformat(decided["signed_on"])}
    if "payer" in step:
        said["payer_id"] = world.bodies[step["payer"]]["id"]
    return complete_award(work, catalog, actor=actor, kind=kind, said=Statement(on=work.today, **said), **where)


BESIDE: Mapping[str, Act] = {
    "ask": ask,
    "post": post,
    "issue": complete,
    "publish": complete,
    "confer": complete,
    "pay": complete,
}

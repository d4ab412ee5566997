"""What waits for somebody beside the proposals of his queue: votes, opinions, petitions, submissions, sheets."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from service.db import ballots, consultations, council_items, council_sheets, petitions, submissions
from service.db.organisations import load_organisations
from service.db.petitions import PetitionRow
from service.db.submissions import Wanted
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.councils.council_access import ACT as COUNCIL
from service.usecases.councils.council_access import MANAGE, SECRETARY, is_concerned
from service.usecases.moves.routing import standing
from service.usecases.opinions.answering import bodies_answered_for
from service.usecases.petitions.petition_access import ACT, bodies_of, place_awaited
from service.usecases.submissions.submission_lanes import lanes
from workflows.petitions import OPEN
from workflows.policy import Actor, find_holding, may

MOST = 20  # of a kind: whoever owes more settles these first


class Waiting(NamedTuple):
    """One thing that waits; `key` is its id, `within` that of the session around it, `name` what a list calls it."""

    kind: str
    key: str
    name: str
    detail: str = ""
    form: str = ""
    due_on: date | None = None
    within: str = ""


def list_other_work(work: Work, catalog: Catalog, *, actor: Actor) -> list[dict[str, Any]]:
    """Return what waits for the actor and is no proposal, what is due first before the rest; at most 20 of each kind.

    Nothing that is hidden from him is there, and nothing that another has to do.
    """
    found = [*_votes(work, actor), *_ballots(work, actor), *_opinions(work, actor), *_petitions(work, actor)]
    found += [*_submissions(work, catalog, actor), *_sheets(work, actor)]
    ordered = sorted(found, key=lambda one: (one.due_on or date.max, one.kind, one.key))
    return [one._asdict() | {"is_late": one.due_on is not None and one.due_on < work.today} for one in ordered]


def _votes(work: Work, actor: Actor) -> Iterator[Waiting]:
    if not is_concerned(actor):
        return
    for row in council_items.list_owed(work, reader_of(actor), limit=MOST):
        yield Waiting(
            "vote", row.item_id, row.nominee_name, row.session_number, row.form, row.held_on, within=row.session_id
        )


def _ballots(work: Work, actor: Actor) -> Iterator[Waiting]:
    for row in ballots.list_waiting(work, actor.person_id, after=None, limit=MOST):
        yield Waiting("ballot", row.id, row.nominee_name, form=row.form)


def _sheets(work: Work, actor: Actor) -> Iterator[Waiting]:
    """Yield the closed sessions whose outcomes the actor has to release as the secretary of their council."""
    owners = {one.organisation_id for one in actor.holdings if one.role in SECRETARY and one.allows(COUNCIL)}
    if not owners or not {"*", MANAGE} & actor.scopes:
        return
    for row in council_sheets.list_unreleased(work, sorted(owners), reader_of(actor), limit=MOST):
        yield Waiting("sheet", row.id, row.council_name, row.number, due_on=None)


def _opinions(work: Work, actor: Actor) -> Iterator[Waiting]:
    bodies = bodies_answered_for(actor)
    if not bodies:
        return
    rows = consultations.list_asked(work, bodies, person_id=actor.person_id, only_open=True, after=None, limit=MOST)
    for row in rows:
        yield Waiting("opinion", row.id, row.nominee_name, row.name, row.form, row.due_on)


def _petitions(work: Work, actor: Actor) -> Iterator[Waiting]:
    """Yield the petitions whose next step is the actor's: to collect, or to answer."""
    if not actor.organisation_ids() or actor.reads_everything:
        return
    rows = petitions.list_petitions(
        work,
        account_id="",
        person_id=actor.person_id,
        organisation_ids=bodies_of(work, actor),
        states=OPEN,
        limit=MOST,
    )
    waited = [(row, *found) for row in rows if (found := place_awaited(row)) is not None]
    known = load_organisations(work, {body_id for _, _, body_id in waited})
    for row, place, body_id in waited:
        body = standing(work, known.get(body_id))
        if (
            body
            and row.account_id != actor.account_id
            and find_holding(actor, place.roles, body.id, body.path, act=ACT)
        ):
            yield _petition(row)


def _petition(row: PetitionRow) -> Waiting:
    return Waiting("petition", row.id, row.subject, row.number, due_on=row.due_on)


def _submissions(work: Work, catalog: Catalog, actor: Actor) -> Iterator[Waiting]:
    """Yield the submissions that came to a body of the actor's and that he has to take in."""
    if not may(actor, "proposal:move"):
        return
    takers = {lane.level: lane.onward_roles for lane in lanes(work, catalog)}
    for row in submissions.list_submissions(work, reader_of(actor), Wanted("sent", "in"), limit=MOST):
        held = {one.role for one in actor.holdings if one.organisation_id == row.to_id}
        if held & takers.get(row.level, frozenset()):
            yield Waiting("submission", row.id, row.subject or row.from_name, row.number)

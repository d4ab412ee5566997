"""Places of a quota held by hidden proposals: told as full where it must be, counted for nobody who may not look."""

from service.db import guidance as places
from service.db import proposals, recusals
from service.db.database import Database
from service.db.work import Work
from service.usecases.cases import reader_of
from tests.integration.db.rows import a_body, a_person, a_proposal
from tests.integration.services import add_actor
from workflows.policy import Actor

KEY = places.PlaceKey("hd", "bk", "so")


def test_a_place_of_a_hidden_proposal_is_not_counted_for_whom_it_is_hidden_from(database: Database) -> None:
    def fill(work: Work) -> tuple[Actor, Actor]:
        unit = a_body(work)
        first, second = (add_actor(work, name, "unit_head", unit) for name in ("mot", "hai"))
        person = a_person(work, organisation_id=unit)
        for number in range(2):
            proposal = a_proposal(work, person, unit)
            places.take_place(work, KEY, version=1, limit=9, proposal_id=proposal, seq=2, on=work.today)
            proposals.grant_access(work, proposal, [unit], 1)
            if number:
                recusals.add_recusal(
                    work,
                    proposal_id=proposal,
                    person_id=second.person_id,
                    account_id=second.account_id,
                    reason="Người thân (giả định)",
                    recorded_by=first.account_id,
                )
        return first, second

    sees, recused = database.write(fill)
    counted = [
        database.read(lambda work, who=who: places.count_readable(work, reader_of(who), "hd"))  # type: ignore[misc]  # bound now
        for who in (sees, recused)
    ]
    assert counted == [{("bk", "so"): 2}, {("bk", "so"): 1}]
    assert database.read(lambda work: places.count_taken(work, "hd", ["so"])) == {("bk", "so"): 2}

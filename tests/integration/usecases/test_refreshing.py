"""What proposals wait for is said anew where an older release left it out; and delegates owe what was delegated."""

from datetime import date

from sqlalchemy import select, update

from service.db import proposals, queues
from service.db.base import Base
from service.db.queues import Waiting
from service.db.work import Work
from service.usecases.desk.refreshing import refresh_queues
from service.usecases.services import Services
from tests.integration.usecases.dossier import Dossier, draft_dossier
from workflows.delegations import Mandate, Principal
from workflows.policy import Holding

COLUMNS = ("awaits_role", "awaits_body_id", "awaits_action", "due_on", "kept_apart")


def standing(services: Services, key: str) -> dict[str, object]:
    row = services.database.read(lambda work: proposals.load_case(work, key)).proposal
    return {name: getattr(row, name) for name in COLUMNS}


def test_what_an_older_release_left_out_is_said_anew(services: Services, root: str) -> None:
    dossier = draft_dossier(services, root)
    told = standing(services, dossier.proposal_id)
    assert told["awaits_action"] == "review"
    assert dossier.clerk.person_id in str(told["kept_apart"])

    def forget(work: Work) -> None:
        table = Base.metadata.tables["proposal"]
        work.execute(update(table).values(awaits_action="", due_on=date(2020, 1, 2), kept_apart=""))

    services.database.write(forget)
    assert refresh_queues(services) == (1, 1)
    assert standing(services, dossier.proposal_id) == told
    assert refresh_queues(services) == (1, 0)


def test_a_closed_proposal_waits_for_nobody_and_is_left_alone(services: Services, root: str) -> None:
    dossier = draft_dossier(services, root)
    table = Base.metadata.tables["proposal"]
    services.database.write(lambda work: work.execute(update(table).values(state="withdrawn")))
    assert refresh_queues(services) == (0, 0)
    kept = services.database.read(lambda work: work.execute(select(table.c.version)).scalar_one())
    assert kept == 1
    assert dossier.proposal_id


def test_a_delegate_owes_what_was_delegated_by_one_who_owes_it(services: Services, root: str) -> None:
    dossier = draft_dossier(services, root)

    def owed(acts: set[str], principal: str) -> int:
        return len(waiting(services, dossier, acts, principal))

    head, clerk = dossier.head.person_id, dossier.clerk.person_id
    assert owed({"review"}, head) == 1
    assert owed({"verify", "approve"}, head) == 0
    assert owed({"review"}, clerk) == 0  # who drafted it does not review it, nor does anybody in his place


def waiting(services: Services, dossier: Dossier, acts: set[str], principal: str) -> list[str]:
    own = dossier.head.holdings[0]
    mandate = Mandate("1", "12/UQ (giả định)", frozenset(acts), (Principal(principal, principal),))
    lent = Waiting((Holding(own.role, own.organisation_id, own.path, mandate),), "a" * 32)
    return [row.id for row in services.database.read(lambda work: queues.list_awaiting(work, lent))]

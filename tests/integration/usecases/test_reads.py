"""Who has read what: once an hour in the trail beside the proposal's own, and never at the cost of its version."""

import pytest
from sqlalchemy import text

from service.db import audit
from service.db.work import Work
from service.usecases.drafting.dossiers import DocumentValues, Upload, attach_document
from service.usecases.drafting.reads import note_export, open_document, open_proposal
from service.usecases.errors import NotFound
from service.usecases.services import Services
from service.usecases.streams import attempts_stream, proposal_stream, reads_stream
from service.usecases.trail.history import read_history
from tests.integration.usecases.dossier import Dossier, draft_dossier
from tests.support.databases import Clock, Statements
from workflows.policy import Actor

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def dossier(services: Services, root: str) -> Dossier:
    """A drafted proposal."""
    return draft_dossier(services, root)


@pytest.fixture
def document(services: Services, dossier: Dossier) -> str:
    """A document of it."""
    upload = Upload(DocumentValues(type="D03", file_name="bao-cao.pdf", title="Báo cáo"), PDF, 10_000)
    done = services.database.write(
        lambda work: attach_document(
            work, services.catalog, services.documents, actor=dossier.clerk, proposal_id=dossier.proposal_id,
            expected_version=None, upload=upload,
        )
    )  # fmt: skip
    return str(done["id"])


def noted(services: Services, dossier: Dossier) -> list[tuple[str, str | None]]:
    stream = reads_stream(proposal_stream(dossier.proposal_id))
    rows = services.database.read(lambda work: audit.read_stream(work, stream))
    return [(row.event, row.actor_id) for row in rows]


def test_a_dossier_opened_again_within_the_hour_is_one_event(
    services: Services, dossier: Dossier, auditor: Actor, clock: Clock
) -> None:
    for actor in (dossier.clerk, dossier.clerk, auditor, dossier.clerk):
        view = open_proposal(services, actor=actor, proposal_id=dossier.proposal_id)
        clock.move(minutes=10)
    assert view["version"] == 1
    opened = ("proposal.opened", dossier.clerk.account_id)
    assert noted(services, dossier) == [opened, ("proposal.opened", auditor.account_id)]
    clock.move(minutes=60)
    open_proposal(services, actor=dossier.clerk, proposal_id=dossier.proposal_id)
    assert noted(services, dossier)[-1] == opened
    assert len(noted(services, dossier)) == 3


def test_each_document_that_is_handed_out_is_named(services: Services, dossier: Dossier, document: str) -> None:
    for _ in range(2):
        row, content = open_document(
            services, actor=dossier.clerk, proposal_id=dossier.proposal_id, document_id=document
        )
    assert content == PDF
    stream = reads_stream(proposal_stream(dossier.proposal_id))
    (event,) = services.database.read(lambda work: audit.read_stream(work, stream))
    said = event.entry().payload
    assert (event.event, said["document"], said["digest"]) == ("document.opened", document, row.digest)


def test_a_denied_look_is_an_attempt_and_no_read(
    services: Services, dossier: Dossier, document: str, administrator: Actor
) -> None:
    with pytest.raises(NotFound):
        open_proposal(services, actor=administrator, proposal_id=dossier.proposal_id)
    with pytest.raises(NotFound):
        open_document(services, actor=administrator, proposal_id=dossier.proposal_id, document_id=document)
    stream = attempts_stream(proposal_stream(dossier.proposal_id))
    rows = services.database.read(lambda work: audit.read_stream(work, stream))
    assert [row.event for row in rows] == ["proposal.access-denied"] * 2
    assert noted(services, dossier) == []


def test_what_cannot_be_recorded_is_shown_but_not_handed_out(
    services: Services, dossier: Dossier, document: str
) -> None:
    break_reads(services)
    assert open_proposal(services, actor=dossier.clerk, proposal_id=dossier.proposal_id)["id"] == dossier.proposal_id
    for act in (
        lambda: open_document(services, actor=dossier.clerk, proposal_id=dossier.proposal_id, document_id=document),
        lambda: note_export(services, actor=dossier.clerk, proposal_id=dossier.proposal_id, name="1/QĐ"),
    ):
        with pytest.raises(Exception, match="recent_read"):
            act()
    assert noted(services, dossier) == []


def break_reads(services: Services) -> None:
    """Take away the table that reads are noted in, as a broken disk would."""

    def rename(work: Work) -> None:
        if work.engine_name == "postgresql":
            work.execute(text("RESET ROLE"))
        work.execute(text("ALTER TABLE recent_read RENAME TO away"))

    if services.database.dialect == "sqlite":
        raw = services.database._side._writer._connection.connection.dbapi_connection  # type: ignore[attr-defined]  # the real writer
        raw.set_authorizer(None)
    services.database.write(rename)


def test_a_read_costs_one_look_up_once_it_is_noted(
    services: Services, dossier: Dossier, auditor: Actor, statements: Statements
) -> None:
    counts = []
    open_proposal(services, actor=auditor, proposal_id=dossier.proposal_id)  # every version is parsed by now
    for _ in range(3):
        before = len(statements.texts)
        open_proposal(services, actor=dossier.clerk, proposal_id=dossier.proposal_id)
        counts.append(len(statements.texts) - before)
    assert counts[1] == counts[2]
    assert counts[0] - counts[1] <= 4  # the note, the head of the stream, the event


def test_reads_stand_in_the_history_of_auditors_only(services: Services, dossier: Dossier, auditor: Actor) -> None:
    open_proposal(services, actor=auditor, proposal_id=dossier.proposal_id)
    for actor, kinds in ((auditor, ["act", "read"]), (dossier.clerk, ["act"])):
        lines = services.database.read(
            lambda work, actor=actor: read_history(work, actor=actor, proposal_id=dossier.proposal_id, with_reads=True)
        )
        assert [line["kind"] for line in lines] == kinds

"""A proposal's history: sentences in both languages, refused attempts among them, and the raw entries."""

from functools import partial

import pytest

from service.db.audit import erase_secrets
from service.usecases.attempts import perform
from service.usecases.drafting.editing import edit_proposal
from service.usecases.errors import DomainError, NotFound, PermissionDenied
from service.usecases.moves.transitions import move_proposal
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from service.usecases.trail.history import read_history
from service.usecases.trail.narration import Names, narrate
from tests.integration.usecases.dossier import NAME, Dossier, draft_dossier
from tests.support.databases import Clock
from workflows.audit.chains import find_breaks
from workflows.audit.entries import Entry
from workflows.audit.sentences import Language
from workflows.facts import MoveFacts
from workflows.policy import Actor


@pytest.fixture
def dossier(services: Services, root: str) -> Dossier:
    """A drafted proposal."""
    return draft_dossier(services, root)


def attempt(services: Services, dossier: Dossier, actor: Actor, action: str, **stated: str) -> None:
    perform(
        services,
        lambda work: move_proposal(
            work,
            services.catalog,
            actor=actor,
            proposal_id=dossier.proposal_id,
            action=action,
            expected_version=None,
            move=MoveFacts(**stated),  # type: ignore[arg-type]  # texts only
        ),
        actor=actor,
        stream=proposal_stream(dossier.proposal_id),
        action=action,
    )


def told(services: Services, dossier: Dossier, actor: Actor, language: Language = "vi") -> list[str]:
    entries = services.database.read(
        lambda work: read_history(work, actor=actor, proposal_id=dossier.proposal_id, language=language)
    )
    return [entry["sentence"] for entry in entries]


def test_draft_reads_as_a_sentence_with_names_and_labels(services: Services, dossier: Dossier) -> None:
    (line,) = told(services, dossier, dossier.clerk)
    assert line == (f"Người unit_clerk (Chuyên viên đơn vị, Phòng Kế hoạch) lập đề nghị tặng Giấy khen cho {NAME}.")
    (line,) = told(services, dossier, dossier.clerk, "en")
    assert line.startswith("Người unit_clerk (Unit clerk, Phòng Kế hoạch) drafted a proposal of Certificate of merit")


def test_the_number_of_a_decision_is_not_put_where_a_session_has_its_own() -> None:
    nobody = Names({}, {}, {}, {})
    known = {"number": "46/QĐ-STP"}

    def said(event: str, **payload: str) -> str:
        entry = Entry(
            stream="proposal/1", seq=2, event=event, at="2026-03-05T01:00:00.000000Z", payload=payload, prev="", hash=""
        )
        return narrate(entry, nobody, "vi", known)

    assert "số 04" in said("proposal.council-scheduled", number="04")
    assert "46/QĐ-STP" not in said("proposal.council-scheduled", number="04")
    assert "46/QĐ-STP" in said("proposal.revoked")


def test_attempts_stand_among_the_acts_in_the_order_of_time(
    services: Services, dossier: Dossier, auditor: Actor, clock: Clock
) -> None:
    clock.move(minutes=1)
    with pytest.raises(PermissionDenied):
        attempt(services, dossier, dossier.clerk, "review")
    clock.move(minutes=1)
    services.database.write(
        lambda work: edit_proposal(
            work,
            services.catalog,
            actor=dossier.clerk,
            proposal_id=dossier.proposal_id,
            expected_version=1,
            changes={"theme": "Học tập suốt đời"},
        )
    )
    clock.move(minutes=1)
    with pytest.raises(DomainError):
        attempt(services, dossier, dossier.head, "approve")
    entries = services.database.read(lambda work: read_history(work, actor=auditor, proposal_id=dossier.proposal_id))
    assert [(entry["event"], entry["is_refused"]) for entry in entries] == [
        ("proposal.drafted", False),
        ("proposal.move-forbidden", True),
        ("proposal.edited", False),
        ("proposal.move-refused", True),
    ]


def test_refusal_names_the_guards_that_stood_against_it(services: Services, dossier: Dossier, clock: Clock) -> None:
    clock.move(minutes=1)
    with pytest.raises(DomainError):
        attempt(services, dossier, dossier.head, "review")
    last = told(services, dossier, dossier.clerk)[-1]
    assert last.startswith("Người unit_head (Thủ trưởng đơn vị, Phòng Kế hoạch) muốn “Đơn vị xét” ")
    assert "G18" in last


def test_reason_is_read_until_it_is_erased(services: Services, dossier: Dossier, clock: Clock) -> None:
    clock.move(minutes=1)
    attempt(services, dossier, dossier.clerk, "withdraw", reason="Đơn vị chọn người khác.")
    assert told(services, dossier, dossier.clerk)[-1].endswith("Lý do: Đơn vị chọn người khác.")
    services.database.write(lambda work: erase_secrets(work, proposal_stream(dossier.proposal_id)))
    assert told(services, dossier, dossier.clerk)[-1].endswith("Lý do: —")


def test_raw_entry_recomputes_to_its_hash(services: Services, dossier: Dossier) -> None:
    entries = services.database.read(
        lambda work: read_history(work, actor=dossier.clerk, proposal_id=dossier.proposal_id)
    )
    raw = entries[0]["entry"]
    assert not list(find_breaks([Entry(**raw)]))
    assert list(find_breaks([Entry(**{**raw, "event": "proposal.edited"})]))


def test_history_is_hidden_with_its_proposal(services: Services, dossier: Dossier, administrator: Actor) -> None:
    for actor, proposal_id in ((administrator, dossier.proposal_id), (dossier.clerk, "nowhere")):
        with pytest.raises(NotFound):
            services.database.read(partial(read_history, actor=actor, proposal_id=proposal_id))

"""Acting for another on a proposal: both names in the trail, and both count wherever two people are asked for."""

from dataclasses import dataclass
from typing import Any

import pytest

from service.db import accounts, dossiers
from service.db.work import Work
from service.usecases.attempts import perform
from service.usecases.case_views import show_proposal
from service.usecases.desk.queues import list_inbox
from service.usecases.errors import NotFound, PermissionDenied, TransitionRefused
from service.usecases.moves.judgements import record_judgement
from service.usecases.moves.recusals import declare_recusal
from service.usecases.moves.transitions import move_proposal
from service.usecases.services import Services
from service.usecases.streams import proposal_stream
from service.usecases.trail.audits import verify_audit
from service.usecases.trail.history import read_history
from tests.integration.usecases.dossier import Dossier, draft_dossier
from tests.integration.usecases.lending import add_person, as_he_is, lend, take_back
from workflows.facts import MoveFacts
from workflows.policy import Actor


@dataclass
class Scene:
    """A drafted proposal, and somebody (Bình) who acts for its head of unit."""

    services: Services
    dossier: Dossier
    binh: str

    def lend(self, giver: Actor, taker: str, **values: Any) -> dict[str, Any]:
        """Let somebody act for one who plays a part."""
        return lend(self.services, giver.account_id, taker, assignment_id=self.role_of(giver), **values)

    def role_of(self, actor: Actor) -> str:
        """Return the assignment of one who plays a part."""
        return self.services.database.read(lambda work: accounts.list_holdings(work, actor.account_id))[0].id

    def move(self, account_id: str, action: str) -> dict[str, Any]:
        """Try a move as somebody, with all he may act by today; a refused attempt is recorded."""
        actor, key = as_he_is(self.services, account_id), self.dossier.proposal_id

        def act(work: Work) -> dict[str, Any]:
            said = MoveFacts(reason="Theo phân công (giả định).")
            return move_proposal(
                work, self.services.catalog, actor=actor, proposal_id=key, action=action, expected_version=None,
                move=said,
            )  # fmt: skip

        return perform(self.services, act, actor=actor, stream=proposal_stream(key), action=action)

    def refusals(self, account_id: str, action: str) -> set[str]:
        """Return the codes of everything that stands against a move."""
        with pytest.raises(TransitionRefused) as refused:
            self.move(account_id, action)
        return {finding.kind for finding in refused.value.findings if finding.blocks}

    def history(self, auditor: Actor) -> list[dict[str, Any]]:
        """Return the proposal's history."""
        key = self.dossier.proposal_id
        return self.services.database.read(lambda work: read_history(work, actor=auditor, proposal_id=key))

    def be_the_nominee(self, account_id: str) -> None:
        """Make the person behind an account the one who is proposed."""

        def act(work: Work) -> None:
            key, clerk = self.dossier.proposal_id, self.dossier.clerk
            row = show_proposal(work, self.services.catalog, actor=clerk, proposal_id=key)
            accounts.update_account(work, account_id, {"nominee_id": row["nominee"]["id"]})

        self.services.database.write(act)


@pytest.fixture
def scene(services: Services, root: str) -> Scene:
    dossier = draft_dossier(services, root)
    return Scene(services, dossier, add_person(services, "binh"))


def test_a_move_for_another_names_both_and_the_paper(scene: Scene, auditor: Actor) -> None:
    with pytest.raises(NotFound):
        scene.move(scene.binh, "withdraw")
    made = scene.lend(scene.dossier.head, scene.binh, acts=["review", "withdraw"])
    waiting = scene.services.database.read(
        lambda work: list_inbox(work, actor=as_he_is(scene.services, scene.binh), after=None, limit=9)
    )
    assert [row["id"] for row in waiting.items] == [scene.dossier.proposal_id]
    scene.move(scene.binh, "withdraw")
    last = [line for line in scene.history(auditor) if not line["is_refused"]][-1]
    head = scene.dossier.head
    assert last["entry"]["payload"]["actor"] == {
        "account": scene.binh,
        "person": scene.binh,
        "role": "unit_head",
        "unit": head.holdings[0].organisation_id,
        "on_behalf_of": {
            "account": head.account_id,
            "person": head.person_id,
            "delegation": made["id"],
            "document": "12/UQ (giả định)",
            "chain": [{"account": head.account_id, "person": head.person_id}],
        },
    }
    assert last["sentence"].startswith(
        "Người binh (giả định) thay Người unit_head theo văn bản 12/UQ (giả định) (Thủ trưởng đơn vị, Phòng Kế hoạch) "
    )
    assert verify_audit(scene.services.database)["breaks"] == []


def test_nobody_acts_in_place_of_one_who_is_recused(scene: Scene) -> None:
    scene.lend(scene.dossier.head, scene.binh, acts=["review", "withdraw"])
    head, key = as_he_is(scene.services, scene.dossier.head.account_id), scene.dossier.proposal_id
    reason = "Là anh em ruột (giả định)"
    scene.services.database.write(lambda work: declare_recusal(work, actor=head, proposal_id=key, reason=reason))
    with pytest.raises(PermissionDenied):
        scene.move(scene.binh, "withdraw")


def test_an_act_that_was_not_delegated_is_forbidden_and_recorded(scene: Scene, auditor: Actor) -> None:
    scene.lend(scene.dossier.head, scene.binh, acts=["review"])
    with pytest.raises(PermissionDenied):
        scene.move(scene.binh, "withdraw")
    refused = [line for line in scene.history(auditor) if line["is_refused"]]
    assert [line["event"] for line in refused] == ["proposal.move-forbidden"]
    assert " thay Người unit_head theo văn bản 12/UQ " in refused[0]["sentence"]


def test_a_delegation_taken_back_opens_nothing_any_more(scene: Scene) -> None:
    made = scene.lend(scene.dossier.head, scene.binh, acts=["withdraw"])
    take_back(scene.services, scene.dossier.head.account_id, made["id"])
    with pytest.raises(NotFound):
        scene.move(scene.binh, "withdraw")


@pytest.mark.parametrize("is_nominee", ["delegate", "holder"])
def test_neither_of_the_two_may_be_the_nominee(scene: Scene, is_nominee: str) -> None:
    scene.lend(scene.dossier.head, scene.binh, acts=["review"])
    scene.be_the_nominee(scene.binh if is_nominee == "delegate" else scene.dossier.head.account_id)
    assert "actor-is-not-nominee" in scene.refusals(scene.binh, "review")


def test_whoever_drafted_may_not_review_by_lending_the_role_of_the_head(scene: Scene) -> None:
    scene.lend(scene.dossier.head, scene.dossier.clerk.account_id, acts=["review"])
    assert "steps-by-different-people" in scene.refusals(scene.dossier.clerk.account_id, "review")
    scene.lend(scene.dossier.head, scene.binh, acts=["review"])
    assert "steps-by-different-people" not in scene.refusals(scene.binh, "review")


def test_a_step_made_for_somebody_is_his_step_too(scene: Scene) -> None:
    """Bình drafted in Dung's place; Dung, who now acts for the head, may not review what was made for him."""
    key, dung = scene.dossier.proposal_id, add_person(scene.services, "dung")
    scene.lend(scene.dossier.head, dung, acts=["review"])
    assert "steps-by-different-people" not in scene.refusals(dung, "review")

    def drafted_for_dung(work: Work) -> None:
        (step,) = dossiers.list_steps(work, key)
        made = step._replace(seq=step.seq + 1, person_id=scene.binh, account_id=scene.binh, in_place_of=[dung])
        dossiers.add_step(work, made)

    scene.services.database.write(drafted_for_dung)
    assert "steps-by-different-people" in scene.refusals(dung, "review")


def test_nobody_acts_for_one_who_is_recused(scene: Scene) -> None:
    scene.lend(scene.dossier.head, scene.binh, acts=["review", "withdraw"])
    scene.services.database.write(
        lambda work: declare_recusal(
            work, actor=scene.dossier.head, proposal_id=scene.dossier.proposal_id, reason="Người nhà (giả định)"
        )
    )
    with pytest.raises(PermissionDenied):
        scene.move(scene.binh, "withdraw")


def test_nobody_judges_for_the_nominee_in_his_own_case(scene: Scene) -> None:
    scene.lend(scene.dossier.head, scene.binh, acts=["review"])
    scene.be_the_nominee(scene.dossier.head.account_id)
    actor = as_he_is(scene.services, scene.binh)

    def judge(work: Work) -> None:
        record_judgement(
            work, scene.services.catalog, actor=actor, proposal_id=scene.dossier.proposal_id, expected_version=None,
            criterion="x", met=True, reason="rõ",
        )  # fmt: skip

    with pytest.raises(PermissionDenied):
        scene.services.database.write(judge)

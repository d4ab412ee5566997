"""A change that voids a judgement says so in the trail, also where the proposal stays where it is."""

import orjson

from service.db import audit
from service.usecases.drafting.editing import edit_proposal
from service.usecases.moves.judgements import record_judgement
from service.usecases.services import Services
from tests.integration.usecases.dossier import draft_dossier


def test_the_trail_names_the_judgements_that_an_edit_voids_before_any_step(services: Services, root: str) -> None:
    dossier = draft_dossier(services, root)
    judged = services.database.write(
        lambda work: record_judgement(
            work,
            services.catalog,
            actor=dossier.head,
            proposal_id=dossier.proposal_id,
            expected_version=None,
            criterion="KT-CN-2",
            met=True,
            reason="Đã đối chiếu (giả định).",
        )
    )
    services.database.write(
        lambda work: edit_proposal(
            work,
            services.catalog,
            actor=dossier.clerk,
            proposal_id=dossier.proposal_id,
            expected_version=None,
            changes={"text": "Lời văn khác (giả định)."},
        )
    )
    stream = f"proposal/{dossier.proposal_id}"
    last = services.database.read(lambda work: audit.read_stream(work, stream, after=0, limit=9))[-1]
    assert (last.event, orjson.loads(last.body)["payload"]["voids"]) == ("proposal.edited", [judged["id"]])

"""Proposals: drafting, looking, changing, judging, moving, and what stands in the way."""

from typing import Any

from flask import Response

from service.api.kit import (
    ON_VERSION,
    ON_VERSION_ONCE,
    Resource,
    answer,
    answer_page,
    created,
    read,
)
from service.http.context import actor, known_case, language, services
from service.http.preconditions import idempotency_key, seen_version
from service.schemas.base import PageQuery, QueryInput
from service.schemas.moves import BatchInput, MoveInput, StepBackInput, to_move
from service.schemas.proposal_views import (
    BatchOutput,
    MovedOutput,
    OpenMovesPage,
    PreflightOutput,
    ProposalOutput,
    ProposalsPage,
)
from service.schemas.proposals import DraftInput, EditInput, JudgementInput, ProposalQuery, ProposalState
from service.schemas.trails import HistoryPage
from service.usecases.attempts import perform
from service.usecases.desk import proposals, queues
from service.usecases.drafting.drafting import DraftValues, draft_proposal
from service.usecases.drafting.editing import edit_proposal
from service.usecases.drafting.reads import open_proposal
from service.usecases.moves import batches, preflights
from service.usecases.moves.judgements import record_judgement
from service.usecases.moves.stepping_back import step_back
from service.usecases.moves.transitions import move_proposal
from service.usecases.recording import plain
from service.usecases.streams import proposal_stream
from service.usecases.trail import history
from service.usecases.views import in_words

blp = Resource("proposals", __name__, description="Đề nghị khen thưởng: lập, xem, chuyển bước, kiểm tra trước")


@blp.get("/proposals")
@blp.arguments(ProposalQuery, location="query")
@blp.response(200, ProposalsPage)
def list_proposals(query: dict[str, Any]) -> Response:
    """Return the proposals that the caller may open, newest first."""
    who = actor()
    wanted = {key: query[key] for key in ("state", "form", "plan_code", "unit_id")} | {"query": query["q"]}
    filters = proposals.Filters(**wanted)
    page = read(
        lambda work: proposals.list_proposals(
            work, actor=who, filters=filters, after=query["after"], limit=query["limit"]
        )
    )
    return answer_page(page)


@blp.get("/inbox")
@blp.arguments(PageQuery, location="query")
@blp.response(200, ProposalsPage)
def list_inbox(query: dict[str, Any]) -> Response:
    """Return the proposals whose next step is the caller's, oldest first."""
    who = actor()
    page = read(lambda work: queues.list_inbox(work, actor=who, after=query["after"], limit=query["limit"]))
    return answer_page(page)


@blp.post("/proposals")
@blp.arguments(DraftInput)
@blp.response(201, ProposalState)
def draft(values: dict[str, Any]) -> Response:
    """Open a proposal; its flow is chosen by plan, form and the body that decides."""
    who, catalog = actor(), services().catalog
    made = perform(
        services(),
        lambda work: draft_proposal(work, catalog, actor=who, values=DraftValues(**values)),
        actor=who,
        stream="system",
        action="draft",
    )
    return created(made, f"/proposals/{made['id']}", version=made["version"])


@blp.get("/proposals/<string:proposal_id>")
@blp.arguments(QueryInput, location="query")
@blp.response(200, ProposalOutput)
def show(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return one proposal: where it stands, its whole path, bodies, dossier and judgements."""
    view = open_proposal(services(), actor=actor(), proposal_id=proposal_id)
    return answer(view, version=view["version"])


@blp.patch("/proposals/<string:proposal_id>")
@blp.arguments(EditInput)
@blp.doc(**ON_VERSION)
@blp.response(200, ProposalState)
def edit(changes: dict[str, Any], proposal_id: str) -> Response:
    """Change what a proposal says; steps that had seen the old text must look again."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: edit_proposal(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, changes=changes
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="edit",
    )
    return answer(done, version=done["version"])


@blp.post("/proposals/<string:proposal_id>/judgements")
@blp.arguments(JudgementInput)
@blp.doc(**ON_VERSION)
@blp.response(201, ProposalState)
def judge(values: dict[str, Any], proposal_id: str) -> Response:
    """Record whether a criterion is met, with the reason."""
    who, catalog, version = actor(), services().catalog, seen_version()
    done = perform(
        services(),
        lambda work: record_judgement(
            work, catalog, actor=who, proposal_id=proposal_id, expected_version=version, **values
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="judge",
    )
    return answer(done, 201, version=done["version"])


@blp.get("/proposals/<string:proposal_id>/preflight")
@blp.arguments(QueryInput, location="query")
@blp.response(200, PreflightOutput)
def preflight(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return every guard of every coming step, with what is missing."""
    who, catalog, spoken = actor(), services().catalog, language()

    def look(work: Any) -> dict[str, Any]:
        ahead = preflights.preflight(work, catalog, actor=who, proposal_id=proposal_id)
        for step in ahead["steps"]:
            step["findings"] = in_words(work, catalog, step["findings"], spoken)
        return ahead

    return answer(read(look))


@blp.get("/proposals/<string:proposal_id>/transitions")
@blp.arguments(QueryInput, location="query")
@blp.response(200, OpenMovesPage)
def list_moves(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return what the caller may try now, each with the reasons that stand against it."""
    who, catalog, spoken = actor(), services().catalog, language()

    def look(work: Any) -> list[dict[str, Any]]:
        moves = preflights.open_moves(work, catalog, actor=who, proposal_id=proposal_id)
        return [move | {"findings": in_words(work, catalog, move["findings"], spoken)} for move in moves]

    return answer({"items": read(look), "next": None})


@blp.post("/proposals/<string:proposal_id>/transitions")
@blp.arguments(MoveInput)
@blp.doc(**ON_VERSION_ONCE)
@blp.response(200, MovedOutput)
def move(values: dict[str, Any], proposal_id: str) -> Response:
    """Move a proposal along its flow, or learn every reason why not."""
    who, catalog, version, key = actor(), services().catalog, seen_version(), idempotency_key()
    statement, case = to_move(values), known_case()
    done = perform(
        services(),
        lambda work: move_proposal(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            action=values["action"],
            expected_version=version,
            move=statement,
            idempotency=key,
            known=case,
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action=values["action"],
    )
    return answer(done | {"findings": _spoken(done["findings"])}, version=done["version"])


@blp.post("/proposals/<string:proposal_id>/steps-back")
@blp.arguments(StepBackInput)
@blp.doc(**ON_VERSION)
@blp.response(200, ProposalState)
def go_back(values: dict[str, Any], proposal_id: str) -> Response:
    """Undo one's own last step while nothing has followed, or hand the proposal back one step, with a reason."""
    who, catalog, version = actor(), services().catalog, seen_version()
    minutes = services().settings.undo_minutes
    done = perform(
        services(),
        lambda work: step_back(
            work,
            catalog,
            actor=who,
            proposal_id=proposal_id,
            expected_version=version,
            reason=values["reason"],
            undo_minutes=minutes,
        ),
        actor=who,
        stream=proposal_stream(proposal_id),
        action="reopen",
    )
    return answer(done, version=done["version"])


@blp.get("/proposals/<string:proposal_id>/history")
@blp.arguments(QueryInput, location="query")
@blp.response(200, HistoryPage)
def show_history(_query: dict[str, Any], proposal_id: str) -> Response:
    """Return a proposal's history as sentences, refused attempts included, each with its entry."""
    who, spoken = actor(), language()
    told = read(lambda work: history.read_history(work, actor=who, proposal_id=proposal_id, language=spoken))
    return answer({"items": plain(told), "next": None})


@blp.post("/batches")
@blp.arguments(BatchInput)
@blp.response(200, BatchOutput)
def run_batch(values: dict[str, Any]) -> Response:
    """Try one action on many proposals; each row has its own result, and a dry run keeps nothing."""
    who = actor()
    rows = [batches.BatchRow(row["proposal_id"], row["version"], to_move(row)) for row in values["rows"]]
    done = batches.run_batch(services(), actor=who, action=values["action"], rows=rows, dry_run=values["dry_run"])
    told = [row | {"findings": _spoken(row["findings"])} for row in done["rows"]]
    return answer(done | {"rows": told})


def _spoken(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return findings in the reader's language; asked of a reader, so that no writer waits for words."""
    catalog, spoken = services().catalog, language()
    return read(lambda work: in_words(work, catalog, findings, spoken))

"""One proposal traced: who decided, by which rules, and what of it is proved."""

from flask import Response, request

from service.http.context import actor, language, services
from service.http.files import file_response
from service.usecases.drafting.reads import note_opening, open_document
from service.usecases.proofs.proofs import prove_proposal
from service.usecases.streams import proposal_stream
from service.usecases.trail.tracing import trace_proposal
from service.web.audit.area import pages
from service.web.kit import look_at
from service.web.rendering import render_page

KINDS = ("act", "refused", "read")


@pages.get("/audit/proposals/<proposal_id>")
def trace(proposal_id: str) -> Response:
    """Show a proposal's time line beside what is proved of it."""
    who, spoken, running = actor(), language(), services()
    shown = set(request.args.getlist("show")) & set(KINDS) or {"act", "refused"}
    traced = look_at(
        lambda work: trace_proposal(
            work, running.catalog, actor=who, proposal_id=proposal_id, language=spoken, with_reads="read" in shown
        ),
        stream=proposal_stream(proposal_id),
    )
    proved = prove_proposal(running, actor=who, proposal_id=proposal_id)
    note_opening(running, actor=who, proposal_id=proposal_id)
    return render_page(
        "audit/proposal.html",
        proposal=traced["proposal"],
        overrides=traced["overrides"],
        lines=[line for line in traced["lines"] if line["kind"] in shown],
        shown=shown,
        proved=proved,
    )


@pages.get("/audit/proposals/<proposal_id>/documents/<document_id>")
def document(proposal_id: str, document_id: str) -> Response:
    """Hand out the very version of a document that a finding saw; never shown inside a page of ours."""
    row, content = open_document(services(), actor=actor(), proposal_id=proposal_id, document_id=document_id)
    return file_response(row.file_name, row.media_type, content, digest=row.digest)

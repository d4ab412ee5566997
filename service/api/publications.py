"""Plans, flows, rulebooks, calendars, guidances: list, show, take out, check and propose; diagrams of flows."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from flask import Response
from marshmallow import fields, validate

from service.api.kit import TEXT, Resource, answer, created, problems, read, write
from service.api.parsing import TOML, SourceParser
from service.http.context import actor, language
from service.i18n.faults import fault_line
from service.schemas.base import InputSchema, QueryInput, has_no_nul, whole
from service.schemas.publications import (
    CheckOrProposedOutput,
    ProposedOutput,
    PublicationDetailOutput,
    PublicationsPage,
)
from service.usecases.errors import NotFound
from service.usecases.publishing import publications
from service.usecases.publishing.publishing import propose_publication
from service.usecases.recording import plain
from workflows.definition import FlowDefinition
from workflows.flows import diagrams


class Publications(Resource):
    """A blueprint whose bodies may be the TOML text itself."""

    ARGUMENTS_PARSER = SourceParser()


blp = Publications(
    "publications",
    __name__,
    description="Kế hoạch, quy trình, bộ quy tắc, lịch làm việc, quy chế Hội đồng và hướng dẫn đã ban hành",
)
KINDS = {
    "plans": "plan",
    "flows": "flow",
    "rulebooks": "rulebook",
    "calendars": "calendar",
    "council-rules": "council_rule",
    "guidances": "guidance",
}
PLURAL = "<any(plans, flows, rulebooks, calendars, 'council-rules', guidances):plural>"


class VersionQuery(QueryInput):
    """Which version; the newest when none is named."""

    version = whole(least=1, load_default=None, allow_none=True)


class SourceInput(InputSchema):
    """The TOML text of one version, and what the second person should know."""

    source = fields.String(required=True, validate=has_no_nul)
    note = fields.String(load_default="", validate=has_no_nul)


class PublishQuery(QueryInput):
    """A dry run reads and checks, and keeps nothing."""

    dry_run = fields.Boolean(load_default=False)


class DiagramQuery(VersionQuery):
    """The form of a diagram."""

    format = fields.String(load_default="svg", validate=validate.OneOf(("svg", "mermaid")))


@blp.get(f"/{PLURAL}")
@blp.arguments(QueryInput, location="query")
@blp.response(200, PublicationsPage)
def list_published(_query: dict[str, Any], plural: str) -> Response:
    """Return every published version with its digest and effective date."""
    actor()
    found = read(lambda work: publications.list_published(work, kind=KINDS[plural]))
    return answer({"items": plain(found), "next": None})


@blp.get(f"/{PLURAL}/<string:code>")
@blp.arguments(VersionQuery, location="query")
@blp.response(200, PublicationDetailOutput)
def show_published(query: dict[str, Any], plural: str, code: str) -> Response:
    """Return one version: what it says, with every line and every warning."""
    actor()
    found = read(
        lambda work: publications.show_published(work, kind=KINDS[plural], code=code, version=query["version"])
    )
    return answer(plain(found))


@blp.get(f"/{PLURAL}/<string:code>/source")
@blp.arguments(VersionQuery, location="query")
@blp.response(200, TEXT, content_type=TOML)
def export_published(query: dict[str, Any], plural: str, code: str) -> Response:
    """Return one version as the text that was published, to the letter."""
    actor()
    text = read(
        lambda work: publications.export_published(work, kind=KINDS[plural], code=code, version=query["version"])
    )
    return Response(text, content_type="application/toml; charset=utf-8")


@blp.post(f"/{PLURAL}")
@blp.arguments(PublishQuery, location="query")
@blp.arguments(SourceInput)
@blp.doc(requestBody={"content": {TOML: {"schema": TEXT}}}, responses=problems(HTTPStatus.CONFLICT))
@blp.response(201, ProposedOutput)
@blp.alt_response(200, schema=CheckOrProposedOutput)
def propose(query: dict[str, Any], body: dict[str, Any], plural: str) -> Response:
    """Propose a version for publication: a second person confirms it; a dry run names every problem and keeps nothing.

    The body is JSON with the text as `source`, or the TOML text itself.
    """
    who = actor()
    kind, text = KINDS[plural], body["source"]
    if query["dry_run"]:
        checked = publications.check_source(kind, text)
        said = [fault_line(problem, language()) for problem in checked.problems]
        return answer(plain(asdict(checked)) | {"problems": said})
    done = write(lambda work: propose_publication(work, actor=who, kind=kind, text=text, note=body["note"]))
    if not done["is_new"]:
        return answer(plain(done))
    return created(plain(done), f"/publications/{done['id']}")


@blp.get("/flows/<string:code>/diagram")
@blp.arguments(DiagramQuery, location="query")
@blp.response(200, TEXT, content_type="image/svg+xml")
def draw_flow(query: dict[str, Any], code: str) -> Response:
    """Return the diagram of a flow, as a picture (SVG) or as Mermaid text."""
    actor()
    flow = read(lambda work: publications.load_published(work, kind="flow", code=code, version=query["version"]))
    if not isinstance(flow, FlowDefinition):
        raise NotFound("not-found", {"kind": "flow", "code": code})
    if query["format"] == "mermaid":
        return Response(diagrams.mermaid(flow, language()), content_type="text/plain; charset=utf-8")
    return Response(diagrams.svg(flow, language()), content_type="image/svg+xml; charset=utf-8")

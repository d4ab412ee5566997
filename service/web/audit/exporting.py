"""Taking events and packages out: always as long work, so that nothing is too large for a page."""

from flask import Response, url_for

from service.http.context import actor, language
from service.schemas.trails import ExportForm, PackageForm
from service.usecases.errors import Invalid
from service.usecases.proofs.trail_exports import start_package, start_search_export
from service.usecases.trail.trail_choices import read_search
from service.web.audit.area import pages
from service.web.forms import Form
from service.web.kit import attempt_as, go, read

STREAM = "system"


@pages.post("/audit/exports")
def export() -> Response:
    """Ask for the events of a search as a file and lead to the progress of that."""
    who, spoken, form = actor(), language(), Form(ExportForm)
    values = form.load()
    if values is None:
        raise Invalid("invalid-input", {"problems": [{"path": "format", "code": "not-found"}]})
    filters, _ = read(lambda work: read_search(work, actor=who, values=values))
    job = attempt_as(
        lambda work: start_search_export(work, actor=who, filters=filters, form=values["format"], language=spoken),
        stream=STREAM,
        action="export",
    )
    return go(url_for("pages.jobs.show", job_id=job))


@pages.post("/audit/packages")
def package() -> Response:
    """Ask for the evidence package of a decision and lead to the progress of that."""
    who, form = actor(), Form(PackageForm)
    values = form.load()
    if values is None:
        raise Invalid("invalid-input", {"problems": [{"path": "decision", "code": "required"}]})
    job = attempt_as(
        lambda work: start_package(work, actor=who, number=values["decision"]), stream=STREAM, action="export"
    )
    return go(url_for("pages.jobs.show", job_id=job))

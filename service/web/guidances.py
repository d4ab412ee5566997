"""Award guidances: what is published, what each one says and leaves open, and how far its quotas are used."""

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from service.http.context import actor, services
from service.schemas.guidances import EligibleInput
from service.usecases.errors import Invalid
from service.usecases.publishing import guidances, publications
from service.usecases.streams import publication_stream
from service.web.campaigns import VersionQuery, as_toml, pages
from service.web.forms import Form
from service.web.kit import attempt_as, go, read
from service.web.queries import query_of
from service.web.rendering import render_page


@pages.get("/guidances")
def guidance_list() -> Response:
    """List every published guidance; there may be none, and then this says what follows from it."""
    catalog = services().catalog
    return render_page("campaigns/guidances.html", items=read(lambda work: guidances.list_guidances(work, catalog)))


@pages.get("/guidances/<code>")
def guidance(code: str) -> Response:
    """Show one guidance: forms, quotas, last day, papers, exclusions, and what it leaves open."""
    return _show(code, Form(EligibleInput))


@pages.post("/guidances/<code>/eligible")
def record_eligible(code: str) -> Response:
    """Record how many eligible subjects a body has, by which paper."""
    who, catalog, form = actor(), services().catalog, Form(EligibleInput)
    values = form.load()
    if values is None:
        return _show(code, form, status=422)
    try:
        attempt_as(
            lambda work: guidances.record_eligible(work, catalog, actor=who, code=code, values=values),
            stream=publication_stream("guidance", code),
            action="count-eligible",
        )
    except Invalid as error:
        form.refuse(error)
        return _show(code, form, status=422)
    flash(_("Đã ghi nhận số đối tượng đủ điều kiện."))
    return go(url_for("pages.campaigns.guidance", code=code))


@pages.get("/guidances/<code>/source")
def guidance_source(code: str) -> Response:
    """Give the text of a guidance as it was published, to be kept as a file."""
    version = query_of(VersionQuery)["version"]
    text = read(lambda work: publications.export_published(work, kind="guidance", code=code, version=version))
    return as_toml(text, code)


def _show(code: str, form: Form, status: int = 200) -> Response:
    who, catalog, query = actor(), services().catalog, query_of(VersionQuery)
    view = read(lambda work: guidances.show_guidance(work, catalog, actor=who, code=code, version=query["version"]))
    said: dict[str, Any] = {"view": view, "item": view.item, "form": form}
    shares = [(quota.code, quota.wording or quota.code) for quota in view.shares]
    return render_page("campaigns/guidance.html", shares=shares, status=status, **said)

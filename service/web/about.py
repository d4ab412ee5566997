"""The public pages: what this is, the API's documentation, what a problem code means, whether the service is well."""

from string import Formatter

from flask import Response, jsonify
from flask_babel import gettext as _

from service.db import publications
from service.http.context import language, services
from service.i18n import catalogue, sentence
from service.web.errors import render_error
from service.web.kit import area, public
from service.web.landing import holds_on, view_landing
from service.web.rendering import render_page

pages = area("about", __name__)


@pages.get("/about")
@public
def landing() -> Response:
    """Show what this is and for whom, and what is published here: flows, plans, rules."""
    running, spoken = services(), language()
    view = running.database.read(lambda work: view_landing(work, running.catalog, language=spoken))
    return render_page("about/landing.html", view=view, holds_on=holds_on, demo=running.settings.demo)


@pages.get("/api/docs")
@public
def api_docs() -> Response:
    """Show the API's documentation, built in the browser from the OpenAPI file by what is served here."""
    return render_page("about/api_docs.html")


@pages.get("/problems/<code>")
@public
def problem(code: str) -> Response:
    """Explain a problem code, which error answers point to; 404 for a code that no error has."""
    spoken = language()
    known = catalogue()["errors"].get(code)
    if known is None:
        return render_error(404, _("Không có trang này"), _("Không có mã lỗi nào mang tên đó."))
    places = {name: "…" for _, name, _, _ in Formatter().parse(known[spoken]) if name}
    return render_page("about/problem.html", code=code, meaning=sentence("errors", code, places, spoken))


@pages.get("/health")
@public
def health() -> Response:
    """Say that the service is well, after a real read of its database."""
    database = services().database
    database.read(lambda work: publications.latest(work, "rulebook", "house"))
    return jsonify(status="ok", database=database.dialect)

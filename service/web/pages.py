"""The public pages: what this is, the API's documentation, what a problem code means, whether the service is well."""

from string import Formatter

from flask import Blueprint, Response, jsonify

from service.db import publications
from service.http.context import language, services
from service.i18n import catalogue, sentence
from service.web.landing import holds_on, view_landing
from service.web.rendering import render
from service.web.words import say

pages = Blueprint(
    "pages", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
)  # fmt: skip


@pages.get("/")
def landing() -> Response:
    """Show what this is and for whom, and what is published here: flows, plans, rules."""
    running, spoken = services(), language()
    view = running.database.read(lambda work: view_landing(work, running.catalog, language=spoken))
    return render("landing.html", view=view, holds_on=holds_on, demo=running.settings.demo)


@pages.get("/api/docs")
def api_docs() -> Response:
    """Show the API's documentation, built in the browser from the OpenAPI file by what is served here."""
    return render("api_docs.html")


@pages.get("/problems/<code>")
def problem(code: str) -> Response:
    """Explain a problem code, which error answers point to; 404 for a code that no error has."""
    spoken = language()
    known = catalogue()["errors"].get(code)
    if known is None:
        return render_error(404, say(spoken, "problem.missing_title"), say(spoken, "problem.missing_detail"))
    places = {name: "…" for _, name, _, _ in Formatter().parse(known[spoken]) if name}
    return render("problem.html", code=code, meaning=sentence("errors", code, places, spoken))


@pages.get("/health")
def health() -> Response:
    """Say that the service is well, after a real read of its database."""
    database = services().database
    database.read(lambda work: publications.latest(work, "rulebook", "house"))
    return jsonify(status="ok", database=database.dialect)


def render_error(status: int, title: str, detail: str) -> Response:
    """Return the page for an error outside the API; title and detail are sentences in the reader's language."""
    return render("errors.html", status=status, code=status, title=title, detail=detail)

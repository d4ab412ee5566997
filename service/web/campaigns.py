"""Movements and their plans: who has published, who has proposed, how far it has come."""

from typing import Any

from flask import Response
from marshmallow import fields

from service.db.work import Work
from service.http.context import actor, services
from service.schemas.base import QueryInput, whole
from service.usecases.publishing import campaigns, publications
from service.usecases.publishing.guidances import guidances_of
from service.web import charts
from service.web.kit import area, read
from service.web.plan_views import view_plan
from service.web.queries import query_of
from service.web.rendering import render_page

pages = area("campaigns", __name__)


class VersionQuery(QueryInput):
    """Which version of a plan; the newest when none is named."""

    version = whole(least=1, load_default=None, allow_none=True)
    q = fields.String(load_default="")


@pages.get("/campaigns")
def index() -> Response:
    """Show every movement with its plans and figures."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: campaigns.list_campaigns(work, catalog, actor=who))
    return render_page("campaigns/index.html", campaigns=found)


@pages.get("/campaigns/<code>")
def show(code: str) -> Response:
    """Show one movement: its cascade, its figures, who has proposed."""
    who, catalog = actor(), services().catalog
    view = read(lambda work: campaigns.show_campaign(work, catalog, actor=who, code=code))
    return render_page("campaigns/show.html", view=view, campaign=view.campaign, charts=charts)


@pages.get("/plans")
def plans() -> Response:
    """List every published plan."""
    catalog = services().catalog
    return render_page("campaigns/plans.html", plans=read(lambda work: campaigns.newest_plans(work, catalog)))


@pages.get("/plans/<code>")
def plan(code: str) -> Response:
    """Show one plan: its criteria as printed, what its source leaves open, and its faults."""
    who, catalog, query = actor(), services().catalog, query_of(VersionQuery)

    def look(work: Work) -> tuple[Any, ...]:
        found = campaigns.show_plan(work, catalog, actor=who, code=code, version=query["version"])
        return (*found, guidances_of(work, catalog, found[0].plan))

    item, heads, figures, guidances = read(look)
    said = {"item": item, "heads": heads, "figures": figures, "guidances": guidances}
    return render_page("campaigns/plan.html", view=view_plan(item.plan), charts=charts, **said)


@pages.get("/plans/<code>/source")
def source(code: str) -> Response:
    """Give the text of a plan as it was published, to be kept as a file."""
    version = query_of(VersionQuery)["version"]
    text = read(lambda work: publications.export_published(work, kind="plan", code=code, version=version))
    return as_toml(text, code)


def as_toml(text: str, name: str) -> Response:
    """Return a published text as a file that a browser keeps and does not show."""
    response = Response(text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response

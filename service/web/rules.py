"""Flows and rules as they are published, with the scenarios that specify them."""

import re

from flask import Response
from markupsafe import Markup

from service.http.context import language, services
from service.schemas.base import QueryInput, whole
from service.usecases.calendars import show_year
from service.usecases.publishing import procedures, publications
from service.web.campaigns import as_toml
from service.web.kit import area, read
from service.web.landing import holds_on
from service.web.queries import query_of
from service.web.rendering import render_page
from workflows.definition import FlowDefinition
from workflows.flows import diagrams

pages = area("rules", __name__)
# The action that each phase of a check belongs to; a phase beside the path names its action itself.
PLACE = re.compile(r"\{\w+\}")
PHASES = {"T1": "review", "T2": "verify", "T3": "appraise", "T3C": "collect", "T4S": "submit_upward", "T4": "approve"}


class VersionQuery(QueryInput):
    """Which version; the one in force when none is named."""

    version = whole(least=1, load_default=None, allow_none=True)


@pages.get("/rules")
def index() -> Response:
    """List the flows in force and the rulebooks by the dates that choose them."""
    catalog = services().catalog
    flows, books, today = read(
        lambda w: (procedures.list_flows(w, catalog), procedures.list_rulebooks(w, catalog), w.today)
    )
    return render_page("rules/index.html", flows=flows, books=books, today=today, holds_on=holds_on)


class YearQuery(QueryInput):
    """Which year; this one when none is named."""

    year = whole(least=2000, most=2200, load_default=None, allow_none=True)


@pages.get("/calendar")
def calendar() -> Response:
    """Show the days off and the swapped days of a year, and from where on they are only expected."""
    year = query_of(YearQuery)["year"]
    found, known = read(lambda work: show_year(work, year))
    years = sorted({*known.years, max(known.years) + 1, found.year})
    days = sorted(found.days.values(), key=lambda day: day.on)
    return render_page("rules/calendar.html", found=found, years=years, days=days, known=known)


@pages.get("/flows/<code>")
def flow(code: str) -> Response:
    """Show a flow: its diagram, who acts at each step, its buttons and time limits."""
    catalog, version = services().catalog, query_of(VersionQuery)["version"]
    view = read(lambda work: procedures.show_flow(work, catalog, code=code, version=version))
    return render_page("rules/flow.html", view=view, flow=view.flow, diagram=draw(view.flow))


@pages.get("/flows/<code>/actions/<action>")
def action(code: str, action: str) -> Response:
    """Show what stands behind a button: who may press it, what is asked, and the scenarios that specify it."""
    catalog, version = services().catalog, query_of(VersionQuery)["version"]
    view = read(lambda work: procedures.show_action(work, catalog, code=code, action=action, version=version))
    return render_page("rules/action.html", view=view, flow=view.flow)


@pages.get("/flows/<code>/source")
def flow_source(code: str) -> Response:
    """Give the text of a flow as it was published."""
    version = query_of(VersionQuery)["version"]
    text = read(lambda work: publications.export_published(work, kind="flow", code=code, version=version))
    return as_toml(text, code)


@pages.get("/rules/<code>")
def book(code: str) -> Response:
    """Show a rulebook: the days that choose it, and every check with its citation and force."""
    catalog, version = services().catalog, query_of(VersionQuery)["version"]
    view = read(lambda work: procedures.show_rulebook(work, catalog, code=code, version=version))
    return render_page("rules/book.html", view=view, book=view.book, action_at=action_at)


@pages.get("/rules/<code>/source")
def book_source(code: str) -> Response:
    """Give the text of a rulebook as it was published."""
    version = query_of(VersionQuery)["version"]
    text = read(lambda work: publications.export_published(work, kind="rulebook", code=code, version=version))
    return as_toml(text, code)


@pages.get("/rules/<code>/checks/<check>")
def rule(code: str, check: str) -> Response:
    """Show one check in full with the scenarios that carry its code."""
    catalog = services().catalog
    view = read(lambda work: procedures.show_rule(work, catalog, code=code, rule=check))
    return render_page("rules/rule.html", view=view, book=view.book, action_at=action_at, unfilled=unfilled)


def action_at(phase: str) -> str:
    """Return the action that a phase of a check belongs to."""
    return PHASES.get(phase, phase.removeprefix("TX-"))


def unfilled(message: str) -> str:
    """Return a sentence of a rule with a sign where a case's own words will stand."""
    return PLACE.sub("…", message)


def draw(shown: FlowDefinition) -> Markup:
    """Return the picture of a flow, drawn from its definition."""
    return Markup(diagrams.svg(shown, language()))  # noqa: S704  # drawn by us, every label escaped

"""Searching the trail; everything asked for stands in the address, so that it can be kept and passed on."""

from typing import Any

from flask import Response, request, url_for

from service.http.context import actor, language, services
from service.schemas.trails import TrailQuery
from service.usecases.errors import Invalid
from service.usecases.trail.trail_choices import Match, offered_events, offered_rules, read_search
from service.usecases.trail.trail_search import TrailPage, search_events
from service.web.audit.area import pages
from service.web.forms import Form
from service.web.kit import look_at, read
from service.web.rendering import render_page

# Filters by identifier, which are shown as what they mean and not typed.
CHOSEN = ("actor", "nominee", "body", "proposal")
NOT_FILTERS = frozenset({"after", "lang", "limit"})


@pages.get("/audit")
def index() -> Response:
    """Show the search form and what it finds."""
    form = Form(TrailQuery, request.args.to_dict())
    who, spoken, catalog = actor(), language(), services().catalog
    values = form.load()
    found, matches = (None, []) if values is None else _search(form, values)
    rules = read(lambda work: offered_rules(work, catalog, actor=who, language=spoken))
    return render_page(
        "audit/search.html",
        status=422 if form.has_problems else 200,
        form=form,
        found=found,
        matches=matches,
        rules=rules,
        events=offered_events(spoken),
        asked=asked(),
        chosen=[name for name in CHOSEN if form.value(name)],
        onward=_address(after=found.next) if found and found.next else "",
        first=_address() if form.value("after") else "",
        narrowed=_narrowed,
        without=_address,
    )


def _search(form: Form, values: dict[str, Any]) -> tuple[TrailPage | None, list[Match]]:
    who, spoken = actor(), language()
    filters, matches = look_at(
        lambda work: read_search(work, actor=who, values=values), stream="system", action="search"
    )
    try:
        found = search_events(
            services().database,
            actor=who,
            filters=filters,
            after=values["after"],
            limit=values["limit"],
            language=spoken,
        )
    except Invalid as refusal:
        form.refuse(refusal)
        return None, matches
    return found, matches


def asked() -> dict[str, str]:
    """Return the filters of this search as they stand in the address."""
    return {name: value for name, value in request.args.items() if value and name not in NOT_FILTERS}


def _narrowed(match: Match) -> str:
    """Return the address of this search with one of the matches chosen instead of the words."""
    name = {"actor": "actor", "nominee": "nominee", "unit": "body"}[match.kind]
    return _address("unit" if match.kind == "unit" else "person", **{name: match.id})


def _address(*left_out: str, **more: str | None) -> str:
    kept: dict[str, Any] = {name: value for name, value in asked().items() if name not in left_out}
    return url_for("pages.audit.index", **{**kept, **more})

"""Lists of proposals: what may be read, newest first, narrowed by state, form, plan, unit and words."""

from typing import Any

from flask import Response

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of
from service.usecases.catalog import list_plans
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.desk.worklists import describe_work, name_of_body
from service.web.kit import read
from service.web.lists import argument, next_page, selected, words_of_lists
from service.web.proposals.area import pages
from service.web.rendering import render_page
from workflows.labels import labels
from workflows.policy import may

pages.context_processor(words_of_lists)
LIMIT = 50


@pages.get("/proposals")
def index() -> Response:
    """Show the proposals that may be read; a script asks for the results alone, as words are typed."""
    who, catalog = actor(), services().catalog
    filters = Filters(
        state=argument("state", labels()["states"]),
        form=argument("form", labels()["forms"]),
        plan_code=argument("plan"),
        unit_id=argument("unit"),
        query=argument("q"),
    )

    def look(work: Work) -> dict[str, Any]:
        page = list_proposals(work, actor=who, filters=filters, after=argument("after") or None, limit=LIMIT)
        return {
            "lines": describe_work(work, catalog, page.items),
            "onward": next_page(page.next),
            "plans": list_plans(work),
            "states": _choices("states"),
            "forms": _choices("forms"),
            "unit_name": name_of_body(work, filters.unit_id),
        }

    chosen: dict[str, Any] = {"filters": filters, "is_selected": selected(), "may_batch": may(who, "batch:run")}
    return render_page("proposals/index.html", fragment="results", status=200, **read(look), **chosen)


def _choices(family: str) -> list[tuple[str, str]]:
    """Return the codes of a family with their names, in the order of the law."""
    return [(code, name_of(family, code, language())) for code in labels()[family]]

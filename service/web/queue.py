"""My work: what waits for the one who is signed in, and the way from one item to the next."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, services
from service.usecases.awards import owed_acts
from service.usecases.desk import deadlines as due_steps
from service.usecases.desk import queues
from service.usecases.desk.other_work import list_other_work
from service.usecases.desk.worklists import describe_work, name_of_body
from service.web.kit import area, go, read
from service.web.lists import argument, next_page, selected, words_of_lists
from service.web.rendering import render_page
from workflows.labels import labels
from workflows.policy import may

pages = area("queue", __name__)
pages.context_processor(words_of_lists)
LIMIT = 50
OF_THE_KIND = ("kind", "label_vi", "label_en")


@pages.get("/")
def index() -> Response:
    """Show what waits, what is due first before the rest."""
    who, catalog = actor(), services().catalog
    part, state = argument("part", queues.WINDOWS), argument("state", labels()["states"])
    if not may(who, "proposal:read"):
        others = read(lambda work: list_other_work(work, catalog, actor=who))
        return render_page("queue/nothing.html", others=others)

    def look(work: Work) -> dict[str, Any]:
        page = queues.list_inbox(work, actor=who, after=argument("after"), limit=LIMIT, part=part, state=state)
        return {
            "lines": describe_work(work, catalog, page.items),
            "onward": next_page(page.next),
            "counters": queues.count_inbox(work, actor=who),
            "today": work.today,
            "others": list_other_work(work, catalog, actor=who),
        }

    chosen: dict[str, Any] = {
        "part": part,
        "state": state,
        "is_selected": selected(),
        "may_batch": may(who, "batch:run"),
        "owes_after": owed_acts.may_owe(who),
    }
    return render_page("queue/index.html", fragment=None, status=200, **read(look), **chosen)


@pages.get("/queue/next")
def open_next() -> Response:
    """Open what needs this person most after an item, or say that the list has come to its end."""
    who, after = actor(), argument("after") or None
    found, left = read(
        lambda work: (queues.next_item(work, actor=who, after=after), queues.count_inbox(work, actor=who).total)
    )
    if found is not None:
        return go(f"/proposals/{found}")
    if left.total:
        flash(_("Đã đến cuối danh sách. Còn %(count)s hồ sơ đang chờ.", count=left.total))
    else:
        flash(_("Đã làm hết việc đang chờ."))
    return go(url_for("pages.queue.index"))


@pages.get("/queue/deadlines")
def deadlines() -> Response:
    """Show what is due and overdue among the proposals one may open."""
    who, catalog = actor(), services().catalog
    part, state, unit = argument("part", due_steps.PARTS), argument("state", labels()["states"]), argument("unit")
    if not may(who, "proposal:read"):
        others = read(lambda work: list_other_work(work, catalog, actor=who))
        return render_page("queue/nothing.html", others=others)

    def look(work: Work) -> dict[str, Any]:
        page = due_steps.list_deadlines(
            work, actor=who, part=part, state=state, unit_id=unit, after=argument("after"), limit=LIMIT
        )
        return {
            "lines": describe_work(work, catalog, page.items),
            "onward": next_page(page.next),
            "unit_name": name_of_body(work, unit),
        }

    return render_page("queue/deadlines.html", part=part, state=state, **read(look))


@pages.get("/queue/owed")
def owed_after() -> Response:
    """Show which decisions still wait to be issued, conferred or paid."""
    who, catalog = actor(), services().catalog
    if not may(who, "proposal:read"):
        return render_page("queue/nothing.html")
    page = read(
        lambda work: owed_acts.list_owed(work, catalog, actor=who, after=argument("after") or None, limit=LIMIT)
    )
    lines = [{**line, "owed": list(_alike(line["owed"]))} for line in page.items]
    return render_page("queue/owed.html", lines=lines, onward=next_page(page.next))


def _alike(owed: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Return acts that differ in nothing but their kind together: one line says all of them."""
    alike = groupby(owed, lambda act: {name: act[name] for name in act if name not in OF_THE_KIND})
    return (list(acts) for _same, acts in alike)

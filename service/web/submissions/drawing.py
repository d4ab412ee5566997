"""Drawing up a submission: what is ticked goes in, further proposals are added, the words are written."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, services
from service.schemas.submissions import NewSubmissionForm, TicksForm, WordsForm
from service.usecases.errors import Conflict, Invalid, MoveClosed, Stale
from service.usecases.submissions import submission_views as views
from service.usecases.submissions import submissions
from service.web.forms import Form
from service.web.kit import go, missing, read
from service.web.lists import argument, next_page, selected
from service.web.rendering import render_page
from service.web.submissions.area import attempt, back_to, found, pages

LIMIT = 100
REFUSED = (Invalid, Conflict, MoveClosed, Stale)


@pages.get("/submissions/new")
def new() -> Response:
    """Ask where a submission is drawn up, then which proposals go into it."""
    return _choose(Form(NewSubmissionForm, {"id": []}))


@pages.post("/submissions/new")
def draw_up() -> Response:
    """Begin a submission with what was ticked."""
    form, who, catalog = Form(NewSubmissionForm), actor(), services().catalog
    values = form.load()
    if values is not None:
        asked = {"from_id": values["from_id"], "level": values["level"], "proposal_ids": values["id"]}
        try:
            key = attempt(lambda work: submissions.draw_up(work, catalog, actor=who, **asked))
            return go(url_for("pages.submissions.show", submission_id=key))
        except REFUSED as refusal:
            form.refuse(refusal)
    return _choose(form, status=422)


@pages.get("/submissions/<string:submission_id>/more")
def more(submission_id: str) -> Response:
    """Show what else may go into a submission that is being drawn up."""
    shown = found(submission_id)
    if "write" not in shown["may"]:
        raise missing()
    return _show_candidates(Form(TicksForm), shown, shown)


@pages.post("/submissions/<string:submission_id>/more")
def add(submission_id: str) -> Response:
    """Put what was ticked into a submission that is being drawn up."""
    return _with_ticks(submission_id, submissions.add_entries)


@pages.post("/submissions/<string:submission_id>/remove")
def remove(submission_id: str) -> Response:
    """Take what was ticked out of a submission that is being drawn up."""
    return _with_ticks(submission_id, submissions.remove_entries)


@pages.route("/submissions/<string:submission_id>/words", methods=["GET", "POST"])
def words(submission_id: str) -> Response:
    """Show and change what a submission says."""
    shown = found(submission_id)
    if "write" not in shown["may"]:
        raise missing()
    form, who, catalog = Form(WordsForm, shown), actor(), services().catalog
    values = form.load() if request.method == "POST" else None
    if values is not None:
        said = {name: values[name] for name in submissions.WORDS}
        asked = {"submission_id": submission_id, "expected_version": values["version"], "words": said}
        try:
            attempt(lambda work: submissions.write_words(work, catalog, actor=who, **asked))
            return back_to(submission_id, said=_("Đã lưu lời văn của tờ trình."))
        except REFUSED as refusal:
            form.refuse(refusal)
    return render_page("submissions/words.html", status=422 if form.has_problems else 200, form=form, submission=shown)


def _with_ticks(submission_id: str, act: Any) -> Response:
    form, who, catalog = Form(TicksForm), actor(), services().catalog
    values = form.load()
    if values is None:
        raise missing()
    asked = {"expected_version": values["version"], "proposal_ids": values["id"]}
    try:
        attempt(lambda work: act(work, catalog, actor=who, submission_id=submission_id, **asked))
    except REFUSED as refusal:
        return back_to(submission_id, refusal)
    return back_to(submission_id, said=_("Đã sửa danh sách của tờ trình."))


def _choose(form: Form, status: int = 200) -> Response:
    who, catalog = actor(), services().catalog
    lanes = read(lambda work: views.list_lanes(work, catalog, actor=who))
    place = form.value("from_id") or argument("from"), form.value("level") or argument("level")
    chosen = [lane for lane in lanes if place in {("", ""), (lane["from_id"], lane["level"])}]
    if len(chosen) != 1:
        return render_page("submissions/lanes.html", lanes=lanes, came=argument("came"))
    return _show_candidates(form, chosen[0], None, status)


def _show_candidates(
    form: Form, lane: Mapping[str, Any], submission: Mapping[str, Any] | None, status: int = 200
) -> Response:
    who, catalog, came = actor(), services().catalog, argument("came")
    place = {"from_id": str(lane["from_id"]), "level": str(lane["level"])}

    def look(work: Work) -> tuple[Any, str | None]:
        if came:
            return views.list_brought(work, catalog, actor=who, submission_id=came, **place), None
        after = argument("after") or None
        page = views.list_candidates(work, catalog, actor=who, after=after, limit=LIMIT, **place)
        return page.items, page.next

    lines, following = read(look)
    ticked = set(form.chosen("id")) or ({line["id"] for line in lines} if came or selected() else set())
    return render_page(
        "submissions/new.html",
        status=status,
        form=form,
        lane=lane,
        lines=lines,
        ticked=ticked,
        onward=next_page(following),
        submission=submission,
    )

"""Councils and their members: listed, founded, changed under a decision, after the password was given again."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.councils import (
    POSTS,
    PURPOSES,
    CouncilEndingMemberInput,
    CouncilInput,
    CouncilMemberInput,
    CouncilSessionInput,
)
from service.usecases.councils import council_sessions, councils
from service.usecases.councils.council_access import MANAGE, kept_bodies
from service.usecases.errors import Conflict, DomainError, Invalid, PermissionDenied
from service.usecases.registry.registry import show_organisation
from service.usecases.streams import council_stream
from service.web.councils.area import pages
from service.web.forms import Form
from service.web.kit import attempt_as, flash_note, go, read
from service.web.lists import argument, next_page
from service.web.reauthentication import reauthenticated
from service.web.rendering import render_page
from workflows.policy import may

REFUSALS: tuple[type[DomainError], ...] = (Invalid, Conflict, PermissionDenied)


@pages.get("/councils")
def index() -> Response:
    """List the councils that are the reader's business."""
    who, after = actor(), argument("after") or None
    found = read(lambda work: councils.list_councils(work, actor=who, after=after))
    return render_page(
        "councils/index.html", councils=found.items, onward=next_page(found.next), may_found=may(who, MANAGE)
    )


@pages.route("/councils/new", methods=["GET", "POST"])
@reauthenticated
def found() -> Response:
    """Found a council of a body that the reader keeps councils for."""
    who, form = actor(), Form(CouncilInput)
    bodies = read(lambda work: [show_organisation(work, actor=who, organisation_id=key) for key in kept_bodies(who)])
    values = form.load() if request.method == "POST" else None
    if values is not None:
        try:
            made = attempt_as(
                lambda work: councils.found_council(work, actor=who, values=values),
                stream="system",
                action="keep-council",
            )
        except REFUSALS as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã lập %(name)s. Hãy ghi nhận thành viên.", name=made["name"]))
            return go(url_for("pages.councils.show", council_id=made["id"]))
    offered = [(body["id"], body["name"]) for body in bodies]
    return render_page("councils/new.html", form=form, bodies=offered, status=422 if form.has_problems else 200)


@pages.get("/councils/<string:council_id>")
def show(council_id: str) -> Response:
    """Show a council: who sits there, its sessions, and the forms of whoever keeps it."""
    return _show(council_id, Form(CouncilMemberInput, {"votes": "true"}), Form(CouncilEndingMemberInput))


@pages.post("/councils/<string:council_id>/members")
@reauthenticated
def add_member(council_id: str) -> Response:
    """Seat somebody in a council."""
    who, form = actor(), Form(CouncilMemberInput)
    values = form.load()
    if values is None:
        return _show(council_id, form, Form(CouncilEndingMemberInput, {}), status=422)

    def act(work: Work) -> dict[str, Any]:
        return councils.add_member(work, actor=who, council_id=council_id, values=values)

    try:
        made = attempt_as(act, stream=council_stream(council_id), action="keep-council")
    except REFUSALS as error:
        form.refuse(error)
        return _show(council_id, form, Form(CouncilEndingMemberInput, {}), status=422)
    flash_note("good", _("Đã ghi nhận %(name)s là thành viên.", name=made["name"]))
    return go(url_for("pages.councils.show", council_id=council_id))


@pages.post("/councils/<string:council_id>/members/<string:member_id>/end")
@reauthenticated
def end_member(council_id: str, member_id: str) -> Response:
    """Let somebody leave a council."""
    who, form = actor(), Form(CouncilEndingMemberInput)
    values = form.load()
    if values is None:
        return _show(council_id, Form(CouncilMemberInput, {"votes": "true"}), form, status=422)

    def act(work: Work) -> dict[str, Any]:
        return councils.end_member(work, actor=who, council_id=council_id, member_id=member_id, **values)

    try:
        ended = attempt_as(act, stream=council_stream(council_id), action="keep-council")
    except REFUSALS as error:
        form.refuse(error)
        return _show(council_id, Form(CouncilMemberInput, {"votes": "true"}), form, status=422)
    flash_note("good", _("Đã ghi nhận %(name)s thôi là thành viên.", name=ended["name"]))
    return go(url_for("pages.councils.show", council_id=council_id))


@pages.route("/councils/<string:council_id>/sessions/new", methods=["GET", "POST"])
def plan(council_id: str) -> Response:
    """Plan a session."""
    who, catalog, form = actor(), services().catalog, Form(CouncilSessionInput)
    council = read(lambda work: councils.show_council(work, actor=who, council_id=council_id))
    values = form.load() if request.method == "POST" else None
    if values is not None:

        def act(work: Work) -> dict[str, Any]:
            return council_sessions.plan_session(work, catalog, actor=who, council_id=council_id, values=values)

        try:
            made = attempt_as(act, stream=council_stream(council_id), action="run-session")
        except REFUSALS as error:
            form.refuse(error)
        else:
            flash_note("good", _("Đã lập phiên họp. Hãy chọn hồ sơ vào chương trình rồi triệu tập."))
            return go(url_for("pages.councils.show_session", session_id=made["id"]))
    chairs = [(row["id"], row["name"]) for row in council["members"] if row["sits"]]
    purposes = [(code, name_of("session_purposes", code, language())) for code in PURPOSES]
    status = 422 if form.has_problems else 200
    return render_page(
        "councils/plan.html", form=form, council=council, chairs=chairs, purposes=purposes, status=status
    )


def _show(council_id: str, adding: Form, ending: Form, status: int = 200) -> Response:
    who, after = actor(), argument("after") or None

    def look(work: Work) -> tuple[dict[str, Any], Any]:
        council = councils.show_council(work, actor=who, council_id=council_id)
        return council, council_sessions.list_sessions(work, actor=who, council_id=council_id, after=after)

    council, sessions = read(look)
    return render_page(
        "councils/show.html",
        status=status,
        council=council,
        sessions=sessions.items,
        onward=next_page(sessions.next),
        adding=adding,
        ending=ending,
        posts=[(code, name_of("council_posts", code, language())) for code in POSTS],
    )

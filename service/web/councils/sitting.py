"""One session as its people see it: agenda, seats, minutes; and how the secretary prepares it."""

from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, services
from service.schemas.councils import MOST_TOGETHER, CouncilReasonInput
from service.usecases.councils import council_agendas, council_minutes, council_sessions, council_votes
from service.usecases.councils.council_views import show_session as read_session
from service.usecases.errors import Conflict, DomainError, Invalid, MoveClosed, Stale
from service.web.councils.area import SESSION, pages, run
from service.web.forms import Form
from service.web.kit import flash_note, go, read
from service.web.lists import argument, next_page
from service.web.rendering import render_page

CAME = "came-"
REFUSALS: tuple[type[DomainError], ...] = (Invalid, Conflict, MoveClosed, Stale)


@pages.get(SESSION)
def show_session(session_id: str) -> Response:
    """Show a session: its agenda, who sits there, and what may be done."""
    return _show(session_id, Form(CouncilReasonInput))


@pages.get(f"{SESSION}/agenda")
def agenda(session_id: str) -> Response:
    """Offer the proposals that wait for this council by their flow."""
    return _agenda(session_id)


@pages.post(f"{SESSION}/agenda")
def add_items(session_id: str) -> Response:
    """Put the ticked proposals on the agenda, all or none."""
    who, catalog = actor(), services().catalog
    chosen = request.form.getlist("id")[:MOST_TOGETHER]
    form = Form(CouncilReasonInput, {})
    if not chosen:
        form.errors.append(_("Chưa chọn hồ sơ nào."))
        return _agenda(session_id, form, status=422)
    return _do(
        session_id,
        form,
        lambda work: council_agendas.add_items(work, catalog, actor=who, session_id=session_id, proposal_ids=chosen),
        _("Đã đưa %(count)s hồ sơ vào chương trình.", count=len(chosen)),
        again=_agenda,
    )


@pages.post(f"{SESSION}/convene")
def convene(session_id: str) -> Response:
    """Call the members."""
    who = actor()
    return _do(
        session_id,
        Form(CouncilReasonInput, {}),
        lambda work: council_sessions.convene_session(work, actor=who, session_id=session_id),
        _("Đã triệu tập. Thành viên đã xem được chương trình và hồ sơ."),
    )


@pages.post(f"{SESSION}/cancel")
def cancel(session_id: str) -> Response:
    """Call a session off, with a reason."""
    who, catalog, form = actor(), services().catalog, Form(CouncilReasonInput)
    values = form.load()
    if values is None:
        return _show(session_id, form, status=422)
    return _do(
        session_id,
        form,
        lambda work: council_sessions.cancel_session(work, catalog, actor=who, session_id=session_id, **values),
        _("Đã hủy phiên họp. Các hồ sơ chờ phiên họp khác."),
    )


@pages.post(f"{SESSION}/attendance")
def mark_attendance(session_id: str) -> Response:
    """Say who came."""
    who = actor()
    came = {key.removeprefix(CAME): word for key, word in request.form.items() if key.startswith(CAME)}
    return _do(
        session_id,
        Form(CouncilReasonInput, {}),
        lambda work: council_votes.mark_attendance(work, actor=who, session_id=session_id, came=came),
        _("Đã điểm danh."),
    )


@pages.get(f"{SESSION}/minutes")
def minutes(session_id: str) -> Response:
    """Show the minutes as they are drafted from the record, ready for paper."""
    who, catalog = actor(), services().catalog
    found = read(lambda work: council_minutes.draft_minutes(work, catalog, actor=who, session_id=session_id))
    return render_page("councils/minutes.html", minutes=found, paper=council_minutes.minutes_as_paper(found))


def _do(
    session_id: str, form: Form, act: Callable[[Work], Any], said: str, again: Callable[..., Response] | None = None
) -> Response:
    """Do something in a session and go back to it; what is refused is said on the page that asked (`again`)."""
    try:
        run(session_id, act)
    except REFUSALS as error:
        form.refuse(error)
        return (again or _show)(session_id, form, status=422)
    flash_note("good", said)
    return go(url_for("pages.councils.show_session", session_id=session_id))


def _show(session_id: str, form: Form, status: int = 200) -> Response:
    who, catalog = actor(), services().catalog
    session = read(lambda work: read_session(work, catalog, actor=who, session_id=session_id))
    return render_page("councils/session.html", session=session, form=form, status=status)


def _agenda(session_id: str, form: Form | None = None, status: int = 200) -> Response:
    who, catalog, after = actor(), services().catalog, argument("after") or None

    def look(work: Any) -> Any:
        session = read_session(work, catalog, actor=who, session_id=session_id)
        page = council_agendas.list_candidates(work, catalog, actor=who, session_id=session_id, after=after)
        return session, page

    session, page = read(look)
    return render_page(
        "councils/agenda.html",
        session=session,
        candidates=page.items,
        onward=next_page(page.next),
        form=form or Form(CouncilReasonInput, {}),
        status=status,
    )
